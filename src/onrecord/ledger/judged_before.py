"""What the coder judged of a statement before its spans were moved: kept, for it counts again when they return."""

from __future__ import annotations

import json

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.model import Stance

_JUDGED = ("concept", "stance", "confidence", *(stance.value for stance in Stance))


def put_away(connection: sa.Connection, statement: str, spans: str) -> None:
    """Take what was judged of a statement with these spans out of the way; its positions go with it."""
    coded, judgements = tables.coded.c, tables.judgements.c
    row = connection.execute(sa.select(tables.coded).where(coded.statement == statement)).first()
    if row is None:
        return
    forget_judged(connection, statement, spans)
    query = sa.select(*(judgements[name] for name in _JUDGED)).where(judgements.statement == statement)
    kept = [dict(one) for one in connection.execute(query.order_by(judgements.concept)).mappings()]
    here = {"statement": statement, "spans": spans, "round": row.round, "narrated": row.narrated}
    connection.execute(tables.judged_before.insert().values(judgements=json.dumps(kept), **here))
    connection.execute(tables.judgements.delete().where(judgements.statement == statement))
    connection.execute(tables.coded.delete().where(coded.statement == statement))


def take_back(connection: sa.Connection, statement: str, spans: str) -> None:
    """Let count again what was judged of a statement with these spans, if it ever was."""
    columns = tables.judged_before.c
    here = sa.and_(columns.statement == statement, columns.spans == spans)
    row = connection.execute(sa.select(tables.judged_before).where(here)).first()
    if row is None:
        return
    coded = {"statement": statement, "round": row.round, "narrated": row.narrated}
    connection.execute(tables.coded.insert().values(coded))
    if kept := json.loads(row.judgements):
        rows = [{**one, "statement": statement, "stance": Stance(one["stance"])} for one in kept]
        connection.execute(tables.judgements.insert(), rows)
    forget_judged(connection, statement, spans)


def forget_judged(connection: sa.Connection, statement: str, spans: str) -> None:
    """Drop what was judged of a statement with these spans."""
    columns = tables.judged_before.c
    connection.execute(tables.judged_before.delete().where(columns.statement == statement, columns.spans == spans))
