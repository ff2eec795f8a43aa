"""`ledger.find_concepts`: what is in dispute in a ledger, with its sentences and how far the work is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

import onrecord
from onrecord.model import Concept
from onrecord.positions.inducing.space import Floats
from onrecord.statements.tagger import TaggerName

TALK = """President Ana Ruiz said that foreign engineers should be sent to Morvania at once.

Minister Bo Lind said that he was against sending foreign engineers to Morvania.

Minister Cy Marr warned that foreign engineers must never be sent to Morvania."""


def no_encoder(texts: Sequence[str]) -> Floats:
    return np.zeros((len(texts), 8), np.float32)


def test_find_concepts_gives_records_and_reports_progress(tmp_path: Path) -> None:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    # A wire copy says it again, and counts nothing.
    (tmp_path / "wire.txt").write_text(f"{TALK}\n\nIt rained.", encoding="utf-8")
    seen: list[int] = []
    with onrecord.open(tmp_path / "talk.db") as ledger:
        ledger.add([tmp_path / "talk.txt", tmp_path / "wire.txt"], tagger=TaggerName.RULES)
        [first, *_] = ledger.find_concepts(embed=no_encoder, on_progress=seen.append)
        originals = [record for record in ledger.statements() if record.copy_of is None]
        assert ledger.codebook() == ()
        ledger.add_concept(Concept(id=first.concept.id, label="Engineers should go."), by="Ada")
        [again, *_] = ledger.find_concepts(embed=no_encoder, most=1)
    assert (first.actors, first.statements, first.kept) == (3, len(originals), False)
    assert {record.speaker.name for record in first.typical if record.speaker} == {"Ana Ruiz", "Bo Lind", "Cy Marr"}
    assert {record.article.id for record in first.typical} == {"talk"}
    assert seen == sorted(seen) and seen[-1] > 3
    assert (again.concept, again.kept) == (first.concept, True)


def test_find_concepts_in_an_empty_ledger_finds_none(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "empty.db") as ledger:
        assert ledger.find_concepts(embed=no_encoder, on_progress=print) == ()
