"""How often two actors, or what else the rows are, speak of the same, agree and disagree: the sums of one-mode ties."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from onrecord.networks.network import Once
from onrecord.networks.products import Cells, sums_of_products
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import Aggregate
from onrecord.networks.table import Floats, Integers, Variable

ROWS_AT_ONCE = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """On which side of every threshold between two levels the statements are, a feature a column, threshold and side.

    Two statements at the levels q and q' are on the same side of thresholds that lie apart R - |q - q'| in all, where R
    is the distance from the first level to the last: so sums over sides, each threshold as wide as it is, are sums of
    the agreement 1 - |q - q'| / R. A boolean has one threshold.
    """

    cells: Cells
    widths: Floats
    """How wide the threshold of each cell is."""
    whole: float
    """R: the sum of the thresholds."""

    @property
    def weighted(self) -> Cells:
        """The cells, each as much as its threshold is wide; the sum over a statement's is what it counts."""
        return replace(self.cells, amounts=self.cells.amounts * self.widths / self.whole)

    @property
    def opposite(self) -> Sides:
        """The other side of each threshold."""
        return replace(self, cells=replace(self.cells, features=self.cells.features ^ 1))

    @property
    def signed(self) -> Cells:
        """A cell a threshold: what is above it, less what is below."""
        above = self.cells.features % 2 == 1
        amounts = np.where(above, self.cells.amounts, -self.cells.amounts)
        return replace(self.cells, features=self.cells.features // 2, amounts=amounts, width=self.cells.width // 2)

    def sums_with(self, mine: Cells, theirs: Cells) -> Once:
        """Return the sums of products, each threshold as wide as it is; whole numbers stay whole."""
        if len(self.widths) == 0 or (self.widths == self.widths[0]).all():
            width = self.widths[0] if len(self.widths) else 1.0
            return Once(sums_of_products(mine, theirs), float(width / self.whole))
        weighted = replace(mine, amounts=mine.amounts * self.widths)
        return Once(sums_of_products(weighted, theirs), 1 / self.whole)


def is_ordered(qualifier: Variable | None) -> bool:
    """Whether there is a qualifier whose levels have distances."""
    return qualifier is not None and not qualifier.is_text


def by_column(chosen: Selected) -> Cells:
    """Return what each row says of each column."""
    return _cells(chosen, chosen.column_codes, len(chosen.columns))


def by_level(chosen: Selected) -> Cells:
    """Return what each row says of each column, the levels of the qualifier apart."""
    if chosen.qualifier is None:
        return by_column(chosen)
    levels = len(chosen.qualifier.levels)
    return _cells(chosen, chosen.column_codes * levels + chosen.qualifier.codes, len(chosen.columns) * levels)


def by_side(chosen: Selected) -> Sides:
    """Return what each row says of each column, by the sides of the thresholds of its ordered qualifier."""
    assert chosen.qualifier is not None
    values = np.array(chosen.qualifier.levels, np.float64)
    used, places = np.unique(chosen.qualifier.codes, return_inverse=True)
    whole = float(values[-1] - values[0]) if len(values) else 0.0
    widths = np.diff(values[used])
    # Every statement is above the levels that none has: they are one threshold, as is all where there is one level.
    if (rest := whole - float(widths.sum())) > 0 or whole == 0:
        places, widths = places + 1, np.concatenate([[rest or 1.0], widths])
    thresholds = np.tile(np.arange(len(widths)), len(places))
    each = np.repeat(np.arange(len(places)), len(widths))
    above = (places[each] > thresholds).astype(np.int64)
    features = (chosen.column_codes[each] * len(widths) + thresholds) * 2 + above
    cells = Cells(
        rows=chosen.row_codes[each],
        features=features,
        amounts=chosen.counts[each],
        height=len(chosen.rows),
        width=len(chosen.columns) * len(widths) * 2,
    )
    return Sides(cells=cells, widths=np.tile(widths, len(places)), whole=whole or 1.0)


def _cells(chosen: Selected, features: Integers, width: int) -> Cells:
    return Cells(rows=chosen.row_codes, features=features, amounts=chosen.counts, height=len(chosen.rows), width=width)


def summed(chosen: Selected, aggregate: Aggregate) -> Once:
    """Return, above the diagonal, the sum over pairs of statements on the same column.

    Of all pairs (ignore), of how far each agrees (congruence), of how far not (conflict), or congruence less conflict.
    Statements at the levels q and q' agree as far as 1 - |q - q'| / R, with R from the first level of the variable to
    the last: support and oppose not at all, conditional half with each. Where there is one level, they agree. Text
    agrees where it is equal and disagrees where it is not.
    """
    if aggregate is Aggregate.IGNORE:
        return Once(_of_pairs(by_column(chosen)))
    if is_ordered(chosen.qualifier):
        return _of_ordered(by_side(chosen), aggregate)
    return Once(_of_text(chosen, aggregate))


def _of_pairs(cells: Cells) -> sparse.csr_array:
    return sums_of_products(cells, cells)


def _of_ordered(sides: Sides, aggregate: Aggregate) -> Once:
    match aggregate:
        case Aggregate.CONGRUENCE:
            return sides.sums_with(sides.cells, sides.cells)
        case Aggregate.CONFLICT:
            return sides.sums_with(sides.cells, sides.opposite.cells)
        case _:
            signed = sides.signed
            return sides.sums_with(signed, signed)


def _of_text(chosen: Selected, aggregate: Aggregate) -> sparse.csr_array:
    agreed = _of_pairs(by_level(chosen))
    if aggregate is Aggregate.CONGRUENCE:
        return agreed
    disagreed = difference(_of_pairs(by_column(chosen)), agreed)
    return disagreed if aggregate is Aggregate.CONFLICT else difference(agreed, disagreed)


def difference(ties: sparse.csr_array, less: sparse.csr_array) -> sparse.csr_array:
    """Return the ties less others, none where nothing is left."""
    left = sparse.csr_array(ties - less)
    left.eliminate_zeros()
    return left


def each_tie(once: Once, change: Callable[[Floats, Integers, Integers], Floats]) -> Once:
    """Return the ties with each value changed, given its row and column; some rows at once, to hold little."""
    ties = once.array
    values = np.empty(ties.nnz, np.float64)
    for first in range(0, ties.shape[0], ROWS_AT_ONCE):
        starts = ties.indptr[first : first + ROWS_AT_ONCE + 1]
        some = slice(int(starts[0]), int(starts[-1]))
        rows = np.repeat(np.arange(first, first + len(starts) - 1), np.diff(starts))
        values[some] = change(ties.data[some] * np.float64(once.scale), rows, ties.indices[some].astype(np.int64))
    return Once(sparse.csr_array((values, ties.indices, ties.indptr), shape=ties.shape))


def quotients(values: Floats, divisors: Floats) -> Floats:
    """Return values divided, 0 where the divisor is 0."""
    return np.divide(values, divisors, out=np.zeros_like(values), where=divisors != 0)
