from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import binom

from onrecord.errors import UsageError
from onrecord.networks.network import Network
from onrecord.networks.selecting import Selected, selected
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.bootstrap import Bootstrap, Unit, bounded, interval_of, on_network, repeats_of
from onrecord.networks.table import Table

Debate = Callable[..., Table]
TWO = NetworkSettings()


def support(chosen: Selected) -> float:
    """Return the share of statements that support."""
    assert chosen.qualifier is not None
    return float(chosen.counts[chosen.qualifier.codes == 2].sum() / chosen.counts.sum())


def said(supporting: int, opposing: int) -> list[tuple[str, str, int]]:
    return [("a", "dam", 1)] * supporting + [("a", "dam", -1)] * opposing


def test_interval_of_a_share_is_the_binomial_one(debate: Debate) -> None:
    found = interval_of(debate(said(60, 40)), TWO, support, Bootstrap(draws=2_000))
    assert float(found.estimate) == pytest.approx(0.6)
    assert float(found.error) == pytest.approx(np.sqrt(0.24 / 100), rel=0.1)
    assert float(found.low) == pytest.approx(binom.ppf(0.025, 100, 0.6) / 100, abs=0.015)
    assert float(found.high) == pytest.approx(binom.ppf(0.975, 100, 0.6) / 100, abs=0.015)


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    random = np.random.default_rng(8)
    held = []
    for _ in range(300):
        sample = random.standard_normal(60)
        repeats = sample[random.integers(0, 60, (300, 60))].mean(axis=1)
        found = bounded(np.array(sample.mean()), repeats, 0.9)
        held.append(float(found.low) <= 0 <= float(found.high))
    assert 0.86 < np.mean(held) < 0.94


def test_articles_are_drawn_whole(debate: Debate) -> None:
    # Ten articles of ten equal statements say no more than ten statements do.
    table = debate(said(50, 50), articles=[place // 10 for place in range(100)])
    by_statement, by_article = (
        interval_of(table, TWO, support, Bootstrap(draws=500, unit=unit)) for unit in (Unit.STATEMENT, Unit.ARTICLE)
    )
    assert float(by_article.error) == pytest.approx(float(by_statement.error) * 10**0.5, rel=0.2)


def test_rows_of_a_statement_are_drawn_together(debate: Debate) -> None:
    table = debate([("a", "dam", 1), ("b", "dam", 1), ("a", "park", 1)], statements=["s", "s", "t"])
    for each in repeats_of(selected(table, TWO), Bootstrap(draws=20)):
        assert each.counts[0] == each.counts[1]
        assert each.counts[0] + each.counts[2] == 2


def test_coding_draws_each_position_by_its_confidence(debate: Debate) -> None:
    table = debate(said(1_000, 1_000), weights=[0.8] * 1_000 + [1.0] * 1_000)
    chosen = selected(table, TWO)
    [drawn, *_] = repeats_of(chosen, Bootstrap(draws=2, unit=Unit.NONE, coding=True))
    assert drawn.qualifier is not None
    assert chosen.qualifier is not None
    kept = drawn.qualifier.codes == chosen.qualifier.codes
    assert kept[1_000:].all()
    assert kept[:1_000].mean() == pytest.approx(0.8, abs=0.05)
    others = drawn.qualifier.codes[:1_000][~kept[:1_000]]
    assert np.mean(others == 0) == pytest.approx(0.5, abs=0.12)
    assert drawn.counts.tolist() == chosen.counts.tolist()


def test_speakers_of_a_statement_are_right_or_wrong_together(debate: Debate) -> None:
    table = debate([("a", "dam", 1), ("b", "dam", 1), ("a", "park", 1)], statements=["s"] * 3, weights=[0.4] * 3)
    drawn = [
        each.qualifier.codes.tolist()
        for each in repeats_of(selected(table, TWO), Bootstrap(draws=40, unit=Unit.NONE, coding=True))
        if each.qualifier is not None
    ]
    assert all(one[0] == one[1] for one in drawn)
    assert any(one[0] != one[2] for one in drawn)


def test_measures_of_networks_have_intervals_of_their_shape(camps: Table) -> None:
    def strengths(network: Network) -> np.ndarray:
        return np.asarray(abs(network.ties).sum(axis=1)).reshape(-1)

    found = interval_of(camps, TWO, on_network(strengths, TWO), Bootstrap(draws=50))
    assert found.estimate.tolist() == [3.0] * 9
    assert found.low.shape == found.high.shape == found.error.shape == (9,)
    assert found.repeats.shape == (50, 9)
    assert (found.low < 3).all()
    assert (found.high > 3).all()


def test_intervals_are_the_same_for_a_seed_and_other_for_another(camps: Table) -> None:
    once, again, other = (interval_of(camps, TWO, support, Bootstrap(draws=30, seed=seed)) for seed in (1, 1, 2))
    assert once.repeats.tolist() == again.repeats.tolist() != other.repeats.tolist()


def test_interval_corrects_the_bias_of_a_measure(debate: Debate) -> None:
    table = debate(said(50, 50))

    def distance_from_half(chosen: Selected) -> float:
        return abs(support(chosen) - 0.5)

    found = interval_of(table, TWO, distance_from_half, Bootstrap(draws=400))
    assert float(found.low) <= 0.01


def test_interval_passes_over_repeats_that_are_no_number() -> None:
    found = bounded(np.array([2.0, np.nan]), np.array([[1.0, 1.0], [np.nan, 2.0], [3.0, 3.0]]), 0.5)
    assert found.low[0] >= 1
    assert found.high[0] <= 3
    assert np.isnan([found.low[1], found.high[1], found.error[1]]).all()


def test_interval_of_nothing_is_no_number(debate: Debate) -> None:
    found = interval_of(debate([]), TWO, lambda chosen: np.nan if not len(chosen.table) else support(chosen))
    assert np.isnan([found.low, found.high]).all()


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda: Bootstrap(draws=1), "draws is 1"),
        (lambda: Bootstrap(level=1.0), "level"),
        (lambda: Bootstrap(unit=Unit.NONE), "nothing is drawn"),
    ],
)
def test_bootstrap_refuses_what_has_no_meaning(act: Callable[[], object], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        act()


def test_bootstrap_refuses_confidence_counted_twice_and_weights_that_are_none(debate: Debate) -> None:
    coding = Bootstrap(draws=2, coding=True)
    with pytest.raises(UsageError, match="count twice"):
        interval_of(debate(said(2, 2)), replace(TWO, weighted=True), support, coding)
    with pytest.raises(UsageError, match="no confidence"):
        interval_of(debate(said(2, 2), weights=[1, 2, 1, 1]), TWO, support, coding)
