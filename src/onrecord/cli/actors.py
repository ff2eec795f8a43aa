"""`onrecord actors`: who speaks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

import onrecord.api
from onrecord.cli.console import (
    ActorOption,
    ConceptOption,
    ConfidenceOption,
    Format,
    FormatOption,
    LedgerArgument,
    Listing,
    OutletOption,
    OutputOption,
    SinceOption,
    UntilOption,
)
from onrecord.export import ACTOR_COLUMNS, ACTOR_WRITERS, actor_line, actor_row
from onrecord.model import Actor, ActorKind, Affiliation


def actors(
    ledger: LedgerArgument,
    actor: ActorOption = None,
    outlet: OutletOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    kind: Annotated[ActorKind | None, typer.Option(help="Only actors of this kind.")] = None,
    min_confidence: ConfidenceOption = 0.0,
    concept: ConceptOption = None,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """List who made statements, those with most statements first; copies count nothing."""
    with onrecord.api.open(ledger, create=False) as opened:
        found = opened.actors(
            actor=actor,
            outlet=outlet,
            since=since,
            until=until,
            kind=kind,
            min_confidence=min_confidence,
            concept=concept,
        )
        ACTORS.print(found, format, output)


def actor_table(found: Iterable[Actor]) -> Table:
    """Return a table of actors that reads well in a terminal."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    table.add_column("who", max_width=32)
    table.add_column("kind", no_wrap=True)
    table.add_column("statements", justify="right", no_wrap=True)
    table.add_column("affiliations", ratio=2)
    table.add_column("also written", ratio=2)
    for actor in found:
        affiliations = "; ".join(affiliation_words(affiliation) for affiliation in actor.affiliations)
        aliases = Text(", ".join(actor.aliases))
        table.add_row(Text(actor.name), actor.kind.value, str(actor.statements), Text(affiliations), aliases)
    return table


def affiliation_words(affiliation: Affiliation) -> str:
    """Return "foreign minister, France"."""
    return ", ".join(part for part in (affiliation.role, affiliation.of) if part)


ACTORS = Listing(table=actor_table, line=actor_line, row=actor_row, columns=ACTOR_COLUMNS, writers=ACTOR_WRITERS)
