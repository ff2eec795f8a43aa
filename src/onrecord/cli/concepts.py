"""`onrecord concepts`: what is in dispute, and how many take each side."""

from __future__ import annotations

from collections.abc import Iterable

from rich.table import Table
from rich.text import Text

import onrecord.api
from onrecord.cli.console import Format, FormatOption, LedgerArgument, Listing, OutputOption
from onrecord.export import CONCEPT_COLUMNS, CONCEPT_WRITERS, concept_line, concept_row
from onrecord.model import Dispute, Stance


def concepts(ledger: LedgerArgument, format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List the concepts of the codebook with the statements for (+), against (-) and conditional (?)."""
    with onrecord.api.open(ledger, create=False) as opened:
        CONCEPTS.print(opened.concepts(), format, output)


def concept_table(disputes: Iterable[Dispute]) -> Table:
    """Return a table of concepts that reads well in a terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True)
    table.add_column("concept", ratio=1)
    for sign in ("+", "-", "?", "actors"):
        table.add_column(sign, justify="right", no_wrap=True)
    for dispute in disputes:
        counts = [str(dispute.statements.get(stance, 0)) for stance in Stance]
        table.add_row(Text(dispute.concept.id), Text(dispute.concept.label), *counts, str(dispute.actors))
    return table


CONCEPTS = Listing(
    table=concept_table,
    line=concept_line,
    row=concept_row,
    columns=CONCEPT_COLUMNS,
    writers=CONCEPT_WRITERS,
)
