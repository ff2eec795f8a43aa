"""A ledger opens, or says by name why not."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from onrecord.errors import LedgerBusyError, LedgerError
from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.migrations import STEPS
from onrecord.ledger.reading import read_contents
from onrecord.ledger.writing import Reading, write_reading

MakeReading = Callable[..., Reading]


def test_database_makes_every_table_once(tmp_path: Path) -> None:
    for _ in range(2):
        database = Database(tmp_path / "story.db", busy_seconds=1)
        with database.reading() as connection:
            made = set(sa.inspect(connection).get_table_names())
            of_search = {name for name in made if name.partition("_")[2].startswith(("words", "numbers"))}
            assert made - of_search == set(tables.metadata.tables)
            assert connection.scalar(sa.select(sa.func.count()).select_from(tables.migrations)) == len(STEPS)
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        database.close()


def test_database_refuses_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be one")
    with pytest.raises(LedgerError, match=r"notes\.txt: is not a ledger"):
        Database(tmp_path / "notes.txt", busy_seconds=1)


def test_database_refuses_the_database_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE songs (title)")
    connection.close()
    with pytest.raises(LedgerError, match=r"other\.db: is a database of another program \(tables songs"):
        Database(tmp_path / "other.db", busy_seconds=1)


def test_database_refuses_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        Database(tmp_path, busy_seconds=1)
    with pytest.raises(LedgerError, match="no such ledger; make it with"):
        Database(tmp_path / "none.db", busy_seconds=1, create=False)
    with pytest.raises(LedgerError, match="does not exist; make it first"):
        Database(tmp_path / "nowhere" / "none.db", busy_seconds=1)


def test_database_refuses_a_newer_ledger(tmp_path: Path) -> None:
    Database(tmp_path / "story.db", busy_seconds=1).close()
    with sqlite3.connect(tmp_path / "story.db") as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'from_the_future', '2040-01-01 00:00:00')")
    connection.close()
    with pytest.raises(LedgerError, match="made by a newer onrecord"):
        Database(tmp_path / "story.db", busy_seconds=1)


def test_database_says_when_the_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "story.db").write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    with pytest.raises(LedgerError, match=r"story\.db: .*; restore the file from a copy"):
        Database(tmp_path / "story.db", busy_seconds=1)


def test_database_refuses_to_change_an_article(database: Database, make_reading: MakeReading) -> None:
    with database.writing() as connection:
        write_reading(connection, make_reading("a", "Nothing was said here at all, by anyone."))
    with pytest.raises(IntegrityError, match="text of an article never changes"), database.writing() as connection:
        connection.execute(tables.articles.update().values(text="Something"))


def test_second_writer_waits_and_then_says_so(database: Database) -> None:
    second = Database(database.path, busy_seconds=0.1)
    with database.writing(), pytest.raises(LedgerBusyError, match="another process is writing"), second.writing():
        pass
    second.close()


def test_reader_goes_on_while_one_writes(database: Database, make_reading: MakeReading) -> None:
    with database.writing() as writing:
        write_reading(writing, make_reading("a", "Nothing was said here at all, by anyone."))
        with database.reading() as reading:
            assert read_contents(reading).articles == 0
    with database.reading() as reading:
        assert read_contents(reading).articles == 1


def test_full_disk_is_told_and_loses_nothing(database: Database, make_reading: MakeReading) -> None:
    with database.writing() as connection:
        write_reading(connection, make_reading("a", "Nothing was said here at all, by anyone."))
    with pytest.raises(LedgerError, match="the disk is full; make room"), database.writing() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {used}")
        write_reading(connection, make_reading("b", "Much was said here by everyone, at length. " * 2000))
    with database.reading() as connection:
        assert read_contents(connection).articles == 1
