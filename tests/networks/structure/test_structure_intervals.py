"""What is measured has an interval: ties, centrality, agreement, modularity, losses, slopes, changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from onrecord.debates.over_time import turns_in
from onrecord.errors import UsageError
from onrecord.networks.building import network_of, network_of_selected
from onrecord.networks.calendar import Unit
from onrecord.networks.kernels import Kernel
from onrecord.networks.selecting import Selected
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings, Normalize
from onrecord.networks.structure.backbone import Annealing, backbone, nested_backbone
from onrecord.networks.structure.bootstrap import Bootstrap, Interval, interval_of
from onrecord.networks.structure.centrality import MEASURES, centralities, with_intervals
from onrecord.networks.structure.polarization import polarization
from onrecord.networks.structure.scaling import Scaling, ideal_points
from onrecord.networks.structure.stability import stability
from onrecord.networks.structure.ties import tie_intervals
from onrecord.networks.table import Floats, Table
from onrecord.networks.windows import Calendar, Fixed, Sliding, Smoothed, Windows

Debate = Callable[..., Table]
AGAIN = Bootstrap(draws=40)
ONE = NetworkSettings(mode=Mode.ONE, aggregate=Aggregate.CONGRUENCE)


@pytest.fixture(scope="module")
def mixed(debate: Debate) -> Table:
    """Return two loud camps and some noise."""
    random = np.random.default_rng(4)
    rows = []
    for _ in range(150):
        actor, concept = int(random.integers(10)), int(random.integers(5))
        side = 1 if (actor + concept) % 2 else -1
        rows.append((f"a{actor}", f"c{concept}", side if random.random() < 0.85 else -side))
    return debate(rows)


def holds(interval: Interval | None) -> bool:
    assert interval is not None
    return bool((interval.low <= interval.estimate + 1e-9).all() and (interval.estimate <= interval.high + 1e-9).all())


@pytest.mark.parametrize(
    "settings",
    [
        ONE,
        replace(ONE, normalize=Normalize.COSINE),
        replace(ONE, dna_compatible=True),
        NetworkSettings(),
        NetworkSettings(normalize=Normalize.PROMINENCE),
    ],
)
def test_tie_intervals_are_those_of_whole_networks(mixed: Table, settings: NetworkSettings) -> None:
    network = network_of(mixed, settings)
    rows, columns = (places[:6] for places in network.once.array.nonzero())
    found = tie_intervals(mixed, settings, list(zip(rows.tolist(), columns.tolist(), strict=True)), AGAIN)

    def whole(chosen: Selected) -> Floats:
        return np.asarray(network_of_selected(chosen, settings).ties.toarray()[rows, columns], np.float64)

    expected = interval_of(mixed, settings, whole, AGAIN)
    np.testing.assert_allclose(found.estimate, network.ties.toarray()[rows, columns])
    np.testing.assert_allclose(found.low, expected.low)
    np.testing.assert_allclose(found.high, expected.high)


def test_centralities_have_intervals_but_for_counts(mixed: Table) -> None:
    found = with_intervals(centralities(network_of(mixed, ONE)), mixed, ONE, AGAIN)
    assert set(found.intervals) == set(MEASURES)
    assert holds(found.intervals["strength"])
    np.testing.assert_allclose(found.intervals["betweenness"].estimate, found.betweenness)
    assert np.isnan(found.intervals["participation"].low).all()  # no communities were given


def test_polarization_bounds_agreement_within_and_between(mixed: Table) -> None:
    found = polarization(mixed, NetworkSettings(), permutations=0, bootstrap=AGAIN)
    assert holds(found.within_interval)
    assert holds(found.between_interval)
    assert polarization(mixed, NetworkSettings(), permutations=0).within_interval is None


def test_stability_bounds_modularity(mixed: Table) -> None:
    found = stability(mixed, NetworkSettings(), bootstrap=AGAIN)
    assert float(found.modularity.estimate) == found.communities.modularity
    assert len(found.modularity.repeats) == 40


def test_backbone_losses_have_intervals(mixed: Table) -> None:
    found = backbone(mixed, NetworkSettings(), Annealing(size=2, iterations=20), bootstrap=AGAIN)
    assert found.backbone_interval is not None
    assert float(found.backbone_interval.estimate) == pytest.approx(found.backbone_loss)
    assert 0 <= float(found.backbone_interval.low) <= float(found.backbone_interval.high) <= 1
    steps = nested_backbone(mixed, NetworkSettings(), bootstrap=AGAIN)
    last = steps[-1].backbone_interval
    assert last is not None
    assert (float(last.low), float(last.high)) == (1, 1)  # no concept is left


@pytest.mark.parametrize("dimensions", [1, 2])
def test_scaling_bounds_slopes_the_closer_the_more_is_said(debate: Debate, dimensions: int) -> None:
    widths = []
    for actors in (30, 300):
        random = np.random.default_rng(5)
        points = random.normal(size=actors)
        rows = [
            (f"a{actor:03}", f"c{concept}", 1 if random.random() < 1 / (1 + np.exp(-slope * points[actor])) else -1)
            for actor in range(actors)
            for concept, slope in enumerate((2, 1.5, -2, 1, -1, 0.5))
        ]
        found = ideal_points(debate(rows), NetworkSettings(), Scaling(dimensions=dimensions))
        assert (found.slope_low < found.slopes).all()
        widths.append(float((found.slope_high - found.slope_low)[:, 0].mean()))
    assert widths[1] < widths[0] / 1.5


@pytest.mark.parametrize(
    "windows",
    [
        Calendar(),
        Fixed(width=20, unit=Unit.DAYS),
        Smoothed(bandwidth=15, step=20, unit=Unit.DAYS, kernel=Kernel.UNIFORM),
    ],
)
def test_turns_say_what_becomes_of_them_when_statements_are_drawn_again(debate: Debate, windows: Windows) -> None:
    rows = [(f"a{place % 4}", f"c{place % 3}", 1 if place < 60 or place % 4 < 2 else -1) for place in range(120)]
    table = debate(rows)
    found = turns_in(table, NetworkSettings(), windows, penalty=0.05, bootstrap=AGAIN)
    assert found.again is not None
    size = len(found.networks)
    assert found.again.changes.shape == found.again.stays.shape == (size,)
    assert len(found.again.low) == size - 1
    assert (found.again.low <= found.again.high).all()
    assert len(found.points.begins)
    assert float(found.again.changes[found.points.begins].max()) > 0.3
    assert turns_in(table, NetworkSettings(), windows, penalty=0.05).again is None


def test_dna_s_own_windows_are_not_drawn_again(mixed: Table) -> None:
    settings = NetworkSettings(dna_compatible=True)
    found = turns_in(mixed, settings, Sliding(width=30, step=1, unit=Unit.DAYS), bootstrap=AGAIN)
    assert found.again is None


def test_confidence_does_not_count_twice(mixed: Table) -> None:
    twice = Bootstrap(draws=2, coding=True)
    weighted = NetworkSettings(weighted=True)
    for measure in (
        lambda: polarization(mixed, weighted, bootstrap=twice),
        lambda: stability(mixed, weighted, bootstrap=twice),
        lambda: nested_backbone(mixed, weighted, bootstrap=twice),
        lambda: turns_in(mixed, weighted, Calendar(), bootstrap=twice),
    ):
        with pytest.raises(UsageError, match="count twice"):
            measure()
