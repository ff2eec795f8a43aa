"""`onrecord positions` and `onrecord concepts`, as a shell user gives them."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow.parquet
import pytest

import onrecord
from onrecord.cli import main
from onrecord.model import Concept, Stance
from onrecord.positions.codebook import read_codebook
from onrecord.positions.coder import Judgement, Said
from onrecord.statements.tagger import TaggerName

TEXT = (
    "Mayor Ana Ruiz said on Tuesday that the sea wall must be built.\n\n"
    "Engineer Bo Lind said that the wall was a mistake.\n\n"
    "Ana Ruiz said that she would pay for a lighthouse if the port paid half."
)
CODEBOOK = """
concepts:
  - {id: wall, label: The sea wall should be built., examples: {oppose: [No wall.]}}
  - {id: light, label: The port should have a lighthouse.}
"""
Run = Callable[..., tuple[int, str, str]]


class WallCoder:
    """Knows what the article's sentences mean."""

    name = "wall"

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        ids = {concept.id for concept in concepts}
        for one in said:
            if "mistake" in one.content:
                found = [("wall", Stance.OPPOSE)]
            elif "built" in one.content:
                found = [("wall", Stance.SUPPORT)]
            else:
                found = [("light", Stance.CONDITIONAL)]
            yield tuple(
                Judgement(concept=concept, stance=stance, confidence=0.75, probabilities={stance: 0.75})
                for concept, stance in found
                if concept in ids
            )


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as stop:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return int(stop.value.code or 0), captured.out, captured.err

    return call


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "wall.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "book.yaml").write_text(CODEBOOK, encoding="utf-8")
    path = tmp_path / "story.db"
    with onrecord.open(path) as ledger:
        added = ledger.add(
            tmp_path / "wall.txt",
            outlet="Olm Post",
            tagger=TaggerName.RULES,
            codebook=tmp_path / "book.yaml",
            coder=WallCoder(),
        )
    assert (added.coded, added.positions) == (3, 3)
    return path


def _positions(run: Run, story: Path, *options: object) -> list[dict[str, object]]:
    return [json.loads(line) for line in run("positions", story, "--format", "jsonl", *options)[1].splitlines()]


def test_positions_jsonl_holds_the_stable_fields(story: Path, run: Run) -> None:
    lines = _positions(run, story)
    assert list(lines[0]) == [
        "actor",
        "actor_name",
        "concept",
        "stance",
        "date",
        "confidence",
        "statement",
        "decided_by",
        "narrated",
    ]
    assert [(line["actor_name"], line["concept"], line["stance"], line["decided_by"]) for line in lines] == [
        ("Ana Ruiz", "wall", "support", "machine"),
        ("Bo Lind", "wall", "oppose", "machine"),
        ("Ana Ruiz", "light", "conditional", "machine"),
    ]


def test_positions_filters_narrow(story: Path, run: Run) -> None:
    assert len(_positions(run, story, "--actor", "ruiz")) == 2
    assert len(_positions(run, story, "--concept", "wall", "--current")) == 2
    assert len(_positions(run, story, "--concept", "LIGHTHOUSE")) == 1
    assert _positions(run, story, "--min-confidence", "0.8") == []
    assert _positions(run, story, "--outlet", "Another") == []
    assert _positions(run, story, "--since", "2031-01-01") == []


def test_positions_table_says_stances_in_signs_and_words(story: Path, run: Run) -> None:
    status, output, _ = run("positions", story)
    assert status == 0
    assert output.split("\n")[0].split() == ["who", "stance", "concept", "when", "age", "what", "statement", "sure"]
    assert re.search(r"Bo Lind +- oppose +wall .*mistake.* 75%", output)


def test_positions_csv_and_parquet_have_the_same_rows(story: Path, run: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(run("positions", story, "--format", "csv")[1])))
    file = story.with_suffix(".parquet")
    run("positions", story, "-o", file)
    table = pyarrow.parquet.read_table(file)
    assert [row["statement"] for row in rows] == table["statement"].to_pylist()
    assert table.column_names == list(rows[0])


def test_statements_carry_their_positions(story: Path, run: Run) -> None:
    lines = [
        json.loads(line) for line in run("statements", story, "--format", "jsonl", "--concept", "light")[1].splitlines()
    ]
    assert [line["positions"] for line in lines] == [
        [{"concept": "light", "stance": "conditional", "confidence": 0.75}]
    ]


def test_evaluate_compares_the_positions_of_ledgers(story: Path, tmp_path: Path, run: Run) -> None:
    coded = tmp_path / "coded.jsonl"
    run("statements", story, "-o", coded)
    run("positions", story, "set", _positions(run, story, "--actor", "Lind")[0]["statement"], "wall", "support")
    positions = json.loads(run("evaluate", story, coded, "--json")[1])["positions"]
    assert positions["found"]["f1"] == pytest.approx(2 / 3, abs=0.001)


