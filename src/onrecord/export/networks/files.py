"""Files of networks: text that is there whole or not at all, and one file for each network of a series."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from onrecord.errors import UsageError
from onrecord.networks.listing import one_after_the_other
from onrecord.networks.network import Network
from onrecord.whole_file import whole_file

Networks = Network | Iterable[Network]
"""One network, or a series."""

LARGEST_MATRIX = 1_000_000_000
"""Cells of a matrix that we write: a text of 2 GB."""


@contextmanager
def text_file(path: Path) -> Iterator[TextIO]:
    """Yield a stream of UTF-8 that takes the place of the file when all is written."""
    with whole_file(path) as part, part.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
        yield stream


def write_each(networks: Networks, path: Path, write: Callable[[Network, TextIO], None]) -> tuple[Path, ...]:
    """Write one network to the file, or each of a series to a file with its number, and return their paths.

    The third of net.csv is net-0003.csv. Ctrl-C has a note of those that are written.
    """
    paths: list[Path] = []
    earlier: int | None = None
    try:
        for number, network in enumerate(one_after_the_other(networks), start=1):
            one = path if isinstance(networks, Network) else path.with_name(f"{path.stem}-{number:04}{path.suffix}")
            earlier = _file_number(one)
            paths.append(one)
            with text_file(one) as stream:
                write(network, stream)
    except KeyboardInterrupt as stopped:
        # Ctrl-C may come before the last file has taken its place, or right after.
        if paths and _file_number(paths[-1]) == earlier:
            paths.pop()
        if paths:
            stopped.add_note(f"written are {paths[0]} to {paths[-1].name}, all of them whole")
        raise
    return tuple(paths)


def _file_number(path: Path) -> int | None:
    """Return the number by which the disk knows the file at this path, which a file that takes its place has not."""
    return path.stat().st_ino if path.exists() else None


def refuse_large_matrix(network: Network) -> None:
    """Refuse a matrix whose text would fill a disk."""
    if (cells := len(network.rows) * len(network.columns)) > LARGEST_MATRIX:
        raise UsageError(
            f"a matrix of {len(network.rows):,} x {len(network.columns):,} labels has {cells:,} cells; "
            "write its ties: a file that ends in .edges.csv, .graphml, .gexf, .json or .parquet"
        )
