"""A discourse network: labels, ties between them, and how it was made."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from scipy import sparse

from onrecord.networks.settings import Mode, NetworkSettings


@dataclass(frozen=True, kw_only=True)
class Network:
    """Ties (rows, columns) as a sparse array in CSR form, float64.

    In one mode `columns` are `rows` and the array is symmetric with an empty diagonal. `statements` counts the rows of
    the table that it is made of, `begins` and `ends` bound its window of time where it is one of a series, and
    `attributes` holds what else is known of a label: text by attribute ("kind", "party", ...), by label.
    """

    settings: NetworkSettings
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    ties: sparse.csr_array
    statements: int
    begins: datetime.datetime | None = None
    ends: datetime.datetime | None = None
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_one_mode(self) -> bool:
        """Whether rows are tied to rows."""
        return self.settings.mode is Mode.ONE
