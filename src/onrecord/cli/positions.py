"""`onrecord positions`: where every actor stands, and why."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Annotated

import typer
from rich.console import Console, Group
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
from onrecord.export import (
    CHANGE_COLUMNS,
    CHANGE_WRITERS,
    POSITION_COLUMNS,
    POSITION_WRITERS,
    change_line,
    change_row,
    position_line,
    position_row,
)
from onrecord.ledger.stands import Alike, Conflict, Shift
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
    unsure: Annotated[
        bool,
        typer.Option("--unsure", help="Only what no person decided, that first of which a decision would tell most."),
    ] = False,
    why: Annotated[
        str | None,
        typer.Option(metavar="STATEMENT", help="Show one statement instead: how likely each stance is, and examples."),
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
            unsure=unsure,
        )
        POSITIONS.print(found, format, output)


def changes(
    ledger: LedgerArgument,
    actor: ActorOption = None,
    concept: ConceptOption = None,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List where actors changed their stance, with the statements on either side, and where outlets disagree on one."""
    with onrecord.api.open(ledger, create=False) as opened:
        found = opened.changes(actor=actor, concept=concept), opened.contradictions(actor=actor, concept=concept)
        CHANGES.print(chain(*found), format, output)


def change_pairs(found: Iterable[Shift | Conflict]) -> Group:
    """Return the two statements of each, under what they show."""
    return Group(*(part for one in found for part in _pair(one)))


def _pair(found: Shift | Conflict) -> tuple[Text, Table]:
    if isinstance(found, Shift):
        what, pair = f"changed ({found.probability:.0%})", (found.before, found.after)
    else:
        what, pair = "outlets disagree", (found.supporting, found.opposing)
    actor, concept = pair[0].actor, pair[0].position.concept
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 2))
    for stand in pair:
        outlet = stand.record.article.outlet or stand.record.article.id
        who = "; ".join(speaker.name for speaker in stand.record.speakers)
        table.add_row(
            Text(f"{stand.record.statement.date}"),
            stance_words(stand.position.stance),
            Text(who),
            _what(stand),
            Text(outlet, style="dim"),
        )
    return Text.assemble((actor.name if actor else "", "bold"), f" on {concept}: {what}"), table


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
    _show_examples(console, grounds.examples)


def _show_examples(console: Console, examples: Mapping[str, Sequence[Alike]]) -> None:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("concept", "stance", "examples like it", "from"):
        table.add_column(column)
    for concept, some in examples.items():
        for one in some:
            words = Text(" ".join(one.text.split()))
            table.add_row(
                Text(concept), stance_words(one.stance), words, Text(one.statement or "codebook", style="dim")
            )
    if table.row_count:
        console.print()
        console.print(table)


POSITIONS = Listing(
    table=position_table,
    line=position_line,
    row=position_row,
    columns=POSITION_COLUMNS,
    writers=POSITION_WRITERS,
)
CHANGES = Listing(
    table=change_pairs,
    line=change_line,
    row=change_row,
    columns=CHANGE_COLUMNS,
    writers=CHANGE_WRITERS,
)
