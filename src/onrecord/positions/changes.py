"""One actor on one concept over time: when its stance changed, where it stands now, and which outlets disagree.

The stance held is read through the noise of coding (held.py): one unsure statement does not outweigh its neighbours,
one sure statement after a while does, and what is said on one day is no change from what is said on the same day.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

from onrecord.model import Stance
from onrecord.positions.held import Line, Stretch, line_through, sign, stretches_of

SURE = 0.5
"""Probability from which a change is told, and confidence from which a statement can contradict another."""

NEAR = 3
"""Days within which opposite reports contradict each other."""

OPPOSITE = {Stance.SUPPORT: Stance.OPPOSE, Stance.OPPOSE: Stance.SUPPORT}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """The stance of one statement on the concept, with its day, where it stands, and how sure it is.

    `probabilities` are those of each stance where the coder told them; the rest to 1 is no position.
    """

    statement: str
    article: str
    stance: Stance
    confidence: float
    date: datetime.date | None = None
    outlet: str | None = None
    decided_by: str = "machine"
    probabilities: Mapping[Stance, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The actor held `before.stance`, then `after.stance`: the last statement of the one, the first of the other."""

    before: Coded
    after: Coded
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Current:
    """Where the actor stands at the end, the last statement that says so, and how many days ago that was.

    `since` is the first day on which this stance showed after the last change. What is undated has no age.
    """

    stance: Stance
    latest: Coded
    since: datetime.date | None
    age: int | None
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two outlets report opposite stances within a few days, with no change of stance between."""

    supporting: Coded
    opposing: Coded


def line_of(positions: Iterable[Coded]) -> tuple[Coded, ...]:
    """Return the dated positions in the order of their days; what is undated has no place in time."""
    dated = [(one.date, one.article, one.statement, one) for one in positions if one.date is not None]
    return tuple(one for *_, one in sorted(dated, key=lambda item: item[:3]))


def changes_of(positions: Iterable[Coded]) -> tuple[Change, ...]:
    """Return where the stance changed, in time. Leave out the statements of wire copies: one sign would count twice."""
    line = line_of(positions)
    if not line:
        return ()
    signs = _signs(line)
    sure = [stretch for stretch in stretches_of(signs) if stretch.probability >= SURE]
    told = (
        Change(
            before=_showing(before, reversed(line[before.start : before.end])),
            after=_showing(after, line[after.start : after.end]),
            probability=signs.probability_of_both(before, after),
        )
        for before, after in pairwise(sure)
        if before.stance is not after.stance
    )
    return tuple(change for change in told if change.probability >= SURE)


def current_position(positions: Sequence[Coded], *, on: datetime.date) -> Current | None:
    """Return where the actor stood on that day by what was said until then; None where nothing was.

    Where nothing is dated it is the surest statement that tells.
    """
    if line := [one for one in line_of(positions) if one.date is not None and one.date <= on]:
        held = stretches_of(_signs(line))[-1]
        latest = _showing(held, reversed(line[held.start :]))
        return Current(
            stance=held.stance,
            latest=latest,
            since=_showing(held, line[held.start :]).date,
            age=(on - latest.date).days if latest.date else None,
            probability=held.probability,
        )
    if undated := [one for one in positions if one.date is None]:
        surest = max(undated, key=lambda one: one.confidence)
        return Current(stance=surest.stance, latest=surest, since=None, age=None, probability=surest.confidence)
    return None


def contradictions_of(positions: Sequence[Coded], *, within: int = NEAR) -> tuple[Contradiction, ...]:
    """Return each sure report with the surest opposite one of another outlet on the same day or so many days later."""
    surest: dict[tuple[datetime.date | None, str, Stance], Coded] = {}
    for one in line_of(positions):
        if one.outlet and one.confidence >= SURE and one.stance in OPPOSITE:
            place = (one.date, one.outlet, one.stance)
            surest[place] = max(surest.get(place, one), one, key=lambda report: report.confidence)
    return tuple(_contradictions(list(surest.values()), changes_of(positions), within))


def _contradictions(reports: Sequence[Coded], changes: Sequence[Change], within: int) -> Iterator[Contradiction]:
    days = [_day(report) for report in reports]
    changed = [_day(change.after) for change in changes]
    for place, one in enumerate(reports):
        first, last = days[place], days[place] + within
        near = changes[bisect_left(changed, first) : bisect_right(changed, last)]
        opposite = [
            other
            for other in islice(reports, place + 1, bisect_right(days, last))
            if other.outlet != one.outlet
            and other.stance is OPPOSITE[one.stance]
            and not any(_explains(change, one, other) for change in near)
        ]
        if opposite:
            other = max(opposite, key=lambda report: report.confidence)
            supporting, opposing = (one, other) if one.stance is Stance.SUPPORT else (other, one)
            yield Contradiction(supporting=supporting, opposing=opposing)


def _explains(change: Change, earlier: Coded, later: Coded) -> bool:
    """Return whether the actor changed from what the one says to what the other says between the two."""
    stances = (change.before.stance, change.after.stance) == (earlier.stance, later.stance)
    return stances and _day(earlier) <= _day(change.before) and _day(change.after) <= _day(later)


def _signs(line: Sequence[Coded]) -> Line:
    signs = [sign(one.probabilities or {one.stance: one.confidence}) for one in line]
    return line_through(signs, [_day(other) - _day(one) for one, other in pairwise(line)])


def _showing(stretch: Stretch, statements: Iterable[Coded]) -> Coded:
    """Return the first of the statements that shows the stance, or else the first."""
    waiting = iter(statements)
    first = next(waiting)
    return (
        first
        if first.stance is stretch.stance
        else next((one for one in waiting if one.stance is stretch.stance), first)
    )


def _day(one: Coded) -> int:
    return one.date.toordinal() if one.date else 0
