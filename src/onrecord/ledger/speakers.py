"""Who speaks in an article becomes an actor of the ledger; what articles tell later puts right what was open."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

import sqlalchemy as sa

from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.across import known_actor, resolve
from onrecord.actors.resolving.candidates import Known, candidates_among
from onrecord.actors.resolving.offices import is_certain_office, is_office
from onrecord.ledger import tables
from onrecord.ledger.corrections import Decided, read_decided
from onrecord.ledger.index import KNOWN, LedgerIndex, read_known
from onrecord.ledger.learning import Found, Heard, learn, relearn, speaker_of
from onrecord.ledger.prepared import PreparedSelect, PreparedWrite, Texts
from onrecord.model import ActorKind, Article, Speaker, speaker_id

_INSERT = PreparedWrite(tables.speakers.insert())


def _unsettled_called(keys: Texts) -> sa.SelectBase:
    return _unsettled_sharing(keys, sa.true())


def _unsettled_holders(keys: Texts) -> sa.SelectBase:
    return _unsettled_sharing(keys, tables.actors.c.kind == sa.literal(ActorKind.ANONYMOUS.value, sa.Text))


def _unsettled_sharing(keys: Texts, which: sa.ColumnElement[bool]) -> sa.SelectBase:
    columns, actors = tables.actor_keys.c, tables.actors.c
    # SQLite would look each actor up among all; few are unsettled.
    few = f"INDEXED BY {tables.unsettled.name}"
    sharing = sa.select(columns.key, *KNOWN).join(tables.actors, actors.id == columns.actor)
    sharing = sharing.with_hint(tables.actors, few, "sqlite")
    return sharing.where(columns.key.in_(keys), actors.settled.is_(False), which).order_by(columns.key, actors.id)


def _heard(articles: Texts) -> sa.SelectBase:
    columns = tables.speakers.c
    here = sa.select(columns.id, columns.actor).where(columns.article.in_(articles))
    return here.where(columns.named_by.is_distinct_from(tables.DECIDED))


_HEARD = PreparedSelect(_heard)
_UNSETTLED, _UNSETTLED_HOLDERS = PreparedSelect(_unsettled_called), PreparedSelect(_unsettled_holders)


def write_speakers(connection: sa.Connection, article: Article, groups: Sequence[Sequence[Speaker]]) -> list[list[str]]:
    """Store those who speak in an article, each once, with their actors; return the speakers' ids, a list a group."""
    ids = [list(dict.fromkeys(speaker_id(article.id, speaker) for speaker in group)) for group in groups]
    speakers = {speaker_id(article.id, speaker): speaker for group in groups for speaker in group}
    if not speakers:
        return ids
    decided = read_decided(connection)
    names = [name for speaker in speakers.values() for name in (speaker.name, *speaker.aliases)]
    index = LedgerIndex(connection, decided, names=names)
    actors = resolve(list(speakers.values()), article=article.id, published=article.published, index=index)
    insert_speakers(connection, article, list(zip(speakers.values(), actors, strict=True)), decided)
    return ids


def insert_speakers(
    connection: sa.Connection,
    article: Article,
    speakers: Sequence[tuple[Speaker, str]],
    decided: Decided,
    *,
    named_by: str | None = None,
) -> None:
    """Store those who speak in an article, each with the actor found for it, and what they tell of others."""
    heard: dict[str, list[Heard]] = {}
    rows = []
    for speaker, actor in speakers:
        in_force = decided.actor(speaker_id(article.id, speaker), fold(speaker.name), actor)
        heard.setdefault(in_force, []).append((speaker, article.published))
        rows.append(speaker_row(article.id, speaker, found=actor, actor=in_force) | {"named_by": named_by})
    found = learn(connection, heard, decided)
    _INSERT.write(connection, rows)
    settle(connection, found, except_for=heard, decided=decided)


def date_speakers(connection: sa.Connection, article: str) -> None:
    """Sum up anew the actors of an article that got its date: it tells when they were seen in their offices."""
    columns = tables.speakers.c
    decided = read_decided(connection)
    actors = set(connection.scalars(sa.select(columns.actor).where(columns.article == article)))
    changed = resettle(connection, columns.article == article, decided)
    found = relearn(connection, actors | changed, decided)
    settle(connection, found, except_for=(), decided=decided)
    forget_silent(connection, actors | changed, decided)


def settle(connection: sa.Connection, found: Found, *, except_for: Collection[str], decided: Decided) -> None:
    """Look again at who a bare surname or an office is that may be one of the actors found by new keys."""
    unsettled = [actor for actor in _unsettled(connection, found) if actor not in except_for]
    changed = resettle(connection, tables.speakers.c.found.in_(unsettled), decided) if unsettled else set()
    relearn(connection, changed, decided)
    forget_silent(connection, changed, decided)


def resettle(connection: sa.Connection, which: sa.ColumnElement[bool], decided: Decided) -> set[str]:
    """Resolve speakers anew, each in its article; return the actors that lost or won one, to be learnt anew.

    Those whom a person named are who he said.
    """
    changed: set[str] = set()
    index = LedgerIndex(connection, decided)
    for row, published in list(_with_dates(connection, sa.and_(which, tables.speakers.c.named_by.is_(None)))):
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


def _unsettled(connection: sa.Connection, found: Found) -> Sequence[str]:
    """Return who may be one of them by name, or is but the holder of a certain office; a role tells nothing."""
    names = sorted(key for key in found if not is_office(key))
    offices = sorted(key for key in found if is_certain_office(key))
    unsettled: dict[str, None] = {}
    for query, keys in ((_UNSETTLED, names), (_UNSETTLED_HOLDERS, offices)):
        for key, *row in query.batches(connection, keys):
            one = read_known(*row)
            if one.id not in unsettled and (is_office(key) or _may_be_any(one, found[key])):
                unsettled[one.id] = None
    return list(unsettled)


def _may_be_any(one: Known, others: Iterable[Known]) -> bool:
    """Return whether a name of the one can be a name of another; that they share a key says little."""
    speakers = [Speaker(name=name, kind=one.kind) for name in one.names]
    return any(True for speaker in speakers for _ in candidates_among(speaker, others))


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
    """Return the actors of the others who speak in the article of a row of `speakers`."""
    return frozenset(actor for speaker, actor in _HEARD.rows(connection, [row["article"]]) if speaker != row["id"])
