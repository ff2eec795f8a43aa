"""What a ledger holds, as records: streamed in text order, filtered in the database."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

import sqlalchemy as sa

from onrecord.actors.resolving.identity import slug
from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.corrections import read_decided
from onrecord.ledger.positions import read_positions
from onrecord.model import (
    Actor,
    ActorKind,
    Article,
    DateBasis,
    DatePrecision,
    Record,
    Refused,
    Span,
    Statement,
    StatementKind,
)

BATCH = 500
"""Statements read at a time, with their spans: keeps memory flat, and below SQLite's limit of bound values."""


_SPEAKING = tables.statements.join(tables.speaking, tables.speaking.c.statement == tables.statements.c.id).join(
    tables.speakers, tables.speakers.c.id == tables.speaking.c.speaker
)
"""Statements with those who made them: one row a speaker."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which statements are wanted; what is None does not narrow."""

    actor: str | None = None
    """An actor's id, or a part of any of its names."""
    outlet: str | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    kind: StatementKind | None = None
    min_confidence: float = 0.0
    concept: str | None = None
    """The id of a concept on which they take a position, or a part of its label."""
    with_position: bool = False
    """Only those that take a position on any concept."""
    decided: bool | None = None
    """Only those that a person confirmed, or with False those on which nobody decided yet."""
    rejected: bool = False
    """Only those that a person rejected, which are wanted nowhere else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """How much a ledger holds. Copies of other articles are counted in `copies` and nowhere else."""

    articles: int
    copies: int
    statements: int
    actors: int
    undated: tuple[str, ...]
    """Ids of articles, copies too, whose date published is unknown."""
    without_outlet: tuple[str, ...]
    """Ids of articles, copies too, whose outlet is unknown."""


def read_contents(connection: sa.Connection) -> Contents:
    """Return how much the ledger holds."""
    articles, statements = tables.articles.c, tables.statements.c

    def count(column: sa.ColumnElement[object], *conditions: sa.ColumnElement[bool]) -> int:
        return connection.scalar(sa.select(sa.func.count(column)).where(*conditions)) or 0

    def lacking(column: sa.ColumnElement[object]) -> tuple[str, ...]:
        query = sa.select(articles.id).where(column.is_(None)).order_by(articles.number)
        return tuple(connection.scalars(query))

    return Contents(
        articles=count(articles.id, articles.copy_of.is_(None)),
        copies=count(articles.copy_of),
        statements=count(statements.id, statements.copy_of.is_(None), tables.is_in_force()),
        actors=_count_actors(connection),
        undated=lacking(articles.published),
        without_outlet=lacking(articles.outlet),
    )


def _count_actors(connection: sa.Connection) -> int:
    speaking = sa.select(sa.func.count(sa.distinct(tables.speakers.c.actor))).select_from(_SPEAKING)
    return connection.scalar(speaking.where(tables.statements.c.copy_of.is_(None), tables.is_in_force())) or 0


def read_articles(connection: sa.Connection) -> Iterator[Article]:
    """Yield every article in the order in which they came."""
    for row in connection.execute(sa.select(tables.articles).order_by(tables.articles.c.number)).mappings():
        yield _article(row)


def read_refusals(connection: sa.Connection) -> Iterator[Refused]:
    """Yield what was refused and not taken since, by address."""
    columns = tables.refusals.c
    query = sa.select(columns.address, columns.reason, columns.remedy).order_by(columns.address)
    for address, reason, remedy in connection.execute(query):
        yield Refused(address=address, reason=reason, remedy=remedy)


def has_page(connection: sa.Connection, digest: str) -> bool:
    """Return whether a page with this digest was read before."""
    return connection.scalar(sa.select(tables.pages.c.article).where(tables.pages.c.digest == digest)) is not None


def read_records(connection: sa.Connection, wanted: Filter) -> Iterator[Record]:
    """Yield the statements wanted, article by article, in text order."""
    rows = connection.execute(_chosen(connection, wanted)).mappings()
    for batch in rows.partitions(BATCH):
        yield from _records(connection, batch)


def read_record(connection: sa.Connection, statement: str) -> Record:
    """Return the statement with this id; that there is none is a LedgerError."""
    query = _chosen(connection, Filter()).where(tables.statements.c.id == statement)
    for record in _records(connection, connection.execute(query).mappings().all()):
        return record
    raise LedgerError(f"no statement {statement!r}; `onrecord statements LEDGER --format csv` has their ids")


def read_records_of(connection: sa.Connection, statements: Iterable[str]) -> Iterator[Record]:
    """Yield the statements with these ids, in no order."""
    ids = sorted(statements)
    for start in range(0, len(ids), BATCH):
        query = _chosen(connection, Filter()).where(tables.statements.c.id.in_(ids[start : start + BATCH]))
        yield from _records(connection, connection.execute(query).mappings().all())


def read_originals(connection: sa.Connection, *, hand_coded: bool = True) -> Iterator[Record]:
    """Yield all statements but those of copies; with `hand_coded` off, nor those that people coded elsewhere."""
    query = _chosen(connection, Filter()).where(tables.statements.c.copy_of.is_(None))
    if not hand_coded:
        query = query.where(tables.statements.c.tagger != tables.HAND_CODED)
    for batch in connection.execute(query).mappings().partitions(BATCH):
        yield from _records(connection, batch)


def read_uncoded(connection: sa.Connection, earlier: int | None) -> Iterator[Record]:
    """Yield the statements whose last round of coding is this earlier one, or that were in none.

    Copies never are, nor what people coded elsewhere.
    """
    coded = sa.select(tables.coded.c.statement)
    if earlier is None:
        chosen = tables.statements.c.id.not_in(coded)
    else:
        chosen = tables.statements.c.id.in_(coded.where(tables.coded.c.round == earlier))
    columns = tables.statements.c
    query = _chosen(connection, Filter()).where(columns.copy_of.is_(None), columns.tagger != tables.HAND_CODED, chosen)
    for batch in connection.execute(query).mappings().partitions(BATCH):
        yield from _records(connection, batch)


def read_actors(connection: sa.Connection, wanted: Filter, kind: ActorKind | None = None) -> Iterator[Actor]:
    """Yield the actors who made the statements wanted, those with most statements first.

    Copies are shown but count nothing.
    """
    matching = _chosen(connection, wanted).order_by(None).subquery()
    actor = tables.speakers.c.actor
    original = sa.case((matching.c.copy_of.is_(None), matching.c.id))
    counts = (
        sa.select(actor, sa.func.count(sa.distinct(original)).label("statements"))
        .join(tables.speaking, tables.speaking.c.statement == matching.c.id)
        .join(tables.speakers, tables.speakers.c.id == tables.speaking.c.speaker)
        .group_by(actor)
        .subquery()
    )
    query = (
        sa.select(tables.actors, counts.c.statements)
        .join(counts, counts.c.actor == tables.actors.c.id)
        .order_by(counts.c.statements.desc(), tables.actors.c.name, tables.actors.c.id)
    )
    if kind is not None:
        query = query.where(tables.actors.c.kind == kind)
    rows = connection.execute(query).mappings().all()
    for start in range(0, len(rows), BATCH):
        batch = rows[start : start + BATCH]
        actors = _actors(connection, [row["id"] for row in batch], {row["id"]: row["statements"] for row in batch})
        yield from (actors[row["id"]] for row in batch)


def _chosen(connection: sa.Connection, wanted: Filter) -> sa.Select[tuple[object, ...]]:
    statements, articles = tables.statements.c, tables.articles.c
    query: sa.Select[tuple[object, ...]] = (
        sa.select(tables.statements)
        .join(tables.articles, articles.id == statements.article)
        .where(statements.verdict == tables.REJECTED if wanted.rejected else tables.is_in_force())
        .order_by(articles.number, statements.position, statements.id)
    )
    if wanted.decided is not None:
        query = query.where(statements.verdict.is_not(None) if wanted.decided else statements.verdict.is_(None))
    if wanted.actor is not None:
        theirs = sa.select(tables.speaking.c.statement).join(
            tables.speakers, tables.speakers.c.id == tables.speaking.c.speaker
        )
        actors = matching_actors(connection, wanted.actor)
        query = query.where(statements.id.in_(theirs.where(tables.speakers.c.actor.in_(actors))))
    if wanted.outlet is not None:
        query = query.where(sa.func.lower(articles.outlet) == wanted.outlet.lower())
    if wanted.since is not None:
        query = query.where(statements.date >= wanted.since)
    if wanted.until is not None:
        query = query.where(statements.date <= wanted.until)
    if wanted.kind is not None:
        query = query.where(statements.kind == wanted.kind)
    if wanted.min_confidence > 0:
        query = query.where(statements.confidence >= wanted.min_confidence)
    if wanted.concept is not None or wanted.with_position:
        taking = sa.select(tables.positions.c.statement)
        if wanted.concept is not None:
            taking = taking.where(tables.positions.c.concept.in_(read_codebook(connection).matching(wanted.concept)))
        query = query.where(sa.func.coalesce(statements.copy_of, statements.id).in_(taking))
    return query


def matching_actors(connection: sa.Connection, actor: str, *, whole: bool = False) -> Sequence[str]:
    """Return the id of the actor with this id, or else of all with a name that has these words in it, or is these."""
    decided = read_decided(connection)
    if connection.scalar(sa.select(tables.actors.c.id).where(tables.actors.c.id == actor)):
        return [decided.merged(actor)]
    words = f"-{slug(actor)}-"
    rows = connection.execute(sa.select(tables.actors.c.id, tables.actors.c.name, tables.actors.c.names))
    names = ((owner, f"-{slug(name)}-") for owner, shown, others in rows for name in (shown, *others))
    return sorted({decided.merged(owner) for owner, name in names if (words == name if whole else words in name)})


def _articles(connection: sa.Connection, ids: Iterable[str]) -> dict[str, Article]:
    query = sa.select(tables.articles).where(tables.articles.c.id.in_(list(ids)))
    return {row["id"]: _article(row) for row in connection.execute(query).mappings()}


def _article(row: sa.RowMapping) -> Article:
    return Article(**{field.name: row[field.name] for field in fields(Article)})


def _records(connection: sa.Connection, rows: Sequence[sa.RowMapping]) -> Iterator[Record]:
    articles = _articles(connection, {row["article"] for row in rows})
    spans = _spans(connection, {row["id"]: row["article"] for row in rows})
    speaking = _speaking(connection, [row["id"] for row in rows])
    actors = _actors(connection, sorted({actor for some in speaking.values() for actor in some}))
    positions = read_positions(connection, sorted({row["copy_of"] or row["id"] for row in rows}))
    for row in rows:
        statement = Statement(
            id=row["id"],
            article=row["article"],
            kind=StatementKind(row["kind"]),
            source=tuple(spans.get((row["id"], "source"), ())),
            cue=tuple(spans.get((row["id"], "cue"), ())),
            content=tuple(spans.get((row["id"], "content"), ())),
            confidence=row["confidence"],
            date=row["date"],
            date_basis=DateBasis(row["date_basis"]),
            date_precision=DatePrecision(row["date_precision"]),
        )
        yield Record(
            statement=statement,
            article=articles[row["article"]],
            speakers=tuple(actors[actor] for actor in speaking.get(row["id"], ())),
            copy_of=row["copy_of"],
            positions=tuple(positions.get(row["copy_of"] or row["id"], ())),
            verdict=row["verdict"],
            by_hand=row["tagger"] == tables.BY_HAND,
        )


def _speaking(connection: sa.Connection, statements: Sequence[str]) -> dict[str, list[str]]:
    """Return the ids of the actors who made each statement, in the order of the source, each once."""
    query = (
        sa.select(tables.speaking.c.statement, tables.speakers.c.actor)
        .join(tables.speakers, tables.speakers.c.id == tables.speaking.c.speaker)
        .where(tables.speaking.c.statement.in_(statements))
        .order_by(tables.speaking.c.statement, tables.speaking.c.position)
    )
    found: dict[str, dict[str, None]] = {}
    for statement, actor in connection.execute(query):
        found.setdefault(statement, {})[actor] = None
    return {statement: list(actors) for statement, actors in found.items()}


def _spans(connection: sa.Connection, statements: Mapping[str, str]) -> dict[tuple[str, str], list[Span]]:
    """Return the spans of these statements, which are given with their articles, by statement and role."""
    query = (
        sa.select(tables.spans)
        .where(tables.spans.c.statement.in_(list(statements)))
        .order_by(tables.spans.c.statement, tables.spans.c.role, tables.spans.c.position)
    )
    spans: dict[tuple[str, str], list[Span]] = {}
    for statement, role, _, start, end, quote in connection.execute(query):
        span = Span(article=statements[statement], start=start, end=end, quote=quote)
        spans.setdefault((statement, role), []).append(span)
    return spans


def _actors(
    connection: sa.Connection, ids: Sequence[str], statements: dict[str, int] | None = None
) -> dict[str, Actor]:
    """Return the actors by id, with `statements` counted over the whole ledger unless given."""
    counts = _statement_counts(connection, ids) if statements is None else statements
    query = sa.select(tables.actors).where(tables.actors.c.id.in_(ids))
    return {
        row["id"]: Actor(
            id=row["id"],
            name=row["name"],
            kind=ActorKind(row["kind"]),
            aliases=tuple(sorted(name for name in row["names"] if name != row["name"])),
            affiliations=row["affiliations"],
            wikidata=row["wikidata"],
            statements=counts.get(row["id"], 0),
        )
        for row in connection.execute(query).mappings()
    }


def _statement_counts(connection: sa.Connection, ids: Sequence[str]) -> dict[str, int]:
    actor = tables.speakers.c.actor
    query = (
        sa.select(actor, sa.func.count(sa.distinct(tables.statements.c.id)))
        .select_from(_SPEAKING)
        .where(actor.in_(ids), tables.statements.c.copy_of.is_(None), tables.is_in_force())
        .group_by(actor)
    )
    return {row[0]: row[1] for row in connection.execute(query)}
