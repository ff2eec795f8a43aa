"""A series of networks: what a table of statements makes in each of several windows of time."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.building import network_of_selected
from onrecord.networks.calendar import (
    CLOCK_UNITS,
    FIRST,
    LAST,
    SECONDS,
    Division,
    Unit,
    moment_of,
    zone_named,
)
from onrecord.networks.compatible.kernels import DnaKernel, dna_smoothed
from onrecord.networks.compatible.windows import dna_windows
from onrecord.networks.kernels import Kernel
from onrecord.networks.network import Network
from onrecord.networks.periods import Bounds, Period, cut_windows, divisions, moments, period_of, whole_windows
from onrecord.networks.selecting import Selected, selected
from onrecord.networks.settings import Mode, NetworkSettings
from onrecord.networks.table import UNDATED, Floats, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Fixed:
    """Windows one after the other from the begin of the period on; the last is cut where the period ends."""

    width: int = 1
    unit: Unit = Unit.MONTHS

    def __post_init__(self) -> None:
        _refuse_other_than_counts(width=self.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sliding:
    """Windows of a width, a step after each other, all inside the period.

    Without `indent` there are also those that begin before the period or end after it, cut there.
    """

    width: int = 3
    step: int = 1
    unit: Unit = Unit.MONTHS
    indent: bool = True

    def __post_init__(self) -> None:
        _refuse_other_than_counts(width=self.width, step=self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The weeks, months, quarters or years of the calendar; the first and last are cut by `since` and `until`."""

    division: Division = Division.MONTH


@dataclass(frozen=True, slots=True, kw_only=True)
class Events:
    """Windows of so many statements, each a step of statements after the one before it.

    Statements of one time stand in the order of their articles and of their place in them, and then of the table.
    Those after the last whole window are in none.
    """

    width: int = 100
    step: int = 50

    def __post_init__(self) -> None:
        _refuse_other_than_counts(width=self.width, step=self.step)


@dataclass(frozen=True, slots=True, kw_only=True)
class Smoothed:
    """Moments a step after each other, around each of which statements count by a kernel of their distance in time.

    The bandwidth is half the kernel's width, of the Gaussian its standard deviation; its unit has one length all year
    (`calendar.SECONDS`), while steps go by the calendar. With `indent` moments are a bandwidth inside the period.
    """

    bandwidth: float = 3.0
    step: int = 1
    unit: Unit = Unit.MONTHS
    kernel: Kernel = Kernel.EPANECHNIKOV
    indent: bool = False

    def __post_init__(self) -> None:
        _refuse_other_than_counts(step=self.step)
        if not (math.isfinite(self.bandwidth) and self.bandwidth > 0):
            raise UsageError(f"bandwidth is {self.bandwidth}; give a number above 0")

    @property
    def seconds(self) -> float:
        """The bandwidth in seconds."""
        return self.bandwidth * SECONDS[self.unit]


Windows = Fixed | Sliding | Calendar | Events | Smoothed


@dataclass(frozen=True, slots=True)
class _Window:
    """Rows, and how much of each counts, None for all of it."""

    begins: int
    ends: int
    rows: slice
    heights: Floats | None = None


@dataclass(frozen=True, slots=True)
class Windowed:
    """The rows of all windows, and the networks that they make, or others of the same places that count differently."""

    chosen: Selected
    settings: NetworkSettings
    zone: ZoneInfo
    windows: Callable[[], Iterator[_Window]]

    def networks(self, chosen: Selected | None = None) -> Iterator[Network]:
        """Yield the network of each window in turn."""
        return (_network_in(each, chosen or self.chosen, self.settings, self.zone) for each in self.windows())


