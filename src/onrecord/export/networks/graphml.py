"""Networks as GraphML, undirected, with nothing in it but what the standard has.

Nodes have the ids n0, n1, ... and their `label`, `variable` and attributes as data, in two modes `bipartite` (0 for
rows, 1 for columns); ties have a `weight` (double) and a `sign` (1 or -1). How the network was made is data of the
graph. An attribute's name has underscores for blanks and what else a name token cannot have; its description is the
full name.
"""

from __future__ import annotations

from pathlib import Path
from typing import TextIO

from onrecord.export.networks.files import Networks, write_each
from onrecord.export.networks.markup import content, name_token, value
from onrecord.networks.listing import OURS, described, free_name, nodes_of, sign, ties_of
from onrecord.networks.network import Network

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write a GraphML file, a numbered one for each of a series."""
    return write_each(networks, path, _write)


def _write(network: Network, stream: TextIO) -> None:
    about = described(network)
    nodes = nodes_of(network)
    attributes = list(dict.fromkeys(name for node in nodes for name in node.attributes))
    keys = {name: f"a{place}" for place, name in enumerate(attributes)}
    stream.write(HEAD)
    stream.writelines(_key(f"g.{name}", "graph", name, _kind(known)) for name, known in about.items())
    stream.write(_key("label", "node", "label", "string"))
    stream.write(_key("variable", "node", "variable", "string"))
    if not network.is_one_mode:
        stream.write(_key("bipartite", "node", "bipartite", "int"))
    taken = set(OURS)
    for name, key in keys.items():
        token = free_name(name_token(name), taken, ending="_")
        taken.add(token.casefold())
        stream.write(_key(key, "node", token, "string", name if token != name else ""))
    stream.write(_key("weight", "edge", "weight", "double"))
    stream.write(_key("sign", "edge", "sign", "int"))
    stream.write('<graph id="G" edgedefault="undirected">\n')
    stream.writelines(f"{_data(f'g.{name}', str(known))}\n" for name, known in about.items())
    for place, node in enumerate(nodes):
        known = [("label", node.label), ("variable", node.variable)]
        known += [] if network.is_one_mode else [("bipartite", str(node.bipartite))]
        known += [(keys[name], text) for name, text in node.attributes.items()]
        stream.write(f'<node id="n{place}">{"".join(_data(key, text) for key, text in known)}</node>\n')
    count = 0
    for ties in ties_of(network):
        stream.writelines(
            f'<edge id="e{count + place}" source="n{source}" target="n{target}">'
            f'<data key="weight">{weight!r}</data><data key="sign">{sign(weight)}</data></edge>\n'
            for place, (source, target, weight) in enumerate(ties)
        )
        count += len(ties.weights)
    stream.write("</graph>\n</graphml>\n")


def _key(key: str, belongs: str, name: str, kind: str, full: str = "") -> str:
    head = f'<key id="{key}" for="{belongs}" attr.name={value(name)} attr.type="{kind}"'
    return f"{head}><desc>{content(full)}</desc></key>\n" if full else f"{head}/>\n"


def _kind(known: str | int) -> str:
    return "int" if isinstance(known, int) else "string"


def _data(key: str, text: str) -> str:
    return f'<data key="{key}">{content(text)}</data>'
