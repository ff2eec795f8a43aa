"""`onrecord positions`: where every actor stands, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

import onrecord.api
from onrecord.api import Ledger
from onrecord.cli.console import (
    ActorOption,
    ConceptOption,
    Format,
    FormatOption,
    LedgerArgument,
    Listing,
    OutletOption,
    OutputOption,
    SinceOption,
    UntilOption,
    output_console,
)
from onrecord.cli.statements import statement_table
from onrecord.export import POSITION_COLUMNS, POSITION_WRITERS, position_line, position_row
from onrecord.model import Stance, Stand

SIGNS = {Stance.SUPPORT: "+", Stance.OPPOSE: "-", Stance.CONDITIONAL: "?"}
COLOURS = {Stance.SUPPORT: "blue", Stance.OPPOSE: "dark_orange", Stance.CONDITIONAL: ""}


def positions(
    ledger: LedgerArgument,
    actor: ActorOption = None,
    concept: ConceptOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    min_confidence: Annotated[
        float, typer.Option(min=0.0, max=1.0, help="Only positions the coder is at least this sure of.")
    ] = 0.0,
    current: Annotated[
        bool, typer.Option("--current", help="One line an actor and concept: where it stands last.")
    ] = False,
    why: Annotated[
        str | None,
        typer.Option(metavar="STATEMENT", help="Show one statement instead, and how likely each stance is in it."),
    ] = None,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List where actors stand on the concepts of the codebook: one line a coded statement; copies are left out."""
    with onrecord.api.open(ledger, create=False) as opened:
        if why is not None:
            _show_why(opened, why)
            return
        found = opened.positions(
            actor=actor,
            concept=concept,
            outlet=outlet,
            since=since,
            until=until,
            min_confidence=min_confidence,
            current=current,
        )
        POSITIONS.print(found, format, output)


def changes(ledger: LedgerArgument, actor: ActorOption = None, concept: ConceptOption = None) -> None:
    """List where actors changed their stance, with the statements on either side, and where outlets disagree on one."""
    console = output_console()
    with onrecord.api.open(ledger, create=False) as opened:
        for change in opened.changes(actor=actor, concept=concept):
            _show_pair(console, f"changed ({change.probability:.0%})", (change.before, change.after))
        for conflict in opened.contradictions(actor=actor, concept=concept):
            _show_pair(console, "outlets disagree", (conflict.supporting, conflict.opposing))


def _show_pair(console: Console, what: str, pair: tuple[Stand, Stand]) -> None:
    actor, concept = pair[0].actor, pair[0].position.concept
    console.print(Text.assemble((actor.name if actor else "", "bold"), f" on {concept}: {what}"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for stand in pair:
        day = stand.record.statement.date
        outlet = stand.record.article.outlet or stand.record.article.id
        who = "; ".join(speaker.name for speaker in stand.record.speakers)
        words = (
            Text(f"{day}"),
            stance_words(stand.position.stance),
            Text(who),
            _what(stand),
            Text(outlet, style="dim"),
        )
        table.add_row(*words)
    console.print(table)


def position_table(found: Iterable[Stand]) -> Table:
    """Return a table of positions that reads well in a terminal; age is in days until today."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("who", max_width=26)
    table.add_column("stance", no_wrap=True)
    table.add_column("concept", max_width=28)
    table.add_column("when", no_wrap=True)
    table.add_column("age", justify="right", no_wrap=True)
    table.add_column("what", ratio=1)
    table.add_column("statement", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    today = datetime.datetime.now().astimezone().date()
    for stand in found:
        day, position = stand.record.statement.date, stand.position
        is_machine = position.decided_by == "machine"
        table.add_row(
            Text(stand.actor.name) if stand.actor else Text("(no source)", style="dim"),
            stance_words(position.stance),
            Text(position.concept),
            Text(day.isoformat() if day else "unknown"),
            Text(f"{(today - day).days:,}" if day and day <= today else "", style="dim"),
            _what(stand),
            Text(position.statement, style="dim"),
            Text(f"{position.confidence:.0%}" if is_machine else position.decided_by, style="dim"),
        )
    return table


def stance_words(stance: Stance) -> Text:
    """Return "+ support", for colours never carry meaning alone."""
    return Text(f"{SIGNS[stance]} {stance}", style=COLOURS[stance])


def _what(stand: Stand) -> Text:
    what = Text(" ".join(stand.record.statement.text.split()))
    return what.append("  (narrated)", style="dim") if stand.position.narrated else what


def _show_why(ledger: Ledger, statement: str) -> None:
    grounds = ledger.why(statement)
    console = output_console()
    console.print(statement_table([grounds.record]))
    in_force = {position.concept: position for position in grounds.record.positions}
    judged = {judgement.concept: judgement for judgement in grounds.judgements}
    if not in_force and not judged:
        console.print("\nno position on any concept of the codebook")
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("concept", "in force", "by", *Stance, "none"):
        table.add_column(column, justify="right" if column in (*Stance, "none") else "left")
    for concept in dict.fromkeys((*in_force, *judged)):
        position, judgement = in_force.get(concept), judged.get(concept)
        probabilities = [judgement.probabilities.get(stance, 0.0) if judgement else None for stance in Stance]
        none = None if judgement is None else max(0.0, 1 - sum(judgement.probabilities.values()))
        table.add_row(
            Text(concept),
            stance_words(position.stance) if position else Text("none"),
            Text(position.decided_by if position else ""),
            *("" if share is None else f"{share:.0%}" for share in (*probabilities, none)),
        )
    console.print()
    console.print(table)


POSITIONS = Listing(
    table=position_table,
    line=position_line,
    row=position_row,
    columns=POSITION_COLUMNS,
    writers=POSITION_WRITERS,
)
