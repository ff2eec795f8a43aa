"""Speed of a series: 200 sliding windows over 1 million statements of 20,000 actors on 500 concepts."""

from __future__ import annotations

import argparse
import datetime
import resource
import time

import numpy as np

from onrecord.networks.calendar import DAY, Unit
from onrecord.networks.kernels import Kernel
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.networks.table import Table, Variable, VariableKind
from onrecord.networks.windows import Sliding, Smoothed, Windows, series_of

SEED = 6
YEARS = 10


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--statements", type=int, default=1_000_000)
    arguments.add_argument(
        "--days", type=int, default=90, help="width of a window; a kernel has half of it to each side"
    )
    arguments.add_argument("--mode", type=Mode, default=Mode.ONE)
    arguments.add_argument("--kernel", type=Kernel, help="smooth by this kernel, in place of windows")
    options = arguments.parse_args()
    table = drawn_table(options.statements)
    settings = NetworkSettings(
        mode=options.mode, aggregate=Aggregate.CONGRUENCE if options.mode is Mode.ONE else Aggregate.SUBTRACT
    )
    step = (YEARS * 365 - options.days) // 199
    windows: Windows = Sliding(width=options.days, step=step, unit=Unit.DAYS)
    if options.kernel:
        windows = Smoothed(bandwidth=options.days / 2, step=step, unit=Unit.DAYS, kernel=options.kernel, indent=True)
    begun, worked = time.perf_counter(), time.process_time()
    count = rows = ties = 0
    for network in series_of(table, settings, windows):
        count, rows = count + 1, rows + network.statements
        ties += network.once.array.nnz
    seconds, cores = time.perf_counter() - begun, time.process_time() - worked
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    print(f"{windows}")
    print(f"{count} networks of {rows / count:,.0f} statements and {ties / count:,.0f} ties each, on average")
    print(f"{seconds:.1f} s, {cores:.1f} s of one core, at most {peak:.2f} GiB")


def drawn_table(statements: int, actors: int = 20_000, concepts: int = 500) -> Table:
    """Return statements over ten years, actors and concepts drawn as evenly as is hardest for the ties."""
    draw = np.random.default_rng(SEED)
    begins = int(datetime.datetime(2014, 1, 1, tzinfo=datetime.UTC).timestamp())
    return Table(
        statements=tuple(f"s{number}" for number in range(statements)),
        times=np.sort(draw.integers(begins, begins + YEARS * 365 * DAY, statements)),
        articles=np.arange(statements),
        starts=np.zeros(statements, np.int64),
        weights=np.ones(statements),
        variables={
            "actor": _drawn(draw, "actor", actors, statements),
            "concept": _drawn(draw, "concept", concepts, statements),
            "stance": Variable(kind=VariableKind.INTEGER, levels=(-1, 0, 1), codes=draw.integers(0, 3, statements)),
        },
    )


def _drawn(draw: np.random.Generator, name: str, levels: int, count: int) -> Variable:
    labels = tuple(f"{name} {number:05}" for number in range(levels))
    return Variable(kind=VariableKind.TEXT, levels=labels, codes=draw.integers(0, levels, count))


if __name__ == "__main__":
    main()
