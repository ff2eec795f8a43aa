"""What a person decides of a statement holds, is evidence, and undone leaves no trace but its row."""

from __future__ import annotations

import datetime
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import onrecord
from onrecord.adding import code_statements
from onrecord.errors import EvidenceError, LedgerError
from onrecord.ledger import statements, tables
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector, enforce_decision
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.database import Database
from onrecord.ledger.decisions import read_decisions, version_of, write_decision
from onrecord.ledger.lessons import read_lessons
from onrecord.ledger.networking import read_table
from onrecord.ledger.positions import open_round, replace_codebook, work_left, write_judged
from onrecord.ledger.reading import Filter, read_actors, read_contents, read_records
from onrecord.ledger.redoing import redo_decision
from onrecord.ledger.stands import read_disputes, read_stands
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import (
    Concept,
    DateBasis,
    Decision,
    Offsets,
    Record,
    Stance,
    StatementKind,
)
from onrecord.outcomes import Added
from onrecord.positions.coder import Judgement, Said
from onrecord.positions.coding import Judged

MakeReading = Callable[..., Reading]
Result = TypeVar("Result")

TEXT = (
    "🙂👩‍🌾 Привет из Брода. Ana Ruiz said the dam yes and also the farms must drink. "
    "Bo Ek said “the dam no, and never” on Monday. Нет, said Cy Olm, the toll if fair."
)
DAM, TOLL = Concept(id="dam", label="A dam should be built."), Concept(id="toll", label="The bridge should cost.")
MARCH = datetime.date(2031, 3, 5)
STANCES = {"yes": Stance.SUPPORT, "no": Stance.OPPOSE, "if": Stance.CONDITIONAL}
FIRST_LEDGER = Path(__file__).with_name("first_ledger.sql")


class WordCoder:
    """Takes "dam yes" for support of the concept whose id is dam."""

    name = "words-1"

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        for one in said:
            yield tuple(
                Judgement(concept=concept.id, stance=stance, confidence=0.8, probabilities={stance: 0.8})
                for concept in concepts
                for word, stance in STANCES.items()
                if f"{concept.id} {word}" in one.content
            )


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


class Story:
    """A ledger with one article in which three people say one thing each, and its corrections by Ada."""

    def __init__(self, database: Database, make_reading: MakeReading) -> None:
        self.database = database
        said = (
            ("Ana Ruiz", "the dam yes and also the farms must drink"),
            ("Bo Ek", "“the dam no, and never”"),
            ("Cy Olm", "the toll if fair"),
        )
        with database.writing() as connection:
            write_reading(connection, make_reading("a1", TEXT, *said, published=MARCH))
            replace_codebook(connection, [DAM, TOLL])
        self.code()

    def code(self) -> int:
        added = Added()
        code_statements(self.database, WordCoder(), added)
        return added.coded

    def decide(self, act: Callable[[StatementCorrector], Result]) -> Result:
        with self.database.writing() as connection:
            return act(StatementCorrector(connection, by="Ada"))

    def undo(self, number: int) -> Decision:
        with self.database.writing() as connection:
            return Corrector(connection, by="Bo").undo(number)

    def redo(self, number: int) -> Decision:
        with self.database.writing() as connection:
            return redo_decision(connection, number, by="Cy")

    def records(self, wanted: Filter | None = None) -> list[Record]:
        with self.database.reading() as connection:
            return list(read_records(connection, wanted or Filter()))

    def record(self, words: str) -> Record:
        return next(record for record in self.records() if words in record.statement.text)

    def id(self, words: str) -> str:
        return self.record(words).statement.id

    def texts(self, wanted: Filter | None = None) -> list[str]:
        return [record.statement.text for record in self.records(wanted)]

    def stands(self) -> list[str]:
        with self.database.reading() as connection:
            found = list(read_stands(connection, Filter()))
        return [f"{one.actor.name if one.actor else '?'} {one.position.concept} {one.position.stance}" for one in found]

    def actors(self) -> dict[str, int]:
        with self.database.reading() as connection:
            return {actor.name: actor.statements for actor in read_actors(connection, Filter())}

    def state(self) -> dict[str, list[tuple[object, ...]]]:
        """Return all rows by which the ledger answers anything; what is kept for an undo is not among them."""
        with self.database.reading() as connection:
            return state_of(connection)


