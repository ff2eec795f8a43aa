"""Which known actors a speaker may be: how their names compare, and what the articles say for and against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from onrecord.actors.naming.keys import name_keys
from onrecord.actors.naming.matching import Comparison, Verdict, compare_bodies, compare_people
from onrecord.actors.naming.people_alike import may_be_one, may_share_given
from onrecord.actors.naming.spelling import fold, name_words
from onrecord.actors.resolving.identity import is_unnamed
from onrecord.actors.resolving.offices import countries, employers, office_key, offices, role_key
from onrecord.model import ActorKind, Affiliation, Speaker

MOST_NAMES = 12
"""Spellings of an actor that a name is compared with; the rest are rarer."""
OFFICE, PLACE, COMPANION, OTHER_OFFICE, OTHER_GENDER, CLASH = 2.0, 1.0, 1.0, -1.0, -2.5, -4.0
"""What speaks for or against two names being one actor's. Another office needs the same company."""
NAMED = frozenset({ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY})
_THE_SAME = Comparison(verdict=Verdict.SAME, score=1.0, reason="the same name")
_RANK: Mapping[Verdict, int] = {Verdict.SAME: 3, Verdict.BARE: 2, Verdict.CLOSE: 1, Verdict.DIFFERENT: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An actor as other articles show it: its names, the most frequent first, and its affiliations with dates.

    `not_names` are folded names that are somebody else's, as a person decided.
    """

    id: str
    kind: ActorKind
    names: tuple[str, ...]
    affiliations: tuple[Affiliation, ...] = ()
    gender: str = ""
    not_names: frozenset[str] = frozenset()


class Index(Protocol):
    """What is known of the actors of other articles."""

    def called(self, name: str) -> Sequence[Known]:
        """Return the actors that have this very name, case and accents aside."""

    def known(self, keys: Iterable[str]) -> Sequence[Known]:
        """Return the actors that share a key."""

    def is_common(self, key: str) -> bool:
        """Return whether so many actors have a key that it tells nobody."""

    def actors(self, ids: Sequence[str]) -> Sequence[Known]:
        """Return the actors with these ids that there are."""

    def owner(self, name: str) -> str | None:
        """Return the id of the actor whose this folded name is by a person's decision."""

    def companions(self, actors: Collection[str]) -> Mapping[str, Collection[str]]:
        """Return, by id of an actor, the ids of those who speak in the articles in which it was last heard."""

    def is_free(self, actor: str) -> bool:
        """Return whether no actor has this id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An actor that a speaker may be: how their names compare, and what the articles say for or against it."""

    known: Known
    comparison: Comparison
    evidence: tuple[tuple[float, str], ...] = ()

    @property
    def support(self) -> float:
        """The sum of the evidence."""
        return sum(weight for weight, _ in self.evidence)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What is said for and against it, in words."""
        return (self.comparison.reason, *(words for _, words in self.evidence))


def keys_of(kind: ActorKind, names: Iterable[str], affiliations: Iterable[Affiliation]) -> frozenset[str]:
    """Return the keys by which an actor is found: of its names, and of its offices if it is a person."""
    keys: set[str] = set()
    for name in names:
        if not is_unnamed(kind, name):
            keys.update((exact_key(name), *name_keys(name)))
    if kind in {ActorKind.PERSON, ActorKind.ANONYMOUS}:
        keys.update(key(one) for one in affiliations for key in (office_key, role_key))
    return frozenset(keys - {""})


def exact_key(name: str) -> str:
    """Return the key that only the same name shares."""
    return f"= {fold(name)}"


def candidates_among(speaker: Speaker, actors: Iterable[Known]) -> Iterator[Candidate]:
    """Yield the actors whose name can be the speaker's, with what their affiliations say."""
    folded = fold(speaker.name)
    for known in actors:
        if folded in known.not_names:
            continue
        if known.kind is not speaker.kind:
            if known.kind in NAMED and any(fold(name) == folded for name in known.names):  # one of the two is misread
                yield Candidate(known=known, comparison=_THE_SAME)
            continue
        nearest = _nearest(speaker, known.names[:MOST_NAMES])
        if nearest is None:
            continue
        _, name = nearest
        if speaker.kind is ActorKind.PERSON and _is_full(speaker.name) and not _is_full(name):
            # A surname alone is that of many: of an actor with another given name only the full names count.
            full = [each for each in known.names[:MOST_NAMES] if _is_full(each)]
            if full and not any(may_share_given(speaker.name, each) for each in full):
                nearest = _nearest(speaker, full)
        if nearest is not None:
            yield Candidate(known=known, comparison=nearest[0], evidence=tuple(_evidence(speaker, known)))


def _nearest(speaker: Speaker, names: Sequence[str]) -> tuple[Comparison, str] | None:
    """Return how the speaker's name compares with the one that it is nearest to, and that; None if all are others'."""
    is_person = speaker.kind is ActorKind.PERSON
    compare = compare_people if is_person else compare_bodies
    best: tuple[Comparison, str] | None = None
    for name in names:
        if is_person and not may_be_one(speaker.name, name):
            continue
        found = compare(speaker.name, name)
        if found.verdict is Verdict.DIFFERENT:
            continue
        if best is None or _nearness(found) > _nearness(best[0]):
            best = found, name
            if found == _THE_SAME:  # nothing is nearer
                break
    return best


def _nearness(comparison: Comparison) -> tuple[int, float]:
    return _RANK[comparison.verdict], comparison.score


def _is_full(name: str) -> bool:
    return len(name_words(name)) > 1


def in_company(candidates: Sequence[Candidate], company: Collection[str], index: Index) -> Iterator[Candidate]:
    """Yield the candidates with what the company says in which the two are heard."""
    companions = index.companions([one.known.id for one in candidates]) if company else {}
    for one in candidates:
        if together := frozenset(company).intersection(companions.get(one.known.id, ())):
            beside = COMPANION, f"both are heard beside {_listed(together)}"
            yield replace(one, evidence=(*one.evidence, beside))
        else:
            yield one


def _evidence(speaker: Speaker, known: Known) -> Iterator[tuple[float, str]]:
    """Yield what gender, offices, countries and employers say for or against the two being one."""
    same = fold(speaker.name) in map(fold, known.names) and " " in speaker.name
    if speaker.gender and known.gender and speaker.gender != known.gender and not same:
        yield OTHER_GENDER, "one is a man, the other a woman"
    one, other = speaker.affiliations, known.affiliations
    if not one or not other:
        return
    here, there = offices(one), offices(other)
    from_here, from_there = countries(one), countries(other)
    office, place = here & there, from_here & from_there or employers(one) & employers(other)
    if from_here and from_there and not place:
        yield CLASH, f"one is of {_listed(from_here)}, the other of {_listed(from_there)}"
    elif here and there and not office and not place:
        yield OTHER_OFFICE, f"one is {_listed(here)}, the other {_listed(there)}"
    if office:
        yield OFFICE, f"both are {_listed(office)}"
    if place:
        yield PLACE, f"both are of {_listed(place)}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:3])
