import itertools
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks.building import network_of
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings, Normalize
from onrecord.networks.structure.backbone import Annealing, backbone, nested_backbone
from onrecord.networks.structure.distances import spectral_distance, spectrum
from onrecord.networks.table import Table

Debate = Callable[..., Table]
TWO = NetworkSettings()
SUBTRACT = NetworkSettings(mode=Mode.ONE, aggregate=Aggregate.SUBTRACT, normalize=Normalize.AVERAGE)


@pytest.fixture(scope="module")
def mixed(debate: Debate) -> Table:
    random = np.random.default_rng(11)
    return debate(
        [(f"a{random.integers(9)}", f"c{random.integers(6)}", int(random.choice([-1, 1]))) for _ in range(60)]
    )


def loss_of(table: Table, kept: set[str]) -> float:
    """Return the loss by networks made anew; actors without a statement left stay as isolates."""
    part = network_of(table, replace(SUBTRACT, include={"concept": frozenset(kept)}, isolates=True))
    return spectral_distance(spectrum(part.ties), spectrum(network_of(table, SUBTRACT).ties))


def concepts(table: Table) -> tuple[str, ...]:
    return tuple(str(level) for level in table.variables["concept"].levels)


@pytest.mark.parametrize("size", [1, 2, 3])
def test_backbone_of_a_size_is_the_best_of_all(mixed: Table, size: int) -> None:
    found = backbone(mixed, TWO, Annealing(size=size, iterations=300))
    best = min(loss_of(mixed, set(kept)) for kept in itertools.combinations(concepts(mixed), size))
    assert found.backbone_loss == pytest.approx(best, abs=1e-9)
    assert found.backbone_loss == pytest.approx(loss_of(mixed, set(found.backbone)), abs=1e-9)
    assert found.redundant_loss == pytest.approx(loss_of(mixed, set(found.redundant)), abs=1e-9)
    assert sorted(found.backbone + found.redundant) == sorted(concepts(mixed))


@pytest.mark.parametrize("price", [0.3, 1.0])
def test_backbone_of_any_size_is_the_best_of_all(mixed: Table, price: float) -> None:
    names = concepts(mixed)
    found = backbone(mixed, TWO, Annealing(price=price, iterations=600))
    every = (set(kept) for size in range(1, len(names)) for kept in itertools.combinations(names, size))
    best = min(loss_of(mixed, kept) + price * len(kept) / len(names) for kept in every)
    assert found.backbone_loss + price * len(found.backbone) / len(names) == pytest.approx(best, abs=1e-9)
    assert found.losses == tuple(sorted(found.losses, reverse=True))


def test_backbone_is_the_same_for_a_seed(mixed: Table) -> None:
    assert backbone(mixed, TWO, Annealing(iterations=50, seed=3)) == backbone(
        mixed, TWO, Annealing(iterations=50, seed=3)
    )


def test_nested_backbone_drops_what_costs_least(mixed: Table) -> None:
    dropped = nested_backbone(mixed, TWO)
    assert sorted(one.concept for one in dropped) == sorted(concepts(mixed))
    kept = set(concepts(mixed))
    for one in dropped[:-1]:
        least = min(loss_of(mixed, kept - {concept}) for concept in kept)
        kept -= {one.concept}
        assert one.backbone_loss == pytest.approx(least, abs=1e-9)
        assert one.redundant_loss == pytest.approx(loss_of(mixed, set(concepts(mixed)) - kept), abs=1e-9)
    assert (dropped[-1].backbone_loss, dropped[-1].redundant_loss) == (1.0, 0.0)
    assert sum(one.statements for one in dropped) == len(mixed)


def test_backbone_leaves_out_a_concept_that_repeats_another(debate: Debate) -> None:
    said = [(actor, concept, 1 if actor in "abc" else -1) for actor in "abcxyz" for concept in ("dam", "weir", "lock")]
    dropped = nested_backbone(debate(said), TWO)
    assert [one.backbone_loss for one in dropped[:2]] == pytest.approx([0, 0], abs=1e-9)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ([], "two concepts"),
        ([("a", "dam", 1), ("b", "dam", 1)], "two concepts"),
        ([("a", "dam", 1), ("b", "park", 1)], "no two actors are tied"),
    ],
)
def test_backbone_refuses_debates_without_structure(
    debate: Debate, said: list[tuple[str, str, int]], reason: str
) -> None:
    for search in (backbone, nested_backbone):
        with pytest.raises(UsageError, match=reason):
            search(debate(said), TWO)


def test_backbone_refuses_sizes_that_are_none_and_too_many_actors(mixed: Table, debate: Debate) -> None:
    with pytest.raises(UsageError, match="from 1 to 5"):
        backbone(mixed, TWO, Annealing(size=6))
    with pytest.raises(UsageError, match="iterations"):
        Annealing(iterations=0)
    with pytest.raises(UsageError, match="price"):
        Annealing(price=float("nan"))
    crowd = debate([(f"a{place}", concept, 1) for place in range(2_001) for concept in ("dam", "park")])
    with pytest.raises(UsageError, match="exclude actors"):
        nested_backbone(crowd, TWO)
