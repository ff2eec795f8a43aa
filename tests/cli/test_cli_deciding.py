"""`onrecord statements LEDGER confirm, reject, split`, and what the listings show of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord

Run = Callable[..., tuple[int, str, str]]
TEXT = "🙂 Mayor Ana Ruiz said that the sea wall must wait and the port must grow."


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "wall.txt").write_text(TEXT, encoding="utf-8")
    path = tmp_path / "story.db"
    with onrecord.open(path) as ledger:
        ledger.add(tmp_path / "wall.txt", tagger=onrecord.TaggerName.RULES)
    return path


def _listed(run: Run, story: Path, *options: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("statements", story, "--format", "jsonl", *options)[1].splitlines()]


def test_statements_are_rejected_listed_apart_and_confirmed(story: Path, run: Run) -> None:
    [line] = _listed(run, story)
    status, output, _ = run("statements", story, "reject", line["id"], "--by", "Ada", "--why", "it is a heading")
    assert (status, output.split("   ")[0]) == (0, f"decided: {line['id']} verdict rejected")
    assert (_listed(run, story), _listed(run, story, "--rejected")) == ([], [line])
    assert run("statements", story, "confirm", line["id"], "--by", "Ada")[0] == 0
    assert _listed(run, story) == [line]


def test_statements_are_split_and_the_split_undone(story: Path, run: Run) -> None:
    [line] = _listed(run, story)
    at = TEXT.index("and the port")
    assert run("statements", story, "split", line["id"], "--at", at, "--by", "Ada")[0] == 0
    texts = [str(one["text"]) for one in _listed(run, story)]
    assert (len(texts), texts[0].endswith("must wait"), texts[1].startswith("and the port must grow")) == (
        2,
        True,
        True,
    )
    assert run("undo", story, 1, "--by", "Ada")[0] == 0
    assert _listed(run, story) == [line]


def test_statements_that_cannot_be_decided_are_named(story: Path, run: Run) -> None:
    [line] = _listed(run, story)
    assert run("statements", story, "split", line["id"], "--at", 1, "--by", "Ada")[2].startswith(
        f"onrecord: statement {line['id']} cannot be cut at 1; give an offset"
    )
    assert run("statements", story, "confirm", "nothing", "--by", "Ada")[::2] == (
        3,
        "onrecord: no statement 'nothing'; `onrecord statements LEDGER --format csv` has their ids\n",
    )
