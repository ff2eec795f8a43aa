"""`onrecord concepts`: what is in dispute, and how many take each side."""

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
    Format,
    FormatOption,
    LedgerArgument,
    Listing,
    OutputOption,
    output_console,
    plural,
    progress_bar,
)
from onrecord.cli.correcting import ByOption, WhyOption, told
from onrecord.export import CONCEPT_COLUMNS, CONCEPT_WRITERS, concept_line, concept_row
from onrecord.model import Dispute, Stance
from onrecord.outcomes import Found

TYPICAL = 2
"""Sentences shown of a concept that was found."""


def concepts(ledger: LedgerArgument, format: FormatOption = Format.TABLE, output: OutputOption = None) -> None:
    """List the concepts of the codebook with the statements for (+), against (-) and conditional (?)."""
    with onrecord.api.open(ledger, create=False) as opened:
        CONCEPTS.print(opened.concepts(), format, output)


def find(
    ledger: LedgerArgument,
    most: Annotated[int, typer.Option(min=1, help="How many to find.")] = 20,
    keep: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Keep this one in the codebook; may be given again.")
    ] = None,
    keep_all: Annotated[bool, typer.Option("--keep-all", help="Keep all that are found.")] = False,
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Find what is in dispute by the statements alone: concepts, with how many actors take sides, the most first."""
    with onrecord.api.open(ledger, create=False) as opened:
        with progress_bar() as show:
            found = opened.find_concepts(most=most, on_progress=lambda texts: show(f"{plural(texts, 'text')} read"))
        if not keep and not keep_all:
            _show_found(ledger, found)
            return
        wanted = _wanted(found, keep or [one.concept.id for one in found])
        for one in wanted:
            told(ledger, opened.add_concept(one.concept, by=by, why=why))
    kept = f"{plural(len(wanted), 'concept')} kept"
    print(f"{ledger}: {kept}; judge the statements by the codebook: onrecord positions {ledger} code")


def _wanted(found: Sequence[Found], ids: Sequence[str]) -> list[Found]:
    """Return those of these ids that the codebook does not have."""
    by_id = {one.concept.id: one for one in found}
    if unknown := [one for one in ids if one not in by_id]:
        raise typer.BadParameter(f"found no concept {unknown[0]!r}; without --keep the command lists their ids")
    return [by_id[one] for one in dict.fromkeys(ids) if not by_id[one].kept]


def _show_found(ledger: Path, found: Sequence[Found]) -> None:
    if not found:
        print("nothing in dispute was found: no concept on which two actors take sides", file=sys.stderr)
        return
    output_console().print(found_table(found))
    if new := [one.concept.id for one in found if not one.kept]:
        print(f"\nonrecord concepts {ledger} find --keep {new[0]}   # or: --keep-all", file=sys.stderr)


def found_table(found: Iterable[Found]) -> Table:
    """Return a table of concepts found, each with sentences that are typical of it."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("id", no_wrap=True)
    table.add_column("concept", ratio=1)
    for count in ("actors", "statements"):
        table.add_column(count, justify="right", no_wrap=True)
    for one in found:
        kept = "  (in the codebook)" if one.kept else ""
        words = Text.assemble((one.concept.label, "bold"), (kept, "dim"))
        for record in one.typical[:TYPICAL]:
            who = record.speaker.name if record.speaker else "(no source)"
            words.append(f"\n{who}: {' '.join(record.statement.text.split())}")
        table.add_row(Text(one.concept.id), words, f"{one.actors:,}", f"{one.statements:,}")
    return table


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
