"""What a person decides of a whole statement holds, and undone leaves no trace but its row."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import LedgerError
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.lessons import read_lessons
from onrecord.ledger.networking import read_table
from onrecord.ledger.reading import Filter, read_contents
from onrecord.ledger.stands import read_disputes
from onrecord.model import Stance, StatementKind
from tests.ledger.corrected_story import Story, place

FIRST_LEDGER = Path(__file__).with_name("first_ledger.sql")


def test_reject_takes_a_statement_out_of_every_listing_and_count(story: Story) -> None:
    before = story.state()
    decision = story.decide(lambda ada: ada.reject_statement(story.id("dam yes")))
    assert (decision.subject, decision.field, decision.old, decision.new) == (
        "statement",
        "verdict",
        None,
        "rejected",
    )
    assert story.texts() == ["“the dam no, and never”", "the toll if fair"]
    assert story.actors() == {"Bo Ek": 1, "Cy Olm": 1}
    assert story.stands() == ["Bo Ek dam oppose", "Cy Olm toll conditional"]
    with story.database.reading() as connection:
        contents, disputes = read_contents(connection), read_disputes(connection)
        network = read_table(connection)
    assert (contents.statements, contents.actors, len(network.statements)) == (2, 2, 2)
    assert [(dict(one.statements), one.actors) for one in disputes] == [
        ({Stance.OPPOSE: 1}, 1),
        ({Stance.CONDITIONAL: 1}, 1),
    ]
    [rejected] = story.records(Filter(rejected=True))
    assert (rejected.statement.text, rejected.verdict) == ("the dam yes and also the farms must drink", "rejected")
    story.undo(decision.id)
    assert story.state() == before


def test_confirm_marks_and_brings_back_what_was_rejected(story: Story) -> None:
    words = story.id("dam yes")
    story.decide(lambda ada: ada.reject_statement(words))
    story.decide(lambda ada: ada.confirm_statement(words))
    assert story.record("dam yes").verdict == "confirmed"
    assert (len(story.texts(Filter(decided=True))), len(story.texts(Filter(decided=False)))) == (1, 2)
    with story.database.reading() as connection:
        assert len(read_table(connection, Filter(decided=True)).statements) == 1
        assert len(read_table(connection, Filter(decided=False)).statements) == 2
    story.undo(2)
    assert len(story.texts()) == 2


def test_rejected_statements_take_no_other_decision_and_teach_nothing(story: Story) -> None:
    words = story.id("dam yes")
    with story.database.writing() as connection:
        PositionCorrector(connection, by="Ada").confirm(words, "dam")
        assert len(read_lessons(connection)) == 1
    story.decide(lambda ada: ada.reject_statement(words))
    with story.database.reading() as connection:
        assert read_lessons(connection) == []
    with pytest.raises(LedgerError, match="was rejected; confirm it, or undo that, first"):
        story.decide(lambda ada: ada.set_kind_of_statement(words, StatementKind.DIRECT))


def test_set_kind_holds_until_undone(story: Story) -> None:
    before = story.state()
    words = story.id("dam yes")
    decision = story.decide(lambda ada: ada.set_kind_of_statement(words, StatementKind.MIXED))
    assert (decision.field, decision.old, decision.new) == ("kind", "indirect", "mixed")
    assert story.record("dam yes").statement.kind is StatementKind.MIXED
    story.undo(decision.id)
    assert story.state() == before


def test_decisions_name_a_person(story: Story) -> None:
    with story.database.writing() as connection, pytest.raises(LedgerError, match="say who decides"):
        StatementCorrector(connection, by="machine")


def test_ledger_has_every_call(tmp_path: Path) -> None:
    (tmp_path / "a1.txt").write_text("Mayor Ana Ruiz said that the sea wall must wait and the port must grow.")
    with onrecord.open(tmp_path / "story.db") as ledger:
        ledger.add(tmp_path / "a1.txt", tagger=onrecord.TaggerName.RULES)
        [record] = ledger.statements()
        words, text = record.statement.id, record.article.text
        ledger.confirm_statement(words, by="Ada", why="read")
        ledger.set_kind_of_statement(words, StatementKind.MIXED, by="Ada")
        ledger.set_speakers(words, ["Bo Lind"], by="Ada")
        cut = ledger.split_statement(words, text.index("and the port"), by="Ada")
        port = (place("the port", text),)
        added = ledger.add_statement("a1", source=(), cue=(), content=port, speakers=(), by="Ada")
        ledger.set_spans(words, source=(), cue=(), content=(place("the sea wall", text),), by="Ada")
        texts = {one.statement.text for one in ledger.statements()}
        assert texts == {"the sea wall", "and the port must grow", "the port"}
        ledger.reject_statement(added.subject_id, by="Ada")
        assert [one.statement.text for one in ledger.statements(rejected=True)] == ["the port"]
        assert [one.statement.id for one in ledger.statements(decided=True)] == [words]
        confirmed = ledger.confirm_statement(words, by="Ada")
        ledger.undo(confirmed.id, by="Bo")
        assert ledger.redo(confirmed.id, by="Bo").new == "confirmed"
        assert ledger.version_of("statement", words) == 8
        ledger.undo(cut.id, by="Bo")
        assert [one.statement.text for one in ledger.statements()] == ["the sea wall"]


def test_migrate_lets_statements_of_the_first_ledger_be_decided(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(FIRST_LEDGER.read_text(encoding="utf-8"))
    with onrecord.open(tmp_path / "old.db") as ledger:
        first, *others = ledger.statements()
        assert (first.verdict, first.by_hand) == (None, False)
        decision = ledger.reject_statement(first.statement.id, by="Ada")
        assert len(list(ledger.statements())) == len(others)
        ledger.undo(decision.id, by="Ada")
        assert list(ledger.statements()) == [first, *others]
