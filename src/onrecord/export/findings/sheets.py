"""Findings: what is known of the whole, and sheets of rows of one sort each."""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import UsageError
from onrecord.export.csv import write_csv
from onrecord.export.jsonl import write_jsonl
from onrecord.whole_file import whole_file

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Rows with the kind of each column: str, int, float, or datetime.date."""

    columns: Mapping[str, type]
    rows: Sequence[Row]

    @property
    def lines(self) -> Iterable[dict[str, object]]:
        """The rows as JSON has them: dates as text, what is not a number as null."""
        return ({name: plain(row[name]) for name in self.columns} for row in self.rows)

    @property
    def cells(self) -> Iterable[dict[str, object]]:
        """The rows as CSV has them: what is not a number is an empty cell."""
        return ({name: value if plain(value) is not None else None for name, value in row.items()} for row in self.rows)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What is found: the whole, and its sheets by name, of which the first is written where none is named."""

    about: Mapping[str, object]
    sheets: Mapping[str, Sheet]

    @property
    def first(self) -> Sheet:
        """The sheet that is meant where none is named."""
        return next(iter(self.sheets.values()))

    @property
    def endings(self) -> tuple[str, ...]:
        """The endings of files that these findings can be written to."""
        others = tuple(
            f".{name}{ending}" for name in list(self.sheets)[1:] for ending in (".csv", ".jsonl", ".parquet")
        )
        return (".json", ".csv", ".jsonl", ".parquet", *others)


def write_findings(findings: Findings, path: Path, *, ending: str | None = None) -> None:
    """Write a file by its ending, or this one: .json holds everything, others a sheet, the first or `x.NAME.csv`."""
    name = path.name.lower()
    sheet = next((one for other, one in findings.sheets.items() if f".{other}." in name), findings.first)
    match ending or path.suffix.lower():
        case ".json":
            _write_json(findings, path)
        case ".csv":
            with (
                whole_file(path) as part,
                part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as to,
            ):
                write_csv(sheet.cells, to, columns=list(sheet.columns))
        case ".jsonl":
            with whole_file(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace") as to:
                write_jsonl(sheet.lines, to)
        case ".parquet":
            write_sheet_parquet(sheet, path)
        case _:
            raise UsageError(
                f"{path}: no format has this ending; name a file that ends in {', '.join(findings.endings)}"
            )


def write_sheet_parquet(sheet: Sheet, path: Path) -> None:
    """Write a Parquet file with the columns' types, also of no rows."""
    # pyarrow takes a quarter of a second to load, which no other format has to wait for.
    import pyarrow  # noqa: PLC0415

    from onrecord.export.parquet import write_parquet  # noqa: PLC0415

    types = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64(), datetime.date: pyarrow.date32()}
    schema = pyarrow.schema({name: types[kind] for name, kind in sheet.columns.items()})
    rows = [{name: _utf8(value) for name, value in row.items()} for row in sheet.rows]
    write_parquet(rows, path, schema=schema)


def plain(value: object) -> object:
    """Return a value as JSON has it."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _write_json(findings: Findings, path: Path) -> None:
    whole = {**{name: plain(value) for name, value in findings.about.items()}}
    whole |= {name: list(sheet.lines) for name, sheet in findings.sheets.items()}
    with whole_file(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace") as stream:
        json.dump(whole, stream, ensure_ascii=False, indent=1, allow_nan=False)
        stream.write("\n")


def _utf8(value: object) -> object:
    # Parquet holds UTF-8, which has no lone surrogate.
    return value.encode(errors="replace").decode() if isinstance(value, str) else value
