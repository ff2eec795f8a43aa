"""Databases of DNA joined into one: what is the same in several is there once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import count
from typing import Generic, TypeVar

from onrecord.sources.dna import (
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRegex,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
    DnaVariable,
)

Row = TypeVar("Row", DnaCoder, DnaStatementType, DnaVariable, DnaEntity, DnaDocument, DnaStatement)

Numbers = Mapping[int, int]
"""From the ids in one database to those in all."""


def joined(databases: Sequence[DnaDatabase]) -> DnaDatabase:
    """Return one database of them all, in which the first has kept its ids.

    Coders of one name are one, and so are statement types of one label with the same variables, entities of one value,
    regexes of one label. Documents and statements that are alike in everything are one where each is of another
    database: of two copies of a database, the second with more coded in it, nothing is there twice.
    """
    if len(databases) == 1:
        return databases[0]
    union = _Union()
    for number, database in enumerate(databases):
        union.take(database, keep=number == 0)
    return union.database()


class _Rows(Generic[Row]):
    """Rows by id, each known by what tells it from others and how often that came before in its own database."""

    def __init__(self) -> None:
        self.rows: dict[int, Row] = {}
        self._known: dict[tuple[Hashable, int], int] = {}
        self._free = count(1)

    def take(self, told: Iterable[tuple[Hashable, Row]], *, keep: bool) -> dict[int, int]:
        """Add the rows that are new, with the ids that they have or else with free ones; return all by their ids."""
        seen: Counter[Hashable] = Counter()
        numbers: dict[int, int] = {}
        for key, row in told:
            seen[key] += 1
            place = key, seen[key]
            if place not in self._known:
                number = row.id if keep else next(one for one in self._free if one not in self.rows)
                self._known[place] = number
                self.rows[number] = replace(row, id=number)
            numbers[row.id] = self._known[place]
        return numbers

    def ordered(self) -> tuple[Row, ...]:
        return tuple(self.rows[number] for number in sorted(self.rows))


class _Union:
    """What was taken of the databases so far."""

    def __init__(self) -> None:
        self.settings: dict[str, str] = {}
        self.coders: _Rows[DnaCoder] = _Rows()
        self.relations: dict[tuple[int, int], DnaRelation] = {}
        self.types: _Rows[DnaStatementType] = _Rows()
        self.variables: _Rows[DnaVariable] = _Rows()
        self.entities: _Rows[DnaEntity] = _Rows()
        self.noted: dict[int, dict[str, str]] = {}
        self.documents: _Rows[DnaDocument] = _Rows()
        self.statements: _Rows[DnaStatement] = _Rows()
        self.regexes: dict[str, DnaRegex] = {}
        self.variable_links: dict[tuple[int, int], None] = {}
        self.statement_links: dict[tuple[int, int], None] = {}

    def take(self, database: DnaDatabase, *, keep: bool) -> None:
        """Add what is new of a database, with the ids that it has or else with free ones."""
        self.settings |= database.settings
        coders = self.coders.take(((one.name, one) for one in database.coders), keep=keep)
        for relation in database.relations:
            pair = coders[relation.coder], coders[relation.other]
            self.relations.setdefault(pair, replace(relation, coder=pair[0], other=pair[1]))
        types, variables = self._take_types(database, keep=keep)
        self._take_entities(database, variables, keep=keep)
        documents = [replace(one, coder=coders.get(one.coder, one.coder)) for one in database.documents]
        texts = self.documents.take(((replace(one, id=0), one) for one in documents), keep=keep)
        coded = [
            replace(one, type=types[one.type], document=texts[one.document], coder=coders.get(one.coder, one.coder))
            for one in database.statements
        ]
        statements = self.statements.take(((replace(one, id=0), one) for one in coded), keep=keep)
        for regex in database.regexes:
            self.regexes.setdefault(regex.label, regex)
        for links, its, numbers in (
            (self.variable_links, database.variable_links, variables),
            (self.statement_links, database.statement_links, statements),
        ):
            links.update(dict.fromkeys((numbers[one], numbers[other]) for one, other in its))

    def _take_types(self, database: DnaDatabase, *, keep: bool) -> tuple[Numbers, Numbers]:
        """Add the statement types; one with other variables than that of its label gets another label."""
        labels = {one.label for one in self.types.rows.values()}
        before = set(self.types.rows)
        types = self.types.take(((_form(one), one) for one in database.statement_types), keep=keep)
        variables: dict[int, int] = {}
        for one in database.statement_types:
            place = types[one.id]
            variables |= self.variables.take((((place, its.name), its) for its in one.variables), keep=keep)
            for its in one.variables:
                known = self.variables.rows[variables[its.id]]
                attributes = tuple(dict.fromkeys((*known.attributes, *its.attributes)))
                self.variables.rows[known.id] = replace(known, attributes=attributes)
            label = one.label if place in before else _free(one.label, labels)
            if not keep and place not in before:
                self.types.rows[place] = replace(self.types.rows[place], label=label)
            ordered = sorted({variables[its.id] for its in one.variables})
            self.types.rows[place] = replace(
                self.types.rows[place], variables=tuple(self.variables.rows[number] for number in ordered)
            )
        return types, variables

    def _take_entities(self, database: DnaDatabase, variables: Numbers, *, keep: bool) -> None:
        names = {its.id: its.attributes for one in database.statement_types for its in one.variables}
        own = [replace(one, variable=variables[one.variable], child_of=None) for one in database.entities]
        numbers = self.entities.take((((one.variable, one.value), one) for one in own), keep=keep)
        for one in database.entities:
            number = numbers[one.id]
            known = self.entities.rows[number]
            if one.child_of is not None and known.child_of is None and numbers[one.child_of] != number:
                self.entities.rows[number] = replace(known, child_of=numbers[one.child_of])
            noted = zip(names[one.variable], one.attributes, strict=False)  # an entity may have none at all
            self.noted.setdefault(number, {}).update({name: value for name, value in noted if value})

    def database(self) -> DnaDatabase:
        return DnaDatabase(
            settings=self.settings,
            coders=self.coders.ordered(),
            relations=tuple(self.relations[pair] for pair in sorted(self.relations)),
            statement_types=self.types.ordered(),
            entities=tuple(self._with_attributes(one) for one in self.entities.ordered()),
            documents=self.documents.ordered(),
            statements=self.statements.ordered(),
            regexes=tuple(self.regexes[label] for label in sorted(self.regexes)),
            variable_links=tuple(self.variable_links),
            statement_links=tuple(self.statement_links),
        )

    def _with_attributes(self, entity: DnaEntity) -> DnaEntity:
        noted, names = self.noted[entity.id], self.variables.rows[entity.variable].attributes
        return replace(entity, attributes=tuple(noted.get(name, "") for name in names))


def _form(one: DnaStatementType) -> tuple[str, tuple[tuple[str, DataType], ...]]:
    return one.label, tuple((its.name, its.data_type) for its in one.variables)


def _free(label: str, taken: set[str]) -> str:
    """Return the label, with a number where it is taken."""
    numbered = (label if number == 1 else f"{label} ({number})" for number in count(1))
    return next(one for one in numbered if one not in taken)
