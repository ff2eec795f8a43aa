"""Where actors stand by what a ledger holds: one line a statement, concept and actor, and what is in dispute."""

from __future__ import annotations

import dataclasses
import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.positions import MACHINE, read_judgements, read_judgements_behind
from onrecord.ledger.reading import Filter, matching_actors, read_actors, read_record, read_records
from onrecord.ledger.speaking_for import with_countries
from onrecord.model import Dispute, Record, Stance, Stand
from onrecord.positions.changes import Coded, changes_of, contradictions_of, current_position
from onrecord.positions.coder import Judgement

Judged = Mapping[tuple[str, str], Judgement]
"""What the coder judged, by statement and concept in force."""


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
class Alike:
    """Words that take a stance on a concept: a statement that a person decided, by its id, or the codebook's own."""

    stance: Stance
    text: str
    statement: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """A statement with its positions in force, and what the coder judged of it, whatever people decided.

    `examples` are, by concept, the decided statements most like this one, or else the codebook's sentences.
    """

    record: Record
    judgements: tuple[Judgement, ...]
    examples: Mapping[str, tuple[Alike, ...]] = field(default_factory=dict)


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


def read_current(connection: sa.Connection, stands: Iterable[Stand], *, on: datetime.date) -> Iterator[Stand]:
    """Yield where each actor stood last on each concept, until that day: the last statement that shows it."""
    lines = lines_of(stands)
    judged = _judged_of(connection, lines.values())
    for line in lines.values():
        if (current := current_position([coded_of(stand, judged) for stand in line], on=on)) is not None:
            yield _by_statement(line)[current.latest.statement]


def read_unsure(
    connection: sa.Connection, stands: Iterable[Stand], *, worth: Callable[[Judgement], float]
) -> list[Stand]:
    """Return the stands by positions that no person decided, those of the judgements that are worth most first."""
    undecided = [stand for stand in stands if stand.position.decided_by == MACHINE]
    judged = _judged_of(connection, [undecided])
    return sorted(undecided, key=lambda stand: -worth(judged[stand.position.statement, stand.position.concept]))


def coded_of(stand: Stand, judged: Judged) -> Coded:
    """Return the position as it counts in time."""
    position = stand.position
    judgement = judged.get((position.statement, position.concept)) if position.decided_by == MACHINE else None
    return Coded(
        statement=position.statement,
        article=stand.record.article.id,
        stance=position.stance,
        confidence=position.confidence,
        date=stand.record.statement.date,
        outlet=stand.record.article.outlet,
        decided_by=position.decided_by,
        probabilities=None if judgement is None else judgement.probabilities,
    )


def _judged_of(connection: sa.Connection, lines: Iterable[Iterable[Stand]]) -> Judged:
    return read_judgements_behind(connection, (stand.position.statement for line in lines for stand in line))


def read_changes(connection: sa.Connection, wanted: Filter, *, min_confidence: float = 0.0) -> Iterator[Shift]:
    """Yield where an actor changed its stance on a concept, actor by actor, in time.

    A country's line has what its ministers and institutions say too.
    """
    actors = None if wanted.actor is None else set(matching_actors(connection, wanted.actor))
    stands = read_stands(connection, dataclasses.replace(wanted, actor=None), min_confidence=min_confidence)
    lines = lines_of(with_countries(stands, read_actors(connection, Filter())))
    judged = _judged_of(connection, lines.values())
    for (actor, _), line in lines.items():
        if actors is None or actor in actors:
            yield from _changes(line, judged)


def _changes(line: list[Stand], judged: Judged) -> Iterator[Shift]:
    carriers = _by_statement(line)
    for change in changes_of([coded_of(stand, judged) for stand in carriers.values()]):
        yield Shift(
            before=carriers[change.before.statement],
            after=carriers[change.after.statement],
            probability=change.probability,
        )


def read_contradictions(
    connection: sa.Connection, wanted: Filter, *, min_confidence: float = 0.0
) -> Iterator[Conflict]:
    """Yield where two outlets report opposite stances of an actor on a concept within a few days."""
    lines = lines_of(read_stands(connection, wanted, min_confidence=min_confidence))
    judged = _judged_of(connection, lines.values())
    for line in lines.values():
        carriers = _by_statement(line)
        for pair in contradictions_of([coded_of(stand, judged) for stand in line]):
            yield Conflict(supporting=carriers[pair.supporting.statement], opposing=carriers[pair.opposing.statement])


def read_grounds(connection: sa.Connection, statement: str) -> Grounds:
    """Return why a statement has the positions that it has, with the codebook's examples; a copy has its original's."""
    record = read_record(connection, statement)
    judgements = read_judgements(connection, record.copy_of or statement)
    concepts = read_codebook(connection).concepts
    about = [one.concept for one in record.positions] + [one.concept for one in judgements]
    examples = {
        one: tuple(Alike(stance=stance, text=text) for stance, text in concepts[one].examples)
        for one in about
        if one in concepts
    }
    return Grounds(record=record, judgements=judgements, examples=examples)


def _by_statement(line: Iterable[Stand]) -> dict[str, Stand]:
    return {stand.position.statement: stand for stand in line}


def read_disputes(connection: sa.Connection) -> list[Dispute]:
    """Return the concepts in force, in the codebook's order, with how many statements and actors take each side."""
    positions, stands = tables.positions.c, tables.stands.c
    counts = sa.select(positions.concept, positions.stance, sa.func.count()).group_by(
        positions.concept, positions.stance
    )
    taking = sa.select(stands.concept, sa.func.count(sa.distinct(stands.actor))).group_by(stands.concept)
    statements: dict[str, Counter[Stance]] = {}
    for concept, stance, count in connection.execute(counts):
        statements.setdefault(concept, Counter())[Stance(stance)] = count
    actors: dict[str, int] = {row[0]: row[1] for row in connection.execute(taking)}
    return [
        Dispute(concept=concept, statements=statements.get(one, Counter()), actors=actors.get(one, 0))
        for one, concept in read_codebook(connection).concepts.items()
    ]
