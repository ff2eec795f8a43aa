"""Points of actors on one or two scales, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from onrecord.plots.canvas import add_note, new_figure, say_empty, styled
from onrecord.plots.colours import FAINT, FOR, RULE
from onrecord.plots.labelling import place_labels
from onrecord.plots.wording import in_lines

MOST_ROWS, MOST_POINTS = 60, 150


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A label's place on one scale or two, and the bounds of its interval on each."""

    label: str
    at: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]

    @property
    def width(self) -> float:
        """How unsure the place is on the first scale."""
        return self.high[0] - self.low[0]


def points_figure(points: Sequence[Point], *, title: str = "") -> Figure:
    """Return a row a label from left to right, or of two scales a map; of many the surest are drawn."""
    two = bool(points) and len(points[0].at) == 2
    most = MOST_POINTS if two else MOST_ROWS
    drawn = sorted(sorted(points, key=lambda one: one.width)[:most], key=lambda one: (one.at[0], one.label))
    with styled():
        figure, axes = new_figure(9, 7 if two else 1.6 + 0.3 * max(len(drawn), 3), title)
        if not drawn:
            say_empty(axes, "no actor takes a side")
            return figure
        left_out = _draw_map(figure, axes, drawn) if two else _draw_rows(axes, drawn)
        add_note(
            figure,
            f"the {most} surest of {len(points):,}" if len(drawn) < len(points) else "",
            f"{left_out:,} labels have no room" if left_out else "",
        )
    return figure


def _draw_rows(axes: Axes, drawn: Sequence[Point]) -> int:
    rows = range(len(drawn))
    axes.hlines(rows, [one.low[0] for one in drawn], [one.high[0] for one in drawn], colors=FOR, linewidth=1.4)
    axes.plot([one.at[0] for one in drawn], rows, "o", color=FOR, markersize=6, markeredgecolor="white")
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=0)
    axes.set_yticks(rows, [in_lines(one.label, most=1, width=40) for one in drawn])
    axes.set_ylim(len(drawn) - 0.4, -0.6)
    axes.spines["left"].set_visible(False)
    axes.tick_params(left=False)
    return 0


def _draw_map(figure: Figure, axes: Axes, drawn: Sequence[Point]) -> int:
    places = np.array([one.at for one in drawn])
    for one in drawn:
        axes.plot([one.low[0], one.high[0]], [one.at[1]] * 2, color=RULE, linewidth=1.0, zorder=1)
        axes.plot([one.at[0]] * 2, [one.low[1], one.high[1]], color=RULE, linewidth=1.0, zorder=1)
    axes.scatter(places[:, 0], places[:, 1], s=40, c=FOR, edgecolors="white", linewidths=0.8, zorder=2)
    axes.set_xlabel("scale 1")
    axes.set_ylabel("scale 2")
    return place_labels(figure, axes, [one.label for one in drawn], places, np.full(len(drawn), 40.0))
