"""The actors of a ledger as resolving looks them up: by key, in a query or two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.candidates import Known, exact_key
from onrecord.ledger import tables
from onrecord.ledger.corrections import Decided
from onrecord.model import ActorKind

MOST_CANDIDATES = 30
"""Actors compared with a name: those that share most keys with it."""
LAST_ARTICLES = 12
"""Articles of an actor whose other speakers are its company."""


_KNOWN = [tables.actors.c[name] for name in ("id", "kind", "names", "affiliations", "gender")]
_SHARED = (
    sa.select(tables.actor_keys.c.actor, sa.func.count().label("keys"))
    .where(tables.actor_keys.c.key.in_(sa.bindparam("keys", expanding=True)))
    .group_by(tables.actor_keys.c.actor)
    .order_by(sa.func.count().desc(), tables.actor_keys.c.actor)
    .limit(MOST_CANDIDATES)
    .subquery()
)
_SHARING = (
    sa.select(*_KNOWN)
    .join(_SHARED, _SHARED.c.actor == tables.actors.c.id)
    .order_by(_SHARED.c["keys"].desc(), tables.actors.c.id)
)
"""Made once: making a query takes longer than running it, and every speaker asks."""


_CALLED = (
    sa.select(*_KNOWN)
    .join(tables.actor_keys, tables.actor_keys.c.actor == tables.actors.c.id)
    .where(tables.actor_keys.c.key == sa.bindparam("key"))
    .order_by(tables.actors.c.id)
)
_LAST = (
    sa.select(tables.speakers.c.article)
    .join(tables.articles, tables.articles.c.id == tables.speakers.c.article)
    .where(tables.speakers.c.actor == sa.bindparam("actor"))
    .order_by(tables.articles.c.number.desc())
    .limit(LAST_ARTICLES)
)
_BESIDE = sa.select(tables.speakers.c.actor).where(tables.speakers.c.article.in_(_LAST.scalar_subquery())).distinct()
_TAKEN = sa.select(tables.actors.c.id).where(tables.actors.c.id == sa.bindparam("actor"))


class LedgerIndex:
    """What a ledger knows of actors, for one article; answers are kept while it lives."""

    def __init__(self, connection: sa.Connection, decided: Decided) -> None:
        self._connection = connection
        self._decided = decided
        self._companions: dict[str, frozenset[str]] = {}

    def known(self, keys: Iterable[str]) -> Sequence[Known]:
        """Return the actors that share a key, those with most keys in common first."""
        rows = self._connection.execute(_SHARING, {"keys": sorted(keys)})
        return [self._as_known(row) for row in rows]

    def called(self, name: str) -> Sequence[Known]:
        """Return the actors that have this very name, case and accents aside."""
        rows = self._connection.execute(_CALLED, {"key": exact_key(name)})
        return [self._as_known(row) for row in rows]

    def actors(self, ids: Sequence[str]) -> Sequence[Known]:
        """Return the actors with these ids that there are."""
        columns = tables.actors.c
        query = sa.select(*_KNOWN).where(columns.id.in_(ids))
        return [self._as_known(row) for row in self._connection.execute(query)]

    def _as_known(self, row: sa.Row[Any]) -> Known:
        actor, kind, names, affiliations, gender = tuple(row)
        return Known(
            id=actor,
            kind=ActorKind(kind),
            names=tuple(name for name, _ in names.most_common()),
            affiliations=affiliations,
            gender=gender,
            not_names=self._not_names(actor, names),
        )

    def _not_names(self, actor: str, own: Iterable[str]) -> frozenset[str]:
        """Return the names of those that the actor is not, but for names that are its own as well."""
        others = self._decided.distinct.get(actor)
        if not others:
            return frozenset()
        columns = tables.actors.c
        query = sa.select(columns.id, columns.names).where(columns.id.in_(sorted(others)))
        names = {other: list(theirs) for other, theirs in self._connection.execute(query)}
        theirs = {fold(name) for other in others for name in names.get(other, [other])}
        return frozenset(theirs - {fold(name) for name in own})

    def owner(self, name: str) -> str | None:
        """Return the actor whose alias this folded name is by decision."""
        owner = self._decided.owners.get(name)
        return owner and self._decided.merged(owner)

    def companions(self, actor: str) -> frozenset[str]:
        """Return who else speaks in the articles in which the actor came last."""
        if actor not in self._companions:
            beside = self._connection.scalars(_BESIDE, {"actor": actor})
            self._companions[actor] = frozenset(beside) - {actor}
        return self._companions[actor]

    def is_free(self, actor: str) -> bool:
        """Return whether no actor has this id."""
        return self._connection.scalar(_TAKEN, {"actor": actor}) is None
