"""What is found in dispute without a codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import numpy as np
import pytest

from onrecord.positions.coder import Said
from onrecord.positions.inducing import Induced, Saying, find_concepts
from onrecord.positions.inducing.space import Floats, roots_of
from onrecord.positions.trained.embedding import embed

TROOPS = (
    ("Norland", "proposed", "sending foreign engineers to Morvania"),
    ("Sudland", "rejected", "the deployment of engineers to Morvania"),
    ("the envoy", "said", "that foreign engineers should be sent to Morvania at once"),
    ("the general", "warned", "against sending foreign engineers to Morvania"),
    ("the premier", "did not rule out", "the presence of foreign engineers in Morvania"),
    ("the opposition", "said", "engineers must never be sent to Morvania"),
)
FERRY = (
    ("the mayor", "wants", "to sell the island ferry company"),
    ("the union", "opposes", "the sale of the ferry company"),
    ("the skipper", "said", "the ferry company should not be sold to anybody"),
    ("the treasurer", "said", "selling the ferry company would be right if the fares stayed as they are"),
)
FACTS = (
    ("the weather office", "reported", "that fog had closed the airfield on 12 mornings"),
    ("the chair", "noted", "that the session had begun late"),
    ("a visitor", "recalled", "that the lighthouse was painted in spring"),
    ("the archive", "counted", "41 letters about the lighthouse"),
)


def sayings(rows: Iterable[tuple[str, str, str]]) -> list[Saying]:
    return [
        Saying(statement=f"s{number}", actor=source, said=Said(content=content, source=source, cue=cue))
        for number, (source, cue, content) in enumerate(rows)
    ]


def no_encoder(texts: Sequence[str]) -> Floats:
    return np.zeros((len(texts), 8), np.float32)


@pytest.fixture(scope="module", params=["trained", "none"])
def found(request: pytest.FixtureRequest) -> tuple[Induced, ...]:
    encoder = embed if request.param == "trained" else no_encoder
    return find_concepts(sayings((*TROOPS, *FERRY, *FACTS)), embed=encoder)


def test_find_concepts_puts_what_most_actors_take_sides_on_first(found: tuple[Induced, ...]) -> None:
    first, second, *_ = (set(roots_of(one.concept.label)) for one in found)
    assert {*roots_of("send engineers Morvania")} <= first
    assert {*roots_of("sell ferry")} <= second
    assert [one.actors for one in found] == sorted((one.actors for one in found), reverse=True)


def test_find_concepts_joins_the_ways_of_saying_one_thing(found: tuple[Induced, ...]) -> None:
    assert set(found[0].statements) >= {"s0", "s1", "s2", "s3"}
    assert set(found[0].statements).isdisjoint({"s6", "s7", "s8", "s9"})


def test_find_concepts_leaves_out_what_nobody_disputes(found: tuple[Induced, ...]) -> None:
    assert not any("lighthouse" in one.concept.label or "airfield" in one.concept.label for one in found)


def test_find_concepts_labels_are_single_plain_sentences(found: tuple[Induced, ...]) -> None:
    for one in found:
        assert re.fullmatch(r"[A-Z0-9][^.\"“”!?]*\.", one.concept.label)
        assert len(one.concept.label.split()) <= 16
        assert re.fullmatch(r"[a-z0-9_]+", one.concept.id)


def test_find_concepts_shows_typical_statements_of_different_actors(found: tuple[Induced, ...]) -> None:
    actors = {saying.statement: saying.actor for saying in sayings((*TROOPS, *FERRY, *FACTS))}
    for one in found:
        assert set(one.typical) <= set(one.statements)
        assert len({actors[statement] for statement in one.typical}) == len(one.typical) > 0


def test_find_concepts_gives_the_same_on_every_run() -> None:
    rows = sayings((*TROOPS, *FERRY, *FACTS))
    assert find_concepts(iter(rows), embed=no_encoder) == find_concepts(rows, embed=no_encoder)


def test_find_concepts_counts_an_actor_once() -> None:
    rows = sayings([("the mayor", cue, content) for _, cue, content in TROOPS])
    assert find_concepts(rows, embed=no_encoder) == ()
    [alone, *_] = find_concepts(rows, embed=no_encoder, fewest_actors=1)
    assert alone.actors == 1


def test_find_concepts_gives_at_most_as_many_as_wanted() -> None:
    assert len(find_concepts(sayings((*TROOPS, *FERRY)), embed=no_encoder, most=1)) == 1


@pytest.mark.parametrize("rows", [(), FACTS, (("a", "said", ""),), (("a", "said", "\ud800 " * 50),)])
def test_find_concepts_without_a_dispute_finds_nothing(rows: tuple[tuple[str, str, str], ...]) -> None:
    assert find_concepts(sayings(rows), embed=no_encoder) == ()


def test_find_concepts_bears_long_and_broken_contents() -> None:
    broken = [("a", "said", "to close " * 5_000), ("b", "said", "((((" * 5_000), ("c", "said", "of the " * 5_000)]
    labels = [one.concept.label for one in find_concepts(sayings((*TROOPS, *broken)), embed=no_encoder)]
    assert any("Morvania" in label for label in labels)


def test_find_concepts_bears_one_statement_said_by_all() -> None:
    rows = [(f"actor {number}", "wants", "to sell the island ferry company") for number in range(5)]
    [found] = find_concepts(sayings(rows), embed=no_encoder)
    assert (found.concept.label, found.actors) == ("The island ferry company should be sold.", 5)


def test_find_concepts_ids_differ() -> None:
    found = find_concepts(sayings((*TROOPS, *FERRY)), embed=no_encoder)
    assert len({one.concept.id for one in found}) == len(found)
