"""CSV, JSONL and Parquet: read row by row, so of any size; a bad row is refused and the rest goes on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, TextIO

import pyarrow
import pyarrow.parquet

from onrecord.model import Page, Refused
from onrecord.sources.decoding import find_stream_encoding
from onrecord.sources.kinds import Kind
from onrecord.sources.rows import find_columns, no_text_column, read_row

LONGEST_ROW = 20_000_000
"""Characters of one row held in memory; an article has a few thousand."""

DELIMITERS = ",;\t|"
ROWS_AT_ONCE = 200
"""Parquet rows in memory at a time."""

MOST_WITHOUT_TEXT = 20
"""A JSONL file whose first rows, so many, are no articles has none."""

CORRECT = "correct this row; the others are read"
AGAIN = "get the file again"


def read_table(file: BinaryIO, kind: Kind, *, address: str, stem: str) -> Iterator[Page | Refused]:
    """Yield the pages of a table's rows; a row without id gets the table's name and its number."""
    if kind is Kind.CSV:
        rows = read_csv(file, address=address)
    elif kind is Kind.JSONL:
        rows = read_jsonl(file, address=address, encoding=find_stream_encoding(file))
    else:
        rows = read_parquet(file, address=address)
    return with_ids(rows, stem=stem)


def with_ids(rows: Iterator[tuple[int, Page | Refused]], *, stem: str) -> Iterator[Page | Refused]:
    """Yield the pages; one without id gets the table's name and its row's number."""
    for number, page in rows:
        yield replace(page, id=f"{stem}-{number}") if isinstance(page, Page) and page.id is None else page


def read_csv(file: BinaryIO, *, address: str) -> Iterator[tuple[int, Page | Refused]]:
    """Yield the rows of a CSV file with their numbers; the first after the header is 1."""
    csv.field_size_limit(LONGEST_ROW)
    text = io.TextIOWrapper(file, encoding=find_stream_encoding(file), errors="replace", newline="")
    try:
        yield from _read_csv_text(text, address=address)
    finally:
        text.detach()


def _read_csv_text(text: TextIO, *, address: str) -> Iterator[tuple[int, Page | Refused]]:
    delimiter = _find_delimiter(text)
    lines = _Lines(text)
    cells = csv.reader(lines, delimiter=delimiter)
    try:
        header = next(cells, [])
    except csv.Error:
        header = []
    columns = find_columns(header)
    if "text" not in columns:
        yield 0, no_text_column(header, address=address)
        return
    for number, row in enumerate(_csv_rows(cells), start=1):
        if isinstance(row, str):
            yield number, _bad(address, number, f"cannot be read ({row})")
        elif lines.ended:
            yield number, _bad(address, number, "opens a quotation mark that never closes, so all after it is lost")
        elif len(row) > len(header):
            yield number, _bad(address, number, f"has {len(row)} cells where the header has {len(header)}")
        elif row:
            # Of two columns with one name the first counts.
            named = dict(reversed(list(zip(header, row, strict=False))))
            yield number, read_row(named, columns, address=f"{address}:row {number}")


def _csv_rows(cells: Iterator[list[str]]) -> Iterator[list[str] | str]:
    """Yield each row's cells, or what is wrong with it."""
    while True:
        try:
            yield next(cells)
        except csv.Error as error:
            yield str(error)
        except StopIteration:
            return


class _Lines:
    """The lines of a file, which know when the reader asked for more than there are."""

    def __init__(self, text: TextIO) -> None:
        self.text = text
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if line := self.text.readline(LONGEST_ROW):
            return line
        self.ended = True
        raise StopIteration


def _find_delimiter(text: TextIO) -> str:
    """Return what parts the header into the most columns, one of them the text; the header is next to be read."""
    start = text.read(20_000)
    text.seek(0)
    if start.startswith("sep=") and len(start) > 5 and start[5] in "\r\n":
        text.readline()
        return start[4]

    def worth(delimiter: str) -> tuple[bool, int]:
        try:
            header = next(csv.reader(io.StringIO(start), delimiter=delimiter), [])
        except csv.Error:
            header = []
        return "text" in find_columns(header), len(header)

    return max(DELIMITERS, key=worth)


def read_jsonl(file: BinaryIO, *, address: str, encoding: str) -> Iterator[tuple[int, Page | Refused]]:
    """Yield the rows of a JSONL stream with their line numbers."""
    text = io.TextIOWrapper(file, encoding=encoding, errors="replace", newline="\n")
    try:
        yield from _read_json_lines(text, address=address)
    finally:
        text.detach()


def _read_json_lines(text: TextIO, *, address: str) -> Iterator[tuple[int, Page | Refused]]:
    number = refused = 0
    has_article = False
    while line := text.readline(LONGEST_ROW):
        number += 1
        if not line.endswith("\n") and len(line) >= LONGEST_ROW:
            while (rest := text.readline(LONGEST_ROW)) and not rest.endswith("\n"):
                pass
            yield number, _bad(address, number, "is longer than a row may be")
        elif line.strip():
            page = _read_json_line(line, address=address, number=number)
            yield number, page
            has_article |= isinstance(page, Page)
            refused += isinstance(page, Refused)
            if refused == MOST_WITHOUT_TEXT and not has_article:
                yield number, _bad(address, number, "is, like all before it, no article, so the rest is not read")
                return


def _read_json_line(line: str, *, address: str, number: int) -> Page | Refused:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return _bad(address, number, "is not JSON")
    if not isinstance(row, dict):
        return _bad(address, number, "is not a JSON object")
    columns = find_columns(row)
    if "text" not in columns:
        return no_text_column(row, address=f"{address}:row {number}")
    return read_row(row, columns, address=f"{address}:row {number}")


def read_parquet(file: BinaryIO, *, address: str) -> Iterator[tuple[int, Page | Refused]]:
    """Yield the rows of a Parquet file with their numbers."""
    number = 0
    try:
        table = pyarrow.parquet.ParquetFile(file)
        columns = find_columns(table.schema_arrow.names)
        if "text" not in columns:
            yield 0, no_text_column(table.schema_arrow.names, address=address)
            return
        for batch in table.iter_batches(batch_size=ROWS_AT_ONCE, columns=sorted(set(columns.values()))):
            for place in range(batch.num_rows):
                number += 1
                yield number, _read_parquet_row(batch, place, columns, address=address, number=number)
    except (pyarrow.ArrowException, OSError):
        reason = "is a damaged or truncated Parquet file" + (f" (after row {number})" if number else "")
        yield number, Refused(address=address, reason=reason, remedy=AGAIN)


def _read_parquet_row(
    batch: pyarrow.RecordBatch, place: int, columns: dict[str, str], *, address: str, number: int
) -> Page | Refused:
    try:
        row = {name: batch.column(name)[place].as_py() for name in columns.values()}
    except ValueError:
        return _bad(address, number, "holds a cell that is no valid text or date")
    return read_row(row, columns, address=f"{address}:row {number}")


def _bad(address: str, number: int, reason: str) -> Refused:
    return Refused(address=f"{address}:row {number}", reason=reason, remedy=CORRECT)
