"""Who took which side on what, and when."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.debates.evidence import date_of
from onrecord.errors import UsageError
from onrecord.networks.agreement import is_ordered
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import chosen_of
from onrecord.networks.structure.profiles import shares_above
from onrecord.networks.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement of an actor on a concept, for (`side` above 0, at most 1), against (below) or neither quite."""

    statement: str
    date: datetime.date | None
    actor: str
    concept: str
    side: float
    counts: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How many statements of an actor, or on a concept, support, oppose, and do neither quite."""

    label: str
    support: float
    oppose: float
    conditional: float

    @property
    def total(self) -> float:
        """All of its statements."""
        return self.support + self.oppose + self.conditional


def said_in(table: Table, settings: NetworkSettings) -> tuple[Said, ...]:
    """Return the rows of the table that make its network, in the order of time, the undated last.

    A side is how far the qualifier's value is above the middle of its levels.
    """
    chosen = chosen_of(table, settings)
    if chosen.qualifier is None or not is_ordered(chosen.qualifier):
        raise UsageError("sides need a qualifier whose values have an order, such as stance; name one")
    every = [
        Said(
            statement=statement,
            date=date_of(time, settings.zone),
            actor=chosen.rows[row],
            concept=chosen.columns[column],
            side=2 * share - 1,
            counts=counts,
        )
        for statement, time, row, column, share, counts in zip(
            chosen.table.statements,
            chosen.table.times.tolist(),
            chosen.row_codes.tolist(),
            chosen.column_codes.tolist(),
            shares_above(chosen).tolist(),
            chosen.counts.tolist(),
            strict=True,
        )
    ]
    return tuple(sorted(every, key=lambda one: one.date or datetime.date.max))


def tallies(said: Iterable[Said], *, by_actor: bool = False) -> tuple[Tally, ...]:
    """Return how many are for and against each concept, or of each actor, those with most statements first."""
    counts: dict[str, list[float]] = {}
    for one in said:
        side = (one.side > 0) - (one.side < 0)
        counts.setdefault(one.actor if by_actor else one.concept, [0.0, 0.0, 0.0])[side] += one.counts
    every = [Tally(label=label, conditional=c, support=s, oppose=o) for label, (c, s, o) in counts.items()]
    return tuple(sorted(every, key=lambda one: (-one.total, one.label)))
