"""`onrecord evaluate`: how good a coding is, against a gold one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
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
    where its content overlaps the gold one's by half (Jaccard of words) and its source is the gold one's.
    """
    evaluation = onrecord.api.evaluate(gold, predicted)
    if as_json:
        print(json.dumps(evaluation.as_dict(), indent=2))
    else:
        _print_tables(evaluation)


def _print_tables(evaluation: Evaluation) -> None:
    from onrecord.evaluation.tables import STATEMENT_HEAD, detail_rows, statement_rows  # noqa: PLC0415 - see api

    console = output_console()
    scores = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for place, head in enumerate(STATEMENT_HEAD):
        scores.add_column(head, justify="right" if place else "left")
    for row in statement_rows(evaluation):
        scores.add_row(*row)
    details = Table(box=None, pad_edge=False, show_header=False, padding=(0, 2, 0, 0))
    for name, value in detail_rows(evaluation):
        details.add_row(name, value)
    console.print(scores)
    console.print()
    console.print(details)
