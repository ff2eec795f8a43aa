"""Positions: actors x concepts, the actors who stand alike beside each other."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering

from onrecord.ledger.concepts import read_codebook
from onrecord.views.board import Days, most_of, read_board
from onrecord.views.lines import sums_of
from onrecord.views.shown import ShownActor, read_names

ORDERED_BEST = 200
"""Actors up to which the best of all orders that the tree allows is found: it takes 20 ms for so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Statements of an actor on a concept by stance. `actor` and `concept` are places in the matrix's lists."""

    actor: int
    concept: int
    support: int
    oppose: int
    conditional: int
    current: str | None
    """The stance held last: "support", "oppose", "conditional"; None where it cannot be told."""
    confidence: float
    """The mean of the statements' positions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixConcept:
    """A column: a concept with its label."""

    id: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The actors with most positions, at most as many as asked for, and all concepts; both sorted by similarity."""

    actors: tuple[ShownActor, ...]
    concepts: tuple[MatrixConcept, ...]
    cells: tuple[Cell, ...]
    total_actors: int
    first: datetime.date | None
    last: datetime.date | None
    """The first and last day of any position in the ledger, whatever days are asked for."""


def matrix_of(connection: sa.Connection, days: Days, *, most: int = 60) -> Matrix:
    """Return the actors with most positions in these days, and the codebook's concepts."""
    board = read_board(connection)
    wanted = board.within(days)
    counts, total = most_of(board.actor[wanted], board.actors, most)
    names = read_names(connection, counts)
    codebook = read_codebook(connection).concepts
    ids = [one for one in counts if one in names]
    sums = sums_of(board, wanted & board.by(ids) & board.on(codebook))
    sides = np.zeros((len(ids), len(codebook)))
    places = {one: place for place, one in enumerate(ids)}, {one: place for place, one in enumerate(codebook)}
    for one in sums:
        support, oppose, _ = one.counts
        sides[places[0][one.actor], places[1][one.concept]] = (support - oppose) / sum(one.counts)
    order = alike_beside(sides), alike_beside(sides.T)
    placed = tuple({old: new for new, old in enumerate(some)} for some in order)
    first, last = board.first_and_last()
    return Matrix(
        actors=tuple(names[ids[place]] for place in order[0]),
        concepts=tuple(
            MatrixConcept(id=one.id, label=one.label) for one in map(list(codebook.values()).__getitem__, order[1])
        ),
        cells=tuple(
            Cell(
                actor=placed[0][places[0][one.actor]],
                concept=placed[1][places[1][one.concept]],
                support=one.counts[0],
                oppose=one.counts[1],
                conditional=one.counts[2],
                current=one.current,
                confidence=one.confidence,
            )
            for one in sums
        ),
        total_actors=total,
        first=first,
        last=last,
    )


def alike_beside(rows: npt.NDArray[np.float64]) -> list[int]:
    """Return the places of the rows so that those alike are beside each other; rows of nothing come last."""
    filled = [place for place in range(len(rows)) if rows[place].any()]
    rest = [place for place in range(len(rows)) if not rows[place].any()]
    if len(filled) <= 2:
        return filled + rest
    tree = linkage(rows[filled], "average")
    if len(filled) <= ORDERED_BEST:
        tree = optimal_leaf_ordering(tree, rows[filled])
    order = [filled[place] for place in leaves_list(tree)]
    return (order if order.index(filled[0]) < len(order) / 2 else order[::-1]) + rest
