"""Concepts: the codebook, and what is in dispute without one."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from onrecord.ledger.concepts import CONCEPT
from onrecord.ledger.decisions import version_of
from onrecord.ledger.stands import read_disputes
from onrecord.model import Concept, Stance
from onrecord.outcomes import Found
from onrecord.positions.codebook import write_codebook


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownExample:
    """A sentence that takes a stance, as the codebook has it."""

    stance: Stance
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownConcept:
    """A concept with how many take each side; `version` as of a statement."""

    id: str
    label: str
    description: str | None
    examples: tuple[ShownExample, ...]
    support: int
    oppose: int
    conditional: int
    actors: int
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """A concept found in dispute, with statements typical of it; `kept` tells that the codebook has it already."""

    id: str
    label: str
    examples: tuple[ShownExample, ...]
    actors: int
    statements: int
    typical: tuple[str, ...]
    kept: bool


def concepts_of(connection: sa.Connection) -> tuple[ShownConcept, ...]:
    """Return the codebook in its order."""
    return tuple(
        ShownConcept(
            id=one.concept.id,
            label=one.concept.label,
            description=one.concept.description,
            examples=_examples(one.concept),
            support=one.statements.get(Stance.SUPPORT, 0),
            oppose=one.statements.get(Stance.OPPOSE, 0),
            conditional=one.statements.get(Stance.CONDITIONAL, 0),
            actors=one.actors,
            version=version_of(connection, CONCEPT, one.concept.id),
        )
        for one in read_disputes(connection)
    )


def proposals_of(found: Iterable[Found]) -> tuple[Proposal, ...]:
    """Return what was found in dispute without a codebook."""
    return tuple(
        Proposal(
            id=one.concept.id,
            label=one.concept.label,
            examples=_examples(one.concept),
            actors=one.actors,
            statements=one.statements,
            typical=tuple(record.statement.id for record in one.typical),
            kept=one.kept,
        )
        for one in found
    )


def yaml_of(concepts: Iterable[Concept]) -> bytes:
    """Return a codebook as the bytes of its YAML file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.yaml"
        write_codebook(path, concepts)
        return path.read_bytes()


def _examples(concept: Concept) -> tuple[ShownExample, ...]:
    return tuple(ShownExample(stance=stance, text=text) for stance, text in concept.examples)
