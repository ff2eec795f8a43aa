"""Into a file without a ledger: whole, and the same however often the run was killed on the way."""

from __future__ import annotations

import json
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet
import pytest

import onrecord
from onrecord.export import Line, attribution_line

ARTICLES = 60
WALL = "Mayor Ana Ruiz said that the sea wall must wait.\n\n“Not in a storm,” Ruiz told the council."
FERRY = "According to Emil Novak, the ferry carries fewer passengers every year."

PEOPLE = ("Ana Ruiz", "Bo Lind", "Cato Meyer", "Dina Okafor", "Emil Novak")
SUBJECTS = ("the dam", "a new bridge", "the night bus", "the old mill", "this toll", "the fish ladder", "our ferry")
FATES = ("must wait", "would cost too much", "should be built at once", "is no use to anyone", "may yet be saved")


def article(dice: random.Random) -> str:
    """Return an invented article of thirty sentences, long enough that a kill falls into the reading."""
    sentences = []
    for _ in range(30):
        person, claim = dice.choice(PEOPLE), f"{dice.choice(SUBJECTS)} {dice.choice(FATES)}"
        sentences.append(
            dice.choice((f"{person} said that {claim}.", f"“{claim.capitalize()},” said {person}.", f"So {claim}."))
        )
    return "\n\n".join(sentences)


def write_rows(path: Path, *rows: object) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return rows of which one stands three times, one is empty and one is no article."""
    twice = {"id": "wall", "text": WALL}
    return write_rows(
        tmp_path_factory.mktemp("rows") / "rows.jsonl",
        twice,
        {"id": "ferry", "text": FERRY},
        twice,
        {"id": "empty", "text": " "},
        {"text": "🙂 " + WALL},
        {"id": "number", "text": 7},
        {"id": "quiet", "text": "The old mill burned down. It stood by the river."},
        twice,
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file whose text is not taken as it stands."""
    path = tmp_path_factory.mktemp("page") / "mill.html"
    path.write_text(f"<html><body><article><p>{FERRY}</p></article></body></html>", encoding="utf-8")
    return path


def read(path: Path) -> list[Line]:
    """Return the lines of a file; Parquet has a null where JSONL has no text."""
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    lines: list[Line] = pyarrow.parquet.read_table(path).to_pylist()
    return [{key: value for key, value in line.items() if value is not None} for line in lines]


def confidences(lines: list[Line]) -> list[float]:
    found = []
    for line in lines:
        attributions = line["attributions"]
        assert isinstance(attributions, list)
        found += [float(attribution["confidence"]) for attribution in attributions]
    return found


@pytest.mark.parametrize("tagger", onrecord.TaggerName)
@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_extract_to_writes_what_extract_sources_yields(
    rows: Path, page: Path, tmp_path: Path, ending: str, tagger: onrecord.TaggerName
) -> None:
    out = tmp_path / f"out{ending}"
    tally = onrecord.extract_to(out, [rows, page], tagger=tagger)
    found = list(onrecord.extract_sources([rows, page], tagger=tagger))
    taken = [item for item in found if not isinstance(item, onrecord.Refused)]
    assert read(out) == [attribution_line(one.article.id, one.statements, text=one.own_text) for one in taken]
    assert tally.refused == [item for item in found if isinstance(item, onrecord.Refused)]
    assert (tally.articles, tally.known) == (len(taken), 0)
    assert tally.statements == len(confidences(read(out))) > 4
    assert [path.name for path in tmp_path.iterdir()] == [out.name], "nothing is left beside the file"


def test_extract_to_refuses_bad_rows_and_writes_the_rest(rows: Path, tmp_path: Path) -> None:
    tally = onrecord.extract_to(tmp_path / "out.jsonl", rows, tagger=onrecord.TaggerName.RULES)
    assert [refused.reason for refused in tally.refused] == ["its text is empty", "its text is int, not text"]
    assert [line["id"] for line in read(tmp_path / "out.jsonl")] == ["wall", "ferry", "wall", "rows-5", "quiet", "wall"]


