"""A discourse network: labels, ties between them, and how it was made."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import sparse

from onrecord.networks.settings import Mode, NetworkSettings

if TYPE_CHECKING:
    import networkx
    import pandas


@dataclass(frozen=True, slots=True)
class Once:
    """Ties, each once: `scale` times the array, which in one mode has them where the column is not before the row.

    Sums of agreements, which are halves or other parts of whole numbers, are whole numbers of 32 bits so.
    """

    array: sparse.csr_array
    scale: float = 1.0

    def scaled(self) -> sparse.csr_array:
        """Return the ties themselves."""
        ties = self.array
        return sparse.csr_array((ties.data * np.float64(self.scale), ties.indices, ties.indptr), shape=ties.shape)

    def mirrored(self) -> sparse.csr_array:
        """Return every tie in both directions."""
        ties = self.scaled()
        return sparse.csr_array(ties + sparse.triu(ties, 1).T)


class _Ties:
    """The field `ties`: given whole or as `Once`, read whole. A large one takes three times as much memory whole."""

    def __get__(self, network: Network | None, owner: type[Network]) -> sparse.csr_array:
        if network is None:
            raise AttributeError("ties")  # there is no default
        kept = network.__dict__
        if "_whole" not in kept:
            kept["_whole"] = kept["_once"].mirrored()
        whole: sparse.csr_array = kept["_whole"]
        return whole

    def __set__(self, network: Network, ties: sparse.csr_array | Once) -> None:
        network.__dict__["_once" if isinstance(ties, Once) else "_whole"] = ties


@dataclass(frozen=True, kw_only=True)
class Network:
    """Ties (rows, columns) as a sparse array in CSR form, float64.

    In one mode `columns` are `rows` and the array is symmetric with an empty diagonal. `statements` counts the rows of
    the table that it is made of, `begins` and `ends` bound its window of time where it is one of a series, and
    `attributes` holds what else is known of a label: text by attribute ("kind", "party", ...), by label.

    A one-mode network is kept with each tie once, in `once`, and made whole the first time that `ties` is read: of a
    network with hundreds of millions of ties read `once` alone, and copy it by `replace(network, ties=network.once)`.
    """

    settings: NetworkSettings
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    ties: _Ties = _Ties()
    statements: int
    begins: datetime.datetime | None = None
    ends: datetime.datetime | None = None
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def is_one_mode(self) -> bool:
        """Whether rows are tied to rows."""
        return self.settings.mode is Mode.ONE

    @property
    def once(self) -> Once:
        """The ties, each once."""
        held = self.__dict__.get("_once")
        if isinstance(held, Once):
            return held
        return Once(sparse.csr_array(sparse.triu(self.ties, format="csr")) if self.is_one_mode else self.ties)

    def to_networkx(self) -> networkx.Graph[str]:
        """Return the network as a graph of networkx (`frames.to_networkx`)."""
        from onrecord.networks.frames import to_networkx  # noqa: PLC0415 - it is made of networks

        return to_networkx(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Return the matrix as a data frame of pandas (`frames.to_pandas`)."""
        from onrecord.networks.frames import to_pandas  # noqa: PLC0415 - it is made of networks

        return to_pandas(self)

    def __repr__(self) -> str:
        size = f"{len(self.rows):,} x {len(self.columns):,} labels, {self.statements:,} statements"
        return f"Network({size}, {self.settings.aggregate} of {self.settings.rows} by {self.settings.columns})"