def series_of(table: Table, settings: NetworkSettings, windows: Windows) -> Iterator[Network]:
    """Return the network of each window of time in turn, also of those in which nobody said anything.

    Exclusions and duplicates are those of the whole period: a statement that counts once in it counts in the windows of
    its first time alone. The period goes from `since` until `until`; left open it is of the whole days (or of the
    calendar's divisions) that hold the first and the last dated row of the table, so that series of the same table
    with other exclusions have the same windows. Labels are those of each window, with `isolates` those of the period.

    A window holds the moments from `begins` on and before `ends`; of event windows these are the times of the first
    and the last statement, of smoothed networks the moment less and plus the bandwidth. Undated rows are in none.

    Smoothed networks are those of Leifeld's rDNA (`kernel` of `dna_network`): a statement at time t counts
    K((t - moment) / bandwidth), and in one mode two statements of actors i and l together the geometric mean of both,
    sum over concepts j and statements a of i and b of l on j of sqrt(K_a K_b) times how far a and b agree (1 - |q_a -
    q_b| / R for congruence, with R from the lowest to the highest level). That is the network in which each statement
    counts sqrt(K), and so normalizations divide by sums of sqrt(K). Unlike rDNA we take time as it is and not in
    whole units, qualifiers by their value and not by their place among the levels, text qualifiers as they are and not
    as always agreeing, the diagonal as empty, and a triangular kernel of 1 - |u| where rDNA has |1 - u|.

    With `dna_compatible` sliding windows and smoothed networks are DNA's own (`compatible.windows`,
    `compatible.kernels`): of so many units around each unit, the bandwidth half the size that rDNA is given. It has no
    others, or draws lots; these are ours in UTC, with its figures in each.
    """
    if settings.dna_compatible and isinstance(windows, Sliding | Smoothed):
        return _as_dna_has_it(table, settings, windows)
    made = windowed(table, settings, windows)
    return iter(()) if made is None else made.networks()


def windowed(table: Table, settings: NetworkSettings, windows: Windows) -> Windowed | None:
    """Return the rows that a series is made of, None where none is dated; the windows are never DNA's own."""
    zone = zone_named("UTC" if settings.dna_compatible else settings.zone)
    dated = _in_order_of_time(table)
    if not len(dated):
        return None
    period = period_of(int(dated.times[0]), int(dated.times[-1]), settings, zone=zone, part=_rounded_to(windows))
    chosen = selected(dated, settings)
    if isinstance(windows, Events):
        chosen = _statement_by_statement(chosen)
    return Windowed(chosen, settings, zone, lambda: _found(chosen, settings.mode, windows, period))


def _found(chosen: Selected, mode: Mode, windows: Windows, period: Period) -> Iterator[_Window]:
    match windows:
        case Events(width=width, step=step):
            return _of_statements(chosen.table, width, step)
        case Smoothed(step=step, unit=unit):
            margin = math.ceil(windows.seconds) if windows.indent else 0
            return _around(chosen, windows, moments(period, step, unit, margin=margin), mode)
        case Calendar(division=division):
            return _between(chosen.table, divisions(period, division))
        case Fixed(width=width, unit=unit):
            return _between(chosen.table, cut_windows(period, width, width, unit))
        case Sliding(width=width, step=step, unit=unit, indent=True):
            return _between(chosen.table, whole_windows(period, width, step, unit))
        case Sliding(width=width, step=step, unit=unit):
            return _between(chosen.table, cut_windows(period, width, step, unit, before=True))


def _as_dna_has_it(table: Table, settings: NetworkSettings, windows: Sliding | Smoothed) -> Iterator[Network]:
    if windows.step != 1:
        raise UsageError(
            f"DNA's windows are 1 unit apart, not {windows.step}; give a step of 1, or do not ask for its figures"
        )
    if isinstance(windows, Sliding):
        if not windows.indent:
            raise UsageError(
                "DNA has no windows cut at the ends of the period; ask for indent, or do not ask for DNA's figures"
            )
        return dna_windows(table, settings, size=windows.width, unit=windows.unit)
    if windows.bandwidth % 1:
        raise UsageError(
            f"DNA's kernels reach whole units, not {windows.bandwidth:g}; give a whole bandwidth, or not DNA's figures"
        )
    size, unit, kernel = 2 * int(windows.bandwidth), windows.unit, windows.kernel
    return dna_smoothed(table, settings, DnaKernel(size=size, unit=unit, kernel=kernel, indent=windows.indent))


