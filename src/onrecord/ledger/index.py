"""The actors of a ledger as resolving looks them up: by key, in a query or two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import sqlalchemy as sa

from onrecord.actors.naming.keys import GIVEN_KEYS
from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.candidates import Known, exact_key
from onrecord.ledger import tables
from onrecord.ledger.columns import affiliations_from, names_from
from onrecord.ledger.corrections import Decided
from onrecord.ledger.prepared import PreparedSelect, Texts
from onrecord.model import ActorKind

MOST_CANDIDATES = 16
"""Actors compared with a name: those that share most keys with it."""
OF_GIVEN = 5
"""What a key of the given name counts beside one of the surname, of which there are up to seven.

Of 465 pairs of spellings among 39,296 crowded names the other spelling is among the first 16 of 283; with all keys
alike it would be of 172, and among the first 30 of 197 (benchmarks/actors/blocking.py).
"""
MANY = 30
"""Actors that have an office from which on it tells nobody."""
LAST_ARTICLES = 12
"""Articles of an actor whose other speakers are its company."""
KEPT = 16_384
"""Rows of actors that stay read. In a ledger of 17,000 actors a statement reads 11, five in six of them again."""

KNOWN = tuple(
    sa.type_coerce(tables.actors.c[name], sa.Text).label(name)
    for name in ("id", "kind", "names", "affiliations", "gender")
)
"""What `read_known` reads, as it is written."""


def _sharing(keys: Texts) -> sa.SelectBase:
    columns = tables.actor_keys.c
    shared = sa.func.sum(sa.case((columns.key.between(*GIVEN_KEYS), OF_GIVEN), else_=1)).label("shared")
    ranked = sa.select(columns.actor, shared).where(columns.key.in_(keys)).group_by(columns.actor)
    most = ranked.order_by(shared.desc(), columns.actor).limit(MOST_CANDIDATES).subquery()
    here = tables.actors.c.id
    return sa.select(*KNOWN).join(most, most.c.actor == here).order_by(most.c.shared.desc(), here)


def _beyond(keys: Texts) -> sa.SelectBase:
    columns = tables.actor_keys.c
    return sa.select(columns.actor).where(columns.key.in_(keys)).limit(1).offset(MANY)


def _called(keys: Texts) -> sa.SelectBase:
    columns, here = tables.actor_keys.c, tables.actors.c.id
    called = sa.select(columns.key, *KNOWN).join(tables.actors, here == columns.actor)
    return called.where(columns.key.in_(keys)).order_by(here)


def _beside(actors: Texts) -> sa.SelectBase:
    actor, article = tables.actors.c.id, tables.articles.c
    own, others = tables.speakers.alias().c, tables.speakers.alias().c
    last = sa.select(own.article).join(tables.articles, article.id == own.article).correlate(tables.actors)
    last = last.where(own.actor == actor, own.named_by.is_distinct_from(tables.DECIDED))
    last = last.order_by(article.number.desc()).limit(LAST_ARTICLES)
    together = sa.select(actor, others.actor).where(others.article.in_(last.scalar_subquery()), actor.in_(actors))
    return together.where(others.actor != actor, others.named_by.is_distinct_from(tables.DECIDED))


def _taken(ids: Texts) -> sa.SelectBase:
    return sa.select(tables.actors.c.id).where(tables.actors.c.id.in_(ids))


_SHARING, _CALLED = PreparedSelect(_sharing), PreparedSelect(_called)
_BESIDE, _TAKEN, _BEYOND = PreparedSelect(_beside), PreparedSelect(_taken), PreparedSelect(_beyond)


@lru_cache(maxsize=KEPT)
def read_known(actor: str, kind: str, names: str, affiliations: str, gender: str) -> Known:
    """Return what a row of `KNOWN` says, without what was decided."""
    return Known(
        id=actor,
        kind=ActorKind(kind),
        names=tuple(name for name, _ in names_from(names).most_common()),
        affiliations=affiliations_from(affiliations),
        gender=gender,
    )


class LedgerIndex:
    """What a ledger knows of actors, for one article; answers are kept while it lives.

    Those who have one of `names` are read at once.
    """

    def __init__(self, connection: sa.Connection, decided: Decided, *, names: Iterable[str] = ()) -> None:
        self._connection = connection
        self._decided = decided
        self._companions: dict[str, set[str]] = {}
        self._called: dict[str, list[Known]] = {}
        self._known: dict[tuple[str, ...], list[Known]] = {}
        self._read_called(names)

    def known(self, keys: Iterable[str]) -> Sequence[Known]:
        """Return the actors that share most keys, those that share most of them first."""
        wanted = tuple(sorted(keys))
        if wanted not in self._known:
            self._known[wanted] = [self._as_known(row) for row in _SHARING.rows(self._connection, wanted)]
        return self._known[wanted]

    def is_common(self, key: str) -> bool:
        """Return whether so many actors have a key that it tells nobody."""
        return bool(_BEYOND.rows(self._connection, [key]))

    def called(self, name: str) -> Sequence[Known]:
        """Return the actors that have this very name, case and accents aside."""
        if exact_key(name) not in self._called:
            self._read_called([name])
        return self._called[exact_key(name)]

    def _read_called(self, names: Iterable[str]) -> None:
        keys = sorted({exact_key(name) for name in names})
        self._called.update((key, []) for key in keys)
        for key, *row in _CALLED.batches(self._connection, keys):
            self._called[key].append(self._as_known(row))

    def actors(self, ids: Sequence[str]) -> Sequence[Known]:
        """Return the actors with these ids that there are."""
        query = sa.select(*KNOWN).where(tables.actors.c.id.in_(ids))
        return [self._as_known(row) for row in self._connection.execute(query)]

    def _as_known(self, row: Sequence[str]) -> Known:
        known = read_known(*row)
        others = self._decided.distinct.get(known.id)
        return replace(known, not_names=self._not_names(others, known.names)) if others else known

    def _not_names(self, others: Collection[str], own: Iterable[str]) -> frozenset[str]:
        """Return the names of others, and others that are names, but for those that are the actor's own as well."""
        columns = tables.actors.c
        query = sa.select(columns.id, columns.names).where(columns.id.in_(sorted(others)))
        names = {other: list(theirs) for other, theirs in self._connection.execute(query)}
        theirs = {fold(name) for other in others for name in names.get(other, [other])}
        return frozenset(theirs - {fold(name) for name in own})

    def owner(self, name: str) -> str | None:
        """Return the actor whose alias this folded name is by decision."""
        owner = self._decided.owners.get(name)
        return owner and self._decided.merged(owner)

    def companions(self, actors: Collection[str]) -> Mapping[str, Collection[str]]:
        """Return, by actor, who else speaks in the articles in which it came last."""
        if wanted := [actor for actor in actors if actor not in self._companions]:
            self._companions.update((actor, set()) for actor in wanted)
            for actor, other in _BESIDE.batches(self._connection, wanted):
                self._companions[actor].add(other)
        return self._companions

    def is_free(self, actor: str) -> bool:
        """Return whether no actor has this id."""
        return not _TAKEN.rows(self._connection, [actor])
