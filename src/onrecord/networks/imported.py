"""Networks of databases coded elsewhere: the statements of a DNA database as a table."""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.table import UNDATED, Table, Value, Variable, VariableKind, variable_of
from onrecord.sources.dna import DataType, DnaDatabase, DnaDocument, DnaStatementType

KINDS = {
    DataType.SHORT_TEXT: VariableKind.TEXT,
    DataType.LONG_TEXT: VariableKind.TEXT,
    DataType.INTEGER: VariableKind.INTEGER,
    DataType.BOOLEAN: VariableKind.BOOLEAN,
}
LEVELS = {DataType.BOOLEAN: (0, 1)}
"""Values that a variable has also where no statement has them."""

OF_DOCUMENTS: dict[str, Callable[[DnaDocument], str]] = {
    "author": attrgetter("author"),
    "source": attrgetter("source"),
    "section": attrgetter("section"),
    "type": attrgetter("type"),
    "title": attrgetter("title"),
    "article": lambda document: str(document.id),
}


def table_of_dna(database: DnaDatabase, statement_type: str | None = None) -> Table:
    """Return the statements of a type, by its label, in DNA's order: date of the document, document, place in it.

    Of a database with statements of one type alone none need be named. Its variables are the type's and, of the
    document, `author`, `source`, `section`, `type`, `title` and `article` (its id), which are called `document author`
    and so on where the type has a variable of that name.
    """
    chosen = _type_of(database, statement_type)
    documents = {document.id: document for document in database.documents}
    times = {one.id: UNDATED if one.date is None else one.date for one in database.documents}
    statements = sorted(
        (statement for statement in database.statements if statement.type == chosen.id),
        key=lambda statement: (times[statement.document], statement.document, statement.start, statement.id),
    )
    texts = [documents[statement.document] for statement in statements]
    variables = {
        variable.name: variable_of(
            [statement.values[place] for statement in statements],
            KINDS[variable.data_type],
            LEVELS.get(variable.data_type),
        )
        for place, variable in enumerate(chosen.variables)
    }
    for name, value_of in OF_DOCUMENTS.items():
        free = name
        while free in variables:
            free = f"document {free}"
        variables[free] = _of_documents([value_of(document) for document in texts])
    return Table(
        statements=tuple(str(statement.id) for statement in statements),
        times=np.array([times[document.id] for document in texts], np.int64),
        articles=np.array([document.id for document in texts], np.int64),
        starts=np.array([statement.start for statement in statements], np.int64),
        weights=np.ones(len(statements)),
        variables=variables,
    )


def _of_documents(values: list[Value]) -> Variable:
    return variable_of(values, VariableKind.DOCUMENT)


def _type_of(database: DnaDatabase, label: str | None) -> DnaStatementType:
    """Return the type with this label, or the only one that there are statements of."""
    used = {statement.type for statement in database.statements}
    known = ", ".join(f"`{one.label}`" for one in database.statement_types) or "none"
    if label is None:
        found = [one for one in database.statement_types if one.id in used] or list(database.statement_types)
        if len(found) != 1:
            raise UsageError(f"statements are of several types, or of none: name one of {known}")
        return found[0]
    named = [one for one in database.statement_types if one.label == label]
    if not named:
        raise UsageError(f"there is no statement type `{label}`; name one of {known}")
    return next((one for one in named if one.id in used), named[0])
