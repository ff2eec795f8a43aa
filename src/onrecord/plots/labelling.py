"""Labels beside nodes, none on top of another."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke
from matplotlib.text import Annotation
from matplotlib.transforms import Bbox

from onrecord.networks.table import Floats
from onrecord.plots.colours import INK
from onrecord.plots.wording import in_lines

NAMED_ANYWAY = 12
"""The largest nodes have their labels even where these cover other nodes."""
SIDES = (
    (1, 0, "left", "center"),
    (-1, 0, "right", "center"),
    (0, 1, "center", "bottom"),
    (0, -1, "center", "top"),
    (0.7, 0.7, "left", "bottom"),
    (0.7, -0.7, "left", "top"),
    (-0.7, 0.7, "right", "bottom"),
    (-0.7, -0.7, "right", "top"),
)


def place_labels(figure: Figure, axes: Axes, labels: Sequence[str], places: Floats, sizes: Floats) -> int:
    """Write the labels, those of large nodes first, where they are free, and return how many found no room."""
    FigureCanvasAgg(figure)  # measures text, and is no window
    figure.draw_without_rendering()
    radius = np.sqrt(sizes / np.pi)
    nodes = [
        _box(point, size * figure.dpi / 72)
        for point, size in zip(axes.transData.transform(places), radius, strict=True)
    ]
    written: list[Bbox] = []
    left_out = 0
    for rank, place in enumerate(np.argsort(-sizes, kind="stable").tolist()):
        text = _text(axes, labels[place], places[place], 8.5 if len(labels) < 100 else 7)
        away = float(radius[place]) + 2
        box = _free(axes, text, away, nodes + written) or (rank < NAMED_ANYWAY and _free(axes, text, away, written))
        if box:
            written.append(box)
        else:
            text.remove()
            left_out += 1
    return left_out


def _box(point: Floats, radius: float) -> Bbox:
    x, y = point.tolist()
    return Bbox.from_extents(x - radius, y - radius, x + radius, y + radius)


def _text(axes: Axes, label: str, place: Floats, size: float) -> Annotation:
    return axes.annotate(
        in_lines(label, 24, 3),
        (float(place[0]), float(place[1])),
        xytext=(0, 0),
        textcoords="offset points",
        fontsize=size,
        color=INK,
        linespacing=1.0,
        zorder=4,
        path_effects=[withStroke(linewidth=2.2, foreground="white")],
        in_layout=False,
        annotation_clip=False,
    )


def _free(axes: Axes, text: Annotation, away: float, taken: Sequence[Bbox]) -> Bbox | None:
    """Move the text to the first side of its node where it is free and return its box, None where there is none."""
    page = axes.get_window_extent()
    corners = np.array([other.extents for other in taken], np.float64).reshape(-1, 4)
    for right, up, across, along in SIDES:
        text.set(x=away * right, y=away * up, ha=across, va=along)
        box = text.get_window_extent().padded(1)
        inside = page.x0 <= box.x0 and box.x1 <= page.x1 and page.y0 <= box.y0 and box.y1 <= page.y1
        if inside and not _overlaps(box, corners):
            return box
    return None


def _overlaps(box: Bbox, corners: Floats) -> bool:
    left, low, right, high = corners.T
    return bool(((left < box.x1) & (right > box.x0) & (low < box.y1) & (high > box.y0)).any())
