"""The language that a text is written in."""

from __future__ import annotations

from math import exp

from py3langid import rank

SHORTEST = 120
"""Letters from which a guess is worth something: of 7,000 English paragraphs this long or longer, five were taken
for another language and six for none."""

SURE = 0.99
LOOKED_AT = 2000
"""Characters looked at: more does not make it surer."""


def language_of(text: str) -> str | None:
    """Return the two-letter code of the text's language, or None where that is not sure."""
    if sum(character.isalpha() for character in text[:LOOKED_AT]) < SHORTEST:
        return None
    ranked = rank(text[:LOOKED_AT])
    language, best = ranked[0]
    probability = 1 / sum(exp(score - best) for _, score in ranked)
    return str(language) if probability >= SURE else None


def language_code(hint: str | None) -> str | None:
    """Return the two-letter code that a tag such as "en-GB" begins with, or None."""
    code = (hint or "").strip().lower().replace("_", "-").partition("-")[0]
    return code if len(code) == 2 and code.isascii() and code.isalpha() else None
