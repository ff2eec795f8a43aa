"""What people decided: rows that are added and undone, never changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import fields

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.model import Decision


def write_decision(connection: sa.Connection, decision: Decision) -> Decision:
    """Store the decision and return it with its number; the `id` it comes with is ignored."""
    row = {field.name: getattr(decision, field.name) for field in fields(Decision) if field.name != "id"}
    number = connection.execute(tables.decisions.insert().values(row)).inserted_primary_key
    return _decision(connection, int(number[0]) if number else 0)


def undo_decision(connection: sa.Connection, number: int, *, by: str, at: datetime.datetime) -> Decision:
    """Mark the decision as undone and return it; one that is unknown or undone already is a LedgerError."""
    if (decision := _decision(connection, number)).undone_at is not None:
        raise LedgerError(
            f"decision {number} was undone on {decision.undone_at:%Y-%m-%d %H:%M} by {decision.undone_by}"
        )
    row = tables.decisions.update().where(tables.decisions.c.id == number)
    connection.execute(row.values(undone_at=at, undone_by=by))
    return _decision(connection, number)


def read_decisions(connection: sa.Connection) -> Iterator[Decision]:
    """Yield every decision, undone ones too, in the order in which they were made."""
    for row in connection.execute(sa.select(tables.decisions).order_by(tables.decisions.c.id)).mappings():
        yield Decision(**row)


def _decision(connection: sa.Connection, number: int) -> Decision:
    query = sa.select(tables.decisions).where(tables.decisions.c.id == number)
    if (row := connection.execute(query).mappings().first()) is None:
        raise LedgerError(f"no decision {number}; the ledger's decisions are numbered from 1")
    return Decision(**row)
