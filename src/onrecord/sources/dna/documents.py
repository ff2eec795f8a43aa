"""Documents, their dates, and where in their texts an offset is."""

from __future__ import annotations

import datetime
import sqlite3
from dataclasses import replace
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onrecord.errors import UsageError
from onrecord.sources.dna.cells import Unfit, read_number, read_text
from onrecord.sources.dna.coders import Owner
from onrecord.sources.dna.database import NO_DATE, DnaDocument
from onrecord.sources.dna.layouts import DNA_3, Layout
from onrecord.sources.dna.offsets import with_plain_line_ends
from onrecord.sources.dna.tables import Tables

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
LAST_DATE = 253_402_300_799
"""9999-12-31 23:59:59."""


def clock_of(zone: str) -> ZoneInfo | None:
    """Return the clock of a time zone; None is UTC's."""
    try:
        return None if zone == "UTC" else ZoneInfo(zone)
    except (OSError, ValueError, ZoneInfoNotFoundError) as error:
        raise UsageError(f"{zone!r} is no time zone known here; name one as in Europe/Berlin") from error


def read_documents(tables: Tables, layout: Layout, owner: Owner, clock: ZoneInfo | None) -> dict[int, DnaDocument]:
    """Return the documents by id; `clock` is that of a database of DNA 2."""

    def read(row: sqlite3.Row) -> DnaDocument:
        document = DnaDocument(
            id=read_number(row, "ID"),
            title=read_text(row, "Title", ""),
            text=with_plain_line_ends(read_text(row, "Text")),
            author=read_text(row, "Author", ""),
            source=read_text(row, "Source", ""),
            section=read_text(row, "Section", ""),
            notes=read_text(row, "Notes", ""),
            type=read_text(row, "Type", ""),
        )
        date = _date_or_none(tables, row, layout, clock)
        return replace(document, coder=owner.of(row, "document"), date=date)

    table = "DOCUMENTS"
    return {one.id: one for one in tables.read(table, layout.tables[table], read, name="document")}


def _date_or_none(tables: Tables, row: sqlite3.Row, layout: Layout, clock: ZoneInfo | None) -> int | None:
    """Return a document's date in seconds; one that is none is refused, and the document goes on without."""

    def read() -> int:
        if layout is DNA_3:
            return read_number(row, "Date", least=NO_DATE, most=LAST_DATE)
        return _seconds(read_number(row, "Date", least=NO_DATE * 1000, most=LAST_DATE * 1000 + 999), clock)

    date = tables.or_else(read, NO_DATE, f"document {row['ID']}: date", "it is undated")
    return None if date == NO_DATE else date


def _seconds(milliseconds: int, clock: ZoneInfo | None) -> int:
    """Return the time that a clock in the zone showed, as if in UTC."""
    if clock is None:
        return milliseconds // 1000
    try:
        shown = (EPOCH + datetime.timedelta(milliseconds=milliseconds)).astimezone(clock)
    except OverflowError:
        raise Unfit(f"its Date is {milliseconds}, which is no date in {clock.key}") from None
    return int((shown.replace(tzinfo=datetime.UTC) - EPOCH) // datetime.timedelta(seconds=1))
