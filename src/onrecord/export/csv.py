"""Comma-separated values (RFC 4180, UTF-8) that are safe to open in a spreadsheet.

A spreadsheet runs a cell that begins with = + - @, a tab or a line break as a formula, and articles are
untrusted: such a cell gets one ' in front. To read it back, take one ' off a cell in which only more ' stand
before such a character. Lists are compact JSON, dates are YYYY-MM-DD, nothing is an empty cell.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TextIO

from onrecord.export.lines import recoded_line
from onrecord.export.rows import (
    ACTOR_COLUMNS,
    CHANGE_COLUMNS,
    CONCEPT_COLUMNS,
    POSITION_COLUMNS,
    RECODED_COLUMNS,
    STATEMENT_COLUMNS,
    Row,
    actor_row,
    change_row,
    concept_row,
    position_row,
    statement_row,
)
from onrecord.ledger.stands import Conflict, Shift
from onrecord.model import Actor, Dispute, Record, Stand
from onrecord.outcomes import Recoded
from onrecord.whole_file import whole_file

RISKY = re.compile(r"'*[=+\-@\t\r\n]")


def write_csv(rows: Iterable[Mapping[str, object]], stream: TextIO, *, columns: Sequence[str]) -> int:
    """Write a head and one line each, and return how many rows; the stream must not translate newlines."""
    writer = csv.writer(stream)
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow([_cell(row[column]) for column in columns])
        count += 1
    return count


def write_statements(records: Iterable[Record], path: Path) -> int:
    """Write a file of statements and return how many."""
    return _write_file(map(statement_row, records), path, STATEMENT_COLUMNS)


def write_actors(actors: Iterable[Actor], path: Path) -> int:
    """Write a file of actors and return how many."""
    return _write_file(map(actor_row, actors), path, ACTOR_COLUMNS)


def write_positions(stands: Iterable[Stand], path: Path) -> int:
    """Write a file of positions and return how many."""
    return _write_file(map(position_row, stands), path, POSITION_COLUMNS)


def write_changes(found: Iterable[Shift | Conflict], path: Path) -> int:
    """Write a file of changes and contradictions and return how many."""
    return _write_file(map(change_row, found), path, CHANGE_COLUMNS)


def write_recoded(changes: Iterable[Recoded], path: Path) -> int:
    """Write a file of what the machine finds otherwise than before and return how many."""
    return _write_file(map(recoded_line, changes), path, RECODED_COLUMNS)


def write_concepts(disputes: Iterable[Dispute], path: Path) -> int:
    """Write a file of concepts and return how many."""
    return _write_file(map(concept_row, disputes), path, CONCEPT_COLUMNS)


def _write_file(rows: Iterable[Row], path: Path, columns: Sequence[str]) -> int:
    with whole_file(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        return write_csv(rows, stream, columns=columns)


def _cell(value: object) -> object:
    if isinstance(value, str):
        return f"'{value}" if RISKY.match(value) else value
    if isinstance(value, list):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return value
