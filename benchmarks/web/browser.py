"""How fast the web app is in a browser on a large ledger: `python benchmarks/web/browser.py LEDGER` (it changes it).

`benchmarks/web/large_ledger.py` makes such a ledger; give a copy. The bars are those of docs/quality.md. Clicks and
keys are timed by the browser's Event Timing API, from the input to the next paint; it rounds to 8 ms and tells of no
event under 16 ms, which count as 16. Other times are from the click or key until what was asked for is in the page.
"""

from __future__ import annotations

import argparse
import gzip
import json
import signal
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from onrecord.web.page import BUILT

CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-background-networking", "--enable-unsafe-swiftshader")
STARTS, DECISIONS, WITHIN = 5, 100, 60_000
NAMED = 10
"""Clicks and keys that are named: the slowest."""
SCREENS = ("Positions", "Timeline", "Network", "Actors", "Concepts", "Sources", "History", "Story", "Review")
WATCH = """
window.events = [];
new PerformanceObserver((list) => {
  for (const one of list.getEntries())
    if (one.interactionId) window.events.push([one.startTime, one.interactionId, one.duration]);
}).observe({ type: "event", durationThreshold: 16, buffered: true });
window.inputs = [];
for (const name of ["keydown", "click"])
  addEventListener(name, (one) => window.inputs.push([one.timeStamp, one.key ?? "click", location.pathname]), true);
"""
SHOWN = """words => new Promise((done) => {
  const field = document.querySelector("search input");
  const list = document.getElementById("hits");
  field.value = "";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => requestAnimationFrame(() => {
    const begun = performance.now();
    setTimeout(() => done(5000), 5000);
    const seen = new MutationObserver(() => {
      if (!list.querySelector("[role=option]")) return;
      seen.disconnect();
      requestAnimationFrame(() => setTimeout(() => done(performance.now() - begun)));
    });
    seen.observe(list, { childList: true, subtree: true });
    field.value = words;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }));
})"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    chosen = parser.parse_args()
    with sync_playwright() as playwright, served(chosen.ledger) as address:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        tell("JavaScript of the first screen, packed", packed() / 1000, "kB", 60)
        starts = [first_screen(browser, address) for _ in range(STARTS)]
        tell("first screen interactive, first time", starts[0], "ms", 1_500)
        tell("first screen interactive, median after", statistics.median(starts[1:]), "ms", 1_500)
        page = watched(browser)
        page.goto(address)
        settled(page)
        found = [float(page.evaluate(SHOWN, words)) for words in typed(chosen.ledger)]
        tell("search results shown, median", statistics.median(found), "ms", 100)
        tell("search results shown, 95th percentile", nearly_most(found), "ms", 100)
        for name in SCREENS:
            tell(f"{name} shown", timed(page, name), "ms", 1_000)
        review(page)
        painted, slowest = events(page)
        tell(f"clicks and keys painted, median of {len(painted)}", statistics.median(painted), "ms", 100)
        tell("clicks and keys painted, 95th percentile", nearly_most(painted), "ms", 100)
        tell("clicks and keys painted, slowest", max(painted), "ms", None)
        print("  which were", ", ".join(slowest))
        browser.close()


def tell(what: str, figure: float, unit: str, bar: float | None) -> None:
    held = "" if bar is None else f"  bar {bar:g}  {'held' if figure <= bar else 'NOT HELD'}"
    print(f"{what:48}{figure:10.1f} {unit:3}{held}", flush=True)


@contextmanager
def served(ledger: Path) -> Iterator[str]:
    """Serve the ledger as long as it is needed, in a process of its own as everybody does; give the address."""
    command = [sys.executable, "-m", "onrecord", "serve", str(ledger), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = server.stdout.readline().split(": ", 1)[1].split(" ")[0]
            asking = HTTPConnection(address.removeprefix("http://"))
            asking.request("GET", "/api/session")
            asking.getresponse().read()  # which waits until the server is up
            asking.close()
            yield address
        finally:
            server.send_signal(signal.SIGINT)


def packed() -> int:
    """Return the bytes of JavaScript that the first screen needs, as the server sends them."""
    made = json.loads((BUILT / "made.json").read_text(encoding="utf-8"))
    needed, waiting = set[str](), ["index.html", "src/screens/story/Story.svelte"]
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting += made[name].get("imports", [])
    return sum(len(gzip.compress((BUILT / made[name]["file"]).read_bytes())) for name in needed)


def first_screen(browser: Browser, address: str) -> float:
    """Return the milliseconds from the address to a story that can be clicked, in a browser that has nothing kept."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    begun = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("main h1").wait_for(timeout=WITHIN)
    page.locator("main .lead a").first.click(trial=True)
    taken = time.perf_counter() - begun
    context.close()
    return 1_000 * taken


