"""How long each route takes that is read: `python -m benchmarks.web.routes LEDGER.db`, one that large_ledger made.

Each is asked for several actors, concepts, days and places, each time after a position has changed: nothing that the
server keeps of the ledger counts any more. Given are the times on the clock, and those of the processor with the
client's: what else the machine does is not in these. `--markdown` prints a table for docs/quality.md.
"""

from __future__ import annotations

import argparse
import datetime
import itertools
import sqlite3
import statistics
import time
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from starlette.testclient import TestClient

from onrecord.web.app import create_app

Query = Mapping[str, str | int | list[str]]
SLOW = ("network",)
"""Routes that take seconds: asked fewer times."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What of a ledger the routes are asked for."""

    actors: list[str]
    concepts: list[str]
    outlets: list[str]
    days: list[datetime.date]
    statements: list[str]
    articles: list[str]
    statements_in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """The times that a route took, in milliseconds, and the size of its answer."""

    route: str
    clock: list[float]
    processor: list[float]
    kilobytes: float


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--only", default="", help="routes with these letters")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--unchanged", action="store_true", help="leave the ledger as it is in between")
    chosen = parser.parse_args()
    known = read_known(chosen.ledger)
    print(f"{known.statements_in_all:,} statements, {chosen.times} times each")
    if chosen.markdown:
        print("| route | median | 95th percentile | by the clock | 95th percentile | kB |\n|---|---|---|---|---|---|")
    with TestClient(create_app(chosen.ledger), base_url="http://127.0.0.1") as client:
        for route, queries in routes(known).items():
            if chosen.only in route:
                taken = asked(client, None if chosen.unchanged else chosen.ledger, route, queries, chosen.times)
                print(row(taken) if chosen.markdown else line(taken), flush=True)


def read_known(ledger: Path) -> Known:
    """Return what can be asked of a ledger: who and what it has most of, and days and places all over it."""
    with closing(sqlite3.connect(ledger)) as file:

        def column(query: str) -> list[str]:
            return [row[0] for row in file.execute(query)]

        (count,) = file.execute("SELECT count(*) FROM statements").fetchone()
        first, last = file.execute("SELECT min(day), max(day) FROM stands WHERE day > ''").fetchone()
        begins, length = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        return Known(
            actors=column("SELECT actor FROM said GROUP BY actor ORDER BY count(*) DESC LIMIT 20"),
            concepts=column("SELECT concept FROM positions GROUP BY concept ORDER BY count(*) DESC LIMIT 12"),
            outlets=column(
                "SELECT outlet FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY count(*) DESC"
            ),
            days=[begins + (length - begins) * part / 10 for part in range(1, 10)],
            statements=column("SELECT id FROM statements ORDER BY id LIMIT 4000"),
            articles=column("SELECT id FROM articles ORDER BY id LIMIT 200"),
            statements_in_all=count,
        )


