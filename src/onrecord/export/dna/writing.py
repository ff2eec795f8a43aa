"""The file of DNA 3."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.export.dna.holding import held
from onrecord.export.dna.schema import TABLES
from onrecord.model import Refused
from onrecord.sources.dna import (
    NO_DATE,
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaEntity,
    Permission,
    hash_password,
)
from onrecord.whole_file import whole_file

PASSWORD = "onrecord"  # noqa: S105 - DNA wants one to log in with, and encrypts nothing with it
"""What a coder logs in to DNA with who has no password yet."""

Row = tuple[object, ...]

VALUE_TABLES = {
    DataType.BOOLEAN: "DATABOOLEAN",
    DataType.INTEGER: "DATAINTEGER",
    DataType.LONG_TEXT: "DATALONGTEXT",
    DataType.SHORT_TEXT: "DATASHORTTEXT",
}


def write_dna(database: DnaDatabase, path: Path, *, password: str = PASSWORD) -> tuple[Refused, ...]:
    """Write a file that DNA 3 opens, and return what it does not hold (see `unheld`).

    A coder who has no password of DNA 3's gets this one.
    """
    whole, lost = held(database)
    rows = {**_rows_of_coders(whole, password), **_rows_of_types(whole), **_rows_of_entities(whole), **_rows(whole)}
    try:
        with whole_file(path) as part, closing(sqlite3.connect(part)) as connection:
            connection.execute("PRAGMA journal_mode = MEMORY")
            with connection:
                for statement in TABLES:
                    connection.execute(statement)
                for table, its in rows.items():
                    _insert(connection, table, its)
                for data_type, table in VALUE_TABLES.items():
                    _insert(connection, table, _rows_of_values(whole, data_type))
    except sqlite3.Error as error:
        raise UsageError(f"{path} cannot be written ({error}); name a file on a disk with room") from error
    return lost


def _insert(connection: sqlite3.Connection, table: str, rows: Iterable[Row]) -> None:
    rows = iter(rows)
    if first := next(rows, None):
        marks = ", ".join("?" * len(first))
        insert = f"INSERT INTO {table} VALUES ({marks})"  # noqa: S608 - the tables are ours
        connection.execute(insert, first)
        connection.executemany(insert, rows)


def _rows_of_coders(database: DnaDatabase, password: str) -> dict[str, Iterable[Row]]:
    lacking = hash_password(password) if any(not one.password for one in database.coders) else ""
    return {
        "SETTINGS": sorted(database.settings.items()),
        "CODERS": [_coder(one, one.password or lacking) for one in database.coders],
        "CODERRELATIONS": [
            (
                number,
                one.coder,
                one.other,
                one.view_statements,
                one.edit_statements,
                one.view_documents,
                one.edit_documents,
            )
            for number, one in enumerate(database.relations, start=1)
        ],
        "REGEXES": [(one.label, *one.colour) for one in database.regexes],
    }


def _coder(coder: DnaCoder, password: str) -> Row:
    return (
        coder.id,
        coder.name,
        *coder.colour,
        coder.refresh,
        coder.font_size,
        password,
        coder.popup_width,
        coder.color_by_coder,
        coder.popup_decoration,
        coder.popup_autocomplete,
        *(permission in coder.permissions for permission in Permission),
    )


def _rows_of_types(database: DnaDatabase) -> dict[str, Iterable[Row]]:
    return {
        "STATEMENTTYPES": [(one.id, one.label, *one.colour) for one in database.statement_types],
        "VARIABLES": [
            (variable.id, variable.name, variable.data_type.value, one.id)
            for one in database.statement_types
            for variable in one.variables
        ],
        "VARIABLELINKS": [(number, *link) for number, link in enumerate(database.variable_links, start=1)],
        "ATTRIBUTEVARIABLES": [
            (number, variable, name) for (variable, name), number in _attribute_ids(database).items()
        ],
    }


def _rows_of_entities(database: DnaDatabase) -> dict[str, Iterable[Row]]:
    names = {its.id: its.attributes for one in database.statement_types for its in one.variables}
    ids = _attribute_ids(database)

    def values(entity: DnaEntity) -> Iterator[Row]:
        for name, value in zip(names[entity.variable], entity.attributes, strict=True):
            yield entity.id, ids[entity.variable, name], value

    every = (row for one in database.entities for row in values(one))
    return {
        "ENTITIES": [(one.id, one.variable, one.value, *one.colour, one.child_of) for one in database.entities],
        "ATTRIBUTEVALUES": ((number, *row) for number, row in enumerate(every, start=1)),
    }


def _attribute_ids(database: DnaDatabase) -> dict[tuple[int, str], int]:
    every = (
        (variable.id, name)
        for one in database.statement_types
        for variable in one.variables
        for name in variable.attributes
    )
    return {attribute: number for number, attribute in enumerate(every, start=1)}


def _rows(database: DnaDatabase) -> dict[str, Iterable[Row]]:
    return {
        "DOCUMENTS": (
            (
                one.id,
                one.title,
                one.text,
                one.coder,
                one.author,
                one.source,
                one.section,
                one.notes,
                one.type,
                NO_DATE if one.date is None else one.date,
            )
            for one in database.documents
        ),
        "STATEMENTS": ((one.id, one.type, one.document, one.start, one.stop, one.coder) for one in database.statements),
    }


def _rows_of_values(database: DnaDatabase, data_type: DataType) -> Iterator[Row]:
    """Yield a row for each statement and each variable of this kind."""
    entities = {(one.variable, one.value): one.id for one in database.entities}
    places = {
        one.id: [(place, its.id) for place, its in enumerate(one.variables) if its.data_type is data_type]
        for one in database.statement_types
    }
    number = 0
    for statement in database.statements:
        for place, variable in places[statement.type]:
            number += 1
            value = statement.values[place]
            held_as = entities[variable, str(value)] if data_type is DataType.SHORT_TEXT else value
            yield number, statement.id, variable, held_as
