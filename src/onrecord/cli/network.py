"""`onrecord network`: who is tied to whom, or to what, and when."""

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.cli.asking import DebateArgument, TypeOption, drawn_again, opened, selection, shape, windows, with_options
from onrecord.cli.console import Format, FormatOption, OutputOption, plural, progress_bar
from onrecord.cli.reporting import FIGURES, NOTHING, plain_table, report, signed
from onrecord.debates.asked import Asked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from onrecord.debates.debate import Debate
    from onrecord.networks.network import Network
    from onrecord.networks.structure.bootstrap import Interval

TIES = 12
"""The strongest ties that a summary names, of each sign."""
AT_ONCE = 1 << 20
MOST_DRAWN = 20_000
"""Ties whose intervals are worked out: some seconds more."""


@with_options(which=selection, shaped=shape, windows=windows, sure=drawn_again)
def network(
    ledger: DebateArgument,
    which: Asked,
    shaped: Asked,
    windows: Any,
    sure: Any,
    type: TypeOption = None,
    format: FormatOption = Format.TABLE,
    output: OutputOption = None,
) -> None:
    """Make a network of actors and concepts, or a series of them, and print a summary or write it to a file.

    -o FILE is by its ending a matrix (.csv), its nodes or ties (.nodes.csv, .edges.csv), .graphml, .gexf, .dl (UCINET),
    .parquet, .json, or a figure (.svg, .png; a heat map where the name ends in .heatmap.png); .events.csv lists the
    statements one after the other. --format csv and jsonl print a line a tie; there and in the summary ties have
    intervals.
    """
    with opened(ledger, type) as debate:
        if windows is None:
            _one(debate, {**which, **shaped}, sure[0], format, output)
        else:
            if shaped.get("dna_compatible"):
                windows = _as_dna_has_them(windows)
            _series(debate, windows, {**which, **shaped}, format, output)


def _one(debate: "Debate", asked: Asked, bootstrap: Any, format: Format, output: Path | None) -> None:
    from onrecord.export.findings import events_findings, network_findings  # noqa: PLC0415 - loads scipy

    if output is not None and output.name.lower().endswith(".events.csv"):
        report(
            lambda: events_findings(debate.events(**asked), tuple(debate.table.variables)),
            lambda: Text(""),
            format=format,
            output=output,
            figures={},
        )
        return
    made = debate.network(**asked)
    if output is not None and output.suffix.lower() not in FIGURES and format is Format.TABLE:
        _write(made, output)
        return

    def intervals(pairs: "Sequence[tuple[int, int]]") -> "Interval | None":
        if bootstrap is None or not pairs:
            return None
        if len(pairs) > MOST_DRAWN:
            print(f"no intervals: {len(pairs):,} ties, {MOST_DRAWN:,} are the most", file=sys.stderr)
            return None
        with progress_bar() as show:
            show("drawing statements again")
            return debate.tie_intervals(pairs, bootstrap, **asked)

    report(
        lambda: network_findings([made], intervals(_every_pair(made))),
        lambda: summary(made, intervals(strongest_ties(made))),
        format=format,
        output=output,
        figures=network_figures(made),
    )


def _every_pair(network: "Network") -> "Sequence[tuple[int, int]]":
    """Return the places of the row and column of each tie, in the order of the lists of ties."""
    from onrecord.networks.listing import ties_of  # noqa: PLC0415 - loads scipy

    shift = 0 if network.is_one_mode else len(network.rows)
    return [(row, column - shift) for ties in ties_of(network) for row, column, _ in ties]


def _series(debate: "Debate", windows: Any, asked: Asked, format: Format, output: Path | None) -> None:
    from onrecord.errors import UsageError  # noqa: PLC0415
    from onrecord.export.findings import network_findings  # noqa: PLC0415

    series = debate.series(windows, **asked)
    if output is None:
        report(lambda: network_findings(series), lambda: series_table(series), format=format, output=None, figures={})
    elif output.suffix.lower() in FIGURES:
        raise UsageError(f"{output}: a series is not one figure; give --since and --until, or write .gexf for Gephi")
    else:
        with progress_bar() as show:
            _write((_shown(one, show) for one in series), output)


def _as_dna_has_them(windows: Any) -> Any:
    """Return windows that DNA has: those one after the other are a unit apart there."""
    from onrecord.networks.windows import Fixed, Sliding  # noqa: PLC0415 - loads scipy

    return Sliding(width=windows.width, step=1, unit=windows.unit) if isinstance(windows, Fixed) else windows


def _shown(network: "Network", show: Any) -> "Network":
    show(f"{network.begins:%Y-%m-%d}: {plural(network.statements, 'statement')}")
    return network


def _write(networks: "Network | Iterable[Network]", output: Path) -> None:
    from onrecord.errors import UsageError  # noqa: PLC0415
    from onrecord.export import writer_for  # noqa: PLC0415
    from onrecord.export.networks import NETWORK_WRITERS  # noqa: PLC0415 - loads scipy

    if not output.name.lower().endswith(tuple(NETWORK_WRITERS)):
        endings = ", ".join([*NETWORK_WRITERS, ".events.csv", *FIGURES])
        raise UsageError(f"{output}: no format has this ending; name a file that ends in {endings}")
    files = writer_for(output, NETWORK_WRITERS)(networks, output)
    print(f"{files[0]}" if len(files) == 1 else f"{files[0]} to {files[-1].name}: {plural(len(files), 'file')}")


