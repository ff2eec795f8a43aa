"""Where the nodes of a drawn network are: friends near each other, opponents apart, nobody on top of another."""

from __future__ import annotations

import numpy as np

from onrecord.networks.table import Floats

STEPS = 250
PULL_TO_THE_MIDDLE = 0.9
"""In units of the distance that a tie wants; keeps parts without ties to each other on one page."""


def places_of(weights: Floats, *, seed: int = 0) -> Floats:
    """Return x and y of each node, each between 0 and 1, of a symmetric matrix of weights.

    Forces as in Fruchterman and Reingold: all push each other off, ties above 0 pull, ties below 0 push off more.
    """
    count = len(weights)
    if count < 2:
        return np.full((count, 2), 0.5)
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
    distances = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    reach = 1.5 * float(np.median(distances)) or 1.0
    nearer: Floats = centred * reach * np.tanh(distances / reach) / np.maximum(distances, 1e-9)
    return nearer


def _turned_flat(places: Floats) -> Floats:
    """Return the places with their longest way from left to right, where they go from 0 to 1, round 0.5 in height."""
    centred = places - places.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    axes *= np.where(axes[:, :1] < 0, -1, 1)  # which way round is up to the library otherwise
    turned = centred @ axes.T
    middle, spread = (turned.max(axis=0) + turned.min(axis=0)) / 2, np.ptp(turned, axis=0)
    wide = max(float(spread[0]), 1e-9)
    high = max(float(spread[1]), wide / 2)  # a row of nodes stays a row
    flat: Floats = 0.5 + (turned - middle) / [wide, high]
    return flat
