"""Texts and files arrive in the browser without a reload."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.web.browsing import SLOW, Serve, visit

TEXT = "Nora Feld, a grower in Brixen, said that the toll would ruin every small farm in the valley. “Nobody asked us.”"
DROP = """([name, text]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], name));
  for (const type of ["dragover", "drop"])
    document.body.dispatchEvent(new DragEvent(type, { dataTransfer: dropped, bubbles: true, cancelable: true }));
}"""
HARVEST = (
    "The harvest is late this year\n\nPears and apples ripened three weeks later than usual, the growers’ board said "
    "on Monday. “We need water from the dam now,” said its president, Ugo Marin. Buyers in the north were told to wait."
)


def dropped(page: Page, name: str, text: str) -> None:
    """Drop a file on the page, as the mouse does."""
    page.evaluate(DROP, [name, text])


def test_sources_arrive_without_a_reload(page: Page, served: Serve, story: Path) -> None:
    address = served(story)
    visit(page, f"{address}/sources?way=text")
    articles = page.get_by_role("region", name="Articles")
    page.get_by_label("Title").fill("Growers fear the toll")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.get_by_role("button", name="Add", exact=True).click()
    expect(articles.get_by_role("link", name="Growers fear the toll")).to_be_visible(timeout=2 * SLOW)
    page.get_by_role("button", name="Files", exact=True).click()
    dropped(page, "harvest.txt", HARVEST)
    expect(articles.get_by_role("link", name=re.compile("harvest"))).to_be_visible(timeout=2 * SLOW)
    dropped(page, "junk.bin", "\x00\x01\x02")
    runs = page.get_by_role("region", name="Runs")
    expect(runs.get_by_role("cell", name="junk.bin")).to_be_visible(timeout=2 * SLOW)
    [row] = runs.get_by_role("row").filter(has_text="junk.bin").all()
    assert all(cell.inner_text().strip() for cell in row.get_by_role("cell").all())


def test_sources_run_is_cancelled(page: Page, served: Serve, story: Path) -> None:
    visit(page, f"{served(story)}/sources")
    dropped(page, "long.txt", f"Long\n\n{TEXT}")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_text("■ cancelled")).to_be_visible(timeout=SLOW)
