"""Near copies are found, other reports are not."""

from __future__ import annotations

import random
import subprocess
import sys
import time

import pytest

from onrecord.articles.duplicates import Fingerprint, fingerprint, is_copy, similarity

VERBS = ("postponed", "defended", "rejected", "praised", "examined", "questioned", "funded", "delayed")
NOUNS = ("harbour", "ferry", "budget", "engineer", "council", "bridge", "chair", "report", "vote", "island", "school")


def report(seed: int, paragraphs: int = 12) -> list[str]:
    """Return a report of the paragraphs given, about 600 words, unlike that of another seed."""
    chance = random.Random(seed)
    return [
        " ".join(
            f"The {chance.choice(NOUNS)} of {chance.choice(NOUNS)} {chance.choice(VERBS)} the {chance.choice(NOUNS)}"
            f" number {chance.randrange(100)}."
            for _ in range(6)
        )
        for _ in range(paragraphs)
    ]


def text(paragraphs: list[str]) -> str:
    return "\n\n".join(paragraphs)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("kept", [12, 10, 8])
def test_report_cut_by_its_last_paragraphs_is_a_copy(seed: int, kept: int) -> None:
    whole, cut = fingerprint(text(report(seed))), fingerprint(text(report(seed)[:kept]))
    assert set(whole.bands) & set(cut.bands)
    assert is_copy(whole, cut)
    assert is_copy(cut, whole)


@pytest.mark.parametrize("seed", range(5))
def test_report_with_another_head_and_layout_is_a_copy(seed: int) -> None:
    whole = text(report(seed))
    changed = "PARIS (AP) — " + whole.upper().replace("\n\n", "\n").replace(".", " …", 3)
    assert similarity(fingerprint(whole), fingerprint(changed)) > 0.9


@pytest.mark.parametrize("seed", range(5))
def test_other_report_in_the_same_words_is_no_copy(seed: int) -> None:
    one, other = fingerprint(text(report(seed))), fingerprint(text(report(seed + 100)))
    assert not is_copy(one, other)
    assert similarity(one, other) < 0.5


def test_short_note_is_no_copy_of_a_long_report_by_chance() -> None:
    long = fingerprint(text(report(1, paragraphs=200)))
    assert not any(is_copy(long, fingerprint(f"{paragraph} Wait.")) for paragraph in report(2, paragraphs=20))


@pytest.mark.parametrize("short", ["", "…", "Wait", "The ferry waits.", "市长", "\ud800"])
def test_short_text_is_a_copy_of_itself_alone(short: str) -> None:
    assert is_copy(fingerprint(short), fingerprint(short))
    assert not is_copy(fingerprint(short), fingerprint("Another text altogether stands here."))


def test_fingerprint_is_stored_whole() -> None:
    found = fingerprint(text(report(1)))
    stored = found.to_bytes()
    assert Fingerprint.from_bytes(stored) == found
    assert Fingerprint.from_bytes(stored).bands == found.bands
    assert len(stored) == 516


def test_fingerprint_is_the_same_in_every_process() -> None:
    code = "from onrecord.articles.duplicates import fingerprint; print(fingerprint('The ferry must wait.').bands)"
    found = {
        subprocess.run(
            [sys.executable, "-c", code], check=True, capture_output=True, text=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert found == {f"{fingerprint('The ferry must wait.').bands}\n"}


def test_fingerprint_takes_little_time() -> None:
    texts = [text(report(seed)) for seed in range(20)]
    start = time.perf_counter()
    for article in texts:
        fingerprint(article)
    assert (time.perf_counter() - start) / len(texts) < 0.05
