"""`onrecord export`: a ledger's statements in a file of another format."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
from onrecord.cli.console import LedgerArgument, plural
from onrecord.export import STATEMENT_WRITERS

FORMATS = ", ".join((*STATEMENT_WRITERS, ".ftm.json"))


def export(
    ledger: LedgerArgument,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=f"Where to write; its ending is the format: {FORMATS}."),
    ],
) -> None:
    """Write all statements to a file, or all actors to .ftm.json; .html is one page to mail, with the articles."""
    what = "actor" if file.name.lower().endswith(".ftm.json") else "statement"
    with onrecord.api.open(ledger, create=False) as opened:
        print(f"{file}: {plural(opened.export(file), what)}")
