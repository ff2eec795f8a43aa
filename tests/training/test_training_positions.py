"""The training statements are written as their README says, and share no sentence with what is tested on."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from training.positions.texts import FOLDER, Dispute, Stance, disputes_of, read_disputes

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
LATER = tuple(
    FOLDER / f"{name}.txt"
    for name in "policies contests abroad candidates justice land machines towns unions welfare diplomacy capitals"
    " everyday lately".split()
)
"""Disputes that are all trained on."""
HEAD = "=== toll | Portugal | local\nA Ships should pay.\nB Ships should go.\n--\n"


@pytest.fixture(scope="module")
def disputes() -> list[Dispute]:
    return read_disputes()


def test_disputes_of_reads_stances_on_every_concept() -> None:
    [dispute] = disputes_of(f"{HEAD}A+ B? | mixed | Before. | the mayor | said | that it was time\n", "made")
    [said] = dispute.said
    assert dispute.concepts == {"A": "Ships should pay.", "B": "Ships should go."}
    assert said.stances == {"A": Stance.SUPPORT, "B": Stance.CONDITIONAL}
    assert (said.before, said.source, said.cue, said.content) == ("Before.", "the mayor", "said", "that it was time")


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("A+ | plain | | the mayor | said", "5 fields where 6 belong"),
        ("C+ | plain | | the mayor | said | yes", "no stances on A, B"),
        ("A! | plain | | the mayor | said | yes", "no stances on A, B"),
        ("A+ | vague | | the mayor | said | yes", "give a case"),
    ],
)
def test_disputes_of_refuses_wrong_lines_by_name(line: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=rf"made, toll.*{wrong}"):
        list(disputes_of(f"{HEAD}{line}\n", "made"))


def test_disputes_are_many_balanced_and_partly_kept_for_the_test(disputes: list[Dispute]) -> None:
    said = [one for dispute in disputes for one in dispute.said]
    stances = Counter(stance for one in said for stance in one.stances.values())
    tests = [dispute for dispute in disputes if dispute.is_test]
    assert len(disputes) >= 80 and len(said) >= 5000
    later = [one for path in LATER for one in disputes_of(path.read_text(encoding="utf-8"), path.name)]
    assert not any(dispute.is_test for dispute in later)  # `texts/README.md` says why
    assert 0.08 <= len(tests) / (len(disputes) - len(later)) <= 0.15
    assert min(stances[one] for one in (Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL)) > 1000
    assert len({(one.before, one.source, one.cue, one.content) for one in said}) == len(said)


def test_statements_share_no_twelve_words_with_what_is_tested_on(disputes: list[Dispute]) -> None:
    ours = {window for dispute in disputes for one in dispute.said for window in _windows(one.content)}
    texts = [path.read_text(encoding="utf-8") for path in SHARED.glob("seeds/*.txt")]
    if (dev := SHARED / "data" / "polnear_dev.jsonl").exists():
        texts += [json.loads(line)["text"] for line in dev.read_text(encoding="utf-8").splitlines()]
    assert not any(window in ours for text in texts for window in _windows(text))


def _windows(text: str, size: int = 12) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[start:] for start in range(size)), strict=False)
