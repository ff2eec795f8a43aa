"""Takes the pictures of the web app in docs/screenshots/, on the sample debate: `make screenshots`."""

from __future__ import annotations

import argparse
import io
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

import onrecord
from onrecord.sample import ARTICLES, CODEBOOK
from onrecord.web.app import create_app
from onrecord.web.page import BUILT
from onrecord.web.server import Server, address_of, listen

SCREENS = {
    "story": "/",
    "review": "/review?order=unsure",
    "positions": "/positions",
    "evidence": "/positions?evidence=actor%3Dhenrike-vossberg%26concept%3Dlorry_cap%26title%3DHenrike+Vossberg",
    "timeline": "/timeline",
    "network": "/network?kind=subtract",
    "network-tie": "/network?kind=subtract&tie=austria|alois-thurnbacher",
    "over-time": "/network?play=1&at=2",
    "actors": "/actors",
    "actor": "/actors/katharina-solderer",
    "concepts": "/concepts",
    "sources": "/sources?way=text",
    "history": "/history",
    "compare": "/history?view=compare&one=Ada&other=Bo",
}
SIZES = {1280: 800, 390: 844}
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CHROMIUM = "/usr/bin/chromium"
FLAGS = ("--no-sandbox", "--disable-background-networking", "--enable-unsafe-swiftshader", "--force-color-profile=srgb")
WITHIN = 60_000
DRAWN = 1.5
"""Seconds after which whatever moves stands still."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=Path(__file__).parent / "screenshots")
    parser.add_argument("--page", type=Path, default=BUILT, help="the folder of the built page")
    parser.add_argument("--only", nargs="*", default=list(SCREENS), choices=list(SCREENS))
    chosen = parser.parse_args()
    chosen.into.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        ledger = Path(folder) / "alps.db"
        fill(ledger)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        with served(ledger, chosen.page) as address:
            for width in SIZES:
                for scheme in SCHEMES:
                    take(browser, address, width, scheme, chosen.only, chosen.into)
        browser.close()


def fill(ledger: Path) -> None:
    """Read the sample debate, and have two people decide a little, so that there is a history."""
    with onrecord.open(ledger) as opened:
        opened.add(ARTICLES, codebook=CODEBOOK)
        said = [one for one in opened.statements() if one.positions]
        for one in said:
            if "Germany will not join" in one.statement.text or "would now support" in one.statement.text:
                opened.confirm_position(one.statement.id, "lorry_cap", by="Ada")
        for number, one in enumerate(said[:12]):
            held = one.positions[0]
            opened.set_position(one.statement.id, held.concept, held.stance, by="Ada")
            opened.set_position(one.statement.id, held.concept, None if number % 5 == 4 else held.stance, by="Bo")
        opened.rename("lucia-bresanin", "Lucia Bresanin (Terracolta)", by="Bo", why="two of this name are in the news")


@contextmanager
def served(ledger: Path, page: Path) -> Iterator[str]:
    """Serve the ledger in a thread as long as it is needed."""
    listening = listen("127.0.0.1", 0)
    server = Server(create_app(ledger, page=page))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)
    yield address_of(listening)
    server.should_exit = True
    thread.join()


def take(
    browser: Browser, address: str, width: int, scheme: Literal["light", "dark"], screens: list[str], into: Path
) -> None:
    """Take these screens at a width, in light or dark."""
    context = browser.new_context(
        viewport={"width": width, "height": SIZES[width]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page = context.new_page()
    for name in screens:
        show(page, address + SCREENS[name])
        picture = Image.open(io.BytesIO(page.screenshot()))
        picture.convert("RGB").quantize(dither=Image.Dither.NONE).save(
            into / f"{name}-{width}-{scheme}.png", optimize=True
        )
    context.close()


def show(page: Page, address: str) -> None:
    """Open a screen and wait until it shows what it has."""
    page.goto(address)
    page.locator("main h1, main [data-statement]").first.wait_for(timeout=WITHIN)
    page.locator(".waiting").first.wait_for(state="detached", timeout=WITHIN)
    page.wait_for_load_state("load")
    page.wait_for_timeout(1_000 * DRAWN)


if __name__ == "__main__":
    main()
