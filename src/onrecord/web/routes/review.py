"""`/api/articles`, `/api/statements`, `/api/queue`: reading and review."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from onrecord.model import StatementKind
from onrecord.views.reviewing import (
    Queue,
    ShownArticle,
    Wanted,
    Why,
    article_of,
    queue_of,
    statements_by_id,
    statements_of,
    why_of,
)
from onrecord.views.shown import StatementPage
from onrecord.web.access import Reading

router = APIRouter(prefix="/api", tags=["review"])

Text = Annotated[str | None, Query(max_length=300)]


@router.get("/articles/{article}")
def article(served: Reading, article: str) -> ShownArticle:
    """Return an article with its statements."""
    with served.database.reading() as connection:
        return article_of(connection, article)


@router.get("/statements")
def statements(
    served: Reading,
    id: Annotated[list[str] | None, Query(max_length=200)] = None,
    actor: Text = None,
    concept: Text = None,
    stance: Literal["support", "oppose", "conditional"] | None = None,
    outlet: Text = None,
    kind: StatementKind | None = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    verdict: Literal["confirmed", "rejected", "none"] | None = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> StatementPage:
    """Return statements by ids or filters, article by article in text order; `actor` and `concept` are ids."""
    wanted = Wanted(
        actor=actor,
        concept=concept,
        stance=stance,
        outlet=outlet,
        kind=kind,
        since=since,
        until=until,
        verdict=verdict,
    )
    with served.database.reading() as connection:
        if id is not None:
            return statements_by_id(connection, id, offset=offset, limit=limit)
        return statements_of(connection, wanted, offset=offset, limit=limit)


@router.get("/statements/{statement}/why")
def why(served: Reading, statement: str) -> Why:
    """Return a statement and why it has the positions that it has."""
    with served.database.reading() as connection:
        return why_of(connection, statement)


@router.get("/queue")
def queue(
    served: Reading,
    order: Literal["unsure", "text"] = "unsure",
    actor: Text = None,
    concept: Text = None,
    outlet: Text = None,
    article: Text = None,
    done: bool = False,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
) -> Queue:
    """Return which statements want a person's eye; with `done` those that people decided on instead."""
    wanted = Wanted(actor=actor, concept=concept, outlet=outlet, article=article)
    with served.database.reading() as connection:
        return queue_of(connection, wanted, order=order, done=done, limit=limit)
