"""Ideal points: where actors stand on one or two scales that explain what they support and oppose."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, logsumexp
from scipy.stats import norm

from onrecord.errors import UsageError
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import chosen_of
from onrecord.networks.structure.answers import Answers, Scale, answers_of
from onrecord.networks.table import Floats, Table

SLOPE_SPREAD, CUT_SPREAD, GAP_SPREAD = 2.0, 3.0, 1.0
"""Standard deviations of the priors: of slopes, of first cuts, and of the logarithm of the gap between two cuts."""
NODES = {1: (5.0, 61), 2: (4.5, 25)}
"""By dimensions: how far out and in how many steps a dimension is summed over."""
LEAST = 1e-12


@dataclass(frozen=True, slots=True, kw_only=True)
class Scaling:
    """How actors are scaled; `right` is an actor whose point is to be positive on the first scale."""

    dimensions: int = 1
    scale: Scale = Scale.BINARY
    threshold: float = 0.0
    least_actors: int = 2
    level: float = 0.95
    right: str | None = None

    def __post_init__(self) -> None:
        if self.dimensions not in NODES:
            raise UsageError(f"dimensions is {self.dimensions}; give 1 or 2")
        if not 0 <= self.threshold <= 1:
            raise UsageError(f"threshold is {self.threshold}; give a share from 0 to 1")
        if not 0 < self.level < 1:
            raise UsageError(f"level is {self.level}; give a share between 0 and 1, such as 0.95")


@dataclass(frozen=True, slots=True, kw_only=True)
class IdealPoints:
    """Points of actors and slopes of concepts (x dimensions) with intervals.

    `answers` counts the concepts that each actor took a side on.

    An actor at a point answers a concept at most with category k with probability logistic(cut k - slopes * point):
    a concept of a slope near 0 divides nobody, one of a high positive slope is supported by those on the right.
    """

    actors: tuple[str, ...]
    points: Floats
    low: Floats
    high: Floats
    error: Floats
    answers: Floats
    concepts: tuple[str, ...]
    slopes: Floats
    slope_low: Floats
    slope_high: Floats
    cuts: Floats


@dataclass(frozen=True, slots=True)
class _Items:
    """Slopes (concepts x dimensions) and cuts (concepts x categories - 1), the gaps between cuts as logarithms."""

    slopes: Floats
    raw: Floats

    @property
    def cuts(self) -> Floats:
        return np.cumsum(np.concatenate([self.raw[:, :1], np.exp(self.raw[:, 1:])], axis=1), axis=1)

    @property
    def vector(self) -> Floats:
        return np.concatenate([self.slopes, self.raw], axis=1).reshape(-1)


def ideal_points(table: Table, settings: NetworkSettings, scaling: Scaling | None = None) -> IdealPoints:
    """Return the ideal points of actors: an item-response model, in which concepts are items and actors answer them.

    Samejima's graded response model, with two categories Birnbaum's two-parameter one. Points are N(0, 1). Slopes and
    cuts are those of the highest marginal posterior (Bock and Aitkin, Psychometrika 46 (1981) 443, with weak priors,
    which hold a concept that divides perfectly), points the means of theirs. Their errors join the spread of the
    posterior and what slopes and cuts are unsure of, by the information of their scores. Scales turn so that the first
    explains most, and so that who supports the concept of the steepest slope on it lies to the right, or the actor
    named `right` does.

    With 60 simulated actors who answer two thirds of 40 concepts, points correlate 0.91 to 0.95 with the true ones, and
    0.93 to 0.96 where the true slopes and cuts are known.

    Refused where too little is said: fewer than two actors, or no more concepts than dimensions on which actors differ.
    """
    scaling = scaling or Scaling()
    chosen = chosen_of(table, settings)
    answers = answers_of(chosen, scaling.scale, threshold=scaling.threshold, least_actors=scaling.least_actors)
    if len(answers.actors) < 2 or len(answers.concepts) <= scaling.dimensions:
        raise UsageError(
            f"{len(answers.actors)} actors differ on {len(answers.concepts)} concepts, too few for {scaling.dimensions}"
            " dimensions; widen the dates or the exclusions, or lower `least_actors`"
        )
    if scaling.right is not None and scaling.right not in answers.actors:
        raise UsageError(f"{scaling.right!r} takes no side on anything that is scaled; name another actor")
    return _scaled(answers, scaling)


def _scaled(answers: Answers, scaling: Scaling) -> IdealPoints:
    nodes, weights = _nodes(scaling.dimensions)
    items = _fitted(answers, nodes, weights)
    posterior, _ = _posterior(answers, items, nodes, weights)
    points = posterior @ nodes
    spread = np.einsum("iq,qd,qe->ide", posterior, nodes, nodes) - np.einsum("id,ie->ide", points, points)
    moves, unsure = _from_items(answers, items, nodes, posterior, points)
    spread += moves @ unsure @ moves.transpose(0, 2, 1)
    turn = _turn(items.slopes, points, None if scaling.right is None else answers.actors.index(scaling.right))
    points, slopes = points @ turn, items.slopes @ turn
    error = np.sqrt(np.einsum("dk,ide,ek->ik", turn, spread, turn))
    errors = norm.ppf((1 + scaling.level) / 2)
    reach, slope_reach = errors * error, errors * _slope_error(items, unsure, turn)
    return IdealPoints(
        actors=answers.actors,
        points=points,
        low=points - reach,
        high=points + reach,
        error=error,
        answers=np.asarray(sum(each.sum(axis=1) for each in answers.categories), np.float64).reshape(-1),
        concepts=answers.concepts,
        slopes=slopes,
        slope_low=slopes - slope_reach,
        slope_high=slopes + slope_reach,
        cuts=items.cuts,
    )


def _slope_error(items: _Items, unsure: Floats, turn: Floats) -> Floats:
    """Return the standard error of each slope on the turned scales."""
    many, dimensions = items.slopes.shape
    size = len(unsure) // many
    places = np.arange(many)
    each = unsure.reshape(many, size, many, size)[places, :dimensions, places, :dimensions]
    return np.asarray(np.sqrt(np.einsum("dk,jde,ek->jk", turn, each, turn)), np.float64)


def _nodes(dimensions: int) -> tuple[Floats, Floats]:
    reach, steps = NODES[dimensions]
    line = np.linspace(-reach, reach, steps)
    nodes = np.stack([each.reshape(-1) for each in np.meshgrid(*[line] * dimensions, indexing="ij")], axis=1)
    weights = norm.pdf(nodes).prod(axis=1)
    return nodes, weights / weights.sum()


def _fitted(answers: Answers, nodes: Floats, weights: Floats) -> _Items:
    begin = _begin(answers, nodes.shape[1])
    shape = (len(answers.concepts), nodes.shape[1] + begin.raw.shape[1])

    def loss(vector: Floats) -> tuple[float, Floats]:
        items = _items(vector.reshape(shape), nodes.shape[1])
        posterior, likelihood = _posterior(answers, items, nodes, weights)
        gradient = _gradient(answers, items, nodes, posterior)
        precision = _precision(items)
        return float((vector**2 @ precision) / 2 - likelihood), vector * precision - gradient

    found = minimize(loss, begin.vector, jac=True, method="L-BFGS-B", options={"maxiter": 1000})
    return _items(np.asarray(found.x, np.float64).reshape(shape), nodes.shape[1])


def _items(parameters: Floats, dimensions: int) -> _Items:
    return _Items(parameters[:, :dimensions], parameters[:, dimensions:])


def _precision(items: _Items) -> Floats:
    spreads = [SLOPE_SPREAD] * items.slopes.shape[1] + [CUT_SPREAD] + [GAP_SPREAD] * (items.raw.shape[1] - 1)
    return np.tile(1 / np.square(spreads), len(items.slopes))


def _begin(answers: Answers, dimensions: int) -> _Items:
    """Return slopes by the leading directions of the answers; at slopes of 0 the search would never set out."""
    last = len(answers.categories) - 1
    dense = np.array([each.toarray() for each in answers.categories])
    given = dense.sum(axis=0)
    levels = np.einsum("cim,c->im", dense, np.linspace(-1, 1, last + 1))
    means = levels.sum(axis=0) / given.sum(axis=0)
    centred = np.where(given > 0, levels - means, 0.0)
    vectors = np.linalg.eigh(centred.T @ centred)[1][:, ::-1][:, :dimensions]
    raw = np.zeros((len(means), last))
    raw[:, 0] = -means - (last - 1) / 2
    return _Items(vectors * np.sqrt(len(means)), raw)


def _posterior(answers: Answers, items: _Items, nodes: Floats, weights: Floats) -> tuple[Floats, float]:
    """Return the probability of each node for each actor, and the logarithm of the likelihood."""
    chances = np.log(_chances(items, nodes))
    joint = sum(each @ chance for each, chance in zip(answers.categories, chances, strict=True)) + np.log(weights)
    each = logsumexp(joint, axis=1, keepdims=True)
    return np.exp(joint - each), float(each.sum())


def _chances(items: _Items, nodes: Floats) -> Floats:
    """Return the probability of each category (categories x concepts x nodes)."""
    return np.maximum(np.diff(_below(items, nodes), axis=0), LEAST)


def _below(items: _Items, nodes: Floats) -> Floats:
    """Return the probability of a category below each of the cuts, with the ends 0 and 1."""
    inner = expit(items.cuts.T[:, :, None] - items.slopes @ nodes.T)
    ends = np.zeros((1, *inner.shape[1:]))
    return np.concatenate([ends, inner, ends + 1])


def _of_cuts(items: _Items, nodes: Floats) -> Floats:
    """Return how the log probability grows with each cut (cuts x categories x concepts x nodes)."""
    below = _below(items, nodes)
    steep = (below * (1 - below))[1:-1]
    chances = _chances(items, nodes)
    scores = np.zeros((len(steep), *chances.shape))
    for cut, each in enumerate(steep):
        scores[cut, cut] = each / chances[cut]
        scores[cut, cut + 1] = -each / chances[cut + 1]
    return scores


def _of_raw(of_cuts: Floats, items: _Items) -> Floats:
    """Return slopes by cuts (cuts x ... x concepts x nodes) as those by gaps, which move all cuts after them."""
    scales = np.exp(items.raw.T)
    scales[0] = 1.0
    after = np.flip(np.cumsum(np.flip(of_cuts, 0), axis=0), 0)
    between = [1] * (after.ndim - 3)
    return np.asarray(after * scales.reshape(len(scales), *between, -1, 1), np.float64)


def _scores(items: _Items, nodes: Floats) -> Floats:
    """Return the slope of the log probability (parameters of a concept x categories x concepts x nodes)."""
    of_cuts = _of_cuts(items, nodes)
    of_slopes = -of_cuts.sum(axis=0) * nodes.T[:, None, None, :]
    return np.concatenate([of_slopes, _of_raw(of_cuts, items)])


def _gradient(answers: Answers, items: _Items, nodes: Floats, posterior: Floats) -> Floats:
    expected = np.array([each.T @ posterior for each in answers.categories])
    of_cuts = (expected * _of_cuts(items, nodes)).sum(axis=1)
    of_slopes = -of_cuts.sum(axis=0) @ nodes
    of_raw = _of_raw(of_cuts, items).sum(axis=2)
    return np.concatenate([of_slopes, of_raw.T], axis=1).reshape(-1)


def _by_actor(answers: Answers, scores: Floats, weights: Floats) -> Floats:
    """Return the sum of scores over nodes by each actor's weights, of the answers he gave (actors x parameters)."""
    columns = []
    for one in scores:
        parts = [each.multiply(weights @ score.T) for each, score in zip(answers.categories, one, strict=True)]
        columns.append(np.array([part.toarray() for part in parts], np.float64).sum(axis=0))
    every: Floats = np.stack(columns, axis=2).reshape(len(weights), -1)
    return every


