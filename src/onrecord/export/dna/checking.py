"""What no database can be: ids that are there twice or not at all, values of another kind than their variable's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator

from onrecord.errors import UsageError
from onrecord.sources.dna import Colour, DataType, DnaDatabase, DnaStatement, DnaStatementType, DnaValue

MOST = 2**31 - 1
"""DNA's whole numbers have 32 bits."""

MOST_CODERS = 1000
"""DNA wants a row for each two coders."""


def check(database: DnaDatabase) -> None:
    """Refuse a database whose parts do not belong together."""
    for fault in _faults(database):
        raise UsageError(f"this cannot be a DNA database: {fault}; correct what makes it")


def _faults(database: DnaDatabase) -> Iterator[str]:
    variables = [variable for one in database.statement_types for variable in one.variables]
    yield from _faults_of_ids("coder", [one.id for one in database.coders])
    yield from _faults_of_ids("document", [one.id for one in database.documents])
    yield from _faults_of_ids("statement type", [one.id for one in database.statement_types])
    yield from _faults_of_ids("variable", [one.id for one in variables])
    yield from _faults_of_ids("entity", [one.id for one in database.entities])
    yield from _faults_of_ids("statement", [one.id for one in database.statements])
    yield from _faults_of_colours(database)
    yield from _faults_of_coders(database)
    yield from _faults_of_types(database)
    yield from _faults_of_entities(database)
    yield from _faults_of_statements(database)
    known = {variable.id for variable in variables}
    for link in database.variable_links:
        if not known.issuperset(link):
            yield f"variables {link[0]} and {link[1]} are linked, and not both there"


def _faults_of_ids(name: str, ids: Collection[int]) -> Iterator[str]:
    for one, count in Counter(ids).items():
        if count > 1:
            yield f"{name} {one} is there {count} times"
        if not -MOST - 1 <= one <= MOST:
            yield f"{name} {one} has an id of more than 32 bits"


def _faults_of_colours(database: DnaDatabase) -> Iterator[str]:
    coloured: Iterable[tuple[object, Colour]] = [
        *((one.name, one.colour) for one in database.coders),
        *((one.label, one.colour) for one in database.statement_types),
        *((one.value, one.colour) for one in database.entities),
        *((one.label, one.colour) for one in database.regexes),
    ]
    for name, colour in coloured:
        if not all(0 <= part <= 255 for part in colour):
            yield f"{name!r} has the colour {colour}, whose parts are not from 0 to 255"


def _faults_of_coders(database: DnaDatabase) -> Iterator[str]:
    coders = {one.id for one in database.coders} | {1}
    if len(coders) > MOST_CODERS:
        yield f"it has {len(coders)} coders, and {MOST_CODERS} is the most"
    for document in database.documents:
        if document.coder not in coders:
            yield f"document {document.id} is of coder {document.coder}, who is not there"
    for relation in database.relations:
        if not coders.issuperset((relation.coder, relation.other)) or relation.coder == relation.other:
            yield f"coders {relation.coder} and {relation.other} have a relation, and are not two coders"
    for pair, count in Counter((one.coder, one.other) for one in database.relations).items():
        if count > 1:
            yield f"coders {pair[0]} and {pair[1]} have {count} relations"


def _faults_of_types(database: DnaDatabase) -> Iterator[str]:
    for one in database.statement_types:
        ids, names = [its.id for its in one.variables], [its.name for its in one.variables]
        if ids != sorted(ids):
            yield f"the variables of statement type {one.id} are not in the order of their ids"
        if len(set(names)) < len(names):
            yield f"two variables of statement type {one.id} have one name"
        for variable in one.variables:
            if len(set(variable.attributes)) < len(variable.attributes):
                yield f"two attributes of variable {variable.id} have one name"


def _faults_of_entities(database: DnaDatabase) -> Iterator[str]:
    variables = {its.id: its for one in database.statement_types for its in one.variables}
    ids = {one.id for one in database.entities}
    for one in database.entities:
        variable = variables.get(one.variable)
        if variable is None or variable.data_type is not DataType.SHORT_TEXT:
            yield f"entity {one.id} is of variable {one.variable}, which is not there or not of short text"
        elif len(one.attributes) not in (0, len(variable.attributes)):
            yield f"entity {one.id} has {len(one.attributes)} attributes, and its variable {len(variable.attributes)}"
        if one.child_of is not None and (one.child_of not in ids or one.child_of == one.id):
            yield f"entity {one.id} is part of entity {one.child_of}, which is not there"
    for (variable_id, value), count in Counter((one.variable, one.value) for one in database.entities).items():
        if count > 1:
            yield f"variable {variable_id} has {count} entities {value!r}"


def _faults_of_statements(database: DnaDatabase) -> Iterator[str]:
    coders = {one.id for one in database.coders} | {1}
    types = {one.id: one for one in database.statement_types}
    lengths = {one.id: len(one.text) for one in database.documents}
    for one in database.statements:
        if one.type not in types or one.document not in lengths or one.coder not in coders:
            yield f"statement {one.id} is of a type, a document or a coder that is not there"
            continue
        if not 0 <= one.start < one.stop <= lengths[one.document]:
            yield f"statement {one.id} is from {one.start} to {one.stop}, which is no place in its document"
        yield from _faults_of_values(one, types[one.type])


def _faults_of_values(statement: DnaStatement, its_type: DnaStatementType) -> Iterator[str]:
    if len(statement.values) != len(its_type.variables):
        yield f"statement {statement.id} has {len(statement.values)} values, and its type {len(its_type.variables)}"
        return
    for variable, value in zip(its_type.variables, statement.values, strict=True):
        if not _is_of(value, variable.data_type):
            kind = variable.data_type.value
            yield f"statement {statement.id} has {value!r} for {variable.name!r}, which is of {kind}"


def _is_of(value: DnaValue, data_type: DataType) -> bool:
    if data_type.is_text:
        return isinstance(value, str)
    if data_type is DataType.BOOLEAN:
        return value in (0, 1)
    return isinstance(value, int) and -MOST - 1 <= value <= MOST
