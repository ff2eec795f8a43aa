"""How stable communities are: what becomes of them when statements are drawn again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import chosen_of
from onrecord.networks.structure.bootstrap import Bootstrap, Interval, bounded, refuse_confidence_twice, repeats_of
from onrecord.networks.structure.communities import MOST_PAIRED, Clustering, Communities, communities_among
from onrecord.networks.table import Floats, Integers, Table

ABSENT = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Stability:
    """Communities, and the group of each actor in each repeat (a row a repeat; -1 where he says nothing in it).

    `of_actors` is how much of an actor's company stays, on average over the repeats he is in: of those who are with him
    in the communities or in the repeat, the share who are in both (1 always the same, 0 never one of them).
    `of_groups` is the mean similarity of a community to the one most similar to it in each repeat (Jaccard): Hennig,
    Cluster-wise assessment of cluster stability, Computational Statistics and Data Analysis 52 (2007) 258, who takes
    communities of 0.75 and more for stable, and those below 0.5 for none. Not a number where nobody was in any repeat.
    `modularity` is that of the communities, with its interval.
    """

    communities: Communities
    memberships: Integers
    of_actors: Floats
    of_groups: Floats
    modularity: Interval

    def together(self) -> Floats:
        """Return how often each two actors are in one community, of the repeats that both are in (actors x actors)."""
        size = self.memberships.shape[1]
        if size > MOST_PAIRED:
            raise UsageError(
                f"{size:,} actors have too many pairs, {MOST_PAIRED:,} are the most; use `of_actors` and `of_groups`"
            )
        both, same = np.zeros((size, size)), np.zeros((size, size))
        for groups in self.memberships:
            here = (groups != ABSENT).astype(np.float64)
            both += np.outer(here, here)
            same += (groups[:, None] == groups) * here
        return np.divide(same, both, out=np.full_like(same, np.nan), where=both > 0)


def stability(
    table: Table,
    settings: NetworkSettings,
    clustering: Clustering | None = None,
    bootstrap: Bootstrap | None = None,
) -> Stability:
    """Return the communities of a table with their stability when its statements are drawn again."""
    clustering, bootstrap = clustering or Clustering(), bootstrap or Bootstrap(draws=100)
    refuse_confidence_twice(settings, bootstrap)
    chosen = chosen_of(table, settings)
    found = communities_among(chosen, settings, clustering)
    repeats = [_repeated(each, settings, clustering) for each in repeats_of(chosen, bootstrap)]
    memberships = np.array([groups for groups, _ in repeats], np.int64).reshape(len(repeats), len(found.actors))
    compared = [company(found.groups, each) for each in memberships]
    return Stability(
        communities=found,
        memberships=memberships,
        of_actors=_means_of(np.array([actors for actors, _ in compared])),
        of_groups=_means_of(np.array([groups for _, groups in compared])),
        modularity=bounded(
            np.array(found.modularity), np.array([value for _, value in repeats], np.float64), bootstrap.level
        ),
    )


def _repeated(chosen: Selected, settings: NetworkSettings, clustering: Clustering) -> tuple[Integers, float]:
    """Return the group of each actor in a repeat, and its modularity; actors who are not in it are left out."""
    said = chosen.counts > 0
    part = chosen.among(said).relabelled()
    here = np.unique(chosen.row_codes[said])
    groups = np.full(len(chosen.rows), ABSENT, np.int64)
    communities = communities_among(part, settings, _possible(clustering, len(here)))
    groups[here] = communities.groups
    return groups, communities.modularity


def _possible(clustering: Clustering, actors: int) -> Clustering:
    """Return the clustering with no more groups than a repeat has actors."""
    if clustering.groups is None or clustering.groups <= actors:
        return clustering
    return Clustering(method=clustering.method, groups=max(actors, 1), most=clustering.most, seed=clustering.seed)


def company(found: Integers, repeat: Integers) -> tuple[Floats, Floats]:
    """Return the similarity of each member's company, and of each group, then and in a repeat."""
    here = np.flatnonzero(repeat != ABSENT)
    count = int(found.max(initial=-1)) + 1
    of_actors, of_groups = np.full(len(repeat), np.nan), np.full(count, np.nan)
    if not len(here):
        return of_actors, of_groups
    was, now = found[here], repeat[here]
    shared = sparse.coo_array((np.ones(len(here)), (was, now)), shape=(count, int(now.max()) + 1)).tocsr()
    before, after = np.bincount(was, minlength=count), np.bincount(now)
    both = np.asarray(shared[was, now], np.float64).reshape(-1)
    either = before[was] + after[now] - both
    # Without himself: one who was and is alone kept his company.
    of_actors[here] = np.where(either > 1, (both - 1) / np.maximum(either - 1, 1), 1.0)
    cells = shared.tocoo()
    similar = cells.data / (before[cells.row] + after[cells.col] - cells.data)
    of_groups[before > 0] = 0.0
    np.maximum.at(of_groups, cells.row, similar)
    return of_actors, of_groups


def _means_of(values: Floats) -> Floats:
    counted = np.isfinite(values).sum(axis=0)
    sums = np.nansum(values, axis=0)
    return np.asarray(np.divide(sums, counted, out=np.full_like(sums, np.nan), where=counted > 0), np.float64)
