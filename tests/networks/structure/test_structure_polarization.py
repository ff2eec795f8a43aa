from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.networks.settings import Mode, NetworkSettings
from onrecord.networks.structure.agreements import chosen_of
from onrecord.networks.structure.bootstrap import Bootstrap
from onrecord.networks.structure.polarization import dealt_anew, polarization
from onrecord.networks.structure.profiles import profiles_of
from onrecord.networks.table import Table

Debate = Callable[..., Table]
TWO = NetworkSettings()
STATEMENTS = st.lists(
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["dam", "park", "road"]), st.sampled_from([-1, 0, 1])),
    max_size=30,
)


def hostile(debate: Debate, each: int = 4, concepts: int = 4) -> Table:
    """Return a debate of two equal camps that agree on everything within and on nothing between."""
    return debate(
        [
            (f"{side}{place}", f"c{concept}", side * (-1) ** concept)
            for side in (-1, 1)
            for place in range(each)
            for concept in range(concepts)
        ]
    )


def test_polarization_of_hostile_camps_is_whole(debate: Debate) -> None:
    found = polarization(hostile(debate), TWO, permutations=30)
    assert found.index == pytest.approx(1)
    assert found.sides.tolist() == [0] * 4 + [1] * 4
    assert (found.within, found.between) == (1.0, 0.0)
    assert found.beyond_chance == pytest.approx(1)
    assert found.p < 0.05


def test_polarization_of_consensus_is_nothing(debate: Debate) -> None:
    found = polarization(debate([(actor, concept, 1) for actor in "abcd" for concept in "xyz"]), TWO, permutations=5)
    assert found.index == pytest.approx(0, abs=1e-12)
    assert set(found.sides.tolist()) == {0}
    assert found.within == 1.0
    assert np.isnan(found.between)
    assert found.p == 1


def test_polarization_of_noise_is_what_chance_makes(debate: Debate) -> None:
    beyond, p = [], []
    for seed in range(5):
        random = np.random.default_rng(seed)
        noise = [
            (f"a{actor}", f"c{concept}", int(random.choice([-1, 1]))) for actor in range(8) for concept in range(5)
        ]
        found = polarization(debate(noise), TWO, permutations=19)
        beyond.append(found.beyond_chance)
        p.append(found.p)
    assert abs(np.mean(beyond)) < 0.1
    assert np.mean(np.array(p) < 0.1) < 0.4


def test_polarization_grows_with_those_who_keep_to_their_side(debate: Debate) -> None:
    random = np.random.default_rng(7)
    found = []
    for loyal in (0.5, 0.7, 0.9, 1.0):
        said = [
            (f"{side}{place}", f"c{concept}", int(side if random.random() < loyal else -side))
            for side in (-1, 1)
            for place in range(10)
            for concept in range(8)
        ]
        found.append(polarization(debate(said), TWO, permutations=0).index)
    assert found == sorted(found)
    assert found[0] < 0.5 < found[-1]


@given(STATEMENTS)
@settings(max_examples=15, deadline=None)
def test_polarization_is_bounded(debate: Debate, said: list[tuple[str, str, int]]) -> None:
    found = polarization(debate(said), TWO, permutations=2)
    assert 0 <= found.index <= 1
    assert ((found.chance >= 0) & (found.chance <= 1)).all()
    assert set(found.sides.tolist()) <= {0, 1}
    assert 0 < found.p <= 1


@given(STATEMENTS)
@settings(max_examples=15, deadline=None)
def test_polarization_does_not_hang_on_which_side_is_support(debate: Debate, said: list[tuple[str, str, int]]) -> None:
    turned = [(actor, concept, -stance) for actor, concept, stance in said]
    once, other = (polarization(debate(each), TWO, permutations=0).index for each in (said, turned))
    assert once == pytest.approx(other, abs=1e-9)


@given(STATEMENTS, st.integers(0, 1_000))
@settings(max_examples=15, deadline=None)
def test_dealing_anew_keeps_who_speaks_on_what(debate: Debate, said: list[tuple[str, str, int]], seed: int) -> None:
    chosen = chosen_of(debate(said), TWO)
    before, after = (profiles_of(each) for each in (chosen, dealt_anew(chosen, np.random.default_rng(seed))))
    spoken = [(each.support + each.opposition).toarray() for each in (before, after)]
    assert spoken[1] == pytest.approx(spoken[0])
    shares = [
        [
            sorted(np.round(one.support.toarray()[who, column] / counts[who, column], 9).tolist())
            for column in range(counts.shape[1])
            for who in [counts[:, column] > 0]
        ]
        for one, counts in zip((before, after), spoken, strict=True)
    ]
    assert shares[0] == shares[1]


def test_polarization_of_actors_who_agree_as_much_as_they_disagree_is_nothing(debate: Debate) -> None:
    said = [(f"a{place:03}", "dam", stance) for place in range(120) for stance in (-1, 1)]
    assert polarization(debate(said), TWO, permutations=0).index == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("said", [[], [("a", "dam", 1)], [("a", "dam", 1), ("b", "park", -1)]])
def test_polarization_without_two_who_meet_is_nothing(debate: Debate, said: list[tuple[str, str, int]]) -> None:
    found = polarization(debate(said), TWO, permutations=3)
    assert found.index == 0
    assert np.isnan(found.within)
    assert np.isnan(found.between)


def test_polarization_has_an_interval_and_is_the_same_for_a_seed(camps: Table) -> None:
    once, again = (polarization(camps, TWO, permutations=5, bootstrap=Bootstrap(draws=20)) for _ in range(2))
    assert once.interval is not None
    assert again.interval is not None
    assert 0 <= once.interval.low <= once.interval.high <= 1
    assert (once.index, once.chance.tolist(), float(once.interval.low)) == (
        again.index,
        again.chance.tolist(),
        float(again.interval.low),
    )


def test_polarization_takes_raw_counts_where_settings_of_one_mode_say_so(camps: Table) -> None:
    loud = replace(camps, weights=np.where(np.arange(len(camps)) == 0, 50.0, 1.0))
    raw = NetworkSettings(mode=Mode.ONE, weighted=True)
    assert polarization(loud, raw, permutations=0).index != polarization(camps, raw, permutations=0).index


def test_polarization_refuses_weights_that_are_no_numbers(camps: Table) -> None:
    with pytest.raises(UsageError, match="weight"):
        polarization(replace(camps, weights=np.full(len(camps), np.nan)), TWO)
    with pytest.raises(UsageError, match="permutations"):
        polarization(camps, TWO, permutations=-1)