def _in_order_of_time(table: Table) -> Table:
    """Return the rows that have a date, in the order of their times, articles and places in them."""
    dated = np.flatnonzero(table.times != UNDATED)
    keys = (table.starts[dated], table.articles[dated], table.times[dated])
    order = dated[np.lexsort(keys)]
    times = table.times[order]
    if len(times) and not FIRST <= times[0] <= times[-1] <= LAST:
        stray = order[0] if times[0] < FIRST else order[-1]
        raise UsageError(
            f"statement {table.statements[stray]!r} is dated outside the years 1 to 9999;"
            " correct its date, or that of its article"
        )
    return table if np.array_equal(order, np.arange(len(table))) else table.where(order)


def _rounded_to(windows: Windows) -> Unit | Division:
    """Return what a period left open begins and ends with."""
    if isinstance(windows, Calendar):
        return windows.division
    if not isinstance(windows, Events) and windows.unit in CLOCK_UNITS:
        return windows.unit
    return Unit.DAYS


def _between(table: Table, bounds: Iterator[Bounds]) -> Iterator[_Window]:
    for begins, ends in bounds:
        first, last = np.searchsorted(table.times, (begins, ends)).tolist()
        yield _Window(begins, ends, slice(first, last))


def _statement_by_statement(chosen: Selected) -> Selected:
    """Return the rows so that those of one statement follow each other."""
    numbers: dict[str, int] = {}
    each = np.array([numbers.setdefault(name, len(numbers)) for name in chosen.table.statements], np.int64)
    return chosen if np.all(np.diff(each) >= 0) else chosen.among(np.argsort(each, kind="stable"))


def _of_statements(table: Table, width: int, step: int) -> Iterator[_Window]:
    """Return the windows of so many statements of a table in which the rows of one follow each other."""
    names = table.statements
    firsts = [row for row in range(len(names)) if row == 0 or names[row] != names[row - 1]]
    if len(firsts) < width:
        raise UsageError(
            f"a window of {width} statements is longer than the data, {len(firsts)} statements; give a shorter one"
        )
    edges = [*firsts, len(names)]
    rows = (slice(edges[first], edges[first + width]) for first in range(0, len(firsts) - width + 1, step))
    return (_Window(int(table.times[each.start]), int(table.times[each.stop - 1]), each) for each in rows)


def _around(chosen: Selected, windows: Smoothed, points: Iterator[int], mode: Mode) -> Iterator[_Window]:
    """Return the rows that count at each moment, and how much."""
    times = chosen.table.times
    reach = min(math.ceil(windows.kernel.reach * windows.seconds), LAST - FIRST)
    side = min(round(windows.seconds), LAST - FIRST)
    for point in points:
        first, last = np.searchsorted(times, (point - reach, point + reach + 1)).tolist()
        heights = windows.kernel.weigh((times[first:last] - point) / windows.seconds)
        counting = np.flatnonzero(heights)  # with none between that does not count: kernels fall to both sides
        rows = slice(first + int(counting[0]), first + int(counting[-1]) + 1) if len(counting) else slice(first, first)
        heights = heights[counting]
        heights = np.sqrt(heights) if mode is Mode.ONE else heights
        yield _Window(max(point - side, FIRST), min(point + side, LAST), rows, heights)


def _network_in(window: _Window, chosen: Selected, settings: NetworkSettings, zone: ZoneInfo) -> Network:
    rows = window.rows
    part = replace(  # as `chosen.among` does, but without a copy: windows overlap, and a statement is in many
        chosen,
        table=chosen.table.where(rows),
        row_codes=chosen.row_codes[rows],
        column_codes=chosen.column_codes[rows],
        qualifier=chosen.qualifier and replace(chosen.qualifier, codes=chosen.qualifier.codes[rows]),
        counts=chosen.counts[rows] if window.heights is None else chosen.counts[rows] * window.heights,
    )
    network = network_of_selected(part if settings.isolates else part.relabelled(), settings)
    ties = network.once if network.is_one_mode else network.ties
    return replace(network, ties=ties, begins=moment_of(window.begins, zone), ends=moment_of(window.ends, zone))


def _refuse_other_than_counts(**numbers: int) -> None:
    for name, number in numbers.items():
        if not isinstance(number, int) or number < 1:
            raise UsageError(f"{name} is {number!r}; give a whole number above 0")
