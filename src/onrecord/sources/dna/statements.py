"""Statements and what they say of each variable."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import replace

from onrecord.sources.dna.cells import Unfit, read_number, read_text
from onrecord.sources.dna.coders import Owner
from onrecord.sources.dna.database import DataType, DnaDocument, DnaStatement, DnaStatementType, DnaValue, DnaVariable
from onrecord.sources.dna.entities import Entities
from onrecord.sources.dna.layouts import DNA_3, Layout
from onrecord.sources.dna.offsets import code_points_in
from onrecord.sources.dna.tables import Tables, shown_cell

VALUE_TABLES = {
    "DATABOOLEAN": DataType.BOOLEAN,
    "DATAINTEGER": DataType.INTEGER,
    "DATASHORTTEXT": DataType.SHORT_TEXT,
    "DATALONGTEXT": DataType.LONG_TEXT,
}

VALUELESS = "code it again or delete it in DNA; the others are read"

ReadValue = Callable[[sqlite3.Row, DnaVariable], DnaValue]


def read_statements(
    tables: Tables,
    layout: Layout,
    owner: Owner,
    types: Mapping[int, DnaStatementType],
    documents: Mapping[int, DnaDocument],
    entities: Entities,
) -> tuple[DnaStatement, ...]:
    """Return the statements that are in a text and have their values."""
    values = _StatementValues(_read_places(tables, layout, owner, types, documents), types)
    readers: dict[str, ReadValue] = {
        "DATABOOLEAN": _read_boolean,
        "DATAINTEGER": _read_integer,
        "DATALONGTEXT": _read_long_text,
        "DATASHORTTEXT": _entity_reader_3(entities) if layout is DNA_3 else _entity_reader_2(entities),
    }
    for table, read_value in readers.items():
        values.fill(tables, layout, table, read_value)
    return values.finished(tables)


def _read_places(
    tables: Tables,
    layout: Layout,
    owner: Owner,
    types: Mapping[int, DnaStatementType],
    documents: Mapping[int, DnaDocument],
) -> dict[int, DnaStatement]:
    """Return the statements by id, without values yet."""
    code_points = {one.id: code_points_in(one.text) for one in documents.values()}

    def read(row: sqlite3.Row) -> DnaStatement:
        type_id, document = read_number(row, "StatementTypeId"), read_number(row, "DocumentId")
        if type_id not in types:
            raise Unfit(f"is of statement type {type_id}, which is not there")
        if document not in documents:
            raise Unfit(f"is in document {document}, which is not there or not taken")
        begins, ends = read_number(row, "Start"), read_number(row, "Stop")
        start, stop = code_points[document](begins), code_points[document](ends)
        if begins < 0 or start >= stop or stop > len(documents[document].text):
            length = len(documents[document].text)
            raise Unfit(f"is from {begins} to {ends}, which is no place in its text of {length} characters")
        return DnaStatement(
            id=read_number(row, "ID"),
            type=type_id,
            document=document,
            start=start,
            stop=stop,
            coder=owner.of(row, "statement"),
        )

    table = "STATEMENTS"
    return {one.id: one for one in tables.read(table, layout.tables[table], read, name="statement")}


class _StatementValues:
    """What the statements say, filled in row by row."""

    def __init__(self, statements: Mapping[int, DnaStatement], types: Mapping[int, DnaStatementType]) -> None:
        self.statements = statements
        self.types = types
        self.places = {
            variable.id: (one.id, place, variable)
            for one in types.values()
            for place, variable in enumerate(one.variables)
        }
        self.values: dict[int, list[DnaValue | None]] = {
            statement.id: [None] * len(types[statement.type].variables) for statement in statements.values()
        }
        self.unfit: dict[int, str] = {}
        """Why a statement is not taken, for its values' sake."""

    def fill(self, tables: Tables, layout: Layout, table: str, read_value: ReadValue) -> None:
        """Fill in the values that a table holds."""

        def take(row: sqlite3.Row) -> None:
            statement = self.statements.get(read_number(row, "StatementId"))
            if statement is None:
                if row["StatementId"] in tables.refused_ids["STATEMENTS"]:
                    return
                raise Unfit(f"is of statement {row['StatementId']}, which is not there")
            type_id, place, variable = self.places.get(read_number(row, "VariableId"), (None, 0, None))
            if variable is None or type_id != statement.type:
                if row["VariableId"] in tables.refused_ids["VARIABLES"]:
                    return
                raise Unfit(f"is of variable {row['VariableId']}, which statement {statement.id} does not have")
            if variable.data_type is not VALUE_TABLES[table]:
                raise Unfit(f"is of variable {variable.id}, which is of {variable.data_type.value}")
            values = self.values[statement.id]
            if values[place] is not None:
                raise Unfit(f"is a second value of variable {variable.id} of statement {statement.id}")
            try:
                values[place] = read_value(row, variable)
            except Unfit as error:
                self.unfit.setdefault(statement.id, f"{error.reason} ({shown_cell(variable.name)})")

        for _ in tables.read(table, layout.tables[table], take, name=f"{table} row"):
            pass

    def finished(self, tables: Tables) -> tuple[DnaStatement, ...]:
        """Return the statements whose values are all there; text that is not there is "", as in DNA."""
        whole = []
        for statement in self.statements.values():
            try:
                whole.append(replace(statement, values=self._values_of(statement)))
            except Unfit as error:
                tables.refused_ids["STATEMENTS"].add(statement.id)
                tables.refuse(f"statement {statement.id}", error)
        return tuple(whole)

    def _values_of(self, statement: DnaStatement) -> tuple[DnaValue, ...]:
        if reason := self.unfit.get(statement.id):
            raise Unfit(reason)
        variables = self.types[statement.type].variables
        values = self.values[statement.id]
        if variables and all(value is None for value in values):
            raise Unfit("has no values", VALUELESS)
        missing = [
            variable.name
            for variable, value in zip(variables, values, strict=True)
            if value is None and not variable.data_type.is_text
        ]
        if missing:
            raise Unfit(f"has no value of {', '.join(map(shown_cell, missing))}")
        return tuple("" if value is None else value for value in values)


def _read_boolean(row: sqlite3.Row, _: DnaVariable) -> DnaValue:
    """Return 0 or 1."""
    return read_number(row, "Value", least=0, most=1)


def _read_integer(row: sqlite3.Row, _: DnaVariable) -> DnaValue:
    """Return a whole number."""
    return read_number(row, "Value")


def _read_long_text(row: sqlite3.Row, _: DnaVariable) -> DnaValue:
    """Return a text, "" where there is none."""
    return read_text(row, "Value", "")


def _entity_reader_3(entities: Entities) -> ReadValue:
    """Return what reads the entity that a row of DNA 3 names by its id."""

    def read(row: sqlite3.Row, variable: DnaVariable) -> DnaValue:
        entity = read_number(row, "Entity")
        known, value = entities.values.get(entity, (None, ""))
        if known is None:
            raise Unfit(f"the value is entity {entity}, which is not there")
        if known != variable.id:
            raise Unfit(f"the value is entity {entity}, which is of another variable")
        return value

    return read


def _entity_reader_2(entities: Entities) -> ReadValue:
    """Return what reads the name that a row of DNA 2 holds; a name that no entity has gets one."""
    return lambda row, variable: entities.named(variable.id, read_text(row, "Value", ""))
