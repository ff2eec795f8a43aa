from collections.abc import Callable
from dataclasses import replace

import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.building import network_of
from onrecord.networks.network import Network
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.networks.structure.bootstrap import Bootstrap, Unit
from onrecord.networks.structure.characteristics import Side, traits
from onrecord.networks.structure.communities import Clustering, Method, communities, communities_of, tree_of
from onrecord.networks.structure.partitions import greedy, louvain, spectral
from onrecord.networks.structure.stability import stability
from onrecord.networks.table import Table

Debate = Callable[..., Table]
TWO = NetworkSettings()
ONE = NetworkSettings(mode=Mode.ONE)


def network_with(ties: np.ndarray) -> Network:
    labels = tuple(f"n{place:03}" for place in range(len(ties)))
    return Network(settings=ONE, rows=labels, columns=labels, ties=sparse.csr_array(ties), statements=0)


def planted(random: np.random.Generator, groups: np.ndarray, inside: float, between: float) -> np.ndarray:
    chances = np.where(groups[:, None] == groups, inside, between)
    ties = np.triu(random.random(chances.shape) < chances, 1).astype(np.float64)
    return ties + ties.T


@pytest.mark.parametrize("method", Method)
@pytest.mark.parametrize("settings", [TWO, ONE])
def test_communities_are_the_camps(camps: Table, settings: NetworkSettings, method: Method) -> None:
    found = communities(camps, settings, Clustering(method=method))
    assert (found.count, found.members(0), found.members(1)) == (2, tuple("abcde"), tuple("vwxy"))
    assert 0 < found.modularity <= 1


@pytest.mark.parametrize("method", [each for each in Method if each is not Method.LOUVAIN])
def test_communities_are_as_many_as_are_asked_for(camps: Table, method: Method) -> None:
    two = communities(camps, TWO, Clustering(method=method, groups=2))
    assert two.groups.tolist() == [0] * 5 + [1] * 4


@pytest.mark.parametrize("method", [Method.LOUVAIN, Method.GREEDY, Method.SPECTRAL])
def test_communities_of_a_network_are_the_planted_ones(method: Method) -> None:
    truth = np.repeat([0, 1, 2], [30, 20, 10])
    ties = planted(np.random.default_rng(1), truth, 0.6, 0.03)
    found = communities_of(network_with(ties), Clustering(method=method))
    assert found.groups.tolist() == truth.tolist()


def test_louvain_is_no_worse_than_networkx_s() -> None:
    truth = np.repeat([0, 1, 2, 3], 15)
    ties = planted(np.random.default_rng(2), truth, 0.4, 0.1)
    graph = nx.from_numpy_array(ties)
    theirs = nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=0))
    assert communities_of(network_with(ties)).modularity >= theirs - 0.01


def test_communities_are_the_same_for_a_seed() -> None:
    ties = network_with(planted(np.random.default_rng(3), np.zeros(40, np.int64), 0.2, 0.2))
    once, again = (communities_of(ties, Clustering(seed=5)) for _ in range(2))
    assert once.groups.tolist() == again.groups.tolist()


def test_louvain_takes_what_is_not_tied_apart() -> None:
    positive = sparse.csr_array(np.kron(np.eye(3), 1 - np.eye(4)))
    assert len(set(louvain(positive, seed=0, shuffled=False).tolist())) == 3


@pytest.mark.parametrize("wanted", [1, 2, 3])
def test_partitions_without_ties_are_alone(wanted: int) -> None:
    nothing = sparse.csr_array((3, 3))
    assert louvain(nothing, seed=0, shuffled=True).tolist() == greedy(nothing, None).tolist() == [0, 1, 2]
    assert len(spectral(nothing, wanted)) == 3


@pytest.mark.parametrize("method", Method)
def test_communities_of_nothing_are_none_and_of_one_actor_one(debate: Debate, method: Method) -> None:
    assert communities(debate([]), TWO, Clustering(method=method)).count == 0
    assert communities(debate([("a", "dam", 1)]), TWO, Clustering(method=method)).groups.tolist() == [0]


@pytest.mark.parametrize("method", Method)
def test_communities_of_strangers_do_not_fail(debate: Debate, method: Method) -> None:
    found = communities(debate([("a", "dam", 1), ("b", "park", 1), ("c", "road", 0)]), TWO, Clustering(method=method))
    assert found.modularity == 0
    assert len(found.groups) == 3


def test_communities_of_one_concept_are_its_sides(debate: Debate) -> None:
    said = [(actor, "dam", 1) for actor in "abc"] + [(actor, "dam", -1) for actor in "xyz"]
    for method in Method:
        assert communities(debate(said), TWO, Clustering(method=method)).groups.tolist() == [0, 0, 0, 1, 1, 1]


