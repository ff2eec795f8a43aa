"""By which of its spellings an actor goes."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

from onrecord.actors.naming.spelling import fold, name_words
from onrecord.model import ActorKind

MOST_WORDS = 4
"""Words of a name beyond which more are no fuller name but a whole phrase."""


def canonical_name(kind: ActorKind, counts: Mapping[str, int]) -> str:
    """Return the name of an actor, given in how many articles each spelling is the fullest one there.

    The most frequent full name in Latin letters, and of its spellings the one with most accents: agencies drop them,
    nobody adds them. Capitals throughout are nobody's spelling.
    """
    together: Counter[str] = Counter()
    for name, count in counts.items():
        together[fold(name)] += count
    best = max(
        counts,
        key=lambda name: (_fullness(kind, name), together[fold(name)], _care(name), counts[name], len(name), name),
    )
    return " ".join(best.split())


def _fullness(kind: ActorKind, name: str) -> tuple[bool, bool]:
    words = len(name_words(name)) if kind is ActorKind.PERSON else len(name.split())
    return _is_latin(name), 1 < words <= MOST_WORDS


def _care(name: str) -> tuple[bool, int]:
    letters = unicodedata.normalize("NFD", name)
    return not name.isupper() and not name.islower(), sum(map(bool, map(unicodedata.combining, letters)))


def _is_latin(name: str) -> bool:
    return name.isascii() or all("LATIN" in unicodedata.name(letter, "LATIN") for letter in name if letter.isalpha())
