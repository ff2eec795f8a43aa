"""When two names are one name to a reader: case, accents, spaces and a leading article aside."""

from __future__ import annotations

import unicodedata

from onrecord.evaluation.coding import CodedSpeaker

ARTICLES = frozenset({"a", "an", "the"})


def same_speaker(gold: CodedSpeaker | None, predicted: CodedSpeaker | None) -> bool:
    """Say whether the gold name is the predicted one or one of its aliases; nobody is nobody only."""
    if gold is None or predicted is None:
        return gold is predicted
    names = {folded(name) for name in (predicted.name, *predicted.aliases) if name is not None}
    return gold.name is not None and folded(gold.name) in names


def folded(name: str) -> str:
    """Return the name without case, accents, doubled spaces and a leading "a", "an" or "the"."""
    letters = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    first, *rest = plain.casefold().split() or [""]
    return " ".join(rest if rest and first in ARTICLES else [first, *rest])
