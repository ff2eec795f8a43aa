"""Lines of positions: one actor on one concept in time. What a screen's come to, and where the stance changed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

import numpy as np
import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.columns import affiliations_from
from onrecord.ledger.speaking_for import countries_spoken_for, known_as
from onrecord.model import ActorKind, Stance
from onrecord.positions.changes import Change, Coded, changes_of
from onrecord.positions.held import STANCES
from onrecord.positions.held_last import held_last
from onrecord.views.board import UNDATED, Board, Integers, Place, Truths

KEPT = 8_192
"""Lines whose changes stay told: a decision alters few of them, and telling takes 25 µs a statement."""
LATE = 500
"""The last positions: changes are looked for in their lines first."""

Said = tuple[int, str, str, int, float, float, float, float]
"""Day, article, statement, stance, confidence, and how likely each of STANCES is: as a board has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A change of an actor's stance on a concept."""

    actor: str
    concept: str
    change: Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """What a line comes to: how many statements take each of STANCES, what is held at its end, how sure they are."""

    actor: str
    concept: str
    counts: tuple[int, ...]
    current: Stance
    """As `current_position` says."""
    confidence: float
    """The mean."""


def sums_of(board: Board, wanted: Truths) -> list[Sum]:
    """Return what the lines of the positions wanted come to."""
    rows = np.flatnonzero(wanted)
    if not len(rows):
        return []
    begins = _begins(board, rows)
    line = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(rows)))
    stance, confidence, day = board.stance[rows], board.confidence[rows], board.day[rows]
    counts = np.bincount(line * len(STANCES) + stance, minlength=len(begins) * len(STANCES))
    counts = counts.reshape(len(begins), len(STANCES))
    current = np.empty(len(begins), np.int64)
    least_sure_first = np.lexsort((-np.arange(len(rows)), confidence))
    current[line[least_sure_first]] = stance[least_sure_first]  # of each line the surest is written last
    if (dated := day != UNDATED).any():
        starts = np.flatnonzero(np.diff(line[dated], prepend=-1))
        current[line[dated][starts]] = held_last(board.shares[rows[dated]], day[dated], starts)
    means = np.bincount(line, confidence) / counts.sum(1)
    return [
        Sum(actor=actor, concept=concept, counts=tuple(count), current=STANCES[state], confidence=mean)
        for (actor, concept), count, state, mean in zip(
            _places(board, rows[begins]), counts.tolist(), current.tolist(), means.tolist(), strict=True
        )
    ]


def lines_of(board: Board, wanted: Truths) -> dict[Place, list[Said]]:
    """Return the lines of the positions wanted, each in the order of time, what is undated first."""
    rows = np.flatnonzero(wanted)
    begins = _begins(board, rows)
    columns = (board.day, board.article, board.statement, board.stance, board.confidence)
    shares = (board.shares[rows, state].tolist() for state in range(len(STANCES)))
    said = list(zip(*(column[rows].tolist() for column in columns), *shares, strict=True))
    ends = np.append(begins, len(rows))[1:]
    pieces = (said[start:end] for start, end in zip(begins.tolist(), ends.tolist(), strict=True))
    return dict(zip(_places(board, rows[begins]), pieces, strict=True))


def lines_with_countries(
    connection: sa.Connection, board: Board, actors: Collection[str], wanted: Truths
) -> dict[Place, list[Said]]:
    """Return the lines of these actors; a country's have what its ministers and institutions say too."""
    spokesmen = {one: some for one, some in read_spokesmen(connection).items() if one in actors}
    every = lines_of(board, wanted & board.by({*actors, *chain.from_iterable(spokesmen.values())}))
    found = {place: line for place, line in every.items() if place[0] in actors}
    for country, some in spokesmen.items():
        for (actor, concept), line in every.items():
            if actor in some:
                found[country, concept] = sorted({*found.get((country, concept), ()), *line})
    return found


def told_changes(lines: Mapping[Place, Sequence[Said]]) -> Iterator[Told]:
    """Yield the changes of stance in these lines."""
    for (actor, concept), line in lines.items():
        if len({said[3] for said in line}) > 1:
            yield from (Told(actor=actor, concept=concept, change=one) for one in _changes(tuple(line)))


