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
from onrecord.positions.trained.gate import logits_of, signs_of
from onrecord.positions.trained.learnt import STANCES, Learnt
from onrecord.positions.trained.loading import MODEL, Calibration, Model, Reading, coder_name, load_model
from onrecord.positions.trained.reading import WIDE, Floats, pieces_of_concept, pieces_of_statement
from onrecord.positions.trained.words import Words, behind_in_article, shared, stems, words_of


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
    """The concepts as they were read: states of each, their vectors (concepts, wide), and the stems of their words."""

    states: tuple[Floats, ...]
    vectors: Floats
    stems: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A statement as it was read, its words, and how alike each concept of the codebook is to it (concepts,).

    `in_article` is how far the article speaks less of each concept than of another (concepts,).
    """

    reading: Reading
    words: Words
    alike: Floats
    in_article: Floats | None

    @property
    def worth(self) -> Floats:
        """How much each concept is worth judging."""
        return self.alike + np.float32(self.reading.says)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What the network and the words tell of a statement and a concept: scores (4,), features (WIDE,), signs."""

    scores: Floats
    features: Floats
    signs: Floats


@lru_cache(maxsize=8)
def _codebook(threads: int, folder: Path, labels: tuple[str, ...]) -> Codebook:
    return codebook_of(labels, load_model(threads, folder))


def codebook_of(labels: Sequence[str], model: Model) -> Codebook:
    """Return the concepts with these sentences, read."""
    read = [model.read(pieces_of_concept(label, model.tokenizer)) for label in labels]
    return Codebook(
        states=tuple(one.states for one in read),
        vectors=np.array([one.vector for one in read], np.float32).reshape(len(read), WIDE),
        stems=tuple(stems(label) for label in labels),
    )


def heard(said: Said, codebook: Codebook, model: Model) -> Heard:
    """Return the statement, read."""
    reading = model.read(pieces_of_statement(said, model.tokenizer))
    words = words_of(said)
    return Heard(
        reading=reading,
        words=words,
        alike=codebook.vectors @ reading.vector,
        in_article=behind_in_article(codebook.stems, words),
    )


def candidate(one: Heard, number: int, codebook: Codebook, model: Model) -> Candidate:
    """Return what is told of the statement and the concept with this number."""
    scores, features = model.judge(one.reading.states, codebook.states[number])
    signs = signs_of(
        scores,
        alike=float(one.alike[number]),
        nearest=float(one.alike.max()),
        says=one.reading.says,
        words=shared(codebook.stems[number], one.words),
        in_article=None if one.in_article is None else float(one.in_article[number]),
    )
    return Candidate(scores=scores, features=features, signs=signs)


def _judgements(
    said: Said, concepts: Sequence[Concept], codebook: Codebook, model: Model, learnt: Learnt | None
) -> Iterator[Judgement]:
    """Yield the positions of one statement, in the codebook's order."""
    calibration = model.calibration
    if not said.content.strip() or not concepts:
        return
    one = heard(said, codebook, model)
    for number in recalled(one.worth, calibration):
        told = candidate(one, number, codebook, model)
        logits = logits_of(told.scores, told.signs, calibration)
        if learnt:
            logits = logits + learnt.scores(concepts[number].id, told.features)
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


def probabilities_of(logits: Floats) -> Floats:
    """Return the probabilities of these logits."""
    weights = np.exp(logits - logits.max())
    shares: Floats = weights / weights.sum()
    return shares
