"""A network as nodes and lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from onrecord.networks.layout import places_of
from onrecord.networks.network import Network, Once
from onrecord.networks.settings import Aggregate
from onrecord.networks.table import Floats, Integers
from onrecord.plots.canvas import add_note, new_figure, say_empty, styled
from onrecord.plots.choosing import strengths_of, strongest
from onrecord.plots.colours import AGAINST, BETWEEN, FOR, INK, colour_of, marker_of
from onrecord.plots.labelling import place_labels
from onrecord.plots.titles import title_of
from onrecord.plots.wording import drawable

MOST_NODES = 300
MOST_TIES = 3000
LineStyle = Literal["solid"] | tuple[float, tuple[float, float]]
KINDS: dict[str, tuple[str, LineStyle, str, str]] = {
    "for": (FOR, "solid", "agree (+)", "support (+)"),
    "against": (AGAINST, (0.0, (3.0, 1.6)), "disagree (−)", "oppose (−)"),
    "neither": (BETWEEN, "solid", "speak of the same", "speak of it"),
}


@dataclass(frozen=True, slots=True)
class _Drawn:
    """The nodes that are drawn, rows before columns, and the ties among them: places of two nodes and a weight."""

    labels: Sequence[str]
    columns_from: int
    strengths: Floats
    ties: Integers
    weights: Floats


def network_figure(
    network: Network,
    *,
    groups: Mapping[str, int] | None = None,
    title: str | None = None,
    most: int = MOST_NODES,
    seed: int = 0,
) -> Figure:
    """Return a drawing of the network: nodes as large as they are tied, lines as wide as ties are strong.

    `groups` are the communities of labels, each with a colour and a marker. Of more than `most` nodes the strongest are
    drawn, and of more than 3,000 ties among them; a note on the figure says so. The same seed gives the same drawing.
    """
    drawn = _drawn(network, most)
    notes = [
        _note(len(drawn.labels), len(network.rows) + (0 if network.is_one_mode else len(network.columns)), "nodes")
    ]
    if len(drawn.weights) > MOST_TIES:
        notes.append(_note(MOST_TIES, len(drawn.weights), "ties between them"))
        order = np.sort(np.argsort(-np.abs(drawn.weights), kind="stable")[:MOST_TIES])
        drawn = replace(drawn, ties=drawn.ties[order], weights=drawn.weights[order])
    with styled():
        figure, axes = new_figure(10, 8, title or title_of(network))
        axes.set_axis_off()
        if not drawn.labels:
            say_empty(axes, "no nodes")
            return figure
        places = places_of(_matrix(drawn), seed=seed)
        axes.set(xlim=(-0.13, 1.13), ylim=(-0.08, 1.08))
        kinds = _draw_ties(axes, drawn, places, _kind_of_ties(network))
        shown = _draw_nodes(axes, drawn, places, groups, network)
        _add_legend(axes, kinds, shown, one_mode=network.is_one_mode)
        sizes = _sizes(drawn.strengths)
        left_out = place_labels(figure, axes, drawn.labels, places, sizes)
        notes.append(f"labels that found no room: {left_out:,}" if left_out else "")
        add_note(figure, *notes)
    return figure


def _drawn(network: Network, most: int) -> _Drawn:
    rows = strongest(network, most)
    if network.is_one_mode:
        columns = np.zeros(0, np.int64)
        ties = Once(network.once.array[rows][:, rows], network.once.scale).scaled().tocoo()
        places = np.column_stack([ties.row, ties.col]).astype(np.int64)
        strengths = strengths_of(network)[rows]
    else:
        both = np.concatenate([strengths_of(network), strengths_of(network, of_columns=True)])
        kept = np.sort(np.argsort(-both, kind="stable")[:most])
        rows, columns = kept[kept < len(network.rows)], kept[kept >= len(network.rows)] - len(network.rows)
        ties = network.ties[rows][:, columns].tocoo()
        places = np.column_stack([ties.row, ties.col + len(rows)]).astype(np.int64)
        strengths = both[kept]
    weights = ties.data.astype(np.float64)
    real = np.isfinite(weights) & (weights != 0)
    labels = [network.rows[place] for place in rows] + [network.columns[place] for place in columns]
    return _Drawn(labels, len(rows), strengths, places[real], weights[real])


def _matrix(drawn: _Drawn) -> Floats:
    weights = np.zeros((len(drawn.labels), len(drawn.labels)))
    weights[drawn.ties[:, 0], drawn.ties[:, 1]] = drawn.weights
    return weights + weights.T


def _kind_of_ties(network: Network) -> tuple[str, str]:
    """Return what ties above 0 and ties below 0 are."""
    match network.settings.aggregate:
        case Aggregate.CONFLICT:
            return "against", "for"
        case Aggregate.IGNORE | Aggregate.COMBINE:
            return "neither", "against"
        case _:
            return "for", "against"


def _draw_ties(axes: Axes, drawn: _Drawn, places: Floats, kinds: tuple[str, str]) -> list[str]:
    sizes = np.abs(drawn.weights)
    share = np.sqrt(sizes / (sizes.max() if len(sizes) else 1.0))
    crowd = 1 / (1 + len(sizes) / 250)
    shown = []
    for kind, side in zip(kinds, (drawn.weights > 0, drawn.weights < 0), strict=True):
        if not side.any():
            continue
        colour, style, *_ = KINDS[kind]
        order = np.flatnonzero(side)[np.argsort(share[side], kind="stable")]
        lines = LineCollection(
            list(places[drawn.ties[order]]),
            colors=colour,
            linestyles=[style],
            linewidths=((0.4 + 3.6 * share[order] ** 2) * (0.4 + 0.6 * crowd)).tolist(),
            alpha=((0.2 + 0.6 * share[order] ** 2) * (0.35 + 0.65 * crowd)).tolist(),
            zorder=1,
        )
        axes.add_collection(lines)
        shown.append(kind)
    return shown


def _sizes(strengths: Floats) -> Floats:
    """Return the areas of nodes, in points squared."""
    most = float(strengths.max()) or 1.0
    return (30 + 420 * strengths / most) / (1 + len(strengths) / 150)


def _draw_nodes(
    axes: Axes, drawn: _Drawn, places: Floats, groups: Mapping[str, int] | None, network: Network
) -> list[tuple[str, str, str]]:
    """Draw all nodes and return a name, a colour and a marker for each kind of them."""
    kinds = []
    for place, label in enumerate(drawn.labels):
        column = place >= drawn.columns_from
        if groups is not None and label in groups and not column:
            kinds.append((f"group {groups[label] + 1}", colour_of(groups[label]), marker_of(groups[label])))
        elif column:
            kinds.append((network.settings.columns, "#F4F4F4", "s"))
        else:
            kinds.append((network.settings.rows, "#4D4D4D", "o"))
    sizes = _sizes(drawn.strengths)
    for kind in dict.fromkeys(kinds):
        mine = [place for place, other in enumerate(kinds) if other == kind]
        _, colour, marker = kind
        edge = INK if colour == "#F4F4F4" else "white"
        axes.scatter(
            places[mine, 0],
            places[mine, 1],
            s=sizes[mine],
            c=colour,
            marker=marker,
            edgecolors=edge,
            linewidths=0.9,
            zorder=2,
        )
    return sorted(dict.fromkeys(kinds)) if groups is not None or not network.is_one_mode else []


def _add_legend(axes: Axes, kinds: Sequence[str], nodes: Sequence[tuple[str, str, str]], *, one_mode: bool) -> None:
    handles = []
    for kind in kinds:
        colour, style, among, between = KINDS[kind]
        name = among if one_mode else between
        handles.append(Line2D([], [], color=colour, linestyle=style, linewidth=2.2, label=name))
    handles += [
        Line2D(
            [],
            [],
            color="none",
            marker=marker,
            markerfacecolor=colour,
            markersize=8,
            label=drawable(name),
            markeredgecolor=INK if colour == "#F4F4F4" else "white",
        )
        for name, colour, marker in nodes[:12]
    ]
    if handles:
        axes.legend(
            handles=handles, loc="upper center", bbox_to_anchor=(0.5, 0), ncols=min(len(handles), 5), borderaxespad=0
        )


def _note(drawn: int, every: int, what: str) -> str:
    return "" if drawn >= every else f"the {drawn:,} strongest of {every:,} {what}"
