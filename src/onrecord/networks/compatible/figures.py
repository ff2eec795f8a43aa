"""The ties that DNA computes, where they are not those of the field's definitions.

- Cosine divides by the product of the numbers of statements of both rows, not by the lengths of their rows of counts.
- Jaccard divides by the product of what both have, plus what either has of each level that the other lacks; the
  qualifier's levels are told apart for it even where the qualifier is ignored.
- Conflict over text counts what either says that the other does not, also of columns that one never spoke of.
- An ordered qualifier with one level makes every tie NaN, by dividing by a distance of 0.
- Subtract over text in two modes does not subtract. Combine divided by activity counts tied columns, and divided by
  prominence the tied columns of the row of the same number, for which there must be as many columns as rows.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.affiliation import divided_by_totals, summed_affiliations
from onrecord.networks.agreement import by_column, by_level, difference, each_tie, is_ordered, quotients, summed
from onrecord.networks.network import Once
from onrecord.networks.products import Cells, sums_of_products
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import Aggregate, Normalize
from onrecord.networks.table import Floats


def dna_two_mode(chosen: Selected, aggregate: Aggregate, normalize: Normalize) -> sparse.csr_array:
    """Return the ties of rows to columns."""
    if aggregate is Aggregate.SUBTRACT and chosen.qualifier is not None and chosen.qualifier.is_text:
        aggregate = Aggregate.IGNORE
    ties = summed_affiliations(chosen, aggregate)
    if aggregate is not Aggregate.COMBINE or normalize is Normalize.NONE:
        return divided_by_totals(ties, chosen, normalize)
    return _divided_by_cells(ties, normalize)


def _divided_by_cells(ties: sparse.csr_array, normalize: Normalize) -> sparse.csr_array:
    if normalize is Normalize.PROMINENCE and ties.shape[0] != ties.shape[1]:
        raise UsageError(
            f"DNA fails to divide {ties.shape[0]} rows and {ties.shape[1]} columns that are combined by prominence;"
            f" choose {Normalize.NONE}"
        )
    cells = np.diff(ties.indptr)
    rows = np.repeat(np.arange(ties.shape[0]), cells)
    divisors = cells[ties.indices if normalize is Normalize.PROMINENCE else rows].astype(np.float64)
    return sparse.csr_array((quotients(ties.data, divisors), ties.indices, ties.indptr), shape=ties.shape)


def dna_one_mode(chosen: Selected, aggregate: Aggregate, normalize: Normalize) -> Once:
    """Return the ties of rows to each other, above the diagonal."""
    ties = _summed(chosen, aggregate)
    said = by_column(chosen).totals()
    match normalize:
        case Normalize.AVERAGE:
            return each_tie(ties, lambda sums, i, j: quotients(sums, (said[i] + said[j]) / 2))
        case Normalize.COSINE:
            return each_tie(ties, lambda sums, i, j: quotients(sums, said[i] * said[j]))
        case Normalize.JACCARD:
            shared = _shared(by_level(chosen))
            return each_tie(ties, lambda sums, i, j: quotients(sums, said[i] + said[j] + _at(shared, i, j)))
        case _:
            return ties


def _summed(chosen: Selected, aggregate: Aggregate) -> Once:
    if aggregate is Aggregate.IGNORE:
        return summed(chosen, aggregate)
    if is_ordered(chosen.qualifier):
        return Once(_everywhere(chosen, np.nan)) if _has_one_level(chosen) else summed(chosen, aggregate)
    if aggregate is Aggregate.CONGRUENCE:
        return summed(chosen, aggregate)
    lacking = _lacking(chosen)
    if aggregate is Aggregate.CONFLICT:
        return Once(lacking)
    return Once(difference(summed(chosen, Aggregate.CONGRUENCE).scaled(), lacking))


def _has_one_level(chosen: Selected) -> bool:
    return chosen.qualifier is not None and len(chosen.qualifier.levels) == 1


def _everywhere(chosen: Selected, value: float) -> sparse.csr_array:
    height = len(chosen.rows)
    return sparse.csr_array(np.triu(np.full((height, height), value), 1))


def _lacking(chosen: Selected) -> sparse.csr_array:
    """Return the sum of what either of two rows says, column by column and level by level, that the other does not."""
    cells = by_level(chosen)
    said = cells.totals()
    every = sparse.csr_array(np.triu(said[:, None] + said[None, :], 1))
    return difference(every, _one_sided(cells))


def _shared(cells: Cells) -> sparse.csr_array:
    """Return the products of what two rows say, less what either says where the other says it too."""
    return sparse.csr_array(sums_of_products(cells, cells) - _one_sided(cells))


def _one_sided(cells: Cells) -> sparse.csr_array:
    """Return the sum of what either of two rows says where the other says it too."""
    cells = cells.summed()
    present = Cells(
        rows=cells.rows,
        features=cells.features,
        amounts=(cells.amounts > 0).astype(np.float64),
        height=cells.height,
        width=cells.width,
    )
    return sparse.csr_array(sums_of_products(cells, present) + sums_of_products(present, cells))


def _at(ties: sparse.csr_array, rows: np.ndarray, columns: np.ndarray) -> Floats:
    """Return the values at these places."""
    return np.asarray(ties[rows, columns], np.float64).reshape(-1) if len(rows) else np.empty(0)
