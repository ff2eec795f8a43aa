"""`onrecord evaluate`: how good a coding is, against a gold one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.markup import escape
from rich.table import Table

import onrecord.api
from onrecord.cli.console import output_console

if TYPE_CHECKING:
    from onrecord.evaluation import Evaluation


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="The gold coding: JSONL, or a ledger.")],
    predicted: Annotated[Path, typer.Argument(metavar="PREDICTED", help="The coding to score: JSONL, or a ledger.")],
    as_json: Annotated[bool, typer.Option("--json", help="Print every figure as JSON.")] = False,
) -> None:
    """Score a coding against a gold one, or compare two coders.

    A coding is JSONL as `onrecord extract` or `onrecord statements` writes it, or a ledger. An attribution is right
    where its content overlaps the gold one's by half (Jaccard of words) and its source is the gold one's. Where both
    codings have positions, it says how far they agree: Krippendorff's alpha, Cohen's kappa and F1 for each concept.
    """
    evaluation = onrecord.api.evaluate(gold, predicted)
    if as_json:
        print(json.dumps(evaluation.as_dict(), indent=2))
    else:
        _print_tables(evaluation)


def _print_tables(evaluation: Evaluation) -> None:
    from onrecord.evaluation import tables  # noqa: PLC0415 - see api

    console = output_console()
    details = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for name, value in tables.detail_rows(evaluation):
        details.add_row(name, value)
    console.print(_table(tables.STATEMENT_HEAD, tables.statement_rows(evaluation)))
    console.print()
    if rows := tables.position_rows(evaluation):
        console.print(_table(tables.POSITION_HEAD, rows))
        console.print()
    console.print(details)


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for place, head in enumerate(heads):
        table.add_column(head, justify="right" if place else "left")
    for row in rows:
        table.add_row(*map(escape, row))
    return table
