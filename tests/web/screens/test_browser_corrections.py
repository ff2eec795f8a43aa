"""Actors and concepts are corrected and all is undone, and the history tells it."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

import onrecord
from onrecord.model import Stance
from tests.web.browsing import SLOW, VOSSBERG, WIDTHS, Serve, in_force, until, visit


def noticed(page: Page, words: str) -> None:
    expect(page.get_by_role("status").filter(has_text=words).first).to_be_visible(timeout=SLOW)


def concepts(ledger: Path) -> list[str]:
    with onrecord.open(ledger) as opened:
        return [concept.label for concept in opened.codebook()]


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
