"""What each actor supports and opposes, and how far apart two actors are by it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.agreement import is_ordered
from onrecord.networks.selecting import Selected
from onrecord.networks.table import Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Profiles:
    """How much each actor supports and opposes each concept, as counts of statements (actors x concepts).

    A statement half way between the extremes of the qualifier ("conditional") counts half on each side.
    """

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    support: sparse.csr_array
    opposition: sparse.csr_array

    def positions(self) -> sparse.csr_array:
        """Return the mean position from -1 (opposes) to 1, only where it is not 0."""
        said = sparse.csr_array(self.support + self.opposition)
        net = sparse.csr_array(self.support - self.opposition)
        said.data = 1 / said.data
        positions = sparse.csr_array(net.multiply(said))
        positions.eliminate_zeros()
        return positions

    def directions(self) -> Floats:
        """Return each actor's positions as a vector of length 1 (0 where there is none), dense.

        The distance between two is 0 for actors of the same positions, sqrt(2) for those who share no concept, and 2
        for opponents in everything. It is Euclidean, which Ward's method asks for; how often an actor repeats a
        position does not matter.
        """
        dense: Floats = self.positions().toarray()
        lengths = np.linalg.norm(dense, axis=1, keepdims=True)
        return np.asarray(np.divide(dense, lengths, out=np.zeros_like(dense), where=lengths > 0), np.float64)


def profiles_of(chosen: Selected) -> Profiles:
    """Return the profiles of selected rows; a qualifier whose values have no order is refused."""
    if chosen.qualifier is None or not is_ordered(chosen.qualifier):
        raise UsageError("positions need a qualifier whose values have an order, such as stance; name one")
    above = shares_above(chosen)
    return Profiles(
        actors=chosen.rows,
        concepts=chosen.columns,
        support=_summed(chosen, chosen.counts * above),
        opposition=_summed(chosen, chosen.counts * (1 - above)),
    )


def shares_above(chosen: Selected) -> Floats:
    """Return how far up between the lowest and the highest level of the qualifier each row is, from 0 to 1."""
    assert chosen.qualifier is not None
    levels: Floats = np.array(chosen.qualifier.levels, np.float64)
    if len(levels) < 2:
        raise UsageError("the qualifier has one level only, so nobody can disagree; choose another one")
    return np.asarray((levels[chosen.qualifier.codes] - levels[0]) / (levels[-1] - levels[0]), np.float64)


def _summed(chosen: Selected, amounts: Floats) -> sparse.csr_array:
    shape = (len(chosen.rows), len(chosen.columns))
    cells = sparse.coo_array((amounts, (chosen.row_codes, chosen.column_codes)), shape=shape).tocsr()
    cells.eliminate_zeros()
    return sparse.csr_array(cells)
