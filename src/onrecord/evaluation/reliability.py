"""How far coders agree beyond chance: Krippendorff's alpha and Cohen's kappa, with bootstrap intervals.

The input is coded units: which label which coder gave to which unit. A unit that a coder has not coded has no row.

Sources of the formulas: Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, sections C and D
(coincidences, missing values, nominal, ordinal and interval difference); Cohen, J. (1960), A coefficient of agreement
for nominal scales, Educational and Psychological Measurement 20, 37-46. Intervals are percentiles of the
bootstrap (Efron, B. and Tibshirani, R. (1993), An Introduction to the Bootstrap, chapter 13).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.evaluation.scores import Interval

RESAMPLES = 2000
SEED = 20240227
MOST_LABELS = 50
"""More are no categories but free text; each unit takes the square of it in memory."""
MOST_UNDEFINED = 0.05
"""A figure that is not defined in more of the resamples than this has no interval: too little was coded."""

Tables = NDArray[np.float64]
"""Label by label counts, in the last two axes."""
Statistic = Callable[[Tables], NDArray[np.float64]]
"""From tables to a figure each, NaN where it is not defined."""


class Level(StrEnum):
    """How labels differ: or not; by rank; or, being numbers, by the distance between them."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedUnit:
    """The label that a coder gave to a unit.

    Units of one `sample` (the statement of several judgements) are drawn together by the bootstrap.
    """

    unit: str
    coder: str
    label: str
    sample: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure and where it lies in 95 of 100 samples of units; None where it is not defined."""

    value: float | None
    interval: Interval | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A unit that not all its coders gave the same label: (coder, label), by coder."""

    unit: str
    labels: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """How far coders agree on the units that at least two of them coded; kappa is that of exactly two coders."""

    coders: tuple[str, ...]
    units: int
    alpha: Figure
    kappa: Figure
    disagreements: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codes:
    """Coded units as numbers: a row a unit, a column a coder, in each cell a label's place, or -1 for none."""

    units: tuple[str, ...]
    coders: tuple[str, ...]
    labels: tuple[str, ...]
    cells: NDArray[np.int64]
    samples: NDArray[np.int64]

    @property
    def paired(self) -> NDArray[np.bool_]:
        """Which units were coded at least twice."""
        return np.asarray((self.cells >= 0).sum(axis=1) >= 2)


def measure_reliability(
    coded: Iterable[CodedUnit], *, level: Level = Level.NOMINAL, order: Sequence[str] = ()
) -> Reliability:
    """Return how far the coders agree: the same on every run.

    `order` gives all labels, for the ordinal level from the lowest to the highest.
    """
    codes = codes_of(coded, level=level, order=order)
    check_coders(codes.coders)
    two = len(codes.coders) == 2
    return Reliability(
        coders=codes.coders,
        units=int(codes.paired.sum()),
        alpha=figure(coincidences(codes), alphas(level, codes.labels)),
        kappa=figure(contingencies(codes), kappas) if two else Figure(value=None, interval=None),
        disagreements=disagreements(codes),
    )


def check_coders(coders: Sequence[str]) -> None:
    """Refuse to compare fewer than two coders."""
    if len(coders) < 2:
        only = f"only {coders[0]!r} has coded" if coders else "nobody has coded"
        raise UsageError(f"{only} anything; give the codings of two coders or more")


def krippendorff_alpha(
    coded: Iterable[CodedUnit], *, level: Level = Level.NOMINAL, order: Sequence[str] = ()
) -> float | None:
    """Return Krippendorff's alpha; None where no unit was coded twice, or all have one label."""
    codes = codes_of(coded, level=level, order=order)
    return _defined(alphas(level, codes.labels)(coincidences(codes).sum(axis=0)))


