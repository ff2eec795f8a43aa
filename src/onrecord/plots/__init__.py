"""Figures of networks and what is found in them, as matplotlib's `Figure`, and their files: SVG and PNG.

Every function takes data and returns a figure; nothing is shown, and pyplot is not touched. What agrees or supports is
blue, solid or points up, what disagrees or opposes orange, dashed or points down: no colour carries meaning alone.
Importing this loads matplotlib, which takes half a second: import it where a figure is drawn.
"""

from __future__ import annotations

from onrecord.plots.bars import Opinion, bars_figure
from onrecord.plots.canvas import save
from onrecord.plots.dendrogram import dendrogram_figure
from onrecord.plots.drawing import network_figure
from onrecord.plots.heatmap import heatmap_figure
from onrecord.plots.series import Line, series_figure
from onrecord.plots.timeline import Event, timeline_figure

__all__ = [
    "Event",
    "Line",
    "Opinion",
    "bars_figure",
    "dendrogram_figure",
    "heatmap_figure",
    "network_figure",
    "save",
    "series_figure",
    "timeline_figure",
]
