"""Settings come from one table, and a wrong one is told."""

from __future__ import annotations

from dataclasses import Field, fields
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.settings import PREFIX, Settings, settings_from_environment

DOCS = Path(__file__).parents[1] / "docs"


def test_settings_from_environment_changes_what_is_named_there() -> None:
    changed = settings_from_environment({"ONRECORD_FETCH_SECONDS": "1.5", "ONRECORD_MAX_FILE_BYTES": "10", "HOME": "x"})
    assert changed == Settings(fetch_seconds=1.5, max_file_bytes=10)


@pytest.mark.parametrize("value", ["", "many", "-1", "0", "nan", "1.5"])
def test_settings_from_environment_refuses_what_is_no_whole_number(value: str) -> None:
    with pytest.raises(UsageError, match=r"ONRECORD_MAX_FILE_BYTES is .* give a whole number above 0"):
        settings_from_environment({"ONRECORD_MAX_FILE_BYTES": value})


@pytest.mark.parametrize("setting", fields(Settings), ids=lambda setting: str(setting.name))
def test_every_setting_is_documented(setting: Field[object]) -> None:
    name, help_text, default = setting.name, setting.metadata["help"], setting.default
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    assert f"`{PREFIX}{name.upper()}`" in text
    assert help_text in text
    assert str(default) in text