def kappa(labels: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa of two coders' labels for the same items; None for no item, or one label throughout."""
    places: dict[str, int] = {}
    pairs = [[places.setdefault(label, len(places)) for label in both] for both in labels]
    table = np.zeros((len(places), len(places)))
    if pairs:
        np.add.at(table, tuple(np.array(pairs).T), 1)
    return _defined(kappas(table))


def kappas(tables: Tables) -> NDArray[np.float64]:
    """Return (observed - chance) / (1 - chance) of each table, first coder by second."""
    total = tables.sum(axis=(-2, -1))
    observed = np.trace(tables, axis1=-2, axis2=-1)
    chance = (tables.sum(axis=-1) * tables.sum(axis=-2)).sum(axis=-1)
    return ratio(total * observed - chance, total**2 - chance)  # both times the square of the total: exact


def alphas(level: Level, labels: Sequence[str]) -> Statistic:
    """Return what computes 1 - observed / expected disagreement of tables of coincidences."""

    def statistic(tables: Tables) -> NDArray[np.float64]:
        counts = tables.sum(axis=-1)
        total = counts.sum(axis=-1)
        differences = _differences(level, labels, counts)
        observed = (tables * differences).sum(axis=(-2, -1))
        expected = (counts[..., :, None] * counts[..., None, :] * differences).sum(axis=(-2, -1))
        return 1 - ratio((total - 1) * observed, expected)

    return statistic


def ratio(above: NDArray[np.float64], below: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the quotients, NaN where below is 0."""
    quotients: NDArray[np.float64] = np.full(np.shape(below), np.nan)
    np.divide(above, below, out=quotients, where=below > 0)
    return quotients


def figure(samples: Tables, statistic: Statistic) -> Figure:
    """Return the statistic of the samples' tables together, and its 95 % bootstrap interval over samples.

    Equal tables are drawn together: how often each comes is multinomial, which is the same and takes
    milliseconds for 10,000 samples.
    """
    value = _defined(statistic(samples.sum(axis=0)))
    if value is None:
        return Figure(value=None, interval=None)
    size = samples.shape[-1]
    kinds, times = np.unique(samples.reshape(len(samples), -1), axis=0, return_counts=True)
    drawn = np.random.default_rng(SEED).multinomial(len(samples), times / len(samples), size=RESAMPLES)
    resampled = statistic((drawn @ kinds).reshape(RESAMPLES, size, size))
    defined = resampled[~np.isnan(resampled)]
    if len(defined) < (1 - MOST_UNDEFINED) * RESAMPLES:
        return Figure(value=value, interval=None)
    low, high = np.quantile(defined, (0.025, 0.975))
    return Figure(value=value, interval=Interval(low=float(low), high=float(high)))


def codes_of(coded: Iterable[CodedUnit], *, level: Level = Level.NOMINAL, order: Sequence[str] = ()) -> Codes:
    """Return the units as numbers, or say by name what cannot be meant."""
    rows = list(coded)
    labels = _ordered({row.label for row in rows}, level, tuple(order))
    place = {label: number for number, label in enumerate(labels)}
    units = {unit: number for number, unit in enumerate(dict.fromkeys(row.unit for row in rows))}
    coders = {coder: number for number, coder in enumerate(sorted({row.coder for row in rows}))}
    samples: dict[tuple[bool, str], int] = {}
    cells = np.full((len(units), len(coders)), -1, dtype=np.int64)
    sampled = np.zeros(len(units), dtype=np.int64)
    for row in rows:
        unit, coder = units[row.unit], coders[row.coder]
        if cells[unit, coder] >= 0:
            raise UsageError(f"coder {row.coder!r} codes unit {row.unit!r} twice; keep one of the two")
        cells[unit, coder] = place[row.label]
        name = (False, row.unit) if row.sample is None else (True, row.sample)
        sampled[unit] = samples.setdefault(name, len(samples))
    return Codes(units=tuple(units), coders=tuple(coders), labels=labels, cells=cells, samples=sampled)


def coincidences(codes: Codes) -> Tables:
    """Return, a sample each, the coincidences of labels within its units; a unit coded once has none."""
    counts = (codes.cells[:, :, None] == np.arange(len(codes.labels))).sum(axis=1).astype(np.float64)
    coders = counts.sum(axis=1)
    paired = coders >= 2
    counts, coders = counts[paired], coders[paired]
    tables = counts[:, :, None] * counts[:, None, :]
    places = np.arange(len(codes.labels))
    tables[:, places, places] -= counts
    return _by_sample(tables / (coders - 1)[:, None, None], codes.samples[paired])


def contingencies(codes: Codes) -> Tables:
    """Return, a sample each, the labels of the first coder by those of the second, of units that both coded."""
    both = codes.cells[codes.paired]
    tables = np.zeros((len(both), len(codes.labels), len(codes.labels)))
    tables[np.arange(len(both)), both[:, 0], both[:, 1]] = 1
    return _by_sample(tables, codes.samples[codes.paired])


def disagreements(codes: Codes) -> tuple[Disagreement, ...]:
    """Return the units whose coders differ, in the order they came in."""
    found = []
    for unit, cells in zip(codes.units, codes.cells.tolist(), strict=True):
        given = [(coder, codes.labels[cell]) for coder, cell in zip(codes.coders, cells, strict=True) if cell >= 0]
        if len({label for _, label in given}) > 1:
            found.append(Disagreement(unit=unit, labels=tuple(given)))
    return tuple(found)


def _by_sample(tables: Tables, samples: NDArray[np.int64]) -> Tables:
    """Return the sum of the tables of each sample that has any."""
    _, places = np.unique(samples, return_inverse=True)
    summed = np.zeros((int(places.max(initial=-1)) + 1, *tables.shape[1:]))
    np.add.at(summed, places, tables)
    return summed


def _differences(level: Level, labels: Sequence[str], counts: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the squared difference between each two labels."""
    if level is Level.NOMINAL:
        return 1 - np.eye(len(labels))
    # The ordinal difference, the labels between two and half of these two, is one of middles of cumulated counts.
    points = np.cumsum(counts, axis=-1) - counts / 2 if level is Level.ORDINAL else np.array([*map(float, labels)])
    return np.asarray((points[..., :, None] - points[..., None, :]) ** 2)


def _ordered(labels: set[str], level: Level, order: tuple[str, ...]) -> tuple[str, ...]:
    if len(labels | set(order)) > MOST_LABELS:
        raise UsageError(f"there are {len(labels | set(order))} labels; give at most {MOST_LABELS}, grouped by meaning")
    if stray := labels - set(order or labels):
        raise UsageError(f"the label {min(stray)!r} is not in the order given; name all labels in it")
    if len(set(order)) < len(order):
        raise UsageError("the order names a label twice; name each once")
    if level is Level.INTERVAL and (words := [label for label in labels if not _is_number(label)]):
        raise UsageError(f"the label {min(words)!r} is no number; the interval level needs numbers")
    if level is Level.ORDINAL and not order and labels:
        raise UsageError("the ordinal level needs the order of the labels; give them from lowest to highest")
    return order or tuple(sorted(labels))


def _is_number(label: str) -> bool:
    try:
        return math.isfinite(float(label))
    except ValueError:
        return False


def _defined(value: NDArray[np.float64]) -> float | None:
    return None if np.isnan(value) else float(value)
