"""A person cuts a statement in two, and takes the cut back."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger import statements
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.decisions import write_decision
from onrecord.model import Stance
from tests.ledger.corrected_story import TEXT, Story, place


def test_split_makes_two_of_one_and_undo_one_of_two(story: Story) -> None:
    before, whole = story.state(), story.record("dam yes")
    at = TEXT.index("and also")
    decision = story.decide(lambda ada: ada.split_statement(whole.statement.id, at))
    first, rest = story.records()[:2]
    assert (first.statement.text, rest.statement.text) == ("the dam yes", "and also the farms must drink")
    assert first.statement.id == whole.statement.id
    assert rest.statement.id == json.loads(decision.new or "")["statement"]
    assert [actor.id for actor in rest.speakers] == [actor.id for actor in whole.speakers]
    assert (rest.statement.source, rest.statement.cue) == (whole.statement.source, whole.statement.cue)
    assert (rest.statement.date, rest.statement.date_basis) == (whole.statement.date, whole.statement.date_basis)
    assert (first.by_hand, rest.by_hand) == (False, True)
    assert story.code() == 2
    assert story.stands()[0] == "Ana Ruiz dam support"
    story.undo(decision.id)
    assert story.state() == before


def test_split_undone_loses_no_decision_on_the_rest_and_redone_has_them_again(story: Story) -> None:
    before = story.state()
    cut = story.decide(lambda ada: ada.split_statement(story.id("dam yes"), TEXT.index("and also")))
    rest = str(json.loads(cut.new or "")["statement"])
    story.decide(lambda ada: ada.confirm_statement(rest))
    with story.database.writing() as connection:
        PositionCorrector(connection, by="Ada").set(rest, "toll", Stance.SUPPORT)
    again = story.decide(lambda ada: ada.split_statement(rest, TEXT.index("farms")))
    story.undo(cut.id)
    assert story.state() == before
    with pytest.raises(LedgerError, match=f"no statement '{rest}'"):
        story.decide(lambda ada: ada.confirm_statement(rest))
    redone = story.redo(cut.id)
    assert (redone.new, redone.made_by, redone.id) == (cut.new, "Cy", again.id + 1)
    assert story.texts()[:3] == ["the dam yes", "and also the", "farms must drink"]
    assert story.record("and also").verdict == "confirmed"
    assert "Ana Ruiz toll support" in story.stands()


def test_enforce_brings_back_a_statement_with_the_one_that_it_was_cut_off(story: Story) -> None:
    words = story.id("dam yes")
    cut = story.decide(lambda ada: ada.split_statement(words, TEXT.index("and also")))
    rest = str(json.loads(cut.new or "")["statement"])
    confirmed = story.decide(lambda ada: ada.confirm_statement(rest))
    after = story.state()
    story.undo(cut.id)
    with story.database.writing() as connection:
        write_decision(connection, replace(cut, id=0))
        statements.enforce(connection, [confirmed.subject_id, cut.subject_id, confirmed.subject_id])
    assert story.state() == after


def test_split_takes_what_was_decided_of_the_whole_before(story: Story) -> None:
    words = story.id("dam yes")
    speakers = story.decide(lambda ada: ada.set_speakers(words, ["bo-ek"]))
    story.decide(lambda ada: ada.confirm_statement(words))
    story.decide(lambda ada: ada.split_statement(words, TEXT.index("and also")))
    story.decide(lambda ada: ada.set_speakers(words, []))
    rest = story.record("and also")
    assert ([actor.id for actor in rest.speakers], rest.verdict) == (["bo-ek"], None)
    story.undo(speakers.id)
    assert [actor.id for actor in story.record("and also").speakers] == ["ana-ruiz"]
    assert story.record("dam yes").speakers == ()


@pytest.mark.parametrize("words", ["the dam yes", "must drink", "Bo Ek", "Привет"])
def test_split_is_refused_where_one_part_would_have_no_word(story: Story, words: str) -> None:
    at = TEXT.index(words) + (len(words) if words == "must drink" else 0)
    with pytest.raises(LedgerError, match=f"cannot be cut at {at}; give an offset with words of its content on both"):
        story.decide(lambda ada: ada.split_statement(story.id("dam yes"), at))


def test_split_counts_code_points_and_leaves_no_blanks_at_the_cut(story: Story) -> None:
    words = story.id("dam yes")
    for at in (TEXT.index(" and also"), TEXT.index("and also")):
        with story.database.writing() as connection:
            cut = StatementCorrector(connection, by="Ada").split_statement(words, at)
        assert story.texts()[:2] == ["the dam yes", "and also the farms must drink"]
        story.undo(cut.id)


def test_split_of_a_content_in_pieces_cuts_between_or_within_them(story: Story) -> None:
    words = story.id("dam yes")
    pieces = (place("the dam yes"), place("the farms must drink"))
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=pieces))
    between = story.decide(lambda ada: ada.split_statement(words, TEXT.index("also")))
    assert story.texts()[:2] == ["the dam yes", "the farms must drink"]
    story.undo(between.id)
    story.decide(lambda ada: ada.split_statement(words, TEXT.index("must drink")))
    assert story.texts()[:2] == ["the dam yes … the farms", "must drink"]
