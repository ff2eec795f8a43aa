"""Polarization: how far actors fall into two sides that agree within and disagree between."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import Signed, chosen_of, congruence_and_conflict
from onrecord.networks.structure.bipartition import best_sides
from onrecord.networks.structure.bootstrap import Bootstrap, Interval, bounded, refuse_confidence_twice, repeats_of
from onrecord.networks.structure.modularity import signed_modularity
from onrecord.networks.table import Floats, Integers, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarization:
    """How polarized a debate is, and between whom.

    `index` is twice the signed modularity of congruence (positive ties) and conflict (negative ties) in the best
    division into two sides: 0 where no division is better than none, 1 where all agreement is within two sides of equal
    weight and all disagreement between them. No division into two has more than 1. `sides` is 0 or 1 for each actor.

    Even positions drawn by lot can be divided a little, so `chance` holds the index of debates in which who speaks on
    what, and how often, is as it was, and the positions on each concept are dealt out anew among those who speak on it.
    `beyond_chance` is (index - mean) / (1 - mean): 0 is what chance makes, 1 the most. `p` is the share of such debates
    that are as polarized. A single concept makes an index, but no more than chance does: sides show in several.

    `within` and `between` are the shares of agreement in all that two actors of one side, or of different sides, say of
    the same concepts: not numbers where they say nothing. Each time that statements are drawn again the sides are those
    of these statements, and `interval`, `within_interval` and `between_interval` count that too.
    """

    actors: tuple[str, ...]
    sides: Integers
    index: float
    within: float
    between: float
    chance: Floats
    interval: Interval | None = None
    within_interval: Interval | None = None
    between_interval: Interval | None = None

    @property
    def beyond_chance(self) -> float:
        """How far the index is above what chance makes; not a number where no chance was drawn."""
        mean = float(self.chance.mean()) if len(self.chance) else np.nan
        return (self.index - mean) / (1 - mean) if mean < 1 else np.nan

    @property
    def p(self) -> float:
        """The share of debates by chance, this one among them, that are at least as polarized."""
        if not len(self.chance):
            return np.nan
        return float((1 + np.sum(self.chance >= self.index - 1e-12)) / (1 + len(self.chance)))


def polarization(
    table: Table,
    settings: NetworkSettings,
    *,
    permutations: int = 100,
    bootstrap: Bootstrap | None = None,
    seed: int = 0,
) -> Polarization:
    """Return the polarization of a table, beside debates by chance, with an interval where a bootstrap is given.

    Without two actors who speak on the same concept the index is 0, and all are on one side.
    """
    if permutations < 0:
        raise UsageError(f"permutations is {permutations}; give 0 or more")
    refuse_confidence_twice(settings, bootstrap)
    chosen = chosen_of(table, settings)
    ties = congruence_and_conflict(chosen, settings)
    sides = best_sides(ties, seed=seed)
    index = _index(ties, sides)
    random = np.random.default_rng(seed)
    chance = [_best_index(dealt_anew(chosen, random), settings, seed) for _ in range(permutations)]
    within, between = _agreement(ties, sides)
    intervals = (
        [None] * 3 if bootstrap is None else _intervals(chosen, settings, bootstrap, (index, within, between), seed)
    )
    return Polarization(
        actors=chosen.rows,
        sides=sides,
        index=index,
        within=within,
        between=between,
        chance=np.array(chance, np.float64),
        interval=intervals[0],
        within_interval=intervals[1],
        between_interval=intervals[2],
    )


def dealt_anew(chosen: Selected, random: np.random.Generator) -> Selected:
    """Return the rows with the positions on each concept dealt out among the actors who speak on it.

    All that one actor says of a concept goes to one other, and counts as much as what that one said of it.
    """
    height = max(len(chosen.rows), 1)
    keys, cells = np.unique(chosen.column_codes * height + chosen.row_codes, return_inverse=True)
    said = np.bincount(cells, weights=chosen.counts, minlength=len(keys))
    receivers = np.lexsort((random.random(len(keys)), keys // height))
    shares = np.divide(said[receivers], said, out=np.zeros(len(keys)), where=said > 0)
    return replace(chosen, row_codes=(keys % height)[receivers][cells], counts=chosen.counts * shares[cells])


def _best_index(chosen: Selected, settings: NetworkSettings, seed: int) -> float:
    ties = congruence_and_conflict(chosen, settings)
    return _index(ties, best_sides(ties, seed=seed))


def _index(ties: Signed, sides: Integers) -> float:
    return min(max(2 * signed_modularity(ties, sides), 0.0), 1.0)


def _intervals(
    chosen: Selected, settings: NetworkSettings, bootstrap: Bootstrap, found: tuple[float, float, float], seed: int
) -> list[Interval | None]:
    """Return the intervals of the index and of agreement within and between sides."""
    repeats = []
    for each in repeats_of(chosen, bootstrap):
        ties = congruence_and_conflict(each, settings)
        sides = best_sides(ties, seed=seed)
        repeats.append((_index(ties, sides), *_agreement(ties, sides)))
    every = bounded(np.array(found), np.array(repeats, np.float64), bootstrap.level)
    return [every.at(place) for place in range(3)]


def _agreement(ties: Signed, sides: Integers) -> tuple[float, float]:
    inside = []
    for part in (ties.positive, ties.negative):
        same = np.repeat(sides, np.diff(part.indptr)) == sides[part.indices]
        inside.append((float(part.data[same].sum()), float(part.data[~same].sum())))
    (agreed_within, agreed_between), (opposed_within, opposed_between) = inside
    return _share(agreed_within, opposed_within), _share(agreed_between, opposed_between)


def _share(part: float, rest: float) -> float:
    return part / (part + rest) if part + rest else np.nan
