from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pytest

from onrecord.statements.trained.decoding import (
    BEGIN,
    DECODINGS,
    IN,
    OUT,
    SOURCE,
    Decoding,
    best_states,
    parts_of,
)
from onrecord.statements.trained.pieces import Floats, Pieces, Range
from onrecord.statements.trained.scores import Scores

Score = Callable[[str, Iterable[object]], tuple[Pieces, Scores]]

PLAIN = Decoding(entry=(0.0, 0.0, 0.0), bias=(0.0, 0.0, 0.0))


def allowed(path: Sequence[int]) -> bool:
    return all(now != IN or before != OUT for before, now in pairwise((OUT, *path)))


def best_by_trying_all(emissions: Floats) -> list[int]:
    """Return the best allowed path through a line's emissions (pieces, states)."""
    paths = [path for path in product((OUT, BEGIN, IN), repeat=len(emissions)) if allowed(path)]
    return list(max(paths, key=lambda path: sum(emissions[place, state] for place, state in enumerate(path))))


@pytest.mark.parametrize("seed", range(12))
def test_best_states_are_those_of_the_best_of_all_paths(seed: int) -> None:
    dice = np.random.default_rng(seed)
    lengths = dice.integers(1, 7, size=dice.integers(1, 6))
    starts = np.cumsum(lengths) - lengths
    columns = int(dice.integers(1, 4))
    emissions = dice.normal(0, 2, (int(lengths.sum()), columns, 3)).astype(np.float32)
    emissions[:, :, IN] += dice.normal(1, 1)
    states = best_states(emissions, starts, lengths)
    for start, length in zip(starts, lengths, strict=True):
        line = slice(start, start + length)
        for column in range(columns):
            assert states[line, column].tolist() == best_by_trying_all(emissions[line, column])


def test_best_states_never_go_inside_at_the_begin_of_a_line_or_from_outside() -> None:
    emissions = np.zeros((7, 2, 3), np.float32)
    emissions[:, :, IN] = 9
    states = best_states(emissions, np.array([0, 4, 5]), np.array([4, 1, 2]))
    for column in range(2):
        assert states[:4, column].tolist() == [BEGIN, IN, IN, IN]
        assert states[4, column] != IN
        assert states[5:, column].tolist() == [BEGIN, IN]


@pytest.fixture(scope="session")
def dam(score: Score) -> tuple[Pieces, Scores]:
    """Return pieces and scores of a sentence with one quotation of nine pieces, marks included, with nothing in it."""
    return score("He said “we will build the big new dam” today.", ())


DAM = (2, 11)


def with_content(scores: Scores, *contents: Range) -> Scores:
    logits = np.zeros((len(scores.labels), 3), np.float32)
    logits[:, OUT] = 5
    for first, last in contents:
        logits[first:last] = [0, 0, 5]
        logits[first] = [0, 5, 0]
    labels = scores.labels.copy()
    labels[:, 2] = logits - np.logaddexp.reduce(logits, axis=1, keepdims=True)
    return replace(scores, labels=labels)


@pytest.mark.parametrize(
    ("contents", "expected"),
    [
        (((3, 10),), (DAM,)),  # without its marks
        (((4, 11),), (DAM,)),  # begun two pieces late
        (((2, 12),), ((2, 12),)),  # a word outside stays
        (((1, 11),), ((1, 11),)),  # so does one before
        ((DAM,), (DAM,)),
        (((3, 6),), ((3, 6),)),  # far less than the quotation
        (((11, 13),), ((11, 13),)),  # behind it
        (((3, 9), (9, 12)), ((2, 9), (9, 12))),  # takes nothing from the next
        (((0, 2), (3, 11)), ((0, 2), DAM)),
        (((0, 3), (3, 11)), ((0, 3), (3, 11))),  # nor from the one before
    ],
)
def test_parts_of_snaps_contents_to_quotations(
    dam: tuple[Pieces, Scores], contents: tuple[Range, ...], expected: tuple[Range, ...]
) -> None:
    pieces, scores = dam
    [parts] = parts_of(pieces, with_content(scores, *contents), (PLAIN,))
    assert parts.contents == expected
    assert not parts.sources
    assert not parts.cues


def test_parts_of_gives_the_parts_of_each_decoding(dam: tuple[Pieces, Scores]) -> None:
    pieces, scores = dam
    labels = scores.labels.copy()
    labels[0, SOURCE] = np.log([0.6, 0.3, 0.1])
    eager = Decoding(entry=(0.0, 0.0, 0.0), bias=(2.0, 0.0, 0.0))
    plain, found = parts_of(pieces, replace(scores, labels=labels), (PLAIN, eager))
    assert plain.sources == ()
    assert found.sources == ((0, 1),)


def test_parts_of_nothing_are_none(score: Score) -> None:
    found = parts_of(*score(" \n", ()))
    assert [(parts.sources, parts.cues, parts.contents) for parts in found] == [((), (), ())] * len(DECODINGS)


@pytest.mark.parametrize("seed", range(5))
def test_parts_of_random_scores_stand_in_order_without_overlap(score: Score, seed: int) -> None:
    text = "“We build,” he said.\nNo “one” said “it, or «he» did.\n\n“And 'they' go on.\n“So,” said “we”. “No.”\n" * 3
    pieces, scores = score(text, ())
    logits = np.random.default_rng(seed).normal(0, 2, scores.labels.shape).astype(np.float32)
    labels = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
    for parts in parts_of(pieces, replace(scores, labels=labels)):
        assert parts.contents
        for ranges in (parts.sources, parts.cues, parts.contents):
            places = [place for span in ranges for place in span]
            assert places == sorted(places)
            assert all(first < last for first, last in ranges)
            assert all(0 <= place <= len(pieces) for place in places)
            assert all(pieces.paragraph[first] == pieces.paragraph[last - 1] for first, last in ranges)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the mayor of Regensb", "the mayor of Regensburg"),  # begun within the span: the whole word
        ("ensburg was", "was"),  # begun outside it: none of the word
    ],
)
def test_parts_of_cuts_no_word(score: Score, words: str, expected: str) -> None:
    text = "He said the mayor of Regensburg was ill."
    pieces, scores = score(text, ())
    first = int(np.searchsorted(pieces.end, text.index(words), side="right"))
    last = int(np.searchsorted(pieces.start, text.index(words) + len(words), side="left"))
    [parts] = parts_of(pieces, with_content(scores, (first, last)), (PLAIN,))
    [(start, end)] = parts.contents
    assert text[pieces.start[start] : pieces.end[end - 1]] == expected
