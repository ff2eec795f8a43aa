"""All positions of a ledger as columns in memory, kept in line with the file: screens are counted from them.

From 70,000 positions a screen is counted in 5 to 30 ms here, and in 100 to 250 ms by the database, which hands every
row over. Read whole they take half a second; after that only the lines (an actor on a concept) that changed are read,
which the database counts up itself. A position takes 120 bytes.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.positions.held import STANCES

Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]
Texts = npt.NDArray[np.object_]
Place = tuple[str, str]
"""An actor and a concept."""
Row = tuple[str, str, str, str, str, str, float, float, float, float]
"""Actor, concept, day, article, statement, stance, confidence, and how likely each of STANCES is."""

MOST_CHANGED = 2_000
"""Lines that are read one by one; where more changed all are read anew."""
BATCH = 400
"""Lines in one query, below SQLite's limit of bound values."""
IN_TIME = ("actor", "concept", "day", "article", "statement")
UNDATED = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """From when until when positions are wanted, and how sure they must be; what is undated is in no such days."""

    since: datetime.date | None = None
    until: datetime.date | None = None
    min_confidence: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Board:
    """One item a position in each column. Those of a line stand together, in the order of time, the undated first.

    `actor` and `concept` are places in `actors` and `concepts`, `stance` in STANCES, `day` is an ordinal.
    """

    revision: int
    actors: dict[str, int]
    concepts: dict[str, int]
    actor: Integers
    concept: Integers
    day: Integers
    stance: Integers
    confidence: Floats
    shares: Floats
    article: Texts
    statement: Texts

    def within(self, days: Days) -> Truths:
        """Return which positions are wanted."""
        wanted: Truths = self.confidence >= days.min_confidence
        if days.since is not None:
            wanted &= self.day >= days.since.toordinal()
        if days.until is not None:
            wanted &= (self.day != UNDATED) & (self.day <= days.until.toordinal())
        return wanted

    def by(self, actors: Iterable[str]) -> Truths:
        """Return which positions are those of these actors."""
        return _chosen(self.actor, self.actors, actors)

    def on(self, concepts: Iterable[str]) -> Truths:
        """Return which positions are on these concepts."""
        return _chosen(self.concept, self.concepts, concepts)

    def at(self, places: Collection[Place]) -> Truths:
        """Return which positions are at these places."""
        ids = [
            self.actors[actor] * len(self.concepts) + self.concepts[concept]
            for actor, concept in places
            if actor in self.actors and concept in self.concepts
        ]
        chosen = np.zeros(len(self.actors) * len(self.concepts) + 1, np.bool_)
        chosen[ids] = True
        found: Truths = chosen[self.lines()]
        return found

    def lines(self) -> Integers:
        """Return a number for the line of each position."""
        return self.actor * len(self.concepts) + self.concept

    def first_and_last(self) -> tuple[datetime.date | None, datetime.date | None]:
        """Return the days of the first and the last position."""
        dated = self.day[self.day != UNDATED]
        if not len(dated):
            return None, None
        return datetime.date.fromordinal(int(dated.min())), datetime.date.fromordinal(int(dated.max()))


class _Held:
    """The board of one ledger as it was last."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.board: Board | None = None


_HELD: WeakKeyDictionary[sa.Engine, _Held] = WeakKeyDictionary()
_HOLDING = Lock()
_NUMBERS = {stance.value: number for number, stance in enumerate(STANCES)}


def read_board(connection: sa.Connection) -> Board:
    """Return the ledger's positions, as the connection sees them or later; what it is writing it alone sees."""
    if connection.get_execution_options().get("writes", False):
        return _whole(connection, 0)
    with _HOLDING:
        held = _HELD.setdefault(connection.engine, _Held())
    with held.lock:
        revision = connection.scalar(sa.select(sa.func.max(tables.lines.c.revision))) or 0
        if held.board is None:
            held.board = _whole(connection, revision)
        elif held.board.revision < revision:
            held.board = _anew(connection, held.board, revision)
        return held.board


