"""The file of a ledger: opened, checked, read and written in transactions."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from sqlite3 import Connection as SQLiteConnection

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError

from onrecord.errors import LedgerBusyError, LedgerError
from onrecord.ledger.migrations import migrate

CACHE = 65_536
"""KiB of the file that a connection keeps in memory at most."""
SQLITE_HEAD = b"SQLite format 3\x00"


class Database:
    """A ledger's file, ready: found or made, checked, brought up to today's tables.

    A path that cannot be one is a LedgerError. `busy_seconds` is how long a writer waits for another.
    """

    def __init__(self, path: Path, *, busy_seconds: float, create: bool = True) -> None:
        _check_file(path, create=create)
        self.path = path
        self._engine = sa.create_engine(
            sa.URL.create("sqlite", database=str(path)),
            connect_args={"timeout": busy_seconds, "isolation_level": None},
        )
        sa.event.listen(self._engine, "connect", _set_pragmas)
        sa.event.listen(self._engine, "begin", _begin)
        try:
            with self._translated_errors():
                _check_tables(self._engine, path)
                migrate(self._engine)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give a connection that sees one state of the ledger, whatever is written meanwhile."""
        with self._translated_errors(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give a connection in one transaction: all that is done with it is stored, or nothing."""
        with (
            self._translated_errors(),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def _translated_errors(self) -> Iterator[None]:
        """Turn the database's own errors into ours, which name the ledger and the next step; a bug stays one."""
        try:
            yield
        except OperationalError as error:
            raise _translated(self.path, str(error.orig)) from error
        except IntegrityError:
            raise
        except DatabaseError as error:
            raise LedgerError(f"{self.path}: {error.orig}; restore the file from a copy") from error


class Within(Database):
    """A ledger as one transaction sees it: all that is written through it is stored with that, or not at all."""

    def __init__(self, connection: sa.Connection, path: Path) -> None:
        self.path = path
        self._connection = connection

    def close(self) -> None:
        """Leave the file to whoever began the transaction."""

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Give the transaction's connection."""
        yield self._connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Give the transaction's connection."""
        yield self._connection


def _translated(path: Path, message: str) -> LedgerError:
    if "locked" in message:
        return LedgerBusyError(f"{path}: another process is writing it; try again when it is done")
    if "full" in message:
        return LedgerError(f"{path}: the disk is full; make room and give the same command again, it goes on from here")
    if "readonly" in message:
        return LedgerError(f"{path}: is read-only; copy it to a place where you may write")
    return LedgerError(f"{path}: {message}; see that the file and its folder can be read and written")


def is_database(path: Path) -> bool:
    """Return whether the file is a SQLite database, be it a damaged one.

    SQLite itself is asked first: a process that opens and closes the file otherwise loses the locks of the connections
    that it has on it, and then another process takes away the log to which these still write.
    """
    if not path.is_file() or not path.stat().st_size:
        return False
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError:
        return True  # it is one, but cannot be read now; whoever opens it is told why
    except sqlite3.DatabaseError:
        with path.open("rb") as file:  # nobody has this one open
            return file.read(len(SQLITE_HEAD)) == SQLITE_HEAD
    return True


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
    # FULL: a commit survives a power cut. WAL: readers go on while one process writes. The cache is in KiB: who speaks
    # is looked up all over the file, and SQLite's own 2 MiB hold little of it.
    for pragma in ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", f"cache_size = -{CACHE}"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: sa.Connection) -> None:
    # A writer takes its lock at the start, so that it waits there and never fails halfway.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
