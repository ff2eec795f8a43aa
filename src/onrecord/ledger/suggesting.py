"""Actors of a ledger that may be one: what resolving found likely, but not sure enough to do by itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.actors.naming.keys import name_keys
from onrecord.actors.resolving.candidates import Candidate, Known, candidates_among, in_company
from onrecord.ledger import tables
from onrecord.ledger.corrections import Decided, read_decided
from onrecord.ledger.index import LedgerIndex
from onrecord.model import Speaker

BATCH = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Two actors that may be one: `actor` would be merged into `into`, which more articles name."""

    actor: str
    actor_name: str
    into: str
    into_name: str
    score: float
    """From 0 to 1, higher is likelier: no probability, an order."""
    reasons: tuple[str, ...]


def suggestions(connection: sa.Connection) -> list[Suggestion]:
    """Return the pairs that may be one, the likeliest first."""
    decided = read_decided(connection)
    found: dict[frozenset[str], Suggestion] = {}
    for known, candidate, index in _pairs(connection, decided):
        pair = frozenset((known.id, candidate.known.id))
        if candidate.known.id in index.companions([known.id])[known.id] and candidate.comparison.score < 1:
            continue  # two names in one article are two persons more often than not
        suggestion = _suggestion(connection, known, candidate)
        if pair not in found or found[pair].score < suggestion.score:
            found[pair] = suggestion
    return sorted(found.values(), key=lambda one: (-one.score, one.actor, one.into))


def _pairs(connection: sa.Connection, decided: Decided) -> Iterator[tuple[Known, Candidate, LedgerIndex]]:
    for known, index in _all(connection, decided):
        speaker = Speaker(name=known.names[0], kind=known.kind, affiliations=known.affiliations)
        candidates = list(candidates_among(speaker, index.known(name_keys(speaker.name))))
        for candidate in in_company(candidates, index.companions([known.id])[known.id], index):
            same = candidate.known.id == known.id or candidate.known.kind is not known.kind
            if not same and candidate.support >= 0 and not decided.is_apart(known.id, [candidate.known.id]):
                yield known, candidate, index


def _all(connection: sa.Connection, decided: Decided) -> Iterator[tuple[Known, LedgerIndex]]:
    """Yield every actor that has a name, with an index that is made anew now and then, so that memory stays flat."""
    ids = connection.scalars(sa.select(tables.actor_keys.c.actor).distinct().order_by(tables.actor_keys.c.actor)).all()
    for start in range(0, len(ids), BATCH):
        index = LedgerIndex(connection, decided)
        for known in index.actors(ids[start : start + BATCH]):
            if known.names:
                yield known, index


def _suggestion(connection: sa.Connection, known: Known, candidate: Candidate) -> Suggestion:
    one, other = sorted((known, candidate.known), key=lambda each: (_articles(connection, each.id), each.id))
    score = min(1.0, 0.6 * candidate.comparison.score + 0.1 * candidate.support)
    return Suggestion(
        actor=one.id,
        actor_name=one.names[0],
        into=other.id,
        into_name=other.names[0],
        score=round(score, 3),
        reasons=candidate.reasons,
    )


def _articles(connection: sa.Connection, actor: str) -> int:
    columns = tables.speakers.c
    return connection.scalar(sa.select(sa.func.count()).where(columns.actor == actor)) or 0
