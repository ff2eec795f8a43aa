"""Speakers whom a person named for one statement: rows of their own, of which nothing is learnt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.corrections import Decided
from onrecord.ledger.decided_statements import NamedSpeaker
from onrecord.ledger.speakers import forget_silent


def write_named_speakers(
    connection: sa.Connection, article: str, named: Sequence[NamedSpeaker], decided: Decided
) -> list[str]:
    """Return the ids of these speakers of an article, stored where they are new; an actor who is gone is made again."""
    return [_write(connection, article, one, decided) for one in dict.fromkeys(named)]


def _write(connection: sa.Connection, article: str, one: NamedSpeaker, decided: Decided) -> str:
    number = blake2b(f"{article}\x1f{tables.DECIDED}\x1f{one.id}".encode(), digest_size=8).hexdigest()
    if connection.scalar(sa.select(tables.speakers.c.id).where(tables.speakers.c.id == number)) is not None:
        return number
    if connection.scalar(sa.select(tables.actors.c.id).where(tables.actors.c.id == one.id)) is None:
        actor = {"id": one.id, "name": one.name, "kind": one.kind, "names": Counter(), "affiliations": ()}
        connection.execute(tables.actors.insert().values(settled=True, **actor))
    row = {
        "id": number,
        "article": article,
        "name": one.name,
        "folded": "",  # so that no alias takes it
        "kind": one.kind,
        "names": Counter(),
        "affiliations": (),
        "found": one.id,
        "actor": decided.actor(number, "", one.id),
        "named_by": tables.DECIDED,
    }
    connection.execute(tables.speakers.insert().values(row))
    return number


def forget_unused(connection: sa.Connection, article: str, decided: Decided) -> None:
    """Delete the speakers whom no decision names any more, and actors who came with them and are nobody else."""
    columns = tables.speakers.c
    speaks = sa.select(tables.speaking.c.speaker).where(tables.speaking.c.speaker == columns.id).exists()
    unused = sa.and_(columns.article == article, columns.named_by == tables.DECIDED, sa.not_(speaks))
    rows = connection.execute(sa.select(columns.id, columns.found, columns.actor).where(unused)).all()
    if rows:
        connection.execute(tables.speakers.delete().where(columns.id.in_([row.id for row in rows])))
        forget_silent(connection, {actor for row in rows for actor in (row.found, row.actor)}, decided)
