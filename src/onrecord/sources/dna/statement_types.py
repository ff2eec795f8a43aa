"""Statement types with their variables."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from operator import attrgetter

from onrecord.sources.dna.cells import Unfit, read_number, read_text
from onrecord.sources.dna.database import DataType, DnaStatementType, DnaVariable
from onrecord.sources.dna.entities import NOTED, attribute_names
from onrecord.sources.dna.layouts import DNA_3, Layout
from onrecord.sources.dna.tables import Tables, shown_cell

BY_ID = attrgetter("id")
"""A damaged file may yield rows out of their order."""


def read_types(tables: Tables, layout: Layout) -> tuple[dict[int, tuple[int, str]], dict[int, DnaStatementType]]:
    """Return the attributes of DNA 3 by id, and the statement types by id with their variables."""

    def read(row: sqlite3.Row) -> DnaStatementType:
        return DnaStatementType(
            id=read_number(row, "ID"), label=read_text(row, "Label", ""), colour=tables.colour(row, f"type {row['ID']}")
        )

    types = {one.id: one for one in tables.read("STATEMENTTYPES", layout.tables["STATEMENTTYPES"], read, name="type")}
    by_type = _read_variables(tables, layout, types)
    variables = {one.id: one for its in by_type.values() for one in its}
    attributes = attribute_names(tables, variables) if layout is DNA_3 else {}
    names: defaultdict[int, list[str]] = defaultdict(list)
    for variable, name in attributes.values():
        names[variable].append(name)

    def with_attributes(one: DnaVariable) -> DnaVariable:
        if layout is not DNA_3 and one.data_type is DataType.SHORT_TEXT:
            return replace(one, attributes=NOTED)
        return replace(one, attributes=tuple(names[one.id]))

    return attributes, {
        one.id: replace(one, variables=tuple(map(with_attributes, sorted(by_type[one.id], key=BY_ID))))
        for one in types.values()
    }


def _read_variables(
    tables: Tables, layout: Layout, types: Mapping[int, DnaStatementType]
) -> defaultdict[int, list[DnaVariable]]:
    found: defaultdict[int, list[DnaVariable]] = defaultdict(list)

    def read(row: sqlite3.Row) -> None:
        variable = DnaVariable(id=read_number(row, "ID"), name=read_text(row, "Variable"), data_type=_data_type(row))
        type_id = read_number(row, "StatementTypeId")
        if type_id not in types:
            raise Unfit(f"is of statement type {type_id}, which is not there")
        if any(variable.name == other.name for other in found[type_id]):
            raise Unfit(f"has the name {shown_cell(variable.name)} of another variable of its type")
        found[type_id].append(variable)

    for _ in tables.read("VARIABLES", layout.tables["VARIABLES"], read, name="variable"):
        pass
    return found


def _data_type(row: sqlite3.Row) -> DataType:
    name = read_text(row, "DataType")
    try:
        return DataType(name)
    except ValueError:
        raise Unfit(f"is of {shown_cell(name)}, which is no data type of DNA") from None
