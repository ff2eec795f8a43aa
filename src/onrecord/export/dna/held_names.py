"""Statement types, variables and entities as DNA 3 holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

from onrecord.export.dna.losses import Losses
from onrecord.sources.dna import DataType, DnaDatabase, DnaEntity, DnaStatementType, DnaVariable

Names = Mapping[tuple[int, str], str]
"""What the entities of a variable are called, by their names before."""


def held_types(database: DnaDatabase, losses: Losses) -> tuple[DnaStatementType, ...]:
    """Return the statement types with their variables."""
    return tuple(
        replace(
            one,
            label=losses.line(one.label, f"statement type {one.id}", "label"),
            variables=_held_variables(one, losses),
        )
        for one in sorted(database.statement_types, key=lambda one: one.id)
    )


def _held_variables(its_type: DnaStatementType, losses: Losses) -> tuple[DnaVariable, ...]:
    names = losses.names({one.id: one.name for one in its_type.variables}, lambda one: f"variable {one}")
    return tuple(
        replace(one, name=names[one.id], attributes=_held_attributes(one, losses)) for one in its_type.variables
    )


def _held_attributes(variable: DnaVariable, losses: Losses) -> tuple[str, ...]:
    names = losses.names(
        dict(enumerate(variable.attributes)), lambda place: f"variable {variable.id}: attribute {place + 1}"
    )
    return tuple(names.values())


def held_entities(database: DnaDatabase, losses: Losses) -> tuple[tuple[DnaEntity, ...], Names]:
    """Return the entities, with one for every value of short text and one "" for every variable, and their names."""
    variables = {its.id: its for one in database.statement_types for its in one.variables}
    entities = sorted((*database.entities, *_missing(database, variables)), key=lambda one: one.id)
    by_variable: dict[int, list[DnaEntity]] = {}
    for one in entities:
        by_variable.setdefault(one.variable, []).append(one)
    names: dict[int, str] = {}
    for its in by_variable.values():
        names |= losses.names({one.id: one.value for one in its}, lambda one: f"entity {one}")
    whole = tuple(
        replace(one, value=names[one.id], attributes=_held_values(one, variables[one.variable], losses))
        for one in entities
    )
    return whole, {(one.variable, one.value): names[one.id] for one in entities}


def _missing(database: DnaDatabase, variables: Mapping[int, DnaVariable]) -> Iterator[DnaEntity]:
    """Yield an entity for every value that has none, with ids that are free."""
    known = {(one.variable, one.value) for one in database.entities}
    used = {one.id for one in database.entities}
    free = (number for number in count(1) if number not in used)
    for variable, value in _values(database, variables):
        if (variable, value) not in known:
            known.add((variable, value))
            yield DnaEntity(id=next(free), variable=variable, value=value)


def _values(database: DnaDatabase, variables: Mapping[int, DnaVariable]) -> Iterator[tuple[int, str]]:
    short = {variable.id for variable in variables.values() if variable.data_type is DataType.SHORT_TEXT}
    yield from ((variable, "") for variable in sorted(short))
    types = {one.id: one for one in database.statement_types}
    for statement in database.statements:
        for variable, value in zip(types[statement.type].variables, statement.values, strict=True):
            if variable.id in short:
                yield variable.id, str(value)


def _held_values(entity: DnaEntity, variable: DnaVariable, losses: Losses) -> tuple[str, ...]:
    values = entity.attributes or ("",) * len(variable.attributes)
    return tuple(
        losses.line(value, f"entity {entity.id}", f"attribute {name!a}")
        for name, value in zip(variable.attributes, values, strict=True)
    )
