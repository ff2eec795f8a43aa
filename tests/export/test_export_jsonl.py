import io
import json
from pathlib import Path

from onrecord.export import statement_line, write_jsonl
from onrecord.export.jsonl import write_actors, write_lines, write_statements
from onrecord.model import Actor, Record


def test_write_statements_gives_one_readable_line_each(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert write_statements(records, path) == 4
    assert "Öde" in path.read_text(encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [statement_line(record) for record in records]


def test_write_actors_writes_each_actor(actors: list[Actor], tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert write_actors(actors, path) == 2
    assert [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()] == ["ruiz", "ode"]


def test_write_jsonl_writes_to_a_stream() -> None:
    stream = io.StringIO()
    assert write_jsonl([{"id": "a\nb"}, {"id": "c"}], stream) == 2
    assert stream.getvalue() == '{"id": "a\\nb"}\n{"id": "c"}\n'


def test_write_lines_keeps_a_lone_surrogate(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    write_lines([{"id": "a\ud800b"}], path)
    assert json.loads(path.read_bytes()) == {"id": "a\ud800b"}


def test_write_lines_of_nothing_gives_an_empty_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    assert write_lines([], path) == 0
    assert path.read_bytes() == b""
