"""How alike given names are: nicknames, initials, one name in two languages, or another name."""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum
from functools import lru_cache
from importlib.resources import files

from rapidfuzz.distance import OSA

from onrecord.actors.lexicon import given_names
from onrecord.actors.naming.words_alike import is_misspelt, is_of_other_sex, is_respelt, respelling, skeleton

LEAST_TO_CUT = 4  # letters that are left of a name cut short: Thras, Alek
LEAST_TO_EXCHANGE = 4  # letters of a name of which two neighbours are exchanged: Keir, Kier


class GivenLikeness(IntEnum):
    """How alike two given names are, the most alike last."""

    OTHER = 0
    TONGUE = 1
    """One name in two languages (Vladimir, Volodymyr)."""
    MISSPELT = 2
    INITIAL = 3
    SHORT = 4
    """A nickname and its name (Joe, Joseph)."""
    RESPELT = 5
    SAME = 6


_KINDS = {"spelling": GivenLikeness.RESPELT, "short": GivenLikeness.SHORT, "tongue": GivenLikeness.TONGUE}


@lru_cache(maxsize=1)
def _groups() -> dict[str, dict[str, frozenset[int]]]:
    """Return, by kind, the numbers of the groups that a name stands in; other spellings stand where the name does."""
    groups: dict[str, dict[str, set[int]]] = {kind: defaultdict(set) for kind in _KINDS}
    lines = files("onrecord.actors.naming").joinpath("nicknames.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    for number, (kind, names) in enumerate(rows):
        for name in names.split():
            groups[kind][respelling(name)].add(number)
    for kind, names in rows:
        for of_kind in (groups["short"], groups["tongue"]) if kind == "spelling" else ():
            shared = set().union(*(of_kind.get(respelling(name), set()) for name in names.split()))
            for name in names.split():
                of_kind[respelling(name)] |= shared
    return {kind: {name: frozenset(found) for name, found in of_kind.items()} for kind, of_kind in groups.items()}


def may_be_alike(one: str, other: str) -> bool:
    """Return whether two folded words of names can be alike at all; most cannot, which is told without comparing them.

    Alike ones begin with one letter or sound, or have their first two letters exchanged, or stand in one group.
    """
    if one[0] == other[0] or (one[0] == other[1:2] and one[1:2] == other[0]):
        return True
    (sound, groups), (other_sound, other_groups) = _tells(one), _tells(other)
    return sound == other_sound or not groups.isdisjoint(other_groups)


@lru_cache(maxsize=131_072)
def _tells(word: str) -> tuple[str, frozenset[tuple[str, int]]]:
    """Return the sound that a word begins with, and the groups that it stands in."""
    spelt = respelling(word)
    groups = ((kind, number) for kind, of_kind in _groups().items() for number in of_kind.get(spelt, ()))
    return skeleton(word)[:1], frozenset(groups)


@lru_cache(maxsize=131_072)
def given_alike(one: str, other: str) -> GivenLikeness:
    """Return how alike two folded given names are."""
    if one == other:
        return GivenLikeness.SAME
    if len(one) == 1 or len(other) == 1:
        return GivenLikeness.INITIAL if _share_initial(one, other) else GivenLikeness.OTHER
    listed = next(
        (likeness for kind, likeness in _KINDS.items() if _in_one_group(kind, one, other)), GivenLikeness.OTHER
    )
    return listed if listed >= GivenLikeness.SHORT else max(listed, _unlisted(one, other))


def _unlisted(one: str, other: str) -> GivenLikeness:
    if is_of_other_sex(one, other):
        return GivenLikeness.OTHER
    if is_respelt(one, other):
        return GivenLikeness.RESPELT
    if one in given_names() and other in given_names():
        return GivenLikeness.OTHER
    short, full = sorted((one, other), key=len)
    if len(short) >= LEAST_TO_CUT and len(full) > len(short) + 1 and full.startswith(short):
        return GivenLikeness.MISSPELT
    are_exchanged = sorted(one) == sorted(other) and OSA.distance(one, other) == 1
    return (
        GivenLikeness.MISSPELT
        if (are_exchanged and len(one) >= LEAST_TO_EXCHANGE) or is_misspelt(one, other)
        else GivenLikeness.OTHER
    )


def _share_initial(one: str, other: str) -> bool:
    return one[0] == other[0] or respelling(one)[:1] == respelling(other)[:1]


def _in_one_group(kind: str, one: str, other: str) -> bool:
    numbers = _groups()[kind]
    return not numbers.get(respelling(one), frozenset()).isdisjoint(numbers.get(respelling(other), frozenset()))
