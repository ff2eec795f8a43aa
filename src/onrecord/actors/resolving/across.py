"""Which actor of all articles a speaker of one article is: by name, and by what the articles say of both."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from rapidfuzz.fuzz import ratio

from onrecord.actors.facts.bodies import institution_named
from onrecord.actors.facts.countries import country_named, country_of_demonym
from onrecord.actors.naming.keys import name_keys
from onrecord.actors.naming.matching import Comparison, Verdict, compare_bodies, compare_people
from onrecord.actors.naming.romanization import latin
from onrecord.actors.naming.spelling import fold, name_words
from onrecord.actors.resolving.identity import is_unnamed, slug
from onrecord.actors.roles import office_words, same_office
from onrecord.model import ActorKind, Affiliation, Speaker

IN_OFFICE = datetime.timedelta(days=200)
"""How long before and after somebody was seen in an office he is taken for its holder."""
MOST_NAMES = 12
"""Spellings of an actor that a name is compared with; the rest are rarer."""
OFFICE, COUNTRY, COMPANION, OTHER_OFFICE, CLASH = 2.0, 1.0, 1.0, -1.0, -4.0
"""What speaks for or against two names being one actor's. Another office needs the same company."""
LOOSELY = 70
"""Edit similarity, of 100, of whole names from which two holders of one office at one time are taken for one person."""
AHEAD = 1.0
"""By how much the best of several must lead."""
NAMED = frozenset({ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY})


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

    def known(self, keys: Iterable[str]) -> Sequence[Known]:
        """Return the actors that share a key."""

    def owner(self, name: str) -> str | None:
        """Return the id of the actor whose this folded name is by a person's decision."""

    def companions(self, actor: str) -> frozenset[str]:
        """Return the ids of those who speak in the articles in which the actor was last heard."""

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
    keys.update(key for name in names if not is_unnamed(kind, name) for key in name_keys(name))
    if kind in {ActorKind.PERSON, ActorKind.ANONYMOUS}:
        keys.update(office_key(one) for one in affiliations)
    return frozenset(keys - {""})


def office_key(affiliation: Affiliation) -> str:
    """Return the key of an office and what it is of ("office foreign minister | france"), empty without both."""
    if not affiliation.role or not affiliation.of:
        return ""
    *modifiers, office = _office(affiliation.role)
    words = " ".join([*modifiers, office])
    return f"office {words} | {fold(country_of(affiliation) or affiliation.of)}"


def country_of(affiliation: Affiliation) -> str | None:
    """Return the country that an affiliation is of, itself or through an institution."""
    of = affiliation.of or ""
    if country := country_named(of) or country_of_demonym(of):
        return country
    institution = institution_named(of)
    return institution.of if institution else None


def is_settled(kind: ActorKind, names: Iterable[str]) -> bool:
    """Return whether no other article can tell who it is: all but bare surnames, and offices without a name."""
    if kind is ActorKind.PERSON:
        return any(len(name_words(name)) > 1 for name in names)
    return kind is not ActorKind.ANONYMOUS


def resolve(
    speakers: Sequence[Speaker], *, article: str, published: datetime.date | None, index: Index
) -> tuple[str, ...]:
    """Return the id of each speaker's actor, a new one where it is none that is known.

    `speakers` are those of one article. Full names come first: they are the company that tells who a bare surname is.
    """
    found: dict[int, str] = {}
    for number in sorted(range(len(speakers)), key=lambda number: _turn(speakers[number])):
        speaker = speakers[number]
        taken = frozenset(found.values())
        actor = known_actor(speaker, published=published, company=taken, index=index)
        found[number] = actor or _new_id(speaker, article, taken, index)
    return tuple(found[number] for number in range(len(speakers)))


def _turn(speaker: Speaker) -> int:
    if speaker.kind is ActorKind.ANONYMOUS:
        return 2
    return int(not is_settled(speaker.kind, (speaker.name,)))


def known_actor(
    speaker: Speaker, *, published: datetime.date | None, company: frozenset[str], index: Index
) -> str | None:
    """Return the id of the actor that a speaker is; `company` are the actors found in the article so far."""
    if speaker.kind is ActorKind.ANONYMOUS:
        return _holder(speaker, published, index)
    if is_unnamed(speaker.kind, speaker.name):
        return None
    return index.owner(fold(speaker.name)) or _of_name(speaker, published, company, index)


