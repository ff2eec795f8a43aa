"""Networks and series of networks as files: one file a format, chosen by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.export.networks.csv import write_matrix, write_nodes, write_ties
from onrecord.export.networks.dl import write_dl
from onrecord.export.networks.files import Networks
from onrecord.export.networks.gexf import write_gexf
from onrecord.export.networks.graphml import write_graphml
from onrecord.export.networks.json import write_json

__all__ = [
    "NETWORK_WRITERS",
    "Networks",
    "write_dl",
    "write_gexf",
    "write_graphml",
    "write_json",
    "write_matrix",
    "write_nodes",
    "write_parquet",
    "write_ties",
]


def write_parquet(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write one Parquet file, also of a series."""
    # pyarrow takes a quarter of a second to load, which no other format has to wait for.
    from onrecord.export.networks import parquet  # noqa: PLC0415

    return parquet.write_parquet(networks, path)


NETWORK_WRITERS: Mapping[str, Callable[[Networks, Path], tuple[Path, ...]]] = {
    ".nodes.csv": write_nodes,
    ".edges.csv": write_ties,
    ".csv": write_matrix,
    ".dl": write_dl,
    ".graphml": write_graphml,
    ".gexf": write_gexf,
    ".parquet": write_parquet,
    ".json": write_json,
}
"""What writes a file of this ending and returns the files written; the first ending that fits is meant."""
