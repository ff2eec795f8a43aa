"""`onrecord export`: a ledger in a file of another format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
from onrecord.cli.console import LedgerArgument, plural
from onrecord.export import STATEMENT_WRITERS

FORMATS = ", ".join((*STATEMENT_WRITERS, ".ftm.json", ".dna", ".graphml", ".gexf"))


def export(
    ledger: LedgerArgument,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help=f"Where to write; its ending is the format: {FORMATS}."),
    ],
) -> None:
    """Write all statements to a file, or all actors to .ftm.json; .html is one page to mail, with the articles.

    .dna is a database that DNA 3 opens (Admin's password: onrecord); what it does not hold is told. .graphml and .gexf
    hold the network of actors and concepts; `onrecord network` makes all others.
    """
    what = "actor" if file.name.lower().endswith(".ftm.json") else "statement"
    with onrecord.api.open(ledger, create=False) as opened:
        if file.suffix.lower() != ".dna":
            print(f"{file}: {plural(opened.export(file), what)}")
            return
        written = opened.export_dna(file)
    for lost in written.lost:
        print(f"not held: {lost}", file=sys.stderr)
    print(f"{file}: {plural(written.statements, what)}")
