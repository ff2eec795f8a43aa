"""Fitting the trained coder to what people decided: a few weights beside the shipped ones, which stay as they are.

The shipped network's scores of a pair are a linear function of its features. Learnt is what is added to the scores: a
matrix on the features, and a constant for each concept and stance, by multinomial logistic regression with a penalty on
both, so that few decisions change little. The shipped scores go in as they are, as an offset.

People decide what was found or missed, and seldom what was rightly not found: by itself that would teach the coder to
find more and more. So the other candidates of a decided statement are kept as likely as the shipped coder has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from onrecord.model import Concept, Stance
from onrecord.positions.coder import Coder, Judgement, Said
from onrecord.positions.trained.coder import (
    PositionCoder,
    candidate,
    codebook_of,
    heard,
    probabilities_of,
    recalled,
)
from onrecord.positions.trained.gate import logits_of
from onrecord.positions.trained.learnt import CLASSES, Example, Learnt
from onrecord.positions.trained.loading import MODEL, Model, coder_name, load_model
from onrecord.positions.trained.reading import WIDE, Floats, Integers, pieces_of_statement

ON_FEATURES, ON_CONSTANTS = 30.0, 0.1
"""Penalties on the squares of the matrix and of the constants, for a mean loss.

Chosen on thirds of the coded news held out: one for the gate, one for the decisions, one to read. F1 over statement,
concept and stance is .394 untaught there, .391 with these, .374 with 3 and 1, .324 with what no coder recalls learnt
too and all other candidates kept as they were.
"""
STEPS = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """What a person decided: where a statement stands on a concept, None for no position."""

    statement: str
    said: Said
    concept: str
    stance: Stance | None


class Learner(Protocol):
    """What decisions can teach: it makes the coders that know what was learnt, and those that do not."""

    @property
    def name(self) -> str:
        """The name of the coder that nobody taught."""

    def learn(self, lessons: Iterable[Lesson], concepts: Sequence[Concept]) -> Learnt:
        """Return what the decisions teach."""

    def taught(self, learnt: Learnt | None) -> Coder:
        """Return a coder that knows what was learnt, whose name tells it from others."""

    def vector(self, said: Said) -> Floats:
        """Return the vector by which statements like this one are found among the examples (WIDE,)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedLearner:
    """Teaches the trained coder whose model is in `folder`; `threads` work on one statement."""

    threads: int = 1
    folder: Path = MODEL

    @property
    def name(self) -> str:
        """The name of the coder that nobody taught."""
        return coder_name(self.folder)

    def learn(self, lessons: Iterable[Lesson], concepts: Sequence[Concept]) -> Learnt:
        """Return what the decisions teach."""
        return learn(lessons, concepts, self._model())

    def taught(self, learnt: Learnt | None) -> Coder:
        """Return a coder that knows what was learnt."""
        return PositionCoder(threads=self.threads, folder=self.folder, learnt=learnt)

    def vector(self, said: Said) -> Floats:
        """Return the vector of a statement as the coder reads it."""
        model = self._model()
        return model.read(pieces_of_statement(said, model.tokenizer)).vector

    def _model(self) -> Model:
        return load_model(self.threads, self.folder)


def learn(lessons: Iterable[Lesson], concepts: Sequence[Concept], model: Model) -> Learnt:
    """Return what the decisions teach; a concept that is not in the codebook is passed over."""
    codebook = codebook_of([concept.label for concept in concepts], model)
    numbers = {concept.id: number for number, concept in enumerate(concepts)}
    pairs = [lesson for lesson in lessons if lesson.concept in numbers]
    calibration = model.calibration
    read = {one.said: heard(one.said, codebook, model) for one in pairs}
    candidates = {said: recalled(one.worth, calibration) for said, one in read.items()}
    every = {(one.said, numbers[one.concept]): one.stance for one in pairs}
    decided = {pair: stance for pair, stance in every.items() if pair[1] in candidates[pair[0]]}
    others = [(said, number) for said, some in candidates.items() for number in some if (said, number) not in every]
    count = len(decided) + len(others)
    offsets, features = np.zeros((count, len(CLASSES)), np.float32), np.zeros((count, WIDE), np.float32)
    for row, (said, number) in enumerate([*decided, *others]):
        told = candidate(read[said], number, codebook, model)
        offsets[row], features[row] = logits_of(told.scores, told.signs, calibration), told.features
    wanted = np.array([probabilities_of(row) for row in offsets], np.float32).reshape(count, len(CLASSES))
    wanted[1 - wanted[:, 0] < calibration.taken] = np.eye(len(CLASSES))[0]  # whoever decided saw none there
    wanted[: len(decided)] = np.eye(len(CLASSES))[[CLASSES.index(stance) for stance in decided.values()]]
    owner = np.array([number for _, number in [*decided, *others]], np.int64)
    weights, constants = fitted(features, offsets, owner, wanted, count=len(concepts))
    taught = sorted({number for _, number in decided})
    taken = [one for one in pairs if one.stance is not None]
    return Learnt(
        weights=weights,
        constants={concepts[number].id: constants[number] for number in taught},
        examples=tuple(
            Example(statement=one.statement, concept=one.concept, stance=one.stance) for one in taken if one.stance
        ),
        vectors=np.array([read[one.said].reading.vector for one in taken], np.float32).reshape(-1, WIDE),
    )


def fitted(features: Floats, offsets: Floats, owner: Integers, wanted: Floats, *, count: int) -> tuple[Floats, Floats]:
    """Return the weights (WIDE, 4) and the constants (concepts, 4) that make each class as likely as wanted.

    `features` (pairs, WIDE), `offsets` and `wanted` (pairs, 4), `owner` (pairs,): the number of the concept.
    By accelerated gradient descent (Beck and Teboulle 2009) with the step that the largest singular value allows.
    """
    weights, constants = np.zeros((features.shape[1], 4), np.float32), np.zeros((count, 4), np.float32)
    pairs = len(wanted)
    if not pairs:
        return weights, constants
    held = np.eye(count, dtype=np.float32)[owner]
    design = np.hstack([features, held])
    penalty = np.array([ON_FEATURES] * features.shape[1] + [ON_CONSTANTS] * count, np.float32)[:, None]
    step = 1 / (float(np.linalg.norm(design, 2)) ** 2 / pairs / 2 + float(penalty.max()))
    now = ahead = np.zeros((design.shape[1], 4), np.float32)
    for number in range(STEPS):
        logits = offsets + design @ ahead
        shares = np.exp(logits - logits.max(1, keepdims=True))
        shares /= shares.sum(1, keepdims=True)
        before, now = now, ahead - step * (design.T @ (shares - wanted) / pairs + penalty * ahead)
        ahead = now + number / (number + 3) * (now - before)
    return now[: features.shape[1]], now[features.shape[1] :]


def informative(judgement: Judgement) -> float:
    """Return how much a person's decision would tell, in bits: the entropy of what the coder thinks likely."""
    shares = np.array(list(judgement.probabilities.values()))
    every = np.clip(np.append(shares, 1 - shares.sum()), 1e-9, 1)
    return float(-(every * np.log2(every)).sum())