def state_of(connection: sa.Connection) -> dict[str, list[tuple[object, ...]]]:
    names = (
        *("statements", "spans", "speaking", "speakers", "actors", "actor_keys"),
        *("positions", "coded", "judgements", "as_found"),
    )
    return {
        name: sorted((tuple(row) for row in connection.execute(sa.text(f"SELECT * FROM {name}"))), key=repr)
        for name in names
    }


@pytest.fixture
def story(database: Database, make_reading: MakeReading) -> Story:
    return Story(database, make_reading)


@pytest.fixture
def other_story(tmp_path: Path, make_reading: MakeReading) -> Iterator[Story]:
    opened = Database(tmp_path / "other.db", busy_seconds=0.2)
    yield Story(opened, make_reading)
    opened.close()


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


SPAN = place("the farms")


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


def test_a_rerun_of_add_and_a_date_that_comes_later_disturb_nothing(
    database: Database, make_reading: MakeReading
) -> None:
    undated = make_reading("a1", TEXT, ("Ana Ruiz", "the dam yes and also the farms must drink"))
    with database.writing() as connection:
        write_reading(connection, undated)
        ada = StatementCorrector(connection, by="Ada")
        [whole] = read_records(connection, Filter())
        ada.split_statement(whole.statement.id, TEXT.index("and also"))
        ada.add_statement("a1", source=(), cue=(), content=(place("the toll"),), speakers=["Cy"])
        before = state_of(connection)
        write_reading(connection, undated)
        assert state_of(connection) == before
        assert {record.statement.date for record in read_records(connection, Filter())} == {None}
        write_reading(connection, make_reading("a1", TEXT, published=MARCH))
        dates = [record.statement.date for record in read_records(connection, Filter())]
        assert dates == [None, None, MARCH]  # this reading found no statement to date
        found = ("Ana Ruiz", "the dam yes and also the farms must drink")
        dated = make_reading("a1", TEXT, found, published=MARCH)
        tables_of_articles = tables.articles.update().values(published=None)
        connection.execute(tables_of_articles)
        write_reading(connection, replace(dated, page="another"))
        texts = [(record.statement.text, record.statement.date) for record in read_records(connection, Filter())]
    assert texts == [("the dam yes", MARCH), ("and also the farms must drink", MARCH), ("the toll", MARCH)]


LONG = "The council met again on Tuesday and heard all sides of the matter until late in the night. " * 4


def test_a_copy_is_decided_by_itself_but_for_positions(database: Database, make_reading: MakeReading) -> None:
    with database.writing() as connection:
        for article, before in (("wire", ""), ("paper", "OLM - ")):
            write_reading(
                connection, make_reading(article, f"{before}{LONG}Ana said the dam yes.", ("Ana", "the dam yes"))
            )
        original, copy = read_records(connection, Filter())
        assert copy.copy_of == original.statement.id
        ada = StatementCorrector(connection, by="Ada")
        ada.reject_statement(copy.statement.id)
        assert [record.statement.id for record in read_records(connection, Filter())] == [original.statement.id]
        assert read_contents(connection).statements == 1
        ada.confirm_statement(copy.statement.id)
        ada.reject_statement(original.statement.id)
        assert [record.statement.id for record in read_records(connection, Filter())] == [copy.statement.id]
        assert read_contents(connection).statements == 0
        start = copy.article.text.index("the dam")
        cut = ada.split_statement(copy.statement.id, start + 4)
        parts = list(read_records(connection, Filter()))
        assert [part.copy_of for part in parts] == [original.statement.id] * 2
        assert cut.subject_id == copy.statement.id


def test_a_copy_that_comes_later_is_compared_with_what_was_found(database: Database, make_reading: MakeReading) -> None:
    with database.writing() as connection:
        write_reading(connection, make_reading("wire", f"{LONG}Ana said the dam yes.", ("Ana", "the dam yes")))
        [original] = read_records(connection, Filter())
        start = original.article.text.index("the dam")
        spans = ((start + 4, start + 11),)
        StatementCorrector(connection, by="Ada").set_spans(original.statement.id, source=(), cue=(), content=spans)
        write_reading(connection, make_reading("paper", f"OLM - {LONG}Ana said the dam yes.", ("Ana", "the dam yes")))
        copies = [record.copy_of for record in read_records(connection, Filter())]
    assert copies == [None, original.statement.id]


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


