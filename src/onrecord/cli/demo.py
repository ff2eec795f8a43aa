"""`onrecord demo`: the sample debate, read and shown."""

from __future__ import annotations

from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
from onrecord.cli.actors import actor_table
from onrecord.cli.add import read_into, show_added
from onrecord.cli.console import CORES, JobsOption, output_console
from onrecord.cli.statements import statement_table
from onrecord.sample import ARTICLES

SPEAKERS, STATEMENTS = 12, 24
"""How many are printed; the ledger has the rest."""


def demo(
    ledger: Annotated[Path, typer.Argument(metavar="[LEDGER]", help="Where to make the ledger.")] = Path("demo.db"),
    jobs: JobsOption = CORES,
) -> None:
    """Read the bundled sample debate into a ledger and print what was found."""
    console = output_console()
    with onrecord.api.open(ledger) as opened:
        added = read_into(opened, [str(ARTICLES)], jobs=jobs)
        show_added(opened, added)
        console.print("\n[bold]Who spoke most[/bold]\n")
        console.print(actor_table(islice(opened.actors(), SPEAKERS)))
        console.print("\n[bold]What was said, first to last[/bold] (dim dates: the article's own)\n")
        dated = (record for record in opened.statements() if record.statement.date and record.copy_of is None)
        in_time = sorted(dated, key=lambda record: str(record.statement.date))
        console.print(statement_table(islice(in_time, STATEMENTS)))
    console.print(
        f"\nAll of it: onrecord statements {ledger}; one person: onrecord statements {ledger} --actor NAME;"
        f"\na page to mail: onrecord export {ledger} report.html",
        markup=False,
        highlight=False,
    )
