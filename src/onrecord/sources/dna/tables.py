"""The tables of an SQLite file that nobody vouches for, read and never written."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from stat import S_ISREG
from typing import TypeVar

from onrecord.errors import SourceError
from onrecord.model import Refused
from onrecord.sources.dna.cells import Unfit, read_colour
from onrecord.sources.dna.database import BLACK, Colour
from onrecord.sources.finding import shown, why

MARK = b"SQLite format 3\x00"
LONGEST = 100_000_000
"""Bytes of one row; DNA's own editor stops long before."""

DAMAGED = (sqlite3.Error, UnicodeDecodeError)
"""What reading a damaged file raises: the second where a name in it is no text."""

AGAIN = "get the file again"
ANOTHER = "name a .dna file of DNA 2 or 3"

Made = TypeVar("Made")


class Tables:
    """An open database, and what of it could not be taken."""

    def __init__(self, connection: sqlite3.Connection, address: str) -> None:
        self.connection = connection
        self.address = address
        self.refused: list[Refused] = []
        self.refused_ids: defaultdict[str, set[object]] = defaultdict(set)
        """The ids of the rows not taken, by table, so that what hangs on them need not be named again."""
        self.columns: Mapping[str, frozenset[str]] = self._find_columns()

    def _find_columns(self) -> dict[str, frozenset[str]]:
        """Return the columns by table, all in capitals; views and virtual tables, which run code, are none."""
        tables = self.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
        ).fetchall()
        return {
            name.upper(): frozenset(
                row["name"].upper() for row in self.connection.execute(f"PRAGMA table_info({_quoted(name)})")
            )
            for (name,) in tables
        }

    def has(self, table: str, column: str | None = None) -> bool:
        """Whether there is this table, and in it this column."""
        return table in self.columns and (column is None or column.upper() in self.columns[table])

    def refuse(self, address: str, why_not: Unfit) -> None:
        """Note what is not taken."""
        self.refused.append(why_not.refused(f"{self.address}:{address}"))

    def or_else(self, read: Callable[[], Made], default: Made, address: str, instead: str) -> Made:
        """Return what is read, or the default where that cannot be taken, and note so."""
        try:
            return read()
        except Unfit as error:
            self.refuse(address, Unfit(f"{error.reason}, so {instead}", error.remedy))
            return default

    def colour(self, row: sqlite3.Row, name: str) -> Colour:
        """Return the colour of a row of this name; one that is none is black."""
        return self.or_else(lambda: read_colour(row), BLACK, f"{name}: colour", "it is black")

    def read(
        self, table: str, columns: Sequence[str], make: Callable[[sqlite3.Row], Made], *, name: str
    ) -> Iterator[Made]:
        """Yield what is made of each row, in the order of the first column, which no two rows may share.

        A column that is not there is NULL; a row that cannot be taken is refused under this name, and a table that is
        not there has none.
        """
        if not self.has(table):
            return
        key = columns[0]
        seen: set[object] = set()
        for row in self._rows(table, columns):
            try:
                if row[key] in seen:
                    raise Unfit(f"has the {key} of another {name}")
                seen.add(row[key])
                made = make(row)
            except Unfit as error:
                self.refused_ids[table].add(row[key])
                self.refuse(f"{name} {shown_cell(row[key])}", error)
            else:
                yield made

    def _rows(self, table: str, columns: Sequence[str]) -> Iterator[sqlite3.Row]:
        wanted = ", ".join(
            f"{_quoted(column)}" if self.has(table, column) else f"NULL AS {_quoted(column)}" for column in columns
        )
        count = 0
        try:
            for row in self.connection.execute(f"SELECT {wanted} FROM {table} ORDER BY {_quoted(columns[0])}"):  # noqa: S608 - both are names of ours
                count += 1
                yield row
        except DAMAGED as error:
            reason = f"is damaged after {count} rows ({error}), so the rest is not read"
            self.refuse(f"table {table}", Unfit(reason, AGAIN))


@contextmanager
def open_tables(path: Path) -> Iterator[Tables]:
    """Yield the tables of an SQLite file, which is opened for reading only."""
    address = shown(path)
    _check_file(path, address)
    try:
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
    except sqlite3.Error as error:
        raise SourceError(f"{address} cannot be opened ({error}); check its permissions") from error
    try:
        connection.row_factory = sqlite3.Row
        connection.text_factory = lambda data: data.decode(errors="replace")
        connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
        try:
            connection.execute("PRAGMA trusted_schema = OFF")
            tables = Tables(connection, address)
        except sqlite3.OperationalError as error:
            raise SourceError(f"{address} cannot be read ({error}); close the programs that have it open") from error
        except DAMAGED as error:
            raise SourceError(f"{address} is a damaged database ({error}); {AGAIN}") from error
        yield tables
    finally:
        connection.close()


def shown_cell(value: object) -> str:
    """Return a cell as a refusal names it."""
    text = ascii(value) if isinstance(value, bytes | str) else str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"


def _check_file(path: Path, address: str) -> None:
    try:
        if not S_ISREG(path.stat().st_mode):
            raise SourceError(f"{address} is no regular file; {ANOTHER}")
        with path.open("rb") as file:
            head = file.read(200)
    except (OSError, ValueError) as error:
        raise SourceError(f"{address} cannot be read ({why(error)}); check the path and its permissions") from error
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise SourceError(f"{address} is XML, as DNA 1 wrote it; open it in DNA 2 and save it")
    if not head.startswith(MARK):
        raise SourceError(f"{address} is no database of DNA; {ANOTHER}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
