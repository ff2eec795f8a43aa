"""`onrecord learn`: what people decided teaches the coder."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

import onrecord.api
from onrecord.cli.console import (
    CORES,
    Format,
    FormatOption,
    JobsOption,
    LedgerArgument,
    Listing,
    OutputOption,
    plural,
    progress_bar,
)
from onrecord.cli.positions import stance_words
from onrecord.export import RECODED_COLUMNS, RECODED_WRITERS, recoded_line
from onrecord.model import Stance
from onrecord.outcomes import Learning, Recoded

SHOWN = 20
"""Changes printed as a table; a file or another format has all."""


def learn(
    ledger: LedgerArgument,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and leave all as it is.")] = False,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
    jobs: JobsOption = CORES,
) -> None:
    """Teach the coder what people decided in this ledger, and judge anew what nobody did.

    Later runs of `add` and `positions ... code` go by it too. Without any decision left, it is forgotten.
    """
    with onrecord.api.open(ledger, create=False) as opened, progress_bar() as show:
        learning = opened.learn(
            dry_run=dry_run, jobs=jobs, on_progress=lambda tally: show(f"{plural(tally.coded, 'statement')} judged")
        )
    as_table = format is Format.TABLE and output is None
    for line in summary(ledger, learning, dry_run=dry_run):
        print(line, file=sys.stdout if as_table else sys.stderr)
    if as_table:
        show_changes(learning.changes)
    else:
        RECODED.print(learning.changes, format, output)


def show_changes(changes: Sequence[Recoded]) -> None:
    """Print the first changes as a table, and how many more there are."""
    if changes:
        RECODED.print(changes[:SHOWN], Format.TABLE, None)
    if len(changes) > SHOWN:
        print(f"and {len(changes) - SHOWN:,} more: -o FILE.csv has all")


def summary(ledger: Path, learning: Learning, *, dry_run: bool) -> list[str]:
    """Return what was learnt from, and what that changes, a line each."""
    learnt = (
        f"learnt from {plural(learning.decisions, 'decision')} on {plural(learning.concepts, 'concept')}"
        if learning.decisions
        else "no decision is left; what was learnt is forgotten"
    )
    would = "; nothing is stored (--dry-run)" if dry_run else ""
    return [
        f"{ledger}: {learnt}, {plural(learning.judged, 'statement')} judged anew{would}",
        f"{plural(learning.positions, 'position')} of the machine: {learning.new:,} new, "
        f"{learning.turned:,} with another stance, {learning.gone:,} gone",
    ]


def recoded_table(changes: Iterable[Recoded]) -> Table:
    """Return a table of what the machine finds otherwise than before."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("who", "concept", "before", "now", "what", "statement"):
        table.add_column(column, ratio=1 if column == "what" else None, max_width=26 if column == "who" else None)
    for change in changes:
        record = change.record
        table.add_row(
            Text("; ".join(speaker.name for speaker in record.speakers)),
            Text(change.concept),
            _stance(change.before),
            _stance(change.after),
            Text(" ".join(record.statement.text.split())),
            Text(record.statement.id, style="dim"),
        )
    return table


def _stance(stance: Stance | None) -> Text:
    return Text("none", style="dim") if stance is None else stance_words(stance)


RECODED = Listing(
    table=recoded_table,
    line=recoded_line,
    row=recoded_line,
    columns=RECODED_COLUMNS,
    writers=RECODED_WRITERS,
)
