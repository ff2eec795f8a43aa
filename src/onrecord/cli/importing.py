"""`onrecord import`: what another program knows, taken over."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
from onrecord.cli import correcting
from onrecord.cli.console import REFUSED, LedgerArgument, plural, progress_bar, show_refused
from onrecord.cli.correcting import ByOption, WhyOption
from onrecord.outcomes import Imported


def load(
    ledger: LedgerArgument,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="A database of DNA (.dna), an alias file (.yaml), Wikidata items (.csv, .tsv), entities (.ftm.json).",
        ),
    ],
    password: Annotated[
        str | None, typer.Option(help="The Admin's of a .dna database, to be checked; none is needed.")
    ] = None,
    zone: Annotated[str, typer.Option(help="Time zone in which a database of DNA 2 was coded.")] = "UTC",
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Take over a database of DNA 2 or 3, or what a file knows of actors; a ledger is made for .dna if absent.

    Documents become articles, statements keep their coding as decisions, and everything else is kept for `onrecord
    export LEDGER FILE.dna`. The same file again changes nothing.
    """
    if file.suffix.lower() != ".dna":
        correcting.load(ledger, file, by=by, why=why)
        return
    with onrecord.api.open(ledger, create=file.is_file()) as opened, progress_bar() as show:
        imported = opened.import_dna(
            file,
            password=password,
            zone=zone,
            on_progress=lambda tally: show(f"{plural(tally.documents, 'document')}, {tally.statements:,} statements"),
        )
    _show(ledger, file, imported)
    if imported.refused:
        show_refused(imported.refused)
        raise typer.Exit(REFUSED)


def _show(ledger: Path, file: Path, imported: Imported) -> None:
    if imported.known:
        print(f"{ledger}: {file} was imported before; nothing changed")
        return
    print(
        f"{ledger}: {plural(imported.documents, 'document')} ({plural(imported.articles, 'new article')}),"
        f" {imported.coded:,} coded statements; of them {plural(imported.statements, 'new statement')} with"
        f" {plural(imported.positions, 'position')} on {plural(imported.concepts, 'new concept')}"
    )
    if imported.coded > imported.statements:
        print(f"networks of all that was coded: onrecord network {ledger} --type LABEL")
