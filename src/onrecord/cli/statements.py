"""`onrecord statements`: who said what, when and where."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

import onrecord.api
from onrecord.cli.console import (
    ActorOption,
    ConceptOption,
    ConfidenceOption,
    Format,
    FormatOption,
    LedgerArgument,
    Listing,
    OutletOption,
    OutputOption,
    SinceOption,
    UntilOption,
)
from onrecord.export import STATEMENT_COLUMNS, STATEMENT_WRITERS, statement_line, statement_row
from onrecord.model import DateBasis, DatePrecision, Record, StatementKind


def statements(
    ledger: LedgerArgument,
    actor: ActorOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: Annotated[StatementKind | None, typer.Option(help="Only statements of this kind.")] = None,
    min_confidence: ConfidenceOption = 0.0,
    concept: ConceptOption = None,
    rejected: Annotated[bool, typer.Option("--rejected", help="Those that a person rejected instead.")] = False,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List statements: who, when, what, where."""
    with onrecord.api.open(ledger, create=False) as opened:
        records = opened.statements(
            actor=actor,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            min_confidence=min_confidence,
            concept=concept,
            rejected=rejected,
        )
        STATEMENTS.print(records, format, output)


_SHOWN = {
    DatePrecision.DAY: "{:%Y-%m-%d}",
    DatePrecision.WEEK: "{:%Y-%m-%d} week",
    DatePrecision.MONTH: "{:%Y-%m}",
    DatePrecision.YEAR: "{:%Y}",
}


def statement_table(records: Iterable[Record]) -> Table:
    """Return a table of statements that reads well in a terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("who", max_width=26)
    table.add_column("when", no_wrap=True)
    table.add_column("what", ratio=1)
    table.add_column("where", max_width=22)
    table.add_column("sure", justify="right", no_wrap=True)
    for record in records:
        sure = Text(f"{record.statement.confidence:.0%}", style="dim")
        table.add_row(_who(record), _when(record), _what(record), Text(_where(record)), sure)
    return table


def _who(record: Record) -> Text:
    names = "; ".join(speaker.name for speaker in record.speakers)
    return Text(names) if names else Text("(no source)", style="dim")


def _when(record: Record) -> Text:
    statement = record.statement
    if statement.date is None:
        return Text("unknown", style="dim")
    shown = _SHOWN[statement.date_precision].format(statement.date)
    # A date that the text itself gives is plain; the article's own date is a bound, not a reading.
    return Text(shown, style="" if statement.date_basis is DateBasis.EXPRESSION else "dim")


def _what(record: Record) -> Text:
    what = Text(" ".join(record.statement.text.split()))
    if record.statement.cue:
        cue = " … ".join(span.quote for span in record.statement.cue)
        what = Text(f"{' '.join(cue.split())}: ", style="italic").append_text(what)
    if record.copy_of is not None:
        what.append("  (copy)", style="dim")
    return what


def _where(record: Record) -> str:
    return record.article.outlet or record.article.id


STATEMENTS = Listing(
    table=statement_table,
    line=statement_line,
    row=statement_row,
    columns=STATEMENT_COLUMNS,
    writers=STATEMENT_WRITERS,
)