def typed(ledger: Path) -> list[str]:
    """Return what somebody types on the way to some names and titles."""
    with sqlite3.connect(ledger) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM actors ORDER BY id LIMIT 8")]
        titles = [row[0] for row in connection.execute("SELECT title FROM articles WHERE title <> '' LIMIT 8")]
    return [words[:length] for words in (*names, *titles) for length in (1, 2, 4, 7, 12) if length <= len(words)]


def watched(browser: Browser) -> Page:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(WATCH)
    return context.new_page()


def settled(page: Page) -> None:
    page.locator("main h1, main [data-statement]").first.wait_for(timeout=WITHIN)
    page.locator(".waiting").first.wait_for(state="detached", timeout=WITHIN)


def timed(page: Page, name: str) -> float:
    """Return the milliseconds from a click in the navigation to the screen with what it has."""
    begun = time.perf_counter()
    page.get_by_role("navigation", name="Screens").get_by_role("link", name=name, exact=True).click()
    page.get_by_role("heading", name=name).or_(page.locator("main [data-statement], main .lead")).first.wait_for()
    settled(page)
    taken = 1_000 * (time.perf_counter() - begun)
    act(page, name)
    return taken


def act(page: Page, name: str) -> None:
    """Do what one does on a screen."""
    steps: dict[str, Callable[[], None]] = {
        "Positions": lambda: in_positions(page),
        "Timeline": lambda: in_timeline(page),
        "Network": lambda: in_network(page),
        "Actors": lambda: typed_into(page, "Find an actor"),
        "Story": page.locator("main .side").first.click,
    }
    if name in steps:
        steps[name]()
        page.wait_for_timeout(500)
        page.keyboard.press("Escape")


def in_positions(page: Page) -> None:
    page.locator("a.cell").first.focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    page.wait_for_timeout(500)
    page.keyboard.press("Escape")
    page.get_by_role("slider", name="To").focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")


def in_timeline(page: Page) -> None:
    page.locator("svg [role=button]").first.focus()
    for key in ("ArrowRight", "ArrowRight", "End", "Enter", "Escape", "+", "+", "-", "-"):
        page.keyboard.press(key)
        page.wait_for_timeout(50)
    page.get_by_role("button", name="Concepts").click()


def in_network(page: Page) -> None:
    page.get_by_role("region", name="Strongest ties").get_by_role("button").first.click()
    page.wait_for_timeout(500)
    page.keyboard.press("+")
    page.keyboard.press("-")


def typed_into(page: Page, label: str) -> None:
    page.get_by_label(label).press_sequentially("mar", delay=60)


def review(page: Page) -> None:
    """Decide so many statements by key, about five in a second."""
    for number in range(DECISIONS):
        page.keyboard.press("n" if number % 3 == 2 else "y")
        page.wait_for_timeout(200)
    page.wait_for_timeout(1_000)


def events(page: Page) -> tuple[list[float], list[str]]:
    """Return how long each input took to be painted, in milliseconds, and which took longest, with their screens."""
    told: Sequence[tuple[float, int, float]] = page.evaluate("window.events")
    inputs: Sequence[tuple[float, str, str]] = page.evaluate("window.inputs")
    longest: dict[int, tuple[float, float]] = {}
    for begun, interaction, duration in told:
        longest[interaction] = max(longest.get(interaction, (0.0, begun)), (duration, begun))
    slowest = []
    for duration, begun in sorted(longest.values(), reverse=True)[:NAMED]:
        _, key, path = min(inputs, key=lambda one: abs(one[0] - begun))
        slowest.append(f"{key} on {path} {duration:.0f}")
    painted = [duration for duration, _ in longest.values()]
    return [*painted, *([16.0] * (len(inputs) - len(painted)))], slowest


def nearly_most(values: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return statistics.quantiles(values, n=20)[-1]


if __name__ == "__main__":
    main()
