"""`onrecord polarization`: how far actors fall into two sides, and how that changed."""

from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.asking import (
    DebateArgument,
    TypeOption,
    averaging,
    drawn_again,
    opened,
    selection,
    windows,
    with_options,
)
from onrecord.cli.console import Format, FormatOption, OutputOption, progress_bar
from onrecord.cli.network import bounds, network_figures
from onrecord.cli.reporting import NOTHING, decimals, interval_text, plain_table, report, with_interval
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from onrecord.debates.debate import Debate
    from onrecord.debates.over_time import Polarized
    from onrecord.networks.structure.polarization import Polarization


@with_options(which=selection, averaged=averaging, windows=windows, sure=drawn_again)
def polarization(
    ledger: DebateArgument,
    which: Asked,
    averaged: Asked,
    windows: Any,
    sure: Any,
    type: TypeOption = None,
    permutations: Annotated[
        int, typer.Option(min=0, help="Debates by chance to compare with: positions dealt out anew.")
    ] = 100,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Measure how far the actors fall into two sides that agree within and disagree between: 0 not at all, 1 wholly.

    With --window or --calendar it is a line a window. -o FILE is by its ending .csv, .jsonl, .parquet (a row an actor
    with his side, or a row a window), .json (all of it), or a figure (.svg, .png): the two sides, or the series.
    """
    asked: Asked = {**which, **averaged}
    bootstrap, seed = sure
    drawn: dict[str, Any] = {"permutations": permutations, "bootstrap": bootstrap, "seed": seed}
    with opened(ledger, type) as debate:
        if windows is None:
            _one(debate, asked, drawn, format, output)
        else:
            _series(debate, windows, asked, drawn, format, output)


def _one(debate: "Debate", asked: Asked, drawn: dict[str, Any], format: Format, output: Any) -> None:
    from onrecord.export.findings import polarization_findings  # noqa: PLC0415 - loads scipy

    with progress_bar() as show:
        show("dealing positions out anew, drawing statements again")
        found = debate.polarization(**drawn, **asked)
    tied: Asked = {"normalize": "average", **asked, "mode": "one", "aggregate": "subtract"}
    network = debate.network(**tied)
    groups = dict(zip(found.actors, found.sides.tolist(), strict=True))
    report(
        lambda: polarization_findings(found),
        lambda: polarization_report(found) if found.actors else NOTHING,
        format=format,
        output=output,
        figures=network_figures(network, groups),
    )


def _series(debate: "Debate", windows: Any, asked: Asked, drawn: dict[str, Any], format: Format, output: Any) -> None:
    from onrecord.export.findings import polarization_series_findings  # noqa: PLC0415

    found = []
    with progress_bar() as show:
        for one in debate.polarization_series(windows, **drawn, **asked):
            show(f"{one.begins:%Y-%m-%d}: {one.polarization.index:.2f}")
            found.append(one)
    report(
        lambda: polarization_series_findings(found),
        lambda: series_table(found),
        format=format,
        output=output,
        figures={"series": lambda: _series_figure(found)},
    )


def polarization_report(found: "Polarization") -> RenderableType:
    """Return the index, what it would be by chance, and the two sides."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_row("polarization", with_interval(found.index, found.interval))
    if len(found.chance):
        chance = f"{found.chance.mean():.2f} in {len(found.chance)} debates by chance; p {found.p:.2g}"
        table.add_row("by chance", chance)
        table.add_row("beyond chance", decimals(found.beyond_chance))
    table.add_row("agreement within sides", with_interval(found.within, found.within_interval))
    table.add_row("agreement between sides", with_interval(found.between, found.between_interval))
    parts: list[RenderableType] = [table]
    for side in sorted(set(found.sides.tolist())):
        members = [actor for actor, other in zip(found.actors, found.sides.tolist(), strict=True) if other == side]
        parts += [Text(""), Text.assemble((f"side {side + 1}: ", "bold"), ", ".join(members))]
    return Group(*parts)


def series_table(found: "Sequence[Polarized]") -> Table:
    """Return a table with a line a window."""
    table = plain_table(begins="", ends="", statements="right", actors="right", polarization="right", interval="right")
    for name in ("by chance", "p"):
        table.add_column(name, justify="right")
    for one in found:
        its = one.polarization
        table.add_row(
            *bounds(one.begins, one.ends),
            f"{one.statements:,}",
            f"{len(its.actors):,}",
            decimals(its.index),
            interval_text(its.interval),
            decimals(float(its.chance.mean())) if len(its.chance) else "",
            decimals(its.p),
        )
    return table


def _series_figure(found: "Sequence[Polarized]") -> "Figure":
    from onrecord.plots import Line, series_figure  # noqa: PLC0415 - half a second that only figures need

    times = [one.begins + (one.ends - one.begins) / 2 for one in found]
    every = [one.polarization for one in found]
    bands = [one.interval for one in every if one.interval is not None]
    index = Line(
        name="polarization",
        times=times,
        values=[one.index for one in every],
        low=[float(one.low) for one in bands] if len(bands) == len(every) else None,
        high=[float(one.high) for one in bands] if len(bands) == len(every) else None,
    )
    lines = [index]
    if every and all(len(one.chance) for one in every):
        lines.append(Line(name="by chance", times=times, values=[float(one.chance.mean()) for one in every]))
    return series_figure(lines, title="Polarization over time", measure="0 none, 1 two sides", zero=True)
