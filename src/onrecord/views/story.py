"""The first screen: what a ledger holds, who speaks most, what is in dispute, what changed lately."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.model import Stance
from onrecord.views.board import Board, read_board
from onrecord.views.lines import last_changes
from onrecord.views.shown import ShownActor, ShownStatement, read_names, read_shown

MOST_OUTLETS, MOST_SPEAKERS, MOST_DISPUTES, MOST_TURNS = 20, 12, 12, 8
MOST_MONTHS = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many statements somebody or something has."""

    actor: ShownActor
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """How many statements and actors take each stance on a concept."""

    concept: str
    label: str
    support: int
    oppose: int
    conditional: int
    actors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """A change of an actor's stance on a concept, with the statement on either side."""

    actor: ShownActor
    concept: str
    label: str
    before: Stance
    after: Stance
    probability: float
    statement_before: ShownStatement
    statement_after: ShownStatement


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A source of articles; the name is None where it is unknown."""

    name: str | None
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What the ledger holds, copies not counted. `undecided` are statements that no person confirmed or rejected."""

    name: str
    articles: int
    copies: int
    statements: int
    actors: int
    undecided: int
    refused: int
    first: datetime.date | None
    last: datetime.date | None
    outlets: tuple[Outlet, ...]
    speakers: tuple[Count, ...]
    disputes: tuple[Side, ...]
    turns: tuple[Turn, ...]
    months: tuple[tuple[str, int], ...]
    """Statements by month ("2024-02"), every month from first to last, at most the last fifty years."""


def story_of(connection: sa.Connection, *, name: str) -> Story:
    """Return what the ledger of this name holds."""
    articles = tables.articles.c
    board = read_board(connection)
    speakers, actors = _speakers(connection)
    by_day = _by_day(connection)
    days = {day: count for day, count in by_day.items() if day is not None}
    copies = connection.scalar(sa.select(sa.func.count(articles.copy_of))) or 0
    return Story(
        name=name,
        articles=_count(connection, tables.articles) - copies,
        copies=copies,
        statements=by_day.total(),
        actors=actors,
        undecided=_count(connection, tables.waiting),
        refused=_count(connection, tables.refusals),
        first=min(days, default=None),
        last=max(days, default=None),
        outlets=_outlets(connection),
        speakers=speakers,
        disputes=_disputes(connection, board)[:MOST_DISPUTES],
        turns=_turns(connection, board),
        months=_months(days),
    )


def _disputes(connection: sa.Connection, board: Board) -> tuple[Side, ...]:
    """Return how many take each side on each concept, those that most statements are about first."""
    positions = tables.positions.c
    counts = sa.select(positions.concept, positions.stance, sa.func.count())
    sides: dict[str, Counter[Stance]] = {}
    for concept, stance, count in connection.execute(counts.group_by(positions.concept, positions.stance)):
        sides.setdefault(concept, Counter())[Stance(stance)] = count
    begins = np.flatnonzero(np.diff(board.lines(), prepend=-1))
    taking = np.bincount(board.concept[begins], minlength=len(board.concepts))
    actors = dict(zip(board.concepts, taking.tolist(), strict=True))
    found = [
        Side(
            concept=one.id,
            label=one.label,
            support=sides[one.id][Stance.SUPPORT],
            oppose=sides[one.id][Stance.OPPOSE],
            conditional=sides[one.id][Stance.CONDITIONAL],
            actors=actors.get(one.id, 0),
        )
        for one in read_codebook(connection).concepts.values()
        if one.id in sides
    ]
    return tuple(sorted(found, key=lambda side: -sides[side.concept].total()))


def _count(connection: sa.Connection, table: sa.Table) -> int:
    return connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0


def _speakers(connection: sa.Connection) -> tuple[tuple[Count, ...], int]:
    """Return who has most statements, and how many have any."""
    actor, count = tables.said.c.actor, sa.func.count()
    query = sa.select(actor, count, sa.func.count().over()).group_by(actor)
    rows = connection.execute(query.order_by(count.desc(), actor).limit(MOST_SPEAKERS)).all()
    names = read_names(connection, (row[0] for row in rows))
    return tuple(Count(actor=names[row[0]], statements=row[1]) for row in rows), rows[0][2] if rows else 0


def _outlets(connection: sa.Connection) -> tuple[Outlet, ...]:
    columns = tables.articles.c
    count = sa.func.count() - sa.func.count(columns.copy_of)  # no condition: an index answers it alone
    query = sa.select(columns.outlet, count).group_by(columns.outlet).having(count > 0)
    rows = connection.execute(query.order_by(count.desc(), columns.outlet).limit(MOST_OUTLETS))
    return tuple(Outlet(name=outlet, articles=articles) for outlet, articles in rows)


def _by_day(connection: sa.Connection) -> Counter[datetime.date | None]:
    """Return how many statements were made on each day; None counts the undated."""
    columns = tables.statements.c
    query = (
        sa.select(columns.date, sa.func.count())
        .where(columns.copy_of.is_(None), tables.is_in_force())
        .group_by(columns.verdict, columns.date)  # as the index has them
    )
    counts: Counter[datetime.date | None] = Counter()
    for day, count in connection.execute(query):
        counts[day] += count
    return counts


def _months(days: Mapping[datetime.date, int]) -> tuple[tuple[str, int], ...]:
    """Return how many of the statements of each day fall into each month, those with none between too."""
    counts: Counter[int] = Counter()
    for day, count in days.items():
        counts[day.year * 12 + day.month - 1] += count
    if not counts:
        return ()
    every = range(max(min(counts), max(counts) - MOST_MONTHS + 1), max(counts) + 1)
    return tuple((f"{month // 12:04}-{month % 12 + 1:02}", counts[month]) for month in every)


def _turns(connection: sa.Connection, board: Board) -> tuple[Turn, ...]:
    """Return the last changes of stance."""
    told = last_changes(connection, board, most=MOST_TURNS)
    names = read_names(connection, (one.actor for one in told))
    labels = {one.id: one.label for one in read_codebook(connection).concepts.values()}
    ids = [statement for one in told for statement in (one.change.before.statement, one.change.after.statement)]
    statements = {one.id: one for one in read_shown(connection, ids)}
    return tuple(
        Turn(
            actor=names[one.actor],
            concept=one.concept,
            label=labels[one.concept],
            before=one.change.before.stance,
            after=one.change.after.stance,
            probability=one.change.probability,
            statement_before=statements[one.change.before.statement],
            statement_after=statements[one.change.after.statement],
        )
        for one in told
        if one.actor in names and one.concept in labels  # a change of the ledger may come in between
    )
