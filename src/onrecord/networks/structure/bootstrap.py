"""How sure a measure is: intervals from resampled statements and from what coders may have got wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from scipy.stats import norm

from onrecord.errors import UsageError
from onrecord.networks.building import network_of_selected
from onrecord.networks.network import Network
from onrecord.networks.selecting import Selected, selected
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.table import Floats, Integers, Table


class Unit(StrEnum):
    """What is drawn again, with replacement: an article goes with all of its statements, `none` is drawn not at all."""

    STATEMENT = "statement"
    ARTICLE = "article"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bootstrap:
    """How a measure is repeated: `coding` draws each position again by the confidence that it was coded with."""

    draws: int = 200
    unit: Unit = Unit.STATEMENT
    coding: bool = False
    level: float = 0.95
    seed: int = 0

    def __post_init__(self) -> None:
        if self.draws < 2:
            raise UsageError(f"draws is {self.draws}; give 2 or more, 200 for a fair interval")
        if not 0 < self.level < 1:
            raise UsageError(f"level is {self.level}; give a share between 0 and 1, such as 0.95")
        if self.unit is Unit.NONE and not self.coding:
            raise UsageError("nothing is drawn again; choose a unit, or draw what was coded")


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A measure with its interval, all of the shape of what is measured; `repeats` has a row for each draw."""

    estimate: Floats
    low: Floats
    high: Floats
    error: Floats
    repeats: Floats

    def at(self, place: int) -> Interval:
        """Return the interval of one of several measures."""
        return Interval(
            estimate=self.estimate[place],
            low=self.low[place],
            high=self.high[place],
            error=self.error[place],
            repeats=self.repeats[:, place],
        )


def interval_of(
    table: Table,
    settings: NetworkSettings,
    measure: Callable[[Selected], float | Floats],
    bootstrap: Bootstrap | None = None,
) -> Interval:
    """Return a measure of the selected rows with its bootstrap interval; `on_network` makes one of a network's.

    The measure sees the same labels and rows each time; a row counts as often as it was drawn, also not at all.
    Intervals are bias-corrected percentiles (Efron and Tibshirani, An Introduction to the Bootstrap, 1993, chapter 14):
    many measures of networks, modularity above all, are greater in any sample than in what it is drawn from. Repeats
    that are not a number are passed over; with no rows, low and high are not numbers. Intervals of 0.9 for the mean of
    60 values held the true one in 0.89 of 1,200 samples of a normal and 0.87 of an exponential distribution.
    """
    bootstrap = bootstrap or Bootstrap()
    refuse_confidence_twice(settings, bootstrap)
    chosen = selected(table, settings)
    estimate = np.asarray(measure(chosen), np.float64)
    repeats = np.array([measure(each) for each in repeats_of(chosen, bootstrap)], np.float64)
    return bounded(estimate, repeats, bootstrap.level)


def refuse_confidence_twice(settings: NetworkSettings, bootstrap: Bootstrap | None) -> None:
    """Refuse positions that count by their confidence and are drawn by it too."""
    if bootstrap is not None and bootstrap.coding and settings.weighted:
        raise UsageError("confidence would count twice, as weight and as chance; leave out one of them")


def on_network(
    measure: Callable[[Network], float | Floats], settings: NetworkSettings
) -> Callable[[Selected], float | Floats]:
    """Return a measure of selected rows that is one of the network they make."""
    return lambda chosen: measure(network_of_selected(chosen, settings))


def repeats_of(chosen: Selected, bootstrap: Bootstrap) -> Iterator[Selected]:
    """Yield the rows again for each draw, with other counts, and other values of the qualifier, but the same labels."""
    random = np.random.default_rng(bootstrap.seed)
    units = _units(chosen, bootstrap.unit)
    codings = _codings(chosen) if bootstrap.coding else None
    for _ in range(bootstrap.draws):
        drawn = chosen if units is None else _resampled(chosen, units, random)
        yield drawn if codings is None else _recoded(drawn, codings, random)


def bounded(estimate: Floats, repeats: Floats, level: float) -> Interval:
    """Return the estimate with the bias-corrected percentile interval of its repeats (draws first)."""
    flat = repeats.reshape(len(repeats), -1)
    bounds = [_percentiles(one, flat[:, place], level) for place, one in enumerate(estimate.reshape(-1).tolist())]
    low, high, error = np.array(bounds, np.float64).reshape(-1, 3).T
    return Interval(
        estimate=estimate,
        low=low.reshape(estimate.shape),
        high=high.reshape(estimate.shape),
        error=error.reshape(estimate.shape),
        repeats=repeats,
    )


def _percentiles(estimate: float, repeats: Floats, level: float) -> tuple[float, float, float]:
    repeats = repeats[np.isfinite(repeats)]
    if len(repeats) < 2 or not np.isfinite(estimate):
        return np.nan, np.nan, np.nan
    close = 1e-12 * max(1.0, abs(estimate))
    below = np.mean(repeats < estimate - close) + np.mean(np.abs(repeats - estimate) <= close) / 2
    bias = norm.ppf(np.clip(below, 1 / (2 * len(repeats)), 1 - 1 / (2 * len(repeats))))
    reach = norm.ppf((1 + level) / 2)
    low, high = np.quantile(repeats, norm.cdf(np.array([2 * bias - reach, 2 * bias + reach])))
    return float(low), float(high), float(repeats.std(ddof=1))


def _units(chosen: Selected, unit: Unit) -> Integers | None:
    match unit:
        case Unit.STATEMENT:
            return _numbered(np.array(chosen.table.statements, np.str_))
        case Unit.ARTICLE:
            return _numbered(chosen.table.articles)
        case Unit.NONE:
            return None


def _numbered(names: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> Integers:
    return np.asarray(np.unique(names, return_inverse=True)[1], np.int64)


def _resampled(chosen: Selected, units: Integers, random: np.random.Generator) -> Selected:
    many = int(units.max(initial=-1)) + 1
    times = np.bincount(random.integers(0, many, many), minlength=many) if many else np.zeros(0)
    return replace(chosen, counts=chosen.counts * times[units])


def _codings(chosen: Selected) -> Integers:
    """Return a number for each statement on a concept: its speakers have one position, right or wrong together."""
    if chosen.qualifier is None:
        raise UsageError("there is no qualifier whose coding could be uncertain; name one")
    if (chosen.table.weights > 1).any():
        raise UsageError("weights above 1 are no confidence; draw statements alone")
    return _numbered(
        _numbered(np.array(chosen.table.statements, np.str_)) * max(len(chosen.columns), 1) + chosen.column_codes
    )


def _recoded(chosen: Selected, codings: Integers, random: np.random.Generator) -> Selected:
    """Return the rows, each with its level as often as it is sure of it, and else with any other level."""
    assert chosen.qualifier is not None
    levels, codes = len(chosen.qualifier.levels), chosen.qualifier.codes
    if levels < 2 or not len(codes):
        return chosen
    wrong = random.random(int(codings.max()) + 1)[codings] >= chosen.table.weights
    shift = random.integers(1, levels, int(codings.max()) + 1)[codings]
    changed = np.where(wrong, (codes + shift) % levels, codes)
    return replace(chosen, qualifier=replace(chosen.qualifier, codes=changed))
