"""The best division of actors into two sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import sparse
from scipy.sparse.linalg import LinearOperator, eigsh

from onrecord.networks.structure.agreements import Signed, strengths
from onrecord.networks.structure.modularity import ordered_groups
from onrecord.networks.table import Floats, Integers

STARTS = 3
"""Random starts beside the spectral one."""
PATIENCE = 100
"""Moves in a row without a better division before a pass ends."""
DENSE = 100
"""Actors up to whom all eigenvectors are found at once."""
SMALL = 1e-12
"""A gain, as a share of all ties, that is none."""


@dataclass(frozen=True, slots=True)
class _Part:
    """Ties with their strengths, these over the root of their sum: what is expected of two is the product of both."""

    ties: sparse.csr_array
    expected: Floats
    sign: float

    def times(self, sides: Floats) -> Floats:
        """Return the modularity matrix of this part times a vector, without holding the matrix."""
        result: Floats = self.sign * (self.ties @ sides - self.expected * (self.expected @ sides))
        return result


def best_sides(ties: Signed, *, seed: int = 0) -> Integers:
    """Return the side, 0 or 1, of each actor in the division into two with the highest signed modularity found.

    The signs of the leading eigenvector of the modularity matrix, and some random divisions, are improved by passes
    that move each actor once, best first, and keep the best division passed: Newman, Modularity and community structure
    in networks, PNAS 103 (2006) 8577. All on one side (0) is kept where no division is better.
    """
    size = ties.positive.shape[0]
    best, most = np.zeros(size, np.int64), SMALL * ties.weight
    if size < 2 or not ties.weight:
        return best
    parts = [_part(part, sign) for part, sign in ((ties.positive, 1.0), (ties.negative, -1.0)) if part.nnz]
    random = np.random.default_rng(seed)
    for start in (_spectral(parts, size, random), *random.choice([-1.0, 1.0], (STARTS, size))):
        sides = _improved(parts, start, SMALL * ties.weight)
        modularity = float(sides @ _times(parts, sides))
        if modularity > most * (1 + SMALL):
            best, most = (sides > 0).astype(np.int64), modularity
    return ordered_groups(best)


def _part(ties: sparse.csr_array, sign: float) -> _Part:
    strength = strengths(ties)
    return _Part(ties, strength / np.sqrt(strength.sum()), sign)


def _times(parts: list[_Part], sides: Floats) -> Floats:
    return sum((part.times(sides) for part in parts), np.zeros(len(sides)))


def _spectral(parts: list[_Part], size: int, random: np.random.Generator) -> Floats:
    start = random.standard_normal(size)
    if size <= DENSE:
        vector = np.linalg.eigh(np.array([_times(parts, each) for each in np.eye(size)]))[1][:, -1]
    elif np.abs(_times(parts, start)).max() < SMALL:
        vector = start  # no division is better than another, and there is no direction to find
    else:
        matrix = LinearOperator((size, size), matvec=lambda each: _times(parts, each.reshape(-1)), dtype=np.float64)
        # A division needs no more than two digits of the vector; iterating on is what takes the time.
        vector = eigsh(matrix, k=1, which="LA", v0=start, tol=1e-2, maxiter=50 * size)[1][:, 0]
    return np.where(vector > 0, 1.0, -1.0)


def _improved(parts: list[_Part], sides: Floats, least: float) -> Floats:
    while True:
        moved = _moves(parts, sides, least)
        if not moved:
            return sides
        sides = sides.copy()
        sides[moved] *= -1


def _moves(parts: list[_Part], sides: Floats, least: float) -> list[int]:
    """Return the actors of one pass whose moves together gain most, none where no number of moves gains."""
    own = -sum((part.sign * part.expected**2 for part in parts), np.zeros(len(sides)))
    pull = _times(parts, sides)
    now = sides.copy()
    free = np.zeros(len(sides))
    moves: list[int] = []
    gain = most = 0.0
    kept = 0
    while len(moves) < len(sides) and len(moves) - kept < PATIENCE:
        gains = 4 * (own - now * pull) + free
        moved = int(gains.argmax())
        gain += float(gains[moved])
        for part in parts:
            first, last = part.ties.indptr[moved : moved + 2].tolist()
            change = 2 * now[moved] * part.sign
            pull[part.ties.indices[first:last]] -= change * part.ties.data[first:last]
            pull += (change * part.expected[moved]) * part.expected
        now[moved] *= -1
        free[moved] = -np.inf
        moves.append(moved)
        if gain > most + least:
            most, kept = gain, len(moves)
    return moves[:kept]
