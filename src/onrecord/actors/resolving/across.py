"""Which actor of all articles a speaker of one article is: by name, and by what the articles say of both."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.fuzz import ratio

from onrecord.actors.naming.keys import name_keys
from onrecord.actors.naming.matching import Verdict, compare_bodies, compare_people
from onrecord.actors.naming.romanization import latin
from onrecord.actors.naming.spelling import fold, name_words
from onrecord.actors.resolving.candidates import (
    MOST_NAMES,
    Candidate,
    Index,
    Known,
    candidates_among,
    in_company,
)
from onrecord.actors.resolving.identity import is_unnamed, slug
from onrecord.actors.resolving.offices import office_key, time_apart
from onrecord.model import ActorKind, Speaker

IN_OFFICE = datetime.timedelta(days=200)
"""How long before and after somebody was seen in an office he is taken for its holder."""
LOOSELY = 70
"""Edit similarity, of 100, of whole names from which two holders of one office at one time are taken for one person."""
_NEARER = {Verdict.SAME: 0.5, Verdict.BARE: 0.3, Verdict.CLOSE: 0.0}
AHEAD = 1.0
"""By how much the best of several must lead."""


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
    settled = is_settled(speaker.kind, (speaker.name,))
    if settled:  # most speakers have a name that is known letter by letter, which is found at once
        known = list(candidates_among(speaker, index.called(speaker.name)))
        if len(known) == 1 and known[0].support >= 0:
            return known[0].known.id
    candidates = list(candidates_among(speaker, index.known(name_keys(speaker.name))))
    if settled:
        same = [one for one in candidates if one.comparison.verdict is Verdict.SAME]
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
        apart = [time_apart(one, published) for one in known.affiliations if office_key(one) in keys]
        near = [one for one in apart if one is not None and one <= IN_OFFICE]
        if known.kind is ActorKind.PERSON and near:
            yield known, min(near)


def _new_id(speaker: Speaker, article: str, taken: frozenset[str], index: Index) -> str:
    name = slug(speaker.name) or "unknown"
    wanted = f"{article}/{name}" if is_unnamed(speaker.kind, speaker.name) else name
    candidate, number = wanted, 1
    while candidate in taken or not index.is_free(candidate):
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate
