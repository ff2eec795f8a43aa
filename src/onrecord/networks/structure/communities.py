"""Communities (coalitions): groups of actors who agree with each other more than with the rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.network import Network
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import Signed, chosen_of, net_agreement, signed_parts, ties_of
from onrecord.networks.structure.modularity import ordered_groups, signed_modularity
from onrecord.networks.structure.partitions import Linkage, cut, greedy, louvain, medoids, spectral, tree
from onrecord.networks.structure.profiles import profiles_of
from onrecord.networks.table import Floats, Integers, Table

MOST_PAIRED = 5_000
"""The actors between whom every distance is held: 100 MB and some seconds."""
RESTARTS = 10
"""Orders of actors in which the Louvain method is tried."""


class Method(StrEnum):
    """By ties: Louvain, greedy merging, spectral. By positions: hierarchical (average, complete, Ward), medoids."""

    LOUVAIN = "louvain"
    GREEDY = "greedy"
    SPECTRAL = "spectral"
    AVERAGE = "average"
    COMPLETE = "complete"
    WARD = "ward"
    MEDOIDS = "medoids"


OF_TIES = (Method.LOUVAIN, Method.GREEDY, Method.SPECTRAL)
OF_TREES: dict[Method, Linkage] = {Method.AVERAGE: "average", Method.COMPLETE: "complete", Method.WARD: "ward"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Clustering:
    """How actors are grouped: into `groups` groups, or into as many up to `most` as have the highest modularity."""

    method: Method = Method.LOUVAIN
    groups: int | None = None
    most: int = 10
    seed: int = 0

    def __post_init__(self) -> None:
        if self.most < 1 or (self.groups is not None and self.groups < 1):
            raise UsageError("the number of groups is below 1; give 1 or more")
        if self.groups is not None and self.method is Method.LOUVAIN:
            raise UsageError("louvain finds the number of groups itself; leave it out, or choose another method")


@dataclass(frozen=True, slots=True, kw_only=True)
class Communities:
    """The group of each actor, numbered by size from 0; an actor who agrees with nobody is a group of his own.

    `modularity` is the signed modularity of the groups in the subtract network, whatever the method.
    """

    actors: tuple[str, ...]
    groups: Integers
    modularity: float
    method: Method

    @property
    def count(self) -> int:
        """The number of groups."""
        return int(self.groups.max(initial=-1)) + 1

    def members(self, group: int) -> tuple[str, ...]:
        """Return the actors of a group."""
        return tuple(self.actors[place] for place in np.flatnonzero(self.groups == group).tolist())


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A dendrogram of actors: `merges` in the form of `scipy.cluster.hierarchy.linkage`."""

    actors: tuple[str, ...]
    merges: Floats


def communities(table: Table, settings: NetworkSettings, clustering: Clustering | None = None) -> Communities:
    """Return the communities of the rows of a table; without statements there are none.

    Methods by ties use the positive part of the subtract network. Methods by positions use the distances between
    actors' `Profiles.directions`, and refuse more actors than distances can be held between. Both take the division
    with the highest signed modularity in the subtract network, and one group where no division is better than none.
    """
    return communities_among(chosen_of(table, settings), settings, clustering or Clustering())


def communities_among(chosen: Selected, settings: NetworkSettings, clustering: Clustering) -> Communities:
    """Return the communities of rows selected already."""
    ties = net_agreement(chosen, settings)
    if len(chosen.rows) < 2 or clustering.method in OF_TIES:
        return _best(chosen.rows, ties, clustering, _by_ties(ties, clustering))
    return _best(chosen.rows, ties, clustering, _by_positions(_directions(chosen), clustering))


def communities_of(network: Network, clustering: Clustering | None = None) -> Communities:
    """Return the communities of a one-mode network, by the methods that need nothing but ties."""
    clustering = clustering or Clustering()
    if clustering.method not in OF_TIES:
        raise UsageError(f"{clustering.method} needs positions; give the table, or choose one of {', '.join(OF_TIES)}")
    ties = signed_parts(ties_of(network))
    return _best(network.rows, ties, clustering, _by_ties(ties, clustering))


def tree_of(table: Table, settings: NetworkSettings, method: Method = Method.WARD) -> Tree:
    """Return the dendrogram of actors by their positions; it needs two actors."""
    if method not in OF_TREES:
        raise UsageError(f"{method} makes no tree; choose one of {', '.join(OF_TREES)}")
    chosen = chosen_of(table, settings)
    if len(chosen.rows) < 2:
        raise UsageError("a tree needs two actors; there are fewer, widen the dates or the exclusions")
    return Tree(actors=chosen.rows, merges=tree(_directions(chosen), OF_TREES[method]))


def _best(actors: tuple[str, ...], ties: Signed, clustering: Clustering, divisions: Iterator[Integers]) -> Communities:
    best: Integers | None = None
    most = -np.inf
    for groups in divisions:
        modularity = signed_modularity(ties, groups)
        if modularity > most + 1e-12:
            best, most = groups, modularity
    return Communities(
        actors=actors,
        groups=ordered_groups(np.zeros(0, np.int64) if best is None else best),
        modularity=0.0 if best is None else most,
        method=clustering.method,
    )


def _by_ties(ties: Signed, clustering: Clustering) -> Iterator[Integers]:
    size = ties.positive.shape[0]
    if not size:
        return
    if clustering.method is Method.LOUVAIN:
        for turn in range(RESTARTS):
            yield louvain(ties.positive, seed=clustering.seed + turn, shuffled=turn > 0)
    elif clustering.method is Method.GREEDY:
        yield greedy(ties.positive, _wanted(clustering, size)[0] if clustering.groups else None)
    else:
        for wanted in _wanted(clustering, size):
            yield spectral(ties.positive, wanted)


def _by_positions(directions: Floats, clustering: Clustering) -> Iterator[Integers]:
    if clustering.method is Method.MEDOIDS:
        for wanted in _wanted(clustering, len(directions)):
            yield medoids(directions, wanted)
    else:
        merges = tree(directions, OF_TREES[clustering.method])
        for wanted in _wanted(clustering, len(directions)):
            yield cut(merges, wanted)


def _wanted(clustering: Clustering, actors: int) -> range:
    if clustering.groups is None:
        return range(1, min(clustering.most, actors) + 1)
    if clustering.groups > actors:
        raise UsageError(f"{clustering.groups} groups of {actors} actors; give a smaller number")
    return range(clustering.groups, clustering.groups + 1)


def _directions(chosen: Selected) -> Floats:
    if len(chosen.rows) > MOST_PAIRED:
        raise UsageError(
            f"{len(chosen.rows):,} actors have too many distances between them, {MOST_PAIRED:,} are the most;"
            " choose louvain, or exclude actors of few statements"
        )
    return profiles_of(chosen).directions()
