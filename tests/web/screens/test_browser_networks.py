"""The network leads from a tie to its sentences, plays over time and is saved."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from tests.web.browsing import SLOW, VOSSBERG, WIDTHS, visit


@WIDTHS
def test_network_leads_from_a_tie_to_its_sentences(page: Page, debate: str, size: tuple[int, int]) -> None:
    visit(page, f"{debate}/network", size)
    ties = page.get_by_role("region", name="Strongest ties").get_by_role("button")
    ties.first.click()
    expect(page).to_have_url(re.compile("tie="))
    coalitions = page.get_by_role("region", name="Coalitions")
    coalitions.get_by_role("button", name="How stable are they?").click()
    expect(coalitions.get_by_text(re.compile(r"stability [01]\.\d\d")).first).to_be_visible(timeout=SLOW)
    sentences = page.locator("section[aria-labelledby=tie-title] article.statement")
    expect(sentences.nth(1)).to_be_visible(timeout=SLOW)
    sentences.first.locator("blockquote a").click()
    expect(page.locator(".article .now.content").first).to_be_visible(timeout=SLOW)


def test_network_tie_is_clicked_in_the_drawing(page: Page, debate: str) -> None:
    visit(page, f"{debate}/network")
    drawing = page.get_by_role("img", name=re.compile("Drawing of the network"))
    if drawing.get_by_text("draws no WebGL").count():
        pytest.skip("this Chromium draws no WebGL")
    expect(drawing.locator("canvas").first).to_be_visible()
    place = drawing.bounding_box()
    assert place is not None
    across, down = place["x"] + place["width"] / 2, place["y"] + place["height"] / 2
    for step in range(0, int(place["width"] / 2), 4):
        page.mouse.move(across - step, down)
        if page.evaluate("document.querySelector('.drawing').style.cursor") == "pointer":
            page.mouse.click(across - step, down)
            if page.url.endswith("/network"):
                continue
            break
    assert re.search("(tie|ego)=", page.url), "neither an actor nor a tie is in the middle of the drawing"
    if "ego=" in page.url:
        expect(page.get_by_role("button", name="Show the whole network")).to_be_visible(timeout=SLOW)
    else:
        expect(page.locator("section[aria-labelledby=tie-title] article.statement").first).to_be_visible(timeout=SLOW)


def test_network_plays_over_time(page: Page, debate: str) -> None:
    visit(page, f"{debate}/network")
    page.get_by_role("button", name="Over time").click()
    slider = page.get_by_role("slider", name="Window")
    expect(slider).to_be_visible(timeout=SLOW)
    first = slider.get_attribute("aria-valuetext") or ""
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Stop")).to_be_visible()
    expect(slider).not_to_have_attribute("aria-valuetext", first, timeout=SLOW)
    expect(page.get_by_role("button", name="Play")).to_be_visible(timeout=SLOW)  # it stops at the last window
    expect(slider).to_have_value(slider.get_attribute("max") or "")
    page.get_by_role("heading", name="Network").click()
    page.keyboard.press("ArrowLeft")
    expect(slider).not_to_have_value(slider.get_attribute("max") or "")


@pytest.mark.parametrize("kind", ["congruence", "affiliation"])
def test_network_is_saved_in_files_that_read(page: Page, debate: str, kind: str) -> None:
    visit(page, f"{debate}/network?kind={kind}")
    read = {}
    for ending in ("GEXF", "SVG", "PNG"):
        with page.expect_download(timeout=SLOW) as coming:
            page.get_by_role("group", name="Save the network").get_by_role("link", name=ending).click()
        read[ending] = Path(coming.value.path()).read_bytes()
        assert coming.value.suggested_filename == f"{kind}.{ending.lower()}"
    assert ElementTree.fromstring(read["GEXF"]).tag.endswith("gexf")
    assert VOSSBERG in read["GEXF"].decode()
    assert ElementTree.fromstring(read["SVG"]).tag.endswith("svg")
    assert read["PNG"].startswith(b"\x89PNG") and read["PNG"].endswith(b"IEND\xaeB`\x82")
