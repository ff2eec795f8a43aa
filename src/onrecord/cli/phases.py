"""`onrecord phases`: when a debate changed."""

from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, opened, selection, shape, windows, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption, plural
from onrecord.cli.network import bounds
from onrecord.cli.reporting import decimals, plain_table, report
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onrecord.debates.over_time import Turns

DISTANCES = "absolute, spectral"


@with_options(which=selection, shaped=shape, windows=windows)
def phases(
    ledger: DebateArgument,
    which: Asked,
    shaped: Asked,
    windows: Any,
    type: TypeOption = None,
    distance: Annotated[
        str, typer.Option(help=f"Between networks: {DISTANCES} (their shape, whoever is tied).")
    ] = "absolute",
    penalty: Annotated[
        float | None, typer.Option(min=0, help="What a change costs; higher: fewer. Without, by the noise.")
    ] = None,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Find when a debate changed: its change points, and the phases that its networks fall into.

    Without windows they are weeks, months, quarters or years, by the length of the debate. A figure (-o FILE.svg, .png)
    draws how far each network is from the one before.
    """
    from onrecord.export.findings import phases_findings  # noqa: PLC0415 - loads scipy
    from onrecord.networks.structure.distances import Distance  # noqa: PLC0415

    if distance not in list(Distance):
        raise typer.BadParameter(f"there is no distance {distance!r}; choose one of {DISTANCES}")
    asked: Asked = {**which, **shaped}
    with opened(ledger, type) as debate:
        found = debate.phases(windows, distance=Distance(distance), penalty=penalty, **asked)
        report(
            lambda: phases_findings(found),
            lambda: _phases_report(found),
            format=format,
            output=output,
            figures={"series": lambda: _distance_figure(found)},
        )


def _phases_report(found: "Turns") -> RenderableType:
    begins = set(found.points.begins.tolist())
    apart = [float("nan"), *np.diagonal(found.distances, 1).tolist()]
    table = plain_table(begins="", ends="", statements="right", distance="right", phase="right", change="")
    for place, one in enumerate(found.networks):
        table.add_row(
            *bounds(one.begins, one.ends),
            f"{one.statements:,}",
            decimals(apart[place]),
            f"{int(found.phases.of_networks[place]) + 1}",
            "changed" if place in begins else "",
        )
    days = ", ".join(f"{moment:%Y-%m-%d}" for moment in found.moments) or "none"
    count = int(found.phases.of_networks.max()) + 1
    head = f"change points: {days}; {plural(count, 'phase')}, modularity {found.phases.modularity:.2f}"
    return Group(Text(head, style="bold"), table)


def _distance_figure(found: "Turns") -> "Figure":
    from onrecord.plots import Line, series_figure  # noqa: PLC0415 - half a second that only figures need

    times: list[Any] = [one.begins for one in found.networks[1:]]
    line = Line(name="distance", times=times, values=np.diagonal(found.distances, 1).tolist())
    return series_figure(
        [line],
        title="How far each window is from the one before",
        measure="0 the same, 1 nothing in common",
        changes=found.moments,
        zero=True,
    )
