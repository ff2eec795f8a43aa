"""Reading and review: an article with its statements, and the order in which statements want a person's eye."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.positions import MACHINE, read_judgements
from onrecord.model import Concept, Stance, StatementKind
from onrecord.positions.coder import Judgement
from onrecord.views.shown import ShownStatement, StatementPage, actor_in_force, concept_in_force, read_shown


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArticle:
    """An article whole, with its statements in text order, rejected ones too."""

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    published: datetime.date | None
    language: str | None
    url: str | None
    copy_of: str | None
    text: str
    statements: tuple[ShownStatement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queued:
    """A statement that waits: its article, and how sure the machine is of what it is least sure of."""

    statement: str
    article: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The first of the statements that wait, and how far the review has come with the filters asked for."""

    total: int
    decided: int
    queued: tuple[Queued, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Words that take a stance on a concept: a decided statement, by its id, or the codebook's own."""

    stance: Stance
    text: str
    statement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """How likely the coder found each stance of a statement on a concept, and what is like it."""

    concept: str
    label: str
    support: float
    oppose: float
    conditional: float
    none: float
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """A statement and why it has the positions that it has."""

    statement: ShownStatement
    judged: tuple[Judged, ...]


Order = Literal["unsure", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which statements are asked for; what is None does not narrow. Copies are never meant: their originals are."""

    actor: str | None = None
    concept: str | None = None
    stance: str | None = None
    outlet: str | None = None
    article: str | None = None
    kind: StatementKind | None = None
    since: datetime.date | None = None
    until: datetime.date | None = None
    verdict: str | None = None
    """"confirmed", "rejected", "none"; None for all that nobody rejected."""

    @property
    def is_narrow(self) -> bool:
        """Whether few of all statements are asked for, so that they are looked up one by one."""
        return not self.actor is self.concept is self.stance is self.outlet is self.article is None


def article_of(connection: sa.Connection, article: str) -> ShownArticle:
    """Return an article with its statements; that there is none is a LedgerError."""
    row = connection.execute(sa.select(tables.articles).where(tables.articles.c.id == article)).mappings().first()
    if row is None:
        raise LedgerError(f"no article {article!r}; the list of sources has their ids")
    columns = tables.statements.c
    said = sa.select(columns.id).where(columns.article == article).order_by(columns.position, columns.id)
    return ShownArticle(
        **{one: row[one] for one in ("id", "title", "outlet", "author", "published", "language", "url", "copy_of")},
        text=row["text"],
        statements=read_shown(connection, connection.scalars(said).all()),
    )


def statements_of(connection: sa.Connection, wanted: Wanted, *, offset: int = 0, limit: int = 50) -> StatementPage:
    """Return the statements wanted, article by article in text order."""
    chosen = _chosen(connection, wanted).where(_has_verdict(wanted.verdict))
    counted = sa.func.count()
    page = _in_text_order(chosen, wanted).offset(offset).limit(limit)
    if wanted.is_narrow:  # all are looked up anyway, to be sorted
        rows = connection.execute(page.add_columns(counted.over())).all()
        ids, total = [row[0] for row in rows], rows[0][1] if rows else None
    else:
        ids, total = list(connection.scalars(page)), None
    if total is None:
        total = connection.scalar(chosen.with_only_columns(counted)) or 0
    return StatementPage(total=total, offset=offset, statements=read_shown(connection, ids))


def statements_by_id(
    connection: sa.Connection, ids: Sequence[str], *, offset: int = 0, limit: int = 50
) -> StatementPage:
    """Return these statements as they are, rejected ones and copies too, in this order; those that are gone are not."""
    columns = tables.statements.c
    there = set(connection.scalars(sa.select(columns.id).where(columns.id.in_(ids))))
    known = [one for one in dict.fromkeys(ids) if one in there]
    return StatementPage(
        total=len(known), offset=offset, statements=read_shown(connection, known[offset : offset + limit])
    )


def queue_of(
    connection: sa.Connection, wanted: Wanted, *, order: Order = "unsure", done: bool = False, limit: int = 100
) -> Queue:
    """Return which statements wait, those first of which a decision tells most; with `done` those decided instead."""
    columns, waiting = tables.statements.c, tables.waiting.c
    chosen = _chosen(connection, wanted)
    counts = chosen.with_only_columns(sa.func.count(), sa.func.count(columns.verdict))
    total, decided = connection.execute(counts).one()
    if done or order == "text":
        listed = chosen.where(columns.verdict.is_not(None) if done else columns.verdict.is_(None))
        listed = _in_text_order(listed, wanted)
    else:
        listed = sa.select(waiting.statement).order_by(waiting.worth.desc(), waiting.statement)
        if wanted.is_narrow:
            listed = listed.where(waiting.statement.in_(chosen))
    ids = connection.scalars(listed.limit(limit)).all()
    return Queue(total=total, decided=decided, queued=tuple(_queued(connection, ids)))


def why_of(connection: sa.Connection, statement: str) -> Why:
    """Return why a statement has its positions, with the codebook's examples; that there is none is a LedgerError."""
    [shown] = read_shown(connection, [statement]) or (None,)
    if shown is None:
        raise LedgerError(f"no statement {statement!r}; the list of statements has their ids")
    codebook = read_codebook(connection)
    judged: dict[str, Judged] = {}
    for one in read_judgements(connection, shown.copy_of or statement):
        concept = codebook.in_force(one.concept)
        if concept is not None and (concept not in judged or concept == one.concept):
            judged[concept] = _judged(one, codebook.concepts[concept])
    return Why(statement=shown, judged=tuple(judged.values()))


def _judged(judgement: Judgement, concept: Concept) -> Judged:
    shares = {stance: judgement.probabilities[stance] for stance in Stance}
    return Judged(
        concept=concept.id,
        label=concept.label,
        support=shares[Stance.SUPPORT],
        oppose=shares[Stance.OPPOSE],
        conditional=shares[Stance.CONDITIONAL],
        none=max(0.0, 1 - sum(shares.values())),
        grounds=tuple(Ground(stance=stance, text=text, statement=None) for stance, text in concept.examples),
    )


def _queued(connection: sa.Connection, ids: Sequence[str]) -> Iterator[Queued]:
    """Yield these statements with how sure the machine is of what it is least sure of."""
    columns, positions = tables.statements.c, tables.positions.c
    surest = sa.select(sa.func.min(positions.confidence)).where(
        positions.statement == columns.id, positions.decided_by == MACHINE
    )
    query = sa.select(columns.id, columns.article, columns.confidence, surest.scalar_subquery().label("least"))
    rows = {row.id: row for row in connection.execute(query.where(columns.id.in_(ids)))}
    for one in ids:
        row = rows[one]
        least = row.confidence if row.least is None else min(row.confidence, row.least)
        yield Queued(statement=one, article=row.article, confidence=least)


def _chosen(connection: sa.Connection, wanted: Wanted) -> sa.Select[str]:
    """Return the select of the ids wanted, whatever the verdict; what is rejected has a speaker and no position."""
    columns = tables.statements.c
    query = sa.select(columns.id).where(sa.literal_column("+statements.copy_of").is_(None))  # "+": by no index of it
    if wanted.concept is not None or wanted.stance is not None:
        query = query.where(columns.id.in_(_taking(connection, wanted)))
    elif wanted.actor is not None:
        speaking, speakers = tables.speaking.c, tables.speakers.c
        theirs = sa.select(speaking.statement).join(tables.speakers, speakers.id == speaking.speaker)
        query = query.where(columns.id.in_(theirs.where(speakers.actor == actor_in_force(connection, wanted.actor))))
    if wanted.outlet is not None:
        articles = tables.articles.c
        known = connection.scalars(sa.select(articles.outlet).where(articles.outlet.is_not(None)).distinct())
        alike = [outlet for outlet in known if outlet and outlet.casefold() == wanted.outlet.casefold()]
        query = query.where(columns.article.in_(sa.select(articles.id).where(articles.outlet.in_(alike))))
    if wanted.article is not None:
        query = query.where(columns.article == wanted.article)
    if wanted.kind is not None:
        query = query.where(columns.kind == wanted.kind)
    if wanted.since is not None:
        query = query.where(columns.date >= wanted.since)
    if wanted.until is not None:
        query = query.where(columns.date <= wanted.until)
    return query


def _taking(connection: sa.Connection, wanted: Wanted) -> sa.Select[str]:
    """Return the select of the statements that take the position wanted."""
    taken = tables.positions if wanted.actor is None else tables.stands
    query = sa.select(taken.c.statement)
    if wanted.actor is not None:
        query = query.where(taken.c.actor == actor_in_force(connection, wanted.actor))
    if wanted.concept is not None:
        query = query.where(taken.c.concept == concept_in_force(connection, wanted.concept))
    if wanted.stance is not None:
        query = query.where(taken.c.stance == wanted.stance)
    return query


def _has_verdict(verdict: str | None) -> sa.ColumnElement[bool]:
    column = tables.statements.c.verdict
    if verdict is None:
        return tables.is_in_force()
    return column.is_(None) if verdict == "none" else column == verdict


def _in_text_order(query: sa.Select[str], wanted: Wanted) -> sa.Select[str]:
    columns, articles = tables.statements.c, tables.articles.c
    if wanted.is_narrow:
        query = query.join(tables.articles, articles.id == columns.article)
    else:  # article by article, as the indexes have them: all are never sorted
        query = query.with_only_columns(columns.id).select_from(tables.articles).where(articles.id == columns.article)
    return query.order_by(articles.number, columns.position, columns.id)
