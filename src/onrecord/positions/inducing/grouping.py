"""Statements around the sentences that stand for them: chosen so that few sentences are near to many statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.inducing.pool import Candidate
from onrecord.positions.inducing.space import Floats, roots_of, unit

NEAR = 0.25
"""Cosine from which a sentence stands for a statement, when sentences are chosen."""
JOIN = 0.2
"""Cosine from which a statement joins the group of a chosen sentence in the end."""
ALIKE = 0.5
"""Cosine from which two sentences are not both chosen at first."""
ONE = 0.5
"""Cosine from which two sentences stand for one concept."""
TOGETHER = 0.88
"""Correlation of their nearness to all statements from which they do so as well, whatever their words."""
WORTH = 0.0025
"""Nearness that a further sentence must add for each statement on average."""
FLOOR = 0.15
"""What it must add in all, however few the statements."""
SINGLE = 0.8
"""What a sentence counts whose thing only one or two statements name."""
OWN = 0.4
"""What a sentence loses as a gatherer whose words nobody else uses: a metaphor stands for nothing but itself."""
OWN_NAME = 0.2
"""What it loses as a name, in cosines."""
OFTEN = 0.05
"""What speaks for a name, in cosines, when about three times as many actors propose it or statements name its thing."""
MOST = 60
"""Sentences chosen."""
SAME_WORDS = 0.7
"""Share of the shorter one's words in the other from which two names mean the same."""
ROUNDS = 2
"""Times that the centres are moved to the middle of their statements."""


@dataclass(frozen=True, slots=True)
class Centres:
    """What stands for each group: its candidate by number, and the vector that statements are compared with."""

    candidates: list[int]
    vectors: Floats

    def nearest(self, statements: Floats) -> tuple[NDArray[np.intp], Floats]:
        """Return the group of each statement, -1 for none, and how near it is."""
        nearness = statements @ self.vectors.T
        best = nearness.argmax(axis=1)
        how: Floats = nearness.max(axis=1)
        best[how < JOIN] = -1
        return best, how


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The sentences to choose from: their vectors, how fit each is to gather statements, and to name them."""

    candidates: Sequence[Candidate]
    vectors: Floats
    gathers: Floats
    names: Floats


def choice_of(candidates: Sequence[Candidate], vectors: Floats, shared: Floats) -> Choice:
    """Return the choice among candidates; `shared` is the share of each one's words that others use as well."""
    return Choice(
        candidates=candidates,
        vectors=vectors,
        gathers=np.array([plainness(one) for one in candidates], np.float32) * (1 - OWN + OWN * shared),
        names=np.array([fitness(one) for one in candidates], np.float32) + OWN_NAME * shared,
    )


def centres_of(choice: Choice, statements: Floats, sides: Floats) -> Centres:
    """Return the centres of what is talked about; `sides` tells what each statement counts."""
    excess = statements @ choice.vectors.T - NEAR
    chosen = _chosen(choice, excess, sides, worth=max(FLOOR, WORTH * float(sides.sum())))
    centres = Centres(chosen, choice.vectors[chosen])
    for _ in range(ROUNDS):
        if centres.candidates:
            centres = _moved(centres, choice, statements)
    return centres


def _chosen(choice: Choice, excess: Floats, sides: Floats, *, worth: float) -> list[int]:
    """Return candidates each of which is nearer to many statements than all before it."""
    fit = choice.gathers.copy()
    reached = np.zeros(len(excess), np.float32)
    chosen: list[int] = []
    while len(chosen) < MOST:
        gains = sides @ np.maximum(excess - reached[:, None], 0) * fit
        best = int(gains.argmax())
        if gains[best] < worth:
            break
        chosen.append(best)
        reached = np.maximum(reached, excess[:, best])
        fit[choice.vectors @ choice.vectors[best] >= ALIKE] = 0
    return chosen


def plainness(candidate: Candidate) -> float:
    """Return how fit a sentence is to gather statements, up to 1."""
    return (0.4 + 0.6 * candidate.weight) * (1 if candidate.mentions > 2 else SINGLE)


def _moved(centres: Centres, choice: Choice, statements: Floats) -> Centres:
    """Return the centres moved to the middle of their statements, named anew, those that mean the same only once."""
    groups, _ = centres.nearest(statements)
    sizes = np.bincount(groups[groups >= 0], minlength=len(centres.candidates))
    names: list[int] = []
    moved: list[Floats] = []
    for group in np.argsort(-sizes, kind="stable"):
        if sizes[group] > 1:
            middle = unit(statements[groups == group].mean(axis=0))
            name = int((choice.vectors @ middle + choice.names).argmax())
            names.append(name)
            moved.append(unit(choice.vectors[name] + middle))
    if not names:
        return Centres([], choice.vectors[:0])
    roots = [frozenset(roots_of(choice.candidates[name].sentence)) for name in names]
    kept = list(_distinct(choice.vectors[names], roots, statements @ np.stack(moved).T))
    return Centres([names[one] for one in kept], np.stack([moved[one] for one in kept]))


def fitness(candidate: Candidate) -> float:
    """Return what speaks for a sentence as a name, in cosines: plain, often said, neither short nor long."""
    words = candidate.sentence.count(" ") + 1
    return (
        0.25 * candidate.weight
        + OFTEN * float(np.log(candidate.actors * candidate.mentions))
        - 0.02 * max(0, words - 9)
        - 0.04 * max(0, 7 - words)
    )


def _distinct(names: Floats, roots: Sequence[frozenset[str]], nearness: Floats) -> Iterator[int]:
    """Yield the centres, the largest first, that mean something else than all before them."""
    varied = unit((nearness - nearness.mean(axis=0)).T)
    together = varied @ varied.T
    kept: list[int] = []
    for one in range(len(names)):
        if all(
            names[one] @ names[other] < ONE
            and together[one, other] < TOGETHER
            and _overlap(roots[one], roots[other]) < SAME_WORDS
            for other in kept
        ):
            kept.append(one)
            yield one


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))
