"""The colours of figures: those of Okabe and Ito, which people with any colour vision tell apart, the yellow darker."""

from __future__ import annotations

from matplotlib.colors import LinearSegmentedColormap

FOR = "#0072B2"
AGAINST = "#D55E00"
BETWEEN = "#8C8C8C"
INK = "#222222"
FAINT = "#6B6B6B"
RULE = "#DDDDDD"

GROUPS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#8A7B00", "#8C8C8C")
"""Of communities and lines; the ninth has the first again, with another marker."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "h")

DIVERGING = LinearSegmentedColormap.from_list("against_for", [AGAINST, "#F7C9A8", "#FFFFFF", "#A6CBE3", FOR])
RISING = LinearSegmentedColormap.from_list("none_much", ["#FFFFFF", "#A6CBE3", FOR, "#003A5C"])


def colour_of(group: int) -> str:
    """Return the colour of a group."""
    return GROUPS[group % len(GROUPS)]


def marker_of(group: int) -> str:
    """Return the marker of a group: groups of one colour have others."""
    return MARKERS[(group + group // len(GROUPS)) % len(MARKERS)]
