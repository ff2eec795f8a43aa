"""What characterises a community: the positions that its members take more often than everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import sparse
from scipy.stats import false_discovery_control, hypergeom

from onrecord.errors import UsageError
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import chosen_of
from onrecord.networks.structure.communities import Communities
from onrecord.networks.structure.profiles import profiles_of, shares_above
from onrecord.networks.table import Floats, Integers, Table


class Side(StrEnum):
    """Whether a concept is supported or opposed."""

    SUPPORT = "support"
    OPPOSE = "oppose"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """A position of a community: how many of its `size` actors take it, and how many of the `others` outside.

    `p` is Fisher's exact test that so many of the members take it by chance, `q` the same corrected for the number of
    positions looked at (Benjamini and Hochberg). As communities are made of the positions they are then described by,
    both order and bound the description; they are no proof that there is a community. `statements` are typical ones.
    """

    community: int
    concept: str
    side: Side
    members: int
    size: int
    elsewhere: int
    others: int
    p: float
    q: float
    statements: tuple[str, ...]

    @property
    def difference(self) -> float:
        """The share of members who take the position less that of everybody else, from -1 to 1."""
        return self.members / self.size - (self.elsewhere / self.others if self.others else 0.0)


def traits(table: Table, settings: NetworkSettings, found: Communities, *, typical: int = 3) -> tuple[Trait, ...]:
    """Return what members take more often than others, by community and from what tells them apart most on.

    An actor supports a concept who supports it more often than not; one who never speaks of it takes no side. It is
    actors that are counted, not statements: those of one actor are no independent evidence. Typical statements are
    those of which coders are most sure, of as many members as there are, the earliest first.
    """
    chosen = chosen_of(table, settings)
    if chosen.rows != found.actors:
        raise UsageError("the communities are of other actors than the table; find them with the same settings")
    if not found.count:
        return ()
    sides = _sides(chosen)
    rows = list(_counted(found, sides))
    if not rows:
        return ()
    tests = np.array([hypergeom.sf(inside - 1, len(found.actors), every, size) for _, _, inside, every, size in rows])
    corrected = false_discovery_control(np.minimum(tests, 1.0))
    described = [
        Trait(
            community=group,
            concept=chosen.columns[column // 2],
            side=(Side.SUPPORT, Side.OPPOSE)[column % 2],
            members=inside,
            size=size,
            elsewhere=every - inside,
            others=len(found.actors) - size,
            p=float(test),
            q=float(correction),
            statements=_typical(chosen, found.groups == group, column, typical),
        )
        for (group, column, inside, every, size), test, correction in zip(rows, tests, corrected, strict=True)
    ]
    return tuple(sorted(described, key=lambda one: (one.community, one.p, -one.difference, one.concept, one.side)))


def _sides(chosen: Selected) -> sparse.csr_array:
    """Return 1 where an actor supports a concept (even columns) or opposes it (odd ones)."""
    positions = profiles_of(chosen).positions().tocoo()
    columns = positions.col.astype(np.int64) * 2 + (positions.data < 0)
    shape = (len(chosen.rows), 2 * len(chosen.columns))
    return sparse.csr_array((np.ones(positions.nnz), (positions.row, columns)), shape=shape)


def _counted(found: Communities, sides: sparse.csr_array) -> Iterator[tuple[int, int, int, int, int]]:
    """Yield community, position, members who take it, actors who do, and members, where members do more than others."""
    sizes = np.bincount(found.groups)
    of_groups = sparse.csr_array((np.ones(len(found.groups)), (found.groups, np.arange(len(found.groups)))))
    inside = (of_groups @ sides).tocoo()
    every: Integers = np.asarray(sides.sum(axis=0)).reshape(-1).astype(np.int64)
    for group, column, members in zip(inside.row.tolist(), inside.col.tolist(), inside.data.tolist(), strict=True):
        size, others = int(sizes[group]), len(found.groups) - int(sizes[group])
        if others == 0 or members * others > (int(every[column]) - members) * size:
            yield group, column, round(members), int(every[column]), size


def _typical(
    chosen: Selected, members: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], column: int, most: int
) -> tuple[str, ...]:
    above: Floats = shares_above(chosen)
    taken = above > 0.5 if column % 2 == 0 else above < 0.5
    places = np.flatnonzero(members[chosen.row_codes] & (chosen.column_codes == column // 2) & taken)
    surest = places[np.argsort(-chosen.table.weights[places], kind="stable")].tolist()
    turns: dict[int, int] = {}
    order: list[tuple[int, int, str]] = []
    for place in surest:
        actor = int(chosen.row_codes[place])
        turns[actor] = turns.get(actor, 0) + 1
        order.append((turns[actor], len(order), chosen.table.statements[place]))
    return tuple(dict.fromkeys(statement for _, _, statement in sorted(order)))[:most]
