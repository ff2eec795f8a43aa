"""JSON Lines: one JSON object a line, UTF-8."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TextIO

from onrecord.export.lines import (
    Line,
    actor_line,
    change_line,
    concept_line,
    position_line,
    recoded_line,
    statement_line,
)
from onrecord.ledger.stands import Conflict, Shift
from onrecord.model import Actor, Dispute, Record, Stand
from onrecord.outcomes import Recoded
from onrecord.whole_file import whole_file


def write_jsonl(lines: Iterable[Mapping[str, object]], stream: TextIO) -> int:
    """Write one line each and return how many."""
    count = 0
    for line in lines:
        stream.write(json_line(line))
        count += 1
    return count


def json_line(line: Mapping[str, object]) -> str:
    """Return the line as it is written, with its line end."""
    return json.dumps(line, ensure_ascii=False) + "\n"


def write_statements(records: Iterable[Record], path: Path) -> int:
    """Write a file of statements and return how many."""
    return write_lines(map(statement_line, records), path)


def write_actors(actors: Iterable[Actor], path: Path) -> int:
    """Write a file of actors and return how many."""
    return write_lines(map(actor_line, actors), path)


def write_positions(stands: Iterable[Stand], path: Path) -> int:
    """Write a file of positions and return how many."""
    return write_lines(map(position_line, stands), path)


def write_changes(found: Iterable[Shift | Conflict], path: Path) -> int:
    """Write a file of changes and contradictions and return how many."""
    return write_lines(map(change_line, found), path)


def write_recoded(changes: Iterable[Recoded], path: Path) -> int:
    """Write a file of what the machine finds otherwise than before and return how many."""
    return write_lines(map(recoded_line, changes), path)


def write_concepts(disputes: Iterable[Dispute], path: Path) -> int:
    """Write a file of concepts and return how many."""
    return write_lines(map(concept_line, disputes), path)


def write_lines(lines: Iterable[Line], path: Path) -> int:
    """Write a file of lines and return how many."""
    # A lone surrogate has no UTF-8; backslashreplace writes it as JSON's own escape.
    with (
        whole_file(path) as part,
        part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream,
    ):
        return write_jsonl(lines, stream)
