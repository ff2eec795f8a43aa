"""The ledger that benchmarks make is one that onrecord could have made."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa

from benchmarks.web.large_ledger import Made, made, make_ledger, write_articles
from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.searching import search
from onrecord.ledger.writing import write_reading

Contents = dict[str, list[tuple[object, ...]]]

OF_READINGS = ("articles", "pages", "fingerprints", "bands", "actors", "actor_keys", "speakers", "statements", "spans")
COUNTED = frozenset({"number", "added_at"})
"""Columns of the order and the time in which articles came."""


def one_by_one(connection: sa.Connection, some: list[Made]) -> None:
    for one in some:
        write_reading(connection, one.reading)


def contents(path: Path, write: Callable[[sa.Connection, list[Made]], None], some: list[Made]) -> Contents:
    """Return what a ledger holds after that writing."""
    database = Database(path, busy_seconds=1)
    with database.writing() as connection:
        write(connection, some)
        held = {
            name: sorted(
                connection.execute(sa.select(*(one for one in table.c if one.name not in COUNTED))).all(), key=repr
            )
            for name in OF_READINGS
            for table in (tables.metadata.tables[name],)
        }
    database.close()
    return {name: [tuple(row) for row in rows] for name, rows in held.items()}


def test_write_articles_leaves_what_write_reading_does(tmp_path: Path) -> None:
    some = list(made(150, 3, "test"))
    together = contents(tmp_path / "together.db", write_articles, some)
    assert any(one.is_copy for one in some)
    assert together == contents(tmp_path / "one.db", one_by_one, some)


def test_make_ledger_makes_so_many_statements(tmp_path: Path) -> None:
    articles = make_ledger(tmp_path / "large.db", statements=60)
    database = Database(tmp_path / "large.db", busy_seconds=1)
    with database.reading() as connection:
        counts = {
            name: connection.scalar(sa.select(sa.func.count()).select_from(tables.metadata.tables[name]))
            for name in ("articles", "statements", "concepts")
        }
        said = connection.scalar(sa.select(sa.func.count()).select_from(tables.said))
        assert counts == {"articles": articles, "statements": 60, "concepts": 12}
        assert said == 60
        assert search(connection, "barr").statements
    database.close()
