"""Times a congruence network of a million statements, and a dense one of fewer: python -m benchmarks.networks.speed

Statements are drawn evenly over actors and concepts, and by Zipf's law (the nth most frequent 1/n as often as the
first). Each run is a process of its own, of which the peak of memory is read (GB of 2**30 bytes).
Two threads sum and a third fills the network; dense NumPy uses all cores.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import time
from dataclasses import asdict, dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from onrecord.networks.building import network_of
from onrecord.networks.network import Network, Once
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.networks.table import Table, Variable, VariableKind

AT_ONCE = 1 << 20


class Drawn(StrEnum):
    EVENLY = "evenly"
    ZIPF = "by Zipf's law"


class Method(StrEnum):
    OURS = "onrecord"
    DENSE = "dense NumPy"


@dataclass(frozen=True, kw_only=True)
class Case:
    method: Method
    drawn: Drawn
    statements: int
    actors: int
    concepts: int = 500


@dataclass(frozen=True, kw_only=True)
class Figures:
    seconds: float
    processor_seconds: float
    table_gigabytes: float
    peak_gigabytes: float
    ties: int
    total: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--actors", type=int, default=20_000)
    parser.add_argument("--dense-actors", type=int, default=5_000, help="as many fewer statements, for the dense one")
    chosen = parser.parse_args()
    fewer = chosen.statements * chosen.dense_actors // chosen.actors
    print("drawn          method       statements  actors  seconds  of processor  peak GB  of it table        ties")
    for drawn in Drawn:
        small = [
            measured(Case(method=method, drawn=drawn, statements=fewer, actors=chosen.dense_actors))
            for method in Method
        ]
        if small[0].ties != small[1].ties or not np.isclose(small[0].total, small[1].total):
            raise SystemExit(f"{drawn}: the two methods disagree: {small}")
        measured(Case(method=Method.OURS, drawn=drawn, statements=chosen.statements, actors=chosen.actors))


def measured(case: Case) -> Figures:
    """Return and print the figures of a case, run in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        figures = Figures(**json.loads(pool.apply(run, (case,))))
    print(
        f"{case.drawn:<14} {case.method:<12} {case.statements:>10,} {case.actors:>7,} {figures.seconds:>8.1f}"
        f" {figures.processor_seconds:>13.1f} {figures.peak_gigabytes:>8.2f} {figures.table_gigabytes:>12.2f}"
        f" {figures.ties:>11,}",
        flush=True,
    )
    return figures


def run(case: Case) -> str:
    table = drawn_table(case)
    before = peak()
    began, worked = time.perf_counter(), time.process_time()
    if case.method is Method.OURS:
        network = ours(table)
        seconds, processor_seconds = time.perf_counter() - began, time.process_time() - worked
        ties, total = network.once.array.nnz, total_of(network.once)
    else:
        every = dense(table)
        seconds, processor_seconds = time.perf_counter() - began, time.process_time() - worked
        upper = sparse.csr_array(np.triu(every, 1))
        ties, total = upper.nnz, upper.sum()
    figures = Figures(
        seconds=seconds,
        processor_seconds=processor_seconds,
        table_gigabytes=before,
        peak_gigabytes=peak(),
        ties=int(ties),
        total=float(total),
    )
    return json.dumps(asdict(figures))


def total_of(once: Once) -> float:
    """Return the sum of all ties, some at a time: a sum of int32 copies them."""
    weights = once.array.data
    return once.scale * sum(
        int(weights[first : first + AT_ONCE].sum(dtype=np.int64)) for first in range(0, len(weights), AT_ONCE)
    )


def peak() -> float:
    """Return the most memory that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def drawn_table(case: Case) -> Table:
    random = np.random.default_rng(20261122)
    count = case.statements
    variables = {
        "actor": texts("actor", random.choice(case.actors, count, p=shares(case.actors, case.drawn))),
        "concept": texts("concept", random.choice(case.concepts, count, p=shares(case.concepts, case.drawn))),
        "stance": Variable(
            kind=VariableKind.INTEGER, levels=(-1, 0, 1), codes=random.choice(3, count, p=(0.45, 0.1, 0.45))
        ),
    }
    return Table(
        statements=tuple(f"s{number}" for number in range(count)),
        times=np.sort(random.integers(0, 10**9, count)),
        articles=np.arange(count) // 10,
        starts=np.arange(count) % 10,
        weights=np.ones(count),
        variables=variables,
    )


def shares(count: int, drawn: Drawn) -> NDArray[np.float64]:
    parts = np.ones(count) if drawn is Drawn.EVENLY else 1 / np.arange(1, count + 1)
    return np.asarray(parts / parts.sum(), np.float64)


def texts(name: str, codes: NDArray[np.int64]) -> Variable:
    levels = tuple(f"{name} {number:05}" for number in range(int(codes.max()) + 1))
    return Variable(kind=VariableKind.TEXT, levels=levels, codes=codes)


def ours(table: Table) -> Network:
    return network_of(
        table, NetworkSettings(mode=Mode.ONE, rows="actor", columns="concept", aggregate=Aggregate.CONGRUENCE)
    )


def dense(table: Table) -> NDArray[np.float64]:
    """Return the congruence network by one dense product for each two levels that agree at all."""
    actor, concept, stance = (table.variables[name] for name in ("actor", "concept", "stance"))
    counts = np.zeros((3, len(actor.levels), len(concept.levels)))
    np.add.at(counts, (stance.codes, actor.codes, concept.codes), 1)
    ties = sum(counts[level] @ counts[level].T for level in range(3))
    half = counts[1] @ (counts[0] + counts[2]).T / 2
    return np.asarray(ties + half + half.T)


if __name__ == "__main__":
    main()
