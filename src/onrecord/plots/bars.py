"""Support and opposition as bars to both sides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patheffects import withStroke

from onrecord.plots.canvas import add_note, new_figure, say_empty, styled
from onrecord.plots.colours import AGAINST, BETWEEN, FAINT, FOR
from onrecord.plots.wording import in_lines

MOST_BARS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """How many statements support, oppose or do neither quite: of an actor, or on a concept."""

    label: str
    support: float
    oppose: float
    conditional: float = 0.0

    @property
    def total(self) -> float:
        """All of its statements."""
        return self.support + self.oppose + self.conditional


def bars_figure(opinions: Sequence[Opinion], *, title: str = "Support and opposition") -> Figure:
    """Return a bar an opinion, in their order: opposition to the left, support to the right, conditional between.

    Of more than 40, those with the most statements are drawn.
    """
    kept = set(sorted(range(len(opinions)), key=lambda place: -opinions[place].total)[:MOST_BARS])
    drawn = [opinion for place, opinion in enumerate(opinions) if place in kept]
    with styled():
        figure, axes = new_figure(9, 1.9 + 0.46 * max(len(drawn), 2), title)
        if not drawn:
            say_empty(axes, "no statement")
            return figure
        _draw(axes, drawn)
        left_out = len(opinions) - len(drawn)
        add_note(figure, f"{left_out:,} with fewer statements are left out" if left_out else "")
    return figure


def _draw(axes: Axes, drawn: Sequence[Opinion]) -> None:
    places = range(len(drawn))
    between = [opinion.conditional / 2 for opinion in drawn]
    sides = (
        ("oppose (−)", AGAINST, "///", [opinion.oppose for opinion in drawn], -1),
        ("conditional", BETWEEN, "", [opinion.conditional for opinion in drawn], 0),
        ("support (+)", FOR, "", [opinion.support for opinion in drawn], 1),
    )
    widest = max(max(opinion.support, opinion.oppose) + opinion.conditional / 2 for opinion in drawn) or 1.0
    for name, colour, hatch, widths, side in sides:
        if not any(widths):
            continue
        starts = [-half if side == 0 else side * half for half in between]
        lengths = widths if side >= 0 else [-width for width in widths]
        axes.barh(
            places,
            lengths,
            left=starts,
            height=0.68,
            color=colour,
            hatch=hatch,
            edgecolor="white",
            linewidth=0.8,
            label=name,
        )
        for place, start, length in zip(places, starts, lengths, strict=True):
            _write_number(axes, (start, length, place), side, colour, widest)
    axes.axvline(0, color=FAINT, linewidth=0.8, zorder=0)
    axes.set_xlim(-1.12 * widest, 1.12 * widest)
    axes.set_ylim(len(drawn) - 0.4, -0.6)
    axes.set_yticks(places, [in_lines(opinion.label) for opinion in drawn])
    axes.set_xticks([])
    axes.spines[["bottom", "left"]].set_visible(False)
    axes.tick_params(left=False)
    axes.grid(visible=False)
    if any(opinion.total for opinion in drawn):
        axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0), ncols=3, borderaxespad=0.2)


def _write_number(axes: Axes, bar: tuple[float, float, int], side: int, colour: str, widest: float) -> None:
    """Write how many in the bar, or beside it where it is too short and at an end; nothing for none."""
    start, length, place = bar
    if not length:
        return
    text = f"{length if length > 0 else -length:,.4g}"
    if abs(length) > 0.016 * widest * (len(text) + 0.6):
        plate = [withStroke(linewidth=2.5, foreground=colour)]
        middle = start + length / 2
        axes.text(middle, place, text, ha="center", va="center", color="white", fontsize=9, path_effects=plate)
    elif side:
        end = start + length + 0.012 * widest * (1 if length > 0 else -1)
        axes.text(end, place, text, ha="left" if length > 0 else "right", va="center", color=FAINT, fontsize=9)
