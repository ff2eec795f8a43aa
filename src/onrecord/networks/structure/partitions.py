"""Ways to divide actors into groups: each a function from ties or distances to the group of each actor."""

from __future__ import annotations

from typing import Literal

import networkx as nx
import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import cut_tree, linkage
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import eigsh
from scipy.spatial.distance import pdist, squareform
from sknetwork.clustering import Louvain

from onrecord.networks.structure.agreements import strengths
from onrecord.networks.table import Floats, Integers

Linkage = Literal["average", "complete", "ward"]


def louvain(positive: sparse.csr_array, *, seed: int, shuffled: bool) -> Integers:
    """Return the communities of the Louvain method, those that hang together by nothing taken apart.

    scikit-network's Leiden, which sees to that itself, draws from the C library's `rand`, which no seed of ours sets:
    two runs of it differ, and so it is not offered.
    """
    if not positive.nnz:
        return np.arange(positive.shape[0])
    method = Louvain(random_state=seed, shuffle_nodes=shuffled)
    groups = np.asarray(method.fit_predict(sparse.csr_matrix(positive)), np.int64)
    return _connected(positive, groups)


def greedy(positive: sparse.csr_array, wanted: int | None) -> Integers:
    """Return the communities of greedy merging (Clauset, Newman and Moore 2004), `wanted` of them or the best."""
    size = positive.shape[0]
    if not positive.nnz:
        return np.arange(size)
    graph = nx.from_scipy_sparse_array(positive)
    exactly = {} if wanted is None else {"cutoff": wanted, "best_n": wanted}
    groups = np.empty(size, np.int64)
    for number, members in enumerate(nx.community.greedy_modularity_communities(graph, weight="weight", **exactly)):
        groups[list(members)] = number
    return groups


def spectral(positive: sparse.csr_array, wanted: int) -> Integers:
    """Return groups by the leading eigenvectors of the normalized ties, as Ng, Jordan and Weiss (2001) divide them.

    Actors without ties are a group of their own beside the others.
    """
    strength = strengths(positive)
    tied = np.flatnonzero(strength)
    groups = np.full(len(strength), -1, np.int64)
    if len(tied):
        scale = sparse.diags_array(1 / np.sqrt(strength[tied]))
        vectors = _leading(sparse.csr_array(scale @ positive[tied][:, tied] @ scale), min(wanted, len(tied)))
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        groups[tied] = _means(np.divide(vectors, lengths, out=np.zeros_like(vectors), where=lengths > 0), wanted)
    return groups


def tree(points: Floats, method: Linkage) -> Floats:
    """Return scipy's linkage of points by their Euclidean distances."""
    return np.asarray(linkage(pdist(points), method), np.float64)


def cut(merges: Floats, wanted: int) -> Integers:
    """Return the groups of a linkage where there are so many."""
    return np.asarray(cut_tree(merges, [wanted]), np.int64).reshape(-1)


def medoids(points: Floats, wanted: int) -> Integers:
    """Return the group of each point's nearest medoid: partitioning around medoids (Kaufman and Rousseeuw 1990).

    Medoids are first taken one by one where they help most, then swapped as long as a swap helps.
    """
    distances = squareform(pdist(points))
    chosen = [int(distances.sum(axis=1).argmin())]
    while len(chosen) < wanted:
        nearest = distances[:, chosen].min(axis=1)
        chosen.append(int(np.maximum(nearest[:, None] - distances, 0).sum(axis=0).argmax()))
    cost = distances[:, chosen].min(axis=1).sum()
    while True:
        swaps = [_best_swap(distances, chosen, place) for place in range(wanted)]
        place = min(range(wanted), key=lambda each: swaps[each][0])
        least, instead = swaps[place]
        if least >= cost - 1e-9:
            return np.asarray(distances[:, chosen].argmin(axis=1), np.int64)
        chosen[place], cost = instead, least


def _best_swap(distances: Floats, chosen: list[int], place: int) -> tuple[float, int]:
    others = chosen[:place] + chosen[place + 1 :]
    nearest = distances[:, others].min(axis=1, initial=np.inf)
    costs = np.minimum(nearest[:, None], distances).sum(axis=0)
    return float(costs.min()), int(costs.argmin())


def _connected(positive: sparse.csr_array, groups: Integers) -> Integers:
    inside = positive.tocoo()
    same = groups[inside.row] == groups[inside.col]
    kept = sparse.coo_array((inside.data[same], (inside.row[same], inside.col[same])), shape=inside.shape)
    return np.asarray(connected_components(kept, directed=False)[1], np.int64)


def _leading(matrix: sparse.csr_array, count: int) -> Floats:
    size = matrix.shape[0]
    if size <= max(200, count + 1):
        return np.asarray(np.linalg.eigh(matrix.toarray())[1][:, -count:], np.float64)
    start = np.random.default_rng(0).random(size)
    return np.asarray(eigsh(matrix, k=count, which="LA", v0=start)[1], np.float64)


def _means(points: Floats, wanted: int) -> Integers:
    """Return k-means groups, begun with points each as far as can be from those before it."""
    centres = points[[int(np.linalg.norm(points - points.mean(axis=0), axis=1).argmax())]]
    while len(centres) < wanted:
        far = np.linalg.norm(points[:, None] - centres[None], axis=2).min(axis=1)
        centres = np.vstack([centres, points[int(far.argmax())]])
    groups = np.full(len(points), -1, np.int64)
    for _ in range(300):  # it ends by itself, most often within ten
        nearest = np.linalg.norm(points[:, None] - centres[None], axis=2).argmin(axis=1)
        if np.array_equal(nearest, groups):
            break
        groups = nearest.astype(np.int64)
        for group in np.unique(groups).tolist():
            centres[group] = points[groups == group].mean(axis=0)
    return groups
