"""Modularity: how much more friends than foes are in one group than their numbers of ties would have it."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from onrecord.networks.structure.agreements import Signed, strengths
from onrecord.networks.table import Integers


def signed_modularity(ties: Signed, groups: Integers) -> float:
    """Return the modularity of groups in a network of positive and negative ties, 0 where there are none.

    Q = 1 / (W+ + W-) * sum over i, j of one group of (w+_ij - s+_i s+_j / W+) - (w-_ij - s-_i s-_j / W-), with
    strengths s and their sums W: Gomez, Jensen and Arenas, Analysis of community structure in networks of correlated
    data, Physical Review E 80 (2009) 016114. Without negative ties it is Newman's. It lies in [-1, 1]; one group has 0.
    """
    if not ties.weight:
        return 0.0
    return (_surplus(ties.positive, groups) - _surplus(ties.negative, groups)) / ties.weight


def _surplus(ties: sparse.csr_array, groups: Integers) -> float:
    """Return the weight inside groups less what is expected there."""
    total = float(ties.sum())
    if not total:
        return 0.0
    of_rows = np.repeat(groups, np.diff(ties.indptr))
    inside = float(ties.data[of_rows == groups[ties.indices]].sum())
    by_group = np.bincount(groups, weights=strengths(ties))
    return inside - float(by_group @ by_group) / total


def ordered_groups(groups: Integers) -> Integers:
    """Return the groups numbered by their size, the largest first, and those of one size by their first actor."""
    _, firsts, places, sizes = np.unique(groups, return_index=True, return_inverse=True, return_counts=True)
    numbers = np.empty(len(firsts), np.int64)
    numbers[np.lexsort((firsts, -sizes))] = np.arange(len(firsts))
    return numbers[places]