def _of_name(speaker: Speaker, published: datetime.date | None, company: frozenset[str], index: Index) -> str | None:
    candidates = list(candidates_for(speaker, index))
    if is_settled(speaker.kind, (speaker.name,)):
        same = [one for one in candidates if one.comparison.verdict is Verdict.SAME]
        if len(same) == 1 and same[0].support >= 0:
            return same[0].known.id
        if same := [one for one in in_company(same, company, index) if one.support >= 0]:
            return max(same, key=lambda one: (one.support, one.comparison.score)).known.id
    left = [one for one in candidates if one.known.id not in company]
    leading = _leading([one for one in in_company(left, company, index) if _is_enough(speaker, one)])
    return leading or _garbled(speaker, published, company, index)


def _is_enough(speaker: Speaker, candidate: Candidate) -> bool:
    """Return whether nothing speaks against a candidate; a misspelt surname needs something that speaks for it."""
    if candidate.comparison.verdict is not Verdict.CLOSE:
        return candidate.support >= 0
    surname = name_words(speaker.name)[-1:]
    same = speaker.kind is ActorKind.PERSON and any(name_words(name)[-1:] == surname for name in candidate.known.names)
    return candidate.support > 0 or (same and candidate.support == 0)


def candidates_for(speaker: Speaker, index: Index) -> Iterator[Candidate]:
    """Yield the actors whose name can be the speaker's, with what their offices and countries say."""
    compare = compare_people if speaker.kind is ActorKind.PERSON else compare_bodies
    folded = fold(speaker.name)
    for known in index.known(keys_of(speaker.kind, (speaker.name,), ())):
        if folded in known.not_names:
            continue
        if known.kind is not speaker.kind:
            if known.kind in NAMED and any(fold(name) == folded for name in known.names):  # one of the two is misread
                yield Candidate(known=known, comparison=_THE_SAME)
            continue
        comparison = max(
            (compare(speaker.name, name) for name in known.names[:MOST_NAMES]),
            key=lambda one: (_RANK[one.verdict], one.score),
        )
        if comparison.verdict is not Verdict.DIFFERENT:
            yield Candidate(known=known, comparison=comparison, evidence=tuple(_evidence(speaker, known)))


def in_company(candidates: Iterable[Candidate], company: frozenset[str], index: Index) -> Iterator[Candidate]:
    """Yield the candidates with what the company says in which the two are heard."""
    for one in candidates:
        together = company & index.companions(one.known.id) if company else None
        if together:
            beside = COMPANION, f"both are heard beside {_listed(together)}"
            yield replace(one, evidence=(*one.evidence, beside))
        else:
            yield one


def _garbled(speaker: Speaker, published: datetime.date | None, company: frozenset[str], index: Index) -> str | None:
    """Return the one person who held the speaker's office then and whose name may be a garbled form of his.

    By ear, or by way of another language, a name is written so otherwise that only the office tells.
    """
    if speaker.kind is not ActorKind.PERSON or not is_settled(speaker.kind, (speaker.name,)):
        return None
    plain, folded = fold(latin(speaker.name)), fold(speaker.name)
    alike = [
        known.id
        for known, _ in _holders(speaker, published, index)
        if known.id not in company
        and folded not in known.not_names
        and any(ratio(plain, fold(latin(name))) >= LOOSELY for name in known.names[:MOST_NAMES])
    ]
    return alike[0] if len(alike) == 1 else None


_THE_SAME = Comparison(verdict=Verdict.SAME, score=1.0, reason="the same name")
_NEARER = {Verdict.SAME: 0.5, Verdict.BARE: 0.3, Verdict.CLOSE: 0.0}
_PORTFOLIOS = {"defense": "defence", "labor": "labour", "infrastructures": "infrastructure"}
_BESIDES = frozenset(
    "doctor professor scientist expert analyst lawyer author founder leader member politician lawmaker official".split()
)
"""What one is beside an office: it tells nobody apart."""
_NO_PORTFOLIO = frozenset({"affairs", "and", "the", "for"})
_RANK: Mapping[Verdict, int] = {Verdict.SAME: 3, Verdict.BARE: 2, Verdict.CLOSE: 1, Verdict.DIFFERENT: 0}


