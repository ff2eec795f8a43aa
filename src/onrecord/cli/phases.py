"""`onrecord phases`: when a debate changed."""

from typing import TYPE_CHECKING, Annotated, Any

import numpy as np
import typer
from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, drawn_again, opened, selection, shape, windows, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption, plural, progress_bar
from onrecord.cli.network import bounds
from onrecord.cli.reporting import between_text, decimals, plain_table, report
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onrecord.debates.over_time import Turns

DISTANCES = "absolute, spectral"


@with_options(which=selection, shaped=shape, windows=windows, sure=drawn_again)
def phases(
    ledger: DebateArgument,
    which: Asked,
    shaped: Asked,
    windows: Any,
    sure: Any,
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

    Of statements drawn again it says how far a window stays in its phase, and how often something new begins with it.
    Without windows they are weeks, months, quarters or years, by the length of the debate. A figure (-o FILE.svg, .png)
    draws how far each network is from the one before.
    """
    from onrecord.export.findings import phases_findings  # noqa: PLC0415 - loads scipy
    from onrecord.networks.structure.distances import Distance  # noqa: PLC0415

    if distance not in list(Distance):
        raise typer.BadParameter(f"there is no distance {distance!r}; choose one of {DISTANCES}")
    asked: Asked = {**which, **shaped}
    with opened(ledger, type) as debate:
        with progress_bar() as show:
            show("drawing statements again")
            found = debate.phases(windows, distance=Distance(distance), penalty=penalty, bootstrap=sure[0], **asked)
        report(
            lambda: phases_findings(found),
            lambda: _phases_report(found),
            format=format,
            output=output,
            figures={"series": lambda: _distance_figure(found)},
        )


def _phases_report(found: "Turns") -> RenderableType:
    begins = set(found.points.begins.tolist())
    nan, again = float("nan"), found.again
    apart = [nan, *np.diagonal(found.distances, 1).tolist()]
    table = plain_table(begins="", ends="", statements="right", distance="right", interval="right", phase="right")
    table.add_column("stays", justify="right")
    table.add_column("change")
    for place, one in enumerate(found.networks):
        table.add_row(
            *bounds(one.begins, one.ends),
            f"{one.statements:,}",
            decimals(apart[place]),
            between_text(float(again.low[place - 1]), float(again.high[place - 1])) if again and place else "",
            f"{int(found.phases.of_networks[place]) + 1}",
            decimals(float(again.stays[place])) if again else "",
            _change(place in begins, float(again.changes[place]) if again else nan),
        )
    days = ", ".join(f"{moment:%Y-%m-%d}" for moment in found.moments) or "none"
    count = int(found.phases.of_networks.max()) + 1
    head = f"change points: {days}; {plural(count, 'phase')}, modularity {found.phases.modularity:.2f}"
    return Group(Text(head, style="bold"), table)


def _change(begins: bool, share: float) -> str:
    """Return whether something new begins, and in which share of the repeats it does."""
    return " ".join([*(["changed"] if begins else []), *([f"({share:.0%})"] if share > 0 else [])])


def _distance_figure(found: "Turns") -> "Figure":
    from onrecord.plots import Line, series_figure  # noqa: PLC0415 - half a second that only figures need

    times: list[Any] = [one.begins for one in found.networks[1:]]
    low, high = (found.again.low.tolist(), found.again.high.tolist()) if found.again else (None, None)
    values = np.diagonal(found.distances, 1).tolist()
    line = Line(name="distance", times=times, values=values, low=low, high=high)
    return series_figure(
        [line],
        title="How far each window is from the one before",
        measure="0 the same, 1 nothing in common",
        changes=found.moments,
        zero=True,
    )
