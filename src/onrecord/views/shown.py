"""What several screens show alike: an actor's name, a statement with its evidence, a position."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.corrections import read_decided
from onrecord.ledger.positions import POSITION, STATEMENT, read_positions
from onrecord.model import ActorKind, DateBasis, DatePrecision, Stance, StatementKind

Places = tuple[tuple[int, int], ...]
"""[start, end) pairs in Unicode code points of the article's text."""

BATCH = 500
"""Statements read at a time, below SQLite's limit of bound values."""

_HEAD = tuple(tables.articles.c[name] for name in ("title", "outlet", "published", "url"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownActor:
    """An actor by name."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPosition:
    """Where a statement stands on a concept: by "machine" or a person."""

    concept: str
    label: str
    stance: Stance
    confidence: float
    decided_by: str
    narrated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStatement:
    """A statement with its evidence and its article's head.

    `text` is the content as it reads in the article. `verdict` is "confirmed", "rejected" or None where nobody
    decided. `version` counts what was decided of it and its positions: a change names the version it was made of.
    """

    id: str
    article: str
    title: str | None
    outlet: str | None
    published: datetime.date | None
    url: str | None
    kind: StatementKind
    source: Places
    cue: Places
    content: Places
    text: str
    speakers: tuple[ShownActor, ...]
    date: datetime.date | None
    date_basis: DateBasis
    date_precision: DatePrecision
    confidence: float
    positions: tuple[ShownPosition, ...]
    copy_of: str | None
    verdict: str | None
    by_hand: bool
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """Some of the statements asked for, from `offset` on, and how many there are."""

    total: int
    offset: int
    statements: tuple[ShownStatement, ...]


def _versions() -> sa.Select[str, int]:
    """Return what `version_of` counts, of many statements at once."""
    here, columns = tables.statements.c.id, tables.decisions.c
    changes = sa.func.count() + sa.func.count(columns.undone_at)
    own = sa.select(changes).where(columns.subject == STATEMENT, columns.subject_id == here)
    of_positions = sa.select(changes).where(
        columns.subject == POSITION, columns.subject_id.between(here + " ", here + "!")
    )
    return sa.select(here, own.scalar_subquery() + of_positions.scalar_subquery())


_VERSIONS = _versions()


def read_shown(connection: sa.Connection, statements: Sequence[str]) -> tuple[ShownStatement, ...]:
    """Return the statements with these ids in this order; those that are not there are left out."""
    found: dict[str, ShownStatement] = {}
    for start in range(0, len(statements), BATCH):
        found.update((one.id, one) for one in _read_batch(connection, statements[start : start + BATCH]))
    return tuple(found[one] for one in dict.fromkeys(statements) if one in found)


def read_names(connection: sa.Connection, actors: Iterable[str]) -> dict[str, ShownActor]:
    """Return the actors with these ids by name."""
    columns, ids = tables.actors.c, sorted(set(actors))
    query = sa.select(columns.id, columns.name, columns.kind)
    return {
        row.id: ShownActor(id=row.id, name=row.name, kind=ActorKind(row.kind))
        for start in range(0, len(ids), BATCH)
        for row in connection.execute(query.where(columns.id.in_(ids[start : start + BATCH])))
    }


def actor_in_force(connection: sa.Connection, actor: str) -> str:
    """Return the actor with this id, or the one that it was merged into; that there is none is a LedgerError."""
    columns = tables.actors.c
    if connection.scalar(sa.select(tables.said.c.actor).where(tables.said.c.actor == actor).limit(1)) is not None:
        return actor
    into = read_decided(connection).merged(actor)
    if connection.scalar(sa.select(columns.id).where(columns.id == into)) is None:
        raise LedgerError(f"no actor {actor!r}; the list of actors has their ids")
    return into


def concept_in_force(connection: sa.Connection, concept: str) -> str:
    """Return the concept with this id, or the one that it was merged into; that there is none is a LedgerError."""
    if (found := read_codebook(connection).in_force(concept)) is None:
        raise LedgerError(f"no concept {concept!r}; the codebook has their ids")
    return found


def _read_batch(connection: sa.Connection, ids: Sequence[str]) -> Iterator[ShownStatement]:
    columns = tables.statements.c
    query = sa.select(tables.statements, *_HEAD).join(tables.articles, tables.articles.c.id == columns.article)
    rows = connection.execute(query.where(columns.id.in_(ids))).mappings().all()
    spans = _read_spans(connection, ids)
    speakers = _read_speakers(connection, ids)
    positions = _read_positions(connection, [row["copy_of"] or row["id"] for row in rows])
    versions = dict(connection.execute(_VERSIONS.where(columns.id.in_(ids))).all())
    for row in rows:
        places = spans.get(row["id"], {})
        yield ShownStatement(
            id=row["id"],
            article=row["article"],
            title=row["title"],
            outlet=row["outlet"],
            published=row["published"],
            url=row["url"],
            kind=StatementKind(row["kind"]),
            source=tuple((start, end) for start, end, _ in places.get("source", ())),
            cue=tuple((start, end) for start, end, _ in places.get("cue", ())),
            content=tuple((start, end) for start, end, _ in places.get("content", ())),
            text=" … ".join(quote for *_, quote in places.get("content", ())),
            speakers=tuple(speakers.get(row["id"], {}).values()),
            date=row["date"],
            date_basis=DateBasis(row["date_basis"]),
            date_precision=DatePrecision(row["date_precision"]),
            confidence=row["confidence"],
            positions=tuple(positions.get(row["copy_of"] or row["id"], ())),
            copy_of=row["copy_of"],
            verdict=row["verdict"],
            by_hand=row["tagger"] == tables.BY_HAND,
            version=versions[row["id"]],
        )


def _read_spans(connection: sa.Connection, ids: Sequence[str]) -> dict[str, dict[str, list[tuple[int, int, str]]]]:
    columns = tables.spans.c
    query = (
        sa.select(columns.statement, columns.role, columns.start, columns.end, columns.quote)
        .where(columns.statement.in_(ids))
        .order_by(columns.statement, columns.role, columns.position)
    )
    found: dict[str, dict[str, list[tuple[int, int, str]]]] = {}
    for statement, role, start, end, quote in connection.execute(query):
        found.setdefault(statement, {}).setdefault(role, []).append((start, end, quote))
    return found


def _read_speakers(connection: sa.Connection, ids: Sequence[str]) -> dict[str, dict[str, ShownActor]]:
    """Return who made each statement by id, in the order of the source."""
    speaking, actors = tables.speaking.c, tables.actors.c
    query = (
        sa.select(speaking.statement, actors.id, actors.name, actors.kind)
        .join(tables.speakers, tables.speakers.c.id == speaking.speaker)
        .join(tables.actors, actors.id == tables.speakers.c.actor)
        .where(speaking.statement.in_(ids))
        .order_by(speaking.statement, speaking.position)
    )
    found: dict[str, dict[str, ShownActor]] = {}
    for statement, actor, name, kind in connection.execute(query):
        found.setdefault(statement, {})[actor] = ShownActor(id=actor, name=name, kind=ActorKind(kind))
    return found


def _read_positions(connection: sa.Connection, ids: Sequence[str]) -> dict[str, list[ShownPosition]]:
    concepts = read_codebook(connection).concepts
    return {
        statement: [
            ShownPosition(
                concept=one.concept,
                label=concepts[one.concept].label,
                stance=Stance(one.stance),
                confidence=one.confidence,
                decided_by=one.decided_by,
                narrated=one.narrated,
            )
            for one in some
            if one.concept in concepts
        ]
        for statement, some in read_positions(connection, ids).items()
    }
