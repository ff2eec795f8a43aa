"""The tables of DNA 3: every reference is cut with what it refers to."""

from __future__ import annotations

from onrecord.sources.dna import Permission

SETTINGS = {"version": "3.0.11", "date": "2024-01-01"}
"""The version of DNA that a file says it is of; DNA 3.0 and 3.1 open this one."""

COLOUR = ", ".join(f"{name} INTEGER NOT NULL DEFAULT 0" for name in ("Red", "Green", "Blue"))


def _references(column: str, table: str) -> str:
    return f"FOREIGN KEY({column}) REFERENCES {table}(ID) ON DELETE CASCADE"


def _values(table: str, value: str, *more: str) -> str:
    constraints = ", ".join(
        (
            *more,
            _references("StatementId", "STATEMENTS"),
            _references("VariableId", "VARIABLES"),
            "UNIQUE(StatementId, VariableId)",
        )
    )
    return (
        f"CREATE TABLE {table}(ID INTEGER NOT NULL PRIMARY KEY, StatementId INTEGER NOT NULL, "
        f"VariableId INTEGER NOT NULL, {value}, {constraints})"
    )


TABLES = (
    "CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT NOT NULL)",
    f"CREATE TABLE CODERS(ID INTEGER NOT NULL PRIMARY KEY, Name TEXT NOT NULL, {COLOUR}, "
    "Refresh INTEGER NOT NULL DEFAULT 0, FontSize INTEGER NOT NULL DEFAULT 14, Password TEXT NOT NULL, "
    "PopupWidth INTEGER DEFAULT 300, ColorByCoder INTEGER NOT NULL DEFAULT 0, "
    "PopupDecoration INTEGER NOT NULL DEFAULT 0, PopupAutoComplete INTEGER NOT NULL DEFAULT 1, "
    + ", ".join(f"Permission{permission.value} INTEGER NOT NULL DEFAULT 1" for permission in Permission)
    + ")",
    "CREATE TABLE CODERRELATIONS(ID INTEGER NOT NULL PRIMARY KEY, Coder INTEGER, OtherCoder INTEGER, "
    "viewStatements INTEGER NOT NULL DEFAULT 1, editStatements INTEGER NOT NULL DEFAULT 1, "
    "viewDocuments INTEGER NOT NULL DEFAULT 1, editDocuments INTEGER NOT NULL DEFAULT 1, "
    f"{_references('Coder', 'CODERS')}, {_references('OtherCoder', 'CODERS')})",
    "CREATE TABLE DOCUMENTS(ID INTEGER NOT NULL PRIMARY KEY, Title TEXT NOT NULL, Text TEXT NOT NULL, Coder INTEGER, "
    "Author TEXT NOT NULL DEFAULT '', Source TEXT NOT NULL DEFAULT '', Section TEXT NOT NULL DEFAULT '', "
    "Notes TEXT NOT NULL DEFAULT '', Type TEXT NOT NULL DEFAULT '', Date INTEGER NOT NULL, "
    f"{_references('Coder', 'CODERS')})",
    f"CREATE TABLE STATEMENTTYPES(ID INTEGER NOT NULL PRIMARY KEY, Label TEXT NOT NULL, {COLOUR})",
    "CREATE TABLE VARIABLES(ID INTEGER NOT NULL PRIMARY KEY, Variable TEXT NOT NULL, "
    "DataType TEXT NOT NULL DEFAULT 'short text', StatementTypeId INTEGER, "
    f"{_references('StatementTypeId', 'STATEMENTTYPES')}, UNIQUE(Variable, StatementTypeId))",
    "CREATE TABLE VARIABLELINKS(ID INTEGER NOT NULL PRIMARY KEY, SourceVariableId INTEGER, TargetVariableId INTEGER, "
    f"{_references('SourceVariableId', 'VARIABLES')}, {_references('TargetVariableId', 'VARIABLES')})",
    f"CREATE TABLE REGEXES(Label TEXT PRIMARY KEY, {COLOUR})",
    "CREATE TABLE STATEMENTS(ID INTEGER NOT NULL PRIMARY KEY, StatementTypeId INTEGER, DocumentId INTEGER, "
    "Start INTEGER NOT NULL, Stop INTEGER NOT NULL, Coder INTEGER, "
    f"{_references('StatementTypeId', 'STATEMENTTYPES')}, {_references('Coder', 'CODERS')}, "
    f"{_references('DocumentId', 'DOCUMENTS')})",
    "CREATE TABLE ENTITIES(ID INTEGER NOT NULL PRIMARY KEY, VariableId INTEGER NOT NULL, "
    f"Value TEXT NOT NULL DEFAULT '', {COLOUR}, ChildOf INTEGER, UNIQUE(VariableId, Value), "
    f"{_references('ChildOf', 'ENTITIES')}, {_references('VariableId', 'VARIABLES')})",
    _values("DATABOOLEAN", "Value INTEGER NOT NULL DEFAULT 1"),
    _values("DATAINTEGER", "Value INTEGER NOT NULL DEFAULT 0"),
    _values("DATALONGTEXT", "Value TEXT DEFAULT ''"),
    _values("DATASHORTTEXT", "Entity INTEGER NOT NULL", _references("Entity", "ENTITIES")),
    "CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER NOT NULL PRIMARY KEY, VariableId INTEGER NOT NULL, "
    "AttributeVariable TEXT NOT NULL, UNIQUE(VariableId, AttributeVariable), "
    f"{_references('VariableId', 'VARIABLES')})",
    "CREATE TABLE ATTRIBUTEVALUES(ID INTEGER NOT NULL PRIMARY KEY, EntityId INTEGER NOT NULL, "
    "AttributeVariableId INTEGER NOT NULL, AttributeValue TEXT NOT NULL DEFAULT '', "
    f"UNIQUE(EntityId, AttributeVariableId), {_references('EntityId', 'ENTITIES')}, "
    f"{_references('AttributeVariableId', 'ATTRIBUTEVARIABLES')})",
)
