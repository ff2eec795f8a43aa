"""The page on sources names every column and every limit that a user can change."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.settings import PREFIX, Settings
from onrecord.sources.rows import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "sources.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("field", COLUMNS)
def test_page_lists_the_names_of_a_column_in_their_order(field: str) -> None:
    assert f"| `{field}` | {', '.join(f'`{name}`' for name in COLUMNS[field])} |" in PAGE


@pytest.mark.parametrize("setting", ["max_file_bytes", "max_article_characters", "fetch_seconds", "fetch_bytes"])
def test_page_tells_the_limits_and_how_to_change_them(setting: str) -> None:
    assert f"| {getattr(Settings(), setting):,.0f} | `{PREFIX}{setting.upper()}` |" in PAGE
