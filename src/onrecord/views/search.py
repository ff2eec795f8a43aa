"""Search as one types: articles, statements and actors."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.ledger.searching import FoundArticle, FoundStatement, search
from onrecord.views.shown import ShownActor


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
    found = search(connection, text, limit=limit)
    actors = tuple(
        FoundActor(actor=ShownActor(id=one.id, name=one.name, kind=one.kind), statements=one.statements)
        for one in found.actors
    )
    return Hits(articles=found.articles, statements=found.statements, actors=actors)
