"""`onrecord demo`: the sample debate, read and shown."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
from onrecord.api import Ledger
from onrecord.cli.actors import actor_table
from onrecord.cli.add import read_into, show_added
from onrecord.cli.concepts import concept_table
from onrecord.cli.console import CORES, JobsOption, output_console
from onrecord.cli.positions import position_table
from onrecord.cli.serve import open_app
from onrecord.cli.statements import statement_table
from onrecord.model import Stand
from onrecord.sample import ARTICLES, CODEBOOK

SPEAKERS, STATEMENTS, STANDS = 12, 24, 16
"""How many are printed; the ledger has the rest."""


def demo(
    ledger: Annotated[Path, typer.Argument(metavar="[LEDGER]", help="Where to make the ledger.")] = Path("demo.db"),
    jobs: JobsOption = CORES,
    serve: Annotated[bool, typer.Option("--serve", help="Open the web app on it.")] = False,
) -> None:
    """Read the bundled sample debate into a ledger and print what was found."""
    console = output_console()
    with onrecord.api.open(ledger) as opened:
        added = read_into(opened, [str(ARTICLES)], codebook=CODEBOOK, jobs=jobs)
        show_added(opened, added)
        console.print("\n[bold]Who spoke most[/bold]\n")
        console.print(actor_table(islice(opened.actors(), SPEAKERS)))
        console.print("\n[bold]What was said, first to last[/bold] (dim dates: the article's own)\n")
        dated = (record for record in opened.statements() if record.statement.date and record.copy_of is None)
        in_time = sorted(dated, key=lambda record: str(record.statement.date))
        console.print(statement_table(islice(in_time, STATEMENTS)))
        console.print("\n[bold]What is in dispute[/bold] (statements for +, against -, conditional ?)\n")
        console.print(concept_table(opened.concepts()))
        console.print("\n[bold]Where the actors stand at the end[/bold]\n")
        console.print(position_table(islice(_most_spoken_first(opened), STANDS)))
    console.print(
        f"\nAll of it: onrecord statements {ledger}; one person: onrecord statements {ledger} --actor NAME;"
        f"\nwho changed sides: onrecord positions {ledger} changes; who sides with whom: onrecord coalitions {ledger};"
        f"\na page to mail: onrecord export {ledger} report.html; in the browser: onrecord serve {ledger}",
        markup=False,
        highlight=False,
    )
    if serve:
        open_app(ledger)


def _most_spoken_first(ledger: Ledger) -> list[Stand]:
    """Return where actors stand last: those who said most before the others, the concepts of one together."""
    order = {actor.id: place for place, actor in enumerate(ledger.actors())}
    named = [(order[stand.actor.id], stand) for stand in ledger.positions(current=True) if stand.actor is not None]
    return [stand for _, stand in sorted(named, key=lambda one: one[0])]
