"""What leaves onrecord: one file a format, chosen by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from importlib import import_module
from pathlib import Path
from typing import TypeVar

from onrecord.errors import UsageError
from onrecord.export import csv, ftm, html, jsonl
from onrecord.export.csv import write_csv
from onrecord.export.frames import to_pandas, to_polars
from onrecord.export.html import write_html
from onrecord.export.jsonl import write_jsonl
from onrecord.export.lines import (
    Line,
    actor_line,
    attribution_line,
    change_line,
    concept_line,
    position_line,
    recoded_line,
    statement_line,
)
from onrecord.export.rows import (
    ACTOR_COLUMNS,
    CHANGE_COLUMNS,
    CONCEPT_COLUMNS,
    POSITION_COLUMNS,
    RECODED_COLUMNS,
    STATEMENT_COLUMNS,
    actor_row,
    change_row,
    concept_row,
    position_row,
    statement_row,
)
from onrecord.ledger.stands import Conflict, Shift
from onrecord.model import Actor, Dispute, Record, Stand
from onrecord.outcomes import Recoded

__all__ = [
    "ACTOR_COLUMNS",
    "ACTOR_WRITERS",
    "ATTRIBUTION_WRITERS",
    "CHANGE_COLUMNS",
    "CHANGE_WRITERS",
    "CONCEPT_COLUMNS",
    "CONCEPT_WRITERS",
    "POSITION_COLUMNS",
    "POSITION_WRITERS",
    "RECODED_COLUMNS",
    "RECODED_WRITERS",
    "STATEMENT_COLUMNS",
    "STATEMENT_WRITERS",
    "Line",
    "actor_line",
    "actor_row",
    "attribution_line",
    "change_line",
    "change_row",
    "concept_line",
    "concept_row",
    "position_line",
    "position_row",
    "recoded_line",
    "statement_line",
    "statement_row",
    "to_pandas",
    "to_polars",
    "write_csv",
    "write_html",
    "write_jsonl",
    "writer_for",
]

Writer = TypeVar("Writer")
Item = TypeVar("Item")


def _parquet(name: str) -> Callable[[Iterable[Item], Path], int]:
    def write(items: Iterable[Item], path: Path) -> int:
        # pyarrow takes a quarter of a second to load, which no other format has to wait for.
        writer: Callable[[Iterable[Item], Path], int] = getattr(import_module("onrecord.export.parquet"), name)
        return writer(items, path)

    return write


STATEMENT_WRITERS: Mapping[str, Callable[[Iterable[Record], Path], int]] = {
    ".csv": csv.write_statements,
    ".html": html.write_html,
    ".jsonl": jsonl.write_statements,
    ".parquet": _parquet("write_statements"),
}
ACTOR_WRITERS: Mapping[str, Callable[[Iterable[Actor], Path], int]] = {
    ".csv": csv.write_actors,
    ".jsonl": jsonl.write_actors,
    ".parquet": _parquet("write_actors"),
    ".ftm.json": ftm.write_ftm,
}
POSITION_WRITERS: Mapping[str, Callable[[Iterable[Stand], Path], int]] = {
    ".csv": csv.write_positions,
    ".jsonl": jsonl.write_positions,
    ".parquet": _parquet("write_positions"),
}
CHANGE_WRITERS: Mapping[str, Callable[[Iterable[Shift | Conflict], Path], int]] = {
    ".csv": csv.write_changes,
    ".jsonl": jsonl.write_changes,
    ".parquet": _parquet("write_changes"),
}
RECODED_WRITERS: Mapping[str, Callable[[Iterable[Recoded], Path], int]] = {
    ".csv": csv.write_recoded,
    ".jsonl": jsonl.write_recoded,
    ".parquet": _parquet("write_recoded"),
}
CONCEPT_WRITERS: Mapping[str, Callable[[Iterable[Dispute], Path], int]] = {
    ".csv": csv.write_concepts,
    ".jsonl": jsonl.write_concepts,
    ".parquet": _parquet("write_concepts"),
}
ATTRIBUTION_WRITERS: Mapping[str, Callable[[Iterable[Line], Path], int]] = {
    ".jsonl": jsonl.write_lines,
    ".parquet": _parquet("write_attributions"),
}


def writer_for(path: Path, writers: Mapping[str, Writer]) -> Writer:
    """Return the writer, or reader, for the ending of this file's name."""
    for ending, writer in writers.items():
        if path.name.lower().endswith(ending):
            return writer
    raise UsageError(f"{path}: no format has this ending; name a file that ends in {', '.join(writers)}")
