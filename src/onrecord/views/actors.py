"""Actors: who they are, under which names, where they belong, who may be one."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.actors.resolving.identity import slug
from onrecord.errors import LedgerError
from onrecord.ledger import suggesting, tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.corrections import ACTOR, read_decided
from onrecord.ledger.decisions import version_of
from onrecord.model import ActorKind, Affiliation, Stance
from onrecord.views.shown import ShownActor

MOST_MATCHES = 30_000
"""Actors that are looked at for a name: SQLite takes no more values at once."""
MOST_ARTICLES = 20
"""Articles that are named for a spelling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorLine:
    """An actor in the list."""

    id: str
    name: str
    kind: ActorKind
    statements: int
    aliases: tuple[str, ...]
    affiliation: str | None
    """The one seen last, in words: "foreign minister, France"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """Some of the actors asked for, from `offset` on, and how many there are."""

    total: int
    offset: int
    actors: tuple[ActorLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameSeen:
    """A spelling and the articles (ids, at most 20) where it is the fullest one."""

    name: str
    count: int
    articles: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownAffiliation:
    """A role and what it is of, with the dates it was seen."""

    role: str | None
    of: str | None
    first_seen: datetime.date | None
    last_seen: datetime.date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorStance:
    """Statements of the actor on a concept by stance."""

    concept: str
    label: str
    support: int
    oppose: int
    conditional: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownActorWhole:
    """All that is known of an actor; `version` as of a statement."""

    id: str
    name: str
    kind: ActorKind
    statements: int
    wikidata: str | None
    names: tuple[NameSeen, ...]
    affiliations: tuple[ShownAffiliation, ...]
    stances: tuple[ActorStance, ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MaybeOne:
    """Two actors that may be one, and why: `actor` would be merged into `into`."""

    actor: ShownActor
    into: ShownActor
    score: float
    reasons: tuple[str, ...]


def page_of(connection: sa.Connection, words: str, kind: ActorKind | None, *, offset: int, limit: int) -> ActorPage:
    """Return some of the actors who said something, those with most statements first.

    They have a name in which words begin like the words given, and are of the kind.
    """
    actors, said = tables.actors.c, tables.said.c
    counts = sa.select(said.actor, sa.func.count().label("statements")).group_by(said.actor).subquery()
    chosen = sa.select(actors.id).join(counts, counts.c.actor == actors.id)
    if kind is not None:
        chosen = chosen.where(actors.kind == kind)
    if wanted := [f"-{word}" for word in slug(words).split("-") if word]:
        names = connection.execute(chosen.add_columns(actors.name, actors.names)).all()
        having = [row.id for row in names if any(_has(name, wanted) for name in (row.name, *row.names))]
        chosen = chosen.where(actors.id.in_(having[:MOST_MATCHES]))
    total = connection.scalar(sa.select(sa.func.count()).select_from(chosen.subquery())) or 0
    shown = chosen.add_columns(actors.name, actors.kind, actors.names, actors.affiliations, counts.c.statements)
    ordered = shown.order_by(counts.c.statements.desc(), actors.name, actors.id).offset(offset).limit(limit)
    lines = tuple(
        ActorLine(
            id=row.id,
            name=row.name,
            kind=ActorKind(row.kind),
            statements=row.statements,
            aliases=tuple(sorted(name for name in row.names if name != row.name)),
            affiliation=_latest(row.affiliations),
        )
        for row in connection.execute(ordered)
    )
    return ActorPage(total=total, offset=offset, actors=lines)


def actor_of(connection: sa.Connection, actor: str) -> ShownActorWhole:
    """Return all that is known of the actor with this id, or of the one that it was merged into."""
    one = read_decided(connection).merged(actor)
    row = connection.execute(sa.select(tables.actors).where(tables.actors.c.id == one)).mappings().first()
    if row is None:
        raise LedgerError(f"no actor {actor!r}; `onrecord actors LEDGER` lists them")
    return ShownActorWhole(
        id=one,
        name=row["name"],
        kind=ActorKind(row["kind"]),
        statements=_statements(connection, one),
        wikidata=row["wikidata"],
        names=_names(connection, one, row["names"]),
        affiliations=tuple(
            ShownAffiliation(role=held.role, of=held.of, first_seen=held.first_seen, last_seen=held.last_seen)
            for held in row["affiliations"]
        ),
        stances=_stances(connection, one),
        version=version_of(connection, ACTOR, one),
    )


def maybe_one(connection: sa.Connection) -> tuple[MaybeOne, ...]:
    """Return the pairs of actors that may be one, the likeliest first."""
    found = suggesting.suggestions(connection)
    ids = {one for pair in found for one in (pair.actor, pair.into)}
    columns = tables.actors.c
    rows = connection.execute(sa.select(columns.id, columns.name, columns.kind)).all()
    shown = {row.id: ShownActor(id=row.id, name=row.name, kind=ActorKind(row.kind)) for row in rows if row.id in ids}
    return tuple(
        MaybeOne(actor=shown[one.actor], into=shown[one.into], score=one.score, reasons=one.reasons) for one in found
    )


def _has(name: str, wanted: Iterable[str]) -> bool:
    written = f"-{slug(name)}"
    return all(word in written for word in wanted)


def _latest(affiliations: Iterable[Affiliation]) -> str | None:
    """Return the affiliation seen last in words."""
    held = sorted(affiliations, key=lambda one: one.last_seen or datetime.date.min)
    return ", ".join(word for word in (held[-1].role, held[-1].of) if word) if held else None


def _statements(connection: sa.Connection, actor: str) -> int:
    said = sa.select(sa.func.count()).where(tables.said.c.actor == actor)
    return connection.scalar(said) or 0


def _names(connection: sa.Connection, actor: str, known: Mapping[str, int]) -> tuple[NameSeen, ...]:
    """Return the spellings, the most usual first, with the articles whose fullest name for the actor it is."""
    columns = tables.speakers.c
    articles: dict[str, list[str]] = {}
    for row in connection.execute(sa.select(columns.name, columns.article).where(columns.actor == actor)):
        articles.setdefault(row.name, []).append(row.article)
    return tuple(
        NameSeen(name=name, count=count, articles=tuple(articles.get(name, ())[:MOST_ARTICLES]))
        for name, count in sorted(known.items(), key=lambda item: (-item[1], item[0]))
    )


def _stances(connection: sa.Connection, actor: str) -> tuple[ActorStance, ...]:
    positions, statements = tables.positions.c, tables.statements.c
    query = (
        sa.select(positions.concept, positions.stance, sa.func.count(sa.distinct(positions.statement)))
        .join(tables.speaking, tables.speaking.c.statement == positions.statement)
        .join(tables.speakers, tables.speakers.c.id == tables.speaking.c.speaker)
        .join(tables.statements, statements.id == positions.statement)
        .where(tables.speakers.c.actor == actor, statements.copy_of.is_(None))
        .group_by(positions.concept, positions.stance)
    )
    counts: dict[str, Counter[Stance]] = {}
    for concept, stance, count in connection.execute(query):
        counts.setdefault(concept, Counter())[Stance(stance)] = count
    return tuple(
        ActorStance(
            concept=concept.id,
            label=concept.label,
            support=counts[concept.id][Stance.SUPPORT],
            oppose=counts[concept.id][Stance.OPPOSE],
            conditional=counts[concept.id][Stance.CONDITIONAL],
        )
        for concept in read_codebook(connection).concepts.values()
        if concept.id in counts
    )
