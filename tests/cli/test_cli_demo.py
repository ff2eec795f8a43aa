"""`onrecord demo`: the sample debate, from articles to where the actors stand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import main
from onrecord.positions.codebook import read_codebook
from onrecord.sample import CODEBOOK


def test_demo_shows_who_said_what_and_where_they_stand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ledger = tmp_path / "demo.db"
    with pytest.raises(SystemExit) as stop:
        main(["demo", str(ledger), "--jobs", "1"])
    output = capsys.readouterr().out
    assert not stop.value.code
    assert re.search(r"\d+ statements judged by the codebook, \d+ positions? found", output)
    spoke, said, dispute, stand = re.findall(
        r"^(Who spoke most|What .*?|Where the actors stand at the end)\b", output, re.M
    )
    assert spoke and said and dispute and stand
    assert all(concept.label in output for concept in read_codebook(CODEBOOK))
    with onrecord.open(ledger, create=False) as opened:
        assert opened.codebook() == read_codebook(CODEBOOK)
        assert opened.code().coded == 0
