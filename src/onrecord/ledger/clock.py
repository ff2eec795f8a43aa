"""The version of a ledger: a number that the database itself counts up with whatever is changed."""

from __future__ import annotations

import sqlalchemy as sa

from onrecord.ledger import tables

_COUNTED = {
    "decided": "INSERT ON decisions",
    "undone": "UPDATE OF undone_at ON decisions",
    "added": "INSERT ON articles",
    "completed": "UPDATE ON articles",
    "judged": "INSERT ON coded",
    "judged_anew": "UPDATE ON coded",
    "refused": "INSERT ON refusals",
    "concept": "INSERT ON concepts",
    "concept_changed": "UPDATE ON concepts",
    "concept_gone": "DELETE ON concepts",
}
_COUNT = "UPDATE clock SET version = version + 1;"


def start_clock(connection: sa.Connection) -> None:
    """Have the database count from now on."""
    connection.execute(tables.clock.insert().values(version=1))
    for name, occasion in _COUNTED.items():
        connection.exec_driver_sql(f"CREATE TRIGGER clock_{name} AFTER {occasion} BEGIN {_COUNT} END")


def read_version(connection: sa.Connection) -> int:
    """Return the ledger's version: it grows with every decision, undo, article, judgement, refusal and codebook."""
    return connection.scalar(sa.select(tables.clock.c.version)) or 0
