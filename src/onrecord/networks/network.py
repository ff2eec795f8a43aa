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
class Upper:
    """The ties of a one-mode network, each once: where its column is not before its row."""

    array: sparse.csr_array

    def mirrored(self) -> sparse.csr_array:
        """Return every tie in both directions."""
        ties = self.array.astype(np.float64)
        return sparse.csr_array(ties + sparse.triu(ties, 1).T)


class _Ties:
    """The field `ties`: given whole or as `Upper`, read whole. A large one takes three times as much memory whole."""

    def __get__(self, network: Network | None, owner: type[Network]) -> sparse.csr_array:
        if network is None:
            raise AttributeError("ties")  # there is no default
        kept = network.__dict__
        if "_whole" not in kept:
            kept["_whole"] = kept["_upper"].mirrored()
        whole: sparse.csr_array = kept["_whole"]
        return whole

    def __set__(self, network: Network, ties: sparse.csr_array | Upper) -> None:
        network.__dict__["_upper" if isinstance(ties, Upper) else "_whole"] = ties


@dataclass(frozen=True, kw_only=True)
class Network:
    """Ties (rows, columns) as a sparse array in CSR form, float64.

    In one mode `columns` are `rows` and the array is symmetric with an empty diagonal. `statements` counts the rows of
    the table that it is made of, `begins` and `ends` bound its window of time where it is one of a series, and
    `attributes` holds what else is known of a label: text by attribute ("kind", "party", ...), by label.

    A one-mode network is kept with each tie once, in `upper`, and made whole the first time that `ties` is read: of a
    network with hundreds of millions of ties read `upper` alone, and copy it by `replace(network, ties=Upper(...))`.
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
    def upper(self) -> sparse.csr_array:
        """The ties of a one-mode network, each once; of int32 or float32 where that is exact."""
        held = self.__dict__.get("_upper")
        return held.array if isinstance(held, Upper) else sparse.csr_array(sparse.triu(self.ties, format="csr"))

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
