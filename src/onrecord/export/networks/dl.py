"""Networks for UCINET: DL files, a full matrix with its labels in it, in UTF-8."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from onrecord.export.networks.csv import rows_of_cells
from onrecord.export.networks.files import Networks, refuse_large_matrix, write_each
from onrecord.networks.listing import free_name
from onrecord.networks.network import Network

BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f]+")


def write_dl(networks: Networks, path: Path) -> tuple[Path, ...]:
    """Write a DL file, a numbered one for each of a series."""
    return write_each(networks, path, _write)


def _write(network: Network, stream: TextIO) -> None:
    refuse_large_matrix(network)
    rows, columns = _labels(network.rows), _labels(network.columns)
    size = f"n={len(rows)}" if network.is_one_mode else f"nr={len(rows)} nc={len(columns)}"
    stream.write(f"dl {size} format=fullmatrix\nlabels embedded\ndata:\n")
    stream.write(" ".join(columns) + "\n")
    for label, cells in zip(rows, rows_of_cells(network), strict=True):
        stream.write(f"{label} {' '.join(cells)}\n")


def _labels(labels: Iterable[str]) -> list[str]:
    """Return the labels in quotation marks, each another: inside, DL has neither such marks nor line ends."""
    taken: set[str] = set()
    quoted = []
    for label in labels:
        plain = free_name(BLANK.sub(" ", label).strip().replace('"', "'") or "-", taken)
        taken.add(plain)
        quoted.append(f'"{plain}"')
    return quoted
