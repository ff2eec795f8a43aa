"""Who held the office that a phrase tells when the article came out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from onrecord.actors.resolving.candidates import Index, Known
from onrecord.actors.resolving.offices import (
    is_certain_office,
    is_one_office,
    office_key,
    office_noun,
    role_key,
    time_apart,
)
from onrecord.model import ActorKind, Speaker

IN_OFFICE = datetime.timedelta(days=200)
"""How long before and after somebody was seen in an office he is taken for its holder."""
MANY = 2
"""Words of an office that few have ("infrastructure minister"), so that it need not be told what it is of."""

Seen = tuple[Known, datetime.timedelta]
"""A person who was seen in an office, and how long before or after the article."""


def holder(speaker: Speaker, published: datetime.date | None, company: frozenset[str], index: Index) -> str | None:
    """Return the id of the one person who held the speaker's office then, or None.

    What the office is of may be told of neither; then the holder must have an office that few have or be known from
    the company that he is in here, where the noun of the office is enough ("the minister").
    """
    for found in _readings(speaker, published, company, index):
        nearest = sorted(found, key=lambda seen: seen[1])
        if nearest:
            is_one = len(nearest) == 1 or nearest[0][1] < nearest[1][1]
            return nearest[0][0].id if is_one else None
    return None


def holders(speaker: Speaker, published: datetime.date | None, index: Index) -> list[Known]:
    """Return who may have held one of the speaker's offices near that day."""
    if published is None:
        return []
    return [known for known, _ in _among(index.known(_keys(speaker, index)), speaker, published)]


def _readings(
    speaker: Speaker, published: datetime.date | None, company: frozenset[str], index: Index
) -> Iterator[list[Seen]]:
    """Yield who is meant, read ever more loosely."""
    if published is None or not speaker.affiliations:
        return
    if keys := _keys(speaker, index):
        is_rare = any(one.role and len(one.role.split()) >= MANY and one.of for one in speaker.affiliations)
        exact = {office_key(one) for one in speaker.affiliations} - {""}
        among = list(_among(index.known(keys), speaker, published))
        companions = index.companions([known.id for known, _ in among])
        yield [
            seen
            for seen in among
            if is_rare
            or exact.intersection(map(office_key, seen[0].affiliations))
            or company.intersection(companions[seen[0].id])
        ]
    companions = index.companions(sorted(company))
    beside = frozenset().union(*(companions[actor] for actor in company)) - company
    if beside and any(office_noun(one) for one in speaker.affiliations):
        yield list(_among(index.actors(sorted(beside)), speaker, published))


def _keys(speaker: Speaker, index: Index) -> set[str]:
    """Return the keys of the speaker's offices, those of roles that many have left out: they tell nobody."""
    keys = {key(one) for one in speaker.affiliations for key in (office_key, role_key)} - {""}
    return {key for key in keys if is_certain_office(key) or not index.is_common(key)}


def _among(actors: Sequence[Known], speaker: Speaker, published: datetime.date) -> Iterator[Seen]:
    """Yield the persons who were seen near that day in what may be one of the speaker's offices."""
    for known in actors:
        if known.kind is not ActorKind.PERSON or (speaker.gender and known.gender and speaker.gender != known.gender):
            continue
        apart = [
            time_apart(held, published)
            for held in known.affiliations
            if any(is_one_office(told, held, known.affiliations) for told in speaker.affiliations)
        ]
        near = [one for one in apart if one is not None and one <= IN_OFFICE]
        if near:
            yield known, min(near)
