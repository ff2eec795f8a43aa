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
from onrecord.ledger.migrations import STEPS
from onrecord.ledger.opening import open_database, translated_errors
from onrecord.ledger.reading import read_contents
from onrecord.ledger.writing import Reading, write_reading

MakeReading = Callable[..., Reading]


def test_open_database_makes_every_table_once(tmp_path: Path) -> None:
    for _ in range(2):
        engine = open_database(tmp_path / "story.db", busy_seconds=1)
        with engine.connect() as connection:
            assert set(sa.inspect(connection).get_table_names()) == set(tables.metadata.tables)
            assert connection.scalar(sa.select(sa.func.count()).select_from(tables.migrations)) == len(STEPS)
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        engine.dispose()


def test_open_database_refuses_what_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database, but long enough to be one")
    with pytest.raises(LedgerError, match=r"notes\.txt: is not a ledger"):
        open_database(tmp_path / "notes.txt", busy_seconds=1)


def test_open_database_refuses_the_database_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as connection:
        connection.execute("CREATE TABLE songs (title)")
    connection.close()
    with pytest.raises(LedgerError, match=r"other\.db: is a database of another program \(tables songs"):
        open_database(tmp_path / "other.db", busy_seconds=1)


def test_open_database_refuses_a_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="is a folder"):
        open_database(tmp_path, busy_seconds=1)
    with pytest.raises(LedgerError, match="no such ledger; make it with"):
        open_database(tmp_path / "none.db", busy_seconds=1, create=False)
    with pytest.raises(LedgerError, match="does not exist; make it first"):
        open_database(tmp_path / "nowhere" / "none.db", busy_seconds=1)


def test_open_database_refuses_a_newer_ledger(tmp_path: Path) -> None:
    engine = open_database(tmp_path / "story.db", busy_seconds=1)
    engine.dispose()
    with sqlite3.connect(tmp_path / "story.db") as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'from_the_future', '2040-01-01 00:00:00')")
    connection.close()
    with pytest.raises(LedgerError, match="made by a newer onrecord"):
        open_database(tmp_path / "story.db", busy_seconds=1)


def test_open_database_says_when_the_file_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "story.db").write_bytes(b"SQLite format 3\x00" + b"\x07" * 5000)
    with pytest.raises(LedgerError, match=r"story\.db: .*; restore the file from a copy"):
        open_database(tmp_path / "story.db", busy_seconds=1)


def test_database_refuses_to_change_an_article(database: sa.Engine, make_reading: MakeReading) -> None:
    with database.connect().execution_options(writes=True) as connection, connection.begin():
        write_reading(connection, make_reading("a", "Nothing was said here at all, by anyone."))
    with (
        pytest.raises(IntegrityError, match="text of an article never changes"),
        database.connect().execution_options(writes=True) as connection,
        connection.begin(),
    ):
        connection.execute(tables.articles.update().values(text="Something"))


def test_second_writer_waits_and_then_says_so(database: sa.Engine, tmp_path: Path) -> None:
    second = open_database(tmp_path / "story.db", busy_seconds=0.1)
    with (
        database.connect().execution_options(writes=True) as first,
        first.begin(),
        pytest.raises(LedgerBusyError, match="another process is writing"),
        translated_errors(tmp_path / "story.db"),
        second.connect().execution_options(writes=True) as waiting,
        waiting.begin(),
    ):
        pass
    second.dispose()


def test_reader_goes_on_while_one_writes(database: sa.Engine, make_reading: MakeReading) -> None:
    with database.connect().execution_options(writes=True) as writing, writing.begin():
        write_reading(writing, make_reading("a", "Nothing was said here at all, by anyone."))
        with database.connect() as reading:
            assert read_contents(reading).articles == 0
    with database.connect() as reading:
        assert read_contents(reading).articles == 1


def test_full_disk_is_told_and_loses_nothing(tmp_path: Path, make_reading: MakeReading) -> None:
    path = tmp_path / "story.db"
    engine = open_database(path, busy_seconds=1)
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        write_reading(connection, make_reading("a", "Nothing was said here at all, by anyone."))
    pages = "PRAGMA max_page_count"
    with engine.connect() as connection:
        used = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"{pages} = {used}")
        with pytest.raises(LedgerError, match="the disk is full; make room"), translated_errors(path):
            write_reading(connection, make_reading("b", "Much was said here by everyone, at length. " * 2000))
    with engine.connect() as connection:
        assert read_contents(connection).articles == 1
    engine.dispose()
