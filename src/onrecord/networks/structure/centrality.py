"""Who stands in the middle, and who between the communities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh

from onrecord.errors import UsageError
from onrecord.networks.network import Network
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import finite, signed_parts, strengths
from onrecord.networks.structure.bootstrap import Bootstrap, Interval, interval_of, on_network
from onrecord.networks.table import Floats, Integers, Table

MEASURES = ("strength", "opposition", "betweenness", "eigenvector", "participation", "constraint")
"""The measures that have intervals: a count of ties has none, for fewer statements can only make fewer."""

EXACT = 1_000
"""Labels up to which shortest paths are counted from every one; of more, from a sample."""
SOURCES = 200
"""Labels in the sample."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Centralities:
    """Measures of each label, of two modes first rows, then columns; paths and friends are by positive ties.

    - `degree` and `strength`: positive ties, and their sum; `opposition`: the sum of negative ties, without their sign.
    - `betweenness`: the share of shortest paths between others that lead through it, where a tie is as long as the
      inverse of its weight; above `EXACT` labels estimated from `SOURCES` of them.
    - `eigenvector`: central by central friends, of length 1; all of it lies in the component with the greatest
      eigenvalue.
    - `participation`: how evenly its ties are spread over communities, from 0 (all in one) to 1 - 1 / communities:
      Guimera and Amaral, Nature 433 (2005) 895. Brokers have much of it. Not a number where no communities are given.
    - `constraint`: how much all of its friends are each other's, low for brokers: Burt, Structural Holes (1992). Not a
      number for labels without ties.
    - `intervals`: of each of the `MEASURES`, by its name, where they were asked for.
    """

    labels: tuple[str, ...]
    degree: Integers
    strength: Floats
    opposition: Floats
    betweenness: Floats
    eigenvector: Floats
    participation: Floats
    constraint: Floats
    intervals: Mapping[str, Interval] = field(default_factory=dict)


def centralities(network: Network, groups: Integers | None = None, *, seed: int = 0) -> Centralities:
    """Return the centralities of a network, and with the groups of its labels also how they stand between these."""
    labels = network.rows if network.is_one_mode else network.rows + network.columns
    if groups is not None and len(groups) != len(labels):
        raise UsageError(f"{len(groups)} groups are given for {len(labels)} labels; give one for each")
    ties = signed_parts(square(network))
    positive = ties.positive
    return Centralities(
        labels=labels,
        degree=np.diff(positive.indptr).astype(np.int64),
        strength=strengths(positive),
        opposition=strengths(ties.negative),
        betweenness=_betweenness(positive, seed),
        eigenvector=_eigenvector(positive),
        participation=np.full(len(labels), np.nan) if groups is None else participation(positive, groups),
        constraint=constraint(positive),
    )


def with_intervals(
    found: Centralities,
    table: Table,
    settings: NetworkSettings,
    bootstrap: Bootstrap,
    groups: Integers | None = None,
    *,
    seed: int = 0,
) -> Centralities:
    """Return the centralities of the table's network with their intervals; the groups stay as they are."""

    def measured(network: Network) -> Floats:
        one = centralities(network, groups, seed=seed)
        return np.array([getattr(one, name) for name in MEASURES], np.float64)

    every = interval_of(table, settings, on_network(measured, settings), bootstrap)
    return replace(found, intervals={name: every.at(place) for place, name in enumerate(MEASURES)})


def square(network: Network) -> sparse.csr_array:
    """Return the ties of all labels to all; of two modes the columns follow the rows."""
    if network.is_one_mode:
        return finite(network.ties)
    ties = finite(network.ties)
    rows, columns = ties.shape
    cells = ties.tocoo()
    places = (np.concatenate([cells.row, cells.col + rows]), np.concatenate([cells.col + rows, cells.row]))
    both = sparse.coo_array((np.tile(cells.data, 2), places), shape=(rows + columns, rows + columns))
    return sparse.csr_array(both)


def participation(positive: sparse.csr_array, groups: Integers) -> Floats:
    """Return the participation coefficient of each label, 0 for those without ties."""
    if not len(groups):
        return np.zeros(0)
    to_groups = (positive @ sparse.csr_array((np.ones(len(groups)), (np.arange(len(groups)), groups)))).tocsr()
    strength = strengths(positive)
    squares = strengths(sparse.csr_array(to_groups.multiply(to_groups)))
    return np.where(strength > 0, 1 - squares / np.where(strength > 0, strength, 1) ** 2, 0.0)


def constraint(positive: sparse.csr_array) -> Floats:
    """Return Burt's constraint of each label."""
    strength = strengths(positive)
    if not len(strength):
        return strength
    shares = sparse.csr_array(sparse.diags_array(1 / np.where(strength > 0, strength, 1)) @ positive)
    friends = (positive > 0).astype(np.float64)
    invested = shares + (shares @ shares).multiply(friends)
    return np.where(strength > 0, strengths(sparse.csr_array(invested.multiply(invested))), np.nan)


def _betweenness(positive: sparse.csr_array, seed: int) -> Floats:
    size = positive.shape[0]
    lengths = positive.copy()
    lengths.data = 1 / lengths.data
    graph = nx.from_scipy_sparse_array(lengths, edge_attribute="length")
    sample = None if size <= EXACT else SOURCES
    found = nx.betweenness_centrality(graph, k=sample, weight="length", seed=seed)
    return np.array([found[place] for place in range(size)], np.float64)


def _eigenvector(positive: sparse.csr_array) -> Floats:
    result = np.zeros(positive.shape[0])
    if not positive.nnz:
        return result
    _, components = connected_components(positive, directed=False)
    most = 0.0
    for component in np.flatnonzero(np.bincount(components) > 1).tolist():
        members = np.flatnonzero(components == component)
        value, vector = _leading(positive[members][:, members])
        if value > most * (1 + 1e-9):
            most = value
            result[:] = 0.0
            result[members] = np.abs(vector)
    return result


def _leading(ties: sparse.csr_array) -> tuple[float, Floats]:
    if ties.shape[0] <= 200:
        values, vectors = np.linalg.eigh(ties.toarray())
    else:
        values, vectors = eigsh(ties, k=1, which="LA", v0=np.ones(ties.shape[0]))
    return float(values[-1]), vectors[:, -1]
