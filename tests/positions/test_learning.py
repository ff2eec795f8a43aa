"""Fitting to decisions: what is taught becomes likelier, little is learnt of little, and bytes keep it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from onrecord.errors import LedgerError
from onrecord.model import Concept, Stance
from onrecord.positions.coder import Judgement, Said
from onrecord.positions.learning import Lesson, fitted, informative, learn
from onrecord.positions.trained.coder import candidate, codebook_of, heard, probabilities_of
from onrecord.positions.trained.gate import SIGNS, logits_of
from onrecord.positions.trained.learnt import CLASSES, Example, Learnt, from_bytes, to_bytes
from onrecord.positions.trained.loading import Calibration, Model, Reading
from onrecord.positions.trained.reading import WIDE, Floats, Pieces, pieces_of_statement

WORDS = {word: number for number, word in enumerate("[UNK] the wall must go stay sea should be built".split())}
WALL = Concept(id="wall", label="the sea wall should be built")
GO, STAY = Said(content="the wall must go"), Said(content="the wall must stay")


def _read(pieces: Pieces) -> Reading:
    states = np.zeros((len(pieces), WIDE), np.float32)
    states[np.arange(len(pieces)), pieces.ids % WIDE] = 1
    vector = states.sum(axis=0)
    return Reading(states=states, vector=vector / np.float32(np.linalg.norm(vector)), says=0.1)


def _judge(statement: Floats, concept: Floats) -> tuple[Floats, Floats]:
    return np.zeros(4, np.float32), statement.sum(axis=0) + concept.sum(axis=0) / 10


@pytest.fixture
def model() -> Model:
    tokenizer = Tokenizer(WordLevel(WORDS, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = Whitespace()  # type of the library's own
    gate = tuple(2.0 if sign in ("alike", "says") else 0.0 for sign in SIGNS)
    calibration = Calibration(
        recalled=-1.0,
        candidates=8,
        gate=gate,
        constant=0.0,
        absent=(0.0, 0.0),
        bias=(0.0, 0.0, 0.0),
        temperature=1.0,
        taken=0.5,
    )
    return Model(tokenizer=tokenizer, read=_read, judge=_judge, calibration=calibration)


def _probability(model: Model, learnt: Learnt | None, said: Said, stance: Stance | None) -> float:
    codebook = codebook_of([WALL.label], model)
    told = candidate(heard(said, codebook, model), 0, codebook, model)
    logits = logits_of(told.scores, told.signs, model.calibration)
    added = learnt.scores("wall", told.features) if learnt else np.zeros(4, np.float32)
    return float(probabilities_of(logits + added)[CLASSES.index(stance)])


def _lesson(said: Said, stance: Stance | None, concept: str = "wall") -> Lesson:
    return Lesson(statement=said.content, said=said, concept=concept, stance=stance)


@pytest.mark.parametrize("stances", [(Stance.OPPOSE, Stance.SUPPORT), (None, Stance.CONDITIONAL)])
def test_learn_makes_what_was_decided_likelier(model: Model, stances: tuple[Stance | None, Stance]) -> None:
    learnt = learn([_lesson(GO, stances[0]), _lesson(STAY, stances[1])], [WALL], model)
    for said, stance in zip((GO, STAY), stances, strict=True):
        assert _probability(model, learnt, said, stance) > _probability(model, None, said, stance) + 0.03


def test_learn_keeps_other_candidates_of_a_decided_statement(model: Model) -> None:
    harbour = Concept(id="harbour", label="the wall must stay")
    alone = learn([_lesson(GO, Stance.OPPOSE)], [WALL], model)
    beside = learn([_lesson(GO, Stance.OPPOSE)], [WALL, harbour], model)
    assert np.abs(beside.weights).sum() < np.abs(alone.weights).sum()
    assert set(beside.constants) == {"wall"}


def test_learn_reads_lessons_as_the_coder_judges(model: Model) -> None:
    # What the coder is sure of already teaches nothing more than that.
    sure = learn([_lesson(GO, Stance.SUPPORT)], [WALL], model)
    unlikely = learn([_lesson(GO, None)], [WALL], model)
    assert np.abs(unlikely.weights).sum() > np.abs(sure.weights).sum() > 0


def test_learn_passes_over_concepts_that_are_gone(model: Model) -> None:
    lessons = [_lesson(GO, Stance.OPPOSE), _lesson(STAY, Stance.SUPPORT, "ferry")]
    learnt = learn(lessons, [WALL], model)
    assert set(learnt.constants) == {"wall"}
    assert learnt.examples == (Example(statement=GO.content, concept="wall", stance=Stance.OPPOSE),)
    assert learnt.vectors.shape == (1, WIDE)


def test_nearest_are_the_decided_statements_most_like_it(model: Model) -> None:
    learnt = learn([_lesson(GO, Stance.OPPOSE), _lesson(STAY, Stance.SUPPORT), _lesson(STAY, None)], [WALL], model)
    vector = model.read(pieces_of_statement(STAY, model.tokenizer)).vector
    assert [one.stance for one in learnt.nearest("wall", vector)] == [Stance.SUPPORT, Stance.OPPOSE]
    assert [one.stance for one in learnt.nearest("wall", vector, most=1)] == [Stance.SUPPORT]
    assert learnt.nearest("ferry", vector) == ()


def test_fitted_learns_more_of_more() -> None:
    generator = np.random.default_rng(1)
    features = generator.normal(size=(1, 6)).astype(np.float32)
    none = fitted(
        features[:0], np.zeros((0, 4), np.float32), np.zeros(0, np.int64), np.zeros((0, 4), np.float32), count=2
    )
    assert not none[0].any() and not none[1].any()
    wanted = np.eye(4, dtype=np.float32)[[2]]
    weights, constants = fitted(features, np.zeros((1, 4), np.float32), np.array([1]), wanted, count=2)
    assert weights.shape == (6, 4)
    assert constants[1].argmax() == 2 and not constants[0].any()
    assert np.isfinite(weights).all()


def test_learnt_comes_back_from_its_bytes(model: Model) -> None:
    learnt = learn([_lesson(GO, Stance.OPPOSE), _lesson(STAY, None)], [WALL], model)
    back = from_bytes(to_bytes(learnt))
    assert back.examples == learnt.examples
    assert np.array_equal(back.weights, learnt.weights) and np.array_equal(back.vectors, learnt.vectors)
    assert np.array_equal(back.constants["wall"], learnt.constants["wall"])
    assert back.name == learnt.name == learn([_lesson(GO, Stance.OPPOSE), _lesson(STAY, None)], [WALL], model).name
    assert learn([_lesson(GO, Stance.SUPPORT)], [WALL], model).name != learnt.name


@pytest.mark.parametrize("damage", [b"", b"not it", b"PK\x03\x04 cut off"])
def test_from_bytes_refuses_damage(damage: bytes) -> None:
    with pytest.raises(LedgerError, match="run `onrecord learn LEDGER` again"):
        from_bytes(damage)


def test_from_bytes_refuses_what_was_cut_off(model: Model, tmp_path: Path) -> None:
    content = to_bytes(learn([_lesson(GO, Stance.OPPOSE)], [WALL], model))
    with pytest.raises(LedgerError, match="is damaged"):
        from_bytes(content[: len(content) // 2])


def _judgement(**probabilities: float) -> Judgement:
    shares = {Stance(stance): share for stance, share in probabilities.items()}
    return Judgement(concept="wall", stance=Stance.SUPPORT, confidence=max(shares.values()), probabilities=shares)


def test_informative_is_what_is_open() -> None:
    even = informative(_judgement(support=0.25, oppose=0.25, conditional=0.25))
    torn = informative(_judgement(support=0.5, oppose=0.5))
    sure = informative(_judgement(support=1.0))
    assert even == pytest.approx(2) and torn == pytest.approx(1, abs=1e-5) and sure == pytest.approx(0, abs=1e-5)
