"""A person says who speaks in a statement, and no name changes by it."""

from __future__ import annotations

import json

from onrecord.ledger.correcting import Corrector
from tests.ledger.corrected_story import Story


def test_set_speakers_changes_one_statement_and_no_name(story: Story) -> None:
    before = story.state()
    decision = story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), ["bo-ek", "Cy Olm"]))
    assert [one["id"] for one in json.loads(decision.old or "")] == ["ana-ruiz"]
    assert [one["id"] for one in json.loads(decision.new or "")] == ["bo-ek", "cy-olm"]
    assert [actor.name for actor in story.record("dam yes").speakers] == ["Bo Ek", "Cy Olm"]
    assert story.actors() == {"Bo Ek": 2, "Cy Olm": 2}
    assert story.state()["actors"] == before["actors"]
    assert story.stands()[:2] == ["Bo Ek dam support", "Cy Olm dam support"]
    story.undo(decision.id)
    assert story.state() == before


def test_set_speakers_makes_an_unknown_name_a_person_and_undo_forgets_him(story: Story) -> None:
    before = story.state()
    decision = story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), ["Дана Ли"]))
    [speaker] = story.record("dam yes").speakers
    assert (speaker.name, speaker.kind, speaker.aliases) == ("Дана Ли", "person", ())
    again = story.decide(lambda ada: ada.set_speakers(story.id("toll if"), ["Дана Ли"]))
    assert story.actors()["Дана Ли"] == 2
    story.undo(decision.id)
    assert story.actors() == {"Ana Ruiz": 1, "Bo Ek": 1, "Дана Ли": 1}
    story.undo(again.id)
    assert story.state() == before


def test_a_person_who_is_new_by_a_decision_is_renamed_and_undone(story: Story) -> None:
    story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), ["Dana Lee"]))
    with story.database.writing() as connection:
        renamed = Corrector(connection, by="Ada").rename("Dana Lee", "Dana Li")
    assert story.record("dam yes").speakers[0].name == "Dana Li"
    story.undo(renamed.id)
    assert story.record("dam yes").speakers[0].name == "Dana Lee"


def test_set_speakers_to_nobody_leaves_the_statement_without_one(story: Story) -> None:
    story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), []))
    assert story.record("dam yes").speakers == ()
    assert "Ana Ruiz" not in story.actors()


def test_set_speakers_follows_merges_and_their_undo(story: Story) -> None:
    story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), ["bo-ek"]))
    with story.database.writing() as connection:
        merge = Corrector(connection, by="Ada").merge("bo-ek", "cy-olm")
    assert story.actors() == {"Cy Olm": 3}
    story.undo(merge.id)
    assert story.actors() == {"Bo Ek": 2, "Cy Olm": 1}


def test_set_speakers_is_parted_with_its_article(story: Story) -> None:
    story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), ["bo-ek"]))
    with story.database.writing() as connection:
        parted = Corrector(connection, by="Ada").split("bo-ek", articles=["a1"], into="Bo Ekberg")
    assert story.actors() == {"Bo Ekberg": 2, "Cy Olm": 1}
    story.undo(parted.id)
    assert story.actors() == {"Bo Ek": 2, "Cy Olm": 1}
