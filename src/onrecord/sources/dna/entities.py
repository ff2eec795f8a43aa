"""The entities of short-text variables, with what is noted of them; DNA 2 and 3 keep them differently."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from onrecord.sources.dna.cells import Unfit, read_number, read_text
from onrecord.sources.dna.database import DataType, DnaEntity, DnaVariable
from onrecord.sources.dna.layouts import DNA_2, DNA_3
from onrecord.sources.dna.tables import Tables, shown_cell

NOTED = ("Type", "Alias", "Notes")
"""What DNA 2 notes of every entity."""


@dataclass(slots=True)
class Entities:
    """The entities by id and by name; of two with one name the second id stands for the first entity."""

    taken: dict[int, DnaEntity] = field(default_factory=dict)
    by_value: dict[tuple[int, str], DnaEntity] = field(default_factory=dict)
    values: dict[int, tuple[int, str]] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def take(self, entity: DnaEntity) -> None:
        """Take an entity, unless its variable has one of this name already."""
        self.values[entity.id] = (entity.variable, entity.value)
        if known := self.by_value.get((entity.variable, entity.value)):
            raise Unfit(
                f"has the name {shown_cell(entity.value)} of entity {known.id}, which stands for both from here on",
                "merge the two in DNA",
            )
        self.by_value[entity.variable, entity.value] = self.taken[entity.id] = entity

    def named(self, variable: int, value: str) -> str:
        """Return the name, of an entity made for it where there is none."""
        if (variable, value) not in self.by_value:
            free = next(number for number in self.numbers if number not in self.values)
            self.take(DnaEntity(id=free, variable=variable, value=value, attributes=("",) * len(NOTED)))
        return value

    @property
    def in_order(self) -> tuple[DnaEntity, ...]:
        """The entities in the order of their ids."""
        return tuple(sorted(self.taken.values(), key=lambda one: one.id))


def attribute_names(tables: Tables, variables: Mapping[int, DnaVariable]) -> dict[int, tuple[int, str]]:
    """Return, by the id of each attribute of DNA 3, its variable and its name."""

    def read(row: sqlite3.Row) -> tuple[int, tuple[int, str]]:
        variable = read_number(row, "VariableId")
        if variable not in variables:
            raise Unfit(f"is of variable {variable}, which is not there")
        name = read_text(row, "AttributeVariable")
        if (variable, name) in names:
            raise Unfit(f"has the name {shown_cell(name)} of another attribute of its variable")
        names.add((variable, name))
        return read_number(row, "ID"), (variable, name)

    names: set[tuple[int, str]] = set()
    table = "ATTRIBUTEVARIABLES"
    return dict(tables.read(table, DNA_3.tables[table], read, name="attribute"))


def read_entities_3(
    tables: Tables, variables: Mapping[int, DnaVariable], attributes: Mapping[int, tuple[int, str]]
) -> Entities:
    """Return the entities of a database of DNA 3; its attributes are given by id."""
    entities = Entities()

    def take(row: sqlite3.Row) -> None:
        variable = _variable_of(row, variables)
        entities.take(
            DnaEntity(
                id=read_number(row, "ID"),
                variable=variable,
                value=read_text(row, "Value"),
                colour=tables.colour(row, f"entity {row['ID']}"),
                child_of=None if row["ChildOf"] is None else read_number(row, "ChildOf"),
            )
        )

    for _ in tables.read("ENTITIES", DNA_3.tables["ENTITIES"], take, name="entity"):
        pass
    _check_parents(tables, entities)
    _read_attributes(tables, entities, variables, attributes)
    return entities


def _check_parents(tables: Tables, entities: Entities) -> None:
    for entity in list(entities.taken.values()):
        parent = entity.child_of
        if parent is not None and (parent not in entities.taken or parent == entity.id):
            tables.refuse(f"entity {entity.id}", Unfit(f"its parent, entity {parent}, is not there, so it has none"))
            _put(entities, replace(entity, child_of=None))


def _read_attributes(
    tables: Tables,
    entities: Entities,
    variables: Mapping[int, DnaVariable],
    attributes: Mapping[int, tuple[int, str]],
) -> None:
    noted: dict[int, dict[str, str]] = {}

    def note(row: sqlite3.Row) -> None:
        entity, attribute = read_number(row, "EntityId"), read_number(row, "AttributeVariableId")
        if entity not in entities.taken:
            if entity in tables.refused_ids["ENTITIES"]:
                return
            raise Unfit(f"is of entity {entity}, which is not there")
        variable, name = attributes.get(attribute, (None, ""))
        if variable != entities.taken[entity].variable:
            raise Unfit(f"is of attribute {attribute}, which the variable of entity {entity} does not have")
        if name in noted.setdefault(entity, {}):
            raise Unfit(f"is a second value of attribute {attribute} of entity {entity}")
        noted[entity][name] = read_text(row, "AttributeValue", "")

    table = "ATTRIBUTEVALUES"
    for _ in tables.read(table, DNA_3.tables[table], note, name="attribute value"):
        pass
    for entity in list(entities.taken.values()):
        if names := variables[entity.variable].attributes:
            its = noted.get(entity.id, {})
            _put(entities, replace(entity, attributes=tuple(its.get(name, "") for name in names)))


def read_entities_2(tables: Tables, variables: Mapping[int, DnaVariable]) -> Entities:
    """Return the entities of a database of DNA 2."""
    entities = Entities()

    def take(row: sqlite3.Row) -> None:
        entities.take(
            DnaEntity(
                id=read_number(row, "ID"),
                variable=_variable_of(row, variables),
                value=read_text(row, "Value"),
                colour=tables.colour(row, f"entity {row['ID']}"),
                attributes=tuple(read_text(row, name, "") for name in NOTED),
            )
        )

    for _ in tables.read("ATTRIBUTES", DNA_2.tables["ATTRIBUTES"], take, name="entity"):
        pass
    return entities


def _variable_of(row: sqlite3.Row, variables: Mapping[int, DnaVariable]) -> int:
    variable = read_number(row, "VariableId")
    known = variables.get(variable)
    if known is None:
        raise Unfit(f"is of variable {variable}, which is not there")
    if known.data_type is not DataType.SHORT_TEXT:
        raise Unfit(f"is of variable {variable}, which is of {known.data_type.value} and has no entities")
    return variable


def _put(entities: Entities, entity: DnaEntity) -> None:
    entities.taken[entity.id] = entities.by_value[entity.variable, entity.value] = entity
