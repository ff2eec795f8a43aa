"""Positions in a ledger: what a coder judged stays as it was; what is in force is made of it and of decisions."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.concepts import Codebook, read_codebook, read_decided_concepts, store_codebook
from onrecord.model import Concept, Position, Stance
from onrecord.positions.coder import Judgement
from onrecord.positions.coding import Judged

STATEMENT = "statement"
"""The subject of decisions on statements."""

POSITION = "position"
"""The subject of decisions on positions; its id is that of the statement, a blank, and that of the concept."""

MACHINE = "machine"
"""Who decided what no person did."""

NONE = "none"
"""What a decision says where a statement takes no position."""

BATCH = 400
"""Statements in one query, below SQLite's limit of bound values."""

Decided = Mapping[tuple[str, str], tuple[Stance | None, str]]
"""From a statement and a concept to the stance that a person decided, and who."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """Concepts by which to judge the statements of an earlier round of coding, or those of none.

    `anew`: what was judged of them before is no longer asked, for another coder judged it.
    """

    round: int | None
    concepts: tuple[Concept, ...]
    anew: bool
    since: datetime.datetime | None = None
    """When it was asked for: what people change of a statement later, its judgement does not know."""


def open_round(connection: sa.Connection, coder: str, concepts: Iterable[Concept]) -> int:
    """Return the number of the round in which this coder judges by these concepts, begun if it is new."""
    digests = {concept.id: digest_of(concept) for concept in concepts}
    for number, judge, asked in connection.execute(_ROUNDS):
        if (judge, asked) == (coder, digests):
            return int(number)
    number = connection.execute(tables.rounds.insert().values(coder=coder, concepts=digests)).inserted_primary_key
    return int(number[0]) if number else 0


def work_left(connection: sa.Connection, number: int) -> list[Work]:
    """Return what is to be judged until all statements that are no copies have been in this round."""
    rounds = {row.number: (row.coder, row.concepts) for row in connection.execute(_ROUNDS)}
    coder, asked = rounds[number]
    concepts = [one for one in read_codebook(connection).concepts.values() if one.id in asked]
    used = connection.scalars(sa.select(tables.coded.c.round).distinct().order_by(tables.coded.c.round))
    now = datetime.datetime.now(datetime.UTC)
    work = [Work(round=None, concepts=tuple(concepts), anew=True, since=now)]
    for earlier in used:
        judge, digests = rounds[earlier]
        if earlier != number:
            changed = (one for one in concepts if judge != coder or digests.get(one.id) != asked[one.id])
            work.append(Work(round=earlier, concepts=tuple(changed), anew=judge != coder, since=now))
    return work


def digest_of(concept: Concept) -> str:
    """Return a digest of all that a coder reads of a concept."""
    read = json.dumps([concept.label, concept.description, concept.examples])
    return blake2b(read.encode(errors="surrogatepass"), digest_size=8).hexdigest()


def write_judged(connection: sa.Connection, judged: Sequence[Judged], number: int, work: Work) -> int:
    """Store what was judged of these statements in a round, and return how many positions."""
    for start in range(0, len(judged), BATCH):
        _write_batch(connection, judged[start : start + BATCH], number, work)
    return sum(len(one.judgements) for one in judged)


def write_unchanged(connection: sa.Connection, number: int, work: Work) -> None:
    """Take the statements of an earlier round into this one, where no concept is new to them."""
    columns = tables.coded.c
    connection.execute(tables.coded.update().where(columns.round == work.round).values(round=number))


def enforce(connection: sa.Connection, statements: Iterable[str]) -> None:
    """Bring the positions of these statements in line with what was judged and decided."""
    codebook, decided = read_codebook(connection), read_decided_positions(connection)
    every = list(dict.fromkeys(statements))
    for start in range(0, len(every), BATCH):
        _enforce(connection, every[start : start + BATCH], codebook, decided)


def enforce_concepts(connection: sa.Connection, concepts: Iterable[str]) -> None:
    """Bring all positions on these concepts in line, with those on what is merged into them."""
    concepts = _with_merged(set(concepts), read_decided_concepts(connection).same_as)
    chosen = (
        sa.select(table.c.statement).where(table.c.concept.in_(list(concepts)))
        for table in (tables.judgements, tables.positions)
    )
    judged = connection.scalars(sa.union(*chosen)).all()
    decided = (statement for statement, concept in read_decided_positions(connection) if concept in concepts)
    enforce(connection, [*judged, *decided])


def read_decided_positions(connection: sa.Connection) -> Decided:
    """Return what people decided of positions and did not undo; of two decisions the later."""
    columns = tables.decisions.c
    query = (
        sa.select(columns.subject_id, columns.new, columns.made_by)
        .where(columns.subject == POSITION, columns.undone_at.is_(None))
        .order_by(columns.id)
    )
    decided: dict[tuple[str, str], tuple[Stance | None, str]] = {}
    for subject, new, by in connection.execute(query):
        statement, _, concept = subject.partition(" ")
        decided.pop((statement, concept), None)  # so that the order is that of the last decisions
        decided[statement, concept] = (None if new == NONE else Stance(new), by)
    return decided


def read_positions(connection: sa.Connection, statements: Sequence[str]) -> dict[str, list[Position]]:
    """Return the positions in force of each of these statements, the surest first."""
    columns = tables.positions.c
    query = (
        sa.select(tables.positions)
        .where(columns.statement.in_(statements))
        .order_by(columns.statement, columns.confidence.desc(), columns.concept)
    )
    found: dict[str, list[Position]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["statement"], []).append(Position(**row))
    return found


def read_judgements(connection: sa.Connection, statement: str) -> tuple[Judgement, ...]:
    """Return what the coder judged of a statement, whatever people decided, the surest first."""
    columns = tables.judgements.c
    query = sa.select(tables.judgements).where(columns.statement == statement).order_by(columns.confidence.desc())
    return tuple(_judgement(row) for row in connection.execute(query))


def read_judgements_behind(connection: sa.Connection, statements: Iterable[str]) -> dict[tuple[str, str], Judgement]:
    """Return the judgements that make the machine's positions of these statements, by statement and concept in force.

    They are there too where a person decided otherwise.
    """
    codebook, ids = read_codebook(connection), sorted(set(statements))
    return {
        (row.statement, in_force): _judgement(row)
        for start in range(0, len(ids), BATCH)
        for row, in_force in _counting(connection, ids[start : start + BATCH], codebook)
    }


def read_learner(connection: sa.Connection) -> str | None:
    """Return the name of the coder that learnt from this ledger's decisions; None where nothing was learnt."""
    return connection.scalar(sa.select(tables.learnt.c.coder))


