"""Networks as the objects of networkx and pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from scipy import sparse

from onrecord.networks.listing import described, nodes_of, sign, ties_of
from onrecord.networks.network import Network

if TYPE_CHECKING:
    import networkx
    import pandas

DENSE_CELLS = 25_000_000
"""Larger matrices (200 MB) become frames of sparse columns."""


def to_networkx(network: Network) -> networkx.Graph[str]:
    """Return an undirected graph of the labels, its ties with `weight` and `sign` (1 or -1).

    Nodes have their `label`, `variable` and attributes, in two modes also `bipartite`: 0 for rows, 1 for columns. A
    node is its label, with the variable behind, as in "Lenz (country)", where a row and a column have the same label.
    """
    import networkx  # noqa: PLC0415 - half a second that few commands need

    graph: networkx.Graph[str] = networkx.Graph()
    graph.graph.update(described(network))
    nodes = nodes_of(network)
    for node in nodes:
        mode = {} if network.is_one_mode else {"bipartite": node.bipartite}
        graph.add_node(node.id, **{**node.attributes, "label": node.label, "variable": node.variable, **mode})
    for ties in ties_of(network):
        graph.add_edges_from(
            (nodes[source].id, nodes[target].id, {"weight": weight, "sign": sign(weight)})
            for source, target, weight in ties
        )
    return graph


def to_pandas(network: Network) -> pandas.DataFrame:
    """Return the matrix of ties with its labels; one of more than 25 million cells has sparse columns."""
    import pandas  # noqa: PLC0415 - a third of a second that few commands need

    settings = network.settings
    rows = pandas.Index(network.rows, name=settings.rows, dtype=object)
    columns = pandas.Index(
        network.columns, name=settings.rows if network.is_one_mode else settings.columns, dtype=object
    )
    if len(rows) * len(columns) > DENSE_CELLS:
        ties = sparse.csr_matrix(network.ties)
        accessor: Any = pandas.DataFrame.sparse
        frame: pandas.DataFrame = accessor.from_spmatrix(ties, index=rows, columns=columns)
        return frame
    return pandas.DataFrame(network.ties.toarray().astype(np.float64), index=rows, columns=columns)
