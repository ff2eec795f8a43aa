"""When a debate changed: the phases of a series of networks, and the points between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy import sparse
from scipy.cluster.hierarchy import linkage
from scipy.spatial.distance import squareform

from onrecord.errors import UsageError
from onrecord.networks.structure.agreements import Signed
from onrecord.networks.structure.modularity import signed_modularity
from onrecord.networks.structure.partitions import cut
from onrecord.networks.table import Floats, Integers


@dataclass(frozen=True, slots=True, kw_only=True)
class Phases:
    """The phase of each network of a series, numbered as they begin; a phase can come back."""

    of_networks: Integers
    modularity: float
    merges: Floats

    @property
    def begins(self) -> Integers:
        """The places of networks that are of another phase than the one before them."""
        return np.flatnonzero(np.diff(self.of_networks)) + 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePoints:
    """The places of networks with which something new begins, what they leave unexplained, and what a point cost."""

    begins: Integers
    cost: float
    penalty: float


def phases(
    distances: Floats, *, least: int = 2, most: int = 6, method: Literal["single", "complete", "average"] = "average"
) -> Phases:
    """Return the phases of a series by the distances between its networks (`distances.distances`).

    Points in time are clustered by scipy's linkage (single, complete, average), whenever they are, and cut into as many
    phases from `least` to `most` as have the highest modularity in the network of similarities, 1 - distance / the
    greatest distance: the phase transitions of Leifeld's rDNA. Where all networks are equal there is one phase.
    """
    _refuse_other_than_distances(distances)
    if method not in ("single", "complete", "average"):
        raise UsageError(f"{method!r} is not for distances alone; choose single, complete or average")
    if not 1 <= least <= most:
        raise UsageError(f"from {least} to {most} phases is no range; give 1 or more, and no less for the most")
    size = len(distances)
    same = Phases(of_networks=np.zeros(size, np.int64), modularity=0.0, merges=np.zeros((0, 4)))
    if size < 2 or not distances.any():
        return same
    merges = np.asarray(linkage(squareform(distances, checks=False), method), np.float64)
    similar = 1 - distances / distances.max()
    np.fill_diagonal(similar, 0.0)
    ties = Signed(positive=sparse.csr_array(similar), negative=sparse.csr_array(similar.shape))
    divisions = [cut(merges, wanted) for wanted in range(min(least, size), min(most, size) + 1)]
    modularities = [signed_modularity(ties, groups) for groups in divisions]
    best = int(np.argmax(modularities))
    return Phases(of_networks=_as_they_begin(divisions[best]), modularity=modularities[best], merges=merges)


def change_points(distances: Floats, *, penalty: float | None = None, shortest: int = 2) -> ChangePoints:
    """Return the points at which a series is best cut into stretches of networks that are near each other.

    A stretch costs its scatter, the sum of squared distances between its networks over its length, and a point the
    penalty; the cheapest cut is found by dynamic programming: Jackson and others, An algorithm for optimal partitioning
    of data on an interval, IEEE Signal Processing Letters 12 (2005) 105, with the cost of Harchaoui and Cappe,
    Retrospective multiple change-point estimation with kernels (2007). The penalty, where none is given, is twice the
    logarithm of the length of the series (as of BIC, Yao 1988) times the noise: half the median squared distance of
    neighbours. Networks of windows that overlap have less noise than that, and so more points; give a penalty for them.
    """
    _refuse_other_than_distances(distances)
    if shortest < 1:
        raise UsageError(f"shortest is {shortest}; give 1 or more")
    size = len(distances)
    if penalty is None:
        noise = float(np.median(np.diagonal(distances, 1) ** 2)) / 2 if size > 1 else 0.0
        penalty = 2 * np.log(max(size, 2)) * noise
    elif not (np.isfinite(penalty) and penalty >= 0):
        raise UsageError(f"penalty is {penalty}; give 0 or a number above it")
    # The sum of squared distances within networks i to j - 1 is sums[j, j] - 2 sums[i, j] + sums[i, i], halved.
    sums = np.zeros((size + 1, size + 1))
    sums[1:, 1:] = (distances**2).cumsum(axis=0).cumsum(axis=1)
    corner = np.diagonal(sums)
    best = np.full(size + 1, np.inf)
    best[0] = -penalty
    before = np.zeros(size + 1, np.int64)
    for end in range(min(shortest, size), size + 1):
        starts = np.arange(0, max(end - shortest, 0) + 1)
        scatter = (corner[end] - 2 * sums[starts, end] + corner[starts]) / 2 / np.maximum(end - starts, 1)
        costs = best[starts] + scatter + penalty
        # Of equal costs the longest stretch: no point without a gain.
        before[end] = int(np.argmax(costs <= costs.min() + 1e-12))
        best[end] = costs[before[end]]
    begins: list[int] = []
    place = int(before[size])
    while place:
        begins.append(place)
        place = int(before[place])
    cost = float(best[size]) - penalty * len(begins) if size else 0.0
    return ChangePoints(begins=np.array(begins[::-1], np.int64), cost=cost, penalty=float(penalty))


def _as_they_begin(groups: Integers) -> Integers:
    _, firsts, places = np.unique(groups, return_index=True, return_inverse=True)
    return np.argsort(np.argsort(firsts))[places].astype(np.int64)


def _refuse_other_than_distances(distances: Floats) -> None:
    if distances.ndim != 2 or distances.shape[0] != distances.shape[1]:
        raise UsageError("distances are a square array, a row and a column for each network")
    if not np.isfinite(distances).all() or (distances < 0).any():
        raise UsageError("distances are numbers from 0 on; correct the networks that they are between")
