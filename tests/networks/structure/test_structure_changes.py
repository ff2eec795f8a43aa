import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.network import Network
from onrecord.networks.settings import Mode, NetworkSettings
from onrecord.networks.structure.changes import change_points, phases
from onrecord.networks.structure.distances import Distance, distances, spectrum

ONE = NetworkSettings(mode=Mode.ONE)
TWO = NetworkSettings(mode=Mode.TWO)


def one_mode(ties: np.ndarray, labels: str) -> Network:
    return Network(settings=ONE, rows=tuple(labels), columns=tuple(labels), ties=sparse.csr_array(ties), statements=0)


def two_modes(ties: np.ndarray, rows: str, columns: str) -> Network:
    return Network(settings=TWO, rows=tuple(rows), columns=tuple(columns), ties=sparse.csr_array(ties), statements=0)


def pair(weight: float) -> np.ndarray:
    return np.array([[0.0, weight], [weight, 0.0]])


def test_absolute_distance_matches_labels_by_name() -> None:
    same = [one_mode(pair(2.0), "ab"), one_mode(pair(7.0), "ba"), one_mode(pair(2.0), "ac")]
    assert distances(same).tolist() == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]


def test_absolute_distance_is_half_the_difference_of_shares() -> None:
    first = two_modes(np.array([[1.0, -1.0]]), "a", "xy")
    second = two_modes(np.array([[3.0, 1.0]]), "a", "xy")
    # Shares are 1/2, -1/2 and 3/4, 1/4: (1/4 + 3/4) / 2.
    assert distances([first, second])[0, 1] == pytest.approx(0.5)


def test_absolute_distance_tells_a_row_from_a_column_of_its_name() -> None:
    assert distances([two_modes(np.array([[1.0]]), "a", "b"), two_modes(np.array([[1.0]]), "b", "a")])[0, 1] == 1


@pytest.mark.parametrize("distance", Distance)
def test_distances_of_empty_networks_are_none_or_whole(distance: Distance) -> None:
    networks = [one_mode(np.zeros((0, 0)), ""), one_mode(np.zeros((2, 2)), "ab"), one_mode(pair(1.0), "ab")]
    assert distances(networks, distance).tolist() == [[0, 0, 1], [0, 0, 1], [1, 1, 0]]
    assert distances([], distance).shape == (0, 0)


@pytest.mark.parametrize("seed", range(3))
def test_spectrum_is_that_of_the_laplacian(seed: int) -> None:
    ties = np.triu(np.random.default_rng(seed).random((8, 8)), 1)
    ties += ties.T
    expected = np.sort(nx.laplacian_spectrum(nx.from_numpy_array(ties)))[::-1]
    assert spectrum(sparse.csr_array(ties)) == pytest.approx(expected / expected.sum(), abs=1e-9)


def test_spectral_distance_does_not_look_at_names() -> None:
    path = np.diag([1.0, 1.0], 1) + np.diag([1.0, 1.0], -1)
    star = np.array([[0.0, 1.0, 1.0], [1.0, 0.0, 0.0], [1.0, 0.0, 0.0]])
    triangle = 1 - np.eye(3)
    found = distances([one_mode(path, "abc"), one_mode(star, "xyz"), one_mode(triangle, "abc")], Distance.SPECTRAL)
    assert found[0, 1] == pytest.approx(0, abs=1e-9)
    # Spectra 3, 1, 0 of 4 and 3, 3, 0 of 6.
    assert found[0, 2] == pytest.approx(0.25)


def test_spectral_distance_refuses_too_many_labels() -> None:
    with pytest.raises(UsageError, match="absolute distance"):
        spectrum(sparse.csr_array((2_001, 2_001)))


def of_points(points: np.ndarray) -> np.ndarray:
    return np.asarray(np.linalg.norm(points[:, None] - points[None], axis=2), np.float64)


def steps(seed: int, levels: list[float], each: int = 12, noise: float = 0.3, dimensions: int = 4) -> np.ndarray:
    random = np.random.default_rng(seed)
    means = np.repeat(levels, each)[:, None] * np.ones(dimensions)
    return of_points(means + noise * random.standard_normal(means.shape))


@pytest.mark.parametrize("seed", range(5))
def test_change_points_are_where_the_level_moves(seed: int) -> None:
    assert change_points(steps(seed, [0.0, 1.0, 3.0])).begins.tolist() == [12, 24]


def test_change_points_are_rarely_found_in_noise() -> None:
    found = [
        len(change_points(steps(seed, [0.0], each=40, dimensions=dimensions)).begins)
        for seed in range(20)
        for dimensions in (2, 20)
    ]
    assert np.mean(np.array(found) > 0) <= 0.15


def cheapest(given: np.ndarray, penalty: float, shortest: int) -> float:
    """Return the least cost with its penalties, of all ways to cut."""
    size = len(given)
    if size == 0:
        return 0.0

    def scatter(begin: int, end: int) -> float:
        return float((given[begin:end, begin:end] ** 2).sum() / 2 / (end - begin))

    least: dict[int, float] = {0: -penalty}
    for end in range(1, size + 1):
        least[end] = min(
            (
                least[begin] + penalty + scatter(begin, end)
                for begin in range(end)
                if end - begin >= min(shortest, size)
            ),
            default=np.inf,
        )
    return least[size]


@given(st.integers(0, 10_000), st.integers(0, 12), st.floats(0, 3), st.integers(1, 4))
@settings(max_examples=25, deadline=None)
def test_change_points_are_the_cheapest(seed: int, size: int, penalty: float, shortest: int) -> None:
    given_distances = of_points(np.random.default_rng(seed).standard_normal((size, 2)))
    found = change_points(given_distances, penalty=penalty, shortest=shortest)
    expected = cheapest(given_distances, penalty, shortest)
    assert found.cost + penalty * len(found.begins) == pytest.approx(expected, abs=1e-9)
    assert (np.diff([0, *found.begins, size]) >= min(shortest, size)).all()


def test_change_points_of_equal_networks_are_none() -> None:
    assert change_points(np.zeros((9, 9))).begins.tolist() == []
    assert change_points(np.zeros((0, 0))).begins.tolist() == []


def test_phases_are_found_and_can_come_back() -> None:
    found = phases(steps(1, [0.0, 2.0, 0.0]))
    assert found.of_networks.tolist() == [0] * 12 + [1] * 12 + [0] * 12
    assert found.begins.tolist() == [12, 24]
    assert 0 < found.modularity < 1


@pytest.mark.parametrize("size", [0, 1, 4])
def test_phases_of_equal_networks_are_one(size: int) -> None:
    assert phases(np.zeros((size, size))).of_networks.tolist() == [0] * size


def test_phases_of_two_networks_are_two() -> None:
    assert phases(np.array([[0.0, 1.0], [1.0, 0.0]])).of_networks.tolist() == [0, 1]


@pytest.mark.parametrize("given_distances", [np.zeros((2, 3)), np.full((2, 2), np.nan), -np.ones((2, 2))])
def test_changes_refuse_what_are_no_distances(given_distances: np.ndarray) -> None:
    for search in (phases, change_points):
        with pytest.raises(UsageError, match="distances are"):
            search(given_distances)


def test_changes_refuse_settings_without_meaning() -> None:
    with pytest.raises(UsageError, match="penalty"):
        change_points(np.zeros((2, 2)), penalty=-1)
    with pytest.raises(UsageError, match="shortest"):
        change_points(np.zeros((2, 2)), shortest=0)
    with pytest.raises(UsageError, match="no range"):
        phases(np.zeros((2, 2)), least=3, most=2)
