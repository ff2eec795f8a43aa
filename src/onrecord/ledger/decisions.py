"""What people decided: rows that are added and undone, never changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, fields

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.ledger.positions import POSITION, STATEMENT
from onrecord.model import Decision


def write_decision(connection: sa.Connection, decision: Decision) -> Decision:
    """Store the decision and return it with its number; the `id` it comes with is ignored."""
    row = {field.name: getattr(decision, field.name) for field in fields(Decision) if field.name != "id"}
    number = connection.execute(tables.decisions.insert().values(row)).inserted_primary_key
    return read_decision(connection, int(number[0]) if number else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deciding:
    """Who decides in a transaction, and why."""

    connection: sa.Connection
    by: str
    why: str | None

    def decide(self, subject: str, subject_id: str, field: str, *, old: str | None, new: str | None) -> Decision:
        """Store the decision, made now, and return it; nothing is brought in line with it."""
        decision = Decision(
            id=0,
            made_at=datetime.datetime.now(datetime.UTC),
            made_by=self.by,
            subject=subject,
            subject_id=subject_id,
            field=field,
            old=old,
            new=new,
            why=self.why,
        )
        return write_decision(self.connection, decision)


def undo_decision(connection: sa.Connection, number: int, *, by: str, at: datetime.datetime) -> Decision:
    """Mark the decision as undone and return it; one that is unknown or undone already is a LedgerError."""
    if (decision := read_decision(connection, number)).undone_at is not None:
        raise LedgerError(
            f"decision {number} was undone on {decision.undone_at:%Y-%m-%d %H:%M} by {decision.undone_by}"
        )
    row = tables.decisions.update().where(tables.decisions.c.id == number)
    connection.execute(row.values(undone_at=at, undone_by=by))
    return read_decision(connection, number)


def read_decision(connection: sa.Connection, number: int) -> Decision:
    """Return the decision with this number; that there is none is a LedgerError."""
    query = sa.select(tables.decisions).where(tables.decisions.c.id == number)
    if (row := connection.execute(query).mappings().first()) is None:
        raise LedgerError(f"no decision {number}; the ledger's decisions are numbered from 1")
    return Decision(**row)


def read_decisions(connection: sa.Connection) -> Iterator[Decision]:
    """Yield every decision, undone ones too, in the order in which they were made."""
    for row in connection.execute(sa.select(tables.decisions).order_by(tables.decisions.c.id)).mappings():
        yield Decision(**row)


def version_of(connection: sa.Connection, subject: str, subject_id: str) -> int:
    """Return how often something was decided of a subject, and undone; of a statement, or of its positions."""
    columns = tables.decisions.c
    undone = sa.func.count(columns.undone_at)
    found = (sa.select(sa.func.count() + undone).where(which) for which in _about(subject, subject_id))
    return sum(connection.scalar(query) or 0 for query in found)


def last_decided_by(connection: sa.Connection, subject: str, subject_id: str) -> str | None:
    """Return who decided something of a subject last, or undid it."""
    columns = tables.decisions.c
    when, who = (
        sa.func.coalesce(columns.undone_at, columns.made_at),
        sa.func.coalesce(columns.undone_by, columns.made_by),
    )
    found = sa.select(who).where(sa.or_(*_about(subject, subject_id))).order_by(when.desc(), columns.id.desc()).limit(1)
    name: str | None = connection.scalar(found)
    return name


def _about(subject: str, subject_id: str) -> Iterator[sa.ColumnElement[bool]]:
    """Yield the conditions that a decision is about a subject, each of which an index finds."""
    columns = tables.decisions.c
    yield sa.and_(columns.subject == subject, columns.subject_id == subject_id)
    if subject == STATEMENT:  # "ID CONCEPT": all that begins with the id and a blank
        of_it = columns.subject_id.between(f"{subject_id} ", f"{subject_id}!")
        yield sa.and_(columns.subject == POSITION, of_it)
