import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import sparse

from onrecord.networks.structure.agreements import Signed, signed_parts
from onrecord.networks.structure.bipartition import best_sides
from onrecord.networks.structure.modularity import ordered_groups, signed_modularity


def signed(positive: NDArray[np.float64], negative: NDArray[np.float64]) -> Signed:
    return Signed(positive=sparse.csr_array(positive), negative=sparse.csr_array(negative))


def symmetric(random: np.random.Generator, size: int, share: float = 0.5) -> NDArray[np.float64]:
    ties = np.triu(random.random((size, size)) * (random.random((size, size)) < share), 1)
    return ties + ties.T


def by_definition(ties: Signed, groups: NDArray[np.int64]) -> float:
    """Return the formula of Gomez, Jensen and Arenas, pair by pair."""
    total = 0.0
    parts = [(ties.positive.toarray(), 1), (ties.negative.toarray(), -1)]
    for i, j in itertools.product(range(len(groups)), repeat=2):
        if groups[i] == groups[j]:
            for part, sign in parts:
                if part.sum():
                    total += sign * (part[i, j] - part[i].sum() * part[j].sum() / part.sum())
    return float(total / sum(part.sum() for part, _ in parts))


@pytest.mark.parametrize("seed", range(5))
def test_modularity_without_negative_ties_is_networkx_s(seed: int) -> None:
    random = np.random.default_rng(seed)
    positive = symmetric(random, 12)
    groups = random.integers(0, 3, 12)
    members = [set(np.flatnonzero(groups == group).tolist()) for group in range(3)]
    expected = nx.community.modularity(nx.from_numpy_array(positive), members, weight="weight")
    assert signed_modularity(signed(positive, np.zeros((12, 12))), groups) == pytest.approx(expected, abs=1e-12)


@given(st.integers(0, 10_000), st.integers(2, 9))
@settings(max_examples=20, deadline=None)
def test_modularity_is_as_defined_and_bounded(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    ties = signed(symmetric(random, size, 0.9), symmetric(random, size, 0.9))
    groups = random.integers(0, 3, size)
    found = signed_modularity(ties, groups)
    if ties.weight:
        assert found == pytest.approx(by_definition(ties, groups), abs=1e-12)
    assert -1 <= found <= 1
    assert signed_modularity(ties, np.zeros(size, np.int64)) == pytest.approx(0, abs=1e-12)


def test_modularity_of_two_hostile_camps_is_a_half() -> None:
    camp = np.array([0, 0, 0, 1, 1, 1])
    friends = 1.0 * (camp[:, None] == camp) - np.eye(6)
    foes = 1.0 * (camp[:, None] != camp)
    assert signed_modularity(signed(friends, foes), camp) == pytest.approx(0.5)


@given(st.integers(0, 10_000), st.integers(2, 8))
@settings(max_examples=20, deadline=None, derandomize=True)
def test_sides_are_the_best_of_all_divisions(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    ties = signed_parts(sparse.csr_array(symmetric(random, size) - symmetric(random, size)))
    every = (np.array([0, *rest]) for rest in itertools.product((0, 1), repeat=size - 1))
    assert signed_modularity(ties, best_sides(ties)) == pytest.approx(
        max(signed_modularity(ties, groups) for groups in every), abs=1e-9
    )


def test_sides_of_a_large_network_are_found() -> None:
    random = np.random.default_rng(4)
    truth = random.integers(0, 2, 400)
    same = truth[:, None] == truth
    drawn = np.triu(random.random((400, 400)), 1)
    drawn += drawn.T
    friends, foes = ((drawn < 0.06) & same) | (drawn < 0.02), (drawn > 0.94) & ~same
    sides = best_sides(signed(friends * (1.0 - np.eye(400)), foes * 1.0))
    assert max(np.mean(sides == truth), np.mean(sides != truth)) > 0.99


def test_sides_without_ties_are_one() -> None:
    assert best_sides(signed(np.zeros((3, 3)), np.zeros((3, 3)))).tolist() == [0, 0, 0]


def test_ordered_groups_are_numbered_by_size_and_first_actor() -> None:
    assert ordered_groups(np.array([7, 3, 3, 9, 5, 5])).tolist() == [2, 0, 0, 3, 1, 1]
