"""Search finds what stands in the ledger now, for whatever is typed."""

from __future__ import annotations

import dataclasses
import datetime
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ledger import tables
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.database import Database
from onrecord.ledger.searching import LONGEST_WORD, Hits, search
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import Span, statement_id

MakeReading = Callable[..., Reading]

HARBOUR = "Zoë Séjourné said the harbour dues must fall. The ferry came late."


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sa.Connection]:
    """Return a connection to a ledger that holds one article."""
    database = Database(tmp_path_factory.mktemp("shelf") / "story.db", busy_seconds=1)
    with database.writing() as connection:
        connection.execute(
            tables.articles.insert().values(
                id="a", text=HARBOUR, digest="d", address="a", added_at=datetime.datetime.now(datetime.UTC)
            )
        )
    with database.reading() as connection:
        yield connection
    database.close()


def found(hits: Hits) -> tuple[list[str], list[str], list[str]]:
    """Return the articles, what matches in the statements, and the actors."""
    return (
        [one.id for one in hits.articles],
        ["".join(one.pieces) for one in hits.statements],
        [one.name for one in hits.actors],
    )


def check_index(connection: sa.Connection) -> None:
    """Have the database compare its index with what stands in the ledger."""
    for name in ("article_words", "statement_words"):
        connection.exec_driver_sql(f"INSERT INTO {name} ({name}, rank) VALUES ('integrity-check', 1)")
    connection.exec_driver_sql("INSERT INTO actor_words (actor_words) VALUES ('integrity-check')")


