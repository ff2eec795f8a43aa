"""What a person decides of actors holds for all articles, those to come too, and can be undone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from onrecord.actors.known.known import KnownActor
from onrecord.errors import LedgerError
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.reading import Filter, read_actors, read_records
from onrecord.ledger.suggesting import suggestions
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import Actor, ActorKind, Affiliation

MakeReading = Callable[..., Reading]


class Story:
    """A ledger to which articles come in which people say one thing each."""

    def __init__(self, connection: sa.Connection, make_reading: MakeReading) -> None:
        self.connection = connection
        self.ada = Corrector(connection, by="Ada")
        self._make = make_reading

    def tell(self, *names: str) -> None:
        count = len(list(read_records(self.connection, Filter())))
        sentences = [f"{name} said thing number {count + place} is so." for place, name in enumerate(names)]
        said = [(name, f"thing number {count + place} is so") for place, name in enumerate(names)]
        write_reading(self.connection, self._make(f"article{count}", " ".join(sentences), *said))

    def actors(self) -> dict[str, Actor]:
        return {actor.name: actor for actor in read_actors(self.connection, Filter())}

    def counts(self) -> dict[str, int]:
        return {name: actor.statements for name, actor in self.actors().items()}


@pytest.fixture
def story(writer: sa.Connection, make_reading: MakeReading) -> Story:
    told = Story(writer, make_reading)
    told.tell("Ana Ruiz", "Bo Ek")
    told.tell("Ana Montero", "Bo Ek")
    return told


def test_merge_holds_for_articles_to_come_and_is_undone(story: Story) -> None:
    decision = story.ada.merge("Ana Montero", "Ana Ruiz")
    assert (decision.made_by, story.counts()) == ("Ada", {"Ana Ruiz": 2, "Bo Ek": 2})
    story.tell("Ana Montero")
    assert story.counts()["Ana Ruiz"] == 3
    story.ada.undo(decision.id)
    assert story.counts() == {"Ana Ruiz": 1, "Ana Montero": 2, "Bo Ek": 2}


def test_merge_follows_merges(story: Story) -> None:
    story.ada.merge("ana-montero", "ana-ruiz")
    second = story.ada.merge("ana-ruiz", "bo-ek")
    assert set(story.counts().values()) == {4}
    story.ada.undo(second.id)
    assert story.counts() == {"Ana Ruiz": 2, "Bo Ek": 2}


def test_merge_refuses_circles_itself_and_what_is_decided_otherwise(story: Story) -> None:
    story.ada.merge("ana-montero", "ana-ruiz")
    with pytest.raises(LedgerError, match="are one actor already"):
        story.ada.merge("ana-ruiz", "ana-montero")
    story.ada.is_not("bo-ek", "ana-ruiz")
    with pytest.raises(LedgerError, match="undo that first"):
        story.ada.merge("bo-ek", "ana-ruiz")
    with pytest.raises(LedgerError, match="no actor 'Nobody'"):
        story.ada.merge("Nobody", "ana-ruiz")


def test_split_parts_a_name_for_good_and_is_undone(story: Story) -> None:
    story.ada.merge("ana-montero", "ana-ruiz")
    decision = story.ada.split("ana-ruiz", names=["Ana Montero"])
    assert story.counts() == {"Ana Ruiz": 1, "Ana Montero": 1, "Bo Ek": 2}
    story.ada.undo(decision.id)
    assert story.counts() == {"Ana Ruiz": 2, "Bo Ek": 2}


def test_split_by_article_gives_the_statements_to_another_actor(story: Story) -> None:
    story.ada.split("Bo Ek", articles=["article2"], into="Bo Ekberg")
    assert story.counts() == {"Ana Ruiz": 1, "Ana Montero": 1, "Bo Ek": 1, "Bo Ekberg": 1}


def test_split_refuses_to_part_nothing_or_all(story: Story) -> None:
    with pytest.raises(LedgerError, match="no such name or article"):
        story.ada.split("bo-ek", names=["Somebody"])
    with pytest.raises(LedgerError, match="that is all of bo-ek"):
        story.ada.split("bo-ek", names=["Bo Ek"])


def test_rename_shows_the_name_given_until_undone(story: Story) -> None:
    decision = story.ada.rename("bo-ek", "Bo Gustav Ek")
    story.tell("Bo Ek")
    assert story.counts()["Bo Gustav Ek"] == 3
    story.ada.undo(decision.id)
    assert story.counts()["Bo Ek"] == 3


def test_kind_is_as_it_was_when_undone(story: Story) -> None:
    first = story.ada.kind("bo-ek", ActorKind.ORGANIZATION)
    second = story.ada.kind("bo-ek", ActorKind.GROUP)
    story.ada.undo(first.id)
    assert story.actors()["Bo Ek"].kind is ActorKind.GROUP
    story.ada.undo(second.id)
    assert story.actors()["Bo Ek"].kind is ActorKind.PERSON


def test_alias_takes_present_and_future_speakers_of_the_name(story: Story) -> None:
    decision = story.ada.alias("ana-ruiz", "Ana Montero")
    story.tell("Ana Montero")
    assert story.counts() == {"Ana Ruiz": 3, "Bo Ek": 2}
    with pytest.raises(LedgerError, match="is an alias of ana-ruiz"):
        story.ada.alias("bo-ek", "ANA MONTERO")
    story.ada.undo(decision.id)
    assert story.counts()["Ana Montero"] == 2


def test_is_not_keeps_a_bare_surname_away(story: Story) -> None:
    story.ada.is_not("bo-ek", "Ek")
    story.tell("Ek")
    assert story.counts() == {"Ana Ruiz": 1, "Ana Montero": 1, "Bo Ek": 2, "Ek": 1}


def test_affiliation_is_added_and_struck_out(story: Story) -> None:
    mayor = Affiliation(role="mayor", of="Brend")
    decision = story.ada.affiliation("ana-ruiz", mayor)
    assert story.actors()["Ana Ruiz"].affiliations == (mayor,)
    story.ada.affiliation("ana-ruiz", mayor, holds=False)
    story.tell("Ana Ruiz")
    assert story.actors()["Ana Ruiz"].affiliations == ()
    assert decision.id == 1


def test_load_makes_decisions_once(story: Story) -> None:
    known = KnownActor(
        name="Ana María Ruiz",
        kind=ActorKind.PERSON,
        aliases=("Ana Ruiz", "Ana Montero"),
        distinct_from=("Bo Ek",),
        wikidata="Q1",
    )
    made = story.ada.load(known)
    assert {decision.field for decision in made} == {"same_as", "name", "alias", "distinct_from", "wikidata"}
    assert story.counts() == {"Ana María Ruiz": 2, "Bo Ek": 2}
    assert story.actors()["Ana María Ruiz"].wikidata == "Q1"
    assert story.ada.load(known) == []


def test_undo_refuses_what_is_undone(story: Story) -> None:
    decision = story.ada.rename("bo-ek", "Bo")
    story.ada.undo(decision.id)
    with pytest.raises(LedgerError, match="was undone"):
        story.ada.undo(decision.id)


def test_suggestions_name_likely_pairs_with_reasons_but_not_those_decided_apart(story: Story) -> None:
    story.tell("Emil Marcon")
    story.tell("Emil Macron")
    [found] = suggestions(story.connection)
    assert {found.actor, found.into} == {"emil-marcon", "emil-macron"}
    assert found.reasons == ("surname spelt otherwise: macron, marcon",)
    story.ada.is_not("emil-macron", "emil-marcon")
    assert suggestions(story.connection) == []
