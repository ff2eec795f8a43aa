"""Networks as Parquet: a row a tie, one schema for all of them; nodes and how they were made are in the metadata.

`window` counts the networks of a series from 1; of one network it is 1. The metadata has, by the key "onrecord", JSON:
a list with an object a window, in it `graph` (how it was made) and `nodes` with all that is known of them, also of
those without a tie.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from onrecord.export.networks.files import Networks
from onrecord.networks.listing import Node, Ties, described, nodes_of, one_after_the_other, ties_of
from onrecord.networks.network import Network
from onrecord.whole_file import whole_file

MOMENT = pa.timestamp("s", tz="UTC")
SCHEMA = pa.schema(
    {
        "window": pa.int32(),
        "begins": MOMENT,
        "ends": MOMENT,
        "source": pa.string(),
        "target": pa.string(),
        "weight": pa.float64(),
        "sign": pa.int8(),
    }
)


def write_parquet(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write one file, also of a series."""
    about = []
    with whole_file(path) as part, pq.ParquetWriter(part, SCHEMA, compression="zstd") as writer:
        for window, network in enumerate(one_after_the_other(networks), start=1):
            nodes = nodes_of(network)
            ids = np.array([_text(node.id) for node in nodes], object)
            for ties in ties_of(network):
                writer.write_table(_table(window, network, ids, ties))
            about.append({"graph": described(network), "nodes": [_known(node) for node in nodes]})
        writer.add_key_value_metadata({"onrecord": json.dumps(about)})
    return (path,)


def _table(window: int, network: Network, ids: NDArray[np.object_], ties: Ties) -> pa.Table:
    count = len(ties.weights)
    columns = [
        pa.array(np.full(count, window, np.int32)),
        _repeated(network.begins, count),
        _repeated(network.ends, count),
        pa.array(ids[ties.sources], pa.string()),
        pa.array(ids[ties.targets], pa.string()),
        pa.array(ties.weights),
        pa.array(np.sign(ties.weights).astype(np.int8)),
    ]
    return pa.Table.from_arrays(columns, schema=SCHEMA)


def _repeated(moment: datetime.datetime | None, count: int) -> pa.Array:
    return pa.repeat(pa.scalar(moment, MOMENT), count)


def _text(text: str) -> str:
    return text.encode(errors="replace").decode()  # Parquet holds UTF-8, which has no lone surrogate


def _known(node: Node) -> dict[str, object]:
    return {
        "id": _text(node.id),
        "label": _text(node.label),
        "variable": node.variable,
        "bipartite": node.bipartite,
        "attributes": dict(node.attributes),
    }
