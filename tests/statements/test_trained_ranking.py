from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.statements.trained.candidates import Candidate, Links, candidates_of
from onrecord.statements.trained.pieces import Pieces, Range
from onrecord.statements.trained.ranking import WAYS, Ranked, Ranker, Weight, chosen, ranked, read_ranker
from onrecord.statements.trained.scores import Scores
from onrecord.statements.trained.tagger import WEIGHTS

# Who, said, what: as `score` of conftest.py takes them.
Said = tuple[str, str, tuple[str, ...]]
Score = Callable[[str, Iterable[Said]], tuple[Pieces, Scores]]

COUNCIL = (
    "Ana Ruiz said that the wall must wait. “Not this year,” Ruiz told the council, “and not the next.”\n"
    "Farms need water, according to Bo Lind.\n“Nobody asked us.”"
)
SAID: tuple[Said, ...] = (
    ("Ana Ruiz", "said", ("that the wall must wait",)),
    ("Ruiz", "told", ("“Not this year,”", "“and not the next.”")),
    ("Bo Lind", "according to", ("Farms need water",)),
    ("", "", ("“Nobody asked us.”",)),
)


def words_of(candidate: Candidate, pieces: Pieces, text: str) -> Said:
    def words(span: Range | None) -> str:
        return text[pieces.start[span[0]] : pieces.end[span[1] - 1]] if span else ""

    return words(candidate.source), words(candidate.cue), tuple(map(words, candidate.content))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ana Ruiz said that the wall must wait.", ("Ana Ruiz", "said", ("that the wall must wait",))),
        ("“Not now,” Ruiz told us, “nor ever.”", ("Ruiz", "told", ("“Not now,”", "“nor ever.”"))),
        ("Farms need water, said a report.", ("a report", "said", ("Farms need water",))),
        ("The wall must wait, it was said.", ("", "said", ("The wall must wait",))),
        ("“Nobody asked us.”", ("", "", ("“Nobody asked us.”",))),
        ("Lind asks:\n“Why now?”", ("Lind", "asks", ("“Why now?”",))),
    ],
)
def test_candidates_of_hold_what_the_scores_say(score: Score, text: str, said: Said) -> None:
    pieces, scores = score(text, [said])
    found = candidates_of(pieces, scores, Links(scores))
    assert said in [words_of(candidate, pieces, text) for candidate, _ in found]


def test_candidates_of_go_on_in_the_next_lines_without_a_cue(score: Score) -> None:
    text = "Ruiz said: “We wait.\n“We hope.\n“We build.”\nThe end."
    pieces, scores = score(
        text, [("Ruiz", "said", ("“We wait.",)), ("", "", ("“We hope.",)), ("", "", ("“We build.”",))]
    )
    found = [words_of(candidate, pieces, text) for candidate, _ in candidates_of(pieces, scores, Links(scores))]
    assert ("Ruiz", "said", ("“We wait.", "“We hope.")) in found
    assert ("Ruiz", "said", ("“We wait.", "“We hope.", "“We build.”")) in found


def test_candidates_of_stand_in_text_order_once_each(score: Score) -> None:
    pieces, scores = score(COUNCIL, SAID)
    found = candidates_of(pieces, scores, Links(scores))
    candidates = [candidate for candidate, _ in found]
    assert len(set(candidates)) == len(candidates)
    assert [candidate.content for candidate in candidates] == sorted(candidate.content for candidate in candidates)
    assert all(ways == sorted(set(ways)) and ways for _, ways in found)
    assert {way for _, ways in found for way in ways} <= set(range(WAYS))
    assert found == candidates_of(pieces, scores, Links(scores))


def test_candidates_of_random_scores_lie_in_the_text(score: Score) -> None:
    pieces, scores = score(COUNCIL, ())
    for candidate in ranked(pieces, noisy(scores, 3)).candidates:
        assert candidate.content
        ends = [place for span in candidate.content for place in span]
        assert ends == sorted(ends)
        for first, last in [*candidate.content, candidate.cue or (0, 1), candidate.source or (0, 1)]:
            assert 0 <= first < last <= len(pieces)


def noisy(scores: Scores, seed: int) -> Scores:
    """Return scores of the same pieces with labels and links drawn by chance."""
    dice = np.random.default_rng(seed)
    logits = dice.normal(0, 2, scores.labels.shape).astype(np.float32)
    return replace(
        scores,
        labels=logits - np.logaddexp.reduce(logits, axis=2, keepdims=True),
        links=dice.normal(0, 2, scores.links.shape).astype(np.float32),
    )


def check_features(found: Ranked) -> None:
    assert found.candidates
    for name, column in found.features.items():
        assert column.shape == (len(found.candidates),), name
        assert np.all(np.isfinite(column.astype(np.float64))), name


def test_features_are_finite_and_one_a_candidate(score: Score) -> None:
    pieces, scores = score(COUNCIL, SAID)
    check_features(ranked(pieces, scores))


@pytest.mark.parametrize("seed", range(6))
def test_features_of_random_scores_are_finite(score: Score, seed: int) -> None:
    pieces, scores = score(COUNCIL, ())
    check_features(ranked(pieces, noisy(scores, seed)))


