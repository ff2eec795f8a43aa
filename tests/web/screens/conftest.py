"""A page that hears what the browser complains of, and the sample debate to look at."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page

from tests.web.browsing import SLOW, WIDE, Serve


@pytest.fixture
def told() -> list[str]:
    """Return what the browser complained of."""
    return []


@pytest.fixture
def page(_browser: Browser, served: Serve, told: list[str]) -> Iterator[Page]:
    """Return a page of a new browser, in which nothing may go wrong unseen; it is closed before its server."""
    context = _browser.new_context(viewport={"width": WIDE[0], "height": WIDE[1]})
    page = context.new_page()

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            told.append(message.text)

    page.on("console", hear)
    page.on("pageerror", lambda error: told.append(str(error)))
    page.set_default_timeout(SLOW)
    yield page
    context.close()
    assert told == []


@pytest.fixture(scope="session")
def debate(served_throughout: Serve, turned: Path) -> str:
    """Return the address of the sample debate, which these tests only read."""
    return served_throughout(turned)
