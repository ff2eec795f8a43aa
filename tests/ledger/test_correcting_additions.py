"""A person adds a statement that the machine missed."""

from __future__ import annotations

import datetime

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.model import DateBasis, Decision, StatementKind
from tests.ledger.corrected_story import MARCH, SPAN, TEXT, Story, place


def test_add_makes_a_statement_that_the_machine_missed(story: Story) -> None:
    before = story.state()
    decision = story.decide(
        lambda ada: ada.add_statement(
            "a1", source=(place("Cy Olm"),), cue=(place("said Cy"),), content=(place("Нет"),), speakers=["Cy Olm"]
        )
    )
    record = story.record("Нет")
    assert (decision.field, record.statement.id) == ("added", decision.subject_id)
    assert (record.by_hand, record.statement.confidence, record.statement.kind) == (True, 1.0, "indirect")
    assert (record.statement.date, record.statement.date_basis) == (MARCH, DateBasis.ARTICLE)
    assert [actor.statements for actor in record.speakers] == [2]
    assert [span.quote for span in record.statement.content] == ["Нет"]
    assert story.code() == 1
    story.undo(decision.id)
    assert story.state() == before


def test_add_reads_kind_and_day_as_the_machine_does(story: Story) -> None:
    words = place("“the dam no, and never”")
    inside = (words[0] + 1, words[1] - 1)
    day = TEXT.index("said “")
    story.decide(lambda ada: ada.add_statement("a1", source=(), cue=((day, day + 4),), content=(inside,), speakers=[]))
    statement = next(one.statement for one in story.records() if one.by_hand)
    assert (statement.kind, statement.date_basis) == (StatementKind.DIRECT, DateBasis.EXPRESSION)
    assert statement.date == datetime.date(2031, 3, 3)
    kind = StatementKind.MIXED
    story.decide(lambda ada: ada.add_statement("a1", source=(), cue=(), content=(SPAN,), speakers=(), kind=kind))
    assert story.record("the farms").statement.kind is not kind
    assert next(one for one in story.records() if one.statement.text == "the farms").statement.kind is kind


def test_add_refuses_what_is_there_and_names_it(story: Story) -> None:
    words = story.id("toll if")

    def add(ada: StatementCorrector) -> Decision:
        return ada.add_statement("a1", source=(), cue=(), content=(place("the toll if fair"),), speakers=[])

    with pytest.raises(LedgerError, match=f"statement {words} has exactly this content already"):
        story.decide(add)
    story.decide(lambda ada: ada.reject_statement(words))
    with pytest.raises(LedgerError, match=f"statement {words} has exactly this content, and was rejected; confirm it"):
        story.decide(add)
    with pytest.raises(LedgerError, match="no article 'a2'"):
        story.decide(lambda ada: ada.add_statement("a2", source=(), cue=(), content=(SPAN,), speakers=[]))


def test_add_gives_the_place_of_a_moved_statement_an_id_of_its_own(story: Story) -> None:
    words = story.id("toll if")
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(place("toll if"),)))
    content = (place("the toll if fair"),)
    added = story.decide(lambda ada: ada.add_statement("a1", source=(), cue=(), content=content, speakers=[]))
    assert added.subject_id != words
    assert story.texts()[2:] == ["the toll if fair", "toll if"]
