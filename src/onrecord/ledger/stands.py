"""Where actors stand by what a ledger holds: one line a statement, concept and actor, and what is in dispute."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.positions import read_judgements
from onrecord.ledger.reading import Filter, matching_actors, read_actors, read_record, read_records
from onrecord.ledger.speaking_for import with_countries
from onrecord.model import Dispute, Record, Stance, Stand
from onrecord.positions.changes import Coded, changes_of, contradictions_of, current_position
from onrecord.positions.coder import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A change of an actor's stance: the last statement of the one, the first of the other, how sure that is."""

    before: Stand
    after: Stand
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Opposite stances of one actor in two outlets, with no change of stance between."""

    supporting: Stand
    opposing: Stand


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A statement with its positions in force, and what the coder judged of it, whatever people decided."""

    record: Record
    judgements: tuple[Judgement, ...]


def read_stands(connection: sa.Connection, wanted: Filter, *, min_confidence: float = 0.0) -> Iterator[Stand]:
    """Yield the positions wanted, article by article, in text order; those of copies are not repeated.

    `min_confidence` is of the position, that of the filter of the statement.
    """
    actors = None if wanted.actor is None else set(matching_actors(connection, wanted.actor))
    concepts = None if wanted.concept is None else set(read_codebook(connection).matching(wanted.concept))
    for record in read_records(connection, dataclasses.replace(wanted, with_position=True)):
        if record.copy_of is not None:
            continue
        for position in record.positions:
            if position.confidence >= min_confidence and (concepts is None or position.concept in concepts):
                for actor in record.speakers or (None,):
                    if actors is None or (actor is not None and actor.id in actors):
                        yield Stand(actor=actor, position=position, record=record)


def lines_of(stands: Iterable[Stand]) -> dict[tuple[str, str], list[Stand]]:
    """Return the positions of each actor on each concept, by their ids; those of nobody known are left out."""
    lines: dict[tuple[str, str], list[Stand]] = {}
    for stand in stands:
        if stand.actor is not None:
            lines.setdefault((stand.actor.id, stand.position.concept), []).append(stand)
    return lines


def current_stands(stands: Iterable[Stand], *, on: datetime.date) -> Iterator[Stand]:
    """Yield where each actor stood last on each concept, until that day: the last statement that shows it."""
    for line in lines_of(stands).values():
        coded = [coded_of(stand) for stand in line]
        if (current := current_position(coded, on=on)) is not None:
            yield _by_statement(line)[current.latest.statement]


def coded_of(stand: Stand) -> Coded:
    """Return the position as it counts in time."""
    return Coded(
        statement=stand.position.statement,
        article=stand.record.article.id,
        stance=stand.position.stance,
        confidence=stand.position.confidence,
        date=stand.record.statement.date,
        outlet=stand.record.article.outlet,
        decided_by=stand.position.decided_by,
    )


def read_changes(connection: sa.Connection, wanted: Filter, *, min_confidence: float = 0.0) -> Iterator[Shift]:
    """Yield where an actor changed its stance on a concept, actor by actor, in time.

    A country's line has what its ministers and institutions say too.
    """
    actors = None if wanted.actor is None else set(matching_actors(connection, wanted.actor))
    stands = read_stands(connection, dataclasses.replace(wanted, actor=None), min_confidence=min_confidence)
    for (actor, _), line in lines_of(with_countries(stands, read_actors(connection, Filter()))).items():
        if actors is None or actor in actors:
            yield from _changes(line)


def _changes(line: list[Stand]) -> Iterator[Shift]:
    carriers = _by_statement(line)
    for change in changes_of([coded_of(stand) for stand in carriers.values()]):
        yield Shift(
            before=carriers[change.before.statement],
            after=carriers[change.after.statement],
            probability=change.probability,
        )


def contradictions_in(stands: Iterable[Stand]) -> Iterator[Conflict]:
    """Yield where two outlets report opposite stances of an actor on a concept within a few days."""
    for line in lines_of(stands).values():
        carriers = _by_statement(line)
        for pair in contradictions_of([coded_of(stand) for stand in line]):
            yield Conflict(supporting=carriers[pair.supporting.statement], opposing=carriers[pair.opposing.statement])


def read_grounds(connection: sa.Connection, statement: str) -> Grounds:
    """Return why a statement has the positions that it has; a copy has those of its original."""
    record = read_record(connection, statement)
    return Grounds(record=record, judgements=read_judgements(connection, record.copy_of or statement))


def _by_statement(line: Iterable[Stand]) -> dict[str, Stand]:
    return {stand.position.statement: stand for stand in line}


def read_disputes(connection: sa.Connection) -> list[Dispute]:
    """Return the concepts in force, in the codebook's order, with how many statements and actors take each side."""
    positions, speakers = tables.positions.c, tables.speakers.c
    counts = sa.select(positions.concept, positions.stance, sa.func.count()).group_by(
        positions.concept, positions.stance
    )
    taking = (
        sa.select(positions.concept, sa.func.count(sa.distinct(speakers.actor)))
        .join(tables.speaking, tables.speaking.c.statement == positions.statement)
        .join(tables.speakers, speakers.id == tables.speaking.c.speaker)
        .group_by(positions.concept)
    )
    statements: dict[str, Counter[Stance]] = {}
    for concept, stance, count in connection.execute(counts):
        statements.setdefault(concept, Counter())[Stance(stance)] = count
    actors: dict[str, int] = {row[0]: row[1] for row in connection.execute(taking)}
    return [
        Dispute(concept=concept, statements=statements.get(one, Counter()), actors=actors.get(one, 0))
        for one, concept in read_codebook(connection).concepts.items()
    ]
