"""The browser's types are those of the API."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path

from onrecord.web.app import create_app

SHAPES = Path(__file__).parents[2] / "frontend" / "src" / "api" / "shapes.ts"


def test_types_are_made_from_the_api_as_it_is(tmp_path: Path) -> None:
    description = json.dumps(create_app(tmp_path / "none.db").openapi(), sort_keys=True)
    made_from = re.search(r"`npm run types` from ([0-9a-f]{64})", SHAPES.read_text(encoding="utf-8"))
    assert made_from is not None
    assert made_from[1] == sha256(description.encode()).hexdigest(), (
        "src/api/types.ts is out of date; run `npm run types` in frontend"
    )