def replace_codebook(connection: sa.Connection, concepts: Sequence[Concept]) -> bool:
    """Make these the concepts that the ledger was given; return whether that changes any.

    Positions on concepts that are gone are in force no more, and again when these return.
    """
    before = set(read_codebook(connection).concepts)
    if not store_codebook(connection, concepts):
        return False
    enforce_concepts(connection, before ^ set(read_codebook(connection).concepts))
    return True


def _with_merged(concepts: set[str], same_as: Mapping[str, str]) -> set[str]:
    """Return the concepts and those that were merged into them, at any remove."""
    while more := {one for one, into in same_as.items() if into in concepts} - concepts:
        concepts |= more
    return concepts


_ROUNDS = sa.select(tables.rounds).order_by(tables.rounds.c.number)


def _write_batch(connection: sa.Connection, judged: Sequence[Judged], number: int, work: Work) -> None:
    current = _unchanged(connection, [one.statement for one in judged], work.since)
    judged = [one for one in judged if one.statement in current]
    statements = [one.statement for one in judged]
    stale = tables.judgements.delete().where(tables.judgements.c.statement.in_(statements))
    if not work.anew:
        stale = stale.where(tables.judgements.c.concept.in_([concept.id for concept in work.concepts]))
    connection.execute(stale)
    before = tables.coded.c.statement.in_(statements)
    known = set(connection.scalars(sa.select(tables.coded.c.statement).where(before)))
    connection.execute(tables.coded.update().where(before).values(round=number))
    rows = [{"statement": one.statement, "round": number, "narrated": one.narrated} for one in judged]
    if new := [row for row in rows if row["statement"] not in known]:
        connection.execute(tables.coded.insert(), new)
    if found := [_judgement_row(one.statement, judgement) for one in judged for judgement in one.judgements]:
        connection.execute(tables.judgements.insert(), found)
    enforce(connection, statements)


