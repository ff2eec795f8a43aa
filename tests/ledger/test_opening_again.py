"""A ledger that is open keeps its locks, whoever opens it again and closes it."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.database import Database

LOOK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1])
print(connection.execute("SELECT count(*) FROM refusals").fetchone()[0])
connection.close()
"""


def test_opening_again_takes_no_log_from_those_who_write(tmp_path: Path) -> None:
    path = tmp_path / "story.db"
    first = Database(path, busy_seconds=1)
    with first.reading() as connection:
        connection.execute(sa.select(tables.refusals)).all()
    Database(path, busy_seconds=1).close()
    assert looked_at_by_another_process(path) == 0
    assert (tmp_path / "story.db-wal").exists()
    with first.writing() as connection:
        row = {"address": "a", "reason": "b", "remedy": "c", "refused_at": datetime.datetime.now(datetime.UTC)}
        connection.execute(tables.refusals.insert().values(row))
    assert looked_at_by_another_process(path) == 1
    first.close()


def looked_at_by_another_process(path: Path) -> int:
    """Return how many refusals another process sees, which closes the ledger then."""
    return int(subprocess.run([sys.executable, "-c", LOOK, path], capture_output=True, check=True, text=True).stdout)
