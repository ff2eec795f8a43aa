"""By which of its spellings an actor goes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping

from rapidfuzz.fuzz import ratio

from onrecord.actors.naming.spelling import fold, name_words
from onrecord.model import ActorKind

MOST_WORDS = 4
"""Words of a name beyond which more are no fuller name but a whole phrase."""


def canonical_name(kind: ActorKind, counts: Mapping[str, int]) -> str:
    """Return the name of an actor, given in how many articles each spelling is the fullest one there.

    The most frequent full name in Latin letters, and of its spellings the one with most accents: agencies drop them,
    nobody adds them. Capitals throughout are nobody's spelling. Of spellings equal in all this one is garbled, and
    the right one is that which all others are nearest to.
    """
    together: Counter[str] = Counter()
    for name, count in counts.items():
        together[fold(name)] += count
    worth = {name: (_fullness(kind, name), together[fold(name)], _care(name), count) for name, count in counts.items()}
    most = max(worth.values())
    best = [name for name in counts if worth[name] == most]
    if len(best) > 1:
        best.sort(key=lambda name: (_nearness(name, counts), len(name), name))
    return " ".join(best[-1].split())


def _nearness(name: str, others: Iterable[str]) -> float:
    return sum(ratio(fold(name), fold(other)) for other in others)


def _fullness(kind: ActorKind, name: str) -> tuple[bool, bool]:
    words = len(name_words(name)) if kind is ActorKind.PERSON else len(name.split())
    return _is_latin(name), 1 < words <= MOST_WORDS


def _care(name: str) -> tuple[bool, int]:
    letters = unicodedata.normalize("NFD", name)
    return not name.isupper() and not name.islower(), sum(map(bool, map(unicodedata.combining, letters)))


def _is_latin(name: str) -> bool:
    return name.isascii() or all("LATIN" in unicodedata.name(letter, "LATIN") for letter in name if letter.isalpha())