def write_harbour(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_reading(writer, make_reading("a", HARBOUR, ("Zoë Séjourné", "the harbour dues must fall")))


def test_search_finds_articles_statements_and_actors(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_harbour(writer, make_reading)
    assert found(search(writer, "harb")) == (["a"], ["the harbour dues must fall"], [])
    assert found(search(writer, "sejour")) == (["a"], [], ["Zoë Séjourné"])
    [statement], [actor] = search(writer, "dues").statements, search(writer, "SÉJ").actors
    assert (statement.speaker, statement.article, actor.statements) == ("Zoë Séjourné", "a", 1)


@pytest.mark.parametrize(
    ("typed", "hits"),
    [
        ("fer", True),
        ("ferry late", True),
        ("late ferr", True),
        ("fer ", False),
        ("fer late", False),
        ("ferry tram", False),
        ("f", False),
        ('"ferry"', True),
        ("ferry*", True),
        ("ferry AND late", False),
        ("-ferry", True),
        ("text:ferry", False),
        ("^ferry", True),
        ("", False),
        ("\"'*() NEAR", False),
        ("!?…—", False),
        ("\x00", False),
        ("\ud800", False),
        ("🙂", False),
        ("ferry " * 2000, True),
        ("x" * 10_000, False),
    ],
)
def test_search_takes_words_as_they_are_typed(shelf: sa.Connection, typed: str, hits: bool) -> None:
    assert bool(search(shelf, typed).articles) is hits


@settings(max_examples=200, deadline=None)
@given(st.text() | st.text(alphabet="\"'*()^:+-{}[],. ANDORTxé\u0301_"))
def test_search_takes_any_text(shelf: sa.Connection, typed: str) -> None:
    for article in search(shelf, typed).articles:
        if article.start is not None:
            before, match, after = article.pieces
            assert HARBOUR[article.start :].startswith(match + after)
            assert HARBOUR[: article.start].endswith(before)


@pytest.mark.parametrize(
    ("text", "typed", "match"),
    [
        ("🙂🙂 Mayor: 👩‍👩‍👧 the Quay must open", "qua", "Quay"),
        ("Мэр Москвы сказал, что мост нужен", "москв", "Москвы"),
        ("Über 3 Brücken", "brucken", "Brücken"),
        ("Cafe\u0301 owners object", "café", "Cafe\u0301"),
        ("İzmir's port is full", "izmir", "İzmir"),
        ("The road tax. The flood, they say, and then the flood tax", "flood tax", "flood tax"),
        ("港は 静かな です", "静か", "静かな"),
        ("one.two", "two", "two"),
    ],
)
def test_search_shows_where_the_words_stand(
    writer: sa.Connection, make_reading: MakeReading, text: str, typed: str, match: str
) -> None:
    write_reading(writer, make_reading("a", text))
    [article] = search(writer, typed).articles
    assert article.pieces[1] == match
    assert article.start == text.rindex(match)
    assert "".join(article.pieces) == text


def test_search_shows_whole_words_around_a_match_in_a_long_text(
    writer: sa.Connection, make_reading: MakeReading
) -> None:
    write_reading(writer, make_reading("a", "sluice " * 50 + "lighthouse" + " sluice" * 50))
    [article] = search(writer, "lightho").articles
    before, match, after = article.pieces
    assert (set(before.split()), match, set(after.split())) == ({"sluice"}, "lighthouse", {"sluice"})
    assert max(len(before), len(after)) < 150


def test_search_puts_whole_words_before_beginnings(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_reading(writer, make_reading("begins", "Portly men met. Ports were closed, portals too."))
    write_reading(writer, make_reading("whole", "The old port of the town was closed to ships in the night."))
    assert [one.id for one in search(writer, "port").articles] == ["whole", "begins"]
    assert [one.id for one in search(writer, "port", limit=1).articles] == ["whole"]
    assert [one.id for one in search(writer, "port ").articles] == ["whole"]


def test_search_puts_copies_after_originals(writer: sa.Connection, make_reading: MakeReading) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    for name, text in (("copy", f"{words} sluice sluice"), ("own", f"sluice {words[::-1]}"), ("other", words[::2])):
        write_reading(writer, make_reading(name, f"Ruiz said {text}.", ("Ruiz", text)))
    here = tables.articles.c.id == "copy"
    writer.execute(tables.articles.update().where(here).values(copy_of="other"))
    original = sa.select(tables.statements.c.id).where(tables.statements.c.article == "other").scalar_subquery()
    of_copy = tables.statements.c.article == "copy"
    writer.execute(tables.statements.update().where(of_copy).values(copy_of=original))
    hits = search(writer, "sluice")
    assert [one.id for one in hits.articles] == ["own", "copy"]
    assert [one.article for one in hits.statements] == ["own", "copy"]


def test_search_puts_actors_with_more_statements_first(writer: sa.Connection, make_reading: MakeReading) -> None:
    said = [("Ana Moreno", "it rains"), ("Ivo Moravec", "it snows"), ("Ivo Moravec", "it is cold")]
    text = " ".join(f"{name} says {words}." for name, words in said)
    write_reading(writer, make_reading("a", text, *said))
    assert [(one.name, one.statements) for one in search(writer, "mor").actors] == [
        ("Ivo Moravec", 2),
        ("Ana Moreno", 1),
    ]
    assert len(search(writer, "m", limit=1).actors) == 1


def test_search_leaves_out_what_was_rejected(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_harbour(writer, make_reading)
    writer.execute(tables.statements.update().values(verdict=tables.REJECTED))
    assert found(search(writer, "dues")) == (["a"], [], [])
    writer.execute(tables.statements.update().values(verdict=None))
    assert found(search(writer, "dues")) == (["a"], ["the harbour dues must fall"], [])


def test_search_finds_a_statement_by_words_of_all_its_pieces(writer: sa.Connection, make_reading: MakeReading) -> None:
    reading = make_reading("a", "The dues, said Ruiz, must fall.", ("Ruiz", "The dues"))
    [statement] = reading.statements
    rest = Span(article="a", start=21, end=30, quote="must fall")
    content = (*statement.content, rest)
    broken = dataclasses.replace(statement, id=statement_id("a", ((0, 8), (21, 30))), content=content)
    write_reading(writer, dataclasses.replace(reading, statements=(broken,)))
    assert found(search(writer, "dues fall"))[1] == ["The dues … must fall"]
    check_index(writer)
    last = (tables.spans.c.role == "content") & (tables.spans.c.position == 1)
    writer.execute(tables.spans.update().where(last).values(end=25, quote="must"))
    assert found(search(writer, "dues fall"))[1] == []
    assert found(search(writer, "dues must"))[1] == ["The dues … must"]
    check_index(writer)
    for table in (tables.spans, tables.speaking, tables.statements):
        writer.execute(table.delete())
    assert found(search(writer, "dues"))[1] == []
    check_index(writer)


def test_search_finds_an_article_by_a_title_that_came_later(writer: sa.Connection, make_reading: MakeReading) -> None:
    reading = make_reading("a", HARBOUR)
    write_reading(writer, reading)
    titled = dataclasses.replace(reading.article, title="Quarrel on the waterfront")
    write_reading(writer, dataclasses.replace(reading, article=titled, page="another"))
    [article] = search(writer, "waterfr").articles
    assert (article.title, article.start, article.pieces) == ("Quarrel on the waterfront", None, ("", "", HARBOUR))
    check_index(writer)


def test_search_finds_a_renamed_actor_by_every_name(writer: sa.Connection, make_reading: MakeReading) -> None:
    write_harbour(writer, make_reading)
    corrector = Corrector(writer, by="Kim")
    made = corrector.rename("Zoë Séjourné", "Zoë Valadier")
    corrector.alias("Zoë Valadier", "Madame le Maire")
    for typed in ("valad", "sejourne", "madame"):
        assert found(search(writer, typed))[2] == ["Zoë Valadier"]
    corrector.undo(made.id)
    assert [found(search(writer, typed))[2] for typed in ("valad", "sejourne")] == [[], ["Zoë Séjourné"]]
    check_index(writer)


def test_search_finds_a_merged_actor_as_the_other_until_it_is_undone(
    writer: sa.Connection, make_reading: MakeReading
) -> None:
    said = [("Ana Ruiz", "it rains"), ("Mayor Belmonte", "it snows")]
    write_reading(writer, make_reading("a", "Ana Ruiz: it rains. Mayor Belmonte: it snows.", *said))
    corrector = Corrector(writer, by="Kim")
    corrector.alias("Mayor Belmonte", "The Gull")
    merged = corrector.merge("Mayor Belmonte", "Ana Ruiz")
    for typed in ("belmonte", "ruiz", "gull"):
        assert [(one.name, one.statements) for one in search(writer, typed).actors] == [("Ana Ruiz", 2)]
    corrector.undo(merged.id)
    assert [found(search(writer, typed))[2] for typed in ("belmonte", "ruiz")] == [["Mayor Belmonte"], ["Ana Ruiz"]]
    check_index(writer)


def test_search_forgets_an_actor_that_is_gone(writer: sa.Connection) -> None:
    row = {"id": "x", "name": "Xaver", "kind": "person", "names": Counter(), "affiliations": (), "settled": True}
    writer.execute(tables.actors.insert().values(row))
    assert found(search(writer, "xav"))[2] == ["Xaver"]
    writer.execute(tables.actors.delete())
    assert found(search(writer, "xav"))[2] == []
    check_index(writer)


def test_searchable_indexes_a_ledger_of_an_earlier_release(tmp_path: Path) -> None:
    first = Path(__file__).with_name("first_ledger.sql").read_text(encoding="utf-8")
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(first)
    database = Database(tmp_path / "old.db", busy_seconds=1)
    with database.writing() as connection:
        assert [one.name for one in search(connection, "rui").actors] == ["Ana Ruiz"]
        quote = connection.scalar(sa.select(tables.spans.c.quote).where(tables.spans.c.role == "content").limit(1))
        assert search(connection, (quote or "").split()[-1][:LONGEST_WORD]).statements
        check_index(connection)
    database.close()
