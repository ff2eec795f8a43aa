"""What is known of an actor, summed up: its names, its affiliations, the keys by which it is found."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from onrecord.actors.resolving.across import is_settled
from onrecord.actors.resolving.candidates import Known, keys_of
from onrecord.actors.resolving.canonical import canonical_name
from onrecord.ledger import tables
from onrecord.ledger.columns import affiliations_from, names_from
from onrecord.ledger.corrections import Decided, Role
from onrecord.ledger.prepared import PreparedSelect, PreparedWrite, Texts
from onrecord.model import ActorKind, Affiliation, Speaker

Heard = tuple[Speaker, datetime.date | None]
"""A speaker of an article, and when that was published."""
Found = dict[str, list[Known]]
"""From a key to the actors that were not found by it before."""
_COLUMNS = tuple(column.name for column in tables.actors.c)
_INSERT, _INSERT_KEYS = PreparedWrite(tables.actors.insert()), PreparedWrite(tables.actor_keys.insert())
_UPDATE = PreparedWrite(
    tables.actors.update()
    .where(tables.actors.c.id == sa.bindparam("actor"))
    .values({name: sa.bindparam(name) for name in _COLUMNS if name != "id"})
)


def _written(actors: Texts) -> sa.SelectBase:
    columns = tables.actors.c
    kept = [columns.id, columns.name, columns.kind, columns.names, columns.affiliations, columns.gender]
    read = [sa.type_coerce(column, sa.Text).label(column.name) for column in kept]
    return sa.select(*read, columns.wikidata, columns.settled).where(columns.id.in_(actors))


_ACTORS = PreparedSelect(_written)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Summary:
    """A row of `actors`."""

    id: str
    name: str
    kind: ActorKind
    names: Counter[str]
    affiliations: tuple[Affiliation, ...]
    gender: str
    wikidata: str | None
    settled: bool

    @property
    def keys(self) -> frozenset[str]:
        return keys_of(self.kind, self.names, self.affiliations)

    @property
    def known(self) -> Known:
        return Known(
            id=self.id,
            kind=self.kind,
            names=tuple(name for name, _ in self.names.most_common()),
            affiliations=self.affiliations,
            gender=self.gender,
        )


def learn(connection: sa.Connection, heard: Mapping[str, Sequence[Heard]], decided: Decided) -> Found:
    """Add what these speakers tell of the actors that they are; return the keys by which one was not found before.

    An actor that is not there yet is made.
    """
    known = _summaries(connection, list(heard))
    told = {actor: _told(actor, speakers, known.get(actor), decided) for actor, speakers in heard.items()}
    _write(connection, [one for one in told.values() if one.id not in known], known=False)
    _write(connection, [one for one in told.values() if one.id in known and one != known[one.id]], known=True)
    found: Found = {}
    for actor, one in told.items():
        if keys := _new_keys(one, known.get(actor)):
            newcomer = one.known
            for key in keys:
                found.setdefault(key, []).append(newcomer)
    if found:
        rows = [{"key": key, "actor": actor.id} for key, actors in sorted(found.items()) for actor in actors]
        _INSERT_KEYS.write(connection, rows)
    return found


def relearn(
    connection: sa.Connection, actors: Iterable[str], decided: Decided, *, besides: sa.ColumnElement[bool] | None = None
) -> Found:
    """Sum up anew all that articles and people say of these actors; return the keys by which they are found.

    Speakers that `besides` picks are left out.
    """
    found: Found = {}
    for actor in actors:
        forget(connection, actor)
        for key, those in learn(connection, {actor: list(_heard(connection, actor, besides))}, decided).items():
            found.setdefault(key, []).extend(those)
    return found


def forget(connection: sa.Connection, actor: str) -> None:
    """Drop what was summed up of an actor, all but its name."""
    connection.execute(tables.actor_keys.delete().where(tables.actor_keys.c.actor == actor))
    here = tables.actors.update().where(tables.actors.c.id == actor)
    connection.execute(here.values(names=Counter(), affiliations=(), gender=""))


def speaker_of(row: sa.RowMapping) -> Speaker:
    """Return the speaker of a row of `speakers`."""
    return Speaker(
        name=row["name"],
        kind=ActorKind(row["kind"]),
        aliases=tuple(name for name in row["names"] if name != row["name"]),
        affiliations=row["affiliations"],
        gender=row["gender"],
    )


def _summaries(connection: sa.Connection, actors: Sequence[str]) -> dict[str, _Summary]:
    return {
        actor: _Summary(
            id=actor,
            name=name,
            kind=ActorKind(kind),
            names=names_from(names),
            affiliations=affiliations_from(affiliations),
            gender=gender,
            wikidata=wikidata,
            settled=bool(settled),
        )
        for actor, name, kind, names, affiliations, gender, wikidata, settled in _ACTORS.batches(connection, actors)
    }


def _heard(connection: sa.Connection, actor: str, besides: sa.ColumnElement[bool] | None) -> Iterator[Heard]:
    query = (
        sa.select(tables.speakers, tables.articles.c.published)
        .join(tables.articles, tables.articles.c.id == tables.speakers.c.article)
        .where(tables.speakers.c.actor == actor, tables.speakers.c.named_by.is_distinct_from(tables.DECIDED))
    )
    if besides is not None:
        query = query.where(sa.not_(besides))
    for row in connection.execute(query).mappings():
        yield speaker_of(row), row["published"]


def _told(actor: str, heard: Sequence[Heard], known: _Summary | None, decided: Decided) -> _Summary:
    aliases = decided.aliases.get(actor, [])
    kind = ActorKind(decided.kinds.get(actor) or (known.kind if known else heard[0][0].kind))
    if kind is not ActorKind.ANONYMOUS:  # "the minister" is no name of his, and tells nothing new
        heard = [pair for pair in heard if pair[0].kind is not ActorKind.ANONYMOUS]
    names = _with_names(known.names if known else Counter(), heard, aliases)
    affiliations = _with_affiliations(known.affiliations if known else (), heard, decided.affiliations.get(actor, {}))
    # A person's alias is another spelling, not the name; and what others were merged into keeps its name.
    found = {name: count for name, count in names.items() if name not in aliases} or names
    kept = known.name if known and (not names or actor in decided.same_as.values()) else canonical_name(kind, found)
    return _Summary(
        id=actor,
        name=decided.names.get(actor) or kept,
        kind=kind,
        names=names,
        affiliations=affiliations,
        gender=next((speaker.gender for speaker, _ in heard if speaker.gender), known.gender if known else ""),
        wikidata=decided.wikidata.get(actor),
        settled=is_settled(kind, names),
    )


def _with_names(known: Counter[str], heard: Iterable[Heard], decided: Iterable[str]) -> Counter[str]:
    names = known.copy()
    for speaker, _ in heard:
        names[speaker.name] += 1
        for alias in speaker.aliases:
            names[alias] += 0
    for alias in decided:
        names[alias] += 0
    return names


def _with_affiliations(
    known: Iterable[Affiliation], heard: Iterable[Heard], decided: Mapping[Role, Affiliation | None]
) -> tuple[Affiliation, ...]:
    roles = {(one.role, one.of): one for one in known}
    for speaker, day in heard:
        for held in speaker.affiliations:
            place = held.role, held.of
            roles[place] = _seen(roles.get(place, replace(held, first_seen=None, last_seen=None)), day)
    for place, one in decided.items():
        if one is None:
            roles.pop(place, None)
        else:
            roles[place] = one
    return tuple(roles.values())


def _seen(held: Affiliation, day: datetime.date | None) -> Affiliation:
    days = [one for one in (held.first_seen, held.last_seen, day) if one is not None]
    return replace(held, first_seen=min(days, default=None), last_seen=max(days, default=None))


def _new_keys(told: _Summary, known: _Summary | None) -> frozenset[str]:
    if known is None:
        return told.keys
    # Most actors are only heard once more, by a name and in an office that they had.
    if known.kind is told.kind and known.names.keys() == told.names.keys() and _roles(known) == _roles(told):
        return frozenset()
    return told.keys - known.keys


def _roles(summary: _Summary) -> set[Role]:
    return {(one.role, one.of) for one in summary.affiliations}


def _write(connection: sa.Connection, told: Sequence[_Summary], *, known: bool) -> None:
    rows = [{name: getattr(one, name) for name in _COLUMNS} for one in told]
    if not rows:
        return
    if not known:
        _INSERT.write(connection, rows)
        return
    _UPDATE.write(connection, [{"actor": row.pop("id"), **row} for row in rows])
