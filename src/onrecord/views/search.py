"""Search as one types: articles, statements and actors."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.ledger import searching
from onrecord.views.shown import ShownActor

Pieces = tuple[str, str, str]
"""Words before what matches, what matches, words after."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article that matches."""

    id: str
    title: str | None
    outlet: str | None
    published: datetime.date | None
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """A statement whose content matches."""

    id: str
    article: str
    speaker: str | None
    date: datetime.date | None
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    """An actor with a name that matches."""

    actor: ShownActor
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The best of each."""

    articles: tuple[FoundArticle, ...]
    statements: tuple[FoundStatement, ...]
    actors: tuple[FoundActor, ...]


def hits_of(connection: sa.Connection, text: str, *, limit: int = 8) -> Hits:
    """Return the best of what has these words, of which the last may be a beginning."""
    found = searching.search(connection, text, limit=limit)
    return Hits(
        articles=tuple(
            FoundArticle(id=one.id, title=one.title, outlet=one.outlet, published=one.published, pieces=one.pieces)
            for one in found.articles
        ),
        statements=tuple(
            FoundStatement(id=one.id, article=one.article, speaker=one.speaker, date=one.date, pieces=one.pieces)
            for one in found.statements
        ),
        actors=tuple(
            FoundActor(actor=ShownActor(id=one.id, name=one.name, kind=one.kind), statements=one.statements)
            for one in found.actors
        ),
    )
