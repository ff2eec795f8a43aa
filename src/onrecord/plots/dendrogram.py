"""Which actors are how alike: a tree whose branches join where they do."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from scipy.cluster import hierarchy

from onrecord.errors import UsageError
from onrecord.networks.table import Floats
from onrecord.plots.canvas import add_note, new_figure, say_empty, styled
from onrecord.plots.colours import FAINT, INK, colour_of
from onrecord.plots.wording import shortened

MOST_LEAVES = 150


def dendrogram_figure(merges: Floats, labels: Sequence[str], *, groups: int | None = None, title: str = "") -> Figure:
    """Return the tree of a linkage of scipy, its leaves named; with `groups`, that many branches have colours.

    A tree of more than 150 leaves ends where it has that many branches, and tells how many leaves are behind each.
    """
    if len(labels) != len(merges) + 1:
        raise UsageError(f"{len(merges)} merges are of {len(merges) + 1} leaves, not of {len(labels)} labels")
    with styled():
        if len(labels) < 2:
            figure, axes = new_figure(8, 2, title)
            say_empty(axes, "a tree has two leaves or more")
            return figure
        shown = min(len(labels), MOST_LEAVES)
        tree = hierarchy.dendrogram(merges, p=shown, truncate_mode="lastp", no_plot=True, link_color_func=str)
        names = [_name(leaf, labels, merges) for leaf in tree["leaves"] or []]
        figure, axes = new_figure(8, 1.4 + 0.27 * len(names), title)
        heights = np.array(tree["dcoord"])
        border = _border(merges, groups)
        lines = [
            np.column_stack([height, place]) for height, place in zip(heights, np.array(tree["icoord"]), strict=True)
        ]
        colours = _colours([int(join) for join in tree["color_list"]], merges, border)
        axes.add_collection(LineCollection(lines, colors=colours, linewidths=1.6, capstyle="projecting"))
        if border is not None:
            axes.axvline(border, color=FAINT, linestyle=(0, (2, 2)), linewidth=1)
        axes.set_yticks(5 + 10 * np.arange(len(names)), names)
        axes.set_ylim(10 * len(names), 0)
        axes.set_xlim(heights.max() * 1.04 or 1.0, 0)
        axes.yaxis.tick_right()
        axes.tick_params(right=False)
        axes.spines[["left", "top", "right"]].set_visible(False)
        axes.grid(visible=False)
        axes.set_xlabel("distance at which branches join")
        add_note(figure, "" if shown == len(labels) else f"(n): a branch of n of the {len(labels):,} leaves")
    return figure


def _name(leaf: int, labels: Sequence[str], merges: Floats) -> str:
    return shortened(labels[leaf]) if leaf < len(labels) else f"({int(merges[leaf - len(labels), 3])})"


def _border(merges: Floats, groups: int | None) -> float | None:
    """Return a distance at which there are so many branches, None where none are asked for."""
    if groups is None or not 1 < groups <= len(merges):
        return None
    heights = np.sort(merges[:, 2])
    return float((heights[len(heights) - groups + 1] + heights[len(heights) - groups]) / 2)


def _colours(joins: Sequence[int], merges: Floats, border: float | None) -> list[str]:
    """Return a colour for each join: one for all of a branch that is cut off at the border."""
    if border is None:
        return [INK] * len(joins)
    count = len(merges) + 1
    branches = hierarchy.fcluster(merges, border, "distance")
    some_leaf = list(range(count))
    for left in merges[:, 0].astype(int).tolist():
        some_leaf.append(some_leaf[left])
    cut_off = [join for join in joins if merges[join - count, 2] < border]
    numbers: dict[int, int] = {}
    for join in cut_off:
        numbers.setdefault(int(branches[some_leaf[join]]), len(numbers))
    inside = set(cut_off)
    return [colour_of(numbers[int(branches[some_leaf[join]])]) if join in inside else INK for join in joins]
