"""The training texts are marked as their README says, and share no sentence with a corpus or with what is tested on."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from training.attribution.data import Row
from training.attribution.texts import read_texts, rows_of

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ROOT.parent / "shared" / "data"
TESTED_ON = (ROOT / "benchmarks" / "genres" / "cases.jsonl", ROOT / "src" / "onrecord" / "sample" / "truth.jsonl")


@pytest.fixture(scope="module")
def texts() -> list[Row]:
    return read_texts()


def test_rows_of_reads_marks_and_shared_sources() -> None:
    marked = "=== a-1\n{s1,2 The board} {c1 said} {q1 it would wait} and {c2 added} {q2 that all was well}.\n"
    [row] = rows_of(marked, "made")
    assert row["id"] == "made/a-1"
    assert row["text"] == "The board said it would wait and added that all was well."
    found = [
        [[row["text"][start:end] for start, end in spans] for spans in (one["source"], one["cue"], one["content"])]
        for one in row["attributions"]
    ]
    assert found == [
        [["The board"], ["said"], ["it would wait"]],
        [["The board"], ["added"], ["that all was well"]],
    ]


@pytest.mark.parametrize(
    ("marked", "wrong"),
    [
        ("{s1 Ana} {c1 said {q1 no}}", "a brace"),
        ("{s1 Ana} {c1 said} no", "give content"),
        ("{s1 Ana} and {s1 Bo} {c1 said} {q1 no}", "at most one source"),
    ],
)
def test_rows_of_refuses_wrong_marks_by_name(marked: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=rf"made/b-2.*{wrong}"):
        list(rows_of(f"=== b-2\n{marked}\n", "made"))


def test_texts_are_many_and_clean(texts: list[Row]) -> None:
    assert len(texts) > 700
    for row in texts:
        spans = [
            span for one in row["attributions"] for part in (one["source"], one["cue"], one["content"]) for span in part
        ]
        for start, end in spans:
            quote = row["text"][start:end]
            assert quote == quote.strip() != "", row["id"]
            assert "\n\n" not in quote, row["id"]
        contents = sorted({tuple(span) for one in row["attributions"] for span in one["content"]})
        assert all(left[1] <= right[0] for left, right in pairwise(contents)), row["id"]


def test_texts_share_no_twelve_words_with_what_is_tested_on(texts: list[Row]) -> None:
    ours = {window: row["id"] for row in texts for window in _windows(row["text"])}
    files = [*TESTED_ON, *(CORPORA / name for name in ("polnear_train.jsonl", "polnear_dev.jsonl", "gum_other.jsonl"))]
    for path in files:
        if not path.exists():
            continue
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                for window in _windows(json.loads(line).get("text", "")):
                    assert window not in ours, (ours[window], window)


def _windows(text: str, size: int = 12) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[start:] for start in range(size)), strict=False)
