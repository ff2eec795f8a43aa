"""rDNA's kernel-smoothed networks.

- Distances are whole units, truncated: a statement six weeks before a moment is one month from it.
- The triangular kernel is |1 - u|: a statement after the moment counts more the farther it is away.
- An integer's levels stand in the order of their text ("-1", "-2", "0"), and their distances are those of their places
  in it; in two modes a statement counts its place, not its value. Text agrees, whatever it says.
- The diagonal is not empty. "average" multiplies a tie by the sum, over columns and levels, of 2 over the number of
  statements that both rows have in the whole period; every other normalization of one mode is taken for it.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from onrecord.networks.affiliation import summed_affiliations
from onrecord.networks.agreement import by_column, by_level, by_side, summed
from onrecord.networks.calendar import SECONDS, Unit, later, moment_of
from onrecord.networks.compatible.selection import dna_order
from onrecord.networks.compatible.windows import UTC, dates_of, moments, refuse_other_than_count
from onrecord.networks.kernels import Kernel
from onrecord.networks.network import Network, Once
from onrecord.networks.products import totals_of
from onrecord.networks.selecting import Selected, selected, understood
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings, Normalize
from onrecord.networks.table import Floats, Integers, Table, Variable, VariableKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaKernel:
    """A kernel over `size` units; `indent` leaves out the moments less than half of them from either end."""

    size: int
    unit: Unit
    kernel: Kernel = Kernel.UNIFORM
    indent: bool = True
    sums_to_one: bool = False

    @property
    def half(self) -> int:
        """Half the size in whole units; DNA rounds an odd size up."""
        return (self.size + 1) // 2

    def weigh(self, distances: Integers) -> Floats:
        """Return what statements so many units before a moment count."""
        u = distances / self.half
        return np.abs(1 - u) if self.kernel is Kernel.TRIANGULAR else self.kernel.weigh(u)


def dna_smoothed(table: Table, settings: NetworkSettings, smoothing: DnaKernel) -> Iterator[Network]:
    """Return the network around each moment in turn, from the first to the last statement on."""
    settings = understood(table, replace(settings, dna_compatible=True))
    refuse_other_than_count(smoothing.size)
    chosen = _as_smoothed(selected(table, settings))
    if not len(chosen.table):
        return
    times = chosen.table.times
    every = dates_of(table, settings)
    begins, ends = max(every[0], int(times.min())), min(every[1], int(times.max()))
    margin = smoothing.half if smoothing.indent else 0
    last_moment = later(ends, -margin, smoothing.unit, UTC)
    factors = _average_factors(chosen) if _is_averaged(settings) else None
    for moment in moments(later(begins, margin, smoothing.unit, UTC), last_moment, smoothing.unit):
        first, last = begins, ends
        if smoothing.kernel is not Kernel.GAUSSIAN:
            first, last = (later(moment, side * smoothing.half, smoothing.unit, UTC) for side in (-1, 1))
        inside = np.flatnonzero((times >= first) & (times <= last))
        counts = smoothing.weigh(_whole_units(times[inside], moment, smoothing.unit)) * chosen.counts[inside]
        ties = _ties(chosen.among(inside, counts), settings, factors)
        if smoothing.sums_to_one:
            ties = sparse.csr_array(ties / _total(ties, settings.mode))
        yield Network(
            settings=settings,
            rows=chosen.rows,
            columns=chosen.rows if settings.mode is Mode.ONE else chosen.columns,
            ties=Once(ties) if settings.mode is Mode.ONE else ties,
            statements=len(inside),
            begins=moment_of(first, UTC),
            ends=moment_of(last, UTC),
        )


def _is_averaged(settings: NetworkSettings) -> bool:
    return settings.mode is Mode.ONE and settings.normalize is not Normalize.NONE


def _as_smoothed(chosen: Selected) -> Selected:
    """Return the rows with an integer qualifier's levels by their places in the order of their text."""
    qualifier = chosen.qualifier
    if qualifier is None or qualifier.kind is not VariableKind.INTEGER:
        return chosen
    order = sorted(range(len(qualifier.levels)), key=lambda code: dna_order(str(qualifier.levels[code])))
    codes = np.argsort(np.array(order, np.int64))[qualifier.codes]
    places = Variable(kind=VariableKind.INTEGER, levels=tuple(range(len(order))), codes=codes)
    return replace(chosen, qualifier=places)


def _ties(chosen: Selected, settings: NetworkSettings, factors: Floats | None) -> sparse.csr_array:
    is_text = chosen.qualifier is not None and chosen.qualifier.is_text
    if settings.mode is Mode.TWO:
        ignored = settings.aggregate is Aggregate.IGNORE or is_text
        return summed_affiliations(chosen, Aggregate.IGNORE if ignored else Aggregate.SUBTRACT)
    chosen = replace(chosen, counts=np.sqrt(chosen.counts))
    if is_text and settings.aggregate is Aggregate.CONFLICT:
        chosen = chosen.among(np.empty(0, np.int64))
    aggregate = Aggregate.IGNORE if is_text else settings.aggregate
    ties = summed(chosen, aggregate).scaled() + sparse.diags_array(_diagonal(chosen, aggregate))
    return sparse.csr_array(ties if factors is None else ties.multiply(factors))


def _diagonal(chosen: Selected, aggregate: Aggregate) -> Floats:
    """Return the ties of rows to themselves."""
    columns = by_column(chosen).summed()
    every = totals_of(columns.rows, columns.amounts**2, columns.height)
    if aggregate is Aggregate.IGNORE:
        return every
    sides = by_side(chosen)
    one, other = sides.weighted.summed(), sides.cells.summed()
    agreed = totals_of(one.rows, one.amounts * other.amounts, one.height)
    match aggregate:
        case Aggregate.CONGRUENCE:
            return agreed
        case Aggregate.CONFLICT:
            return every - agreed
        case _:
            return 2 * agreed - every


def _average_factors(chosen: Selected) -> Floats:
    """Return for each two rows the sum, over columns and levels, of 2 over the number of their statements."""
    cells = by_level(replace(chosen, counts=np.ones(len(chosen.table)))).summed()
    counts = np.zeros((cells.height, cells.width))
    counts[cells.rows, cells.features] = cells.amounts
    factors = np.zeros((cells.height, cells.height))
    for each in counts.T:
        both = each[:, None] + each[None, :]
        factors += np.divide(2, both, out=np.zeros_like(both), where=both > 0)
    return factors


def _total(ties: sparse.csr_array, mode: Mode) -> float:
    total = float(ties.sum())
    return 2 * total - float(ties.diagonal().sum()) if mode is Mode.ONE else total


def _whole_units(times: Integers, moment: int, unit: Unit) -> Integers:
    """Return how many whole units after each time the moment is, negative where before."""
    if unit not in (Unit.MONTHS, Unit.YEARS):
        return np.array(np.fix((moment - times) / SECONDS[unit]), np.int64)
    months = np.array([_whole_months(time, moment) for time in times.tolist()], np.int64)
    return np.array(np.fix(months / (12 if unit is Unit.YEARS else 1)), np.int64)


def _whole_months(begin: int, end: int) -> int:
    """Return the whole months from the day of one second to that of another, negative where it is before."""
    first, last = moment_of(begin, UTC), moment_of(end, UTC)
    days = ((last.year - first.year) * 12 + last.month - first.month) * 32 + last.day - first.day
    return math.trunc(days / 32)
