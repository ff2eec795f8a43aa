"""The commands, as a shell user gives them."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet
import pytest
import typer
from typer.core import TyperCommand, TyperGroup

from onrecord.cli import app, main

DOCS = Path(__file__).parents[1] / "docs"
WALL = "Mayor Ana Ruiz said on Tuesday that the sea wall must wait.\n\n“Not in a storm,” Ruiz told the council."


def run(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    """Run a command in this process; return its exit status, output and messages."""
    with pytest.raises(SystemExit) as stop:
        main([str(argument) for argument in arguments])
    captured = capsys.readouterr()
    return int(stop.value.code or 0), captured.out, captured.err


@pytest.fixture
def story(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    (tmp_path / "wall.txt").write_text(WALL, encoding="utf-8")
    ledger = tmp_path / "story.db"
    assert (
        run(capsys, "add", ledger, tmp_path / "wall.txt", "--published", "2031-03-05", "--outlet", "Olm Post")[0] == 0
    )
    return ledger


def test_add_prints_a_summary_and_names_what_was_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "wall.txt").write_text(WALL, encoding="utf-8")
    (tmp_path / "junk.pdf").write_bytes(b"%PDF-1.4 not really")
    status, output, messages = run(
        capsys, "add", tmp_path / "story.db", tmp_path / "wall.txt", tmp_path / "junk.pdf", tmp_path / "none"
    )
    assert status == 1
    assert "1 new article" in output and "2 refused" in output
    assert "date unknown: 1 article (wall)" in output
    assert re.search(r"refused: .*junk\.pdf: .+; .+", messages)
    assert re.search(r"refused: .*none: .+; .+", messages)


def test_statements_table_says_who_when_what_where(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, output, _ = run(capsys, "statements", story)
    assert status == 0
    assert output.split("\n")[0].split() == ["who", "when", "what", "where", "sure"]
    assert re.search(r"Ana Ruiz +2031-03-04 +.*sea wall must wait.* +Olm Post", output)


def test_statements_jsonl_holds_the_stable_fields(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, output, _ = run(capsys, "statements", story, "--format", "jsonl", "--kind", "direct")
    [line] = [json.loads(line) for line in output.splitlines()]
    fields = (
        "id article title outlet published type source cue content text speaker date date_basis confidence positions"
    )
    assert set(fields.split()) <= set(line)
    assert line["speaker"]["name"] == "Ana Ruiz"
    assert line["content"] == [[WALL.index("“"), WALL.index("”") + 1]]


def test_statements_csv_and_parquet_have_the_same_rows(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, output, _ = run(capsys, "statements", story, "--format", "csv")
    file = story.with_suffix(".parquet")
    run(capsys, "statements", story, "-o", file)
    rows = list(csv.DictReader(io.StringIO(output)))
    assert [row["id"] for row in rows] == pyarrow.parquet.read_table(file)["id"].to_pylist()


def test_actors_lists_who_spoke(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, output, _ = run(capsys, "actors", story, "--format", "jsonl")
    [actor] = [json.loads(line) for line in output.splitlines()]
    assert (actor["name"], actor["statements"]) == ("Ana Ruiz", 2)
    assert run(capsys, "actors", story)[1].split("\n")[0].split() == [
        "who",
        "kind",
        "statements",
        "affiliations",
        "also",
        "written",
    ]


def test_extract_writes_a_line_an_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        json.dumps({"id": "w", "text": WALL}) + "\n" + json.dumps({"id": "x", "text": 7}) + "\n", encoding="utf-8"
    )
    status, output, messages = run(capsys, "extract", rows)
    [line] = [json.loads(line) for line in output.splitlines()]
    assert status == 1 and "refused: " in messages
    assert set(line) == {"id", "attributions"}
    assert set(line["attributions"][0]) == {"source", "cue", "content", "type", "confidence"}
    assert run(capsys, "extract", rows, "-o", tmp_path / "out.jsonl")[0] == 1
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8")) == line


def test_extract_of_a_file_gives_the_text_that_offsets_point_into(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "wall.html").write_text(f"<html><body><article><p>{WALL}</p></article></body></html>", encoding="utf-8")
    _, output, _ = run(capsys, "extract", tmp_path / "wall.html")
    line = json.loads(output)
    [start, end] = line["attributions"][0]["source"][0]
    assert line["text"][start:end] == "Mayor Ana Ruiz"


def test_export_and_evaluate_answer(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, output, _ = run(capsys, "export", story, story.with_suffix(".html"))
    assert (status, output.strip()) == (0, f"{story.with_suffix('.html')}: 2 statements")
    status, output, _ = run(capsys, "evaluate", story, story, "--json")
    assert json.loads(output)["statements"]["all"]["attribution"]["f1"] == 1


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["statements", "none.db"], 3, "no such ledger; make it with"),
        (["add"], 2, "Missing argument"),
        (["add", "x.db", "a.txt", "--published", "yesterday"], 2, "is no date"),
        (["statements", "x.db", "--kind", "loud"], 2, "direct"),
        (["statements", "x.db", "--min-confidence", "7"], 2, "less than or equal to 1"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_calls_are_told(
    arguments: list[str], status: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    got, _, messages = run(capsys, *arguments)
    assert got == status
    assert message in re.sub(r"[│\s]+", " ", messages)


def test_export_to_an_unknown_ending_is_wrong_usage(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, messages = run(capsys, "export", story, "report.odt")
    assert status == 2
    assert "onrecord: report.odt: no format has this ending" in messages


def test_output_into_a_closed_pipe_is_no_error(story: Path) -> None:
    shell = f"'{sys.executable}' -m onrecord statements '{story}' --format jsonl | head -c 1"
    done = subprocess.run(["bash", "-c", shell], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("{", "")


def _commands(group: TyperGroup, path: str = "onrecord") -> Iterator[tuple[str, TyperCommand]]:
    for name, command in group.commands.items():
        if isinstance(command, TyperGroup):
            yield from _commands(command, f"{path} {name} LEDGER")
        else:
            assert isinstance(command, TyperCommand)
            yield f"{path} {name}".removesuffix(" list"), command


def test_every_command_and_option_is_documented() -> None:
    text = (DOCS / "command-line.md").read_text(encoding="utf-8")
    root = typer.main.get_command(app)
    assert isinstance(root, TyperGroup)
    for name, command in _commands(root):
        assert f"`{name}" in text, f"{name} is not in docs/command-line.md"
        for option in {long for one in command.params for long in one.opts if long.startswith("--")}:
            assert option in text, f"{option} of {name} is not in docs/command-line.md"


def test_actors_are_corrected_and_corrections_undone(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, output, _ = run(capsys, "actors", story, "rename", "ruiz", "Ana María Ruiz", "--by", "Ada")
    assert (status, output.split("   ")[0]) == (0, "decided: ana-ruiz name Ana María Ruiz")
    assert "Ana María Ruiz" in run(capsys, "statements", story)[1]
    assert re.search(r"1 .* Ada +ana-ruiz name Ana María Ruiz", run(capsys, "decisions", story)[1])
    assert run(capsys, "undo", story, 1, "--by", "Bo")[0] == 0
    assert "Ana María Ruiz" not in run(capsys, "statements", story)[1]


def test_actors_load_takes_an_alias_file_and_names_what_it_refuses(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "known.yaml"
    file.write_text("Ana Ruiz: [A. M. Ruiz]\nBo Ek: [1984]\n", encoding="utf-8")
    status, output, messages = run(capsys, "actors", story, "load", file, "--by", "Ada")
    assert status == 1
    assert output.startswith("1 actor read, ")
    assert "known.yaml" in messages and "Bo Ek" in messages
    assert "A. M. Ruiz" in run(capsys, "actors", story)[1]


def test_actors_tells_what_it_does_not_know(story: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, _, messages = run(capsys, "actors", story, "merge", "Nobody", "Ana Ruiz", "--by", "Ada")
    assert (status, messages) == (3, "onrecord: no actor 'Nobody'; `onrecord actors LEDGER` lists them\n")
