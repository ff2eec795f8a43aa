"""`onrecord timeline` and `onrecord bars`: who took which side when, and how many are for and against."""

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, opened, selection, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption
from onrecord.cli.reporting import NOTHING, plain_table, report
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from onrecord.debates.said import Said, Tally

WIDTH = 24
"""Characters of the longest bar."""


@with_options(which=selection)
def timeline(
    ledger: DebateArgument,
    which: Asked,
    type: TypeOption = None,
    by_concept: Annotated[bool, typer.Option("--by-concept", help="Draw a row a concept, not a row an actor.")] = False,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Show who took which side when: + for, - against, ? neither quite; a line an actor and concept.

    --format csv and -o FILE.csv, .jsonl, .parquet, .json have a row a statement; .svg and .png draw a row an actor.
    To see one concept alone give --include "concept=...".
    """
    from onrecord.export.findings import timeline_findings  # noqa: PLC0415 - loads scipy

    with opened(ledger, type) as debate:
        found = debate.timeline(**which)
        report(
            lambda: timeline_findings(found),
            lambda: course_table(found) if found else NOTHING,
            format=format,
            output=output,
            figures={"timeline": lambda: _timeline_figure(found, by_concept=by_concept)},
        )


@with_options(which=selection)
def bars(
    ledger: DebateArgument,
    which: Asked,
    type: TypeOption = None,
    by_actor: Annotated[bool, typer.Option("--by-actor", help="Count by actor, not by concept.")] = False,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Count how many statements support and oppose each concept, or of each actor; -o FILE.svg and .png draw it."""
    from onrecord.debates.said import tallies  # noqa: PLC0415 - loads scipy
    from onrecord.export.findings import bars_findings  # noqa: PLC0415

    with opened(ledger, type) as debate:
        found = tallies(debate.timeline(**which), by_actor=by_actor)
        report(
            lambda: bars_findings(found),
            lambda: bar_table(found) if found else NOTHING,
            format=format,
            output=output,
            figures={"bars": lambda: _bars_figure(found)},
        )


def course_table(found: "Sequence[Said]") -> Table:
    """Return a line an actor and concept: the side and its first day, as often as it changed."""
    table = plain_table(who="", concept="", course="", statements="right")

    def pair(one: "Said") -> tuple[str, str]:
        return one.actor, one.concept

    for (actor, concept), every in groupby(sorted(found, key=pair), key=pair):
        said = list(every)
        course = Text()
        for _, same in groupby(said, key=lambda one: _sign(one.side)):
            first = next(same)
            course.append(f"{'  ' if course else ''}{_sign(first.side)} ", style=_colour(first.side))
            course.append(f"{first.date or 'undated'}")
        table.add_row(Text(actor), Text(concept), course, f"{len(said):,}")
    return table


def bar_table(found: "Sequence[Tally]") -> Table:
    """Return a line a label: opposition to the left, support to the right."""
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    table.add_column("")
    for name, justify in (("oppose", "right"), ("-", "right"), ("+", "left"), ("support", "left")):
        table.add_column(name, justify="right" if justify == "right" else "left", no_wrap=True)
    table.add_column("conditional", justify="right")
    longest = max((max(one.support, one.oppose) for one in found), default=0) or 1
    for one in found:
        against, support = (round(WIDTH * count / longest) for count in (one.oppose, one.support))
        table.add_row(
            Text(one.label),
            f"{one.oppose:g}",
            Text("-" * against, style="dark_orange"),
            Text("+" * support, style="blue"),
            f"{one.support:g}",
            f"{one.conditional:g}",
        )
    return table


def _sign(side: float) -> str:
    return "+" if side > 0 else "-" if side < 0 else "?"


def _colour(side: float) -> str:
    return "blue" if side > 0 else "dark_orange" if side < 0 else ""


def _timeline_figure(found: "Sequence[Said]", *, by_concept: bool) -> "Figure":
    from onrecord.plots import Event, timeline_figure  # noqa: PLC0415 - half a second that only figures need

    events: list[Any] = [
        Event(label=one.concept if by_concept else one.actor, time=one.date, side=one.side) for one in found if one.date
    ]
    return timeline_figure(events)


def _bars_figure(found: "Sequence[Tally]") -> "Figure":
    from onrecord.plots import Opinion, bars_figure  # noqa: PLC0415

    return bars_figure(
        [Opinion(label=one.label, support=one.support, oppose=one.oppose, conditional=one.conditional) for one in found]
    )
