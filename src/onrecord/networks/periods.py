"""A period of time, and the windows and moments that divide it by the clocks and the calendar of a time zone."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from onrecord.errors import UsageError
from onrecord.networks.calendar import LAST, SECONDS, STEPS, Division, Unit, begin_of, later, moment_of, seconds_of
from onrecord.networks.settings import NetworkSettings

MOST_WINDOWS = 100_000

Bounds = tuple[int, int]
"""When a window begins, and the first second after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The seconds from `begins` on and before `ends`, and the time zone whose clocks tell them."""

    begins: int
    ends: int
    zone: ZoneInfo

    def __str__(self) -> str:
        first, last = (moment_of(at, self.zone) for at in (self.begins, self.ends - 1))
        return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}"

    def after(self, count: int, unit: Unit) -> int:
        """Return the moment so many units after the period begins, or before."""
        return later(self.begins, count, unit, self.zone)


def period_of(
    first: int, last: int, settings: NetworkSettings, *, zone: ZoneInfo, part: Unit | Division = Unit.DAYS
) -> Period:
    """Return the period from since to until; one left open is of the whole parts that hold the first and last moment.

    Nothing ends after the last moment but one: so what is moved on until the last is known to be after the period.
    """
    begins = begin_of(first, part, zone) if settings.since is None else seconds_of(settings.since, zone)
    if settings.until is None:
        count, unit = (1, part) if isinstance(part, Unit) else STEPS[part]
        ends = later(begin_of(last, part, zone), count, unit, zone)
    else:
        ends = seconds_of(settings.until.replace(microsecond=0), zone) + 1
    if begins >= ends:
        since, until = (f"{moment_of(at, zone):%Y-%m-%d %H:%M:%S}" for at in (begins, ends - 1))
        raise UsageError(f"no time lies from {since} to {until}; give an earlier since or a later until")
    return Period(begins=begins, ends=min(ends, LAST - 1), zone=zone)


def whole_windows(period: Period, width: int, step: int, unit: Unit) -> Iterator[Bounds]:
    """Return the windows of that width, a step after each other, that lie in the period; there must be one."""
    refuse_too_many(period, step, unit)
    if period.after(width, unit) > period.ends:
        raise UsageError(
            f"a window of {width} {unit} is longer than the period, {period};"
            " give a shorter one, or take windows cut at its ends (no indent)"
        )
    windows = ((period.after(at, unit), period.after(at + width, unit)) for at in itertools.count(0, step))
    return itertools.takewhile(lambda window: window[1] <= period.ends, windows)


def cut_windows(period: Period, width: int, step: int, unit: Unit, *, before: bool = False) -> Iterator[Bounds]:
    """Return the windows of that width, a step after each other, cut at the end of the period.

    `before` adds those that begin before the period and reach into it, cut at its begin. Where several are cut to the
    same, there is one.
    """
    first = -((width - 1) // step * step) if before else 0
    refuse_too_many(period, step, unit, more=-first // step)
    windows = (
        (max(period.after(at, unit), period.begins), min(period.after(at + width, unit), period.ends))
        for at in itertools.count(first, step)
    )
    inside = itertools.takewhile(lambda window: window[0] < period.ends, windows)
    return (window for window, _ in itertools.groupby(inside))


def divisions(period: Period, division: Division) -> Iterator[Bounds]:
    """Return the weeks, months, quarters or years of the calendar in the period, the first and last cut at its ends."""
    count, unit = STEPS[division]
    refuse_too_many(period, count, unit)
    begins = period.begins
    while begins < period.ends:
        after = later(begin_of(begins, division, period.zone), count, unit, period.zone)
        # where a part begins is asked each time: clocks may have been put on at the midnight from which one counts
        ends = begin_of(after, division, period.zone) if after < LAST else LAST
        yield begins, min(ends, period.ends)
        begins = ends


def moments(period: Period, step: int, unit: Unit, *, margin: int = 0) -> Iterator[int]:
    """Return the moments a step after each other in the period, and as many seconds as the margin from its ends."""
    refuse_too_many(period, step, unit)
    begins, ends = period.begins + margin, period.ends - margin
    if begins > ends:
        raise UsageError(
            f"a bandwidth of {margin / SECONDS[Unit.DAYS]:g} days before and after leaves nothing of the period,"
            f" {period}; give a smaller one, or take moments near its ends too (no indent)"
        )
    points = (later(begins, at, unit, period.zone) for at in itertools.count(0, step))
    return itertools.takewhile(lambda point: point <= ends, points)


def refuse_too_many(period: Period, step: int, unit: Unit, *, more: int = 0) -> None:
    """Refuse to divide a period into more windows than anyone reads."""
    windows = (period.ends - period.begins) // (step * SECONDS[unit]) + more
    if windows > MOST_WINDOWS:
        raise UsageError(
            f"a step of {step} {unit} divides the period, {period}, into {windows:,} windows;"
            f" give a longer step or unit, or a shorter period: {MOST_WINDOWS:,} windows are the most"
        )
