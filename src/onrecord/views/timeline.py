"""Timeline: lanes of actors or concepts, positions as marks, changes marked."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import sqlalchemy as sa

from onrecord.ledger.concepts import read_codebook
from onrecord.model import Stance
from onrecord.positions.changes import Change
from onrecord.positions.held import STANCES
from onrecord.views.board import UNDATED, Board, Days, Integers, Truths, most_of, read_board
from onrecord.views.lines import Told, lines_with_countries, told_changes
from onrecord.views.shown import actor_in_force, concept_in_force, read_names

MOST_MARKS = 2_500
"""Marks of all lanes; of more, those of a stance are shown together by day, by week or by month."""
MOST_IDS = 20
MOST_ACTORS = 40
"""Actors whose changes are told in lanes of concepts: those with most positions there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A position in its lane: all of one day, stance and other, or where there are too many of a day, week or month."""

    date: datetime.date
    stance: Stance
    other: str
    """What it is about: the concept's label in an actor's lane, the actor's name in a concept's; empty for several."""
    statements: tuple[str, ...]
    """Ids, at most 20."""
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneChange:
    """A change of stance within the lane: between the two statements."""

    date: datetime.date
    other: str
    before: Stance
    after: Stance
    statement_before: str
    statement_after: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One actor's or concept's positions in time."""

    id: str
    name: str
    count: int
    marks: tuple[Mark, ...]
    changes: tuple[LaneChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The lanes with most positions, at most as many as asked for."""

    lanes: tuple[Lane, ...]
    total_lanes: int
    undated: int
    first: datetime.date | None
    last: datetime.date | None


Lanes = Literal["actor", "concept"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bin:
    """Positions of a lane that are shown as one mark; `other` is None where they are about several."""

    lane: str
    date: datetime.date
    stance: Stance
    other: str | None
    count: int
    statements: tuple[str, ...]


def timeline_of(
    connection: sa.Connection, days: Days, *, lanes: Lanes = "actor", ids: Sequence[str] | None = None, most: int = 30
) -> Timeline:
    """Return the lanes with most positions in these days, or those with these ids; an unknown id is a LedgerError.

    Changes of stance are told by all positions, whatever the days, and shown where they fall into them. A concept's
    lane tells those of the actors with most positions in the lanes.
    """
    board = read_board(connection)
    codebook = read_codebook(connection).concepts
    wanted = board.within(days)
    column, numbers = (board.actor, board.actors) if lanes == "actor" else (board.concept, board.concepts)
    counts, total = most_of(column[wanted], numbers, most)
    if ids is not None:
        in_force = actor_in_force if lanes == "actor" else concept_in_force
        every, _ = most_of(column[wanted], numbers, len(numbers))
        counts = {one: every.get(one, 0) for one in (in_force(connection, one) for one in ids)}
    here = board.by(counts) if lanes == "actor" else board.on(counts)
    sure = board.within(Days(min_confidence=days.min_confidence))
    told = [one for one in _changes(connection, board, counts, lanes, sure) if _is_within(one, days)]
    bins = _bins(board, wanted & here & (board.day != UNDATED), lanes)
    actors = counts if lanes == "actor" else {*(one.actor for one in told), *(one.other for one in bins if one.other)}
    names = {one.id: one.name for one in read_names(connection, actors).values()}
    labels = {one.id: one.label for one in codebook.values()}
    lane_names, other_names = (names, labels) if lanes == "actor" else (labels, names)
    marks: dict[str, list[Mark]] = {one: [] for one in counts}
    for some in bins:
        marks[some.lane].append(_mark(some, other_names))
    changes: dict[str, list[LaneChange]] = {one: [] for one in counts}
    for one in told:
        lane, other = (one.actor, one.concept) if lanes == "actor" else (one.concept, one.actor)
        if lane in counts:
            changes[lane].append(_lane_change(other_names.get(other, other), one.change))
    first, last = board.first_and_last()
    return Timeline(
        lanes=tuple(
            Lane(
                id=one,
                name=lane_names.get(one, one),
                count=count,
                marks=tuple(marks[one]),
                changes=tuple(sorted(changes[one], key=lambda change: (change.date, change.other))),
            )
            for one, count in counts.items()
        ),
        total_lanes=total,
        undated=int(np.count_nonzero(sure & here & (board.day == UNDATED))),
        first=first,
        last=last,
    )


def _changes(
    connection: sa.Connection, board: Board, chosen: Collection[str], lanes: Lanes, sure: Truths
) -> Iterator[Told]:
    if lanes == "actor":
        return told_changes(lines_with_countries(connection, board, chosen, sure))
    here = sure & board.on(chosen)
    actors, _ = most_of(board.actor[here], board.actors, MOST_ACTORS)
    return told_changes(lines_with_countries(connection, board, actors, here))


def _is_within(told: Told, days: Days) -> bool:
    day = told.change.after.date
    if day is None:
        return False
    return (days.since is None or day >= days.since) and (days.until is None or day <= days.until)


def _bins(board: Board, wanted: Truths, lanes: Lanes) -> list[_Bin]:
    """Return the positions wanted by lane and in the order of time, together where there would be too many marks."""
    rows = np.flatnonzero(wanted)
    lane, other = (board.actor, board.concept) if lanes == "actor" else (board.concept, board.actor)
    ids, others = (board.actors, board.concepts) if lanes == "actor" else (board.concepts, board.actors)
    for grain, alone in GRAINS:
        about = other[rows] if alone else np.full(len(rows), len(others))
        parts = (lane[rows], grain(board.day[rows]), board.stance[rows], about)
        key = _joined(parts)
        some = key[:: max(1, len(key) // (3 * MOST_MARKS))]  # of which too many are different: so are all
        if len(np.unique(some)) <= MOST_MARKS and len(np.unique(key)) <= MOST_MARKS:
            break
    _, first, which, counts = np.unique(key, return_index=True, return_inverse=True, return_counts=True)
    statements = board.statement[rows][np.argsort(which, kind="stable")].tolist()
    starts = np.cumsum(counts) - counts
    lane_ids, other_ids = list(ids), [*others, None]
    columns = (column.tolist() for column in (*(part[first] for part in parts), starts, counts))
    return [
        _Bin(
            lane=lane_ids[lane_number],
            date=datetime.date.fromordinal(day),
            stance=STANCES[stance],
            other=other_ids[other_number],
            count=count,
            statements=tuple(statements[start : start + min(count, MOST_IDS)]),
        )
        for lane_number, day, stance, other_number, start, count in zip(*columns, strict=True)
    ]


def _mark(one: _Bin, names: Mapping[str, str]) -> Mark:
    other = "" if one.other is None else names.get(one.other, one.other)
    return Mark(date=one.date, stance=one.stance, other=other, statements=one.statements, count=one.count)


def _joined(parts: Sequence[Integers]) -> Integers:
    """Return one number for each row that tells its parts, in their order."""
    key = np.zeros(len(parts[0]), np.int64)
    for part in parts:
        key = key * (int(part.max(initial=0)) + 1) + part
    return key


def _days(days: Integers) -> Integers:
    return days


def _weeks(days: Integers) -> Integers:
    return days - (days - 1) % 7  # the day 1 was a Monday


def _months(days: Integers) -> Integers:
    every, which = np.unique(days, return_inverse=True)
    firsts = [datetime.date.fromordinal(day).replace(day=1).toordinal() for day in every.tolist()]
    return np.array(firsts, np.int64)[which]


GRAINS = ((_days, True), (_days, False), (_weeks, False), (_months, False))
"""How positions are put together, the finest first: of which days, and whether each concept or actor alone."""


def _lane_change(other: str, change: Change) -> LaneChange:
    assert change.after.date is not None  # what changes is a line in time
    return LaneChange(
        date=change.after.date,
        other=other,
        before=change.before.stance,
        after=change.after.stance,
        statement_before=change.before.statement,
        statement_after=change.after.statement,
        probability=change.probability,
    )
