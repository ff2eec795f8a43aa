"""What is written is evidence, whole or not at all, and only once."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from onrecord.errors import EvidenceError
from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.evidence import check_evidence
from onrecord.ledger.reading import Filter, read_actors, read_contents, read_records, read_refusals
from onrecord.ledger.writing import Reading, write_reading, write_refusal
from onrecord.model import Affiliation, Refused, Span
from onrecord.outcomes import Outcome

MakeReading = Callable[..., Reading]

TEXT = "Ana Ruiz said the dam must wait. 🙂 Farmers were pleased, and the mayor of Lower Brend spoke of a long summer."
LONG = " ".join(
    f"Paragraph {number} tells of valves, pumps and the price of water in {number} towns." for number in range(40)
)
MARCH = datetime.date(2024, 3, 1)


@pytest.mark.parametrize(
    ("start", "end", "quote"),
    [(0, 4, "Ana "), (0, 3, "ana"), (0, 0, ""), (-3, 3, "Ana"), (5, 2, "Ruiz"), (0, 900, TEXT), (34, 35, "F")],
)
def test_check_evidence_refuses_what_does_not_read_as_quoted(start: int, end: int, quote: str) -> None:
    text = TEXT[1:] if quote == "Ana " else TEXT
    with pytest.raises(EvidenceError, match="article a1: characters"):
        check_evidence(Span(article="a1", start=start, end=end, quote=quote), text)


def test_check_evidence_counts_code_points() -> None:
    start = TEXT.index("Farmers")
    check_evidence(Span(article="a1", start=start, end=start + 7, quote="Farmers"), TEXT)
    assert TEXT[start - 2] == "🙂"


def test_write_reading_gives_back_what_it_was_given(writer: sa.Connection, make_reading: MakeReading) -> None:
    reading = make_reading("a1", TEXT, ("Ana Ruiz", "the dam must wait"), published=MARCH)
    written = write_reading(writer, reading)
    [record] = read_records(writer, Filter())
    assert (written.article, written.outcome, written.renamed_from) == ("a1", Outcome.ADDED, None)
    assert record.statement == reading.statements[0]
    assert record.article == reading.article
    assert record.speaker is not None
    assert (record.speaker.name, record.speaker.statements) == ("Ana Ruiz", 1)


def test_write_reading_refuses_false_evidence_whole(database: Database, make_reading: MakeReading) -> None:
    reading = make_reading("a1", TEXT, ("Ana Ruiz", "the dam must wait"))
    [statement] = reading.statements
    false = dataclasses.replace(statement.content[0], quote="the dam must go!!")
    broken = dataclasses.replace(reading, statements=(dataclasses.replace(statement, content=(false,)),))
    with pytest.raises(EvidenceError), database.writing() as connection:
        write_reading(connection, broken)
    with database.reading() as connection:
        assert read_contents(connection).articles == 0


def test_write_reading_of_the_same_text_changes_nothing(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_reading(writer, make_reading("a1", TEXT, ("Ana Ruiz", "the dam must wait"), published=MARCH))
    again = write_reading(writer, make_reading("b2", TEXT, ("Ana Ruiz", "the dam must wait"), published=MARCH))
    assert (again.article, again.outcome) == ("a1", Outcome.DUPLICATE)
    assert read_contents(writer).statements == 1


def test_write_reading_fills_a_date_that_was_unknown(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_reading(writer, make_reading("a1", TEXT, ("Ana Ruiz", "the dam must wait")))
    assert read_contents(writer).undated == ("a1",)
    later = write_reading(writer, make_reading("b2", TEXT, ("Ana Ruiz", "the dam must wait"), published=MARCH))
    [record] = read_records(writer, Filter())
    assert later.outcome is Outcome.COMPLETED
    assert (record.article.published, record.statement.date) == (MARCH, MARCH)


def test_write_reading_never_changes_a_date_that_was_known(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_reading(writer, make_reading("a1", TEXT, published=MARCH))
    other = write_reading(writer, make_reading("a1", TEXT, published=datetime.date(2025, 1, 1)))
    assert other.outcome is Outcome.DUPLICATE
    assert writer.scalar(sa.select(tables.articles.c.published)) == MARCH


def test_write_reading_gives_a_clashing_id_a_suffix(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_reading(writer, make_reading("a1", TEXT, ("Ana Ruiz", "the dam must wait")))
    other = make_reading("a1", LONG + " Bo Lind said it rains.", ("Bo Lind", "it rains"))
    written = write_reading(writer, other)
    records = list(read_records(writer, Filter()))
    assert (written.article, written.renamed_from) == ("a1-2", "a1")
    assert [record.statement.article for record in records] == ["a1", "a1-2"]
    assert records[1].statement.content[0].article == "a1-2"
    assert len({record.statement.id for record in records}) == 2


def test_write_reading_marks_a_wire_copy_and_its_statements(writer: sa.Connection, make_reading: MakeReading) -> None:
    first = LONG + " Bo Lind said it rains."
    second = "OTHERTOWN - " + LONG + " Bo Lind said it rains. And it went on raining for a day."
    write_reading(writer, make_reading("wire", first, ("Bo Lind", "it rains")))
    copy = make_reading("paper", second, ("Bo Lind", "it rains"), ("Bo Lind", "it went on raining for a day"))
    written = write_reading(writer, copy)
    records = {record.statement.text: record for record in read_records(writer, Filter()) if record.article.copy_of}
    [actor] = read_actors(writer, Filter())
    assert written.outcome is Outcome.COPY
    assert records["it rains"].copy_of is not None
    assert records["it went on raining for a day"].copy_of is None
    assert actor.statements == 2  # once the sentence in both, once the sentence that only the copy has
    contents = read_contents(writer)
    assert (contents.articles, contents.copies, contents.statements) == (1, 1, 2)


def test_write_reading_makes_a_copy_of_a_copy_a_copy_of_the_first(
    writer: sa.Connection, make_reading: MakeReading
) -> None:
    for number, article in enumerate(("wire", "paper", "blog")):
        write_reading(writer, make_reading(article, f"{LONG} Edition {number}."))
    copies = {row.id: row.copy_of for row in writer.execute(sa.select(tables.articles))}
    assert copies == {"wire": None, "paper": "wire", "blog": "wire"}


def test_write_reading_widens_an_affiliation_and_collects_aliases(
    writer: sa.Connection, make_reading: MakeReading
) -> None:
    for article, day, name in (("a", 5, "Ana Ruiz"), ("b", 2, "Ana  Ruíz"), ("c", 9, "ana ruiz")):
        reading = make_reading(
            article, f"{name} said {article} is a letter of some note. {article * 9}", (name, "is a letter")
        )
        role = Affiliation(role="mayor", of="Brend")
        speakers = tuple((dataclasses.replace(speaker, affiliations=(role,)),) for [speaker] in reading.speakers)
        dated = dataclasses.replace(reading.article, published=datetime.date(2024, 3, day))
        write_reading(writer, dataclasses.replace(reading, speakers=speakers, article=dated))
    [actor] = read_actors(writer, Filter())
    [seen] = actor.affiliations
    assert (actor.name, set(actor.aliases)) == ("Ana Ruíz", {"Ana Ruiz", "Ana  Ruíz", "ana ruiz"})
    assert (seen.first_seen, seen.last_seen) == (datetime.date(2024, 3, 2), datetime.date(2024, 3, 9))


def test_write_refusal_keeps_the_last_reason_until_the_address_is_taken(
    writer: sa.Connection, make_reading: MakeReading
) -> None:
    for reason in ("empty", "binary"):
        write_refusal(writer, Refused(address="x.txt", reason=reason, remedy="look"))
    assert [refused.reason for refused in read_refusals(writer)] == ["binary"]
    write_reading(writer, make_reading("x", TEXT, address="x.txt"))
    assert list(read_refusals(writer)) == []
