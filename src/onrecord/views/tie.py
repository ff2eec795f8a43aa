"""A tie of a network: the concepts and statements that it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.model import Stance
from onrecord.views.network import Shape
from onrecord.views.shown import ShownStatement, read_shown

MOST_EVIDENCE = 10
"""Statements of either end that a tie shows for a concept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """A concept behind a tie, with the statements of either end."""

    concept: str
    label: str
    one: tuple[ShownStatement, ...]
    other: tuple[ShownStatement, ...]
    agree: bool
    """Whether the statements of the two ends have a stance in common; False where they only oppose each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TieEvidence:
    """What a tie is made of."""

    one: str
    other: str
    shared: tuple[Shared, ...]


def tie_of(connection: sa.Connection, one: str, other: str, shape: Shape) -> TieEvidence:
    """Return the statements behind a tie of two actors, or of an actor and a concept, by their ids."""
    labels = {concept.id: concept.label for concept in read_codebook(connection).concepts.values()}
    of_one = _statements_by_concept(connection, one, shape)
    if other in labels:
        of_other, concepts = of_one, [other]
        of_one = {other: of_one.get(other, [])}
        of_other = {}
    else:
        of_other = _statements_by_concept(connection, other, shape)
        concepts = [concept for concept in labels if concept in of_one and concept in of_other]
    ids = {
        statement
        for side in (of_one, of_other)
        for concept in concepts
        for statement, _ in side.get(concept, [])[:MOST_EVIDENCE]
    }
    shown = {each.id: each for each in read_shown(connection, sorted(ids))}

    def texts(side: Mapping[str, list[tuple[str, Stance]]], concept: str) -> tuple[ShownStatement, ...]:
        return tuple(shown[statement] for statement, _ in side.get(concept, [])[:MOST_EVIDENCE])

    shared = [
        Shared(
            concept=concept,
            label=labels[concept],
            one=texts(of_one, concept),
            other=texts(of_other, concept),
            agree=bool({stance for _, stance in of_one[concept]} & {stance for _, stance in of_other.get(concept, [])}),
        )
        for concept in concepts
        if of_one.get(concept)
    ]
    return TieEvidence(one=one, other=other, shared=tuple(shared))


def _statements_by_concept(connection: sa.Connection, actor: str, shape: Shape) -> dict[str, list[tuple[str, Stance]]]:
    """Return an actor's statements with their stances, by concept, in time; those of copies are left out."""
    statements, positions = tables.statements.c, tables.positions.c
    date = sa.func.coalesce(statements.date, tables.articles.c.published)
    query = (
        sa.select(positions.concept, positions.statement, positions.stance)
        .join(tables.speaking, tables.speaking.c.statement == positions.statement)
        .join(tables.speakers, tables.speakers.c.id == tables.speaking.c.speaker)
        .join(tables.statements, statements.id == positions.statement)
        .join(tables.articles, tables.articles.c.id == statements.article)
        .where(
            tables.speakers.c.actor == actor,
            statements.copy_of.is_(None),
            positions.confidence >= shape.min_confidence,
        )
        .order_by(date, statements.position)
        .distinct()
    )
    if shape.since is not None:
        query = query.where(date >= shape.since)
    if shape.until is not None:
        query = query.where(date <= shape.until)
    found: dict[str, list[tuple[str, Stance]]] = {}
    for concept, statement, stance in connection.execute(query):
        found.setdefault(concept, []).append((statement, Stance(stance)))
    return found
