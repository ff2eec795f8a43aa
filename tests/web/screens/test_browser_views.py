"""The story, the search, the positions and the timeline lead from a figure to its sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import onrecord
from tests.web.browsing import SLOW, VOSSBERG, WIDTHS, settled, visit

TURN = ("the refusal with which she had greeted the idea", "would now support the nightly limit")


def evidence(page: Page) -> Locator:
    """Return the sentences that lie open beside the view."""
    return page.locator("aside.evidence article.statement")


def close_evidence(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("aside.evidence")).to_have_count(0)


@WIDTHS
def test_story_opens_the_evidence_of_each_figure(page: Page, debate: str, size: tuple[int, int]) -> None:
    visit(page, debate, size)
    figures = [
        page.locator("main .lead").get_by_role("link", name=re.compile("statements")),
        page.locator("main").get_by_role("link", name=re.compile(r"statements? that supports?")).first,
        page.locator("main").get_by_role("link", name=re.compile(r"statements? of ")).first,
        page.get_by_role("list", name=re.compile("Statements by")).get_by_role("link").first,
    ]
    for figure in figures:
        figure.click()
        expect(evidence(page).first).to_be_visible(timeout=SLOW)
        close_evidence(page)
    expect(page.get_by_role("region", name="Who changed position lately")).to_contain_text(VOSSBERG)


@WIDTHS
@pytest.mark.parametrize(
    ("words", "group", "leads_to"),
    [
        ("Vossb", "Actors", r"/actors/henrike-vossberg$"),
        ("refusal with which", "Statements", r"/read/[^?]+\?statement=\w+$"),
        ("emptied two trailers", "Articles", r"/read/[^?]+$"),
    ],
)
def test_search_finds_as_one_types_and_enter_goes_there(
    page: Page, debate: str, size: tuple[int, int], words: str, group: str, leads_to: str
) -> None:
    visit(page, debate, size)
    page.keyboard.press("/")
    page.keyboard.type(words, delay=20)
    hits = page.get_by_role("group", name=group).get_by_role("option")
    expect(hits.first).to_be_visible(timeout=SLOW)
    options = page.get_by_role("listbox", name="Found").get_by_role("option")
    for _ in range(int((hits.first.get_attribute("id") or "hit-0").removeprefix("hit-"))):
        page.keyboard.press("ArrowDown")
    expect(hits.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(leads_to), timeout=SLOW)
    expect(options).to_have_count(0)
    settled(page)


@WIDTHS
def test_positions_open_sentences_by_keys_and_narrow_by_days(page: Page, debate: str, size: tuple[int, int]) -> None:
    visit(page, f"{debate}/positions", size)
    cell = page.get_by_role("link", name=re.compile(f"^{VOSSBERG}, A joint nightly limit"))
    signs = cell.inner_text()
    counts = re.findall(r"(?:supports|opposes|depends) (\d+)", cell.get_attribute("aria-label") or "")
    assert len(counts) > 1
    cell.focus()
    page.keyboard.press("Enter")
    expect(evidence(page)).to_have_count(sum(map(int, counts)), timeout=SLOW)
    close_evidence(page)
    expect(cell).to_be_focused()
    row = page.locator(f"a[data-row='{cell.get_attribute('data-row')}']")
    row.first.focus()
    page.keyboard.press("ArrowRight")
    expect(row.nth(1)).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(row.first).to_be_focused()
    page.get_by_role("slider", name="To").focus()
    for _ in range(14):
        page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("until=2031-02-13"))
    expect(cell).not_to_have_text(signs, timeout=SLOW)


def test_timeline_leads_from_a_change_to_its_two_sentences(page: Page, debate: str, turned: Path) -> None:
    with onrecord.open(turned) as ledger:
        changes = len(list(ledger.changes()))
    visit(page, f"{debate}/timeline")
    expect(page.locator("path.turn")).to_have_count(changes)
    page.get_by_role("link", name=re.compile("18 Feb 2031: opposes → supports")).first.click()
    expect(evidence(page)).to_have_count(2, timeout=SLOW)
    for place, words in enumerate(TURN):
        expect(evidence(page).nth(place)).to_contain_text(words)
    evidence(page).nth(1).locator("blockquote a").click()
    expect(page.locator(".article .now.content").first).to_be_visible(timeout=SLOW)


@WIDTHS
def test_timeline_is_walked_by_keys_alone(page: Page, debate: str, turned: Path, size: tuple[int, int]) -> None:
    with onrecord.open(turned) as ledger:
        latest = [stand.record.statement for stand in ledger.positions(actor=VOSSBERG, concept="lorry_cap")][-1]
    visit(page, f"{debate}/timeline?id=henrike-vossberg", size)
    lane = page.get_by_role("group", name=re.compile(VOSSBERG))
    lane.get_by_role("button").first.focus()
    page.keyboard.press("End")
    last = lane.get_by_role("button").last
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(evidence(page).first).to_contain_text(latest.text, timeout=SLOW)
    close_evidence(page)
    expect(last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("opposes → supports"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(evidence(page)).to_have_count(2, timeout=SLOW)
    close_evidence(page)
    page.keyboard.press("+")
    expect(page).to_have_url(re.compile("since=.*until="))
    page.keyboard.press("-")
    expect(page).not_to_have_url(re.compile("since="))
