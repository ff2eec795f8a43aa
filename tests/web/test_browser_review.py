"""Reading and review in a real browser: by keyboard alone, with undo, on the sample debate."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

import onrecord
from onrecord.model import Record
from tests.web.browsing import SLOW, Serve, in_force, serious, until

WIDTHS = pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
VOSSBERG = "Germany would accept a nightly limit on lorries"
PLACE_OF_WORDS = """words => {
  for (const line of document.querySelectorAll(".article [data-start]")) {
    const at = line.textContent.indexOf(words);
    if (at < 0) continue;
    line.scrollIntoView({ block: "center" });
    const range = document.createRange();
    const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    let seen = 0;
    let started = false;
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const end = seen + node.length;
      if (!started && at < end) {
        range.setStart(node, at - seen);
        started = true;
      }
      if (started && at + words.length <= end) {
        range.setEnd(node, at + words.length - seen);
        const places = [...range.getClientRects()].filter((place) => place.width > 0);
        const [first, last] = [places[0], places.at(-1)];
        return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
      }
      seen = end;
    }
  }
  return null;
}"""


def open_review(page: Page, address: str, width: int = 1280, height: int = 800, path: str = "/review") -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{address}{path}")
    expect(in_hand(page)).to_be_visible(timeout=SLOW)
    page.wait_for_function("new URLSearchParams(location.search).has('statement')", timeout=SLOW)


def in_hand(page: Page) -> Locator:
    return page.locator("[data-statement]")


def offered(page: Page) -> Locator:
    """Return what Enter would take of what the type-ahead offers."""
    return page.locator(".picker [role=option][aria-selected=true]")


def statement_of(page: Page) -> str:
    return in_hand(page).get_attribute("data-statement") or ""


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def press_and_go_on(page: Page, key: str) -> None:
    """Press a key that leads to another statement, and see that it has come."""
    before = statement_of(page)
    page.keyboard.press(key)
    expect(in_hand(page)).not_to_have_attribute("data-statement", before, timeout=SLOW)


def highlighted(page: Page, role: str) -> str:
    return "".join(page.locator(f".article .now.{role}").all_text_contents())


def select(page: Page, words: str) -> None:
    """Select words of the article with the mouse."""
    place = page.evaluate(PLACE_OF_WORDS, words)
    assert place is not None, f"the article does not read {words!r}"
    page.mouse.move(place[0], place[1])
    page.mouse.down()
    page.mouse.move(place[2], place[3], steps=5)
    page.mouse.up()


def records(ledger: Path) -> list[Record]:
    with onrecord.open(ledger) as opened:
        return list(opened.statements())


def record(ledger: Path, *, words: str) -> Record:
    """Return the first statement with these words."""
    return next(one for one in records(ledger) if words in one.statement.text)


def read_address(one: Record) -> str:
    return f"/read/{one.article.id}?statement={one.statement.id}"


def texts(ledger: Path) -> list[str]:
    return [one.statement.text for one in records(ledger)]


@WIDTHS
def test_review_decides_twenty_statements_by_keyboard_and_undoes_them(
    served: Serve, sample: Path, page: Page, width: int, height: int
) -> None:
    before = records(sample)
    open_review(page, served(sample), width, height)
    first = statement_of(page)
    for number in range(20):
        press_and_go_on(page, "n" if number % 3 == 2 else "y")
    expect(page.locator("[data-decided]")).to_have_text("20")
    until(page, lambda: sum(one.subject == "statement" for one in in_force(sample)) == 20)
    assert records(sample) != before
    press(page, *["u"] * 20)
    expect(page.locator("[data-decided]")).to_have_text("0")
    expect(in_hand(page)).to_have_attribute("data-statement", first, timeout=SLOW)
    until(page, lambda: not in_force(sample))
    assert records(sample) == before


def test_review_flips_a_stance_and_redoes_it(served: Serve, sample: Path, page: Page) -> None:
    one = next(one for one in records(sample) if len(one.positions) == 1 and one.positions[0].stance == "oppose")
    open_review(page, served(sample), path=read_address(one))
    positions = page.get_by_role("list", name="Positions")
    expect(positions).to_contain_text("opposes")
    press(page, "f")
    expect(positions).to_contain_text("supports")
    press(page, "u")
    expect(positions).to_contain_text("opposes")
    press(page, "Shift+U")
    expect(positions).to_contain_text("supports")
    until(page, lambda: [decision.new for decision in in_force(sample)] == ["support"])


def test_review_changes_speaker_concept_and_type_as_one_types(served: Serve, sample: Path, page: Page) -> None:
    one = record(sample, words=VOSSBERG)
    open_review(page, served(sample), path=read_address(one))
    press(page, "s")
    page.get_by_role("combobox", name="Who speaks?").fill("Noémie")
    expect(offered(page)).to_contain_text("Noémie Castellan", timeout=SLOW)
    press(page, "Enter")
    expect(page.locator(".speakers")).to_have_text("Noémie Castellan")
    press(page, "c")
    page.get_by_role("combobox", name="On which concept?").fill("rail")
    expect(offered(page)).to_contain_text("Public subsidies", timeout=SLOW)
    press(page, "Enter", "-")
    expect(page.get_by_role("list", name="Positions")).to_contain_text("rail")
    press(page, "t", "d")
    expect(page.locator(".sheet .head")).to_contain_text("direct")
    until(page, lambda: {decision.field for decision in in_force(sample)} >= {"speakers", "kind"})
    now = record(sample, words=VOSSBERG)
    assert now.statement.kind == "direct"
    assert [speaker.name for speaker in now.speakers] == ["Noémie Castellan"]
    assert ("rail_subsidy", "oppose") in [(position.concept, position.stance) for position in now.positions]
    press(page, "u", "u", "u")
    until(page, lambda: not in_force(sample))
    assert record(sample, words=VOSSBERG) == one


@WIDTHS
def test_review_adds_a_missed_statement_by_selection(
    served: Serve, sample: Path, page: Page, width: int, height: int
) -> None:
    before = texts(sample)
    open_review(page, served(sample), width, height, path=read_address(record(sample, words=VOSSBERG)))
    select(page, "emptied two trailers of apples")
    press(page, "a")
    select(page, "about 300 farmers")
    select(page, "Outside the hall")
    page.get_by_role("combobox", name="Who speaks?").fill("The farmers of Bozen")
    expect(offered(page)).to_contain_text("The farmers of Bozen", timeout=SLOW)
    press(page, "Enter")
    expect(page.locator(".speakers")).to_have_text("The farmers of Bozen")
    until(page, lambda: "emptied two trailers of apples" in texts(sample))
    added = record(sample, words="emptied two trailers of apples")
    assert [span.quote for span in added.statement.source] == ["about 300 farmers"]
    assert [span.quote for span in added.statement.cue] == ["Outside the hall"]
    assert [speaker.name for speaker in added.speakers] == ["The farmers of Bozen"]
    expect(in_hand(page)).to_have_attribute("data-statement", added.statement.id, timeout=SLOW)
    press(page, "u")
    until(page, lambda: texts(sample) == before)


def test_review_adds_a_statement_without_a_mouse(served: Serve, sample: Path, page: Page) -> None:
    open_review(page, served(sample), path=read_address(record(sample, words=VOSSBERG)))
    press(page, "a", "ArrowDown", "ArrowUp", "{", "Enter", "Enter", "Enter")
    expect(page.get_by_role("combobox", name="Who speaks?")).to_be_focused()
    expect(offered(page)).to_be_visible(timeout=SLOW)
    press(page, "Enter")
    until(page, lambda: [decision.field for decision in in_force(sample)] == ["added"])


def test_review_moves_an_edge(served: Serve, sample: Path, page: Page) -> None:
    one = record(sample, words=VOSSBERG)
    content = one.statement.text
    open_review(page, served(sample), path=read_address(one))
    expect(page.locator(".article .now.content").first).to_be_visible()
    assert highlighted(page, "content") == content
    press(page, "{", "{", "1", "]")
    shorter = content.rsplit(" ", 2)[0]
    assert highlighted(page, "content") == shorter
    until(page, lambda: shorter in texts(sample))
    now = record(sample, words=shorter)
    assert now.statement.id == one.statement.id
    assert now.statement.source[0].quote == one.statement.source[0].quote.split(" ", 1)[1]
    press(page, "u")
    until(page, lambda: not in_force(sample))
    assert highlighted(page, "content") == content
    assert record(sample, words=VOSSBERG) == one


def test_review_splits_a_statement(served: Serve, sample: Path, page: Page) -> None:
    one = record(sample, words=VOSSBERG)
    before = texts(sample)
    open_review(page, served(sample), path=read_address(one))
    lines = page.get_by_role("region", name="Statements of the article").get_by_role("button")
    count = lines.count()
    press(page, "x")
    expect(page.locator(".article .after-cut")).to_have_count(1)
    press(page, "ArrowRight", "Enter")
    expect(lines).to_have_count(count + 1)
    until(page, lambda: len(texts(sample)) == len(before) + 1)
    pieces = [text for text in texts(sample) if text not in before]
    assert len(pieces) == 2
    assert " ".join(pieces) == one.statement.text
    press(page, "u")
    expect(lines).to_have_count(count)
    until(page, lambda: texts(sample) == before)


@WIDTHS
def test_review_highlights_what_is_quoted_after_emoji_and_cyrillic(
    served: Serve, story: Path, page: Page, width: int, height: int
) -> None:
    address = served(story)
    checked = [one for one in records(story) if one.article.id in ("article2", "article3")]
    assert any("плотина" in one.statement.text for one in checked)
    for one in checked:
        open_review(page, address, width, height, path=read_address(one))
        expect(in_hand(page)).to_have_attribute("data-statement", one.statement.id, timeout=SLOW)
        for role in ("source", "cue", "content"):
            assert highlighted(page, role) == "".join(span.quote for span in getattr(one.statement, role))


def test_review_says_who_decided_meanwhile_and_keeps_the_place(served: Serve, sample: Path, page: Page) -> None:
    page.route("**/api/events", lambda route: route.abort())
    open_review(page, served(sample))
    statement = statement_of(page)
    with onrecord.open(sample) as opened:
        opened.reject_statement(statement, by="Bo")
    press_and_go_on(page, "y")
    after = statement_of(page)
    expect(page.get_by_text("Bo").first).to_be_visible(timeout=SLOW)
    assert statement_of(page) == after
    assert [decision.made_by for decision in in_force(sample)] == ["Bo"]
    page.get_by_role("button", name="Look").click()
    expect(in_hand(page)).to_have_attribute("data-statement", statement, timeout=SLOW)
    expect(page.locator(".sheet .head")).to_contain_text("rejected", timeout=SLOW)


def test_review_filters_by_actor_concept_and_outlet(served: Serve, sample: Path, page: Page) -> None:
    open_review(page, served(sample))
    for kind, typed in (("actor", "Vossberg"), ("concept", "toll"), ("outlet", "Danube")):
        page.get_by_role("button", name=f"Any {kind}").click()
        page.get_by_role("combobox", name=f"Which {kind}?").fill(typed)
        expect(offered(page)).to_contain_text(typed, timeout=SLOW)
        press(page, "Enter")
        page.wait_for_function(f"new URLSearchParams(location.search).has('{kind}')")
    expect(in_hand(page)).to_be_visible(timeout=SLOW)
    expect(page.locator(".speakers")).to_contain_text("Vossberg", timeout=SLOW)
    page.reload()
    expect(page.locator(".speakers")).to_contain_text("Vossberg", timeout=SLOW)


def test_review_says_aloud_where_it_is(served: Serve, sample: Path, page: Page) -> None:
    open_review(page, served(sample))
    press_and_go_on(page, "j")
    words = in_hand(page).locator("blockquote").inner_text()
    expect(page.locator("[data-said]")).to_contain_text(words[:40], timeout=SLOW)


@WIDTHS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_review_keeps_nobody_out(served: Serve, sample: Path, page: Page, width: int, height: int, scheme: str) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    open_review(page, served(sample), width, height)
    assert serious(page) == []
    press(page, "c")
    expect(offered(page)).to_be_visible(timeout=SLOW)
    assert serious(page) == []