def network_figures(network: "Network", groups: dict[str, int] | None = None) -> dict[str, Any]:
    """Return how a network is drawn: as nodes and lines, as a heat map."""

    def nodes() -> "Figure":
        from onrecord.plots import network_figure  # noqa: PLC0415 - half a second that only figures need

        return network_figure(network, groups=groups)

    def cells() -> "Figure":
        from onrecord.plots import heatmap_figure  # noqa: PLC0415

        return heatmap_figure(network)

    return {"network": nodes, "heatmap": cells}


def summary(network: "Network", interval: "Interval | None" = None) -> RenderableType:
    """Return what a person wants to know of a network; the interval is of its strongest ties."""
    if not network.statements:
        return NOTHING
    return Group(Text(title_of(network), style="bold"), Text(counted(network)), Text(""), ties_table(network, interval))


def title_of(network: "Network") -> str:
    """Return what is tied, and how."""
    settings = network.settings
    tied = f"{settings.rows} x {settings.rows} by {settings.columns}"
    if not network.is_one_mode:
        tied = f"{settings.rows} x {settings.columns}"
    qualifier = f", {settings.aggregate} of {settings.qualifier}" if settings.qualifier else ""
    return f"{tied}{qualifier}, normalize {settings.normalize}, duplicates {settings.duplicates}"


def counted(network: "Network") -> str:
    """Return how large and how dense a network is."""
    weights = network.once.array.data
    labels = f"{len(network.rows):,} {network.settings.rows}"
    if not network.is_one_mode:
        labels += f" and {len(network.columns):,} {network.settings.columns}"
    isolates = _isolates(network)
    return (
        f"{labels} nodes ({plural(isolates, 'isolate')}), {plural(network.statements, 'statement')};"
        f" {plural(int(np.count_nonzero(weights)), 'tie')} ({np.count_nonzero(weights > 0):,} above 0,"
        f" {np.count_nonzero(weights < 0):,} below), density {density(network):.3f}"
    )


def density(network: "Network") -> float:
    """Return the share of possible ties that there are."""
    rows = len(network.rows)
    possible = rows * (rows - 1) // 2 if network.is_one_mode else rows * len(network.columns)
    return np.count_nonzero(network.once.array.data) / possible if possible else 0.0


def strongest_ties(network: "Network", most: int = TIES) -> list[tuple[int, int]]:
    """Return the places of row and column of the ties that are furthest above and below 0."""
    ties = network.once.array
    places = np.concatenate([_furthest(ties.data, sign, most) for sign in (1, -1)])
    rows = np.searchsorted(ties.indptr, places, side="right") - 1
    return list(zip(rows.tolist(), ties.indices[places].tolist(), strict=True))


def ties_table(network: "Network", interval: "Interval | None") -> Table:
    """Return a table of the strongest ties."""
    ties, scale = network.once.array, network.once.scale
    sure = {"interval": "right"} if interval is not None else {}
    table = plain_table(tie="right", **sure, between="", and_="")
    for place, (row, column) in enumerate(strongest_ties(network)):
        weight = signed(float(ties[row, column]) * scale)
        between = [f"{interval.low[place]:+.3g} to {interval.high[place]:+.3g}"] if interval is not None else []
        table.add_row(weight, *between, Text(network.rows[row]), Text(network.columns[column]))
    return table


def _furthest(weights: Any, sign: int, most: int) -> Any:
    """Return the places of the weights furthest to this side of 0, some at a time: a large network has many."""
    kept = np.zeros(0, np.int64)
    for first in range(0, len(weights), AT_ONCE):
        places = first + np.flatnonzero(weights[first : first + AT_ONCE] * sign > 0)
        kept = np.concatenate([kept, places])
        kept = kept[np.argsort(-sign * weights[kept], kind="stable")][:most]
    return kept


def series_table(series: Iterable["Network"]) -> Table:
    """Return a table with a line a network."""
    table = plain_table(begins="", ends="", statements="right", nodes="right", ties="right", above="right")
    for name in ("below", "density"):
        table.add_column(name, justify="right")
    for one in series:
        weights = one.once.array.data
        nodes = len(one.rows) + (0 if one.is_one_mode else len(one.columns))
        numbers = (one.statements, nodes, np.count_nonzero(weights), np.sum(weights > 0), np.sum(weights < 0))
        table.add_row(*bounds(one.begins, one.ends), *(f"{number:,}" for number in numbers), f"{density(one):.3f}")
    return table


def bounds(begins: Any, ends: Any) -> tuple[str, str]:
    """Return when a window begins and ends, days without their midnights."""
    whole = f"{begins:%H%M%S}{ends:%H%M%S}" == "0" * 12
    return (
        (f"{begins:%Y-%m-%d}", f"{ends:%Y-%m-%d}") if whole else (f"{begins:%Y-%m-%d %H:%M}", f"{ends:%Y-%m-%d %H:%M}")
    )


def _isolates(network: "Network") -> int:
    ties = network.once.array
    down, across = (np.asarray(abs(ties).sum(axis=axis)).reshape(-1) for axis in (0, 1))
    if network.is_one_mode:
        return int(np.sum(down + across == 0))
    return int(np.sum(down == 0) + np.sum(across == 0))
