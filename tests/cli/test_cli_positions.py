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
from onrecord.cli.learn import show_changes
from onrecord.export import RECODED_COLUMNS
from onrecord.model import Concept, Stance
from onrecord.outcomes import Recoded
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


def test_positions_unsure_leaves_out_what_people_decided(story: Path, run: Run) -> None:
    statement = _positions(run, story, "--actor", "Lind")[0]["statement"]
    assert len(_positions(run, story, "--unsure")) == 3
    run("positions", story, "confirm", statement, "wall", "--by", "Ada")
    assert {line["actor_name"] for line in _positions(run, story, "--unsure")} == {"Ana Ruiz"}


def test_positions_why_shows_examples(story: Path, run: Run) -> None:
    statement = _positions(run, story, "--actor", "Lind")[0]["statement"]
    assert re.search(r"wall +- oppose +No wall\. +codebook", run("positions", story, "--why", statement)[1])


@pytest.fixture
def changing(tmp_path: Path) -> Path:
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
    return tmp_path / "story.db"


def test_positions_changes_shows_both_sides(changing: Path, run: Run) -> None:
    status, output, _ = run("positions", changing, "changes", "--actor", "Ruiz")
    assert status == 0
    assert re.search(
        r"Ana Ruiz on wall: changed \(\d\d%\)\n +2031-02-03 +- oppose .*sad.* +Post *\n +2031-05-03 +\+ support", output
    )
    assert re.search(r"Ana Ruiz on wall: outlets disagree\n +2031-06-03 +\+ .* Post *\n +2031-06-03 +- .* Mail", output)


def test_positions_changes_come_in_every_format(changing: Path, run: Run) -> None:
    lines = [json.loads(line) for line in run("positions", changing, "changes", "--format", "jsonl")[1].splitlines()]
    change, contradiction = lines
    assert (change["what"], change["actor_name"], change["concept"]) == ("change", "Ana Ruiz", "wall")
    assert (change["first_stance"], change["first_date"]) == ("oppose", "2031-02-03")
    assert (change["second_stance"], change["second_date"]) == ("support", "2031-05-03")
    assert 0.5 < change["probability"] <= 1
    assert (contradiction["what"], contradiction["probability"]) == ("contradiction", None)
    assert (contradiction["first_outlet"], contradiction["second_outlet"]) == ("Post", "Mail")
    rows = list(csv.DictReader(io.StringIO(run("positions", changing, "changes", "--format", "csv")[1])))
    file = changing.with_suffix(".parquet")
    run("positions", changing, "changes", "-o", file)
    table = pyarrow.parquet.read_table(file)
    assert [row["first_statement"] for row in rows] == table["first_statement"].to_pylist()
    assert table.column_names == list(rows[0]) == list(change)


def test_learn_says_what_it_lacks(story: Path, run: Run) -> None:
    status, output, messages = run("learn", story)
    assert (status, output) == (3, "")
    assert messages.startswith(f"onrecord: {story}: has no decision on a position to learn from; ")


def test_learn_prints_what_changed_and_stores_it(story: Path, run: Run) -> None:
    statement = _positions(run, story, "--actor", "Lind")[0]["statement"]
    run("positions", story, "confirm", statement, "wall", "--by", "Ada")
    before = _positions(run, story)
    status, _, messages = run("learn", story, "--dry-run", "--format", "jsonl")
    assert status == 0
    assert f"{story}: learnt from 1 decision on 1 concept, 3 statements judged anew; nothing is stored" in messages
    assert _positions(run, story) == before
    changes = story.with_name("changes.csv")
    told = run("learn", story, "-o", changes)[2]
    found = re.search(r"(\d+) positions? of the machine: (\d+) new, (\d+) with another stance, (\d+) gone", told)
    assert found
    rows = list(csv.DictReader(io.StringIO(changes.read_text(encoding="utf-8"))))
    assert len(rows) == sum(int(count) for count in found.groups()[1:])
    assert list(rows[0] if rows else RECODED_COLUMNS) == list(RECODED_COLUMNS)
    assert len(_positions(run, story)) == int(found[1]) + 1
    run("undo", story, 1, "--by", "Ada")
    assert "no decision is left; what was learnt is forgotten" in run("learn", story)[1]


def test_learn_table_shows_twenty_changes(capsys: pytest.CaptureFixture[str], story: Path) -> None:
    with onrecord.open(story) as ledger:
        records = list(ledger.statements())
    changes = [
        Recoded(record=records[number % 3], concept="wall", before=None, after=Stance.SUPPORT) for number in range(21)
    ]
    show_changes(changes)
    output = capsys.readouterr().out
    assert len(re.findall(r"wall +none +\+ support", output)) == 20
    assert "and 1 more: -o FILE.csv has all" in output


TALK = """Norland proposed sending foreign engineers to Morvania.

President Ana Ruiz said that foreign engineers should be sent to Morvania at once.

Minister Bo Lind said that he opposed sending foreign engineers to Morvania.

Minister Cy Marr warned that foreign engineers must never be sent to Morvania.
"""


def test_concepts_find_shows_and_keeps_what_is_in_dispute(tmp_path: Path, run: Run) -> None:
    (tmp_path / "talk.txt").write_text(TALK, encoding="utf-8")
    story = tmp_path / "talk.db"
    with onrecord.open(story) as ledger:
        ledger.add(tmp_path / "talk.txt", tagger=TaggerName.RULES)
    status, output, messages = run("concepts", story, "find", "--most", "3")
    assert status == 0
    assert "Bo Lind: " in output or "Cy Marr: " in output
    found = re.search(rf"onrecord concepts {story} find --keep (\w+)", messages)
    assert found
    status, output, _ = run("concepts", story, "find", "--most", "3", "--keep", found[1], "--by", "Ada")
    assert (status, f"decided: {found[1]} added " in output) == (0, True)
    [kept] = [json.loads(line) for line in run("concepts", story, "--format", "jsonl")[1].splitlines()]
    assert kept["id"] == found[1] and "ngineers" in kept["label"]
    assert "(in the codebook)" in run("concepts", story, "find", "--most", "1")[1]
    assert run("concepts", story, "find", "--most", "1", "--keep-all", "--by", "Ada")[1].startswith(
        f"{story}: 0 concepts"
    )
    status, _, messages = run("concepts", story, "find", "--keep", "nothing")
    assert status == 2 and "found no concept 'nothing'" in messages
    run("undo", story, 1, "--by", "Ada")
    assert run("concepts", story, "--format", "jsonl")[1] == ""


def test_concepts_find_says_that_nothing_is_in_dispute(tmp_path: Path, run: Run) -> None:
    (tmp_path / "talk.txt").write_text("Ana Ruiz said that it rained in Olm.", encoding="utf-8")
    with onrecord.open(tmp_path / "talk.db") as ledger:
        ledger.add(tmp_path / "talk.txt", tagger=TaggerName.RULES)
    status, output, messages = run("concepts", tmp_path / "talk.db", "find")
    assert (status, output) == (0, "")
    assert "nothing in dispute was found" in messages


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
