"""A ledger of an earlier release opens, and says what it said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.reading import Filter, read_actors, read_records

FIRST_LEDGER = Path(__file__).with_name("first_ledger.sql")


def test_migrate_brings_the_first_ledger_up_to_today(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "old.db")) as old:
        old.executescript(FIRST_LEDGER.read_text(encoding="utf-8"))
    database = Database(tmp_path / "old.db", busy_seconds=1)
    with database.reading() as connection:
        speakers = [[actor.name for actor in record.speakers] for record in read_records(connection, Filter())]
        actors = {actor.name: (actor.statements, actor.aliases) for actor in read_actors(connection, Filter())}
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        columns = {
            table: {column["name"] for column in sa.inspect(connection).get_columns(table)}
            for table in tables.metadata.tables
        }
        enforced = connection.exec_driver_sql("PRAGMA foreign_keys").scalar()
    database.close()
    assert speakers == [["Ana Ruiz"], ["Ana Ruiz"], ["Farmers"]]
    assert actors == {"Ana Ruiz": (2, ("Ruiz",)), "Farmers": (1, ())}
    assert (broken, enforced) == ([], 1)
    assert columns == {name: set(table.columns.keys()) for name, table in tables.metadata.tables.items()}
