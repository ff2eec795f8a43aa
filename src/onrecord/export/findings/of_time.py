"""Ties of networks, positions over time, polarization in windows, and phases as rows."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from onrecord.debates.over_time import Polarized, Turns
from onrecord.debates.said import Said, Tally
from onrecord.export.findings.of_structure import polarization_figures
from onrecord.export.findings.sheets import Findings, Sheet
from onrecord.networks.events import Event
from onrecord.networks.listing import nodes_of, sign, ties_of
from onrecord.networks.network import Network
from onrecord.networks.structure.bootstrap import Interval

WINDOW = {"begins": str, "ends": str}


def network_findings(networks: Iterable[Network], interval: Interval | None = None) -> Findings:
    """Return a row a tie, of a series with the bounds of its window; the interval is of the ties of one network."""
    rows = [row for network in networks for row in _ties(network)]
    columns = {**WINDOW, "source": str, "target": str, "weight": float, "sign": int}
    if interval is not None:
        columns |= {"low": float, "high": float}
        bounds = zip(interval.low.tolist(), interval.high.tolist(), strict=True)
        rows = [{**row, "low": low, "high": high} for row, (low, high) in zip(rows, bounds, strict=True)]
    return Findings(about={}, sheets={"ties": Sheet(columns=columns, rows=rows)})


def events_findings(events: Iterable[Event], variables: Sequence[str]) -> Findings:
    """Return a row a statement, with its time and its value of every variable."""
    own = {"statement": str, "time": str, "start": int, "weight": float}
    names = [name for name in variables if name not in own]
    rows = [
        {
            "statement": one.statement,
            "time": one.time.isoformat() if one.time else "",
            "start": one.start,
            "weight": one.weight,
            **{name: str(one.values[name]) for name in names},
        }
        for one in events
    ]
    return Findings(about={}, sheets={"events": Sheet(columns={**own, **dict.fromkeys(names, str)}, rows=rows)})


def timeline_findings(said: Iterable[Said]) -> Findings:
    """Return a row a statement, actor and concept."""
    columns = {"date": datetime.date, "actor": str, "concept": str, "side": float, "statement": str}
    rows = [{name: getattr(one, name) for name in columns} for one in said]
    return Findings(about={}, sheets={"positions": Sheet(columns=columns, rows=rows)})


def bars_findings(tallies: Iterable[Tally]) -> Findings:
    """Return a row a concept, or an actor."""
    columns = {"label": str, "support": float, "oppose": float, "conditional": float}
    rows = [{name: getattr(one, name) for name in columns} for one in tallies]
    return Findings(about={}, sheets={"labels": Sheet(columns=columns, rows=rows)})


def polarization_series_findings(series: Iterable[Polarized]) -> Findings:
    """Return a row a window."""
    rows = [
        {
            "begins": one.begins.isoformat(),
            "ends": one.ends.isoformat(),
            "statements": one.statements,
            **polarization_figures(one.polarization),
        }
        for one in series
    ]
    agreement = [name for part in ("within", "between") for name in (part, f"{part}_low", f"{part}_high")]
    figures = ("index", "low", "high", "chance", "beyond_chance", "p", *agreement)
    columns = {**WINDOW, "statements": int, **dict.fromkeys(figures, float)}
    return Findings(about={}, sheets={"windows": Sheet(columns=columns, rows=rows)})


def phases_findings(found: Turns) -> Findings:
    """Return a row a window: its phase, its distance from the one before, and whether something new begins with it.

    `stays` and `changes` are what becomes of phase and change when statements are drawn again (`Again`).
    """
    begins = set(found.points.begins.tolist())
    nan, again = float("nan"), found.again
    before = [nan, *np.diagonal(found.distances, 1).tolist()]
    unknown = [nan] * len(before)
    low, high = ([nan, *ends.tolist()] for ends in (again.low, again.high)) if again else (unknown, unknown)
    stays, changes = (each.tolist() for each in (again.stays, again.changes)) if again else (unknown, unknown)
    rows = [
        {
            "begins": network.begins.isoformat() if network.begins else "",
            "ends": network.ends.isoformat() if network.ends else "",
            "statements": network.statements,
            "phase": int(found.phases.of_networks[place]) + 1,
            "stays": stays[place],
            "distance": before[place],
            "low": low[place],
            "high": high[place],
            "change": int(place in begins),
            "changes": changes[place],
        }
        for place, network in enumerate(found.networks)
    ]
    distance = {"distance": float, "low": float, "high": float}
    columns = {**WINDOW, "statements": int, "phase": int, "stays": float, **distance, "change": int, "changes": float}
    return Findings(
        about={"modularity": found.phases.modularity, "penalty": found.points.penalty},
        sheets={"windows": Sheet(columns=columns, rows=rows)},
    )


def _ties(network: Network) -> Iterator[dict[str, object]]:
    nodes = [node.id for node in nodes_of(network)]
    begins, ends = (moment.isoformat() if moment else "" for moment in (network.begins, network.ends))
    for ties in ties_of(network):
        for source, target, weight in ties:
            yield {
                "begins": begins,
                "ends": ends,
                "source": nodes[source],
                "target": nodes[target],
                "weight": weight,
                "sign": sign(weight),
            }
