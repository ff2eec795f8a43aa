"""Networks as JSON that networkx reads (`node_link_graph(read, edges="links")`) and D3 draws.

A network is one object: `graph` tells how it was made, `nodes` and `links` what it is; links name the ids of nodes. A
series is one object with a list of such objects, `windows`, in the order of time.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from onrecord.export.networks.files import Networks, text_file
from onrecord.networks.listing import Node, described, nodes_of, one_after_the_other, sign, ties_of
from onrecord.networks.network import Network


def write_json(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write one file, also of a series."""
    with text_file(path) as stream:
        if isinstance(networks, Network):
            _write(networks, stream)
        else:
            stream.write('{"windows": [\n')
            for place, network in enumerate(one_after_the_other(networks)):
                stream.write(",\n" if place else "")
                _write(network, stream)
            stream.write("\n]}")
        stream.write("\n")
    return (path,)


def _write(network: Network, stream: TextIO) -> None:
    nodes = nodes_of(network)
    ids = [_text(node.id) for node in nodes]
    links = (
        f'{{"source": {ids[source]}, "target": {ids[target]}, "weight": {weight!r}, "sign": {sign(weight)}}}'
        for ties in ties_of(network)
        for source, target, weight in ties
    )
    stream.write(f'{{"directed": false, "multigraph": false, "graph": {_text(described(network))},\n"nodes": [')
    _write_list((_text(_known(node, one_mode=network.is_one_mode)) for node in nodes), stream)
    stream.write('],\n"links": [')
    _write_list(links, stream)
    stream.write("]}")


def _write_list(items: Iterable[str], stream: TextIO) -> None:
    for place, item in enumerate(items):
        stream.write(f"{',' if place else ''}\n{item}")


def _known(node: Node, *, one_mode: bool) -> dict[str, object]:
    mode = {} if one_mode else {"bipartite": node.bipartite}
    return {"id": node.id, "label": node.label, "variable": node.variable, **mode, **node.attributes}


def _text(known: object) -> str:
    return json.dumps(known, ensure_ascii=False, allow_nan=False)
