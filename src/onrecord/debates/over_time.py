"""How a debate changed: its polarization in windows of time, and the phases that its networks fall into."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.calendar import DAY, Division
from onrecord.networks.network import Network
from onrecord.networks.settings import Aggregate, Duplicates, Mode, NetworkSettings, Normalize
from onrecord.networks.structure.agreements import chosen_of
from onrecord.networks.structure.bootstrap import Bootstrap, refuse_confidence_twice, repeats_of
from onrecord.networks.structure.changes import ChangePoints, Phases, change_points, phases
from onrecord.networks.structure.distances import Distance, distances
from onrecord.networks.structure.polarization import Polarization, polarization
from onrecord.networks.structure.stability import company
from onrecord.networks.table import UNDATED, Floats, Table
from onrecord.networks.windows import Calendar, Events, Sliding, Smoothed, Windows, series_of, windowed

SECOND = datetime.timedelta(seconds=1)
WEEKS, MONTHS, QUARTERS = 200 * DAY, 5 * 366 * DAY, 15 * 366 * DAY
"""The longest debates that are divided into weeks, months and quarters where nobody says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Polarized:
    """A window of time, its number of statements, and how polarized it is."""

    begins: datetime.datetime
    ends: datetime.datetime
    statements: int
    polarization: Polarization


@dataclass(frozen=True, slots=True, kw_only=True)
class Again:
    """What becomes of a series when statements are drawn again.

    `low` and `high` bound the distances from the window before: the percentiles of the repeats turned round the
    distance (Davison and Hinkley, Bootstrap Methods and their Application, 1997, chapter 5), for networks of statements
    drawn again are further apart by as much as those of the statements are. `changes` is the share of repeats in which
    something new begins with a window, `stays` how much of the company that it has in its phase a window keeps.
    """

    low: Floats
    high: Floats
    changes: Floats
    stays: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class Turns:
    """A series of networks with the distances between them, their phases and change points."""

    networks: tuple[Network, ...]
    distances: Floats
    phases: Phases
    points: ChangePoints
    again: Again | None = None

    @property
    def moments(self) -> tuple[datetime.datetime, ...]:
        """When something new begins: where the windows of the change points do."""
        return tuple(_begin(self.networks[place]) for place in self.points.begins.tolist())


def polarization_in(
    table: Table,
    settings: NetworkSettings,
    windows: Windows,
    *,
    permutations: int = 100,
    bootstrap: Bootstrap | None = None,
    seed: int = 0,
) -> Iterator[Polarized]:
    """Yield the polarization of each window; duplicates are those of the whole time, as in a series of networks."""
    if isinstance(windows, Events | Smoothed):
        raise UsageError("polarization is of stretches of time; give windows, or parts of the calendar")
    kept = chosen_of(table, settings).table
    each = dataclasses.replace(settings, duplicates=Duplicates.KEEP)
    counted = dataclasses.replace(settings, mode=Mode.TWO, aggregate=Aggregate.IGNORE, normalize=Normalize.NONE)
    for network in series_of(table, counted, windows):
        begins, ends = _begin(network), network.ends
        assert ends is not None
        # Where clocks are put back a time comes twice, so bounds are told in UTC.
        since, until = begins.astimezone(datetime.UTC), ends.astimezone(datetime.UTC) - SECOND
        within = dataclasses.replace(each, since=since, until=until)
        yield Polarized(
            begins=begins,
            ends=ends,
            statements=network.statements,
            polarization=polarization(kept, within, permutations=permutations, bootstrap=bootstrap, seed=seed),
        )


def turns_in(
    table: Table,
    settings: NetworkSettings,
    windows: Windows,
    *,
    distance: Distance = Distance.ABSOLUTE,
    penalty: float | None = None,
    bootstrap: Bootstrap | None = None,
) -> Turns:
    """Return when a series of networks changed; DNA's own windows are not drawn again."""
    refuse_confidence_twice(settings, bootstrap)
    found = turns_of(series_of(table, settings, windows), distance=distance, penalty=penalty)
    if bootstrap is None or (settings.dna_compatible and isinstance(windows, Sliding | Smoothed)):
        return found
    made = windowed(table, settings, windows)
    assert made is not None  # there are two windows
    repeats = [
        turns_of(made.networks(each), distance=distance, penalty=penalty) for each in repeats_of(made.chosen, bootstrap)
    ]
    return dataclasses.replace(found, again=_again(found, repeats, bootstrap.level))


def _again(found: Turns, repeats: Sequence[Turns], level: float) -> Again:
    apart = np.diagonal(found.distances, 1)
    ends = np.quantile([np.diagonal(each.distances, 1) for each in repeats], ((1 + level) / 2, (1 - level) / 2), axis=0)
    low, high = np.clip(2 * apart - ends, 0.0, 1.0)
    changes = [np.isin(np.arange(len(found.networks)), each.points.begins) for each in repeats]
    stays = [company(found.phases.of_networks, each.phases.of_networks)[0] for each in repeats]
    return Again(low=low, high=high, changes=np.mean(changes, axis=0), stays=np.mean(stays, axis=0))


def turns_of(
    series: Iterable[Network], *, distance: Distance = Distance.ABSOLUTE, penalty: float | None = None
) -> Turns:
    """Return when a series of networks changed; windows in which nobody said anything are left out."""
    networks = tuple(network for network in series if network.statements)
    if len(networks) < 2:
        raise UsageError("fewer than two windows hold dated statements; give shorter windows, or a longer time")
    apart = distances(networks, distance)
    return Turns(networks=networks, distances=apart, phases=phases(apart), points=change_points(apart, penalty=penalty))


def fitting_windows(table: Table) -> Calendar:
    """Return the parts of the calendar that divide a debate of this length into some five to sixty."""
    times = table.times[table.times != UNDATED]
    span = int(times.max() - times.min()) if len(times) else 0
    for longest, division in ((WEEKS, Division.WEEK), (MONTHS, Division.MONTH), (QUARTERS, Division.QUARTER)):
        if span <= longest:
            return Calendar(division=division)
    return Calendar(division=Division.YEAR)


def _begin(network: Network) -> datetime.datetime:
    assert network.begins is not None
    return network.begins
