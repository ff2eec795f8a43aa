"""`ledger.learn`: decisions teach the ledger's coder, and undoing them makes it forget."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

import onrecord
from onrecord.errors import LedgerError
from onrecord.model import Concept, Stance
from onrecord.outcomes import Learning
from onrecord.positions.coder import Coder, Judgement, Said
from onrecord.positions.learning import Lesson
from onrecord.positions.trained.learnt import CLASSES, Example, Learnt
from onrecord.positions.trained.reading import WIDE, Floats
from onrecord.statements.tagger import TaggerName

TEXT = """Mayor Ana Ruiz said that the sea wall must be built.

Engineer Bo Lind said that the wall was a mistake.

Minister Cy Marr said that the wall sang at night.

Councillor Di Okoro said that the wall was perhaps a mistake."""
CODEBOOK = """
concepts:
  - {id: wall, label: The sea wall should be built., examples: {oppose: [No wall.], support: [Build it.]}}
  - {id: light, label: The port should have a lighthouse.}
"""
SIDES = {"built": Stance.SUPPORT, "mistake": Stance.OPPOSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaCoder:
    """Knows two words; taught, it takes what sings for what it saw most, and a doubt for no position."""

    learnt: Learnt | None = None

    @property
    def name(self) -> str:
        return f"sea+{self.learnt.name}" if self.learnt else "sea"

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        for one in said:
            stance = next((side for word, side in SIDES.items() if word in one.content), None)
            if self.learnt and "sang" in one.content:
                stance = CLASSES[int(self.learnt.constants["wall"].argmax())]
            if self.learnt and "perhaps" in one.content:
                stance = None
            sure = 0.6 if "perhaps" in one.content else 0.9
            found = (
                Judgement(concept="wall", stance=stance, confidence=sure, probabilities={stance: sure})
                if stance
                else None
            )
            yield (found,) if found and "wall" in {concept.id for concept in concepts} else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeaLearner:
    """Counts the stances of the lessons on each concept."""

    name: str = "sea"

    def learn(self, lessons: Iterable[Lesson], concepts: Sequence[Concept]) -> Learnt:
        taken = [lesson for lesson in lessons if lesson.concept in {concept.id for concept in concepts}]
        constants = {one.concept: np.zeros(len(CLASSES), np.float32) for one in taken}
        for one in taken:
            constants[one.concept][CLASSES.index(one.stance)] += 1
        examples = [(one, one.stance) for one in taken if one.stance]
        return Learnt(
            weights=np.zeros((WIDE, len(CLASSES)), np.float32),
            constants=constants,
            examples=tuple(
                Example(statement=one.statement, concept=one.concept, stance=side) for one, side in examples
            ),
            vectors=np.array([self.vector(one.said) for one, _ in examples], np.float32).reshape(-1, WIDE),
        )

    def taught(self, learnt: Learnt | None) -> Coder:
        return SeaCoder(learnt=learnt)

    def vector(self, said: Said) -> Floats:
        vector = np.zeros(WIDE, np.float32)
        vector[len(said.content) % WIDE] = 1
        return vector


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[onrecord.Ledger]:
    (tmp_path / "wall.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "book.yaml").write_text(CODEBOOK, encoding="utf-8")
    with onrecord.open(tmp_path / "story.db", learner=SeaLearner()) as opened:
        opened.add(tmp_path / "wall.txt", tagger=TaggerName.RULES, codebook=tmp_path / "book.yaml")
        yield opened


def positions(ledger: onrecord.Ledger) -> dict[str, str]:
    """Return "oppose machine" by the actor's name."""
    return {
        stand.actor.name: f"{stand.position.stance} {stand.position.decided_by}"
        for stand in ledger.positions()
        if stand.actor
    }


def statement_of(ledger: onrecord.Ledger, actor: str) -> str:
    return next(record.statement.id for record in ledger.statements(actor=actor))


def changes(learning: Learning) -> set[tuple[str, str, Stance | None, Stance | None]]:
    return {
        (one.record.speaker.name if one.record.speaker else "", one.concept, one.before, one.after)
        for one in learning.changes
    }


BEFORE = {"Ana Ruiz": "support machine", "Bo Lind": "oppose machine", "Di Okoro": "oppose machine"}
AFTER = {"Ana Ruiz": "support machine", "Bo Lind": "conditional Ada", "Cy Marr": "conditional machine"}


def test_learn_recodes_what_nobody_decided_and_tells_what_changed(ledger: onrecord.Ledger) -> None:
    assert positions(ledger) == BEFORE
    ledger.set_position(statement_of(ledger, "Lind"), "wall", Stance.CONDITIONAL, by="Ada")
    learning = ledger.learn()
    assert (learning.decisions, learning.concepts, learning.judged, learning.positions) == (1, 1, 4, 2)
    assert (learning.new, learning.turned, learning.gone) == (1, 0, 1)
    assert changes(learning) == {
        ("Cy Marr", "wall", None, Stance.CONDITIONAL),
        ("Di Okoro", "wall", Stance.OPPOSE, None),
    }
    assert positions(ledger) == AFTER


