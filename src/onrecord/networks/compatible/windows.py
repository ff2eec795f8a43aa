"""DNA's windows of time: one around every unit from the first to the last date on.

- A window of w units reaches floor(w / 2) units before and after its moment: one of 3 months is 2 months wide, one of 4
  months 4, one of 1 month an instant. Both ends are inside it.
- Moments are counted on from each other, so that after 31 January all are at most the 28th.
- Only windows that lie within the dates asked for are there, or else within those of the table's first and last row
  (DNA takes the first and last article of the database, also where nobody coded it: give these as since and until).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.building import network_of_selected
from onrecord.networks.calendar import Unit, later, moment_of, seconds_of, zone_named
from onrecord.networks.network import Network
from onrecord.networks.selecting import selected, understood
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.table import UNDATED, Table

UTC = zone_named("UTC")


def dna_windows(table: Table, settings: NetworkSettings, *, size: int, unit: Unit) -> Iterator[Network]:
    """Return the network of each window in turn, also of empty ones."""
    settings = understood(table, replace(settings, dna_compatible=True))
    refuse_other_than_count(size)
    chosen = selected(table, settings)
    begins, ends = dates_of(table, settings)
    times = chosen.table.times
    for moment in moments(begins, ends, unit):
        first, last = later(moment, -(size // 2), unit, UTC), later(moment, size // 2, unit, UTC)
        if begins <= first and last <= ends:
            part = chosen.among((times >= first) & (times <= last))
            network = network_of_selected(part if settings.isolates else part.relabelled(), settings)
            yield replace(network, begins=moment_of(first, UTC), ends=moment_of(last, UTC))


def refuse_other_than_count(size: int) -> None:
    """Refuse a window that has no size."""
    if size < 1:
        raise UsageError(f"a window of {size} units has no size; give a whole number from 1 on")


def dates_of(table: Table, settings: NetworkSettings) -> tuple[int, int]:
    """Return the first and the last second asked for, or of the table."""
    dated = table.times[table.times != UNDATED]
    begins = seconds_of(settings.since, UTC) if settings.since else int(dated.min(initial=np.iinfo(np.int64).max))
    ends = seconds_of(settings.until, UTC) if settings.until else int(dated.max(initial=np.iinfo(np.int64).min))
    return begins, ends


def moments(begins: int, ends: int, unit: Unit) -> Iterator[int]:
    """Return the moments a unit after each other, until the end."""
    moment = begins
    while moment <= ends:
        yield moment
        after = later(moment, 1, unit, UTC)
        if after <= moment:
            return
        moment = after
