"""Three real articles about Western troops for Ukraine, where they are at hand."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord
from onrecord.positions.context import said_of
from onrecord.positions.inducing import Saying, find_concepts
from onrecord.positions.inducing.space import roots_of
from onrecord.positions.trained.embedding import embed

SEEDS = Path(__file__).resolve().parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not here")
def test_find_concepts_in_the_seeds_sees_troops_for_ukraine(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "seeds.db") as ledger:
        ledger.add(SEEDS)
        sayings = [
            Saying(
                statement=record.statement.id,
                actor=record.speaker.id if record.speaker else record.statement.id,
                said=said_of(record.article, record.statement),
                date=record.statement.date,
            )
            for record in ledger.statements()
            if record.copy_of is None
        ]
    labels = [one.concept.label for one in find_concepts(sayings, embed=embed)][:3]
    assert any({*roots_of("send troops Ukraine")} <= {*roots_of(label)} for label in labels), labels
