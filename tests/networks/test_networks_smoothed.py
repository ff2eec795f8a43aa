"""A smoothed network weighs each statement by how near it is in time, as the formula has it."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks.calendar import Unit
from onrecord.networks.kernels import Kernel
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings, Normalize
from onrecord.networks.table import Table
from onrecord.networks.windows import Smoothed, series_of
from tests.networks.windowed_tables import ONE, TWO, Said, on, random_table, spans, table_of, ties_of

MONTH = 2_629_746


def smoothed_by_hand(
    table: Table, moment: float, windows: Smoothed, settings: NetworkSettings
) -> dict[tuple[str, str], float]:
    """Return the ties as the formula has them, statement by statement and pair by pair."""
    kernels: dict[Kernel, Callable[[float], float]] = {
        Kernel.UNIFORM: lambda u: 0.5 * (abs(u) <= 1),
        Kernel.EPANECHNIKOV: lambda u: max(0.0, 0.75 * (1 - u * u)),
        Kernel.TRIANGULAR: lambda u: max(0.0, 1 - abs(u)),
        Kernel.GAUSSIAN: lambda u: math.exp(-u * u / 2) / math.sqrt(2 * math.pi),
    }
    actors, concepts, stances = (
        [table.variables[name].levels[code] for code in table.variables[name].codes]
        for name in ("actor", "concept", "stance")
    )
    weights = [kernels[windows.kernel]((time - moment) / (windows.bandwidth * MONTH)) for time in table.times.tolist()]
    confidences = table.weights.tolist() if settings.weighted else [1.0] * len(weights)
    ties: dict[tuple[str, str], float] = {}
    if settings.mode is Mode.TWO:
        for actor, concept, stance, weight, confidence in zip(
            actors, concepts, stances, weights, confidences, strict=True
        ):
            key = (str(actor), str(concept))
            ties[key] = ties.get(key, 0.0) + weight * confidence * int(stance)
        return ties
    for a, b in itertools.permutations(range(len(weights)), 2):
        if concepts[a] == concepts[b] and actors[a] != actors[b]:
            agreement = 1 - abs(int(stances[a]) - int(stances[b])) / 2
            weight = math.sqrt(weights[a] * weights[b]) * confidences[a] * confidences[b]
            key = (str(actors[a]), str(actors[b]))
            ties[key] = ties.get(key, 0.0) + weight * agreement
    return ties


@pytest.mark.parametrize("kernel", list(Kernel))
@pytest.mark.parametrize("settings", [TWO, ONE, replace(TWO, weighted=True), replace(ONE, weighted=True)])
def test_smoothed_network_is_as_the_formula_has_it(kernel: Kernel, settings: NetworkSettings) -> None:
    table = random_table(seed=7, count=40)
    windows = Smoothed(bandwidth=2.5, step=3, unit=Unit.MONTHS, kernel=kernel)
    series = list(series_of(table, settings, windows))
    assert len(series) == 4
    for network in series:
        assert network.begins is not None and network.ends is not None
        moment = (network.begins.timestamp() + network.ends.timestamp()) / 2
        expected = smoothed_by_hand(table, moment, windows, settings)
        found = ties_of(network)
        assert found.keys() >= {pair for pair, tie in expected.items() if abs(tie) > 1e-15}
        assert all(tie == pytest.approx(expected[pair], abs=1e-12) for pair, tie in found.items())


def test_smoothed_network_of_one_mode_has_an_empty_diagonal_and_is_symmetric() -> None:
    for network in series_of(random_table(seed=3), ONE, Smoothed(kernel=Kernel.GAUSSIAN)):
        ties = network.ties.toarray()
        assert np.array_equal(ties, ties.T)
        assert not ties.diagonal().any()


def test_smoothed_networks_stand_at_moments_a_step_apart() -> None:
    table = on("2020-01-31", "2020-04-30")
    windows = Smoothed(bandwidth=10, step=1, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    series = list(series_of(table, TWO, windows))
    assert spans(series)[:2] == [("2020-01-21", "2020-02-10", 1), ("2020-01-22", "2020-02-11", 1)]
    assert len(series) == 92
    assert [ties_of(one).get(("Mayor", "Close the dam"), 0.0) for one in series[:12]] == pytest.approx(
        [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0]
    )


def test_smoothed_networks_with_indent_stand_a_bandwidth_inside_the_period() -> None:
    windows = Smoothed(bandwidth=3, step=2, unit=Unit.DAYS, kernel=Kernel.UNIFORM, indent=True)
    series = spans(series_of(on("2020-01-01", "2020-01-09"), TWO, windows))
    assert [span[:2] for span in series] == [("2020-01-01", "2020-01-07"), ("2020-01-03", "2020-01-09")]


def test_smoothed_network_weighs_time_as_it_is_and_not_in_whole_units() -> None:
    windows = Smoothed(bandwidth=1, step=1, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    first = next(iter(series_of(on("2020-01-01T06:00"), TWO, windows)))
    assert ties_of(first) == {("Mayor", "Close the dam"): pytest.approx(0.75)}


def test_smoothed_network_leaves_out_who_counts_nothing() -> None:
    table = table_of([Said(at="2020-01-01"), Said(at="2020-01-03", actor="Edge")])
    windows = Smoothed(bandwidth=2, step=1, unit=Unit.DAYS, kernel=Kernel.EPANECHNIKOV)
    first = next(iter(series_of(table, TWO, windows)))
    assert (first.rows, first.statements) == (("Mayor",), 1)


def test_smoothed_network_of_average_divides_by_weighted_counts() -> None:
    table = table_of([Said(at="2020-01-01", actor="A"), Said(at="2020-01-02", actor="B")])
    windows = Smoothed(bandwidth=2, step=1, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    first = next(iter(series_of(table, replace(ONE, normalize=Normalize.AVERAGE), windows)))
    both = math.sqrt(0.5)
    assert ties_of(first)["A", "B"] == pytest.approx(both / ((1 + both) / 2))


@pytest.mark.parametrize("bandwidth", [0.0, -1.0, math.nan, math.inf])
def test_smoothed_refuses_a_bandwidth_that_is_no_length(bandwidth: float) -> None:
    with pytest.raises(UsageError, match="bandwidth is"):
        Smoothed(bandwidth=bandwidth)


def test_dna_smoothed_networks_have_its_triangular_kernel() -> None:
    windows = Smoothed(bandwidth=2, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    table = on("2020-01-01", "2020-01-02")
    [first, _] = series_of(table, replace(TWO, aggregate=Aggregate.IGNORE, dna_compatible=True), windows)
    assert ties_of(first) == {("Mayor", "Close the dam"): 1 + 1.5}
