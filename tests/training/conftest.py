"""An article of two statements that we wrote, in PolNeAR's form."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "The mayor said the bridge is too dear. Ana Ruiz wants it closed."
ARTICLE = {
    "id": "bridge-post",
    "title": "The bridge",
    "text": TEXT,
    "attributions": [
        {"source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 38]]},
        {"source": [[39, 47]], "cue": [[48, 53]], "content": [[54, 63]]},
    ],
}


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    """A file of this article, whose id is "bridge-post"."""
    file = tmp_path / "polnear.jsonl"
    file.write_text(json.dumps(ARTICLE) + "\n", encoding="utf-8")
    return file
