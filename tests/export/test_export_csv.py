import csv
import io
from pathlib import Path

import pytest

from onrecord.export import ACTOR_COLUMNS, STATEMENT_COLUMNS, write_csv
from onrecord.export.csv import write_actors, write_statements
from onrecord.model import Actor, Record


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_write_statements_gives_a_head_and_flat_cells(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_statements(records, path) == 4
    assert path.read_bytes().startswith(",".join(STATEMENT_COLUMNS).encode() + b"\r\n")
    row = _read(path)[2]
    assert row["speaker_id"] == "ruiz"
    assert row["published"] == "2024-02-27"
    assert row["content"] == "[[49,54],[55,67]]"
    assert row["source_text"] == "She"
    assert row["copy_of"] == ""


def test_write_statements_disarms_a_formula_from_an_article(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_statements(records, path)
    assert _read(path)[3]["text"] == "'=SUM(A1) was noted"


def test_write_actors_gives_lists_as_json(actors: list[Actor], tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    assert write_actors(actors, path) == 2
    row = _read(path)[0]
    assert tuple(row) == ACTOR_COLUMNS
    assert row["aliases"] == '["Ruiz","A. Ruiz"]'
    assert row["affiliations"] == '[{"role":"minister","of":"Lenz","first_seen":"2024-02-27","last_seen":null}]'


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@cmd", "'@cmd"),
        ("\tx", "'\tx"),
        ("\r=1", "'\r=1"),
        ("'=1", "''=1"),
        ("'tis", "'tis"),
        ("a=1", "a=1"),
        ("", ""),
    ],
)
def test_write_csv_disarms_cells_and_only_those(text: str, cell: str) -> None:
    stream = io.StringIO(newline="")
    write_csv([{"text": text}], stream, columns=["text"])
    stream.seek(0)
    assert [row["text"] for row in csv.DictReader(stream)] == ([cell] if cell else [""])


def test_write_csv_quotes_commas_quotes_and_newlines() -> None:
    stream = io.StringIO(newline="")
    write_csv([{"a": 'x,"y"', "b": "1\n2"}], stream, columns=["a", "b"])
    assert stream.getvalue() == 'a,b\r\n"x,""y""","1\n2"\r\n'


def test_write_csv_leaves_numbers_numbers() -> None:
    stream = io.StringIO(newline="")
    write_csv([{"a": -1, "b": None}], stream, columns=["a", "b"])
    assert stream.getvalue() == "a,b\r\n-1,\r\n"
