"""A ledger's debate with the ids behind its labels, made of the board: at once, also where there is much."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import numpy as np
import sqlalchemy as sa

from onrecord.debates.debate import Debate
from onrecord.debates.reading import debate_in
from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.database import Database
from onrecord.ledger.networking import VALUES
from onrecord.networks.table import UNDATED, Integers, Table, Variable, VariableKind
from onrecord.positions.held import STANCES
from onrecord.views.board import UNDATED as NO_DAY
from onrecord.views.board import Board, read_board

EPOCH = datetime.date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A ledger's debate, with the ids and kinds behind its labels."""

    debate: Debate
    actors: Mapping[str, str]
    concepts: Mapping[str, str]
    kinds: Mapping[str, str]

    def label_of(self, actor: str) -> str:
        """Return the label of the actor with this id; that there is none is a LedgerError."""
        for label, known in self.actors.items():
            if known == actor:
                return label
        raise LedgerError(f"no actor {actor!r} takes a position; `onrecord actors LEDGER` lists them")


def named_debate(database: Database) -> Named:
    """Return the debate of a ledger's positions by actor, concept and stance; it is empty where nobody takes one."""
    with database.reading() as connection:
        codebook = {one.id: one.label for one in read_codebook(connection).concepts.values()}
        columns = tables.actors.c
        query = sa.select(columns.id, columns.name, sa.type_coerce(columns.kind, sa.String)).order_by(columns.id)
        told = connection.execute(query).all()
        board = read_board(connection)
    actors = _on_board(board.actors, board.actor, ((actor, name) for actor, name, _ in told))
    concepts = _on_board(board.concepts, board.concept, codebook.items())
    rows = np.flatnonzero((actors.codes >= 0) & (concepts.codes >= 0))
    kinds = {actor: kind for actor, _, kind in told}
    return Named(
        debate=Debate(table=_table(board, rows, actors, concepts), quotes=lambda _ids: {}),
        actors=actors.ids,
        concepts=concepts.ids,
        kinds={label: kinds[actor] for label, actor in actors.ids.items()},
    )


def described_debate(database: Database) -> Debate:
    """Return the same debate with all that is known of its actors, for files; it takes longer."""
    return debate_in(database)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Labelled:
    """The ids behind the labels of a column, and for each row the place of its label among these in order, or -1."""

    ids: Mapping[str, str]
    codes: Integers

    @property
    def variable(self) -> Variable:
        return Variable(kind=VariableKind.TEXT, levels=tuple(sorted(self.ids)), codes=self.codes)


def _on_board(numbers: Mapping[str, int], column: Integers, names: Iterable[tuple[str, str]]) -> _Labelled:
    """Return the labels of those who are in a column of the board, as far as their names are known."""
    there = np.bincount(column, minlength=len(numbers)) > 0
    labels = _labels((one, name) for one, name in names if one in numbers and there[numbers[one]])
    ids = {label: one for one, label in labels.items()}
    codes = np.full(len(numbers) + 1, -1)
    codes[[numbers[ids[label]] for label in sorted(ids)]] = np.arange(len(ids))
    return _Labelled(ids=ids, codes=codes[column])


def _table(board: Board, rows: Integers, actors: _Labelled, concepts: _Labelled) -> Table:
    """Return these rows of the board in the order of time, article and statement."""
    articles, statements = board.article[rows].tolist(), board.statement[rows].tolist()
    places = {article: place for place, article in enumerate(sorted(set(articles)))}
    article = np.fromiter(map(places.__getitem__, articles), np.int64, len(articles))
    order = np.lexsort((np.array(statements, np.str_), article, board.day[rows]))
    rows, day = rows[order], board.day[rows[order]]
    values = np.array([VALUES[stance] for stance in STANCES], np.int64)
    columns = {"actor": actors.variable, "concept": concepts.variable}
    variables = {name: replace(one, codes=one.codes[rows]) for name, one in columns.items()}
    stances = Variable(kind=VariableKind.INTEGER, levels=(-1, 0, 1), codes=values[board.stance[rows]] + 1)
    return Table(
        statements=tuple(statements[place] for place in order.tolist()),
        times=np.where(day == NO_DAY, UNDATED, (day - EPOCH) * 86_400),
        articles=article[order],
        starts=np.arange(len(rows)),
        weights=board.confidence[rows],
        variables=variables | {"stance": stances},
    )


def _labels(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names by id, the id beside each that an earlier one has already, as files of networks have them."""
    seen: Counter[str] = Counter()
    found = {}
    for one, name in names:
        found[one] = f"{name} ({one})" if seen[name] else name
        seen[name] += 1
    return found
