"""The tables and columns of DNA 2 and DNA 3, and which of them a file has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.errors import SourceError
from onrecord.sources.dna.cells import Unfit
from onrecord.sources.dna.database import Permission
from onrecord.sources.dna.tables import ANOTHER, Tables

COLOUR = ("Red", "Green", "Blue")
VALUE = ("ID", "StatementId", "VariableId", "Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A version's tables with their columns; without the `needed` tables there is nothing to read."""

    version: str
    tables: Mapping[str, tuple[str, ...]]
    needed: frozenset[str]


COMMON: Mapping[str, tuple[str, ...]] = {
    "SETTINGS": ("Property", "Value"),
    "CODERS": ("ID", "Name", *COLOUR, "Password"),
    "CODERRELATIONS": (
        "ID",
        "Coder",
        "OtherCoder",
        "viewStatements",
        "editStatements",
        "viewDocuments",
        "editDocuments",
    ),
    "DOCUMENTS": ("ID", "Title", "Text", "Coder", "Author", "Source", "Section", "Notes", "Type", "Date"),
    "STATEMENTTYPES": ("ID", "Label", *COLOUR),
    "VARIABLES": ("ID", "Variable", "DataType", "StatementTypeId"),
    "STATEMENTS": ("ID", "StatementTypeId", "DocumentId", "Start", "Stop", "Coder"),
    "DATABOOLEAN": VALUE,
    "DATAINTEGER": VALUE,
    "DATALONGTEXT": VALUE,
    "REGEXES": ("Label", *COLOUR),
}
NEEDED = {
    "DOCUMENTS",
    "STATEMENTTYPES",
    "VARIABLES",
    "STATEMENTS",
    "DATABOOLEAN",
    "DATAINTEGER",
    "DATASHORTTEXT",
    "DATALONGTEXT",
}
KEYS = frozenset(
    {"ID", "STATEMENTID", "VARIABLEID", "VALUE", "ENTITY", "START", "STOP", "STATEMENTTYPEID", "DOCUMENTID"}
    | {"TEXT", "DATE", "VARIABLE", "DATATYPE"}
)
"""Columns without which the needed tables cannot be read; others are empty where they are not there."""

DNA_3 = Layout(
    version="3",
    tables={
        **COMMON,
        "CODERS": (
            *COMMON["CODERS"],
            "Refresh",
            "FontSize",
            "PopupWidth",
            "ColorByCoder",
            "PopupDecoration",
            "PopupAutoComplete",
            *(f"Permission{permission.value}" for permission in Permission),
        ),
        "ENTITIES": ("ID", "VariableId", "Value", *COLOUR, "ChildOf"),
        "DATASHORTTEXT": ("ID", "StatementId", "VariableId", "Entity"),
        "ATTRIBUTEVARIABLES": ("ID", "VariableId", "AttributeVariable"),
        "ATTRIBUTEVALUES": ("ID", "EntityId", "AttributeVariableId", "AttributeValue"),
        "VARIABLELINKS": ("ID", "SourceVariableId", "TargetVariableId"),
    },
    needed=frozenset({*NEEDED, "ENTITIES"}),
)
DNA_2 = Layout(
    version="2",
    tables={
        **COMMON,
        "CODERPERMISSIONS": ("ID", "Coder", "Type", "Permission"),
        "ATTRIBUTES": ("ID", "VariableId", "Value", *COLOUR, "Type", "Alias", "Notes", "ChildOf"),
        "DATASHORTTEXT": VALUE,
        "STATEMENTLINKS": ("ID", "SourceId", "TargetId"),
    },
    needed=frozenset({*NEEDED, "ATTRIBUTES"}),
)


def layout_of(tables: Tables) -> Layout:
    """Return the layout that the tables have; what only part of a layout lacks is refused by name."""
    if not {"DOCUMENTS", "STATEMENTS"} & tables.columns.keys():
        raise SourceError(f"{tables.address} is a database, but none of DNA; {ANOTHER}")
    if tables.has("ROLES"):
        raise SourceError(
            f"{tables.address} has statement types with roles, which no released version of DNA writes; {ANOTHER}"
        )
    is_third = tables.has("ENTITIES") or (tables.has("DATASHORTTEXT", "Entity") and not tables.has("ATTRIBUTES"))
    layout = DNA_3 if is_third else DNA_2
    if missing := sorted(layout.needed - tables.columns.keys()):
        raise SourceError(
            f"{tables.address} looks like a database of DNA {layout.version}, but has no table {', '.join(missing)}; "
            "open it in DNA and save it, or get the file again"
        )
    if missing := sorted(
        f"{table}.{column}"
        for table in layout.needed
        for column in layout.tables[table]
        if column.upper() in KEYS and not tables.has(table, column)
    ):
        raise SourceError(
            f"{tables.address} is of a version of DNA that is not known, or damaged: it has no column "
            f"{', '.join(missing)}; {ANOTHER}"
        )
    _refuse_missing(tables, layout)
    return layout


def _refuse_missing(tables: Tables, layout: Layout) -> None:
    for table, columns in layout.tables.items():
        if not tables.has(table):
            tables.refuse(f"table {table}", Unfit("is not there, so nothing is read of it", "open it in DNA"))
        elif missing := [column for column in columns if not tables.has(table, column)]:
            reason = f"has no column {', '.join(missing)}, so nothing is read of it"
            tables.refuse(f"table {table}", Unfit(reason, "open it in DNA"))
