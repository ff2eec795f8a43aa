"""Sentences written to statements of real news: the format, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.positions.coded import HELD_OUT, checksum, read_batches
from training.positions.data import CONDITIONAL, NONE, OPPOSE, SUPPORT, shown
from training.positions.texts import Stance
from training.positions.written import Written, examples_of, read_written, written_of

HERE = checksum("bridge-post")
SENTENCES = f"""
{HERE}.1
+ Traffic should no longer cross the river there.
- The crossing is safe to use.
0 The town needs a ferry.
? A second crossing should be built.
"""


def test_sentences_belong_to_the_statement_above_them() -> None:
    (one,) = written_of(SENTENCES, "x.txt")
    assert (one.article, one.number) == (HERE, 1)
    assert list(one.stances.values()) == [Stance.SUPPORT, Stance.OPPOSE, Stance.NONE, Stance.CONDITIONAL]


@pytest.mark.parametrize("line", ["+ A sentence of nothing.", f"{HERE}", f"{HERE}.1\nThe bridge is dear."])
def test_a_wrong_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"x\.txt: "):
        list(written_of(line, "x.txt"))


def test_a_statement_has_its_sentences_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCES)
    (tmp_path / "b.txt").write_text(SENTENCES)
    with pytest.raises(ValueError, match=rf"{HERE}\.1 is written to twice"):
        read_written(tmp_path)


def test_what_is_held_out_is_not_written_to(tmp_path: Path) -> None:
    held_out = next(batch for batch in read_batches() if batch.name in HELD_OUT).articles[0]
    (tmp_path / "a.txt").write_text(f"{held_out}.0\n+ A toll is due.\n")
    with pytest.raises(ValueError, match="is held out"):
        read_written(tmp_path)


def test_a_pass_shows_each_sentence_with_the_statement(polnear: Path) -> None:
    ((example,),) = examples_of(list(written_of(SENTENCES, "x.txt")), polnear)
    assert example.said.content == "it closed"
    assert sorted(example.stances.values()) == [NONE, SUPPORT, OPPOSE, CONDITIONAL]
    pairs = shown(example, [], np.random.default_rng(1)).pairs
    assert [pair.concept for pair in pairs] == list(example.stances)
    for pair in pairs:
        wanted = example.stances[pair.concept]
        turned = {SUPPORT: OPPOSE, OPPOSE: SUPPORT}.get(wanted, wanted)
        assert pair.stance == (wanted if pair.shown.endswith(pair.concept) and "not" not in pair.shown else turned)


def test_the_written_sentences_are_read() -> None:
    found = read_written()
    assert len(found) > 1_000
    assert all(one.stances and isinstance(one, Written) for one in found)
