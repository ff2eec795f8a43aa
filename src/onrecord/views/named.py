"""A ledger's debate with the ids behind its labels, read from `stands`: at once, also where there is much."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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
        concepts = {one.id: one.label for one in read_codebook(connection).concepts.values()}
        columns = tables.stands.c
        stance = sa.type_coerce(columns.stance, sa.String)
        query = sa.select(columns.actor, columns.concept, columns.day, columns.article, columns.statement, stance)
        query = query.add_columns(columns.confidence).order_by(columns.day, columns.article, columns.statement)
        rows: list[Row] = [tuple(row) for row in connection.execute(query) if row[1] in concepts]
        actors = tables.actors.c
        told = connection.execute(
            sa.select(actors.id, actors.name, sa.type_coerce(actors.kind, sa.String)).order_by(actors.id)
        ).all()
    present = {row[0] for row in rows}
    names = _labels((row[0], row[1]) for row in told if row[0] in present)
    labels = _labels(concepts.items())
    kinds = {names[row[0]]: row[2] for row in told if row[0] in present}
    return Named(
        debate=Debate(table=_table(rows, names, labels), quotes=lambda _ids: {}),
        actors={label: actor for actor, label in names.items()},
        concepts={label: concept for concept, label in labels.items()},
        kinds=kinds,
    )


def described_debate(database: Database) -> Debate:
    """Return the same debate with all that is known of its actors, for files; it takes longer."""
    return debate_in(database)


Row = tuple[str, str, str, str, str, str, float]


def _table(rows: Sequence[Row], names: Mapping[str, str], labels: Mapping[str, str]) -> Table:
    actors, concepts, days, articles, statements, stances, confidences = zip(*rows, strict=True) if rows else ((),) * 7
    seconds = {day: _seconds(day) for day in set(days)}
    codes = {stance.value: value + 1 for stance, value in VALUES.items()}
    article = _codes(articles, {one: place for place, one in enumerate(dict.fromkeys(articles))})
    return Table(
        statements=statements,
        times=_codes(days, seconds),
        articles=article,
        starts=np.arange(len(rows)),
        weights=np.array(confidences, np.float64),
        variables={
            "actor": _text(actors, names),
            "concept": _text(concepts, labels),
            "stance": Variable(kind=VariableKind.INTEGER, levels=(-1, 0, 1), codes=_codes(stances, codes)),
        },
    )


def _text(ids: Sequence[str], labels: Mapping[str, str]) -> Variable:
    levels = sorted({labels[one] for one in set(ids)})
    places = {label: place for place, label in enumerate(levels)}
    return Variable(
        kind=VariableKind.TEXT,
        levels=tuple(levels),
        codes=_codes(ids, {one: places[labels[one]] for one in set(ids)}),
    )


def _codes(values: Sequence[str], places: Mapping[str, int]) -> Integers:
    return np.fromiter(map(places.__getitem__, values), np.int64, len(values))


def _labels(names: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return the names by id, the id beside each that an earlier one has already, as files of networks have them."""
    seen: Counter[str] = Counter()
    found = {}
    for one, name in names:
        found[one] = f"{name} ({one})" if seen[name] else name
        seen[name] += 1
    return found


def _seconds(day: str) -> int:
    return (datetime.date.fromisoformat(day) - datetime.date(1970, 1, 1)).days * 86_400 if day else UNDATED
