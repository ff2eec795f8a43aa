"""How far a figure could be off: bootstrap over groups (disputes, claims, articles)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

import numpy as np

DRAWS = 1000


def interval(groups: Sequence[str], figure: Callable[[Sequence[int]], float]) -> tuple[float, float]:
    """Return the 95 % interval of a figure over rows, when whole groups of rows are drawn again."""
    rows: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        rows[group].append(number)
    random, names = np.random.default_rng(0), sorted(rows)
    drawn = [
        figure([row for one in random.integers(len(names), size=len(names)) for row in rows[names[one]]])
        for _ in range(DRAWS)
    ]
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(low), float(high)
