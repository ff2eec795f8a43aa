"""How sure single ties are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from onrecord.networks.building import network_of_selected
from onrecord.networks.selecting import Selected, understood
from onrecord.networks.settings import Mode, NetworkSettings
from onrecord.networks.structure.bootstrap import Bootstrap, Interval, interval_of
from onrecord.networks.table import Floats, Table


def tie_intervals(
    table: Table, settings: NetworkSettings, pairs: Sequence[tuple[int, int]], bootstrap: Bootstrap | None = None
) -> Interval:
    """Return the weights, with their intervals, of ties between these places of rows and columns of the network.

    In one mode the column stands after the row. Only what the labels of these pairs say is worked on.
    """
    settings = understood(table, settings)
    rows, columns = np.array(pairs, np.int64).reshape(-1, 2).T

    def measured(chosen: Selected) -> Floats:
        part = np.isin(chosen.row_codes, np.concatenate([rows, columns]) if settings.mode is Mode.ONE else rows)
        if settings.mode is Mode.TWO:
            part |= np.isin(chosen.column_codes, columns)
        once = network_of_selected(chosen.among(part), settings).once
        return np.asarray(once.array[rows, columns], np.float64).reshape(-1) * once.scale

    return interval_of(table, settings, measured, bootstrap)
