"""`onrecord scaling`: where actors stand on one or two scales."""

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Group, RenderableType
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, opened, selection, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption
from onrecord.cli.reporting import plain_table, report, signed
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onrecord.networks.structure.scaling import IdealPoints

CHARACTERS = 41
"""How wide the scale is drawn on the terminal."""


@with_options(which=selection)
def scaling(
    ledger: DebateArgument,
    which: Asked,
    type: TypeOption = None,
    dimensions: Annotated[int, typer.Option(min=1, max=2, help="How many scales.")] = 1,
    ordinal: Annotated[
        bool, typer.Option("--ordinal", help="Three answers: what lies between support and opposition too.")
    ] = False,
    threshold: Annotated[
        float, typer.Option(min=0, max=1, help="A share of support above 1 less this is support.")
    ] = 0.0,
    least_actors: Annotated[int, typer.Option(min=1, help="Concepts that fewer take a side on are left out.")] = 2,
    right: Annotated[str | None, typer.Option(metavar="ACTOR", help="Who is to stand on the right.")] = None,
    level: Annotated[float, typer.Option(min=0.01, max=0.999, help="Of the intervals.")] = 0.95,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Place the actors on one or two scales that explain best what they support and oppose, with intervals.

    It is item-response scaling: concepts are the questions, positions the answers. -o FILE.concepts.csv says how far
    each concept divides them.
    """
    from onrecord.export.findings import scaling_findings  # noqa: PLC0415 - loads scipy
    from onrecord.networks.structure.answers import Scale  # noqa: PLC0415
    from onrecord.networks.structure.scaling import Scaling  # noqa: PLC0415

    settings = Scaling(
        dimensions=dimensions,
        scale=Scale.ORDINAL if ordinal else Scale.BINARY,
        threshold=threshold,
        least_actors=least_actors,
        level=level,
        right=right,
    )
    with opened(ledger, type) as debate:
        found = debate.scaling(settings, **which)
        report(
            lambda: scaling_findings(found),
            lambda: _points_report(found),
            format=format,
            output=output,
            figures={"points": lambda: _figure(found)},
        )


def _points_report(found: "IdealPoints") -> RenderableType:
    parts: list[RenderableType] = []
    low, high = float(found.low.min()), float(found.high.max())
    for dimension in range(found.points.shape[1]):
        table = plain_table(who="", point="right", interval="right", answers="right")
        table.add_column("", no_wrap=True)
        for place in found.points[:, dimension].argsort(kind="stable").tolist():
            bounds = float(found.low[place, dimension]), float(found.high[place, dimension])
            point = float(found.points[place, dimension])
            table.add_row(
                Text(found.actors[place]),
                signed(point),
                f"{bounds[0]:+.2f} to {bounds[1]:+.2f}",
                f"{found.answers[place]:.0f}",
                _scale(bounds[0], point, bounds[1], (low, high)),
            )
        slopes = plain_table(slope="right", interval="right", concept="")
        for place in (-abs(found.slopes[:, dimension])).argsort(kind="stable").tolist():
            bounds = float(found.slope_low[place, dimension]), float(found.slope_high[place, dimension])
            slope = signed(float(found.slopes[place, dimension]))
            slopes.add_row(slope, f"{bounds[0]:+.2f} to {bounds[1]:+.2f}", Text(found.concepts[place]))
        title = "" if found.points.shape[1] == 1 else f"scale {dimension + 1}"
        parts += [*([Text(title, style="bold")] if title else []), table, Text(""), slopes]
    return Group(*parts)


def _scale(low: float, point: float, high: float, ends: tuple[float, float]) -> str:
    width = (ends[1] - ends[0]) or 1.0
    first, here, last = (round((value - ends[0]) / width * (CHARACTERS - 1)) for value in (low, point, high))
    line = [" "] * CHARACTERS
    line[first : last + 1] = "-" * (last + 1 - first)
    line[here] = "o"
    return "".join(line).rstrip()


def _figure(found: "IdealPoints") -> "Figure":
    from onrecord.plots.points import Point, points_figure  # noqa: PLC0415 - half a second that only figures need

    return points_figure(
        [
            Point(
                label=actor,
                at=tuple(found.points[place].tolist()),
                low=tuple(found.low[place].tolist()),
                high=tuple(found.high[place].tolist()),
            )
            for place, actor in enumerate(found.actors)
        ],
        title="Where the actors stand",
    )
