"""What tests do in a real browser, and what they wait for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import onrecord
from onrecord.model import Decision

Serve = Callable[..., str]
WIDE, NARROW = (1280, 800), (390, 844)
WIDTHS = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
SLOW = 30_000
"""Milliseconds that a busy machine may take."""
VOSSBERG = "Henrike Vossberg"
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"


def visit(page: Page, address: str, size: tuple[int, int] = WIDE) -> None:
    """Open a screen and wait until it shows what it has."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator("main h1, main [data-statement]").first).to_be_visible(timeout=SLOW)
    expect(page.locator(".waiting")).to_have_count(0, timeout=SLOW)


def in_force(ledger: Path) -> list[Decision]:
    with onrecord.open(ledger) as opened:
        return [one for one in opened.decisions() if one.undone_at is None]


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until the ledger has what the browser sent."""
    for _ in range(SLOW // 100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("the ledger did not get what the browser sent")


def serious(page: Page) -> list[str]:
    """Return what axe finds that keeps people out."""
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `npm ci` in frontend/")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: Iterable[dict[str, object]] = page.evaluate("axe.run().then((told) => told.violations)")
    return [f"{one['id']}: {one['nodes']}" for one in found if one["impact"] in ("serious", "critical")]
