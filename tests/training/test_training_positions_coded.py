"""Real news that we coded: the format, and what becomes of it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from training.positions.coded import batch_of, checksum, coded_statements, read_batches
from training.positions.data import NONE, OPPOSE, SUPPORT, in_news, nearest_first, shown
from training.positions.texts import Stance

HERE = checksum("bridge-post")
BATCH = f"""
bridge_dear: The bridge costs too much.
= The city cannot afford the bridge.
! The bridge is worth its price.
bridge_closed: The bridge should be closed.
! The bridge should stay open.
ferry: A ferry should replace the bridge.

read {HERE}

{HERE}.0 bridge_dear support
{HERE}.1 bridge_dear support?
{HERE}.1 bridge_closed support
"""


def test_statements_that_are_not_coded_take_no_position(polnear: Path) -> None:
    first, second = coded_statements(batch_of(BATCH, "one"), polnear)
    assert first.said.content == "the bridge is too dear."
    assert first.stances == {"bridge_dear": Stance.SUPPORT, "bridge_closed": Stance.NONE, "ferry": Stance.NONE}
    assert second.doubtful == {"bridge_dear"}


def test_doubtful_concepts_are_left_out_of_examples(polnear: Path) -> None:
    _, second = in_news(batch_of(BATCH, "one"), polnear)
    assert dict(second.stances) == {"The bridge should be closed.": SUPPORT, "A ferry should replace the bridge.": NONE}


def test_opposites_turn_the_stance_round(polnear: Path) -> None:
    batch = batch_of(BATCH, "one")
    _, example = in_news(batch, polnear)
    random = np.random.default_rng(1)
    pairs = {pair for _ in range(60) for pair in shown(example, (), random).pairs}
    stances = {pair.shown: pair.stance for pair in pairs}
    assert stances["The bridge should be closed."] == SUPPORT
    assert stances["The bridge should stay open."] == OPPOSE
    assert all(pair.stance == NONE for pair in pairs if pair.concept == "A ferry should replace the bridge.")


def test_concepts_are_put_in_the_order_given(polnear: Path) -> None:
    first, _ = in_news(batch_of(BATCH, "one"), polnear)
    order = ["A ferry should replace the bridge.", "The bridge costs too much."]
    assert list(nearest_first(first, order).stances) == order


@pytest.mark.parametrize("line", ["0a1b2c3d.4 unknown support", "0a1b2c3d.4 bridge_dear perhaps", "= an orphan"])
def test_wrong_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="is no concept"):
        batch_of(line, "one")


def test_what_is_kept_is_whole() -> None:
    batches = read_batches()
    first = [article for batch in batches if batch.name.isdigit() for article in batch.articles]
    assert len(first) == len(set(first))
    read = {batch.name: set(batch.articles) for batch in batches}
    for batch in batches:
        assert len(read[batch.name]) == len(batch.articles)
        assert read[batch.name] <= read[batch.name[:2]]
    for batch in batches:
        assert {article for article, _, _ in batch.codes} <= set(batch.articles)
        assert not batch.doubtful & batch.codes.keys()
        assert all(wordings.same and wordings.opposite for wordings in batch.concepts.values())
