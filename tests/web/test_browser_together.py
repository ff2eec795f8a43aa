"""Two browsers correct the same ledger at once: no decision is lost, none is made twice, and both show the same."""

from __future__ import annotations

import os
import random
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Browser, Page, expect

import onrecord
from onrecord.model import Decision

Serve = Callable[..., str]
SECONDS = float(os.environ.get("ONRECORD_TOGETHER_SECONDS", "10"))
SLOW = 60_000
"""Milliseconds that a busy machine may take."""
KEYS = "ynfynynu"
"""Confirm, reject, the other stance, and now and then take the last back."""


LISTEN = """
localStorage.setItem("onrecord.coder", "NAME");
const send = window.fetch;
window.fetch = async (address, init) => {
  const answer = await send(address, init);
  if (String(address).endsWith("/api/changes")) {
    const asked = JSON.parse(init.body);
    const made = answer.ok ? (await answer.clone().json()).decisions : [];
    const told = JSON.parse(sessionStorage.getItem("told") ?? "[]");
    sessionStorage.setItem("told", JSON.stringify([...told, [answer.status, asked.call.do, made]]));
  }
  return answer;
};
"""


class Coder:
    """A browser in which somebody decides, and which writes down what the server answers."""

    def __init__(self, browser: Browser, address: str, name: str) -> None:
        self.address = address
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.context.add_init_script(LISTEN.replace("NAME", name))
        self.page = self.context.new_page()
        self.open("/review?order=text")

    def open(self, path: str) -> None:
        """Open a statement, after all that was decided is sent."""
        self.page.goto(f"{self.address}{path}")
        expect(self.page.locator("[data-statement]")).to_be_visible(timeout=SLOW)
        expect(self.page).to_have_url(re.compile("statement="), timeout=SLOW)

    @property
    def told(self) -> list[tuple[int, str, list[int]]]:
        """The status of each change, what it was to do, and the decisions that it made."""
        return [tuple(one) for one in self.page.evaluate("JSON.parse(sessionStorage.getItem('told') ?? '[]')")]

    @property
    def made(self) -> list[int]:
        return [number for _, what, decisions in self.told if what != "undo" for number in decisions]

    @property
    def refused(self) -> int:
        return sum(status == 409 for status, _, _ in self.told)


@pytest.fixture
def coders(_browser: Browser, served: Serve, sample: Path) -> Iterator[tuple[Coder, Coder]]:
    address = served(sample)
    both = Coder(_browser, address, "Ada"), Coder(_browser, address, "Bo")
    yield both
    for coder in both:
        coder.context.close()


def decisions(ledger: Path) -> list[Decision]:
    with onrecord.open(ledger) as opened:
        return list(opened.decisions())


def test_two_browsers_lose_no_decision_and_make_none_twice(coders: tuple[Coder, Coder], sample: Path) -> None:
    dice = random.Random(7)
    first = statement_in(coders[0].page)
    end = time.monotonic() + SECONDS
    rounds = 0
    while time.monotonic() < end:
        for coder in dice.sample(coders, 2):
            coder.page.keyboard.press(dice.choice(KEYS))
        rounds += 1
        if rounds % 8 == 0:  # so that both come to the same statements again and again
            for coder in coders:
                sent(coder.page)
                coder.open(f"/review?order=text&statement={first}")
    for coder in coders:
        sent(coder.page)

    rows = decisions(sample)
    told = [number for coder in coders for number in coder.made]
    assert len(told) == len(set(told)), "a decision was told twice"
    assert sorted(told) == sorted(one.id for one in rows), "accepted and recorded are not the same"
    assert {one.made_by for one in rows} <= {"Ada", "Bo"}
    assert all(coder.made for coder in coders)
    assert all(status in (200, 409) for coder in coders for status, _, _ in coder.told)

    ada, bo = coders
    for coder in coders:
        coder.open(f"/review?order=text&statement={first}")
        expect(coder.page.locator("[data-decided]")).not_to_have_text("0", timeout=SLOW)
    assert ada.page.locator("main").aria_snapshot() == bo.page.locator("main").aria_snapshot()
    for coder in coders:
        coder.page.goto(f"{coder.address}/history")
        expect(coder.page.locator("main ol > li").first).to_be_visible(timeout=SLOW)
    assert ada.page.locator("main").aria_snapshot() == bo.page.locator("main").aria_snapshot()


def test_a_conflict_is_shown_to_who_comes_second(coders: tuple[Coder, Coder], sample: Path) -> None:
    ada, bo = coders
    bo.page.route("**/api/events", lambda route: route.abort())
    bo.page.reload()
    expect(bo.page.locator("[data-statement]")).to_be_visible(timeout=SLOW)
    assert statement_in(ada.page) == statement_in(bo.page)
    ada.page.keyboard.press("y")
    sent(ada.page)
    bo.page.keyboard.press("n")
    expect(bo.page.get_by_role("status").filter(has_text="Ada").first).to_be_visible(timeout=SLOW)
    assert bo.refused == 1
    assert {one.made_by for one in decisions(sample)} == {"Ada"}


def statement_in(page: Page) -> str:
    expect(page).to_have_url(re.compile("statement="), timeout=SLOW)
    return parse_qs(urlparse(page.url).query)["statement"][0]


def sent(page: Page) -> None:
    """Wait until the browser has nothing left to send."""
    page.wait_for_timeout(200)
    for _ in range(SLOW // 100):
        if page.evaluate("() => !dispatchEvent(new Event('beforeunload', { cancelable: true }))") is False:
            return
        page.wait_for_timeout(100)
    raise AssertionError("the browser still has changes to send")
