"""Networks as GEXF 1.3: one network, or a series as one whose nodes and ties come and go and change their weight.

Nodes have their label, `variable`, `bipartite` (0 for rows, 1 for columns) and attributes, ties a weight, which is
below 0 where two disagree more than they agree. Of a series, the spells of nodes and ties are the windows in which they
are, and the dynamic attribute `weight` has a value for each; Gephi knows it by its id, networkx keeps the last value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import TextIO

import numpy as np

from onrecord.export.networks.files import Networks, text_file
from onrecord.export.networks.markup import content, value
from onrecord.export.networks.spells import Spell, spells_of
from onrecord.networks.listing import Node, described, nodes_of, number, one_after_the_other, ties_of
from onrecord.networks.network import Network
from onrecord.networks.table import Integers

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">
"""
END = "</edges>\n</graph>\n</gexf>\n"
WEIGHT = """<attributes class="edge" mode="dynamic"><attribute id="weight" title="weight" type="double"/></attributes>
"""


def write_gexf(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write one file, also of a series, of which the times of all windows have to be known."""
    with text_file(path) as stream:
        if isinstance(networks, Network):
            _write_one(networks, stream)
        else:
            _write_series(list(one_after_the_other(networks)), stream)
    return (path,)


def _write_one(network: Network, stream: TextIO) -> None:
    nodes = nodes_of(network)
    ids = _attribute_ids(nodes)
    stream.write(_head(network, nodes, ids, 'mode="static"'))
    stream.writelines(_node(place, node, ids) for place, node in enumerate(nodes))
    stream.write("</nodes>\n<edges>\n")
    count = 0
    for ties in ties_of(network):
        stream.writelines(
            f'<edge id="{count + place}" source="{source}" target="{target}" weight="{number(weight)}"/>\n'
            for place, (source, target, weight) in enumerate(ties)
        )
        count += len(ties.weights)
    stream.write(END)


def _write_series(networks: Sequence[Network], stream: TextIO) -> None:
    spells, kind = spells_of(networks)
    lists = [nodes_of(network) for network in networks]
    # What is known of a node may change; a file has one value, that of the last window in which it is.
    nodes = {(node.bipartite, node.label): node for nodes in lists for node in nodes}
    places = {key: place for place, key in enumerate(nodes)}
    mine = [np.array([places[node.bipartite, node.label] for node in nodes], np.int64) for nodes in lists]
    presence = _windows_of_nodes(mine, len(nodes))
    ids = _attribute_ids(list(nodes.values()))
    zone = value(networks[0].settings.zone)
    time = f'mode="dynamic" timeformat="{kind}" timerepresentation="interval" timezone={zone} '
    bounds = f'start="{spells[0][0]}" end="{max(end for _, end in spells)}"'
    stream.write(_head(networks[0], list(nodes.values()), ids, time + bounds, WEIGHT))
    for place, node in enumerate(nodes.values()):
        stream.write(_node(place, node, ids, [spells[window] for window in presence[place]]))
    stream.write("</nodes>\n<edges>\n")
    ties = enumerate(groupby(_ties_by_window(networks, mine), key=lambda tie: tie[:2]))
    for place, ((source, target), some) in ties:
        changes = [(spells[window], weight) for _, _, window, weight in some]
        stream.write(_changing_tie(place, source, target, changes))
    stream.write(END)


def _windows_of_nodes(places: Sequence[Integers], count: int) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in range(count)]
    for window, mine in enumerate(places):
        for place in mine.tolist():
            found[place].append(window)
    return found


def _ties_by_window(networks: Sequence[Network], places: Sequence[Integers]) -> Iterator[tuple[int, int, int, float]]:
    """Yield source, target, window and weight, those of a tie together and in the order of time."""
    sources, targets, windows, weights = [], [], [], []
    for window, (network, mine) in enumerate(zip(networks, places, strict=True)):
        for ties in ties_of(network):
            ends = np.sort(np.stack([mine[ties.sources], mine[ties.targets]]), axis=0)
            sources.append(ends[0])
            targets.append(ends[1])
            windows.append(np.full(len(ties.weights), window))
            weights.append(ties.weights)
    if not weights:
        return
    columns = [np.concatenate(each) for each in (sources, targets, windows, weights)]
    order = np.lexsort((columns[2], columns[1], columns[0]))
    yield from zip(*(column[order].tolist() for column in columns), strict=True)


def _head(network: Network, nodes: Sequence[Node], ids: Mapping[str, str], graph: str, more: str = "") -> str:
    about = ", ".join(
        f"{name}: {known}" for name, known in described(network).items() if name not in ("begins", "ends")
    )
    titles = ("variable", "bipartite", *ids)
    kinds = ("string", "integer", *("string" for _ in ids))
    keys = ("variable", "bipartite", *ids.values())
    attributes = "".join(
        f'<attribute id="{key}" title={value(title)} type="{kind}"/>'
        for key, title, kind in zip(keys, titles, kinds, strict=True)
    )
    return (
        f"{HEAD}<meta><creator>onrecord</creator><description>{content(about)}</description></meta>\n"
        f'<graph defaultedgetype="undirected" idtype="integer" {graph}>\n'
        f'<attributes class="node" mode="static">{attributes}</attributes>\n{more}<nodes count="{len(nodes)}">\n'
    )


def _attribute_ids(nodes: Sequence[Node]) -> dict[str, str]:
    names = dict.fromkeys(name for node in nodes for name in node.attributes)
    return {name: f"a{place}" for place, name in enumerate(names)}


def _node(place: int, node: Node, ids: Mapping[str, str], spells: Sequence[Spell] = ()) -> str:
    known = {"variable": node.variable, "bipartite": str(node.bipartite)}
    known |= {ids[name]: text for name, text in node.attributes.items()}
    values = "".join(f'<attvalue for="{key}" value={value(text)}/>' for key, text in known.items())
    inside = f"<attvalues>{values}</attvalues>{_spells(spells)}"
    return f'<node id="{place}" label={value(node.label)}>{inside}</node>\n'


def _changing_tie(place: int, source: int, target: int, changes: Sequence[tuple[Spell, float]]) -> str:
    values = "".join(
        f'<attvalue for="weight" value="{number(weight)}" start="{start}" end="{end}"/>'
        for (start, end), weight in changes
    )
    inside = f"<attvalues>{values}</attvalues>{_spells([spell for spell, _ in changes])}"
    return f'<edge id="{place}" source="{source}" target="{target}">{inside}</edge>\n'


def _spells(spells: Sequence[Spell]) -> str:
    if not spells:
        return ""
    return "<spells>{}</spells>".format("".join(f'<spell start="{start}" end="{end}"/>' for start, end in spells))
