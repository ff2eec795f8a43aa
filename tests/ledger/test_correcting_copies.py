"""What a person decided holds where articles are read again, dated later or copied by others."""

from __future__ import annotations

from dataclasses import replace

from onrecord.ledger import tables
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.database import Database
from onrecord.ledger.reading import Filter, read_contents, read_records
from onrecord.ledger.writing import write_reading
from tests.ledger.corrected_story import MARCH, TEXT, MakeReading, place, state_of


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