def routes(known: Known) -> dict[str, Iterator[tuple[str, Query]]]:
    """Return for each route, as the table names it, what is asked one after the other."""
    days = [day.isoformat() for day in known.days]
    offsets = [str(known.statements_in_all * part // 10) for part in range(9)]
    some = [known.statements[start : start + 100] for start in range(0, len(known.statements) - 100, 100)]

    def each(path: str, *queries: Query) -> Iterator[tuple[str, Query]]:
        return itertools.cycle([(path, query) for query in queries or ({},)])

    def of(name: str, values: list[str], more: Query | None = None) -> list[Query]:
        return [{name: value, **(more or {})} for value in values]

    return {
        "story": each("/api/story"),
        "search": each("/api/search", *of("q", ["t", "th", "the ", "the dam", "har", "harb", "flood gate", "water"])),
        "articles/ID": itertools.cycle([(f"/api/articles/{one}", {}) for one in known.articles]),
        "statements": each("/api/statements"),
        "statements, offset": each("/api/statements", *of("offset", offsets)),
        "statements of 100 ids": itertools.cycle([("/api/statements", {"id": ids, "limit": 100}) for ids in some]),
        "statements by actor": each("/api/statements", *of("actor", known.actors)),
        "statements by concept": each("/api/statements", *of("concept", known.concepts)),
        "statements by stance": each("/api/statements", *of("concept", known.concepts, {"stance": "oppose"})),
        "statements by outlet": each("/api/statements", *of("outlet", known.outlets)),
        "statements since": each("/api/statements", *of("since", days)),
        "statements/ID/why": itertools.cycle([(f"/api/statements/{one}/why", {}) for one in known.statements]),
        "queue": each("/api/queue"),
        "queue in text order": each("/api/queue", {"order": "text"}),
        "queue by actor": each("/api/queue", *of("actor", known.actors)),
        "queue by concept": each("/api/queue", *of("concept", known.concepts)),
        "queue by outlet": each("/api/queue", *of("outlet", known.outlets)),
        "positions": each("/api/positions"),
        "positions until": each("/api/positions", *of("until", days)),
        "positions, sure": each("/api/positions", *of("min_confidence", ["0.5", "0.7", "0.9"])),
        "timeline": each("/api/timeline"),
        "timeline, half a year": each("/api/timeline", *of("since", days[-4:-1], {"until": days[-1]})),
        "timeline of an actor": each("/api/timeline", *of("id", known.actors)),
        "timeline of concepts": each("/api/timeline", {"lanes": "concept"}),
        "timeline of a concept": each("/api/timeline", *of("id", known.concepts, {"lanes": "concept"})),
        "actors": each("/api/actors", {}, {"offset": 100}),
        "actors/ID": itertools.cycle([(f"/api/actors/{one}", {}) for one in known.actors]),
        "concepts": each("/api/concepts"),
        "network": each("/api/network"),
        "decisions": each("/api/decisions"),
        "sources": each("/api/sources", {}, {"offset": 5_000}),
        "session": each("/api/session"),
    }


def asked(
    client: TestClient, ledger: Path | None, route: str, queries: Iterator[tuple[str, Query]], times: int
) -> Taken:
    """Return how long a route takes, each time after a change of the ledger given.

    The first answer, with which the server gets ready, does not count.
    """
    clock, processor, size = [], [], 0
    for number, (path, query) in enumerate(
        itertools.islice(queries, 1 + (max(3, times // 8) if route in SLOW else times))
    ):
        if ledger is not None:
            change(ledger, number)
        begun, worked = time.perf_counter(), time.process_time()
        answer = client.get(path, params=query)
        used, passed = time.process_time() - worked, time.perf_counter() - begun
        answer.raise_for_status()
        if number:
            clock.append(1000 * passed)
            processor.append(1000 * used)
            size = max(size, len(answer.content))
    return Taken(route=route, clock=clock, processor=processor, kilobytes=size / 1000)


def change(ledger: Path, number: int) -> None:
    """Write a position anew as it is, so that all that was kept of the ledger is out of date."""
    with closing(sqlite3.connect(ledger, timeout=5)) as file, file:
        row = file.execute("SELECT * FROM positions LIMIT 1 OFFSET ?", [number % 1000]).fetchone()
        file.execute("DELETE FROM positions WHERE statement = ? AND concept = ?", row[:2])
        file.execute("INSERT INTO positions VALUES (?, ?, ?, ?, ?, ?)", row)


def line(taken: Taken) -> str:
    """Return the times of a route in words."""
    clock, processor = _median_and_most(taken.clock), _median_and_most(taken.processor)
    return (
        f"{taken.route:24} clock {clock[0]:7.1f} {clock[1]:7.1f}   processor {processor[0]:7.1f} {processor[1]:7.1f}"
        f"   {taken.kilobytes:6.0f} kB"
    )


def row(taken: Taken) -> str:
    """Return the times of a route as a row of a table in Markdown."""
    figures = (*_median_and_most(taken.processor), *_median_and_most(taken.clock), taken.kilobytes)
    return f"| {taken.route} | {' | '.join(f'{figure:.0f}' for figure in figures)} |"


def _median_and_most(times: list[float]) -> tuple[float, float]:
    """Return the median and the 95th percentile."""
    return statistics.median(times), statistics.quantiles(times, n=20, method="inclusive")[-1]


if __name__ == "__main__":
    main()
