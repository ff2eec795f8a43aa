import networkx as nx
import numpy as np
import pytest
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.building import network_of
from onrecord.networks.network import Network
from onrecord.networks.settings import Mode, NetworkSettings
from onrecord.networks.structure.centrality import centralities
from onrecord.networks.table import Table

ONE = NetworkSettings(mode=Mode.ONE)


def network_with(ties: np.ndarray) -> Network:
    labels = tuple(f"n{place}" for place in range(len(ties)))
    return Network(settings=ONE, rows=labels, columns=labels, ties=sparse.csr_array(ties), statements=0)


def connected(seed: int, size: int = 14) -> np.ndarray:
    random = np.random.default_rng(seed)
    ties = np.triu(random.integers(0, 4, (size, size)), 1).astype(np.float64)
    ties[np.arange(size - 1), np.arange(1, size)] += 1
    return ties + ties.T


@pytest.mark.parametrize("seed", range(4))
def test_centralities_are_networkx_s(seed: int) -> None:
    ties = connected(seed)
    graph = nx.from_numpy_array(ties)
    for _, _, data in graph.edges(data=True):
        data["length"] = 1 / data["weight"]
    found = centralities(network_with(ties))
    for mine, theirs in (
        (found.betweenness, nx.betweenness_centrality(graph, weight="length")),
        (found.eigenvector, nx.eigenvector_centrality_numpy(graph, weight="weight")),
        (found.constraint, nx.constraint(graph, weight="weight")),
        (found.strength, dict(graph.degree(weight="weight"))),
        (found.degree, dict(graph.degree())),
    ):
        assert mine == pytest.approx([theirs[place] for place in range(len(ties))], abs=1e-9)


def test_centrality_shows_the_broker_between_two_camps() -> None:
    ties = np.zeros((7, 7))
    ties[:3, :3] = ties[4:, 4:] = 1
    ties[3, [0, 6]] = 1
    ties = np.maximum(ties, ties.T) * (1 - np.eye(7))
    found = centralities(network_with(ties), np.array([0, 0, 0, 0, 1, 1, 1]))
    assert found.betweenness.argmax() == 3
    assert found.constraint.argmin() in (0, 3, 6)
    # Half of the broker's ties are to each community; 1 to 2 have all of theirs in their own.
    assert found.participation.tolist() == pytest.approx([0, 0, 0, 0.5, 0, 0, 1 - (4 + 1) / 9])


def test_centrality_counts_opposition_apart_from_ties() -> None:
    found = centralities(network_with(np.array([[0.0, 2.0, -3.0], [2.0, 0.0, 0.0], [-3.0, 0.0, 0.0]])))
    assert found.strength.tolist() == [2, 2, 0]
    assert found.opposition.tolist() == [3, 0, 3]
    assert found.degree.tolist() == [1, 1, 0]
    assert np.isnan(found.constraint[2])
    assert found.eigenvector.tolist() == pytest.approx([2**-0.5, 2**-0.5, 0])


def test_eigenvector_lies_in_the_heaviest_component() -> None:
    ties = np.zeros((5, 5))
    ties[0, 1] = ties[1, 0] = 1
    ties[2:, 2:] = 1 - np.eye(3)
    assert centralities(network_with(ties)).eigenvector.tolist() == pytest.approx([0, 0, *[3**-0.5] * 3])


def test_centralities_of_two_modes_have_rows_and_columns(camps: Table) -> None:
    found = centralities(network_of(camps, NetworkSettings()))
    assert found.labels == (*"abcdevwxy", "dam", "park", "peace")
    assert found.degree.tolist() == [2] * 9 + [5, 4, 9]
    assert found.opposition.tolist() == [1] * 9 + [4, 5, 0]


def test_betweenness_of_many_is_near_the_exact_one() -> None:
    size = 1_001
    ring = sparse.csr_array(
        (
            np.ones(2 * size),
            (np.tile(np.arange(size), 2), np.concatenate([(np.arange(size) + 1) % size, (np.arange(size) - 1) % size])),
        )
    )
    labels = tuple(f"n{place}" for place in range(size))
    found = centralities(Network(settings=ONE, rows=labels, columns=labels, ties=ring, statements=0))
    assert found.betweenness.mean() == pytest.approx(0.25, abs=0.01)


@pytest.mark.parametrize("size", [0, 1, 3])
def test_centralities_without_ties_are_nothing(size: int) -> None:
    found = centralities(network_with(np.zeros((size, size))), np.zeros(size, np.int64))
    assert found.degree.tolist() == found.strength.tolist() == found.betweenness.tolist() == [0] * size
    assert found.participation.tolist() == found.eigenvector.tolist() == [0] * size


def test_centralities_refuse_groups_of_others_and_ties_that_are_no_numbers() -> None:
    with pytest.raises(UsageError, match="2 groups are given for 3"):
        centralities(network_with(np.zeros((3, 3))), np.zeros(2, np.int64))
    with pytest.raises(UsageError, match="not a number"):
        centralities(network_with(np.array([[0.0, np.inf], [np.inf, 0.0]])))
