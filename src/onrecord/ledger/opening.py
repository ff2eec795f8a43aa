"""From a path to a database that is ready: found or made, checked, migrated."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, OperationalError

from onrecord.errors import LedgerBusyError, LedgerError
from onrecord.ledger.migrations import migrate

SQLITE_HEAD = b"SQLite format 3\x00"


def open_database(path: Path, *, busy_seconds: float, create: bool = True) -> sa.Engine:
    """Return the engine of the ledger at this path, made if it is absent and may be created."""
    _check_file(path, create=create)
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)), connect_args={"timeout": busy_seconds, "isolation_level": None}
    )
    sa.event.listen(engine, "connect", _set_pragmas)
    sa.event.listen(engine, "begin", _begin)
    try:
        with translated_errors(path):
            _check_tables(engine, path)
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine


def is_database(path: Path) -> bool:
    """Return whether the file is a SQLite database, by its first bytes."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE_HEAD)) == SQLITE_HEAD


def _check_file(path: Path, *, create: bool) -> None:
    if path.is_dir():
        raise LedgerError(f"{path}: is a folder, not a ledger; name a file in it, like {path / 'story.db'}")
    if not path.exists():
        if not create:
            raise LedgerError(f"{path}: no such ledger; make it with `onrecord add {path} SOURCE...`")
        if not path.parent.is_dir():
            raise LedgerError(f"{path}: the folder {path.parent} does not exist; make it first")
        return
    if path.stat().st_size and not is_database(path):
        raise LedgerError(f"{path}: is not a ledger (it is no SQLite file); name another file")


def _check_tables(engine: sa.Engine, path: Path) -> None:
    """Refuse somebody else's SQLite file rather than write tables into it."""
    names = set(sa.inspect(engine).get_table_names())
    if names and "migrations" not in names:
        raise LedgerError(
            f"{path}: is a database of another program (tables {', '.join(sorted(names)[:3])}, ...); name another file"
        )


def _set_pragmas(connection: SQLiteConnection, _record: object) -> None:
    # FULL: a commit survives a power cut. WAL: readers go on while one process writes.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    # A writer takes its lock at the start, so that it waits there and never fails halfway.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def translated_errors(path: Path) -> Iterator[None]:
    """Turn the database's own errors into ours, which name the ledger and the next step."""
    try:
        yield
    except OperationalError as error:
        message = str(error.orig)
        if "locked" in message:
            raise LedgerBusyError(f"{path}: another process is writing it; try again when it is done") from error
        if "full" in message:
            raise LedgerError(
                f"{path}: the disk is full; make room and run the same command again, it goes on from here"
            ) from error
        if "readonly" in message:
            raise LedgerError(f"{path}: is read-only; copy it to a place where you may write") from error
        raise LedgerError(f"{path}: {message}") from error
    except DatabaseError as error:
        raise LedgerError(f"{path}: {error.orig}; restore the file from a copy") from error
