"""The matrix of a network as colours, with labels that are alike beside each other."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from scipy.cluster import hierarchy
from scipy.spatial.distance import pdist

from onrecord.networks.listing import number
from onrecord.networks.network import Network
from onrecord.networks.table import Floats, Integers
from onrecord.plots.canvas import add_note, new_figure, say_empty, styled
from onrecord.plots.choosing import strongest
from onrecord.plots.colours import DIVERGING, INK, RISING
from onrecord.plots.titles import title_of
from onrecord.plots.wording import shortened

MOST_LABELS = 60
MOST_NUMBERS = 400
"""Cells in which there is room for their numbers."""


def heatmap_figure(network: Network, *, title: str | None = None) -> Figure:
    """Return the matrix, rows and columns sorted by what ties they share; of more than 60 the strongest are drawn."""
    rows = strongest(network, MOST_LABELS)
    columns = rows if network.is_one_mode else strongest(network, MOST_LABELS, of_columns=True)
    ties: Floats = network.ties[rows][:, columns].toarray().astype(np.float64)
    ties[~np.isfinite(ties)] = 0.0
    order = by_similarity(ties)
    across = order if network.is_one_mode else by_similarity(ties.T)
    ties = ties[order][:, across]
    height, width = ties.shape
    with styled():
        figure, axes = new_figure(*_size(height, width), title or title_of(network))
        if not ties.size:
            say_empty(axes, "no labels")
            return figure
        _draw(axes, ties)
        axes.set_yticks(range(height), [shortened(network.rows[rows[place]], 36) for place in order])
        names = [shortened(network.columns[columns[place]], 28) for place in across]
        axes.set_xticks(range(width), names, rotation=55, ha="right", rotation_mode="anchor")
        add_note(
            figure,
            _note(network.settings.rows, len(rows), len(network.rows)),
            "" if network.is_one_mode else _note(network.settings.columns, len(columns), len(network.columns)),
        )
    return figure


def by_similarity(ties: Floats) -> Integers:
    """Return an order of the rows in which those with similar cells are neighbours."""
    if len(ties) < 3 or ties.shape[1] == 0:
        return np.arange(len(ties))
    lengths = np.linalg.norm(ties, axis=1, keepdims=True)
    directions = np.divide(ties, lengths, out=np.zeros_like(ties), where=lengths > 0)
    tree = hierarchy.linkage(pdist(directions), "average", optimal_ordering=True)
    return hierarchy.leaves_list(tree).astype(np.int64)


def _size(height: int, width: int) -> tuple[float, float]:
    """Return the inches of a figure of so many cells, which are smaller where they are many."""
    across, down = (0.34 if count <= 25 else 0.24 for count in (width, height))
    return 3.6 + across * max(width, 8), 2.6 + 0.9 * down * max(height, 4)


def _draw(axes: Axes, ties: Floats) -> None:
    most = float(np.abs(ties).max()) or 1.0
    signed = bool((ties < 0).any())
    image = axes.imshow(
        ties, cmap=DIVERGING if signed else RISING, vmin=-most if signed else 0, vmax=most, aspect="auto"
    )
    axes.grid(visible=False)
    axes.set_xticks(np.arange(-0.5, ties.shape[1]), minor=True)
    axes.set_yticks(np.arange(-0.5, ties.shape[0]), minor=True)
    axes.grid(which="minor", color="white", linewidth=1.0)
    axes.tick_params(which="both", length=0)
    axes.spines[:].set_visible(False)
    if ties.size <= MOST_NUMBERS:
        for (row, column), weight in np.ndenumerate(ties):
            if weight:
                dark = abs(weight) > (0.62 if signed else 0.5) * most
                text = number(float(weight)) if float(weight).is_integer() else f"{weight:.2g}"
                axes.text(column, row, text, ha="center", va="center", fontsize=8, color="white" if dark else INK)
    figure = axes.figure
    bar = figure.colorbar(image, ax=axes, shrink=min(1.0, 12 / max(ties.shape[0], 6)), pad=0.02, fraction=0.05)
    bar.ax.spines[:].set_visible(False)
    bar.ax.tick_params(labelsize=8)


def _note(variable: str, drawn: int, every: int) -> str:
    return "" if drawn == every else f"the {drawn} strongest of {every:,} ({variable})"
