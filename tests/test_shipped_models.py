"""What the models in the package must not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

import onrecord

PACKAGE = Path(onrecord.__file__).parent
MODELS = sorted(PACKAGE.rglob("*.onnx"))


def test_there_are_models() -> None:
    assert len(MODELS) == 3


@pytest.mark.parametrize("model", MODELS, ids=lambda path: path.name)
def test_models_hold_no_path_of_the_machine_that_made_them(model: Path) -> None:
    content = model.read_bytes()
    assert not [trace for trace in (b'File "', b"site-packages", b"/home/", b"/Users/") if trace in content]
