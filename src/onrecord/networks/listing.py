"""A network as lists: its nodes with what is known of them, and its ties some at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.network import Network
from onrecord.networks.table import Floats, Integers

TIES_AT_ONCE = 1 << 16
OURS = ("id", "label", "variable", "bipartite", "source", "target", "weight", "sign", "window", "begins", "ends")
"""What nodes and ties say of themselves: an attribute of such a name gets an underscore behind."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A label of a network. Its `id` is the label, with the variable behind where a row and a column have the same.

    `bipartite` is 0 for rows and 1 for columns, `variable` what the label is a value of: actor, concept, ...
    """

    id: str
    label: str
    variable: str
    bipartite: int
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Ties:
    """Some ties: the places of their nodes in `nodes_of`, and their weights, none of which is 0."""

    sources: Integers
    targets: Integers
    weights: Floats

    def __iter__(self) -> Iterator[tuple[int, int, float]]:
        return zip(self.sources.tolist(), self.targets.tolist(), self.weights.tolist(), strict=True)


def nodes_of(network: Network) -> list[Node]:
    """Return the rows, and in two modes the columns after them."""
    names = attribute_names(network)
    rows = [_node(network, names, label, label, 0) for label in network.rows]
    if network.is_one_mode:
        return rows
    seen, taken = set(network.rows), {*network.rows, *network.columns}
    columns = []
    for label in network.columns:
        own = free_name(f"{label} ({network.settings.columns})", taken) if label in seen else label
        taken.add(own)
        columns.append(_node(network, names, label, own, 1))
    return rows + columns


def _node(network: Network, names: Mapping[str, str], label: str, own: str, bipartite: int) -> Node:
    return Node(
        id=own,
        label=label,
        variable=network.settings.columns if bipartite else network.settings.rows,
        bipartite=bipartite,
        attributes={names[name]: values[label] for name, values in network.attributes.items() if label in values},
    )


def attribute_names(network: Network) -> dict[str, str]:
    """Return the name that each attribute of nodes has in lists and files, by its own."""
    taken = set(OURS)
    names = {}
    for name in network.attributes:
        names[name] = free_name(name, taken, ending="_")
        taken.add(names[name].casefold())  # Gephi takes "Label" for "label"
    return names


def free_name(name: str, taken: Collection[str], ending: str = "'") -> str:
    """Return the name, with the ending behind as often as it takes to be another than those taken."""
    while name in taken or name.casefold() in taken:
        name += ending
    return name


def ties_of(network: Network) -> Iterator[Ties]:
    """Yield the ties, each once, some at a time; one that is not a number is refused by name."""
    once = network.once
    ties = once.array
    shift = 0 if network.is_one_mode else len(network.rows)
    for first in range(0, ties.nnz, TIES_AT_ONCE):
        places = np.arange(first, min(first + TIES_AT_ONCE, ties.nnz))
        weights = ties.data[places] * np.float64(once.scale)
        rows = np.searchsorted(ties.indptr, places, side="right").astype(np.int64) - 1
        columns = ties.indices[places].astype(np.int64)
        if not (finite := np.isfinite(weights)).all():
            stray = int(np.flatnonzero(~finite)[0])
            _refuse(network.rows[rows[stray]], network.columns[columns[stray]], weights[stray])
        kept = weights != 0
        yield Ties(rows[kept], columns[kept] + shift, weights[kept])


def _refuse(row: str, column: str, weight: float) -> None:
    raise UsageError(
        f"the tie of {row!r} and {column!r} is {weight}, not a number; "
        "choose another aggregation or normalization, or correct the weights that it is made of"
    )


def number(weight: float) -> str:
    """Return the shortest text that reads as this number; whole numbers have no point."""
    return str(int(weight)) if weight.is_integer() and abs(weight) < 1e15 else repr(weight)


def sign(weight: float) -> int:
    """Return 1 for a tie above 0, -1 for one below."""
    return 1 if weight > 0 else -1


def described(network: Network) -> dict[str, str | int]:
    """Return how a network was made, as plain values: what was asked for, and the window of time."""
    settings = network.settings
    moments = {"since": settings.since, "until": settings.until, "begins": network.begins, "ends": network.ends}
    return {
        "mode": settings.mode.value,
        "rows": settings.rows,
        "columns": settings.columns,
        **({} if settings.qualifier is None else {"qualifier": settings.qualifier}),
        "aggregate": settings.aggregate.value,
        "normalize": settings.normalize.value,
        "duplicates": settings.duplicates.value,
        **{name: moment.isoformat() for name, moment in moments.items() if moment is not None},
        "zone": settings.zone,
        "weighted": str(settings.weighted).lower(),
        "dna_compatible": str(settings.dna_compatible).lower(),
        "statements": network.statements,
    }


def one_after_the_other(networks: Network | Iterable[Network]) -> Iterator[Network]:
    """Yield one network, or each of a series; a series of none is refused."""
    if isinstance(networks, Network):
        yield networks
        return
    empty = True
    for network in networks:
        empty = False
        yield network
    if empty:
        raise UsageError("there is no network to write: no window of time holds a dated statement")
