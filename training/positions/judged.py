"""What a model says of every pair of statement and concept: what calibration and scores are made from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.positions.trained.coder import candidate, codebook_of, heard, probabilities_of
from onrecord.positions.trained.gate import logits_of
from onrecord.positions.trained.loading import Calibration, Model
from onrecord.positions.trained.reading import Floats, Integers
from training.positions.data import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One pair: the dispute, the case of the statement, raw scores, the gate's signs, and the right stance."""

    group: str
    concept: str
    case: int
    scores: Floats
    signs: Floats
    stance: int


def judged(groups: Iterable[tuple[str, Sequence[Example]]], model: Model) -> list[Judged]:
    """Return every pair of the groups' statements with the concepts that their stance is known on."""
    found = []
    for name, examples in groups:
        labels = list(dict.fromkeys(concept for example in examples for concept in example.stances))
        codebook = codebook_of(labels, model)
        for example in examples:
            one = heard(example.said, codebook, model)
            for concept, stance in example.stances.items():
                told = candidate(one, labels.index(concept), codebook, model)
                found.append(
                    Judged(
                        group=name,
                        concept=concept,
                        case=example.case,
                        scores=told.scores,
                        signs=told.signs,
                        stance=stance,
                    )
                )
    return found


def probabilities(pairs: Sequence[Judged], calibration: Calibration) -> Floats:
    """Return the probabilities (pairs, stances)."""
    return np.array([probabilities_of(logits_of(pair.scores, pair.signs, calibration)) for pair in pairs])


def chosen(shares: Floats, taken: float) -> Integers:
    """Return the stance of each pair: none where a position is less likely than `taken`."""
    return np.where(1 - shares[:, 0] >= taken, 1 + shares[:, 1:].argmax(1), 0)


def f1_scores(right: Integers, said: Integers, classes: Sequence[int]) -> list[float]:
    """Return the F1 of each class."""
    scores = []
    for one in classes:
        hits = int(((right == one) & (said == one)).sum())
        every = int((right == one).sum() + (said == one).sum())
        scores.append(2 * hits / every if every else 1.0)
    return scores