def test_learn_counts_a_changed_stance(ledger: onrecord.Ledger) -> None:
    for stance in (Stance.SUPPORT, Stance.OPPOSE):
        ledger.set_position(statement_of(ledger, "Lind"), "wall", stance, by="Ada")
        learning = ledger.learn()
    assert (learning.decisions, learning.new, learning.turned, learning.gone) == (1, 0, 1, 0)
    assert changes(learning) == {("Cy Marr", "wall", Stance.SUPPORT, Stance.OPPOSE)}


def test_learn_dry_run_tells_the_same_and_stores_nothing(ledger: onrecord.Ledger) -> None:
    ledger.set_position(statement_of(ledger, "Lind"), "wall", Stance.CONDITIONAL, by="Ada")
    told = ledger.learn(dry_run=True)
    assert positions(ledger) == BEFORE | {"Bo Lind": "conditional Ada"}
    assert ledger.code().coded == 0
    done = ledger.learn()
    assert (changes(told), told.decisions, told.positions) == (changes(done), done.decisions, done.positions)


def test_learnt_is_what_later_runs_judge_by(ledger: onrecord.Ledger, tmp_path: Path) -> None:
    ledger.confirm_position(statement_of(ledger, "Lind"), "wall", by="Ada")
    ledger.learn()
    assert ledger.code().coded == 0
    (tmp_path / "later.txt").write_text("Minister El Sato said that the wall sang in March.", encoding="utf-8")
    added = ledger.add(tmp_path / "later.txt", tagger=TaggerName.RULES)
    assert (added.coded, positions(ledger)["El Sato"]) == (1, "oppose machine")


def test_learn_after_undo_brings_the_earlier_state_back(ledger: onrecord.Ledger) -> None:
    first = ledger.set_position(statement_of(ledger, "Lind"), "wall", Stance.CONDITIONAL, by="Ada")
    ledger.learn()
    second = ledger.set_position(statement_of(ledger, "Ruiz"), "wall", Stance.OPPOSE, by="Ada")
    ledger.set_position(statement_of(ledger, "Okoro"), "wall", Stance.OPPOSE, by="Ada")
    ledger.learn()
    assert positions(ledger)["Cy Marr"] == "oppose machine"
    for number in (second.id, second.id + 1):
        ledger.undo(number, by="Bo")
    ledger.learn()
    assert positions(ledger) == AFTER
    ledger.undo(first.id, by="Bo")
    forgotten = ledger.learn()
    assert (forgotten.decisions, positions(ledger)) == (0, BEFORE)
    with pytest.raises(LedgerError, match="no decision on a position to learn from"):
        ledger.learn()


def test_learn_needs_a_codebook_and_decisions(ledger: onrecord.Ledger, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match=r"--unsure` lists where one tells most"):
        ledger.learn()
    with (
        onrecord.open(tmp_path / "new.db", learner=SeaLearner()) as empty,
        pytest.raises(LedgerError, match="has no codebook"),
    ):
        empty.learn()


def test_learn_takes_decisions_for_the_concept_that_they_were_merged_into(ledger: onrecord.Ledger) -> None:
    ledger.set_position(statement_of(ledger, "Lind"), "light", Stance.SUPPORT, by="Ada")
    ledger.merge_concepts("light", "wall", by="Ada")
    assert ledger.learn().concepts == 1
    assert positions(ledger)["Cy Marr"] == "support machine"


def test_what_another_coder_learnt_is_passed_over_with_a_warning(
    ledger: onrecord.Ledger, caplog: pytest.LogCaptureFixture
) -> None:
    ledger.confirm_position(statement_of(ledger, "Lind"), "wall", by="Ada")
    ledger.learn()
    with onrecord.open(ledger.path, learner=SeaLearner(name="sea-2")) as newer, caplog.at_level(logging.WARNING):
        assert newer.code().coded == 4
    assert "run `onrecord learn LEDGER`" in caplog.text
    assert "Cy Marr" not in positions(ledger)


def test_why_shows_the_nearest_decisions_or_else_the_codebook(ledger: onrecord.Ledger) -> None:
    asked, decided = statement_of(ledger, "Ruiz"), statement_of(ledger, "Lind")
    [one, other] = ledger.why(asked).examples["wall"]
    assert {(one.stance, one.text, one.statement), (other.stance, other.text, other.statement)} == {
        (Stance.SUPPORT, "Build it.", None),
        (Stance.OPPOSE, "No wall.", None),
    }
    ledger.confirm_position(decided, "wall", by="Ada")
    ledger.confirm_position(asked, "wall", by="Ada")
    ledger.learn()
    [nearest] = ledger.why(asked).examples["wall"]
    assert (nearest.stance, nearest.statement) == (Stance.OPPOSE, decided)
    assert "mistake" in nearest.text


def test_positions_unsure_come_first_by_what_a_decision_tells(ledger: onrecord.Ledger) -> None:
    unsure = [stand.actor.name for stand in ledger.positions(unsure=True) if stand.actor]
    assert unsure == ["Di Okoro", "Ana Ruiz", "Bo Lind"]
    ledger.confirm_position(statement_of(ledger, "Okoro"), "wall", by="Ada")
    assert [stand.actor.name for stand in ledger.positions(unsure=True) if stand.actor] == ["Ana Ruiz", "Bo Lind"]
