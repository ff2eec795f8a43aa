"""How long search takes as one types: `python -m benchmarks.web.search LEDGER.db`, one that large_ledger made.

Words of titles and statements, and names of actors, are typed letter by letter, until there are 200 queries; each is
asked once. Given are the times on the clock, and those of the processor: what else the machine does is not in these.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.searching import search

SEED = 7
SLOWEST = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--queries", type=int, default=200)
    chosen = parser.parse_args()
    database = Database(chosen.ledger, busy_seconds=5, create=False)
    times: list[tuple[float, float, str]] = []
    with database.reading() as connection:
        size = connection.scalar(sa.select(sa.func.count()).select_from(tables.statements))
        search(connection, "the")  # what the first search reads and compiles
        for query in islice(typed(connection), chosen.queries):
            begun, worked = time.perf_counter(), time.process_time()
            search(connection, query)
            times.append((1000 * (time.process_time() - worked), 1000 * (time.perf_counter() - begun), query))
    database.close()
    print(f"{size:,} statements, {len(times)} queries")
    print(f"on the clock:     {shares([clock for _, clock, _ in times])}")
    print(f"of the processor: {shares([used for used, _, _ in times])}")
    slowest = ", ".join(f"{query!r} {used:.0f}" for used, _, query in sorted(times, reverse=True)[:SLOWEST])
    print(f"slowest: {slowest}")


def shares(times: Sequence[float]) -> str:
    """Return the median, the 95th percentile and the most."""
    most = statistics.quantiles(times, n=20)[-1]
    return f"median {statistics.median(times):.1f} ms, 95th percentile {most:.1f} ms, at most {max(times):.1f} ms"


def typed(connection: sa.Connection) -> Iterator[str]:
    """Yield what stands in the field after each letter."""
    dice = random.Random(SEED)  # noqa: S311 - a benchmark
    texts = [
        list(connection.scalars(sa.select(column).limit(2000)))
        for column in (tables.articles.c.title, tables.actors.c.name, tables.spans.c.quote)
    ]
    while True:
        words = dice.choice(dice.choice(texts)).split()
        start = dice.randrange(len(words))
        phrase = " ".join(words[start : start + 2])
        yield from (phrase[:length] for length in range(1, len(phrase) + 1))


if __name__ == "__main__":
    main()