def most_of(counted: Integers, ids: dict[str, int], most: int) -> tuple[dict[str, int], int]:
    """Return the ids that are counted most often with their counts, and how many ids are counted at all."""
    counts = np.bincount(counted, minlength=len(ids))
    names = np.array(list(ids), np.object_)
    there = np.flatnonzero(counts)
    if len(there) > most:
        least = np.partition(counts[there], -most)[-most]
        shown = there[counts[there] >= least]
    else:
        shown = there
    order = sorted(shown.tolist(), key=lambda number: (-counts[number], names[number]))[:most]
    return {names[number]: int(counts[number]) for number in order}, len(there)


def _chosen(column: Integers, ids: dict[str, int], wanted: Iterable[str]) -> Truths:
    chosen = np.zeros(len(ids) + 1, np.bool_)
    chosen[[ids[one] for one in wanted if one in ids]] = True
    found: Truths = chosen[column]
    return found


def _whole(connection: sa.Connection, revision: int) -> Board:
    rows = connection.execute(_rows()).all()
    nothing = Board(
        revision=revision,
        actors={},
        concepts={},
        actor=np.empty(0, np.int64),
        concept=np.empty(0, np.int64),
        day=np.empty(0, np.int64),
        stance=np.empty(0, np.int64),
        confidence=np.empty(0),
        shares=np.empty((0, len(STANCES))),
        article=np.empty(0, np.object_),
        statement=np.empty(0, np.object_),
    )
    return _with(nothing, np.empty(0, np.bool_), rows, revision)


def _anew(connection: sa.Connection, board: Board, revision: int) -> Board:
    """Return the board with the lines that changed since."""
    lines = tables.lines.c
    query = sa.select(lines.actor, lines.concept).where(lines.revision > board.revision).limit(MOST_CHANGED + 1)
    changed = [(actor, concept) for actor, concept in connection.execute(query)]
    if len(changed) > MOST_CHANGED:
        return _whole(connection, revision)
    place = sa.tuple_(tables.stands.c.actor, tables.stands.c.concept)
    rows: list[Row] = []
    for start in range(0, len(changed), BATCH):
        rows += connection.execute(_rows().where(place.in_(changed[start : start + BATCH]))).all()
    return _with(board, ~board.at(changed), rows, revision)


def _with(board: Board, kept: Truths, rows: Sequence[Row], revision: int) -> Board:
    """Return what is kept of a board, and these rows behind it."""
    actors, concepts, days, articles, statements, stances, confidences, *shares = (
        zip(*rows, strict=True) if rows else [()] * len(_rows().selected_columns)
    )
    known = board.actors.copy(), board.concepts.copy()
    ordinals = {day: datetime.date.fromisoformat(day).toordinal() if day else UNDATED for day in set(days)}
    return Board(
        revision=revision,
        actors=known[0],
        concepts=known[1],
        actor=_joined(board.actor[kept], [known[0].setdefault(one, len(known[0])) for one in actors]),
        concept=_joined(board.concept[kept], [known[1].setdefault(one, len(known[1])) for one in concepts]),
        day=_joined(board.day[kept], [ordinals[day] for day in days]),
        stance=_joined(board.stance[kept], [_NUMBERS[stance] for stance in stances]),
        confidence=np.concatenate([board.confidence[kept], np.array(confidences, np.float64)]),
        shares=np.concatenate([board.shares[kept], np.array(shares, np.float64).T]),
        article=np.concatenate([board.article[kept], np.array(articles, np.object_)]),
        statement=np.concatenate([board.statement[kept], np.array(statements, np.object_)]),
    )


def _joined(kept: Integers, more: Sequence[int]) -> Integers:
    return np.concatenate([kept, np.array(more, np.int64)])


def _rows() -> sa.Select[str, str, str, str, str, str, float, float, float, float]:
    columns = tables.stands.c
    return sa.select(
        columns.actor,
        columns.concept,
        columns.day,
        columns.article,
        columns.statement,
        sa.type_coerce(columns.stance, sa.String),
        columns.confidence,
        columns.support,
        columns.oppose,
        columns.conditional,
    ).order_by(*(columns[name] for name in IN_TIME))
