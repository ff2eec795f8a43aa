"""What is in dispute in a ledger: concepts found in its statements, each with sentences that are typical of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.database import Database
from onrecord.ledger.reading import read_originals, read_records_of
from onrecord.model import Record
from onrecord.outcomes import Found
from onrecord.positions.context import said_of
from onrecord.positions.inducing import Embed, Saying, find_concepts
from onrecord.positions.inducing.space import Floats

CHUNK = 256
"""Texts read between two reports of progress."""


def find_in(
    database: Database, embed: Embed, *, most: int, on_progress: Callable[[int], None] | None = None
) -> tuple[Found, ...]:
    """Return what is in dispute, that with most actors who take sides first; nothing is stored."""
    with database.reading() as connection:
        sayings = [_saying(record) for record in read_originals(connection)]
        known = read_codebook(connection)
        induced = find_concepts(sayings, embed=_reporting(embed, on_progress), most=most)
        typical = {statement for one in induced for statement in one.typical}
        records = {record.statement.id: record for record in read_records_of(connection, typical)}
    return tuple(
        Found(
            concept=one.concept,
            actors=one.actors,
            statements=len(one.statements),
            typical=tuple(records[statement] for statement in one.typical),
            kept=known.in_force(one.concept.id) is not None,
        )
        for one in induced
    )


def _saying(record: Record) -> Saying:
    return Saying(
        statement=record.statement.id,
        actor=record.speaker.id if record.speaker else "",  # all of whom nobody knows count as one
        said=said_of(record.article, record.statement),
        date=record.statement.date,
    )


def _reporting(embed: Embed, on_progress: Callable[[int], None] | None) -> Embed:
    """Return the same, which tells how many texts it has read."""
    if on_progress is None:
        return embed
    read = 0

    def reporting(texts: Sequence[str]) -> Floats:
        nonlocal read
        rows = []
        for start in range(0, len(texts), CHUNK):
            rows.append(embed(texts[start : start + CHUNK]))
            read += len(rows[-1])
            on_progress(read)
        return np.concatenate(rows) if rows else embed(texts)

    return reporting
