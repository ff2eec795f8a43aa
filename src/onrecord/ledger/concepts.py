"""The ledger's codebook: concepts as a file gave them, and as people decided since."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.model import Concept, Stance

CONCEPT = "concept"
"""The subject of decisions on concepts."""

EXAMPLE = {stance: f"example_{stance}" for stance in Stance}
"""The field of a decision that adds an example of a stance."""

_STANCES = {about: stance for stance, about in EXAMPLE.items()}


@dataclass(frozen=True, slots=True)
class DecidedConcepts:
    """What people decided of concepts and did not undo, by the concepts' ids."""

    added: dict[str, str] = field(default_factory=dict)
    """With their labels, in the order in which they came."""
    labels: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    examples: dict[str, list[tuple[Stance, str]]] = field(default_factory=dict)
    same_as: dict[str, str] = field(default_factory=dict)
    """From a concept to the one that it was merged into."""
    dropped: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The concepts in force by their ids, in order, and what became of those that were merged."""

    concepts: Mapping[str, Concept] = field(default_factory=dict)
    merged: Mapping[str, str] = field(default_factory=dict)
    """From a concept that was merged to the one in force that holds its positions."""

    def in_force(self, concept: str) -> str | None:
        """Return the id of the concept that a position on this one counts for; None where that is gone."""
        return self.merged.get(concept, concept if concept in self.concepts else None)

    def matching(self, concept: str) -> list[str]:
        """Return the id of the concept with this id, or else of all with these words in their label."""
        if (exact := self.in_force(concept)) is not None:
            return [exact]
        return [one.id for one in self.concepts.values() if concept.casefold() in one.label.casefold()]

    def find(self, concept: str) -> Concept:
        """Return the one concept with this id, or with these words in its label; else a LedgerError says why not."""
        found = self.matching(concept)
        if not found:
            raise LedgerError(f"no concept {concept!r}; `onrecord concepts LEDGER` lists them")
        if len(found) > 1:
            raise LedgerError(f"{concept!r} may be {', '.join(found[:5])}; give one of these ids")
        return self.concepts[found[0]]


def store_codebook(connection: sa.Connection, concepts: Iterable[Concept]) -> bool:
    """Make these the concepts that the ledger was given, in this order; return whether that changes any.

    What people decided of concepts holds as before.
    """
    rows = [
        {"number": number, **{name: getattr(concept, name) for name in ("id", "label", "description", "examples")}}
        for number, concept in enumerate(concepts, start=1)
    ]
    if [dict(row) for row in connection.execute(_stored()).mappings()] == rows:
        return False
    connection.execute(tables.concepts.delete())
    if rows:
        connection.execute(tables.concepts.insert(), rows)
    return True


def read_codebook(connection: sa.Connection) -> Codebook:
    """Return the codebook in force."""
    given = [
        Concept(id=row.id, label=row.label, description=row.description, examples=row.examples)
        for row in connection.execute(_stored())
    ]
    return _in_force(given, read_decided_concepts(connection))


def read_decided_concepts(connection: sa.Connection) -> DecidedConcepts:
    """Return what people decided of concepts and did not undo."""
    columns = tables.decisions.c
    query = (
        sa.select(columns.subject_id, columns.field, columns.new)
        .where(columns.subject == CONCEPT, columns.undone_at.is_(None))
        .order_by(columns.id)
    )
    decided = DecidedConcepts()
    for concept, about, new in connection.execute(query):
        _decide(decided, concept, about, new or "")
    return decided


def _stored() -> sa.Select[tuple[object, ...]]:
    columns = tables.concepts.c
    return sa.select(columns.number, columns.id, columns.label, columns.description, columns.examples).order_by(
        columns.number
    )


def _decide(decided: DecidedConcepts, concept: str, about: str, new: str) -> None:
    match about:
        case "added":
            decided.added[concept] = new
        case "label":
            decided.labels[concept] = new
        case "description":
            decided.descriptions[concept] = new
        case "same_as":
            decided.same_as[concept] = new
        case "dropped":
            decided.dropped.add(concept)
        case _ if about in _STANCES:
            decided.examples.setdefault(concept, []).append((_STANCES[about], new))


def _in_force(given: Sequence[Concept], decided: DecidedConcepts) -> Codebook:
    ids = {concept.id for concept in given}
    added = [Concept(id=one, label=label) for one, label in decided.added.items() if one not in ids]
    known = (_edited(concept, decided) for concept in (*given, *added))
    left = {concept.id: concept for concept in known if concept.id not in decided.dropped}
    merged = {one: _merged(one, decided.same_as, left) for one in {*left, *decided.same_as}}
    return Codebook(
        concepts={one: concept for one, concept in left.items() if merged[one] == one},
        merged={one: into for one, into in merged.items() if one != into and into in left},
    )


def _edited(concept: Concept, decided: DecidedConcepts) -> Concept:
    own = decided.examples.get(concept.id, ())
    return dataclasses.replace(
        concept,
        label=decided.labels.get(concept.id, concept.label),
        description=decided.descriptions.get(concept.id, concept.description),
        examples=tuple(dict.fromkeys((*concept.examples, *own))),
    )


def _merged(concept: str, same_as: dict[str, str], left: dict[str, Concept]) -> str:
    """Return the last concept that this one was merged into; one that is gone takes nothing."""
    passed = {concept}
    while (into := same_as.get(concept)) in left and into is not None and into not in passed:
        passed.add(into)
        concept = into
    return concept
