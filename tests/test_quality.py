"""The quality gate: what is found in the sample debate may not get worse unseen.

Lowering a floor, or changing the gold, needs a line in docs/quality.md that says why.
"""

from __future__ import annotations

from hashlib import sha256

import pytest

import onrecord
from onrecord.evaluation import Evaluation
from onrecord.sample import ARTICLES, TRUTH

GOLD = "8c0dcbef2267a7555be5bc30eb6bb8e6015c420904169f54b5691180ec11b309"


@pytest.fixture(scope="module")
def evaluation(tmp_path_factory: pytest.TempPathFactory) -> Evaluation:
    ledger = tmp_path_factory.mktemp("sample") / "sample.db"
    with onrecord.open(ledger) as opened:
        assert not opened.add(ARTICLES).refused
    return onrecord.evaluate(TRUTH, ledger)


def test_sample_truth_is_the_one_that_the_floors_were_set_on() -> None:
    assert sha256(TRUTH.read_bytes()).hexdigest() == GOLD


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("all.attribution.f1", 0.786),
        ("all.jaccard_50.f1", 0.81),
        ("details.speaker_name.value", 0.839),
        ("details.date.value", 0.97),
        ("details.kind.value", 0.95),
    ],
)
def test_sample_figures_hold(evaluation: Evaluation, figure: str, floor: float) -> None:
    value: object = evaluation
    for name in figure.split("."):
        value = getattr(value, name)
    assert isinstance(value, float)
    assert value >= floor


def test_sample_is_read_whole(evaluation: Evaluation) -> None:
    assert (evaluation.articles, evaluation.missing, evaluation.unscored) == (16, 0, 0)
