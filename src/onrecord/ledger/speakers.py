"""Who speaks in an article becomes an actor of the ledger; what articles tell later puts right what was open."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import sqlalchemy as sa

from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.across import known_actor, resolve
from onrecord.actors.resolving.offices import is_certain_office, is_office
from onrecord.ledger import tables
from onrecord.ledger.corrections import Decided, read_decided
from onrecord.ledger.index import LedgerIndex
from onrecord.ledger.learning import Heard, learn, relearn, speaker_of
from onrecord.model import ActorKind, Article, Speaker, speaker_id

BATCH = 400
"""Ids in one query, below SQLite's limit of bound values."""
_UNSETTLED = (
    sa.select(tables.actor_keys.c.actor)
    .join(tables.actors, tables.actors.c.id == tables.actor_keys.c.actor)
    .where(tables.actor_keys.c.key.in_(sa.bindparam("keys", expanding=True)), tables.actors.c.settled.is_(False))
    .distinct()
)
_UNSETTLED_HOLDERS = _UNSETTLED.where(tables.actors.c.kind == ActorKind.ANONYMOUS)


def write_speakers(connection: sa.Connection, article: Article, groups: Sequence[Sequence[Speaker]]) -> list[list[str]]:
    """Store those who speak in an article, each once, with their actors; return the speakers' ids, a list a group."""
    ids = [list(dict.fromkeys(speaker_id(article.id, speaker) for speaker in group)) for group in groups]
    speakers = {speaker_id(article.id, speaker): speaker for group in groups for speaker in group}
    if not speakers:
        return ids
    decided = read_decided(connection)
    index = LedgerIndex(connection, decided)
    actors = resolve(list(speakers.values()), article=article.id, published=article.published, index=index)
    heard: dict[str, list[Heard]] = {}
    rows = []
    for (number, speaker), actor in zip(speakers.items(), actors, strict=True):
        in_force = decided.actor(number, fold(speaker.name), actor)
        heard.setdefault(in_force, []).append((speaker, article.published))
        rows.append(speaker_row(article.id, speaker, found=actor, actor=in_force))
    keys = learn(connection, heard, decided)
    connection.execute(tables.speakers.insert(), rows)
    settle(connection, keys, except_for=heard, decided=decided)
    return ids


def date_speakers(connection: sa.Connection, article: str) -> None:
    """Sum up anew the actors of an article that got its date: it tells when they were seen in their offices."""
    columns = tables.speakers.c
    decided = read_decided(connection)
    actors = set(connection.scalars(sa.select(columns.actor).where(columns.article == article)))
    changed = resettle(connection, columns.article == article, decided)
    keys = relearn(connection, actors | changed, decided)
    settle(connection, keys, except_for=(), decided=decided)
    forget_silent(connection, actors | changed, decided)


def settle(connection: sa.Connection, keys: Iterable[str], *, except_for: Collection[str], decided: Decided) -> None:
    """Look again at who a bare surname or an office is, where actors came to share one of these keys."""
    changed: set[str] = set()
    for actor in _unsettled(connection, sorted(keys)):
        if actor not in except_for:
            changed |= resettle(connection, tables.speakers.c.found == actor, decided)
    relearn(connection, changed, decided)
    forget_silent(connection, changed, decided)


def resettle(connection: sa.Connection, which: sa.ColumnElement[bool], decided: Decided) -> set[str]:
    """Resolve speakers anew, each in its article; return the actors that lost or won one, to be learnt anew."""
    changed: set[str] = set()
    index = LedgerIndex(connection, decided)
    for row, published in list(_with_dates(connection, which)):
        company = _company(connection, row)
        actor = known_actor(speaker_of(row), published=published, company=company, index=index)
        if actor is None or actor == row["found"]:
            continue
        in_force = decided.actor(row["id"], row["folded"], actor)
        here = tables.speakers.update().where(tables.speakers.c.id == row["id"])
        connection.execute(here.values(found=actor, actor=in_force))
        changed |= {row["actor"], row["found"], actor, in_force}
    return changed


def enforce(connection: sa.Connection, which: sa.ColumnElement[bool], decided: Decided) -> set[str]:
    """Give speakers the actors that people decided; return the actors that lost or won one, to be learnt anew."""
    changed: set[str] = set()
    columns = tables.speakers.c
    query = sa.select(columns.id, columns.folded, columns.found, columns.actor).where(which)
    for speaker, folded, found, actor in connection.execute(query).all():
        in_force = decided.actor(speaker, folded, found)
        if in_force != actor:
            connection.execute(tables.speakers.update().where(columns.id == speaker).values(actor=in_force))
            changed |= {actor, in_force}
    return changed


def forget_silent(connection: sa.Connection, actors: Iterable[str], decided: Decided) -> None:
    """Delete the actors that nobody is any more and no person spoke of."""
    columns = tables.speakers.c
    for actor in set(actors) - decided.mentioned():
        speaks = sa.select(columns.id).where(sa.or_(columns.actor == actor, columns.found == actor)).limit(1)
        if connection.scalar(speaks) is None:
            connection.execute(tables.actor_keys.delete().where(tables.actor_keys.c.actor == actor))
            connection.execute(tables.actors.delete().where(tables.actors.c.id == actor))


def speaker_row(article: str, speaker: Speaker, *, found: str, actor: str) -> dict[str, object]:
    """Return the row of `speakers` for a speaker of an article."""
    return {
        "id": speaker_id(article, speaker),
        "article": article,
        "name": speaker.name,
        "folded": fold(speaker.name),
        "kind": speaker.kind,
        "names": Counter({**dict.fromkeys(speaker.aliases, 0), speaker.name: 1}),
        "affiliations": speaker.affiliations,
        "gender": speaker.gender,
        "found": found,
        "actor": actor,
    }


def _unsettled(connection: sa.Connection, keys: Sequence[str]) -> Iterator[str]:
    """Yield who shares a key of a name, or who is but the holder of a certain office; a role alone tells nothing."""
    names = [key for key in keys if not is_office(key)]
    offices = [key for key in keys if is_certain_office(key)]
    for query, some in ((_UNSETTLED, names), (_UNSETTLED_HOLDERS, offices)):
        for start in range(0, len(some), BATCH):
            yield from connection.scalars(query, {"keys": some[start : start + BATCH]}).all()


def _with_dates(
    connection: sa.Connection, which: sa.ColumnElement[bool]
) -> Iterator[tuple[sa.RowMapping, datetime.date | None]]:
    query = (
        sa.select(tables.speakers, tables.articles.c.published)
        .join(tables.articles, tables.articles.c.id == tables.speakers.c.article)
        .where(which)
        .order_by(tables.articles.c.number, tables.speakers.c.id)
    )
    for row in connection.execute(query).mappings():
        yield row, row["published"]


def _company(connection: sa.Connection, row: sa.RowMapping) -> frozenset[str]:
    columns = tables.speakers.c
    others = sa.select(columns.actor).where(columns.article == row["article"], columns.id != row["id"])
    return frozenset(connection.scalars(others))
