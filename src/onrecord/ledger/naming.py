"""Those whom people named as they coded elsewhere: one name is one actor, and another name is another."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import sqlalchemy as sa

from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.across import free_id
from onrecord.actors.resolving.identity import slug
from onrecord.ledger import tables
from onrecord.ledger.corrections import Decided, read_decided
from onrecord.ledger.index import LedgerIndex
from onrecord.ledger.learning import learn, relearn
from onrecord.ledger.speakers import forget_silent, insert_speakers
from onrecord.model import ActorKind, Affiliation, Article, Speaker, speaker_id

Named = dict[tuple[ActorKind, str], str]
"""From a kind and a name, letter by letter, to the actor."""


def read_named(connection: sa.Connection) -> Named:
    """Return the actors whom people named in this ledger so far."""
    columns = tables.speakers.c
    query = (
        sa.select(columns.kind, columns.name, columns.found)
        .where(columns.named_by == tables.CODED)
        .order_by(columns.id)
    )
    return {(ActorKind(kind), name): found for kind, name, found in connection.execute(query)}


def write_named(connection: sa.Connection, article: Article, speakers: Sequence[Speaker], named: Named) -> None:
    """Store those who speak in an article, each once and with the actor of its name; new ones are added to `named`."""
    decided = read_decided(connection)
    ids = {speaker_id(article.id, speaker): speaker for speaker in speakers}
    columns = tables.speakers.c
    known = connection.execute(sa.select(tables.speakers).where(columns.article == article.id)).mappings()
    rows = {row["id"]: row for row in known if row["id"] in ids}
    index = LedgerIndex(connection, decided, names=[speaker.name for speaker in speakers])
    taken = set(named.values())
    for number, speaker in ids.items():
        if (speaker.kind, speaker.name) not in named:
            found = rows[number]["found"] if number in rows else None
            actor = found if found is not None and found not in taken else _actor_of(speaker, taken, index)
            named[speaker.kind, speaker.name] = actor
            taken.add(actor)
    fresh = [(speaker, named[speaker.kind, speaker.name]) for number, speaker in ids.items() if number not in rows]
    insert_speakers(connection, article, fresh, decided, named_by=tables.CODED)
    connection.execute(tables.speakers.update().where(columns.id.in_(list(rows))).values(named_by=tables.CODED))
    changed = {actor for number, row in rows.items() for actor in _told(connection, article, row, ids[number], named)}
    relearn(connection, sorted(changed), decided)
    forget_silent(connection, changed, decided)


def _actor_of(speaker: Speaker, taken: Collection[str], index: LedgerIndex) -> str:
    """Return the one actor that is called so and whom nobody named otherwise, or the id of a new one."""
    if owner := index.owner(fold(speaker.name)):
        return owner
    called = [one.id for one in index.called(speaker.name) if one.kind is speaker.kind and one.id not in taken]
    return called[0] if len(called) == 1 else free_id(slug(speaker.name) or "unknown", taken, index)


def _told(connection: sa.Connection, article: Article, row: sa.RowMapping, speaker: Speaker, named: Named) -> set[str]:
    """Bring a speaker who is there already in line with what a person says of him; return the actors that changes."""
    decided: Decided = read_decided(connection)
    found = named[speaker.kind, speaker.name]
    actor = decided.actor(row["id"], row["folded"], found)
    affiliations = united(row["affiliations"], speaker.affiliations)
    if (affiliations, found, actor) == (row["affiliations"], row["found"], row["actor"]):
        return set()
    changed = {found, actor, row["found"], row["actor"]}
    learn(connection, {one: [(speaker, article.published)] for one in (found, actor)}, decided)
    here = tables.speakers.update().where(tables.speakers.c.id == row["id"])
    connection.execute(here.values(affiliations=affiliations, found=found, actor=actor))
    return changed


def united(some: Sequence[Affiliation], others: Sequence[Affiliation]) -> tuple[Affiliation, ...]:
    """Return the affiliations, each role and what it is of once."""
    return tuple({(one.role, one.of): one for one in (*others, *some)}.values())
