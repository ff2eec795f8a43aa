"""Every screen in a real browser, at both widths: what it shows, where it leads, that its address says it all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

import onrecord
from onrecord.model import Decision, Stance

Serve = Callable[..., str]
AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WIDE, NARROW = (1280, 800), (390, 844)
WIDTHS = pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
SLOW = 30_000
"""Milliseconds that a busy machine may take."""
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
VOSSBERG = "Henrike Vossberg"
TURN = ("the refusal with which she had greeted the idea", "would now support the nightly limit")
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


def visit(page: Page, address: str, size: tuple[int, int] = WIDE) -> None:
    """Open a screen and wait until it shows what it has."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address)
    settled(page)


def settled(page: Page) -> None:
    expect(page.locator("main h1, main [data-statement]").first).to_be_visible(timeout=SLOW)
    expect(page.locator(".waiting")).to_have_count(0, timeout=SLOW)


def evidence(page: Page) -> Locator:
    """Return the sentences that lie open beside the view."""
    return page.locator("aside.evidence article.statement")


def close_evidence(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("aside.evidence")).to_have_count(0)


def noticed(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible(timeout=SLOW)


def in_force(ledger: Path) -> list[Decision]:
    with onrecord.open(ledger) as opened:
        return [one for one in opened.decisions() if one.undone_at is None]


def concepts(ledger: Path) -> list[str]:
    with onrecord.open(ledger) as opened:
        return [concept.label for concept in opened.codebook()]


def until(page: Page, holds: Callable[[], bool]) -> None:
    """Wait until the ledger has what the browser sent."""
    for _ in range(SLOW // 100):
        if holds():
            return
        page.wait_for_timeout(100)
    raise AssertionError("the ledger did not get what the browser sent")


def serious(page: Page) -> list[str]:
    """Return what axe finds that keeps people out."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: Iterable[dict[str, object]] = page.evaluate("axe.run().then((told) => told.violations)")
    return [f"{one['id']}: {one['nodes']}" for one in found if one["impact"] in ("serious", "critical")]


@WIDTHS
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_screens_keep_nobody_out(
    page: Page, debate: str, size: tuple[int, int], scheme: Literal["light", "dark"]
) -> None:
    if not AXE.exists():
        pytest.skip("axe-core is not installed: `npm ci` in frontend/")
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
    expect(cell).to_contain_text("+")
    cell.focus()
    page.keyboard.press("Enter")
    expect(evidence(page)).to_have_count(5, timeout=SLOW)
    close_evidence(page)
    expect(cell).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("link", name=re.compile(f"^{VOSSBERG}, Lorries should pay"))).to_be_focused()
    page.keyboard.press("ArrowLeft")
    expect(cell).to_be_focused()
    page.get_by_role("slider", name="To").focus()
    for _ in range(14):
        page.keyboard.press("ArrowLeft")
    expect(page).to_have_url(re.compile("until=2031-02-13"))
    expect(cell).not_to_contain_text("+", timeout=SLOW)


def test_timeline_leads_from_a_change_to_its_two_sentences(page: Page, debate: str) -> None:
    visit(page, f"{debate}/timeline")
    expect(page.locator("path.turn")).to_have_count(1)
    page.get_by_role("link", name=re.compile("18 Feb 2031: opposes → supports")).first.click()
    expect(evidence(page)).to_have_count(2, timeout=SLOW)
    for place, words in enumerate(TURN):
        expect(evidence(page).nth(place)).to_contain_text(words)
    evidence(page).nth(1).locator("blockquote a").click()
    expect(page.locator(".article .now.content").first).to_be_visible(timeout=SLOW)


@WIDTHS
def test_timeline_is_walked_by_keys_alone(page: Page, debate: str, size: tuple[int, int]) -> None:
    visit(page, f"{debate}/timeline?id=henrike-vossberg", size)
    lane = page.get_by_role("group", name=re.compile(VOSSBERG))
    lane.get_by_role("button").first.focus()
    page.keyboard.press("End")
    last = lane.get_by_role("button").last
    expect(last).to_be_focused()
    page.keyboard.press("Enter")
    expect(evidence(page).first).to_contain_text(TURN[1], timeout=SLOW)
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


def test_actors_are_merged_renamed_split_and_all_undone(page: Page, served: Serve, sample: Path) -> None:
    address = served(sample)
    visit(page, f"{address}/actors/davide-morosetti")
    page.keyboard.press("m")
    page.get_by_role("combobox", name="Which actor?").fill("Strambaldi")
    expect(page.get_by_role("option", name="Gianluca Strambaldi").first).to_be_visible(timeout=SLOW)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/actors/gianluca-strambaldi"), timeout=SLOW)
    names = page.get_by_role("checkbox", name="Davide Morosetti", exact=True)
    expect(names).to_be_visible(timeout=SLOW)
    page.keyboard.press("u")
    expect(names).to_have_count(0, timeout=SLOW)
    until(page, lambda: not in_force(sample))

    visit(page, f"{address}/actors/henrike-vossberg")
    page.keyboard.press("r")
    page.get_by_role("textbox", name="Name").fill("Henrike Vossberg-Lang")
    page.keyboard.press("Enter")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Henrike Vossberg-Lang", timeout=SLOW)
    page.keyboard.press("u")
    expect(heading).to_have_text(VOSSBERG, timeout=SLOW)

    spelling = page.get_by_role("checkbox", name="Vossberg", exact=True)
    spelling.check()
    page.get_by_role("button", name="Split off Vossberg").click()
    expect(spelling).to_have_count(0, timeout=SLOW)
    assert [one.field for one in in_force(sample)] == ["same_as"] or in_force(sample)
    page.keyboard.press("u")
    until(page, lambda: not in_force(sample))


def test_actors_suggestions_are_answered_by_keys(page: Page, served: Serve, alike: Path) -> None:
    visit(page, f"{served(alike)}/actors/suggestions")
    pairs = page.locator("main ol > li")
    expect(pairs).to_have_count(2, timeout=SLOW)
    expect(pairs.first).to_contain_text("surname spelt otherwise")
    page.keyboard.press("y")
    expect(pairs).to_have_count(1)
    page.keyboard.press("n")
    expect(page.get_by_text("No two actors look like one.")).to_be_visible()
    until(page, lambda: len(in_force(alike)) == 2)
    assert {one.field for one in in_force(alike)} == {"same_as", "distinct_from"}
    page.keyboard.press("u")
    page.keyboard.press("u")
    until(page, lambda: not in_force(alike))
    expect(pairs).to_have_count(2, timeout=SLOW)


@WIDTHS
def test_concepts_are_added_edited_merged_dropped_and_undone(
    page: Page, served: Serve, story: Path, size: tuple[int, int]
) -> None:
    visit(page, f"{served(story)}/concepts", size)
    lines = page.locator("main ul > li")
    expect(lines).to_have_count(2)
    page.get_by_role("button", name="Add a concept").click()
    page.get_by_label("One sentence that one can agree").fill("The ferry should run at night.")
    page.get_by_label("A sentence that supports it").fill("Let the ferry run all night.")
    page.keyboard.press("Enter")
    expect(lines).to_have_count(3, timeout=SLOW)
    page.get_by_role("button", name="Edit: The ferry should run at night.").click()
    page.get_by_label("One sentence that one can agree").fill("The ferry should run all night.")
    page.get_by_role("button", name="Save").click()
    expect(lines.filter(has_text="The ferry should run all night.")).to_have_count(1, timeout=SLOW)
    page.get_by_role("button", name="Merge: The ferry should run all night.").click()
    page.get_by_role("combobox", name="Which concept?").fill("dam")
    page.keyboard.press("Enter")
    expect(lines).to_have_count(2, timeout=SLOW)
    page.keyboard.press("u")
    expect(lines).to_have_count(3, timeout=SLOW)
    page.get_by_role("button", name="Drop: The ferry should run all night.").click()
    expect(lines).to_have_count(2, timeout=SLOW)
    for _ in range(3):
        page.keyboard.press("u")
    until(page, lambda: concepts(story) == ["A dam should be built.", "The bridge should cost a toll."])
    expect(lines).to_have_count(2, timeout=SLOW)


def test_concepts_codebook_is_saved_and_loaded(
    page: Page, served: Serve, story: Path, tmp_path: Path, told: list[str]
) -> None:
    visit(page, f"{served(story)}/concepts")
    with page.expect_download(timeout=SLOW) as coming:
        page.get_by_role("link", name="Save as a file").click()
    saved = Path(coming.value.path()).read_text(encoding="utf-8")
    assert "A dam should be built." in saved
    other = tmp_path / "other.yaml"
    other.write_text(saved.replace("A dam should be built.", "A dam must be built at once."), encoding="utf-8")
    page.get_by_label("Codebook file").set_input_files(other)
    expect(page.get_by_role("link", name="A dam must be built at once.")).to_be_visible(timeout=SLOW)
    assert "A dam must be built at once." in concepts(story)
    other.write_text("concepts: [", encoding="utf-8")
    page.get_by_label("Codebook file").set_input_files(other)
    noticed(page, "Not done.")
    assert len(concepts(story)) == 2
    assert [words for words in told if "400" not in words] == []
    told.clear()


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


def dropped(page: Page, name: str, text: str) -> None:
    """Drop a file on the page, as the mouse does."""
    page.evaluate(DROP, [name, text])


@WIDTHS
def test_history_undoes_one_step_and_makes_it_anew(
    page: Page, served: Serve, story: Path, size: tuple[int, int]
) -> None:
    with onrecord.open(story) as opened:
        first, second = (one.statement.id for one in list(opened.statements())[:2])
        opened.confirm_statement(first, by="Ada")
        opened.reject_statement(second, by="Bo")
    visit(page, f"{served(story)}/history", size)
    steps = page.locator("main ol > li")
    expect(steps).to_have_count(2)
    steps.filter(has_text="Ada").get_by_role("button", name=re.compile("^Undo")).click()
    until(page, lambda: [one.made_by for one in in_force(story)] == ["Bo"])
    page.get_by_role("button", name=re.compile("^Make anew")).click()
    until(page, lambda: len(in_force(story)) == 2)
    page.get_by_label("By").select_option("Bo")
    expect(steps).to_have_count(1, timeout=SLOW)
    expect(page).to_have_url(re.compile("by=Bo"))


@WIDTHS
def test_history_compares_two_coders(page: Page, served: Serve, story: Path, size: tuple[int, int]) -> None:
    with onrecord.open(story) as opened:
        some = [(one.statement.id, one.positions[0].concept) for one in opened.statements() if one.positions]
        for number, (statement, concept) in enumerate(some):
            opened.set_position(statement, concept, Stance.SUPPORT, by="Ada")
            opened.set_position(statement, concept, Stance.OPPOSE if number == 0 else Stance.SUPPORT, by="Bo")
    visit(page, f"{served(story)}/history?view=compare", size)
    expect(page.get_by_role("table")).to_contain_text("Krippendorff")
    expect(page.get_by_role("heading", name="1 disagreement")).to_be_visible()
    page.get_by_label("The other coder").select_option("machine")
    expect(page).to_have_url(re.compile("other=machine"))
