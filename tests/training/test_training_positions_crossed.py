"""Statements coded on concepts of other codebooks: the format, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.positions.coded import HELD_OUT, batch_of, checksum, read_batches
from training.positions.crossed import crossed_of, examples_of, read_crossed
from training.positions.data import NONE, OPPOSE, SUPPORT, shown
from training.positions.texts import Stance

HERE = checksum("bridge-post")
CODEBOOK = """
dear: The bridge costs too much.
! The bridge is worth its price.
closed: The bridge should be closed.
= No traffic should cross the river there.
ferry: A ferry should replace the bridge.
"""


def test_codes_belong_to_the_statement_in_front() -> None:
    (one,) = crossed_of(f"{HERE}.1 03.closed+ 03.dear- 11.ferry0 11.toll?\n", "x.txt")
    assert (one.article, one.number) == (HERE, 1)
    assert one.stances == {
        ("03", "closed"): Stance.SUPPORT,
        ("03", "dear"): Stance.OPPOSE,
        ("11", "ferry"): Stance.NONE,
        ("11", "toll"): Stance.CONDITIONAL,
    }


@pytest.mark.parametrize("line", ["bridge 03.closed+", f"{HERE}.1", f"{HERE}.1 03.closed", f"{HERE}.1 closed+"])
def test_a_wrong_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"x\.txt: .* is no statement with codes"):
        list(crossed_of(line, "x.txt"))


def test_what_is_held_out_is_refused(tmp_path: Path) -> None:
    batches = read_batches()
    held_out = next(batch for batch in batches if batch.name in HELD_OUT)
    other = next(batch for batch in batches if batch.name not in HELD_OUT)
    seen, unseen = f"{other.name}.{next(iter(other.concepts))}+", f"{held_out.name}.{next(iter(held_out.concepts))}+"
    file = tmp_path / "a.txt"
    file.write_text(f"{other.articles[0]}.0 {seen}\n")
    assert len(read_crossed(batches, tmp_path)) == 1
    for line in (
        f"{held_out.articles[0]}.0 {seen}",
        f"{other.articles[0]}.0 {unseen}",
        f"{HERE}.0 {other.name}.no_such0",
    ):
        file.write_text(line)
        with pytest.raises(ValueError, match=r"a\.txt: .* is held out"):
            read_crossed(batches, tmp_path)


def test_a_pass_shows_what_is_coded_and_nothing_else(polnear: Path) -> None:
    batch = batch_of(CODEBOOK, "03")
    crossed = list(crossed_of(f"{HERE}.1 03.closed+ 03.dear0", "x.txt"))
    ((example,),) = examples_of(crossed, [batch], polnear)
    assert example.said.content == "it closed"
    assert dict(example.stances) == {"The bridge should be closed.": SUPPORT, "The bridge costs too much.": NONE}
    random = np.random.default_rng(1)
    pairs = {(pair.concept, pair.stance) for _ in range(60) for pair in shown(example, (), random).pairs}
    closed = {stance for concept, stance in pairs if concept == "The bridge should be closed."}
    assert closed == {SUPPORT, OPPOSE}
    assert pairs - {("The bridge should be closed.", one) for one in closed} == {("The bridge costs too much.", NONE)}


def test_the_crossed_codes_are_read() -> None:
    found = read_crossed(read_batches())
    assert len(found) > 1_000
    assert {stance for one in found for stance in one.stances.values()} == set(Stance)
