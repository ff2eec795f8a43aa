"""Which statements take a side at all."""

from __future__ import annotations

import pytest

from onrecord.positions.coder import Said
from onrecord.positions.inducing.sides import takes_side


@pytest.mark.parametrize(
    ("content", "cue", "expected"),
    [
        ("the ferry should stay in public hands", "said", True),
        ("the sale of the ferry", "opposes", True),
        ("she would agree if the fares were frozen", "said", True),
        ("“Never, and you can write that down.”", "said", True),
        ("that 41 ships had called at the port", "counted", False),
        ("that the hearing would begin after lunch", "announced", False),
        ("that the harbour was founded by monks", "noted", False),
    ],
)
def test_takes_side_tells_a_side_from_a_fact(content: str, cue: str, expected: bool) -> None:
    assert takes_side(Said(content=content, cue=cue)) is expected