def test_version_counts_decisions_and_undoings_of_a_statement_and_its_positions(story: Story) -> None:
    words, other = story.id("dam yes"), story.id("dam no")

    def version(subject: str, subject_id: str) -> int:
        with story.database.reading() as connection:
            return version_of(connection, subject, subject_id)

    assert version("statement", words) == 0
    decision = story.decide(lambda ada: ada.confirm_statement(words))
    with story.database.writing() as connection:
        PositionCorrector(connection, by="Ada").confirm(words, "dam")
        Corrector(connection, by="Ada").rename("ana-ruiz", "Ana")
    assert (version("statement", words), version("statement", other), version("actor", "ana-ruiz")) == (2, 0, 1)
    story.undo(decision.id)
    assert version("statement", words) == 3
    story.redo(decision.id)
    assert version("statement", words) == 4


def test_version_reads_an_index(story: Story) -> None:
    with story.database.reading() as connection:
        seen: list[str] = []
        sa.event.listen(connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
        version_of(connection, "statement", "x")
        for query in list(seen):
            marks = query.count("?")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", tuple("x" * marks)).all()
            assert all("decisions_by_subject" in str(row) for row in plan)
    assert len(seen) >= 2


@pytest.mark.parametrize(
    "act",
    [
        lambda actors, _: actors.merge("bo-ek", "cy-olm"),
        lambda actors, _: actors.rename("bo-ek", "Bo Gustav Ek"),
        lambda actors, _: actors.alias("bo-ek", "Cy Olm"),
        lambda actors, _: actors.is_not("bo-ek", "cy-olm"),
        lambda actors, _: actors.is_not("bo-ek", "Somebody"),
        lambda actors, _: actors.wikidata("bo-ek", "Q1"),
        lambda _, coding: coding.set(coding_statement(coding), "toll", Stance.SUPPORT),
        lambda _, coding: coding.set(coding_statement(coding), "dam", None),
        lambda _, coding: coding.merge("toll", "dam"),
        lambda _, coding: coding.drop("toll"),
        lambda _, coding: coding.add(Concept(id="ferry", label="The ferry should sail."))[0],
        lambda _, coding: coding.edit("dam", label="A high dam should be built.")[0],
        lambda _, coding: coding.edit("dam", description="Of stone.")[0],
        lambda _, coding: coding.edit("dam", examples=[(Stance.OPPOSE, "No dam.")])[0],
    ],
)
def test_redo_makes_decisions_on_actors_positions_and_concepts_anew(
    story: Story, act: Callable[[Corrector, PositionCorrector], Decision]
) -> None:
    with story.database.writing() as connection:
        made = act(Corrector(connection, by="Ada"), PositionCorrector(connection, by="Ada", why="read again"))
    with story.database.reading() as connection:
        after = state_of(connection)
    story.undo(made.id)
    redone = story.redo(made.id)
    assert (redone.subject, redone.subject_id, redone.field, redone.new) == (
        made.subject,
        made.subject_id,
        made.field,
        made.new,
    )
    assert (redone.made_by, redone.why, redone.undone_at) == ("Cy", made.why, None)
    assert [
        [tuple("?" if value in ("Ada", "Cy") else value for value in row) for row in rows]
        for rows in story.state().values()
    ] == [[tuple("?" if value in ("Ada", "Cy") else value for value in row) for row in rows] for rows in after.values()]


def coding_statement(coding: PositionCorrector) -> str:
    return next(
        record.statement.id
        for record in read_records(coding._connection, Filter())
        if "dam yes" in record.statement.text
    )


def test_redo_of_a_split_parts_the_actor_again(story: Story) -> None:
    story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), ["bo-ek"]))
    with story.database.writing() as connection:
        parted = Corrector(connection, by="Ada").split("bo-ek", articles=["a1"], into="Bo Ekberg")
    after = story.state()
    story.undo(parted.id)
    redone = story.redo(parted.id)
    assert (redone.new, story.state()) == (parted.new, after)


