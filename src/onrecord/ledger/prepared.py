"""Statements that go to the driver as they are: SQLAlchemy takes 50 to 150 µs to pass on what SQLite does in 10."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

Texts = Sequence[sa.BindParameter[str]]
"""Parameters that texts are bound to."""
SEVERAL = 8
"""Texts that there is room for where there are several: twice as many, and so on, where there are more."""
BATCH = 512
"""Texts in one select, below SQLite's limit of bound values."""
_NAMES = tuple(f"text{place}" for place in range(BATCH))
"""Of the parameters of a select."""


class PreparedSelect:
    """A select for one text or a list of texts, compiled once for one, for up to 8, up to 16 and so on.

    The last text fills the room that is left, so the parameters belong into an `IN`. Rows come as the driver has them:
    only columns of plain types should be selected.
    """

    def __init__(self, select: Callable[[Texts], sa.SelectBase]) -> None:
        self._select = select
        self._compiled: dict[tuple[str, int], _Compiled] = {}

    def batches(self, connection: sa.Connection, texts: Sequence[str]) -> Iterator[Any]:
        """Yield what is selected for these texts, however many they are, a batch after the other."""
        for start in range(0, len(texts), BATCH):
            yield from self.rows(connection, texts[start : start + BATCH])

    def rows(self, connection: sa.Connection, texts: Sequence[str]) -> list[Any]:
        """Return what is selected for these texts, at most a batch; nothing for none."""
        if not texts:
            return []
        room = _room(len(texts))
        key = connection.dialect.name, room
        if key not in self._compiled:
            select = self._select([sa.bindparam(name, type_=sa.Text) for name in _NAMES[:room]])
            self._compiled[key] = _Compiled(select, connection.dialect)
        compiled = self._compiled[key]
        given = dict.fromkeys(_NAMES[:room], texts[-1]) | dict(zip(_NAMES, texts, strict=False))
        with _cursor(connection, compiled.sql) as cursor:
            cursor.execute(compiled.sql, compiled.ordered(given))
            return list(cursor.fetchall())


class PreparedWrite:
    """An insert or update of many rows, compiled once; a parameter is named as the column that it is written to."""

    def __init__(self, statement: sa.Insert | sa.Update) -> None:
        self._statement = statement
        self._compiled: dict[str, _Compiled] = {}

    def write(self, connection: sa.Connection, rows: Sequence[Mapping[str, object]]) -> None:
        """Write these rows, each with a value for every parameter."""
        dialect = connection.dialect
        if dialect.name not in self._compiled:
            self._compiled[dialect.name] = _Compiled(self._statement, dialect)
        compiled = self._compiled[dialect.name]
        with _cursor(connection, compiled.sql) as cursor:
            cursor.executemany(compiled.sql, [compiled.ordered(row) for row in rows])


class _Compiled:
    """A statement as a driver takes it."""

    def __init__(self, statement: sa.SelectBase | sa.Insert | sa.Update, dialect: sa.Dialect) -> None:
        compiled = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self._constants = {name: value for name, value in compiled.params.items() if value is not None}
        self._order: Sequence[str] | None = getattr(compiled, "positiontup", None)
        columns = () if isinstance(statement, sa.SelectBase) else statement.table.c.items()
        self._written = {
            name: write
            for name, column in columns
            if name in compiled.params and (write := _bound(column.type, dialect)) is not None
        }

    def ordered(self, values: Mapping[str, object]) -> Sequence[object] | Mapping[str, object]:
        """Return the values as the driver takes them: in the order of the statement, or by name."""
        given = {**self._constants, **values}
        for name, write in self._written.items():
            given[name] = write(given[name])
        return given if self._order is None else [given[name] for name in self._order]


def _bound(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> Callable[[Any], Any] | None:
    """Return what makes a value of this type one that the driver takes, None if it takes it as it is."""
    return kind.dialect_impl(dialect).bind_processor(dialect)


@contextmanager
def _cursor(connection: sa.Connection, sql: str) -> Iterator[Any]:
    """Give a cursor of the driver, whose errors become those of SQLAlchemy."""
    driver_error = connection.dialect.loaded_dbapi.Error
    if not connection.in_transaction():  # as SQLAlchemy does before its first statement
        connection.begin()
    cursor = connection.connection.cursor()
    try:
        yield cursor
    except driver_error as error:
        raise sa.exc.DBAPIError.instance(sql, None, error, driver_error) from error
    finally:
        cursor.close()


def _room(count: int) -> int:
    """Return for how many texts a select is made that shall take so many."""
    room = 1 if count == 1 else SEVERAL
    while room < count:
        room *= 2
    return room