def last_changes(connection: sa.Connection, board: Board, *, most: int) -> list[Told]:
    """Return the last changes of stance, the latest first: only lines with late statements are looked at for it."""
    dated, late = np.flatnonzero(board.day != UNDATED), LATE
    while True:
        rows = dated if len(dated) <= late else dated[np.argpartition(board.day[dated], -late)[-late:]]
        since = int(board.day[rows].min()) if len(rows) < len(dated) else UNDATED
        lines = _with_countries(connection, board, {*_places(board, rows)})
        told = [one for one in told_changes(lines) if _day(one) >= since]
        if len(told) >= most or len(rows) == len(dated):
            return sorted(told, key=lambda one: (_day(one), one.change.probability), reverse=True)[:most]
        late *= 4


def read_spokesmen(connection: sa.Connection) -> dict[str, set[str]]:
    """Return by country the actors who take positions and speak for it."""
    actors, counted = tables.actors.c, tables.stands.c.actor
    ordered = sa.select(sa.func.count()).where(tables.said.c.actor == actors.id).scalar_subquery().desc()
    countries = sa.select(actors.name, actors.id).where(actors.kind == ActorKind.COUNTRY)
    named = connection.execute(countries.order_by(ordered, actors.name, actors.id))
    known = {known_as(name): country for name, country in named}
    if not known:
        return {}
    affiliations = sa.type_coerce(actors.affiliations, sa.Text)
    may_speak = sa.or_(
        actors.kind == ActorKind.ORGANIZATION, sa.and_(actors.kind == ActorKind.PERSON, affiliations != "[]")
    )
    query = sa.select(actors.id, actors.kind, actors.name, affiliations).where(
        may_speak, sa.select(counted).where(counted == actors.id).exists()
    )
    spokesmen: dict[str, set[str]] = {}
    for actor, *told in connection.execute(query):
        country = next((known[one] for one in _countries(*told) if one in known), None)
        if country is not None:
            spokesmen.setdefault(country, set()).add(actor)
    return spokesmen


def _with_countries(connection: sa.Connection, board: Board, places: Collection[Place]) -> dict[Place, list[Said]]:
    """Return the lines at these places, and those of the countries for which these actors speak."""
    spokesmen = read_spokesmen(connection)
    countries = {actor: country for country, some in spokesmen.items() for actor in some}
    spoken = {(countries[actor], concept) for actor, concept in places if actor in countries}
    spoken |= {(actor, concept) for actor, concept in places if actor in spokesmen}
    behind = {(actor, concept) for country, concept in spoken for actor in spokesmen[country]}
    every = lines_of(board, board.at({*places, *spoken, *behind}))
    found = {place: every[place] for place in places}
    for country, concept in spoken:
        own = {*every.get((country, concept), ())}
        found[country, concept] = sorted(own.union(*(every.get((one, concept), ()) for one in spokesmen[country])))
    return found


def _begins(board: Board, rows: Integers) -> Integers:
    """Return where in these rows each line begins."""
    return np.flatnonzero(np.diff(board.lines()[rows], prepend=-1))


def _places(board: Board, rows: Integers) -> list[Place]:
    """Return the actor and the concept of each of these rows."""
    actors, concepts = list(board.actors), list(board.concepts)
    pairs = zip(board.actor[rows].tolist(), board.concept[rows].tolist(), strict=True)
    return [(actors[actor], concepts[concept]) for actor, concept in pairs]


@lru_cache(maxsize=65_536)
def _countries(kind: ActorKind, name: str, affiliations: str) -> tuple[str, ...]:
    return tuple(countries_spoken_for(kind, name, affiliations_from(affiliations)))


def _day(told: Told) -> int:
    return UNDATED if told.change.after.date is None else told.change.after.date.toordinal()


@lru_cache(maxsize=KEPT)
def _changes(line: tuple[Said, ...]) -> tuple[Change, ...]:
    return changes_of([_coded(said) for said in line if said[0] != UNDATED])


def _coded(said: Said) -> Coded:
    day, article, statement, stance, confidence, *shares = said
    return Coded(
        statement=statement,
        article=article,
        stance=STANCES[stance],
        confidence=confidence,
        date=datetime.date.fromordinal(day),
        probabilities=dict(zip(STANCES, shares, strict=True)),
    )
