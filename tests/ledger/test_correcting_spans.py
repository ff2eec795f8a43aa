"""A person moves the edges of a statement, and its content stays evidence."""

from __future__ import annotations

import pytest

from onrecord.errors import EvidenceError, LedgerError
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.positions import open_round, work_left, write_judged
from onrecord.model import Offsets, Stance, StatementKind
from onrecord.positions.coder import Judgement
from onrecord.positions.coding import Judged
from tests.ledger.corrected_story import DAM, SPAN, TEXT, Story, place


def test_set_spans_moves_edges_keeps_the_id_and_is_judged_anew(story: Story) -> None:
    before = story.state()
    words = story.id("dam yes")
    cue, content = place("said the"), place("the farms must drink")
    decision = story.decide(
        lambda ada: ada.set_spans(words, source=(place("Ana"),), cue=((cue[0], cue[0] + 4),), content=(content,))
    )
    record = story.record("the farms must drink")
    assert record.statement.id == words
    assert [span.quote for span in (*record.statement.source, *record.statement.cue)] == ["Ana", "said"]
    assert record.statement.text == "the farms must drink"
    assert story.stands() == ["Bo Ek dam oppose", "Cy Olm toll conditional"]
    assert story.code() == 1
    assert story.stands() == ["Bo Ek dam oppose", "Cy Olm toll conditional"]
    story.undo(decision.id)
    assert story.state() == before  # what was judged before counts again
    assert story.code() == 0


def test_set_spans_keeps_positions_that_people_decided(story: Story) -> None:
    words = story.id("dam yes")
    with story.database.writing() as connection:
        PositionCorrector(connection, by="Ada").set(words, "toll", Stance.OPPOSE)
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(place("the farms"),)))
    assert story.stands()[0] == "Ana Ruiz toll oppose"


def test_set_spans_reads_the_kind_anew_unless_it_is_decided(story: Story) -> None:
    quoted = (place("“the dam no, and never”"),)
    words = story.id("dam no")
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(*quoted, place("on Monday"))))
    assert story.record("dam no").statement.kind is StatementKind.MIXED
    story.decide(lambda ada: ada.set_kind_of_statement(words, StatementKind.INDIRECT))
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(place("dam no"),)))
    assert story.record("dam no").statement.kind is StatementKind.INDIRECT


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (((SPAN[0], len(TEXT) + 1),), r"cannot be content; give offsets from 0 to \d+"),
        (((-3, 4),), "cannot be content; give offsets"),
        (((SPAN[1], SPAN[0]),), "cannot be content; give offsets"),
        (((SPAN[0], SPAN[0]),), "cannot be content; give offsets"),
        (((SPAN[0] - 1, SPAN[0]),), "for they are blank"),
        ((SPAN, (SPAN[0] + 3, SPAN[1] + 4)), "for they are so in part already"),
        ((SPAN, SPAN), "for they are so in part already"),
    ],
)
def test_no_decision_makes_evidence_that_is_not_in_the_text(story: Story, content: Offsets, message: str) -> None:
    before = story.state()
    words = story.id("dam yes")
    with pytest.raises(EvidenceError, match=message):
        story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=content))
    with pytest.raises(EvidenceError, match=message):
        story.decide(lambda ada: ada.add_statement("a1", source=(), cue=(), content=content, speakers=()))
    assert story.state() == before


def test_content_cannot_be_empty_or_that_of_another_statement(story: Story) -> None:
    words, other = story.id("dam yes"), story.id("toll if")
    with pytest.raises(LedgerError, match="a statement has content"):
        story.decide(lambda ada: ada.set_spans(words, source=(SPAN,), cue=(), content=()))
    with pytest.raises(LedgerError, match=f"statement {other} has exactly this content already"):
        story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(place("the toll if fair"),)))
    story.decide(lambda ada: ada.reject_statement(other))
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(place("the toll if fair"),)))
    assert story.id("toll if") == words


def test_judgements_of_what_was_changed_meanwhile_are_not_stored(story: Story) -> None:
    with story.database.writing() as connection:
        number = open_round(connection, "words-2", [DAM])
        work = next(one for one in work_left(connection, number) if one.round is not None)
    moved = story.id("dam yes")
    story.decide(lambda ada: ada.set_spans(moved, source=(), cue=(), content=(SPAN,)))
    added = story.decide(lambda ada: ada.add_statement("a1", source=(), cue=(), content=(place("Нет"),), speakers=()))
    story.undo(added.id)
    stale = Judgement(concept="dam", stance=Stance.SUPPORT, confidence=0.9, probabilities={})
    judged = [
        Judged(statement=one, narrated=False, judgements=(stale,)) for one in (moved, added.subject_id, "nothing")
    ]
    with story.database.writing() as connection:
        write_judged(connection, judged, number, work)
    assert story.stands() == ["Bo Ek dam oppose", "Cy Olm toll conditional"]
