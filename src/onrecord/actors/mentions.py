"""The names of a text put right by the text around them: what entity recognition took wrong, and what it missed."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from onrecord.actors.affiliations import affiliations_of, follows_role_of
from onrecord.actors.lexicon import HELD_BY_BODIES, ORGANIZATION_NAME_WORDS, given_names
from onrecord.actors.names import Name
from onrecord.actors.roles import office_words, role_head
from onrecord.actors.spelling import fold, name_words
from onrecord.actors.tokens import is_any
from onrecord.model import ActorKind

MOST_SURNAMES = 500  # looked for in one text
SHORTEST_SURNAME = 2

_LOWER_WORD = re.compile(r"\b[^\W\d_]+\b")
_WORD_BEFORE = re.compile(r"([\w.'’-]+)\s$")
_CAPITAL_AFTER = re.compile(r"\s[^\W\d_a-z]|-\w")


def mentions_in(text: str, names: Iterable[Name]) -> list[Name]:
    """Return the names in text order, corrected, with the bare surnames that were missed."""
    known = sorted((part for name in names for part in _corrected(text, name)), key=lambda name: (name.start, name.end))
    return sorted([*known, *_missed(text, known)], key=lambda name: (name.start, name.end))


def _corrected(text: str, name: Name) -> Iterator[Name]:
    """Yield the name, one taken for an organization as the person that it is or ends in.

    Such are "Chancellor Ana Ruiz", "Ana Ruiz, a farmer", "the leader of the rural National Dawn Ana Ruiz".
    """
    words = name.text.split(" ")
    is_sure = len(words) < 2 or is_any(fold(words[-1]), ORGANIZATION_NAME_WORDS)
    if name.kind is not ActorKind.ORGANIZATION or is_sure:
        yield name
    elif len(words) == 2 and _is_person(text, name):
        yield Name(name.start, name.end, name.text, ActorKind.PERSON)
    elif len(words) > 2 and fold(words[-2]) in given_names() and follows_role_of(text, name.start):
        cut = name.end - len(f"{words[-2]} {words[-1]}")
        yield Name(name.start, cut - 1, text[name.start : cut - 1], ActorKind.ORGANIZATION)
        yield Name(cut, name.end, text[cut : name.end], ActorKind.PERSON)
    else:
        yield name


def _is_person(text: str, name: Name) -> bool:
    """Return whether a role goes with the name, one that only persons hold where its first word is no given name."""
    held = list(affiliations_of(text, name.start, name.end))
    if fold(name.text.split(" ")[0]) in given_names():
        return bool(held)
    return any(one.role and office_words(one.role)[-1] not in HELD_BY_BODIES for one in held)


def _missed(text: str, known: Sequence[Name]) -> Iterator[Name]:
    """Yield the surnames of persons of the text that stand in it alone, where no name was seen."""
    surnames = dict.fromkeys(
        name.text.split()[-1] for name in known if name.kind is ActorKind.PERSON and name_words(name.text)
    )
    common = {word for word in _LOWER_WORD.findall(text) if word.islower()}
    sought = [
        surname
        for surname in surnames
        if len(surname) >= SHORTEST_SURNAME and surname[0].isupper() and surname.lower() not in common
    ][:MOST_SURNAMES]
    if not sought:
        return
    starts = [name.start for name in known]
    for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(map(re.escape, sought))})(?![\w-])", text):
        place = bisect_right(starts, match.start())
        taken = place and known[place - 1].end > match.start()
        if not taken and _stands_alone(text, match.start(), match.end()):
            yield Name(match.start(), match.end(), match[0], ActorKind.PERSON)


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether no other word in capitals goes with a name ("Ruiz Square", "New Ruiz")."""
    if _CAPITAL_AFTER.match(text, end):
        return False
    before = _WORD_BEFORE.search(text, max(0, start - 30), start)
    return not before or not before[1][0].isupper() or role_head(before[1]) is not None or before[1].endswith(".")
