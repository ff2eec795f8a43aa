"""Networks as comma-separated values (RFC 4180, UTF-8): a matrix, a table of nodes, a table of ties.

Labels are guarded against spreadsheets that run cells, as `onrecord.export.csv` says.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from io import StringIO
from pathlib import Path
from typing import TextIO

from onrecord.export.csv import RISKY
from onrecord.export.networks.files import Networks, refuse_large_matrix, text_file, write_each
from onrecord.networks.listing import Node, attribute_names, nodes_of, number, one_after_the_other, sign, ties_of
from onrecord.networks.network import Network

WINDOW = ("window", "begins", "ends")
NODE = ("id", "label", "variable", "bipartite")
TIE = ("source", "target", "type", "weight", "sign")


def write_matrix(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write the matrix with labels in its first row and column, a numbered file for each of a series."""
    return write_each(networks, path, _write_matrix)


def write_nodes(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write a line a node with its attributes; a series goes into one file, with the window in front of the line."""
    every = list(one_after_the_other(networks))
    names = list(dict.fromkeys(name for network in every for name in attribute_names(network).values()))
    serial = not isinstance(networks, Network)
    with text_file(path) as stream:
        writer = csv.writer(stream)
        writer.writerow([*(WINDOW if serial else ()), *NODE, *map(guarded, names)])
        for place, network in enumerate(every, start=1):
            window = _window(place, network) if serial else []
            writer.writerows([*window, *_node(node, names)] for node in nodes_of(network))
    return (path,)


def write_ties(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write a line a tie; a series goes into one file, with the window in front of the line.

    `source` and `target` are the ids of `write_nodes`, `type` says "Undirected" to programs that ask.
    """
    serial = not isinstance(networks, Network)
    with text_file(path) as stream:
        writer = csv.writer(stream)
        writer.writerow([*(WINDOW if serial else ()), *TIE])
        for place, network in enumerate(one_after_the_other(networks), start=1):
            window = _window(place, network) if serial else []
            writer.writerows([*window, *tie] for tie in _ties(network))
    return (path,)


def guarded(text: str) -> str:
    """Return the text as a spreadsheet shows it and does not run it."""
    return f"'{text}" if RISKY.match(text) else text


def _write_matrix(network: Network, stream: TextIO) -> None:
    refuse_large_matrix(network)
    csv.writer(stream).writerow(["", *map(guarded, network.columns)])
    for label, cells in zip(network.rows, rows_of_cells(network), strict=True):
        # The cells are numbers, which need no quotes: joined they take a fifth of the time of a csv.writer.
        stream.write(f"{_quoted(label)}{''.join(f',{cell}' for cell in cells)}\r\n")


def rows_of_cells(network: Network) -> Iterator[list[str]]:
    """Yield the text of each row of the matrix; a tie that is not a number is refused by name before the first."""
    for _ in ties_of(network):
        pass
    ties = network.ties
    for row in range(len(network.rows)):
        cells = ["0"] * len(network.columns)
        inside = slice(int(ties.indptr[row]), int(ties.indptr[row + 1]))
        for column, weight in zip(ties.indices[inside].tolist(), ties.data[inside].tolist(), strict=True):
            cells[column] = number(float(weight))
        yield cells


def _quoted(label: str) -> str:
    cell = StringIO(newline="")
    csv.writer(cell, lineterminator="", quoting=csv.QUOTE_MINIMAL).writerow([guarded(label), ""])
    return cell.getvalue()[:-1]


def _window(place: int, network: Network) -> list[object]:
    return [place, *("" if moment is None else moment.isoformat() for moment in (network.begins, network.ends))]


def _node(node: Node, names: Iterable[str]) -> list[object]:
    attributes = (guarded(node.attributes.get(name, "")) for name in names)
    return [guarded(node.id), guarded(node.label), guarded(node.variable), node.bipartite, *attributes]


def _ties(network: Network) -> Iterator[list[object]]:
    ids = [guarded(node.id) for node in nodes_of(network)]
    for ties in ties_of(network):
        for source, target, weight in ties:
            yield [ids[source], ids[target], "Undirected", number(weight), sign(weight)]
