"""The actors of a ledger as resolving looks them up: by key, in a query or two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache

import sqlalchemy as sa

from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.candidates import Known, exact_key
from onrecord.ledger import tables
from onrecord.ledger.columns import affiliations_from, names_from
from onrecord.ledger.corrections import Decided
from onrecord.ledger.prepared import PreparedSelect, Texts
from onrecord.model import ActorKind

MOST_CANDIDATES = 30
"""Actors compared with a name: those that share most keys with it."""
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
    count = sa.func.count().label("count")
    ranked = sa.select(columns.actor, count).where(columns.key.in_(keys)).group_by(columns.actor)
    most = ranked.order_by(count.desc(), columns.actor).limit(MOST_CANDIDATES).subquery()
    here = tables.actors.c.id
    return sa.select(*KNOWN).join(most, most.c.actor == here).order_by(most.c["count"].desc(), here)


def _called(keys: Texts) -> sa.SelectBase:
    columns, here = tables.actor_keys.c, tables.actors.c.id
    called = sa.select(columns.key, *KNOWN).join(tables.actors, here == columns.actor)
    return called.where(columns.key.in_(keys)).order_by(here)


def _beside(actors: Texts) -> sa.SelectBase:
    columns, number = tables.speakers.c, tables.articles.c.number
    last = sa.select(columns.article).join(tables.articles, tables.articles.c.id == columns.article)
    read = columns.named_by.is_distinct_from(tables.DECIDED)
    last = last.where(columns.actor.in_(actors), read).order_by(number.desc()).limit(LAST_ARTICLES)
    return sa.select(columns.actor).where(columns.article.in_(last.scalar_subquery()), read).distinct()


def _taken(ids: Texts) -> sa.SelectBase:
    return sa.select(tables.actors.c.id).where(tables.actors.c.id.in_(ids))


_SHARING, _CALLED = PreparedSelect(_sharing), PreparedSelect(_called)
_BESIDE, _TAKEN = PreparedSelect(_beside), PreparedSelect(_taken)


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
        self._companions: dict[str, frozenset[str]] = {}
        self._called: dict[str, list[Known]] = {}
        self._known: dict[tuple[str, ...], list[Known]] = {}
        self._read_called(names)

    def known(self, keys: Iterable[str]) -> Sequence[Known]:
        """Return the actors that share a key, those with most keys in common first."""
        wanted = tuple(sorted(keys))
        if wanted not in self._known:
            self._known[wanted] = [self._as_known(row) for row in _SHARING.rows(self._connection, wanted)]
        return self._known[wanted]

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

    def companions(self, actor: str) -> frozenset[str]:
        """Return who else speaks in the articles in which the actor came last."""
        if actor not in self._companions:
            beside = _BESIDE.rows(self._connection, [actor])
            self._companions[actor] = frozenset(other for [other] in beside) - {actor}
        return self._companions[actor]

    def is_free(self, actor: str) -> bool:
        """Return whether no actor has this id."""
        return not _TAKEN.rows(self._connection, [actor])
