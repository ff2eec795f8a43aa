"""What rows say of columns: the ties of two-mode networks."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from onrecord.networks.agreement import quotients
from onrecord.networks.products import totals_of
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import Aggregate, Normalize
from onrecord.networks.table import Floats, Integers, VariableKind


def summed_affiliations(chosen: Selected, aggregate: Aggregate) -> sparse.csr_array:
    """Return for each row and column the count of statements, the sum of their values, or the bits of their levels."""
    match aggregate:
        case Aggregate.SUBTRACT:
            return tied(chosen, chosen.row_codes, chosen.column_codes, chosen.counts * _values(chosen))
        case Aggregate.COMBINE:
            return _combined(chosen)
        case _:
            return tied(chosen, chosen.row_codes, chosen.column_codes, chosen.counts)


def divided_by_totals(ties: sparse.csr_array, chosen: Selected, normalize: Normalize) -> sparse.csr_array:
    """Return ties divided by what their row says, or by what is said of their column."""
    rows, columns = np.repeat(np.arange(ties.shape[0]), np.diff(ties.indptr)), ties.indices
    match normalize:
        case Normalize.ACTIVITY:
            divisors = totals_of(chosen.row_codes, chosen.counts, ties.shape[0])[rows]
        case Normalize.PROMINENCE:
            divisors = totals_of(chosen.column_codes, chosen.counts, ties.shape[1])[columns]
        case _:
            return ties
    return sparse.csr_array((quotients(ties.data, divisors), columns, ties.indptr), shape=ties.shape)


def tied(chosen: Selected, rows: Integers, columns: Integers, values: Floats) -> sparse.csr_array:
    """Return the sum of values by row and column, no tie where it is 0."""
    shape = (len(chosen.rows), len(chosen.columns))
    ties = sparse.csr_array(sparse.coo_array((values, (rows, columns)), shape=shape))
    ties.eliminate_zeros()
    return ties


def _values(chosen: Selected) -> Floats:
    """Return what each statement's level counts: of a boolean 1 or -1, of an integer its value."""
    assert chosen.qualifier is not None
    levels = np.array(chosen.qualifier.levels, np.float64)
    if chosen.qualifier.kind is VariableKind.BOOLEAN:
        levels = levels * 2 - 1
    return levels[chosen.qualifier.codes]


def _combined(chosen: Selected) -> sparse.csr_array:
    assert chosen.qualifier is not None
    levels, columns = len(chosen.qualifier.levels), max(len(chosen.columns), 1)
    keys = np.unique((chosen.row_codes * columns + chosen.column_codes) * levels + chosen.qualifier.codes)
    cells, codes = np.divmod(keys, max(levels, 1))
    return tied(chosen, cells // columns, cells % columns, 2.0 ** (levels - 1 - codes))
