"""What a content proposes, as a sentence that one can agree or disagree with."""

from __future__ import annotations

import pytest

from onrecord.english import load_english
from onrecord.positions.inducing.participles import participle
from onrecord.positions.inducing.phrasing import sentence_of
from onrecord.positions.inducing.proposals import proposals_of


def sentences(content: str, cue: str = "said", counted: frozenset[str] = frozenset()) -> list[str]:
    pipeline = load_english("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
    return [sentence_of(proposal, counted) for proposal in proposals_of(pipeline(content), cue)]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("sending foreign engineers to Morvania", "Foreign engineers should be sent to Morvania."),
        ("to close the old harbour", "The old harbour should be closed."),
        ("the deployment of peacekeepers to Morvania", "Peacekeepers should be sent to Morvania."),
        ("the construction of a tunnel under the bay", "A tunnel under the bay should be built."),
        ("that the council was ready to sell the ferry company", "The ferry company should be sold."),
        ("that engineers might have to be sent to Morvania", "Engineers should be sent to Morvania."),
        ("that the city must ban cruise ships from the harbour", "The city should ban cruise ships from the harbour."),
        ("that ferries should be free for islanders", "Ferries should be free for islanders."),
        ("that they should give every pupil a tablet", "Every pupil should be given a tablet."),
        ("“We will not give up our northern valley.”", "The northern valley should be given up."),
    ],
)
def test_proposals_become_sentences(content: str, expected: str) -> None:
    assert expected in sentences(content)


def test_proposals_of_a_thing_wanted_name_the_thing() -> None:
    assert sentences("a toll on cruise ships", cue="wants") == ["There should be a toll on cruise ships."]


def test_proposals_of_a_thing_only_mentioned_are_none() -> None:
    assert sentences("a toll on cruise ships", cue="mentioned") == []


def test_proposals_name_no_person_for_a_proposal() -> None:
    assert sentences("the minister", cue="supports") == []


@pytest.mark.parametrize(
    "content",
    ["it", "that it should be done", "that the meeting had lasted two hours", "“Good morning, everybody.”", ""],
)
def test_proposals_of_what_names_nothing_are_none(content: str) -> None:
    assert sentences(content) == []


def test_proposals_keep_a_word_before_a_hyphen() -> None:
    assert "A no-fly zone should be enforced." in sentences("that the alliance was about to enforce a no-fly zone")


def test_sentences_give_what_can_be_counted_an_article() -> None:
    assert sentences("toll on ships", cue="wants", counted=frozenset({"toll"})) == ["There should be a toll on ships."]


@pytest.mark.parametrize(
    ("verb", "expected"),
    [("send", "sent"), ("close", "closed"), ("ratify", "ratified"), ("scrap", "scrapped"), ("hold", "held")],
)
def test_participle_is_the_form_of_the_passive(verb: str, expected: str) -> None:
    assert participle(verb) == expected
