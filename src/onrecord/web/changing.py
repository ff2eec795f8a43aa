"""A change of the browser, made once and only on what it saw: checked, made and kept in one transaction."""

from __future__ import annotations

import datetime
import json
from dataclasses import asdict
from hashlib import sha256

import sqlalchemy as sa
from pydantic import TypeAdapter

from onrecord.corrections import Corrections
from onrecord.ledger import tables
from onrecord.ledger.clock import read_version
from onrecord.ledger.decisions import last_decided_by, read_decision, version_of
from onrecord.ledger.positions import POSITION, STATEMENT
from onrecord.model import Decision
from onrecord.web.changes import Call, Change, Made, Redo, Undo
from onrecord.web.making import Hand, made_by, make
from onrecord.web.problems import Refusal

MADE = TypeAdapter(Made)
Subject = tuple[str, str]
"""What a decision is about: "statement", "actor" or "concept", and its id."""


def change_ledger(ledger: Corrections, change: Change, *, by: str) -> Made:
    """Make a change and return what it made; of one whose key is known, what it made then.

    Where somebody decided meanwhile on what it is about, it is refused as a conflict. No other change, of whatever
    process, comes between the check and the decision.
    """
    with ledger.at_once() as (within, connection):
        digest = sha256(json.dumps(asdict(change), default=str, sort_keys=True).encode()).hexdigest()
        if (kept := _kept(connection, change.key, digest)) is not None:
            return kept
        subject = _subject_of(change.call, connection)
        _check_seen(connection, subject, change.seen)
        decisions = make(change.call, Hand(ledger=within, connection=connection, by=by, why=change.why))
        made = _made(connection, subject, decisions)
        _keep(connection, change.key, digest, made)
        return made


def _subject_of(call: Call, connection: sa.Connection) -> Subject | None:
    """Return what a call is about; None for what is not there yet."""
    if isinstance(call, Undo | Redo):
        return _subject_decided(read_decision(connection, call.decision))
    named = ((subject, getattr(call, subject, None)) for subject in ("statement", "actor", "concept"))
    return next(((subject, subject_id) for subject, subject_id in named if subject_id is not None), None)


def _subject_decided(decision: Decision) -> Subject:
    if decision.subject == POSITION:
        return STATEMENT, decision.subject_id.partition(" ")[0]
    return decision.subject, decision.subject_id


def _check_seen(connection: sa.Connection, subject: Subject | None, seen: int | None) -> None:
    if subject is None or seen is None or version_of(connection, *subject) <= seen:
        return
    who = last_decided_by(connection, *subject)
    raise Refusal("conflict", f"{who or 'Somebody'} decided on this meanwhile; look at it again.", changed_by=who)


def _made(connection: sa.Connection, subject: Subject | None, decisions: list[Decision]) -> Made:
    if subject is None and decisions:
        subject = _subject_decided(decisions[0])
    return Made(
        decisions=tuple(decision.id for decision in decisions),
        version=version_of(connection, *subject) if subject else 0,
        ledger=read_version(connection),
        made=next(filter(None, map(made_by, decisions)), None),
    )


def _kept(connection: sa.Connection, key: str, digest: str) -> Made | None:
    columns = tables.changes.c
    row = connection.execute(sa.select(columns.digest, columns.made).where(columns.key == key)).first()
    if row is None:
        return None
    if row.digest != digest:
        raise Refusal("wrong", "Another change was sent with this key; give each its own.")
    return MADE.validate_json(row.made)


def _keep(connection: sa.Connection, key: str, digest: str, made: Made) -> None:
    now = datetime.datetime.now(datetime.UTC)
    row = {"key": key, "digest": digest, "made": MADE.dump_json(made).decode(), "made_at": now}
    connection.execute(tables.changes.insert().values(row))
