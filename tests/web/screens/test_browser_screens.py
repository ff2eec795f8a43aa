"""Every screen in a real browser, at both widths, keeps nobody out and is all in its address."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import SLOW, WIDTHS, serious, settled, visit

SCREENS = (
    "/",
    "/review",
    "/positions",
    "/timeline",
    "/timeline?lanes=concept",
    "/network",
    "/network?kind=affiliation&ego=henrike-vossberg",
    "/network?play=1&at=1",
    "/actors",
    "/actors/henrike-vossberg",
    "/actors/suggestions",
    "/concepts",
    "/sources",
    "/sources?way=text",
    "/history",
    "/history?view=compare",
    "/positions?evidence=actor%3Dhenrike-vossberg%26concept%3Dlorry_cap%26title%3DVossberg",
)


@WIDTHS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_keep_nobody_out(
    page: Page, debate: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=scheme)
    found = []
    for path in SCREENS:
        visit(page, f"{debate}{path}", size)
        found += [f"{path} {one}" for one in serious(page)]
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{path} is wider than the screen"
    assert found == []


@pytest.mark.parametrize(
    "path",
    [
        "/positions?until=2031-02-10&sure=0.4",
        "/timeline?lanes=concept&since=2031-02-01",
        "/network?kind=conflict&least=1",
        "/network?play=1&at=2&width=2",
        "/actors?q=voss",
        "/actors/henrike-vossberg?evidence=actor%3Dhenrike-vossberg%26title%3DSaid",
        "/history?view=compare&one=Ada&other=machine",
        "/history?by=Ada&subject=position",
        "/sources?way=address",
    ],
)
def test_screens_are_the_same_after_a_reload(page: Page, debate: str, path: str) -> None:
    visit(page, f"{debate}{path}")
    expect(page.locator("main")).not_to_contain_text("Loading")
    before = page.locator("main").aria_snapshot()
    page.reload()
    settled(page)
    expect(page.locator("main")).to_match_aria_snapshot(before, timeout=SLOW)
    assert page.url == f"{debate}{path}"
