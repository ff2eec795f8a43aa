"""The stance behind statements that show it only as well as a coder reads: a hidden Markov model in continuous time.

The stance held changes now and then, and each statement is a noisy sign of it: a multi-state Markov model with
misclassification (Jackson, Sharples, Thompson, Duffy and Couto 2003, The Statistician 52:193-209; with equal steps the
switching model of Hamilton 1989, Econometrica 57:357-384). The most likely way through the stances (Viterbi) cuts a
line of statements into stretches, the forward and backward sums say how sure each is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from onrecord.model import Stance

DAYS_A_STANCE = 90
"""How long an actor keeps a stance on average, before any statement is seen. Chosen, not fitted."""

LONGEST_SILENCE = 45
"""Days after which silence makes a change no likelier: a change needs a sign of its own."""

SLIP = 0.02
"""Share of statements that show another stance than their actor's however sure the coder is: slips, misquotations."""

STANCES = tuple(Stance)
OTHERS = len(STANCES) - 1

Weights = tuple[float, ...]
"""One for each of STANCES."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Places [start, end) of a line through which one stance is held, where that is surest, and how sure there."""

    stance: Stance
    start: int
    end: int
    surest: int
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """The signs of a line of statements in time, how likely the stance stays between two, and what follows each."""

    signs: Sequence[Weights]
    staying: Sequence[float]
    forward: Sequence[Weights]
    backward: Sequence[Weights]

    def probability(self, place: int, stance: Stance) -> float:
        """Return how sure it is that this stance is held there, given all statements."""
        return _product(self.forward[place], self.backward[place])[STANCES.index(stance)]

    def probability_of_both(self, one: Stretch, later: Stretch) -> float:
        """Return how sure it is that the one stance is held at its surest place, and the later one at its own."""
        weights: Weights = tuple(float(stance is one.stance) for stance in STANCES)
        for place in range(one.surest, later.surest):
            weights = _product(_moved(weights, self.staying[place]), self.signs[place + 1])
        then = _product(weights, self.backward[later.surest])
        return one.probability * then[STANCES.index(later.stance)]


def sign(probabilities: Mapping[Stance, float]) -> Weights:
    """Return how likely a statement is as it was coded, for each stance held; no position tells nothing of it."""
    shares = [max(0.0, probabilities.get(stance, 0.0)) for stance in STANCES]
    rest = max(0.0, 1 - sum(shares)) / len(STANCES)
    total = sum(shares) + len(STANCES) * rest
    return tuple((1 - SLIP) * (share + rest) / total + SLIP / len(STANCES) for share in shares)


def line_through(signs: Sequence[Weights], days: Sequence[int]) -> Line:
    """Return the line of these signs, at least one, with so many days between each and the next."""
    staying = [_staying(gap) for gap in days]
    forward, backward = [_scaled(signs[0])], [_scaled([1.0] * len(STANCES))]
    for place, stay in enumerate(staying, start=1):
        forward.append(_product(_moved(forward[-1], stay), signs[place]))
    for place, stay in zip(range(len(staying), 0, -1), reversed(staying), strict=True):
        backward.append(_scaled(_moved(_product(backward[-1], signs[place]), stay)))
    return Line(signs=signs, staying=staying, forward=forward, backward=backward[::-1])


def stretches_of(line: Line) -> list[Stretch]:
    """Return the stretches of the most likely way, in time."""
    held = [STANCES[state] for state in _most_likely(line.signs, line.staying)]
    found: list[Stretch] = []
    for stance, group in groupby(range(len(held)), key=held.__getitem__):
        probabilities = {place: line.probability(place, stance) for place in group}
        surest = max(probabilities, key=probabilities.__getitem__)
        found.append(
            Stretch(
                stance=stance,
                start=min(probabilities),
                end=max(probabilities) + 1,
                surest=surest,
                probability=probabilities[surest],
            )
        )
    return found


def _staying(days: int) -> float:
    """Return how likely the stance after so many days is the one before; to each other stance it goes alike."""
    rate = (1 + 1 / OTHERS) / DAYS_A_STANCE
    return (1 + OTHERS * math.exp(-rate * min(days, LONGEST_SILENCE))) / len(STANCES)


def _most_likely(signs: Sequence[Weights], staying: Sequence[float]) -> list[int]:
    """Return the most likely stance at each place (Viterbi); where all is alike it stays."""
    states = range(len(STANCES))
    weights = signs[0]
    came_from: list[list[int]] = []
    for shown, stay in zip(signs[1:], staying, strict=True):
        go = (1 - stay) / OTHERS
        best = max(states, key=weights.__getitem__)
        origins = [best if go * weights[best] > stay * weights[state] else state for state in states]
        steps = [stay if origin == state else go for state, origin in enumerate(origins)]
        weights = _scaled([weights[origins[state]] * steps[state] * shown[state] for state in states])
        came_from.append(origins)
    held = [max(states, key=weights.__getitem__)]
    for origins in reversed(came_from):
        held.append(origins[held[-1]])
    return held[::-1]


def _moved(weights: Weights, stay: float) -> Weights:
    go = (1 - stay) / OTHERS
    total = sum(weights)
    return tuple(stay * weight + go * (total - weight) for weight in weights)


def _product(one: Weights, other: Weights) -> Weights:
    return _scaled([a * b for a, b in zip(one, other, strict=True)])


def _scaled(weights: Sequence[float]) -> Weights:
    total = sum(weights)
    return tuple(weight / total for weight in weights)
