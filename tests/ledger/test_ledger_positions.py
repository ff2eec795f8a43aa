"""Statements are judged once by each concept, and what a person decides of a position or concept holds."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest
import sqlalchemy as sa

from onrecord.adding import BATCH, code_statements
from onrecord.errors import LedgerError, UsageError
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.database import Database
from onrecord.ledger.positions import replace_codebook
from onrecord.ledger.reading import Filter, read_records
from onrecord.ledger.stands import read_changes, read_current, read_disputes, read_grounds, read_stands
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import ActorKind, Affiliation, Concept, Position, Speaker, Stance
from onrecord.outcomes import Added
from onrecord.positions.coder import Judgement, Said

MakeReading = Callable[..., Reading]
MARCH = datetime.date(2031, 3, 1)
DAM = Concept(id="dam", label="A dam should be built.")
TOLL = Concept(id="toll", label="The bridge should cost a toll.", examples=((Stance.OPPOSE, "Bridges are free."),))
STANCES = {"yes": Stance.SUPPORT, "no": Stance.OPPOSE, "if": Stance.CONDITIONAL}


@dataclass
class WordCoder:
    """Takes "dam yes" for support of the concept whose id is dam, and remembers what it was asked."""

    name: str = "words-1"
    asked: list[tuple[str, ...]] = field(default_factory=list)

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        for one in said:
            self.asked.append((one.content, *(concept.id for concept in concepts)))
            yield tuple(
                Judgement(concept=concept.id, stance=stance, confidence=0.8, probabilities={stance: 0.8})
                for concept in concepts
                for word, stance in STANCES.items()
                if f"{concept.id} {word}" in one.content
            )


class Story:
    """A ledger in which people say things that a coder of words reads."""

    def __init__(self, database: Database, make_reading: MakeReading) -> None:
        self.database = database
        self.coder = WordCoder()
        self._make = make_reading
        self._told = 0

    def tell(self, name: str, *said: str, day: int = 0) -> None:
        article = f"article{self._told}"
        self._told += 1
        text = " ".join(f"{name} said in article {self._told}: {words}." for words in said)
        date = MARCH + datetime.timedelta(days=day)
        reading = self._make(article, text, *((name, words) for words in said), published=date)
        with self.database.writing() as connection:
            write_reading(connection, reading)

    def give(self, *concepts: Concept) -> None:
        with self.database.writing() as connection:
            replace_codebook(connection, concepts)

    def code(self) -> Added:
        added = Added()
        self.coder.asked.clear()
        code_statements(self.database, self.coder, added)
        return added

    def positions(self, *, actor: str | None = None, concept: str | None = None) -> list[str]:
        """Return "Ana dam support", one for each position in force."""
        with self.database.reading() as connection:
            return [
                f"{stand.actor.name if stand.actor else ''} {stand.position.concept} {stand.position.stance}"
                for stand in read_stands(connection, Filter(actor=actor, concept=concept))
            ]

    def statement(self, words: str) -> str:
        with self.database.reading() as connection:
            return next(one.statement.id for one in read_records(connection, Filter()) if one.statement.text == words)

    def decide(self, act: Callable[[PositionCorrector], object]) -> None:
        with self.database.writing() as connection:
            act(PositionCorrector(connection, by="Ada"))

    def undo(self, number: int) -> None:
        with self.database.writing() as connection:
            Corrector(connection, by="Bo").undo(number)


@pytest.fixture
def story(database: Database, make_reading: MakeReading) -> Story:
    told = Story(database, make_reading)
    told.tell("Ana", "dam yes", "nothing else")
    told.tell("Bo", "dam no and toll if")
    told.give(DAM, TOLL)
    told.code()
    return told


def test_code_statements_judges_each_statement_once(story: Story) -> None:
    assert story.positions() == ["Ana dam support", "Bo dam oppose", "Bo toll conditional"]
    again = story.code()
    assert (again.coded, again.positions, story.coder.asked) == (0, 0, [])
    story.tell("Cy", "toll yes")
    more = story.code()
    assert (more.coded, more.positions, story.coder.asked) == (1, 1, [("toll yes", "dam", "toll")])


def test_code_statements_does_nothing_without_a_codebook(database: Database, make_reading: MakeReading) -> None:
    told = Story(database, make_reading)
    told.tell("Ana", "dam yes")
    assert told.code() == Added()


def test_code_statements_judges_only_by_the_concepts_that_changed(story: Story) -> None:
    story.give(DAM, Concept(id="toll", label="Cars should pay at the bridge."), Concept(id="ferry", label="Boats."))
    assert story.code().coded == 3
    assert {asked[1:] for asked in story.coder.asked} == {("toll", "ferry")}
    assert story.positions() == ["Ana dam support", "Bo dam oppose", "Bo toll conditional"]


def test_code_statements_asks_nobody_where_a_concept_only_went(story: Story) -> None:
    story.give(DAM)
    assert story.positions() == ["Ana dam support", "Bo dam oppose"]
    assert (story.code(), story.coder.asked) == (Added(), [])
    story.give(DAM, TOLL)
    assert story.positions() == ["Ana dam support", "Bo dam oppose", "Bo toll conditional"]


def test_code_statements_judges_all_anew_for_another_coder(story: Story) -> None:
    story.coder = WordCoder(name="words-2")
    assert story.code().coded == 3
    assert {asked[1:] for asked in story.coder.asked} == {("dam", "toll")}


def test_code_statements_goes_on_where_it_was_stopped(story: Story) -> None:
    class Tired(WordCoder):
        def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
            for found in super().__call__(said, concepts):
                if len(self.asked) > BATCH + 10:
                    raise KeyboardInterrupt
                yield found

    story.tell("Cy", *(f"dam yes {number:04}" for number in range(BATCH + 50)))
    awake, story.coder = story.coder, Tired()
    with pytest.raises(KeyboardInterrupt):
        story.code()
    story.coder = awake
    assert story.code().coded == 50
    assert len(story.positions()) == 3 + BATCH + 50


def test_positions_of_a_copy_are_those_of_its_original(database: Database, make_reading: MakeReading) -> None:
    told = Story(database, make_reading)
    long = "The council met again on Tuesday and heard all sides of the matter until late in the night. " * 4
    with database.writing() as connection:
        for article, place in (("wire", ""), ("paper", "OLM - ")):
            reading = make_reading(article, f"{place}{long}Ana said dam yes.", ("Ana", "dam yes"))
            write_reading(connection, reading)
    told.give(DAM)
    assert told.code().coded == 1
    with database.reading() as connection:
        records = list(read_records(connection, Filter(concept="dam")))
    assert [(record.copy_of is None, len(record.positions)) for record in records] == [(True, 1), (False, 1)]
    assert told.positions() == ["Ana dam support"]
    copy = next(record for record in records if record.copy_of)
    told.decide(lambda ada: ada.set(copy.statement.id, "dam", Stance.OPPOSE))
    assert told.positions() == ["Ana dam oppose"]


def test_filters_narrow_by_concept_actor_and_day(story: Story) -> None:
    assert story.positions(concept="toll") == story.positions(concept="COST a toll") == ["Bo toll conditional"]
    assert story.positions(concept="dam", actor="ana") == ["Ana dam support"]
    assert story.positions(concept="no such thing") == []
    with story.database.reading() as connection:
        assert len(list(read_records(connection, Filter(concept="dam")))) == 2
        assert list(read_stands(connection, Filter(), min_confidence=0.81)) == []
        assert list(read_stands(connection, Filter(since=MARCH + datetime.timedelta(days=1)))) == []


def test_set_holds_against_the_machine_until_undone(story: Story) -> None:
    words = story.statement("dam no and toll if")
    story.decide(lambda ada: ada.set(words, "dam", None))
    story.decide(lambda ada: ada.set(words, "toll", Stance.SUPPORT))
    story.decide(lambda ada: ada.set(story.statement("nothing else"), "dam", Stance.CONDITIONAL))
    decided = ["Ana dam support", "Ana dam conditional", "Bo toll support"]
    assert story.positions() == decided
    story.coder = WordCoder(name="words-2")
    story.code()
    assert story.positions() == decided
    story.undo(1)
    story.undo(2)
    assert story.positions() == ["Ana dam support", "Ana dam conditional", "Bo dam oppose", "Bo toll conditional"]


def test_set_keeps_who_decided_and_what_the_machine_found(story: Story) -> None:
    words = story.statement("dam yes")
    story.decide(lambda ada: ada.set(words, "dam", Stance.OPPOSE))
    with story.database.reading() as connection:
        grounds = read_grounds(connection, words)
        old_new = connection.execute(sa.select(tables.decisions.c.old, tables.decisions.c.new)).all()
    assert grounds.record.positions == (
        Position(statement=words, concept="dam", stance=Stance.OPPOSE, confidence=1.0, decided_by="Ada", narrated=True),
    )
    [judged] = grounds.judgements
    assert (judged.stance, judged.probabilities[Stance.SUPPORT]) == (Stance.SUPPORT, 0.8)
    assert old_new == [("support", "oppose")]


def test_confirm_makes_a_position_a_persons(story: Story) -> None:
    story.decide(lambda ada: ada.confirm(story.statement("dam yes"), "dam"))
    story.decide(lambda ada: ada.confirm(story.statement("nothing else"), "dam"))
    with story.database.reading() as connection:
        by = {stand.position.decided_by for stand in read_stands(connection, Filter(actor="ana"))}
    assert by == {"Ada"}
    assert story.positions(actor="ana") == ["Ana dam support"]


@pytest.mark.parametrize(
    ("act", "message"),
    [
        (lambda ada: ada.set("no-such", "dam", None), "no statement 'no-such'; `onrecord statements"),
        (lambda ada: ada.drop("ferry"), "no concept 'ferry'; `onrecord concepts LEDGER` lists them"),
        (lambda ada: ada.drop("should"), "'should' may be dam, toll; give one of these ids"),
        (lambda ada: ada.merge("dam", "dam"), "are one concept already"),
        (lambda ada: ada.add(Concept(id="dam", label="Another dam.")), "another concept has this id"),
        (lambda ada: ada.add(Concept(id="x y", label="Another dam.")), "its id 'x y' is none"),
        (lambda ada: ada.edit("dam", label="The bridge should cost a toll."), "its label is also that of 'toll'"),
    ],
)
def test_corrections_refuse_what_cannot_be(
    story: Story, act: Callable[[PositionCorrector], object], message: str
) -> None:
    with pytest.raises((LedgerError, UsageError), match=message):
        story.decide(act)
    assert len(story.positions()) == 3


def test_correcting_needs_a_name_that_is_no_machines(story: Story) -> None:
    with story.database.writing() as connection, pytest.raises(LedgerError, match="say who decides"):
        PositionCorrector(connection, by="machine")


def test_merge_moves_positions_and_undo_gives_them_back(story: Story) -> None:
    story.decide(lambda ada: ada.merge("toll", "dam"))
    assert story.positions() == ["Ana dam support", "Bo dam oppose"]
    story.give(TOLL, DAM)
    with story.database.reading() as connection:
        assert list(read_codebook(connection).concepts) == ["dam"]
    story.undo(1)
    assert story.positions() == ["Ana dam support", "Bo dam oppose", "Bo toll conditional"]


def test_merge_follows_merges(story: Story) -> None:
    story.give(DAM, TOLL, Concept(id="ferry", label="Boats at night."))
    story.decide(lambda ada: ada.merge("toll", "ferry"))
    story.decide(lambda ada: ada.merge("ferry", "dam"))
    assert {line.split()[1] for line in story.positions()} == {"dam"}
    story.undo(2)
    assert "Bo ferry conditional" in story.positions()
    story.undo(1)
    assert "Bo toll conditional" in story.positions()


def test_drop_takes_positions_out_until_undone(story: Story) -> None:
    story.decide(lambda ada: ada.drop("dam"))
    assert story.positions() == ["Bo toll conditional"]
    story.give(DAM, TOLL)
    assert story.positions() == ["Bo toll conditional"]
    story.undo(1)
    assert len(story.positions()) == 3


def test_add_and_edit_change_what_is_judged_next(story: Story) -> None:
    story.tell("Cy", "ferry yes")
    ferry = Concept(id="ferry", label="Boats at night.", description="Any.", examples=((Stance.SUPPORT, "Sail!"),))
    story.decide(lambda ada: ada.add(ferry))
    story.code()
    assert "Cy ferry support" in story.positions()
    story.decide(lambda ada: ada.edit("dam", label="Build it.", examples=[(Stance.SUPPORT, "Let us build.")]))
    story.code()
    assert {asked[1:] for asked in story.coder.asked} == {("dam",)}
    story.give(DAM)
    with story.database.reading() as connection:
        assert tuple(read_codebook(connection).concepts.values()) == (
            Concept(id="dam", label="Build it.", examples=((Stance.SUPPORT, "Let us build."),)),
            ferry,
        )
    for number in (1, 2, 3, 4, 5):
        story.undo(number)
    with story.database.reading() as connection:
        assert tuple(read_codebook(connection).concepts.values()) == (DAM,)


def test_read_current_is_one_an_actor_and_concept(story: Story) -> None:
    for day in (10, 20):
        story.tell("Bo", f"dam no {day}", day=day)
    for day in (70, 80):
        story.tell("Bo", f"dam yes {day}", day=day)
    story.code()
    with story.database.reading() as connection:
        stands = list(read_stands(connection, Filter(actor="bo", concept="dam")))
        [now] = read_current(connection, stands, on=datetime.date.max)
        [then] = read_current(connection, stands, on=MARCH + datetime.timedelta(days=30))
        [change] = read_changes(connection, Filter(actor="bo"))
    assert (now.record.statement.text, then.record.statement.text) == ("dam yes 80", "dam no 20")
    assert (change.before.record.statement.text, change.after.record.statement.text) == ("dam no 20", "dam yes 70")


def test_read_disputes_counts_statements_and_actors(story: Story) -> None:
    story.tell("Ana", "dam yes indeed")
    story.code()
    with story.database.reading() as connection:
        dam, toll = read_disputes(connection)
    assert (dam.concept, dict(dam.statements), dam.actors) == (DAM, {Stance.SUPPORT: 2, Stance.OPPOSE: 1}, 2)
    assert (toll.concept, toll.actors) == (TOLL, 1)


def test_positions_of_thousands_of_statements_are_read_and_decided(
    database: Database, make_reading: MakeReading
) -> None:
    told = Story(database, make_reading)
    told.tell("Ana", *(f"dam yes {number:04}" for number in range(1200)))
    told.give(DAM)
    assert told.code().positions == 1200
    told.decide(lambda ada: ada.drop("dam"))
    assert told.positions() == []
    told.undo(1)
    assert len(told.positions()) == 1200


def test_read_changes_counts_for_a_country_what_its_ministers_say(
    database: Database, make_reading: MakeReading
) -> None:
    told = Story(database, make_reading)
    people = (
        ("Ana Ruiz", Affiliation(role="foreign minister", of="Norway")),
        ("Bo Lind", Affiliation(role="former minister", of="Norway")),
        ("Cy Moe", Affiliation(role="player", of="Norway")),
    )
    told.give(DAM)
    for day, (name, held), said in (
        (0, ("Norway", None), "dam no"),
        (9, ("Norway", None), "dam no indeed"),
        (10, people[1], "dam yes then"),
        (11, people[2], "dam yes too"),
        (60, people[0], "dam yes"),
        (70, people[0], "dam yes indeed"),
    ):
        text = f"{name} said on day {day} that {said}, and left."
        reading = make_reading(f"a{day}", text, (name, said), published=MARCH + datetime.timedelta(days=day))
        speaker = (
            Speaker(name=name, kind=ActorKind.PERSON, affiliations=(held,))
            if held
            else Speaker(name=name, kind=ActorKind.COUNTRY)
        )
        with database.writing() as connection:
            write_reading(connection, dataclasses.replace(reading, speakers=((speaker,),)))
    told.code()
    with database.reading() as connection:
        [change] = read_changes(connection, Filter())
        assert list(read_changes(connection, Filter(actor="Ana Ruiz"))) == []
        assert list(read_changes(connection, Filter(actor="norway"))) == [change]
    assert change.before.actor is not None and change.after.actor is not None
    assert change.before.actor.name == change.after.actor.name == "Norway"
    assert [stand.record.statement.text for stand in (change.before, change.after)] == ["dam no indeed", "dam yes"]
