"""Figures to draw on and files of them, the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from onrecord.errors import UsageError
from onrecord.plots.colours import FAINT, INK, RULE
from onrecord.plots.wording import drawable, in_lines
from onrecord.whole_file import whole_file

STYLE: dict[Any, object] = {
    "font.family": "DejaVu Sans",
    "font.size": 10.0,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": INK,
    "text.color": INK,
    "xtick.color": FAINT,
    "xtick.labelcolor": INK,
    "ytick.color": FAINT,
    "ytick.labelcolor": INK,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "svg.fonttype": "path",
    "svg.hashsalt": "onrecord",
}
DOTS_PER_INCH = 150
METADATA: dict[str, dict[str, str | None]] = {
    "svg": {"Date": None, "Creator": "onrecord"},
    "png": {"Software": "onrecord"},
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw inside this with our fonts and lines, whatever the user's settings of matplotlib are."""
    with mpl.rc_context(STYLE):
        yield


def new_figure(width: float, height: float, title: str) -> tuple[Figure, Axes]:
    """Return a figure of so many inches with one pair of axes."""
    figure = Figure(figsize=(width, height), layout="constrained", facecolor="white")
    axes = figure.add_subplot()
    figure.suptitle(in_lines(title, int(width * 9)), x=0.01, ha="left", fontsize=12, fontweight="bold")
    axes.spines[["top", "right"]].set_visible(False)
    axes.grid(color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    return figure, axes


def add_note(figure: Figure, *notes: str) -> None:
    """Write below the figure what it does not show; empty notes are none."""
    if text := "; ".join(note for note in notes if note):
        figure.supxlabel(drawable(text), x=0.01, ha="left", fontsize=8, color=FAINT)


def say_empty(axes: Axes, what: str) -> None:
    """Say in the figure that there is nothing to draw."""
    axes.grid(visible=False)
    axes.set(xticks=[], yticks=[])
    axes.text(0.5, 0.5, what, ha="center", va="center", color=FAINT, transform=axes.transAxes)


def save(figure: Figure, path: Path) -> None:
    """Write the figure as SVG or PNG, by the ending of the file's name."""
    kind = path.suffix.lower().lstrip(".")
    if kind not in METADATA:
        raise UsageError(f"{path}: no figure has this ending; name a file that ends in .svg or .png")
    with styled(), whole_file(path) as part:
        figure.savefig(part, format=kind, dpi=DOTS_PER_INCH, metadata=METADATA[kind])
