"""When the windows of a series are, as GEXF tells it: intervals that do not overlap, which Gephi refuses."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from itertools import pairwise

from onrecord.errors import UsageError
from onrecord.networks.network import Network

Spell = tuple[str, str]
"""When something is, as text: its start and its end."""
Bounds = tuple[datetime.datetime, datetime.datetime]

DAY = datetime.timedelta(days=1)
SECOND = datetime.timedelta(seconds=1)


def spells_of(networks: Sequence[Network]) -> tuple[list[Spell], str]:
    """Return the spell of each window of a series, and in which format of time they are.

    Windows one after the other are told from begin to end. Those that overlap stand for the time around their middle:
    from halfway to the middle of the window before until halfway to the middle of the next. Windows of whole days are
    dates by the clocks of their time zone, others moments with the distance of the zone from UTC. Both are called
    "date", since networkx 3.6 cannot read a format called "dateTime" and every reader tells one from the other.
    """
    bounds = sorted(_bounds(place, network) for place, network in enumerate(networks, start=1))
    if bounds != [_bounds(place, network) for place, network in enumerate(networks, start=1)]:
        raise UsageError("the windows of the series are not in the order of time; sort the networks by their begin")
    whole_days = all(moment.time() == datetime.time() for one in bounds for moment in one)
    stretches = _apart(bounds, DAY if whole_days else SECOND)
    if whole_days:
        return [(start.date().isoformat(), end.date().isoformat()) for start, end in stretches], "date"
    return [
        (start.isoformat(timespec="seconds"), end.isoformat(timespec="seconds")) for start, end in stretches
    ], "date"


def _bounds(place: int, network: Network) -> Bounds:
    if network.begins is None or network.ends is None:
        raise UsageError(
            f"network {place} of the series has no window of time; "
            "write files that need none: .json, .parquet, .edges.csv"
        )
    return network.begins, network.ends


def _apart(bounds: Sequence[Bounds], unit: datetime.timedelta) -> list[Bounds]:
    if all(before[1] <= after[0] and before[0] < after[0] for before, after in pairwise(bounds)):
        return list(bounds)
    middles = [_in_units(begin, (end - begin) / 2, unit) for begin, end in bounds]
    borders = [_in_units(before, (after - before) / 2, unit) for before, after in pairwise(middles)]
    edges = [bounds[0][0]]
    for border in [*borders, bounds[-1][1]]:
        edges.append(max(border, edges[-1] + unit))  # windows of one moment follow each other all the same
    return list(pairwise(edges))


def _in_units(begin: datetime.datetime, way: datetime.timedelta, unit: datetime.timedelta) -> datetime.datetime:
    return begin + round(way / unit) * unit
