"""A user's table of Wikidata ids: CSV or TSV, a line an item or one of its names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from onrecord.actors.known.checks import checked_name, checked_wikidata_id
from onrecord.actors.known.known import KnownActor
from onrecord.actors.naming.spelling import fold
from onrecord.entries import SHOWN, Unfit, open_regular, shown
from onrecord.errors import SourceError
from onrecord.model import Refused
from onrecord.sources.decoding import find_stream_encoding

LARGEST = 64_000_000
"""Bytes of a table: about a million items."""

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("name", "label", "itemlabel", "item_label", "actor"),
    "wikidata": ("wikidata", "wikidata_id", "wikidataid", "qid", "item", "id"),
    "aliases": ("aliases", "alias"),
}
"""What a column may be called, the best name first; case and blanks around do not matter."""

FORM = "give it a column `name` and a column `wikidata`"

_DELIMITERS = ",;\t"

_Claims = dict[str, dict[str, None]]
"""From a folded name to the ids of the items that claim it."""


@dataclass(frozen=True, slots=True)
class _Row:
    number: int
    wikidata: str
    name: str
    aliases: tuple[str, ...]


def read_wikidata_table(path: Path) -> list[KnownActor | Refused]:
    """Return an actor for each Wikidata item, then what is refused.

    Rows with one id are one actor: the first gives its name, the others aliases. Where rows with different ids give
    one name, their actors are refused; an alias that another id has too is refused alone.
    """
    refused: list[Refused] = []
    items: dict[str, list[_Row]] = {}
    with open_regular(path, largest=LARGEST) as file:
        for row in _read_rows(file, path):
            if isinstance(row, Refused):
                refused.append(row)
            else:
                items.setdefault(row.wikidata, []).append(row)
    named, called = _claims(items)
    known = []
    for rows in items.values():
        address = f"{path}: row {rows[0].number} ({rows[0].name[:SHOWN]})"
        try:
            known.append(_actor(rows, named, called, address, refused))
        except Unfit as unfit:
            refused.append(unfit.refused(address))
    return [*known, *refused]


def _claims(items: Mapping[str, Sequence[_Row]]) -> tuple[_Claims, _Claims]:
    """Return which ids have a folded name as their name, and which have it at all."""
    named: _Claims = {}
    called: _Claims = {}
    for wikidata, rows in items.items():
        named.setdefault(fold(rows[0].name), {})[wikidata] = None
        for name in _names(rows):
            called.setdefault(fold(name), {})[wikidata] = None
    return named, called


def _names(rows: Sequence[_Row]) -> list[str]:
    return list(dict.fromkeys(name for row in rows for name in (row.name, *row.aliases)))


def _actor(rows: Sequence[_Row], named: _Claims, called: _Claims, address: str, refused: list[Refused]) -> KnownActor:
    name, *others = _names(rows)
    wikidata = rows[0].wikidata
    if (other := _other(wikidata, named[fold(name)])) is not None:
        raise Unfit(f"its name is also that of {other}", "keep the one that the articles mean, or give fuller names")
    aliases = []
    for alias in others:
        if fold(alias) == fold(name) or (other := _other(wikidata, called[fold(alias)])) is None:
            aliases.append(alias)
        else:
            unfit = Unfit(f"its alias {shown(alias)} is also a name of {other}", "leave it to one of them")
            refused.append(unfit.refused(address))
    return KnownActor(name=name, kind=None, aliases=tuple(aliases), wikidata=wikidata)


def _other(wikidata: str, claims: dict[str, None]) -> str | None:
    return next((one for one in islice(claims, 2) if one != wikidata), None)


def _read_rows(file: BinaryIO, path: Path) -> Iterator[_Row | Refused]:
    with io.TextIOWrapper(file, encoding=find_stream_encoding(file), errors="replace") as text:
        header = text.readline()
        delimiter = max(_DELIMITERS, key=lambda mark: (len(_columns(header, mark)), header.count(mark)))
        columns = _columns(header, delimiter)
        if not {"name", "wikidata"} <= columns.keys():
            raise SourceError(f"{path} has no columns with names and ids in its first line {shown(header)}; {FORM}")
        for number, line in enumerate(text, start=1):
            if line.strip():
                try:
                    yield _row(_cells(line, delimiter), columns, number)
                except Unfit as unfit:
                    yield unfit.refused(f"{path}: row {number}")


def _columns(header: str, delimiter: str) -> dict[str, int]:
    """Return the places of the columns that there are."""
    try:
        names = [cell.strip().lower() for cell in _cells(header, delimiter)]
    except Unfit:
        return {}
    found = {field: next((name for name in known if name in names), None) for field, known in COLUMNS.items()}
    return {field: names.index(name) for field, name in found.items() if name is not None}


def _cells(line: str, delimiter: str) -> list[str]:
    # Line by line, so that a quotation mark that never closes takes one row with it and not the rest of the table.
    try:
        return next(csv.reader([line], delimiter=delimiter, strict=True), [])
    except csv.Error as error:
        raise Unfit(f"cannot be read ({error})", "correct this row; the others are read") from error


def _row(cells: Sequence[str], columns: Mapping[str, int], number: int) -> _Row:
    name, wikidata, aliases = (
        cells[columns[field]] if columns.get(field, len(cells)) < len(cells) else "" for field in COLUMNS
    )
    if not wikidata.strip():
        raise Unfit("has no Wikidata id", "give one, or take the row out")
    return _Row(
        number=number,
        wikidata=checked_wikidata_id(wikidata),
        name=checked_name(name),
        aliases=tuple(checked_name(alias, "alias") for alias in aliases.split("|") if alias.strip()),
    )
