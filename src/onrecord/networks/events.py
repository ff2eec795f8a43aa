"""Event lists: the coded statements themselves, one after the other, for models of who speaks when."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.networks.calendar import moment_of
from onrecord.networks.selecting import not_excluded, understood, zone_of
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.table import UNDATED, Table, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A row of the table: `time` by the clocks of the settings' zone, None where nobody knows it."""

    statement: str
    time: datetime.datetime | None
    article: int
    start: int
    weight: float
    values: Mapping[str, Value]


def events_of(table: Table, settings: NetworkSettings) -> Iterator[Event]:
    """Return the rows of the dates that are not excluded, in the table's order.

    Rows without a value and equal rows are among them, as in DNA: an event list is not a network.
    """
    settings = understood(table, settings)
    zone = zone_of(settings)
    for row in np.flatnonzero(not_excluded(table, settings)).tolist():
        time = int(table.times[row])
        yield Event(
            statement=table.statements[row],
            time=None if time == UNDATED else moment_of(time, zone),
            article=int(table.articles[row]),
            start=int(table.starts[row]),
            weight=float(table.weights[row]),
            values={name: one.levels[int(one.codes[row])] for name, one in table.variables.items()},
        )
