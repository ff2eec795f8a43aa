"""What a ledger's decisions teach its coder: the lessons, and what was learnt of them, kept until it is learnt anew."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.positions import MACHINE, Decided, read_decided_positions
from onrecord.ledger.reading import read_records_of
from onrecord.model import Stance
from onrecord.positions.context import said_of
from onrecord.positions.learning import Lesson
from onrecord.positions.trained.learnt import Learnt, from_bytes, to_bytes

Found = Mapping[tuple[str, str], Stance]
"""From a statement and a concept to the stance that the machine found; where no person decided."""


def read_lessons(connection: sa.Connection) -> list[Lesson]:
    """Return what people decided of positions on concepts in force, in an order that is that of no decision.

    What they decided of statements that are rejected, or not there any more, teaches nothing.
    """
    decided = read_decided_in_force(connection)
    records = {record.statement.id: record for record in read_records_of(connection, {one for one, _ in decided})}
    said = {statement: said_of(record.article, record.statement) for statement, record in records.items()}
    return [
        Lesson(statement=statement, said=said[statement], concept=concept, stance=stance)
        for (statement, concept), (stance, _) in sorted(decided.items(), key=lambda one: one[0])
        if statement in said
    ]


def read_decided_in_force(connection: sa.Connection) -> Decided:
    """Return what people decided of positions, by the concepts in force for which it counts."""
    codebook = read_codebook(connection)
    found = {}
    for (statement, concept), decided in read_decided_positions(connection).items():
        if (in_force := codebook.in_force(concept)) is not None:
            found[statement, in_force] = decided
    return found


def read_found(connection: sa.Connection) -> dict[tuple[str, str], Stance]:
    """Return the positions in force that are the machine's."""
    columns = tables.positions.c
    query = sa.select(columns.statement, columns.concept, columns.stance).where(columns.decided_by == MACHINE)
    return {(statement, concept): Stance(stance) for statement, concept, stance in connection.execute(query)}


def write_learnt(connection: sa.Connection, learnt: Learnt | None, *, coder: str, lessons: int) -> None:
    """Keep what was learnt of so many lessons, for the coder of this name, in place of what was; None forgets it."""
    connection.execute(tables.learnt.delete())
    if learnt is not None:
        row = {"coder": coder, "content": to_bytes(learnt), "lessons": lessons}
        connection.execute(tables.learnt.insert().values(learnt_at=datetime.datetime.now(datetime.UTC), **row))


def read_learnt(connection: sa.Connection, coder: str) -> Learnt | None:
    """Return what the coder of this name learnt; what another one did is nothing to it."""
    content = connection.scalar(sa.select(tables.learnt.c.content).where(tables.learnt.c.coder == coder))
    return None if content is None else from_bytes(content)