def _unchanged(connection: sa.Connection, statements: Sequence[str], since: datetime.datetime | None) -> set[str]:
    """Return the statements that are there and that nobody changed since then: the others are judged another time."""
    here, columns = tables.statements.c.id, tables.decisions.c
    there = set(connection.scalars(sa.select(here).where(here.in_(statements))))
    if since is None:
        return there
    decided = sa.select(columns.subject_id).where(columns.subject == STATEMENT, columns.subject_id.in_(statements))
    later = sa.or_(columns.made_at >= since, columns.undone_at >= since)
    return there.difference(connection.scalars(decided.where(later)))


def _judgement_row(statement: str, judgement: Judgement) -> dict[str, object]:
    return {
        "statement": statement,
        "concept": judgement.concept,
        "stance": judgement.stance,
        "confidence": judgement.confidence,
        **{stance.value: judgement.probabilities.get(stance, 0.0) for stance in Stance},
    }


def _enforce(connection: sa.Connection, statements: Sequence[str], codebook: Codebook, decided: Decided) -> None:
    columns = tables.positions.c
    connection.execute(tables.positions.delete().where(columns.statement.in_(statements)))
    here = _in_force(connection, statements)
    positions = {(one.statement, one.concept): one for one in _judged(connection, sorted(here), codebook)}
    narrated = _narrated(connection, statements)
    for (statement, concept), (stance, by) in decided.items():
        in_force = codebook.in_force(concept)
        if statement not in here or in_force is None:
            continue
        positions.pop((statement, in_force), None)
        if stance is not None:
            positions[statement, in_force] = Position(
                statement=statement,
                concept=in_force,
                stance=stance,
                confidence=1.0,
                decided_by=by,
                narrated=statement in narrated,
            )
    if rows := [_position_row(position) for position in positions.values()]:
        connection.execute(tables.positions.insert(), rows)


def _in_force(connection: sa.Connection, statements: Sequence[str]) -> frozenset[str]:
    """Return the statements that are there and that nobody rejected: only they take positions."""
    here = tables.statements.c.id
    return frozenset(connection.scalars(sa.select(here).where(here.in_(statements), tables.is_in_force())))


def _judged(connection: sa.Connection, statements: Sequence[str], codebook: Codebook) -> Iterator[Position]:
    """Yield the machine's positions on concepts in force; of a statement's on one concept the last counts."""
    for row, in_force in _counting(connection, statements, codebook):
        yield Position(
            statement=row.statement,
            concept=in_force,
            stance=Stance(row.stance),
            confidence=row.confidence,
            narrated=row.narrated,
        )


def _counting(
    connection: sa.Connection, statements: Sequence[str], codebook: Codebook
) -> Iterator[tuple[sa.Row[tuple[object, ...]], str]]:
    """Yield what was judged of these statements, each with the concept in force that it counts for.

    What was judged by that concept itself comes after what was judged by one that was merged into it.
    """
    judgements, coded = tables.judgements.c, tables.coded.c
    query: sa.Select[tuple[object, ...]] = (
        sa.select(tables.judgements, coded.narrated)
        .join(tables.coded, coded.statement == judgements.statement)
        .where(judgements.statement.in_(statements))
        .order_by(judgements.confidence, judgements.concept)
    )
    rows = connection.execute(query).all()
    for row in sorted(rows, key=lambda row: row.concept in codebook.concepts):
        if (in_force := codebook.in_force(row.concept)) is not None:
            yield row, in_force


def _judgement(row: sa.Row[tuple[object, ...]]) -> Judgement:
    return Judgement(
        concept=row.concept,
        stance=Stance(row.stance),
        confidence=row.confidence,
        probabilities={stance: getattr(row, stance) for stance in Stance},
    )


def _narrated(connection: sa.Connection, statements: Sequence[str]) -> frozenset[str]:
    columns = tables.coded.c
    query = sa.select(columns.statement).where(columns.statement.in_(statements), columns.narrated)
    return frozenset(connection.scalars(query))


def _position_row(position: Position) -> dict[str, object]:
    names = ("statement", "concept", "stance", "confidence", "decided_by", "narrated")
    return {name: getattr(position, name) for name in names}
