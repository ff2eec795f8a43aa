"""The trained coder: recalls the concepts that a statement may be about, and judges its stance on each."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from onrecord.model import Concept
from onrecord.positions.coder import Judgement, Said
from onrecord.positions.trained.learnt import STANCES, Learnt
from onrecord.positions.trained.loading import MODEL, Calibration, Model, coder_name, load_model
from onrecord.positions.trained.reading import WIDE, Floats, pieces_of_concept, pieces_of_statement


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionCoder:
    """Codes positions by the trained model in `folder`, English only; `threads` work on one statement.

    `learnt` is what the decisions of a ledger taught.
    """

    threads: int = 1
    folder: Path = MODEL
    learnt: Learnt | None = None

    @property
    def name(self) -> str:
        """A name that changes with the model's files, and with what was learnt."""
        name = coder_name(self.folder)
        return f"{name}+{self.learnt.name}" if self.learnt else name

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        # A process that is one of several has one core to itself.
        threads = 1 if multiprocessing.parent_process() else self.threads
        model = load_model(threads, self.folder)
        codebook = _codebook(threads, self.folder, tuple(concept.label for concept in concepts))
        for one in said:
            yield tuple(_judgements(one, concepts, codebook, model, self.learnt))


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The concepts as the network has read them: states of each, and their vectors (concepts, wide)."""

    states: tuple[Floats, ...]
    vectors: Floats


@lru_cache(maxsize=8)
def _codebook(threads: int, folder: Path, labels: tuple[str, ...]) -> Codebook:
    return codebook_of(labels, load_model(threads, folder))


def codebook_of(labels: Sequence[str], model: Model) -> Codebook:
    """Return the concepts with these sentences, read."""
    read = [model.read(pieces_of_concept(label, model.tokenizer)) for label in labels]
    return Codebook(
        states=tuple(one.states for one in read),
        vectors=np.array([one.vector for one in read], np.float32).reshape(len(read), WIDE),
    )


def _judgements(
    said: Said, concepts: Sequence[Concept], codebook: Codebook, model: Model, learnt: Learnt | None
) -> Iterator[Judgement]:
    """Yield the positions of one statement, in the codebook's order."""
    calibration = model.calibration
    if not said.content.strip() or not concepts:
        return
    reading = model.read(pieces_of_statement(said, model.tokenizer))
    worth = codebook.vectors @ reading.vector + reading.says
    for number in recalled(worth, calibration):
        scores, features = model.judge(reading.states, codebook.states[number])
        logits = logits_of(scores, float(worth[number]), calibration)
        if learnt:
            logits = logits + learnt.scores(concepts[number].id, features)
        probabilities = probabilities_of(logits)
        if 1 - probabilities[0] < calibration.taken:
            continue
        best = int(probabilities[1:].argmax())
        yield Judgement(
            concept=concepts[number].id,
            stance=STANCES[best],
            confidence=round(float(probabilities[best + 1]), 3),
            probabilities={
                stance: round(float(share), 3) for stance, share in zip(STANCES, probabilities[1:], strict=True)
            },
        )


def recalled(worth: Floats, calibration: Calibration) -> list[int]:
    """Return the concepts worth judging, in the codebook's order."""
    nearest = np.argsort(-worth, kind="stable")[: calibration.candidates]
    return sorted(int(number) for number in nearest if worth[number] >= calibration.recalled)


def logits_of(scores: Floats, worth: float, calibration: Calibration) -> Floats:
    """Return the logits of none, support, oppose and conditional, of a pair of this worth."""
    logits: Floats = (scores + np.array(calibration.bias, np.float32)) / calibration.temperature
    logits[1:] += calibration.trust * worth
    return logits


def probabilities_of(logits: Floats) -> Floats:
    """Return the probabilities of these logits."""
    weights = np.exp(logits - logits.max())
    shares: Floats = weights / weights.sum()
    return shares
