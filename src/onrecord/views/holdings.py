"""Sources: the articles that a ledger holds, and what was refused."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.ledger import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLine:
    """An article in the list."""

    id: str
    title: str | None
    outlet: str | None
    published: datetime.date | None
    address: str
    copy_of: str | None
    statements: int
    added_at: datetime.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input that was not taken, why, and what can be done."""

    address: str
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """Some of the articles, those added last first, from `offset` on, how many there are, and all refusals."""

    total: int
    offset: int
    articles: tuple[ArticleLine, ...]
    refusals: tuple[Refusal, ...]


MOST_REFUSALS = 1_000


def holdings_of(connection: sa.Connection, *, offset: int, limit: int) -> Holdings:
    """Return the articles from `offset` on, those added last first, and the last refusals."""
    columns = tables.articles.c
    refused = sa.select(tables.refusals).order_by(tables.refusals.c.refused_at.desc()).limit(MOST_REFUSALS)
    return Holdings(
        total=connection.scalar(sa.select(sa.func.count()).select_from(tables.articles)) or 0,
        offset=offset,
        articles=tuple(
            ArticleLine(**row)
            for row in connection.execute(
                sa.select(
                    *(columns[name] for name in ("id", "title", "outlet", "published", "address", "copy_of")),
                    _statements().label("statements"),
                    columns.added_at,
                )
                .order_by(columns.number.desc())
                .offset(offset)
                .limit(limit)
            ).mappings()
        ),
        refusals=tuple(
            Refusal(address=row.address, reason=row.reason, remedy=row.remedy) for row in connection.execute(refused)
        ),
    )


def _statements() -> sa.ScalarSelect[int]:
    """Return how many statements in force an article has."""
    here = tables.statements.c.article == tables.articles.c.id
    count = sa.select(sa.func.count()).select_from(tables.statements).where(here, tables.is_in_force())
    return count.correlate(tables.articles).scalar_subquery()
