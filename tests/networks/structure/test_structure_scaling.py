from collections.abc import Callable

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.agreements import chosen_of
from onrecord.networks.structure.answers import Scale, answers_of
from onrecord.networks.structure.scaling import IdealPoints, Scaling, ideal_points
from onrecord.networks.table import Table

Debate = Callable[..., Table]
TWO = NetworkSettings()


def simulated(
    seed: int, *, actors: int, concepts: int, dimensions: int = 1, cuts: tuple[float, ...] = (0.0,)
) -> tuple[np.ndarray, list[tuple[str, str, int]]]:
    """Return true points, and what actors say who answer two thirds of the concepts by the model."""
    random = np.random.default_rng(seed)
    points = random.standard_normal((actors, dimensions))
    slopes = random.normal(0, 2, (concepts, dimensions))
    middle = random.normal(0, 0.7, concepts)
    said = []
    for actor in range(actors):
        for concept in range(concepts):
            if random.random() < 2 / 3:
                latent = slopes[concept] @ points[actor] + random.logistic()
                above = sum(latent > middle[concept] + cut for cut in cuts)
                said.append((f"a{actor:03}", f"c{concept:02}", (-1, 1)[above] if len(cuts) == 1 else above - 1))
    return points, said


def alignment(found: IdealPoints, truth: np.ndarray) -> float:
    """Return the least correlation of true points with the points turned to fit them best."""
    kept = truth[[int(actor[1:]) for actor in found.actors]]
    fitted = found.points @ np.linalg.lstsq(found.points, kept, rcond=None)[0]
    return min(float(np.corrcoef(fitted[:, place], kept[:, place])[0, 1]) for place in range(truth.shape[1]))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize(
    ("dimensions", "scale", "cuts"),
    [
        (1, Scale.BINARY, (0.0,)),
        (1, Scale.ORDINAL, (-0.8, 0.8)),
        (2, Scale.BINARY, (0.0,)),
        (2, Scale.ORDINAL, (-0.8, 0.8)),
    ],
)
def test_points_are_the_true_ones(
    debate: Debate, seed: int, dimensions: int, scale: Scale, cuts: tuple[float, ...]
) -> None:
    truth, said = simulated(seed, actors=60, concepts=40 * dimensions, dimensions=dimensions, cuts=cuts)
    found = ideal_points(debate(said), TWO, Scaling(dimensions=dimensions, scale=scale))
    assert alignment(found, truth) > 0.9


def test_intervals_hold_the_true_points_as_often_as_they_say(debate: Debate) -> None:
    held = []
    for seed in range(12):
        truth, said = simulated(100 + seed, actors=25, concepts=15)
        found = ideal_points(debate(said), TWO)
        kept = truth[[int(actor[1:]) for actor in found.actors], 0]
        kept = kept * np.sign(np.corrcoef(kept, found.points[:, 0])[0, 1])
        held += ((found.low[:, 0] <= kept) & (kept <= found.high[:, 0])).tolist()
    assert 0.9 < np.mean(held) <= 0.99


def test_sign_is_that_of_the_steepest_concept_or_of_the_actor_named(camps: Table) -> None:
    found = ideal_points(camps, TWO)
    assert found.concepts == ("dam", "park")  # all want peace
    assert found.slopes[np.abs(found.slopes).argmax(), 0] > 0
    for right, others in (("a", "v"), ("v", "a")):
        points = dict(zip("abcdevwxy", ideal_points(camps, TWO, Scaling(right=right)).points[:, 0], strict=True))
        assert points[right] > 0 > points[others]


def test_points_are_the_same_again_and_symmetric(camps: Table) -> None:
    once, again = ideal_points(camps, TWO), ideal_points(camps, TWO)
    assert once.points.tolist() == again.points.tolist()
    assert (once.high - once.points) == pytest.approx(once.points - once.low)
    assert (once.error < 1.2).all()


def test_points_of_who_answers_little_are_unsure(debate: Debate) -> None:
    _, said = simulated(5, actors=40, concepts=20)
    said = [one for one in said if one[0] != "a000"] + [next(one for one in said if one[0] == "a000")]
    found = ideal_points(debate(said), TWO)
    assert found.answers[0] == 1
    assert found.error[0, 0] > np.median(found.error[1:, 0]) * 1.3


@pytest.mark.parametrize(
    ("scale", "threshold", "expected"),
    [
        (Scale.BINARY, 0.0, {"all": 1, "none": 0}),
        (Scale.BINARY, 0.3, {"all": 1, "most": 1, "few": 0, "none": 0}),
        (Scale.BINARY, 0.7, {"all": 1, "most": 1, "few": 0, "none": 0}),
        (Scale.ORDINAL, 0.0, {"all": 2, "most": 1, "half": 1, "few": 1, "none": 0}),
        (Scale.ORDINAL, 0.3, {"all": 2, "most": 2, "half": 1, "few": 0, "none": 0}),
    ],
)
def test_answers_go_by_the_share_of_support(
    debate: Debate, scale: Scale, threshold: float, expected: dict[str, int]
) -> None:
    shares = {"all": (4, 0), "most": (3, 1), "half": (2, 2), "few": (1, 3), "none": (0, 4)}
    said = [(actor, "dam", 1) for actor, (times, _) in shares.items() for _ in range(times)]
    said += [(actor, "dam", -1) for actor, (_, times) in shares.items() for _ in range(times)]
    answers = answers_of(chosen_of(debate(said), TWO), scale, threshold=threshold)
    found = {
        actor: category
        for category, given in enumerate(answers.categories)
        for actor, one in zip(answers.actors, given.toarray()[:, 0], strict=True)
        if one
    }
    assert found == expected


def test_answers_leave_out_concepts_that_tell_nobody_apart(debate: Debate) -> None:
    said = [("a", "dam", 1), ("b", "dam", -1), ("a", "peace", 1), ("b", "peace", 1), ("c", "road", 1)]
    answers = answers_of(chosen_of(debate(said), TWO), Scale.BINARY)
    assert (answers.concepts, answers.actors) == (("dam",), ("a", "b"))


def test_a_conditional_position_is_half_of_each(debate: Debate) -> None:
    said = [("a", "dam", 1), ("b", "dam", 0), ("c", "dam", -1)]
    answers = answers_of(chosen_of(debate(said), TWO), Scale.ORDINAL)
    assert [each.toarray()[:, 0].tolist() for each in answers.categories] == [[0, 0, 1], [0, 1, 0], [1, 0, 0]]


@pytest.mark.parametrize("said", [[], [("a", "dam", 1)], [("a", "dam", 1), ("b", "dam", -1)]])
def test_points_of_too_little_are_refused(debate: Debate, said: list[tuple[str, str, int]]) -> None:
    with pytest.raises(UsageError, match="too few for 1"):
        ideal_points(debate(said), TWO)


def test_points_refuse_settings_without_meaning(camps: Table) -> None:
    with pytest.raises(UsageError, match="give 1 or 2"):
        Scaling(dimensions=3)
    with pytest.raises(UsageError, match="threshold"):
        Scaling(threshold=1.5)
    with pytest.raises(UsageError, match="takes no side"):
        ideal_points(camps, TWO, Scaling(right="nobody"))
    with pytest.raises(UsageError, match="too few for 2"):
        ideal_points(camps, TWO, Scaling(dimensions=2))
