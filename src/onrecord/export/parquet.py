"""Parquet with fixed columns and types: an empty ledger gives a valid file, a large one streams."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.lines import Line, recoded_line
from onrecord.export.rows import (
    CHANGE_COLUMNS,
    RECODED_COLUMNS,
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

ROWS_IN_GROUP = 10_000

SPANS = pa.list_(pa.list_(pa.int32()))
STATEMENTS = pa.schema(
    {
        "id": pa.string(),
        "article": pa.string(),
        "title": pa.string(),
        "outlet": pa.string(),
        "published": pa.date32(),
        "speaker_id": pa.string(),
        "speaker_name": pa.string(),
        "speaker_kind": pa.string(),
        "other_speakers": pa.list_(pa.string()),
        "type": pa.string(),
        "text": pa.string(),
        "date": pa.date32(),
        "date_basis": pa.string(),
        "date_precision": pa.string(),
        "confidence": pa.float64(),
        "source_text": pa.string(),
        "cue_text": pa.string(),
        "source": SPANS,
        "cue": SPANS,
        "content": SPANS,
        "copy_of": pa.string(),
    }
)
AFFILIATION = pa.struct({"role": pa.string(), "of": pa.string(), "first_seen": pa.date32(), "last_seen": pa.date32()})
ACTORS = pa.schema(
    {
        "id": pa.string(),
        "name": pa.string(),
        "kind": pa.string(),
        "aliases": pa.list_(pa.string()),
        "affiliations": pa.list_(AFFILIATION),
        "wikidata": pa.string(),
        "statements": pa.int64(),
    }
)
POSITIONS = pa.schema(
    {
        "actor": pa.string(),
        "actor_name": pa.string(),
        "concept": pa.string(),
        "stance": pa.string(),
        "date": pa.date32(),
        "confidence": pa.float64(),
        "statement": pa.string(),
        "decided_by": pa.string(),
        "narrated": pa.bool_(),
    }
)
CHANGES = pa.schema(
    {column: pa.string() for column in CHANGE_COLUMNS}
    | {"probability": pa.float64(), "first_date": pa.date32(), "second_date": pa.date32()}
)
RECODED = pa.schema({column: pa.string() for column in RECODED_COLUMNS})
CONCEPTS = pa.schema(
    {
        "id": pa.string(),
        "label": pa.string(),
        "description": pa.string(),
        "support": pa.int64(),
        "oppose": pa.int64(),
        "conditional": pa.int64(),
        "actors": pa.int64(),
    }
)
ATTRIBUTION = pa.struct(
    {"source": SPANS, "cue": SPANS, "content": SPANS, "type": pa.string(), "confidence": pa.float64()}
)
ATTRIBUTIONS = pa.schema({"id": pa.string(), "attributions": pa.list_(ATTRIBUTION), "text": pa.string()})


def write_statements(records: Iterable[Record], path: Path) -> int:
    """Write a file of statements and return how many."""
    return write_parquet(map(statement_row, records), path, schema=STATEMENTS)


def write_actors(actors: Iterable[Actor], path: Path) -> int:
    """Write a file of actors and return how many."""
    return write_parquet(map(actor_row, actors), path, schema=ACTORS)


def write_positions(stands: Iterable[Stand], path: Path) -> int:
    """Write a file of positions and return how many."""
    return write_parquet(map(position_row, stands), path, schema=POSITIONS)


def write_changes(found: Iterable[Shift | Conflict], path: Path) -> int:
    """Write a file of changes and contradictions and return how many."""
    return write_parquet(map(change_row, found), path, schema=CHANGES)


def write_recoded(changes: Iterable[Recoded], path: Path) -> int:
    """Write a file of what the machine finds otherwise than before and return how many."""
    return write_parquet(map(recoded_line, changes), path, schema=RECODED)


def write_concepts(disputes: Iterable[Dispute], path: Path) -> int:
    """Write a file of concepts and return how many."""
    return write_parquet(map(concept_row, disputes), path, schema=CONCEPTS)


def write_attributions(lines: Iterable[Line], path: Path) -> int:
    """Write a file of attribution lines, a row an article, and return how many."""
    # Parquet holds UTF-8, which has no lone surrogate; JSONL writes it as an escape.
    rows = (line | {"id": str(line["id"]).encode(errors="replace").decode()} for line in lines)
    return write_parquet(rows, path, schema=ATTRIBUTIONS)


def write_parquet(rows: Iterable[Row], path: Path, *, schema: pa.Schema) -> int:
    """Write a file a row group at a time and return how many rows."""
    count = 0
    waiting = iter(rows)
    with whole_file(path) as part, pq.ParquetWriter(part, schema, compression="zstd") as writer:
        while group := list(islice(waiting, ROWS_IN_GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema))
            count += len(group)
    return count
