"""Which labels a figure has room for."""

from __future__ import annotations

import numpy as np
from scipy import sparse

from onrecord.networks.network import Network
from onrecord.networks.table import Floats, Integers


def strongest(network: Network, most: int, *, of_columns: bool = False) -> Integers:
    """Return the places, in their order, of so many rows or columns with the strongest ties."""
    strengths = strengths_of(network, of_columns=of_columns)
    order = np.argsort(-strengths, kind="stable")[:most]
    return np.sort(order).astype(np.int64)


def strengths_of(network: Network, *, of_columns: bool = False) -> Floats:
    """Return how much each row or column is tied: the sum of its ties, each without its sign."""
    ties = network.once.scaled()
    size = sparse.csr_array((np.nan_to_num(np.abs(ties.data)), ties.indices, ties.indptr), shape=ties.shape)
    down, across = np.asarray(size.sum(axis=0)).reshape(-1), np.asarray(size.sum(axis=1)).reshape(-1)
    if network.is_one_mode:
        return (down + across).astype(np.float64)
    return (down if of_columns else across).astype(np.float64)
