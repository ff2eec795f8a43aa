"""Axes of dates."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from typing import Any

import numpy as np
from matplotlib import dates
from matplotlib.axes import Axes

from onrecord.networks.table import Floats

Moment = datetime.datetime | datetime.date
_DATES: Any = dates
"""matplotlib's module, whose functions have no types."""


def as_numbers(moments: Iterable[Moment]) -> Floats:
    """Return the moments as axes count them: days, those without a time zone in UTC."""
    return np.array([_DATES.date2num(moment) for moment in moments], np.float64)


def as_dates(axes: Axes) -> None:
    """Let the axis from left to right tell dates, in as few words as will do."""
    locator = _DATES.AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(_DATES.ConciseDateFormatter(locator))
