"""A database of DNA 2 or 3, read whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from onrecord.errors import SourceError
from onrecord.sources.dna.cells import Unfit, read_number, read_text
from onrecord.sources.dna.coders import ADMIN, Owner, check_password, read_coders, read_relations
from onrecord.sources.dna.database import DnaDatabase, DnaRegex
from onrecord.sources.dna.documents import clock_of, read_documents
from onrecord.sources.dna.entities import read_entities_2, read_entities_3
from onrecord.sources.dna.layouts import DNA_3, Layout, layout_of
from onrecord.sources.dna.statement_types import BY_ID, read_types
from onrecord.sources.dna.statements import read_statements
from onrecord.sources.dna.tables import ANOTHER, Tables, open_tables, shown_cell


def read_dna(path: Path, *, password: str | None = None, coder: int | str = ADMIN, zone: str = "UTC") -> DnaDatabase:
    """Return what a database of DNA 2 or 3 holds; what cannot be taken is in its `refused`, and the rest goes on.

    No password is needed, since nothing is encrypted; one that is given must be that of the coder with this id or name.
    `zone` is the time zone in which a database of DNA 2 was coded, which kept local times; DNA 3 does without one.
    """
    clock = clock_of(zone)
    with open_tables(path) as tables:
        layout = layout_of(tables)
        settings = dict(tables.read("SETTINGS", layout.tables["SETTINGS"], _setting, name="setting"))
        _check_version(tables, layout, settings.get("version"))
        coders = read_coders(tables, layout)
        if password is not None:
            check_password(tables, coders, coder, password)
        owner = Owner(tables, frozenset(one.id for one in coders))
        attributes, types = read_types(tables, layout)
        variables = {variable.id: variable for one in types.values() for variable in one.variables}
        if layout is DNA_3:
            entities = read_entities_3(tables, variables, attributes)
        else:
            entities = read_entities_2(tables, variables)
        documents = read_documents(tables, layout, owner, clock)
        statements = read_statements(tables, layout, owner, types, documents, entities)
        return DnaDatabase(
            settings=settings,
            coders=coders,
            relations=read_relations(tables, layout, {one.id for one in coders}),
            statement_types=tuple(sorted(types.values(), key=BY_ID)),
            entities=entities.in_order,
            documents=tuple(sorted(documents.values(), key=BY_ID)),
            statements=tuple(sorted(statements, key=BY_ID)),
            regexes=_read_regexes(tables, layout),
            variable_links=_read_links(tables, layout, "VARIABLELINKS", variables),
            statement_links=_read_links(tables, layout, "STATEMENTLINKS", {one.id for one in statements}),
            refused=tuple(tables.refused),
        )


def _check_version(tables: Tables, layout: Layout, version: str | None) -> None:
    if version is None:
        tables.refuse("setting version", Unfit("is not there, so the version is told by the tables", "open it in DNA"))
    elif not version.strip().startswith(f"{layout.version}."):
        raise SourceError(
            f"{tables.address} says that it is of DNA {shown_cell(version)}, but has the tables of DNA "
            f"{layout.version}; {ANOTHER}"
        )


def _setting(row: sqlite3.Row) -> tuple[str, str]:
    return read_text(row, "Property"), read_text(row, "Value")


def _read_regexes(tables: Tables, layout: Layout) -> tuple[DnaRegex, ...]:
    def read(row: sqlite3.Row) -> DnaRegex:
        label = read_text(row, "Label")
        return DnaRegex(label=label, colour=tables.colour(row, f"regex {shown_cell(label)}"))

    return tuple(tables.read("REGEXES", layout.tables["REGEXES"], read, name="regex"))


def _read_links(tables: Tables, layout: Layout, table: str, ends: Iterable[int]) -> tuple[tuple[int, int], ...]:
    if table not in layout.tables:
        return ()
    _, source, target = layout.tables[table]
    known = frozenset(ends)

    def read(row: sqlite3.Row) -> tuple[int, int]:
        link = read_number(row, source), read_number(row, target)
        if not known.issuperset(link):
            raise Unfit(f"is from {link[0]} to {link[1]}, which are not both there")
        return link

    return tuple(tables.read(table, layout.tables[table], read, name="link"))