def test_features_of_an_encoder_beyond_doubt_are_finite(score: Score) -> None:
    pieces, scores = score(COUNCIL, SAID)
    labels = np.where(scores.labels > np.log(0.5), 0.0, -np.float32(1e4)).astype(np.float32)
    check_features(ranked(pieces, replace(scores, labels=labels)))


@pytest.mark.parametrize("text", ["Why?", "“No.”", "🙂"])
def test_features_of_a_text_that_is_all_content_are_finite(score: Score, text: str) -> None:
    check_features(ranked(*score(text, [("", "", (text,))])))


@pytest.mark.parametrize("text", ["", "Nobody came."])
def test_ranked_without_candidates_is_empty(score: Score, text: str) -> None:
    found = ranked(*score(text, ()))
    assert found == Ranked(candidates=(), features={})


def test_ranked_twice_is_the_same(score: Score) -> None:
    first, second = (ranked(*score(COUNCIL, SAID)) for _ in range(2))
    assert first.candidates == second.candidates
    assert list(first.features) == list(second.features)
    assert all(np.array_equal(first.features[name], second.features[name]) for name in first.features)


@st.composite
def candidates_with_probabilities(draw: st.DrawFn) -> list[tuple[Candidate, float]]:
    part = st.none() | st.integers(0, 5).map(lambda first: (first, first + 1))
    cuts = st.lists(st.integers(0, 20), min_size=2, max_size=6, unique=True).map(sorted)
    contents = cuts.map(lambda places: tuple(zip(places[::2], places[1::2], strict=False)))
    candidate = st.builds(Candidate, source=part, cue=part, content=contents)
    shares = st.sampled_from((0.1, 0.3, 0.5, 0.5, 0.7, 0.9))
    return draw(st.lists(st.tuples(candidate, shares), max_size=12))


def clash(one: Candidate, other: Candidate) -> bool:
    overlap = any(left[0] < right[1] and right[0] < left[1] for left in one.content for right in other.content)
    return overlap or (one.cue is not None and one.cue == other.cue)


@settings(max_examples=100, deadline=None)
@given(candidates_with_probabilities())
def test_chosen_takes_the_best_that_do_not_clash(drawn: list[tuple[Candidate, float]]) -> None:
    candidates = [candidate for candidate, _ in drawn]
    probabilities = np.array([share for _, share in drawn], np.float32)
    taken = chosen(candidates, probabilities, threshold=float(np.float32(0.3)))
    assert not any(clash(candidates[one], candidates[other]) for one in taken for other in taken if one != other)
    assert sorted(taken, key=lambda number: -probabilities[number]) == taken
    order = sorted(range(len(candidates)), key=lambda number: -probabilities[number])
    for place, number in enumerate(order):
        taken_before = [candidates[one] for one in order[:place] if one in taken]
        free = not any(clash(candidate, candidates[number]) for candidate in taken_before)
        assert (number in taken) == (free and probabilities[number] >= np.float32(0.3))


def test_chosen_takes_nothing_below_the_threshold() -> None:
    candidates = [Candidate(source=None, cue=None, content=((place, place + 1),)) for place in range(3)]
    assert chosen(candidates, np.array([0.25, 0.875, 0.5], np.float32), threshold=0.5) == [1, 2]


RANKER = Ranker(
    weights={
        "ways": Weight(mean=0.25, scale=0.5, weight=1.5),
        "quoted": Weight(mean=0.0, scale=1.0, weight=-0.1),
    },
    intercept=-0.75,
    threshold=0.31,
)


def test_ranker_is_the_same_through_json() -> None:
    assert read_ranker(RANKER.to_json()) == RANKER


def test_shipped_ranker_is_the_same_through_json() -> None:
    ranker = read_ranker((WEIGHTS / "ranker.json").read_text(encoding="utf-8"))
    assert read_ranker(ranker.to_json()) == ranker
    assert 0 < ranker.threshold < 1


def test_shipped_ranker_fits_the_features(score: Score) -> None:
    found = ranked(*score(COUNCIL, SAID))
    ranker = read_ranker((WEIGHTS / "ranker.json").read_text(encoding="utf-8"))
    probabilities = ranker.probabilities(found.features)
    assert probabilities.shape == (len(found.candidates),)
    assert np.all((probabilities > 0) & (probabilities < 1))


def test_ranker_gives_a_logistic_of_the_scaled_features() -> None:
    features = {"ways": np.array([0.25, 1.25]), "quoted": np.array([0.0, 1.0])}
    expected = 1 / (1 + np.exp([0.75, 0.75 - 3.0 + 0.1]))
    assert RANKER.probabilities(features) == pytest.approx(expected)


@pytest.mark.parametrize("names", [("ways",), ("ways", "quoted", "weather"), ("ways", "quotes")])
def test_ranker_refuses_other_features_by_name(names: Sequence[str]) -> None:
    odd = set(names) ^ {"ways", "quoted"}
    with pytest.raises(ValueError, match="fitted on other features") as refusal:
        RANKER.probabilities({name: np.zeros(2) for name in names})
    assert all(name in str(refusal.value) for name in odd)


@pytest.mark.parametrize("text", ["", "{", "{}", '{"weights": {}}'])
def test_read_ranker_refuses_what_is_none(text: str) -> None:
    with pytest.raises((ValueError, KeyError)):
        read_ranker(text)