def test_extract_to_writes_a_row_as_often_as_it_stands(rows: Path, tmp_path: Path) -> None:
    onrecord.extract_to(tmp_path / "out.jsonl", rows, tagger=onrecord.TaggerName.RULES)
    lines = Counter((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())
    assert sorted(lines.values()) == [1, 1, 1, 3]


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
def test_extract_to_leaves_out_what_is_less_sure_than_asked(tmp_path: Path, ending: str) -> None:
    source = write_rows(tmp_path / "rows.jsonl", {"id": "a", "text": WALL}, {"id": "b", "text": f"{FERRY} {WALL}"})
    everything, some, nothing = (tmp_path / f"{name}{ending}" for name in ("everything", "some", "nothing"))
    onrecord.extract_to(everything, source)
    shares = sorted(confidences(read(everything)))
    least = shares[len(shares) // 2]
    tally = onrecord.extract_to(some, source, min_confidence=least)
    assert sorted(confidences(read(some))) == [share for share in shares if share >= least]
    assert 0 < tally.statements < len(shares)
    assert onrecord.extract_to(nothing, source, min_confidence=1.0).statements == 0
    assert [line["attributions"] for line in read(nothing)] == [[], []]


def test_extract_to_a_file_again_writes_it_anew(rows: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("of another program\n", encoding="utf-8")
    first = onrecord.extract_to(out, rows, tagger=onrecord.TaggerName.RULES)
    content = out.read_bytes()
    again = onrecord.extract_to(out, rows, tagger=onrecord.TaggerName.RULES)
    assert out.read_bytes() == content
    assert (again.known, again.articles) == (0, first.articles)


def test_extract_to_shows_its_tally_as_it_goes(rows: Path, tmp_path: Path) -> None:
    seen: list[int] = []
    onrecord.extract_to(
        tmp_path / "out.jsonl",
        rows,
        tagger=onrecord.TaggerName.RULES,
        on_progress=lambda tally: seen.append(tally.articles + len(tally.refused)),
    )
    assert seen == list(range(1, 9))


class StopError(Exception):
    """What ends a run in these tests."""


def stop_after(out: Path, source: Path, articles: int, tagger: onrecord.TaggerName) -> None:
    """Write so many articles and stop before the file is there."""

    def stop(tally: onrecord.Extraction) -> None:
        if tally.articles == articles:
            raise StopError

    with pytest.raises(StopError):
        onrecord.extract_to(out, source, tagger=tagger, on_progress=stop)
    assert not out.exists()


@pytest.mark.parametrize("ending", [".jsonl", ".parquet"])
@pytest.mark.parametrize("articles", [1, 3, 4, 6])
def test_extract_to_goes_on_where_it_was_stopped(rows: Path, tmp_path: Path, articles: int, ending: str) -> None:
    whole, out = tmp_path / f"whole{ending}", tmp_path / f"out{ending}"
    onrecord.extract_to(whole, rows, tagger=onrecord.TaggerName.RULES)
    stop_after(out, rows, articles, onrecord.TaggerName.RULES)
    tally = onrecord.extract_to(out, rows, tagger=onrecord.TaggerName.RULES)
    assert read(out) == read(whole)
    assert (tally.known, tally.articles) == (articles, 6 - articles)
    assert len(tally.refused) == 2, "what was refused before is named again"
    assert {path.name for path in tmp_path.iterdir()} == {whole.name, out.name}


def test_extract_to_begins_anew_with_another_tagger(rows: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    onrecord.extract_to(whole, rows)
    stop_after(out, rows, 3, onrecord.TaggerName.RULES)
    assert onrecord.extract_to(out, rows).known == 0
    assert out.read_bytes() == whole.read_bytes()


def test_extract_to_an_unknown_ending_is_a_usage_error(rows: Path, tmp_path: Path) -> None:
    with pytest.raises(onrecord.UsageError, match="no format has this ending"):
        onrecord.extract_to(tmp_path / "out.odt", rows)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return rows of invented articles, some of which stand twice."""
    dice = random.Random(5)
    articles: list[object] = [{"id": f"a{number}", "text": article(dice)} for number in range(ARTICLES - 10)]
    path = tmp_path_factory.mktemp("corpus") / "rows.jsonl"
    return write_rows(path, *articles, *articles[:10])


def command(corpus: Path, out: Path) -> list[str]:
    return [sys.executable, "-m", "onrecord", "extract", str(corpus), "-o", str(out), "--jobs", "1"]


def test_extract_killed_and_given_again_ends_like_one_that_was_not(corpus: Path, tmp_path: Path) -> None:
    whole, out = tmp_path / "whole.jsonl", tmp_path / "out.jsonl"
    onrecord.extract_to(whole, corpus)
    part = tmp_path / "out.jsonl.part"
    kept = 0
    for _ in range(2):
        process = subprocess.Popen(command(corpus, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and (not part.exists() or part.read_bytes().count(b"\n") <= kept):
            time.sleep(0.005)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert not out.exists(), "the kill must fall into unfinished work"
        kept = part.read_bytes().count(b"\n")
    done = subprocess.run(command(corpus, out), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    [known] = [int(words[0]) for words in map(str.split, done.stderr.split(", ")) if words[1:3] == ["read", "before;"]]
    assert kept - 1 <= known <= kept
    assert out.read_bytes() == whole.read_bytes()
    assert len(read(out)) == ARTICLES
    assert {path.name for path in tmp_path.iterdir()} == {whole.name, out.name}
