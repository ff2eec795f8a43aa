"""The debate of a ledger, and that of a database of DNA."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from onrecord.debates.debate import Attributes, Debate
from onrecord.errors import UsageError
from onrecord.ledger.database import Database
from onrecord.ledger.imported import read_database
from onrecord.ledger.networking import read_table
from onrecord.ledger.reading import Filter, read_records_of
from onrecord.networks.imported import table_of_dna
from onrecord.networks.table import Table
from onrecord.sources.dna import DnaDatabase, read_dna

OF_ACTORS = ("kind", "organization", "country")


def debate_in(database: Database, statement_type: str | None = None, wanted: Filter | None = None) -> Debate:
    """Return the debate of a ledger's positions, or that of the statements of an imported type, by its label.

    The ledger must be open as long as quotes are asked for.
    """
    with database.reading() as connection:
        if statement_type is not None:
            return debate_of_dna(read_database(connection), statement_type)
        table = read_table(connection, wanted)
        if not len(table) and (types := _imported_types(read_database(connection))):
            raise UsageError(
                f"{database.path}: no statement takes a position on a concept, but some are of imported types;"
                f" name one with --type: {types}"
            )

    def quotes(ids: Collection[str]) -> Mapping[str, str]:
        with database.reading() as connection:
            return {record.statement.id: record.statement.text for record in read_records_of(connection, ids)}

    return Debate(table=table, quotes=quotes, attributes_of=_attributes_in(table))


def _imported_types(database: DnaDatabase) -> str:
    used = {one.type for one in database.statements}
    return ", ".join(repr(one.label) for one in database.statement_types if one.id in used)


def debate_of_dna(database: DnaDatabase, statement_type: str | None = None) -> Debate:
    """Return the debate of the statements of a type; one need be named only where there are several."""
    table = table_of_dna(database, statement_type)
    texts = {document.id: document.text for document in database.documents}

    def quotes(ids: Collection[str]) -> Mapping[str, str]:
        return {
            str(one.id): texts[one.document][one.start : one.stop] for one in database.statements if str(one.id) in ids
        }

    attributes = _attributes_of_entities(database, statement_type)
    return Debate(table=table, quotes=quotes, attributes_of=attributes, refused=database.refused)


def read_dna_debate(path: Path, statement_type: str | None = None) -> Debate:
    """Return the debate of a file of DNA."""
    return debate_of_dna(read_dna(path), statement_type)


def _attributes_in(table: Table) -> Callable[[str], Attributes]:
    """Return what the table tells of each actor: the values of the first row that has him."""

    def attributes(variable: str) -> Attributes:
        if variable not in ("actor", "person"):
            return {}
        labels = table.variables[variable]
        places = {code: place for place, code in reversed(list(enumerate(labels.codes.tolist())))}
        return {
            name: {
                str(labels.levels[code]): str(value)
                for code, place in places.items()
                if (value := table.variables[name].levels[int(table.variables[name].codes[place])])
            }
            for name in OF_ACTORS
        }

    return attributes


def _attributes_of_entities(database: DnaDatabase, statement_type: str | None) -> Callable[[str], Attributes]:
    def attributes(variable: str) -> Attributes:
        found: dict[str, dict[str, str]] = {}
        for kind in database.statement_types:
            if statement_type not in (None, kind.label):
                continue
            for its in (one for one in kind.variables if one.name == variable):
                for entity in (one for one in database.entities if one.variable == its.id):
                    for name, value in zip(its.attributes, entity.attributes, strict=True):
                        if value:
                            found.setdefault(name, {})[entity.value] = value
        return found

    return attributes
