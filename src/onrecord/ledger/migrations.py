"""Numbered steps from an empty database to today's tables, each in its own transaction with its record."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger.tables import metadata, migrations

Step = Callable[[sa.Connection], None]

# What a person decided and what evidence points into are guarded by the database itself.
SQLITE_GUARDS = (
    """CREATE TRIGGER article_text_never_changes BEFORE UPDATE OF text, digest ON articles
       BEGIN SELECT RAISE(ABORT, 'the text of an article never changes'); END""",
    """CREATE TRIGGER decisions_are_never_deleted BEFORE DELETE ON decisions
       BEGIN SELECT RAISE(ABORT, 'a decision is never deleted; undo it'); END""",
    """CREATE TRIGGER decisions_are_only_undone
       BEFORE UPDATE OF id, made_at, made_by, subject, subject_id, field, old, new, why ON decisions
       BEGIN SELECT RAISE(ABORT, 'a decision never changes; undo it and make another'); END""",
    """CREATE TRIGGER decisions_are_undone_once BEFORE UPDATE OF undone_at, undone_by ON decisions
       WHEN OLD.undone_at IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'the decision is undone already'); END""",
)


def first_tables(connection: sa.Connection) -> None:
    """Make every table of the first release, and the guards on texts and decisions."""
    metadata.create_all(connection)
    if connection.dialect.name == "sqlite":
        for guard in SQLITE_GUARDS:
            connection.execute(sa.text(guard))


STEPS: tuple[Step, ...] = (first_tables,)


def migrate(engine: sa.Engine) -> None:
    """Bring the database up to today's tables; one that is newer than this program is a LedgerError."""
    with engine.connect() as connection:
        done = _applied(connection)
    if done > len(STEPS):
        raise LedgerError(
            f"{engine.url.database}: made by a newer onrecord (step {done}, this one knows {len(STEPS)}); "
            "upgrade onrecord"
        )
    for number in range(done + 1, len(STEPS) + 1):
        _apply(engine, number)


def _applied(connection: sa.Connection) -> int:
    if not sa.inspect(connection).has_table(migrations.name):
        return 0
    return connection.scalar(sa.select(sa.func.coalesce(sa.func.max(migrations.c.number), 0))) or 0


def _apply(engine: sa.Engine, number: int) -> None:
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        if _applied(connection) >= number:  # another process was first
            return
        step = STEPS[number - 1]
        step(connection)
        record = {"number": number, "name": step.__name__, "applied_at": datetime.datetime.now(datetime.UTC)}
        connection.execute(migrations.insert().values(record))
