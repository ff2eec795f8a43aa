"""Documents and statements as DNA 3 holds them, every statement at its text.

DNA's editor counts a character outside the basic plane (an emoji) as two and its tables count it as one. Where one
stands before the end of a statement the two would show different texts, so U+FFFD takes its place.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from onrecord.export.dna.held_names import Names
from onrecord.export.dna.losses import REMOVE, UNKNOWN, Losses
from onrecord.sources.dna import (
    NO_DATE,
    DataType,
    DnaDatabase,
    DnaDocument,
    DnaStatement,
    DnaStatementType,
    DnaValue,
    DnaVariable,
)
from onrecord.sources.dna.documents import LAST_DATE
from onrecord.sources.dna.offsets import ASTRAL, offsets_after_line_ends, with_plain_line_ends


def held_texts(
    database: DnaDatabase, names: Names, losses: Losses
) -> tuple[tuple[DnaDocument, ...], tuple[DnaStatement, ...]]:
    """Return the documents, and the statements with their entities called by these names."""
    types = {one.id: one for one in database.statement_types}
    by_document: defaultdict[int, list[DnaStatement]] = defaultdict(list)
    for statement in database.statements:
        by_document[statement.document].append(statement)
    documents, statements = [], []
    for document in sorted(database.documents, key=lambda one: one.id):
        placed = _placed(document, by_document[document.id])
        documents.append(_held_document(document, max((one.stop for one in placed), default=0), losses))
        statements += [replace(one, values=_held_values(one, types[one.type], names, losses)) for one in placed]
    return tuple(documents), tuple(sorted(statements, key=lambda one: one.id))


def _placed(document: DnaDocument, statements: list[DnaStatement]) -> list[DnaStatement]:
    """Return the statements where they are once every line end is a single character."""
    if "\r" not in document.text:
        return statements
    after = offsets_after_line_ends(document.text)
    return [replace(one, start=after(one.start), stop=max(after(one.stop), after(one.start) + 1)) for one in statements]


def _held_document(document: DnaDocument, last: int, losses: Losses) -> DnaDocument:
    """Return the document, whose last statement ends there."""
    address = f"document {document.id}"
    return replace(
        document,
        title=losses.line(document.title, address, "title"),
        text=_held_text(document.text, last, address, losses),
        author=losses.line(document.author, address, "author"),
        source=losses.line(document.source, address, "source"),
        section=losses.line(document.section, address, "section"),
        notes=losses.text(document.notes, address, "notes"),
        type=losses.line(document.type, address, "type"),
        date=_held_date(document.date, address, losses),
    )


def _held_text(text: str, last: int, address: str, losses: Losses) -> str:
    plain = with_plain_line_ends(text)
    if plain != text:
        losses.note(address, "its line ends are not all \\n, which is written for every one", "write them as \\n")
    clean = losses.text(plain, address, "text")
    before, changed = ASTRAL.subn(UNKNOWN, clean[:last])
    if changed:
        reason = (
            f"its text has {changed} characters outside the basic plane (as emoji are) before the end of a statement, "
            "which DNA counts in two ways; U+FFFD is written"
        )
        losses.note(address, reason, REMOVE)
    return before + clean[last:]


def _held_date(date: int | None, address: str, losses: Losses) -> int | None:
    if date is None or not NO_DATE < date <= LAST_DATE:
        why = "it has no date" if date is None else f"its date, {date}, is not in the years 1 to 9999"
        losses.note(address, f"{why}, and DNA wants one; 0001-01-01 is written", "give it a date")
        return None
    return date


def _held_values(
    statement: DnaStatement, its_type: DnaStatementType, names: Names, losses: Losses
) -> tuple[DnaValue, ...]:
    return tuple(
        _held_value(value, variable, names, f"statement {statement.id}", losses)
        for variable, value in zip(its_type.variables, statement.values, strict=True)
    )


def _held_value(value: DnaValue, variable: DnaVariable, names: Names, address: str, losses: Losses) -> DnaValue:
    if not isinstance(value, str):
        return int(value)
    if variable.data_type is DataType.SHORT_TEXT:
        return names[variable.id, value]
    return losses.text(value, address, repr(variable.name))