@pytest.mark.parametrize(
    ("act", "reason"),
    [
        (lambda: Clustering(groups=2), "louvain finds"),
        (lambda: Clustering(method=Method.WARD, groups=0), "below 1"),
        (lambda: communities_of(network_with(np.array([[0.0, np.nan], [np.nan, 0.0]]))), "not a number"),
        (lambda: communities_of(network_with(np.zeros((2, 2))), Clustering(method=Method.WARD)), "needs positions"),
        (
            lambda: communities_of(network_with(np.zeros((2, 2))), Clustering(method=Method.GREEDY, groups=3)),
            "3 groups",
        ),
    ],
)
def test_communities_refuse_what_has_no_meaning(act: Callable[[], object], reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        act()


def test_communities_refuse_two_modes_and_too_many_actors(camps: Table, debate: Debate) -> None:
    with pytest.raises(UsageError, match="two kinds"):
        communities_of(network_of(camps, TWO))
    crowd = debate([(f"a{place}", "dam", 1) for place in range(5_001)])
    with pytest.raises(UsageError, match="choose louvain"):
        tree_of(crowd, TWO)
    with pytest.raises(UsageError, match="makes no tree"):
        tree_of(camps, TWO, Method.LOUVAIN)


def test_tree_joins_the_camps_last(camps: Table) -> None:
    tree = tree_of(camps, TWO)
    assert tree.actors == tuple("abcdevwxy")
    assert tree.merges.shape == (8, 4)
    assert tree.merges[:7, 2] == pytest.approx(0)
    assert tree.merges[7, 2] > 2


def test_communities_by_the_network_are_those_of_the_table(camps: Table) -> None:
    network = network_of(camps, replace(ONE, aggregate=Aggregate.SUBTRACT))
    assert communities_of(network).groups.tolist() == communities(camps, ONE).groups.tolist()


def test_stability_of_camps_is_high_and_that_of_noise_is_low(camps: Table, debate: Debate) -> None:
    firm = stability(camps, TWO, bootstrap=Bootstrap(draws=15))
    assert firm.of_groups.min() > 0.7
    assert firm.of_actors.min() > 0.6
    together = firm.together()
    assert together[:5, :5].min() > 0.6 > together[:5, 5:].max()
    assert together == pytest.approx(together.T)
    random = np.random.default_rng(0)
    noise = [(f"a{place % 20:02}", f"c{random.integers(8)}", int(random.choice([-1, 1]))) for place in range(120)]
    assert stability(debate(noise), TWO, bootstrap=Bootstrap(draws=15)).of_groups.mean() < 0.6


def test_stability_leaves_out_who_says_nothing(debate: Debate) -> None:
    table = debate([("a", "dam", 1), ("b", "dam", 1), ("c", "dam", -1)])
    found = stability(table, TWO, bootstrap=Bootstrap(draws=20))
    assert (found.memberships == -1).any()
    assert found.together()[0, 1] == 1  # whenever both speak they agree
    assert found.together()[0, 2] == 0


def test_stability_without_resampling_noise_is_whole(debate: Debate) -> None:
    said = [(actor, "dam", 1) for actor in "abc"] + [(actor, "dam", -1) for actor in "xyz"]
    sure = stability(debate(said), TWO, bootstrap=Bootstrap(draws=5, unit=Unit.NONE, coding=True))
    assert sure.of_actors.tolist() == [1.0] * 6
    assert sure.of_groups.tolist() == [1.0] * 2


def test_stability_of_nothing_is_empty(debate: Debate) -> None:
    found = stability(debate([]), TWO, bootstrap=Bootstrap(draws=3))
    assert found.of_actors.shape == found.of_groups.shape == (0,)
    assert found.together().shape == (0, 0)


def test_traits_are_what_members_say_and_others_do_not(camps: Table) -> None:
    described = traits(camps, TWO, communities(camps, TWO))
    first = [one for one in described if one.community == 0]
    assert {(one.concept, one.side) for one in first} == {("dam", Side.SUPPORT), ("park", Side.OPPOSE)}
    # Fisher: all 5 of 5 and none of 4 of the 5 who support it is one of C(9, 5) draws.
    assert [one.p for one in first] == pytest.approx([1 / 126] * 2)
    assert [one.difference for one in described] == [1.0] * 4
    dam = next(one for one in first if one.concept == "dam")
    assert dam.statements == ("s0", "s3", "s6")
    assert (dam.members, dam.size, dam.elsewhere, dam.others) == (5, 5, 0, 4)


def test_traits_show_the_surest_statements_of_several_actors(debate: Debate) -> None:
    said = [("a", "dam", 1), ("a", "dam", 1), ("b", "dam", 1), ("x", "dam", -1), ("y", "dam", -1)]
    table = debate(said, weights=[0.6, 0.9, 0.7, 1.0, 1.0])
    described = traits(table, TWO, communities(table, TWO), typical=2)
    assert next(one for one in described if one.side is Side.SUPPORT).statements == ("s1", "s2")


def test_traits_of_nothing_are_none_and_of_other_actors_refused(camps: Table, debate: Debate) -> None:
    assert traits(debate([]), TWO, communities(debate([]), TWO)) == ()
    with pytest.raises(UsageError, match="other actors"):
        traits(debate([("a", "dam", 1)]), TWO, communities(camps, TWO))


def test_traits_need_positions(camps: Table) -> None:
    with pytest.raises(UsageError, match="have an order"):
        traits(camps, replace(TWO, rows="actor", qualifier="concept", columns="stance"), communities(camps, TWO))
