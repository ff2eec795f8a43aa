"""Who took which side when: a row an actor, a mark a statement."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from onrecord.plots.canvas import add_note, new_figure, say_empty, styled
from onrecord.plots.colours import AGAINST, BETWEEN, FOR, RULE
from onrecord.plots.dates import Moment, as_dates, as_numbers
from onrecord.plots.wording import in_lines

MOST_ROWS = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A statement of an actor, or on a concept, for (above 0), against (below) or neither."""

    label: str
    time: Moment
    side: float


def timeline_figure(events: Sequence[Event], *, title: str = "Positions over time") -> Figure:
    """Return a row for each label, in the order of their first event; of more than 40 those with most events.

    What supports stands above the line, what opposes below; a mark is as large as there are statements of one time.
    """
    counts = Counter(event.label for event in events)
    kept = {label for label, _ in counts.most_common(MOST_ROWS)}
    ordered = sorted(events, key=lambda event: (event.time.isoformat(), event.label))
    labels = list(dict.fromkeys(event.label for event in ordered if event.label in kept))
    with styled():
        figure, axes = new_figure(10, 1.8 + 0.42 * max(len(labels), 2), title)
        if not labels:
            say_empty(axes, "no dated statement")
            return figure
        _draw(axes, [event for event in ordered if event.label in kept], labels)
        left_out = len(counts) - len(kept)
        add_note(figure, f"{left_out:,} with fewer statements are left out" if left_out else "")
    return figure


def _draw(axes: Axes, events: Sequence[Event], labels: Sequence[str]) -> None:
    rows = {label: row for row, label in enumerate(labels)}
    sides = (("support (+)", FOR, "^", 1), ("conditional", BETWEEN, "D", 0), ("oppose (−)", AGAINST, "v", -1))
    for name, colour, marker, side in sides:
        counts = Counter(
            (rows[event.label], event.time) for event in events if (event.side > 0) - (event.side < 0) == side
        )
        if not counts:
            continue
        axes.scatter(
            as_numbers(time for _, time in counts),
            [row - 0.2 * side for row, _ in counts],
            s=[34 * min(count, 9) ** 0.6 for count in counts.values()],
            c=colour,
            marker=marker,
            linewidths=0.5,
            edgecolors="white",
            label=name,
            zorder=3,
        )
    axes.grid(visible=False)
    axes.hlines(range(len(labels)), 0, 1, transform=axes.get_yaxis_transform(), colors=RULE, linewidth=0.8)
    axes.set_yticks(range(len(labels)), [in_lines(label, most=2) for label in labels])
    axes.set_ylim(len(labels) - 0.4, -0.6)
    axes.tick_params(left=False)
    axes.spines["left"].set_visible(False)
    as_dates(axes)
    axes.legend(loc="lower right", bbox_to_anchor=(1, 1), ncols=3, borderaxespad=0.2, handletextpad=0.2)
