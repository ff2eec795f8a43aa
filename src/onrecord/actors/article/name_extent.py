"""Where a person's name starts: without the offices before it, and with the given names that were missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors.article.names import Name
from onrecord.actors.facts.countries import country_named, country_of_demonym
from onrecord.actors.lexicon import (
    ALSO_NAMES,
    CLAUSE_WORDS,
    COURTESY,
    DETERMINERS,
    KIN,
    ORGANIZATION_NAME_WORDS,
    PORTFOLIOS,
    PREPOSITIONS,
    ROLE_MODIFIERS,
    TITLES,
    UNNAMED_HEADS,
    WHEN_WORDS,
    given_names,
)
from onrecord.actors.naming.spelling import fold
from onrecord.actors.roles import role_head
from onrecord.actors.tokens import Token, is_any, is_possessive, plain, singular
from onrecord.model import ActorKind

LONGEST_GIVEN = 3  # words before a surname
LONGEST = 3  # words of the name that an organization's ends in

_NO_GIVEN = (
    TITLES | COURTESY | ROLE_MODIFIERS | DETERMINERS | PREPOSITIONS | CLAUSE_WORDS | WHEN_WORDS | KIN | UNNAMED_HEADS
)


def without_titles(name: Name) -> Name:
    """Return the name without the offices before it, as a person's where they stand: "Councillor Ruiz"."""
    words = name.text.split(" ")
    titles = titles_before(words)
    rest = words[titles:]
    if not titles or role_head(rest[0]) or fold(rest[0]) in ROLE_MODIFIERS or not rest[0][0].isupper():
        return name
    if name.kind is not ActorKind.PERSON and not _is_persons(rest):
        return name
    start = name.end - len(" ".join(rest))
    return Name(start, name.end, " ".join(rest), ActorKind.PERSON)


def titles_before(words: Sequence[str]) -> int:
    """Return how many words stand before a name as its offices: three of "Minister of Water Ana Ruiz"."""
    return max((place + 1 for place in range(len(words) - 1) if _ends_titles(words, place)), default=0)


def _ends_titles(words: Sequence[str], place: int) -> bool:
    """Return whether the word is an office, a title, or the portfolio of an office ("Minister of Water")."""
    word = fold(words[place])
    if word in TITLES or word in COURTESY:
        return True
    if (role_head(words[place]) or role_head(singular(word)) or "") not in ALSO_NAMES | {""}:
        return True
    is_of = place > 1 and words[place - 1] in {"of", "for", "and"} and word in PORTFOLIOS
    return is_of and any(role_head(before) for before in words[: place - 1])


def _is_persons(words: Sequence[str]) -> bool:
    if len(words) > LONGEST or any(is_any(fold(word), ORGANIZATION_NAME_WORDS) for word in words):
        return False
    return len(words) == 1 or fold(words[0]) in given_names() or words[0].endswith(".")


def with_given_names(text: str, name: Name, tokens: Sequence[Token], names: Sequence[Name]) -> Name:
    """Return the name with the words in capitals before it that open the source: "Zuzka Ruiz", where Ruiz was seen.

    `tokens` are those of the source, `names` the others that stand in it.
    """
    before = [token for token in tokens if token.end() <= name.start]
    if name.kind not in {ActorKind.PERSON, ActorKind.ORGANIZATION} or not 0 < len(before) <= LONGEST_GIVEN:
        return name
    one_word = " " not in name.text or name.kind is ActorKind.PERSON
    if not one_word or any(one.start < name.start and one.end > before[0].start() for one in names):
        return name
    between = text[before[0].start() : name.start].replace(".", " ").replace("-", " ")
    together = len(between.split()) == sum(
        len(token[0].replace(".", " ").replace("-", " ").split()) for token in before
    )
    if not together or not all(map(_can_be_given, before)) or any(mark in between for mark in ',;:()\n"“”'):
        return name
    if is_any(fold(name.text.split()[-1]), ORGANIZATION_NAME_WORDS):
        return name
    start = before[0].start()
    return replace(name, start=start, text=text[start : name.end], kind=ActorKind.PERSON)


def _can_be_given(token: Token) -> bool:
    word = plain(token)
    if not token[0][0].isupper() or (token[0].isupper() and len(word) > 1) or is_possessive(token) or word in _NO_GIVEN:
        return False
    if role_head(token[0]) or is_any(word, ORGANIZATION_NAME_WORDS):
        return False
    return not (country_named(token[0]) or country_of_demonym(token[0]))