def test_positions_are_set_explained_and_undone(story: Path, run: Run) -> None:
    statement = _positions(run, story, "--actor", "Lind")[0]["statement"]
    status, output, _ = run("positions", story, "set", statement, "wall", "conditional", "--by", "Ada")
    assert (status, output.split("   ")[0]) == (0, f"decided: {statement} wall stance conditional")
    [line] = _positions(run, story, "--actor", "Lind")
    assert (line["stance"], line["decided_by"], line["confidence"]) == ("conditional", "Ada", 1.0)
    why = run("positions", story, "--why", statement)[1]
    assert re.search(r"wall +\? conditional +Ada +0% +75% +0% +25%", why)
    assert run("undo", story, 1, "--by", "Bo")[0] == 0
    run("positions", story, "confirm", statement, "wall", "--by", "Ada")
    assert [(line["stance"], line["decided_by"]) for line in _positions(run, story, "--actor", "Lind")] == [
        ("oppose", "Ada")
    ]
    run("positions", story, "set", statement, "wall", "none", "--by", "Ada")
    assert _positions(run, story, "--actor", "Lind") == []


def test_positions_changes_shows_both_sides(tmp_path: Path, run: Run) -> None:
    book = tmp_path / "book.yaml"
    book.write_text(CODEBOOK, encoding="utf-8")
    with onrecord.open(tmp_path / "story.db") as ledger:
        for month, outlet, words in (
            (1, "Post", "the wall was a mistake"),
            (2, "Post", "the wall was a sad mistake"),
            (5, "Post", "the wall must be built"),
            (6, "Post", "the wall must now be built"),
            (6, "Mail", "the wall was a mistake of others"),
        ):
            article = tmp_path / f"{month} {outlet}.txt"
            article.write_text(f"Ana Ruiz said that {words}.", encoding="utf-8")
            day = datetime.date(2031, month, 3)
            ledger.add(article, published=day, outlet=outlet, tagger=TaggerName.RULES, codebook=book, coder=WallCoder())
    status, output, _ = run("positions", tmp_path / "story.db", "changes", "--actor", "Ruiz")
    assert status == 0
    assert re.search(
        r"Ana Ruiz on wall: changed \(\d\d%\)\n +2031-02-03 +- oppose .*sad.* +Post *\n +2031-05-03 +\+ support", output
    )
    assert re.search(r"Ana Ruiz on wall: outlets disagree\n +2031-06-03 +\+ .* Post *\n +2031-06-03 +- .* Mail", output)


def test_positions_tell_what_they_do_not_know(story: Path, run: Run) -> None:
    status, _, messages = run("positions", story, "--why", "nothing")
    assert (status, messages.split(";")[0]) == (3, "onrecord: no statement 'nothing'")
    assert run("positions", story, "set", "nothing", "wall", "perhaps")[0] == 2


def test_concepts_lists_what_is_in_dispute(story: Path, run: Run) -> None:
    _, output, _ = run("concepts", story)
    assert re.search(r"wall +The sea wall should be built\. +1 +1 +0 +2", output)
    [wall, _] = [json.loads(line) for line in run("concepts", story, "--format", "jsonl")[1].splitlines()]
    assert wall == {
        "id": "wall",
        "label": "The sea wall should be built.",
        "description": None,
        "examples": {"support": [], "oppose": ["No wall."], "conditional": []},
        "statements": {"support": 1, "oppose": 1, "conditional": 0},
        "actors": 2,
    }
    rows = list(csv.DictReader(io.StringIO(run("concepts", story, "--format", "csv")[1])))
    assert [row["conditional"] for row in rows] == ["0", "1"]
    file = story.with_suffix(".parquet")
    run("concepts", story, "-o", file)
    assert pyarrow.parquet.read_table(file)["actors"].to_pylist() == [2, 1]


def test_concepts_are_loaded_changed_and_saved(story: Path, tmp_path: Path, run: Run) -> None:
    assert run("concepts", story, "add", "ferry", "A ferry should run.", "--support", "Sail!", "--by", "Ada")[0] == 0
    assert run("concepts", story, "edit", "lighthouse", "--label", "Light the port.", "--by", "Ada")[0] == 0
    assert run("concepts", story, "drop", "wall", "--by", "Ada")[0] == 0
    saved = tmp_path / "saved.yaml"
    assert run("concepts", story, "save", saved)[:2] == (0, f"{saved}: 2 concepts\n")
    assert read_codebook(saved) == (
        Concept(id="light", label="Light the port."),
        Concept(id="ferry", label="A ferry should run.", examples=((Stance.SUPPORT, "Sail!"),)),
    )
    assert run("concepts", story, "merge", "ferry", "light", "--by", "Ada")[0] == 0
    assert run("concepts", tmp_path / "new.db", "load", saved)[1].startswith(f"{tmp_path / 'new.db'}: 2 concepts; ")
    assert [line["concept"] for line in _positions(run, story)] == ["light"]
    assert re.search(r"Ada +ferry same_as light", run("decisions", story)[1])


def test_concepts_load_names_what_is_wrong(story: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "bad.yaml").write_text("concepts:\n- {id: a}\n", encoding="utf-8")
    status, _, messages = run("concepts", story, "load", tmp_path / "bad.yaml")
    assert status == 3
    assert "bad.yaml line 2: concept 1 (a): has no label; say it as one sentence" in messages
    assert len(_positions(run, story)) == 3
