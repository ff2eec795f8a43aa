"""`onrecord actors LEDGER merge ...` and the other corrections, `onrecord decisions`, `onrecord undo`."""

from __future__ import annotations

import datetime
import getpass
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.table import Table
from rich.text import Text
from typer.core import TyperGroup

import onrecord.api
from onrecord.cli.console import REFUSED, LedgerArgument, day, output_console, plural, show_refused
from onrecord.model import ActorKind, Decision

ActorArgument = Annotated[str, typer.Argument(metavar="ACTOR", help="The actor's id or name.")]


def _who(given: str) -> str:
    if given:
        return given
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a process without a user name
        raise typer.BadParameter("say who decides: --by NAME") from None


ByOption = Annotated[str, typer.Option(callback=_who, help="Who decides.", show_default="your user name")]
WhyOption = Annotated[str | None, typer.Option(help="Why, for those who read the decision later.")]
DayOption = Annotated[datetime.date | None, typer.Option(parser=day, metavar="DATE", help="A day like 2024-02-28.")]


class LedgerFirst(TyperGroup):
    """A group whose commands come behind the ledger (`actors LEDGER merge`); without one it lists."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if len(args) > 1 and args[1] in self.commands:
            args = [args[1], args[0], *args[2:]]
        elif args and args[0] not in {*self.commands, "-h", "--help"}:
            args = ["list", *args]
        return super().parse_args(ctx, args)


def merge(
    ledger: LedgerArgument,
    actor: ActorArgument,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The actor that it is, by id or name.")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Make two actors one, under the second's name."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.merge(actor, into, by=by, why=why)])


def split(
    ledger: LedgerArgument,
    actor: ActorArgument,
    name: Annotated[
        list[str] | None, typer.Option(help="Part what was said under this name; may be given again.")
    ] = None,
    article: Annotated[list[str] | None, typer.Option(help="Part what was said in this article, by its id.")] = None,
    into: Annotated[str | None, typer.Option(help="The actor that it is, or a new one's name.")] = None,
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Part from an actor what is somebody else's."""
    with onrecord.api.open(ledger, create=False) as opened:
        decision = opened.split(actor, names=name or (), articles=article or (), into=into, by=by, why=why)
        told(ledger, [decision])


def rename(
    ledger: LedgerArgument,
    actor: ActorArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name to show.")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Call an actor by another name."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.rename(actor, name, by=by, why=why)])


def alias(
    ledger: LedgerArgument,
    actor: ActorArgument,
    name: Annotated[str, typer.Argument(metavar="NAME", help="Another spelling, of this actor alone.")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Take every speaker of a name for the actor."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.alias(actor, name, by=by, why=why)])


def is_not(
    ledger: LedgerArgument,
    actor: ActorArgument,
    other: Annotated[str, typer.Argument(metavar="OTHER", help="Another actor, or a name.")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Never take an actor for another one, or for anybody of this name."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.is_not(actor, other, by=by, why=why)])


def affiliation(
    ledger: LedgerArgument,
    actor: ActorArgument,
    role: Annotated[str | None, typer.Option(help="The role, like 'foreign minister'.")] = None,
    of: Annotated[str | None, typer.Option(help="What it is of, like 'France'.")] = None,
    first_seen: DayOption = None,
    last_seen: DayOption = None,
    remove: Annotated[bool, typer.Option("--remove", help="Strike the affiliation out instead.")] = False,
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Add an affiliation to an actor, or strike one out."""
    if not role and not of:
        raise typer.BadParameter("say which: --role, --of, or both")
    with onrecord.api.open(ledger, create=False) as opened:
        days = {"first_seen": first_seen, "last_seen": last_seen}
        told(ledger, [opened.affiliation(actor, role, of, **days, holds=not remove, by=by, why=why)])


def kind(
    ledger: LedgerArgument,
    actor: ActorArgument,
    kind: Annotated[ActorKind, typer.Argument(metavar="KIND", help="person, organization, country, group, ...")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Say what an actor is."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.set_kind(actor, kind, by=by, why=why)])


def load(
    ledger: LedgerArgument,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="An alias file (.yaml), a table of Wikidata items (.csv, .tsv), or entities (.ftm.json).",
        ),
    ],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Take over what a file knows of actors; see docs/actors.md for the formats."""
    with onrecord.api.open(ledger, create=False) as opened:
        loaded = opened.load_actors(file, by=by, why=why)
    print(f"{plural(loaded.actors, 'actor')} read, {plural(loaded.decisions, 'decision')} made")
    if loaded.refused:
        show_refused(loaded.refused)
        raise typer.Exit(REFUSED)


def suggest(ledger: LedgerArgument, most: Annotated[int, typer.Option(min=1, help="How many to show.")] = 30) -> None:
    """List actors that may be one, the likeliest first, with the reasons."""
    with onrecord.api.open(ledger, create=False) as opened:
        found = opened.suggestions()
    if not found:
        print("no two actors look as if they might be one", file=sys.stderr)
        return
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("actor", "may be", "score", "because"):
        table.add_column(column, justify="right" if column == "score" else "left")
    for one in found[:most]:
        table.add_row(Text(one.actor), Text(one.into), f"{one.score:.2f}", Text("; ".join(one.reasons)))
    output_console().print(table)
    print(f"\nonrecord actors {ledger} merge {found[0].actor} {found[0].into}   # or: is-not", file=sys.stderr)


def decisions(ledger: LedgerArgument) -> None:
    """List what people decided, with numbers to undo by."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("number", "when", "who", "what", "why", "undone"):
        table.add_column(column, justify="right" if column == "number" else "left")
    with onrecord.api.open(ledger, create=False) as opened:
        for one in opened.decisions():
            undone = "" if one.undone_at is None else f"{one.undone_at:%Y-%m-%d} by {one.undone_by}"
            texts = (one.made_by, decision_words(one), one.why or "", undone)
            table.add_row(str(one.id), f"{one.made_at:%Y-%m-%d %H:%M}", *(Text(text) for text in texts))
    output_console().print(table)


def undo(
    ledger: LedgerArgument,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="The decision's, as `onrecord decisions` lists it.")],
    by: ByOption = "",
) -> None:
    """Undo a decision and what it did; the decision itself stays on record."""
    with onrecord.api.open(ledger, create=False) as opened:
        print(f"undone: {decision_words(opened.undo(number, by=by))}")


def decision_words(decision: Decision) -> str:
    """Return what was decided: "macron same_as emmanuel-macron"."""
    value = decision.new if decision.new is not None else f"not {decision.old}"
    return f"{decision.subject_id} {decision.field} {value}"


def told(ledger: Path, made: Sequence[Decision]) -> None:
    """Print what was decided, and how to undo it."""
    for decision in made:
        print(f"decided: {decision_words(decision)}   (undo: onrecord undo {ledger} {decision.id})")
