"""The command line: one file a command, each a thin shell over the call with its name in `onrecord.api`."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Annotated

import typer

from onrecord.cli import (
    accounts,
    actors,
    add,
    backbone,
    centrality,
    coalitions,
    coding,
    concepts,
    correcting,
    deciding,
    demo,
    evaluate,
    export,
    extract,
    importing,
    learn,
    network,
    phases,
    polarization,
    positions,
    scaling,
    serve,
    statements,
    timeline,
)
from onrecord.errors import OnRecordError, UsageError

WRONG_USAGE, CANNOT_GO_ON = 2, 3

app = typer.Typer(
    name="onrecord",
    epilog="Exit status: 0 done, 1 some inputs were refused, 2 wrong usage, 3 the work could not go on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (
    demo.demo,
    serve.serve,
    add.add,
    extract.extract,
    network.network,
    coalitions.coalitions,
    polarization.polarization,
    timeline.timeline,
    timeline.bars,
    centrality.centrality,
    scaling.scaling,
    backbone.backbone,
    phases.phases,
    export.export,
    evaluate.evaluate,
    learn.learn,
    correcting.decisions,
    correcting.undo,
):
    app.command()(command)

app.command("import")(importing.load)

statement_commands = typer.Typer(cls=correcting.LedgerFirst, no_args_is_help=True)
statement_commands.command("list")(statements.statements)
for decision in (deciding.confirm, deciding.reject, deciding.split):
    statement_commands.command()(decision)
app.add_typer(
    statement_commands, name="statements", help="List who said what, or put it right: `statements LEDGER reject ...`."
)

actor_commands = typer.Typer(cls=correcting.LedgerFirst, no_args_is_help=True)
actor_commands.command("list")(actors.actors)
for correction in (
    correcting.merge,
    correcting.split,
    correcting.rename,
    correcting.alias,
    correcting.is_not,
    correcting.affiliation,
    correcting.kind,
    correcting.load,
    correcting.suggest,
):
    actor_commands.command()(correction)
app.add_typer(
    actor_commands, name="actors", help="List who speaks, or put right who is who: `actors LEDGER merge ...`."
)

position_commands = typer.Typer(cls=correcting.LedgerFirst, no_args_is_help=True)
position_commands.command("list")(positions.positions)
position_commands.command("set")(coding.set_position)
position_commands.command()(positions.changes)
position_commands.command()(coding.confirm)
position_commands.command()(coding.code)
app.add_typer(
    position_commands, name="positions", help="List who stands where, or put it right: `positions LEDGER set ...`."
)

concept_commands = typer.Typer(cls=correcting.LedgerFirst, no_args_is_help=True)
concept_commands.command("list")(concepts.concepts)
concept_commands.command()(concepts.find)
for change in (coding.load, coding.save, coding.add, coding.edit, coding.merge, coding.drop):
    concept_commands.command()(change)
app.add_typer(
    concept_commands, name="concepts", help="List what is in dispute, or change it: `concepts LEDGER merge ...`."
)


account_commands = typer.Typer(cls=correcting.LedgerFirst, no_args_is_help=True)
account_commands.command("list")(accounts.show)
account_commands.command()(accounts.add)
account_commands.command()(accounts.drop)
app.add_typer(
    account_commands, name="accounts", help="List who may sign in to the web app, or change it: `accounts LEDGER add`."
)


def _show_version(wanted: bool) -> None:
    if wanted:
        print(f"onrecord {version('onrecord')}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_show_version, help="Print the version and leave.")
    ] = False,
) -> None:
    """Reads news about a dispute and answers, with the sentence that proves it: who said what."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status; the arguments are the program's own unless given."""
    try:
        app(args=arguments)
    except OnRecordError as error:
        print(f"onrecord: {error}", file=sys.stderr)
        sys.exit(WRONG_USAGE if isinstance(error, UsageError) else CANNOT_GO_ON)
