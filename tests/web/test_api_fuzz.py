"""Whatever is sent to the API, right or wrong by its own description, it answers without failing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.openapi import from_dict

from onrecord.web.app import create_app

Serve = Callable[..., str]
EXAMPLES = 12
"""Of each sort, for each operation: half a minute in all."""
DOCUMENT = create_app(Path("none.db")).openapi()
PATIENCE = 120
"""Seconds for one answer: the first network loads libraries, and a test machine may be slow."""
ENDLESS = ("GET", "/api/events")
OPERATIONS = [
    (method.upper(), path)
    for path, item in DOCUMENT["paths"].items()
    for method in item
    if (method.upper(), path) != ENDLESS
]


@pytest.mark.parametrize(("method", "path"), OPERATIONS)
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_api_never_fails(served: Serve, story: Path, method: str, path: str, mode: GenerationMode) -> None:
    address = served(story)
    token = httpx.get(f"{address}/api/session", timeout=PATIENCE).json()["token"]
    operation = from_dict(DOCUMENT)[path][method]

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: object) -> None:
        answer = case.call(base_url=address, headers={"X-Onrecord-Token": token}, timeout=PATIENCE)  # type: ignore[attr-defined]
        assert answer.status_code < 500, f"{answer.status_code}: {answer.text}"

    try:
        ask()
    except Unsatisfiable:
        pytest.skip("nothing that can be sent here is wrong")
