"""How a measure changes over time, with what it may be by chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from onrecord.errors import UsageError
from onrecord.networks.table import Floats
from onrecord.plots.canvas import new_figure, say_empty, styled
from onrecord.plots.colours import FAINT, colour_of, marker_of
from onrecord.plots.dates import Moment, as_dates, as_numbers
from onrecord.plots.wording import drawable, shortened

ENTRIES_BESIDE = 3
"""How many names of lines stand beside each other in the legend."""
LINE_STYLES = ("-", "--", "-.", ":")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A measure at some times, with the bounds of its interval where they are known. NaN is a gap."""

    name: str
    times: Sequence[Moment]
    values: Sequence[float]
    low: Sequence[float] | None = None
    high: Sequence[float] | None = None

    def __post_init__(self) -> None:
        for name, numbers in (("values", self.values), ("low", self.low), ("high", self.high)):
            if numbers is not None and len(numbers) != len(self.times):
                raise UsageError(f"{self.name}: {len(numbers)} {name} at {len(self.times)} times; give one for each")


def series_figure(
    lines: Sequence[Line], *, title: str = "", measure: str = "", changes: Sequence[Moment] = (), zero: bool = False
) -> Figure:
    """Return the lines over time, each with its band; `changes` are marked, `zero` begins the axis at 0."""
    with styled():
        entries = sum(1 if line.low is None else 2 for line in lines) + bool(changes)
        figure, axes = new_figure(9, 4.3 + 0.24 * -(-entries // ENTRIES_BESIDE), title)
        axes.set_ylabel(drawable(measure))
        if not any(np.isfinite(np.asarray(line.values, np.float64)).any() for line in lines):
            say_empty(axes, "no window of time has a figure")
            return figure
        for place, line in enumerate(lines):
            _draw(axes, line, place)
        for place, moment in enumerate(as_numbers(changes).tolist()):
            axes.axvline(moment, color=FAINT, linestyle=(0, (2, 2)), linewidth=1.2, label="" if place else "change")
        as_dates(axes)
        if zero:
            axes.set_ylim(bottom=0)
        if len(lines) > 1 or changes or lines[0].low is not None:
            axes.legend(loc="upper left", bbox_to_anchor=(0, -0.1), ncols=ENTRIES_BESIDE, borderaxespad=0)
    return figure


def _draw(axes: Axes, line: Line, place: int) -> None:
    colour = colour_of(place)
    name = shortened(line.name, 26).lstrip("_") or "-"  # a legend leaves out names that begin with _
    times = as_numbers(line.times)
    order = np.argsort(times, kind="stable")
    times = times[order]
    values = np.asarray(line.values, np.float64)[order]
    if line.low is not None and line.high is not None:
        low, high = (np.asarray(bound, np.float64)[order] for bound in (line.low, line.high))
        axes.fill_between(times, low, high, color=colour, alpha=0.18, linewidth=0, label=f"{name}: interval")
    axes.plot(
        times,
        values,
        color=colour,
        linestyle=LINE_STYLES[place % len(LINE_STYLES)],
        marker=marker_of(place) if len(times) <= 60 or _has_gaps(values) else "",
        markersize=4.5,
        linewidth=1.8,
        label=name,
    )


def _has_gaps(values: Floats) -> bool:
    """Whether a value stands alone, which a line without markers would not show."""
    known = np.isfinite(values)
    return any(now and not before for before, now in pairwise(known.tolist()))
