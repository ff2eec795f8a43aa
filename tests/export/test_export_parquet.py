import datetime
from pathlib import Path

import pyarrow.parquet as pq

from onrecord.export import ACTOR_COLUMNS, STATEMENT_COLUMNS, attribution_line, statement_row
from onrecord.export import parquet as export_parquet
from onrecord.model import Actor, Record


def test_write_statements_keeps_rows_as_they_are(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    assert export_parquet.write_statements(records, path) == 4
    assert pq.read_table(path).to_pylist() == [statement_row(record) for record in records]


def test_write_statements_of_nothing_gives_the_same_columns(records: list[Record], tmp_path: Path) -> None:
    empty, full = tmp_path / "empty.parquet", tmp_path / "full.parquet"
    assert export_parquet.write_statements([], empty) == 0
    export_parquet.write_statements(records, full)
    assert pq.read_schema(empty).equals(pq.read_schema(full))
    assert tuple(pq.read_schema(empty).names) == STATEMENT_COLUMNS
    assert pq.read_table(empty).num_rows == 0


def test_write_statements_streams_row_groups(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    many = (records[0] for _ in range(export_parquet.ROWS_IN_GROUP + 1))
    assert export_parquet.write_statements(many, path) == export_parquet.ROWS_IN_GROUP + 1
    assert pq.ParquetFile(path).num_row_groups == 2


def test_write_actors_keeps_affiliations_nested(actors: list[Actor], tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    export_parquet.write_actors(actors, path)
    table = pq.read_table(path)
    assert tuple(table.column_names) == ACTOR_COLUMNS
    assert table.to_pylist()[0]["affiliations"] == [
        {"role": "minister", "of": "Lenz", "first_seen": datetime.date(2024, 2, 27), "last_seen": None}
    ]


def test_write_attributions_gives_a_row_an_article(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "out.parquet"
    lines = [
        attribution_line("dam", [record.statement for record in records[1:]]),
        attribution_line("none", [], text="A dam."),
    ]
    assert export_parquet.write_attributions(lines, path) == 2
    assert pq.read_table(path).to_pylist() == [{"text": None} | line for line in lines]
