"""Time and memory of item-response scaling: python -m benchmarks.networks.scaling"""

from __future__ import annotations

import argparse
import resource
import time

import numpy as np

from onrecord.networks.settings import NetworkSettings
from onrecord.networks.structure.scaling import Scaling, ideal_points
from onrecord.networks.table import Table, Variable, VariableKind


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--actors", type=int, default=5_000)
    parser.add_argument("--concepts", type=int, default=200)
    parser.add_argument("--answers", type=int, default=20, help="concepts that an actor speaks on, on average")
    parser.add_argument("--dimensions", type=int, default=1)
    chosen = parser.parse_args()
    table, points = drawn_table(chosen.actors, chosen.concepts, chosen.answers)
    begun, worked = time.perf_counter(), time.process_time()
    found = ideal_points(table, NetworkSettings(), Scaling(dimensions=chosen.dimensions))
    seconds, processor = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    true = points[[int(actor.removeprefix("a")) for actor in found.actors]]
    alike = abs(np.corrcoef(true, found.points[:, 0])[0, 1])
    size = f"{len(found.actors):,} actors x {len(found.concepts)} concepts x {chosen.dimensions}"
    print(f"{size}: {seconds:.1f} s, {processor:.1f} of processor, {peak:.2f} GB, correlation {alike:.2f}")


def drawn_table(actors: int, concepts: int, answers: int) -> tuple[Table, np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """Return positions drawn from an item-response model, and the true points of the actors."""
    draw = np.random.default_rng(20261122)
    points, slopes, cuts = draw.normal(size=actors), draw.normal(0, 1.5, concepts), draw.normal(0, 1, concepts)
    spoken = draw.random((actors, concepts)) < answers / concepts
    rows, columns = np.nonzero(spoken)
    supports = draw.random(len(rows)) < 1 / (1 + np.exp(cuts[columns] - slopes[columns] * points[rows]))
    table = Table(
        statements=tuple(f"s{number}" for number in range(len(rows))),
        times=np.arange(len(rows)),
        articles=np.arange(len(rows)),
        starts=np.zeros(len(rows), np.int64),
        weights=np.ones(len(rows)),
        variables={
            "actor": _texts("a", actors, rows),
            "concept": _texts("c", concepts, columns),
            "stance": Variable(kind=VariableKind.INTEGER, levels=(-1, 0, 1), codes=supports * np.int64(2)),
        },
    )
    return table, points


def _texts(letter: str, count: int, codes: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Variable:
    labels = tuple(f"{letter}{number:05}" for number in range(count))
    return Variable(kind=VariableKind.TEXT, levels=labels, codes=codes)


if __name__ == "__main__":
    main()
