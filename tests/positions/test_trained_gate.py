"""Whether a candidate is a position at all: words in common and nearness speak for it, the split by stance is kept."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from onrecord.positions.coder import Said
from onrecord.positions.trained.coder import probabilities_of
from onrecord.positions.trained.gate import SIGNS, logits_of, signs_of
from onrecord.positions.trained.loading import MODEL, Calibration, calibration_of
from onrecord.positions.trained.reading import Floats
from onrecord.positions.trained.words import behind_in_article, shared, stems, words_of

TOLL = "A toll should be charged on the Varda bridge."
SCORES = np.array([1.0, 0.5, -0.5, 0.0], np.float32)


def _calibration(**weights: float) -> Calibration:
    return Calibration(
        recalled=-1.0,
        candidates=3,
        gate=tuple(weights.get(sign.replace(" ", "_"), 0.0) for sign in SIGNS),
        constant=-1.0,
        absent=(0.25, -0.5),
        bias=(0.0, 0.0, 0.0),
        temperature=1.0,
        taken=0.5,
    )


def _signs(said: Said, *, alike: float = 0.4, nearest: float = 0.4) -> Floats:
    words, concepts = words_of(said), [stems(TOLL), stems("The bridge is old.")]
    behind = behind_in_article(concepts, words)
    return signs_of(
        SCORES,
        alike=alike,
        nearest=nearest,
        says=0.1,
        words=shared(concepts[0], words),
        in_article=None if behind is None else float(behind[0]),
    )


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("They should charge for it.", {"charg"}),
        ("the BRIDGES of Varda’s old town", {"bridg", "varda", "old", "town"}),
        ("Érdeklődés és çocuk, 2 and 2nd", {"érdeklődé", "és", "çocuk", "nd"}),
        ("to be or not to be", set()),
        ("🙂 \ud83d …", set()),
        ("", set()),
    ],
)
def test_stems_are_of_words_that_carry_meaning(text: str, wanted: set[str]) -> None:
    assert stems(text) == wanted


def test_stems_of_long_texts_are_those_of_their_beginning() -> None:
    assert stems("x" * 1_000_000) == {"x" * 4_000}
    assert "elsewher" in stems("the toll elsewhere")
    assert "elsewher" not in stems("the toll goes " * 1_000 + "elsewhere")


def test_shared_counts_words_of_the_concept_in_each_text() -> None:
    said = Said(
        content="that tolls on a bridge are theft", before="Varda is broke.", title="Who pays for Varda bridge?"
    )
    words = shared(stems(TOLL), words_of(said))
    assert stems(TOLL) == {"toll", "charg", "varda", "bridg"}
    assert (words.count, words.content, words.before, words.title) == (2, 0.5, 0.25, 0.5)
    assert shared(stems(TOLL), words_of(dataclasses.replace(said, title=" "))).title is None
    assert shared(frozenset(), words_of(said)).content == 0


def test_concepts_that_an_article_speaks_less_of_are_behind() -> None:
    concepts = [stems(TOLL), stems("The ferry should be kept."), frozenset[str]()]
    article = "Varda. " + "Rain fell. " * 1_000 + "A toll was charged on the ferry and on the bridge, they say."
    words = words_of(Said(content="they say", article=article))
    assert behind_in_article(concepts, words) == pytest.approx([0, 0.5 - 1, 0 - 1])
    assert behind_in_article(concepts, words_of(Said(content="they say", article=" "))) is None
    assert behind_in_article([], words) is None


def test_signs_tell_how_far_a_concept_is_behind_the_nearest() -> None:
    signs = dict(zip(SIGNS, _signs(Said(content="the toll"), alike=0.25, nearest=0.5), strict=True))
    assert signs["behind"] == -0.25
    assert signs["position"] == pytest.approx(np.log(np.exp(-0.5) + np.exp(-1.5) + np.exp(-1.0)), abs=1e-6)
    assert signs["conditional"] == -0.5
    assert signs["words"] == signs["any word"] == 1 and np.isnan(signs["share in title"])


def test_logits_make_a_position_as_likely_as_the_gate_says_and_split_it_by_the_scores() -> None:
    calibration = _calibration(words=0.7)
    shares = probabilities_of(logits_of(SCORES, _signs(Said(content="the toll on the bridge")), calibration))
    assert 1 - shares[0] == pytest.approx(1 / (1 + np.exp(1 - 2 * 0.7)), abs=1e-5)
    assert shares[1] / shares[2] == pytest.approx(np.e, rel=1e-4)
    assert shares.sum() == pytest.approx(1, abs=1e-5)


def test_logits_take_a_missing_title_for_a_common_one() -> None:
    calibration = _calibration(share_in_title=2.0)
    untitled, quarter, none = (
        logits_of(SCORES, _signs(Said(content="no", title=title)), calibration)
        for title in ("", "Old bridge again", "Rain")
    )
    assert np.allclose(untitled, quarter)
    assert none[1] < quarter[1]


def test_shipped_gate_counts_words_and_nearness_for_a_position() -> None:
    calibration = calibration_of((MODEL / "calibration.json").read_text(encoding="utf-8"))
    assert len(calibration.gate) == len(SIGNS)
    apart, behind, near = (
        logits_of(SCORES, _signs(Said(content=content), nearest=nearest), calibration)
        for content, nearest in (("it is theft", 0.4), ("the toll on the bridge", 0.6), ("the toll on the bridge", 0.4))
    )
    assert near[1] > apart[1]
    assert near[1] > behind[1]