def _evidence(speaker: Speaker, known: Known) -> Iterator[tuple[float, str]]:
    """Yield what gender, offices, countries and employers say for or against the two being one."""
    if speaker.gender and known.gender and speaker.gender != known.gender:
        yield CLASH, "one is a man, the other a woman"
    offices = _offices(speaker.affiliations), _offices(known.affiliations)
    countries = _countries(speaker.affiliations), _countries(known.affiliations)
    employers = _employers(speaker.affiliations) & _employers(known.affiliations)
    office, country = offices[0] & offices[1], countries[0] & countries[1]
    if all(countries) and not country:
        yield CLASH, f"one is of {_listed(countries[0])}, the other of {_listed(countries[1])}"
    elif all(offices) and not office and not country and not employers:
        yield OTHER_OFFICE, f"one is {_listed(offices[0])}, the other {_listed(offices[1])}"
    if office:
        yield OFFICE, f"both are {_listed(office)}"
    if country or employers:
        yield COUNTRY, f"both are of {_listed(country or employers)}"


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words)[:3])


def _offices(affiliations: Iterable[Affiliation]) -> set[str]:
    return {_office(one.role)[-1] for one in affiliations if one.role} - _BESIDES


def _employers(affiliations: Iterable[Affiliation]) -> set[str]:
    return {fold(one.of) for one in affiliations if one.of and not country_of(one)}


def _office(role: str) -> list[str]:
    """Return the words of an office, its noun last: "foreign minister" of "minister of foreign affairs"."""
    head, _, portfolio = role.partition(" of ")
    *modifiers, noun = office_words(head)
    of = [_PORTFOLIOS.get(word, word) for word in portfolio.split() if word not in _NO_PORTFOLIO]
    return [*of, *(_PORTFOLIOS.get(word, word) for word in modifiers), same_office(noun)]


def _countries(affiliations: Iterable[Affiliation]) -> set[str]:
    return {country for one in affiliations if (country := country_of(one))}


def _leading(candidates: Sequence[Candidate]) -> str | None:
    """Return the best of the candidates if it leads all those clearly who are surely somebody else."""
    ordered = sorted(candidates, key=_weight, reverse=True)
    if not ordered:
        return None
    best, *others = ordered
    rivals = [one for one in others if _weight(one) > _weight(best) - AHEAD and not _may_be_one(best.known, one.known)]
    return None if rivals else best.known.id


def _weight(candidate: Candidate) -> float:
    return candidate.support + _NEARER[candidate.comparison.verdict]


def _may_be_one(one: Known, other: Known) -> bool:
    """Return whether two actors are but spellings of one name, so that it matters little which is taken."""
    compare = compare_people if one.kind is ActorKind.PERSON else compare_bodies
    return compare(one.names[0], other.names[0]).verdict in {Verdict.SAME, Verdict.CLOSE}


def _holder(speaker: Speaker, published: datetime.date | None, index: Index) -> str | None:
    """Return the one person who held the office, which a phrase without a name tells, when the article came out."""
    nearest = sorted(_holders(speaker, published, index), key=lambda pair: pair[1])
    if len(nearest) > 1 and nearest[0][1] == nearest[1][1]:
        return None
    return nearest[0][0].id if nearest else None


def _holders(
    speaker: Speaker, published: datetime.date | None, index: Index
) -> Iterator[tuple[Known, datetime.timedelta]]:
    """Yield who was seen in one of the speaker's offices near that day, with how long before or after."""
    keys = {office_key(one) for one in speaker.affiliations} - {""}
    if not keys or published is None:
        return
    for known in index.known(keys):
        apart = [_apart(one, published) for one in known.affiliations if office_key(one) in keys]
        near = [one for one in apart if one is not None and one <= IN_OFFICE]
        if known.kind is ActorKind.PERSON and near:
            yield known, min(near)


def _apart(held: Affiliation, day: datetime.date) -> datetime.timedelta | None:
    """Return how long before or after the day somebody was seen in office, zero within."""
    if held.first_seen is None or held.last_seen is None:
        return None
    return max(held.first_seen - day, day - held.last_seen, datetime.timedelta())


def _new_id(speaker: Speaker, article: str, taken: frozenset[str], index: Index) -> str:
    name = slug(speaker.name) or "unknown"
    wanted = f"{article}/{name}" if is_unnamed(speaker.kind, speaker.name) else name
    candidate, number = wanted, 1
    while candidate in taken or not index.is_free(candidate):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