def test_redo_refuses_what_is_in_force_unknown_or_impossible_now(story: Story) -> None:
    words = story.id("dam yes")
    cut = story.decide(lambda ada: ada.split_statement(words, TEXT.index("and also")))
    with pytest.raises(LedgerError, match=r"decision 1 is in force; there is nothing to redo"):
        story.redo(cut.id)
    with pytest.raises(LedgerError, match="no decision 9"):
        story.redo(9)
    story.undo(cut.id)
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(place("the dam yes"),)))
    with pytest.raises(LedgerError, match="cannot be cut at"):
        story.redo(cut.id)
    added = story.decide(lambda ada: ada.add_statement("a1", source=(), cue=(), content=(place("Нет"),), speakers=()))
    story.undo(added.id)
    story.redo(added.id)
    with pytest.raises(LedgerError, match="has exactly this content already"):
        story.redo(added.id)


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


# What may be done, each with numbers from which the story picks what it does it to.
ACTS = ("confirm", "reject", "kind", "speakers", "spans", "split", "add", "position", "merge", "undo", "undo", "redo")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, len(TEXT)), st.integers(0, len(TEXT))),
    max_size=25,
)
CAST: tuple[list[str], ...] = (["bo-ek"], [], ["ana-ruiz", "Cy Olm"], ["Дана Ли"], ["Дана Ли", "bo-ek"], ["Eva Ny"])


def take(connection: sa.Connection, act: str, which: int, one: int, other: int) -> None:
    """Do one thing to a ledger, or nothing where it is refused."""
    ada = StatementCorrector(connection, by="Ada")
    decisions = list(read_decisions(connection))
    columns = tables.statements.c
    ids = connection.scalars(sa.select(columns.id).order_by(columns.position, columns.id)).all()
    words = ids[which % len(ids)]
    span = ((min(one, other), max(one, other)),)
    match act:
        case "confirm":
            ada.confirm_statement(words)
        case "reject":
            ada.reject_statement(words)
        case "kind":
            ada.set_kind_of_statement(words, list(StatementKind)[one % 3])
        case "speakers":
            ada.set_speakers(words, CAST[one % len(CAST)])
        case "spans":
            ada.set_spans(words, source=(), cue=(), content=span)
        case "split":
            ada.split_statement(words, one)
        case "add":
            ada.add_statement("a1", source=(), cue=(), content=span, speakers=CAST[which % len(CAST)])
        case "position":
            PositionCorrector(connection, by="Ada").set(words, "dam", list(Stance)[one % 3])
        case "merge":
            Corrector(connection, by="Ada").merge("bo-ek", "cy-olm")
        case "undo" if decisions:
            Corrector(connection, by="Ada").undo(decisions[one % len(decisions)].id)
        case "redo" if decisions:
            redo_decision(connection, decisions[one % len(decisions)].id, by="Ada")


class RolledBackError(Exception):
    """Ends a transaction of which nothing shall stay."""


def enforce_all(connection: sa.Connection, decisions: Sequence[Decision]) -> None:
    """Store decisions as rows and enforce them at once, merges of actors aside."""
    for decision in decisions:
        if decision.subject == "actor":
            Corrector(connection, by=decision.made_by).merge(decision.subject_id, decision.new or "")
        else:
            write_decision(connection, decision)
    statements.enforce(connection, [one.subject_id for one in decisions if one.subject == "statement"])
    for decision in decisions:
        enforce_decision(connection, decision)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_decisions_and_undoings_leave_what_those_in_force_make(
    story: Story, other_story: Story, steps: list[tuple[str, int, int, int]]
) -> None:
    with suppress(RolledBackError), story.database.writing() as lived, other_story.database.writing() as fresh:
        untouched = state_of(fresh)
        for step in steps:
            with suppress(LedgerError, EvidenceError), lived.begin_nested():
                take(lived, *step)
        in_force = [decision for decision in read_decisions(lived) if decision.undone_at is None]
        enforce_all(fresh, in_force)
        assert state_of(lived) == state_of(fresh)
        for record in read_records(lived, Filter()):
            for span in (*record.statement.source, *record.statement.cue, *record.statement.content):
                assert TEXT[span.start : span.end] == span.quote != ""
        for decision in reversed(in_force):
            Corrector(lived, by="Bo").undo(decision.id)
        assert state_of(lived) == untouched
        raise RolledBackError
