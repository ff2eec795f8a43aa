"""Where the nodes of a drawn network are: friends near each other, opponents apart, nobody on top of another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from onrecord.networks.table import Floats

STEPS = 250
PULL_TO_THE_MIDDLE = 0.9
"""In units of the distance that a tie wants."""
REACH = 1.5
"""How far out nodes are at most, in medians of the distances from the middle."""
IN_A_ROW, ROW, MOST_BELOW = 6, 0.07, 0.4
"""Nodes without a tie in a row, the part of the page that a row takes, and that all of them take at most."""
MARGIN, LEAST_INSIDE = 0.05, 0.6
"""What a part leaves free round it, where there are several, and the share of its place that it fills at least."""
PAIR = np.array([[0.2, 0.75], [0.2, 0.25]])
"""One above the other, so that the labels beside them have room."""
PAGE = 1.25
"""How much wider than high the page is."""


def places_of(weights: Floats, *, seed: int = 0) -> Floats:
    """Return x and y of each node, each between 0 and 1, of a symmetric matrix of weights.

    Parts without ties to each other have a place each, the larger the more nodes they have, so that none of them
    presses the others together; nodes without any tie stand in rows below.
    """
    _, parts = connected_components(sparse.csr_array(weights), directed=False)
    sizes = np.bincount(parts)
    order = np.argsort(-sizes, kind="stable")
    together = [np.flatnonzero(parts == part) for part in order.tolist() if sizes[part] > 1]
    alone = np.flatnonzero(sizes[parts] == 1)
    places = np.full((len(weights), 2), 0.5)
    rows = -(-len(alone) // IN_A_ROW)
    floor = min(rows * ROW, MOST_BELOW) if together else 1.0
    for row in range(rows):
        some = alone[row * IN_A_ROW : (row + 1) * IN_A_ROW]
        places[some, 0] = (np.arange(len(some)) + 0.5) / min(len(alone), IN_A_ROW)
        places[some, 1] = floor * (1 - (row + 0.5) / rows) - (ROW / 4 if together else 0)
    if together:
        corners, sides = _packed([len(part) ** 0.5 for part in together])
        for part, corner, side in zip(together, corners, sides, strict=True):
            inside = _forced(weights[part][:, part], seed) if len(part) > 2 else PAIR
            if len(together) > 1:
                inside = 0.5 + (inside - 0.5) * np.maximum(1 - 2 * MARGIN / side, LEAST_INSIDE)
            places[part] = (corner + inside * side) * [1, 1 - floor] + [0, floor]
    return places


def _packed(sides: Sequence[float]) -> tuple[Floats, Floats]:
    """Return the lower left corners and the sides of squares, the largest first, that share the page between 0 and 1.

    They stand in shelves from the top on, in columns one below the other as far as a shelf is high.
    """
    wide = max(sum(sides[:2]), (PAGE * sum(side**2 for side in sides)) ** 0.5)
    top = left = column = used = 0.0
    shelf, corners = sides[0], []
    for side in sides:
        if used + side > shelf + 1e-9:
            left, column, used = left + column, 0.0, 0.0
        if left + side > wide + 1e-9:
            top, shelf, left, used = top + shelf, side, 0.0, 0.0
        corners.append((left, top + used + side))
        column, used = max(column, side), used + side
    each = np.array(sides)[:, None]
    page = (np.array(corners) + np.hstack([each, 0 * each])).max(axis=0)
    return np.array(corners) / page * [1, -1] + [0, 1], each / page


def _forced(weights: Floats, seed: int) -> Floats:
    """Return places by the forces of Fruchterman and Reingold: all push, ties above 0 pull, those below push more."""
    count = len(weights)
    random = np.random.default_rng(seed)
    turn = 2 * np.pi * random.permutation(count) / count
    places = np.column_stack([np.cos(turn), np.sin(turn)]) + random.normal(0, 0.05, (count, 2))
    strength = np.sqrt(np.abs(weights) / (np.abs(weights).max() or 1.0)) * np.sign(weights)
    pull, push = np.maximum(strength, 0), np.maximum(-strength, 0)
    wanted = 1 / np.sqrt(count)
    for step in range(STEPS):
        right, up = (places[:, None, axis] - places[None, :, axis] for axis in (0, 1))
        distance = np.maximum(np.hypot(right, up), 1e-3 * wanted)
        force = wanted**2 * (1 + 2 * push) / distance**2 - 1.6 * pull * distance / wanted
        np.fill_diagonal(force, 0)
        moves = np.column_stack([(right * force).sum(axis=1), (up * force).sum(axis=1)])
        moves -= PULL_TO_THE_MIDDLE * places * wanted**0.5
        lengths = np.maximum(np.sqrt((moves**2).sum(axis=1, keepdims=True)), 1e-9)
        places = places + moves / lengths * np.minimum(lengths, 0.2 * (1 - step / STEPS) ** 1.5)
    return _turned_flat(_without_outliers(places))


def _without_outliers(places: Floats) -> Floats:
    """Return the places with those far out brought nearer, in the same direction, so that the others have room."""
    centred = places - places.mean(axis=0)
    nearer: Floats = centred * _nearer(np.sqrt((centred**2).sum(axis=1, keepdims=True)))
    return nearer


def _nearer(distances: Floats) -> Floats:
    """Return by how much distances are to be multiplied, so that none is more than half as far again as the median."""
    reach = np.maximum(REACH * np.median(distances, axis=0), 1e-9)
    return np.asarray(reach * np.tanh(distances / reach) / np.maximum(distances, 1e-9), np.float64)


def _turned_flat(places: Floats) -> Floats:
    """Return the places with their longest way from left to right, where they go from 0 to 1, round 0.5 in height."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes *= np.where(axes[:, :1] < 0, -1, 1)  # which way round is up to the library otherwise
    turned = centred @ axes.T
    turned *= _nearer(np.abs(turned))
    middle, spread = (turned.max(axis=0) + turned.min(axis=0)) / 2, np.ptp(turned, axis=0)
    wide = max(float(spread[0]), 1e-9)
    high = max(float(spread[1]), wide / 4)  # a row of nodes stays a row
    flat: Floats = 0.5 + (turned - middle) / [wide, high]
    return flat