def _from_items(
    answers: Answers, items: _Items, nodes: Floats, posterior: Floats, points: Floats
) -> tuple[Floats, Floats]:
    """Return how points move with slopes and cuts (actors x dimensions x parameters), and the spread of these."""
    scores = _scores(items, nodes)
    mine = _by_actor(answers, scores, posterior)
    information = mine.T @ mine + np.diag(_precision(items))
    # The posterior mean moves with a parameter by the covariance of point and score.
    moves = np.stack(
        [
            _by_actor(answers, scores, posterior * (nodes[:, place] - points[:, [place]]))
            for place in range(nodes.shape[1])
        ],
        axis=1,
    )
    if nodes.shape[1] == 1:
        return moves, np.asarray(np.linalg.inv(information), np.float64)
    free = _without_turning(items)
    return moves, np.asarray(free @ np.linalg.inv(free.T @ information @ free) @ free.T, np.float64)


def _without_turning(items: _Items) -> Floats:
    """Return a basis of all changes but the one that turns both scales together, which `_turn` settles."""
    turned = _Items(items.slopes[:, ::-1] * [-1.0, 1.0], np.zeros_like(items.raw)).vector
    return np.asarray(np.linalg.svd(turned[None])[2][1:].T, np.float64)


def _turn(slopes: Floats, points: Floats, right: int | None) -> Floats:
    """Return the rotation to the principal axes of the slopes, with the signs fixed."""
    turn = np.linalg.svd(slopes, full_matrices=False)[2].T
    turned = slopes @ turn
    signs = np.sign(turned[np.abs(turned).argmax(axis=0), np.arange(turned.shape[1])])
    if right is not None:
        signs[0] = np.sign(points[right] @ turn[:, 0])
    return np.asarray(turn * np.where(signs == 0, 1.0, signs), np.float64)
