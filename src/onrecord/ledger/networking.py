"""What networks are made of, as a ledger holds it: a row for each actor and concept of a statement."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from onrecord.actors.facts.countries import country_named
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.reading import Filter, matching_actors
from onrecord.model import ActorKind, Affiliation, Stance
from onrecord.networks.table import UNDATED, Integers, Table, Variable, VariableKind

VALUES = {Stance.OPPOSE: -1, Stance.CONDITIONAL: 0, Stance.SUPPORT: 1}
"""A stance as a number: what is conditional stands half way between, as near to the one as to the other."""

PEOPLE = (ActorKind.PERSON, ActorKind.ANONYMOUS)
BODIES = (ActorKind.ORGANIZATION, ActorKind.GROUP)


@dataclass(frozen=True, slots=True)
class NamedActor:
    """An actor's values of the variables that tell who he is; "" where he has none."""

    actor: str
    person: str
    organization: str
    country: str
    kind: str


def read_table(connection: sa.Connection, wanted: Filter | None = None) -> Table:
    """Return the positions in force with known actors, those of copies not repeated, as the table of their networks.

    Its variables are `actor`, `person`, `organization`, `country`, `kind`, `concept` (its sentence), `stance`
    (-1 opposes, 0 is conditional, 1 supports), `outlet`, `author` and `article`. A person's organization and country
    are those of the affiliation that he was last seen with. Weights are the positions' confidence.
    """
    wanted = wanted or Filter()
    codebook = read_codebook(connection)
    rows = connection.execute(_query(connection, wanted)).all()
    named = read_named_actors(connection, {row.actor for row in rows})
    labels = _unique({concept: one.label for concept, one in codebook.concepts.items()})
    articles = {article: number for number, article in enumerate(dict.fromkeys(row.article for row in rows))}
    actors = [named[row.actor] for row in rows]
    return Table(
        statements=tuple(row.statement for row in rows),
        times=_array(_seconds(row.date or row.published) for row in rows),
        articles=_array(articles[row.article] for row in rows),
        starts=_array(row.position for row in rows),
        weights=np.array([row.confidence for row in rows], np.float64),
        variables={
            "actor": _text([one.actor for one in actors]),
            "person": _text([one.person for one in actors]),
            "organization": _text([one.organization for one in actors]),
            "country": _text([one.country for one in actors]),
            "kind": _text([one.kind for one in actors]),
            "concept": _text([labels[row.concept] for row in rows]),
            "stance": Variable(
                kind=VariableKind.INTEGER,
                levels=(-1, 0, 1),
                codes=_array(VALUES[Stance(row.stance)] + 1 for row in rows),
            ),
            "outlet": _text([row.outlet or "" for row in rows], VariableKind.DOCUMENT),
            "author": _text([row.author or "" for row in rows], VariableKind.DOCUMENT),
            "article": _text([row.article for row in rows], VariableKind.DOCUMENT),
        },
    )


def read_ids(connection: sa.Connection) -> tuple[dict[str, str], dict[str, str]]:
    """Return the ids behind the labels of the actors and of the concepts that `read_table` has without a filter."""
    rows = connection.execute(
        _query(connection, Filter()).with_only_columns(tables.speakers.c.actor, maintain_column_froms=True).distinct()
    )
    named = read_named_actors(connection, {row.actor for row in rows})
    labels = _unique({concept: one.label for concept, one in read_codebook(connection).concepts.items()})
    return {one.actor: actor for actor, one in named.items()}, {label: concept for concept, label in labels.items()}


def _query(connection: sa.Connection, wanted: Filter) -> sa.Select[tuple[object, ...]]:
    statements, articles, positions = tables.statements.c, tables.articles.c, tables.positions.c
    date = sa.func.coalesce(statements.date, articles.published)
    query = (
        sa.select(
            statements.id.label("statement"),
            statements.date,
            statements.position,
            articles.id.label("article"),
            articles.published,
            articles.outlet,
            articles.author,
            tables.speakers.c.actor,
            positions.concept,
            positions.stance,
            positions.confidence,
        )
        .join(tables.articles, articles.id == statements.article)
        .join(tables.positions, positions.statement == statements.id)
        .join(tables.speaking, tables.speaking.c.statement == statements.id)
        .join(tables.speakers, tables.speakers.c.id == tables.speaking.c.speaker)
        .where(statements.copy_of.is_(None), tables.is_in_force(), statements.confidence >= wanted.min_confidence)
        .order_by(date, articles.number, statements.position, tables.speaking.c.position, positions.concept)
    )
    if wanted.decided is not None:
        query = query.where(statements.verdict.is_not(None) if wanted.decided else statements.verdict.is_(None))
    if wanted.actor is not None:
        query = query.where(tables.speakers.c.actor.in_(list(matching_actors(connection, wanted.actor))))
    if wanted.concept is not None:
        query = query.where(positions.concept.in_(list(read_codebook(connection).matching(wanted.concept))))
    if wanted.outlet is not None:
        query = query.where(sa.func.lower(articles.outlet) == wanted.outlet.lower())
    if wanted.kind is not None:
        query = query.where(statements.kind == wanted.kind)
    if wanted.since is not None:
        query = query.where(date >= wanted.since)
    if wanted.until is not None:
        query = query.where(date <= wanted.until)
    return query


def read_named_actors(connection: sa.Connection, wanted: set[str]) -> dict[str, NamedActor]:
    """Return the actors by id; of several with one name each but the first has its id beside the name."""
    columns = tables.actors.c
    query = sa.select(columns.id, columns.name, columns.kind, columns.affiliations).order_by(columns.id)
    rows = [row for row in connection.execute(query) if row.id in wanted]
    names = _unique({row.id: row.name for row in rows})
    found = {}
    for row in rows:
        kind, name = ActorKind(row.kind), names[row.id]
        organization, country = _belongs_to(row.affiliations)
        found[row.id] = NamedActor(
            actor=name,
            person=name if kind in PEOPLE else "",
            organization=name if kind in BODIES else organization,
            country=name if kind is ActorKind.COUNTRY else country,
            kind=kind.value,
        )
    return found


def _belongs_to(affiliations: Iterable[Affiliation]) -> tuple[str, str]:
    """Return the organization and the country of the affiliations seen last, "" where there is none."""
    organization = country = ""
    for held in sorted(affiliations, key=lambda one: one.last_seen or datetime.date.min):
        if held.of and (named := country_named(held.of)):
            country = named
        elif held.of:
            organization = held.of
    return organization, country


def _unique(names: dict[str, str]) -> dict[str, str]:
    """Return the names, the id beside each that an earlier one has already."""
    seen: Counter[str] = Counter()
    found = {}
    for one, name in names.items():
        found[one] = f"{name} ({one})" if seen[name] else name
        seen[name] += 1
    return found


def _text(values: Sequence[str], kind: VariableKind = VariableKind.TEXT) -> Variable:
    levels, codes = np.unique(np.array(values, object), return_inverse=True) if values else ((), np.zeros(0, np.int64))
    return Variable(kind=kind, levels=tuple(levels), codes=codes.astype(np.int64))


def _array(values: Iterable[int]) -> Integers:
    return np.fromiter(values, np.int64)


def _seconds(date: datetime.date | None) -> int:
    return UNDATED if date is None else (date - datetime.date(1970, 1, 1)).days * 86_400
