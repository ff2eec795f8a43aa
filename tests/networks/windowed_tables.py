"""Tables of who said what when, and what the networks of their windows hold."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from onrecord.networks.network import Network
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.networks.table import UNDATED, Table, VariableKind, variable_of

TWO = NetworkSettings()
ONE = NetworkSettings(mode=Mode.ONE, aggregate=Aggregate.CONGRUENCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A row of the tables built here."""

    at: str | None
    actor: str = "Mayor"
    concept: str = "Close the dam"
    stance: int = 1
    id: str = ""
    article: int = 0
    start: int = 0
    weight: float = 1.0


def seconds(moment: str) -> int:
    return int(datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC).timestamp())


def day(text: str) -> datetime.datetime:
    """Return a moment without a time zone: that of the settings is meant."""
    return datetime.datetime.fromisoformat(text)


def table_of(rows: Iterable[Said]) -> Table:
    said = list(rows)
    return Table(
        statements=tuple(one.id or f"s{number}" for number, one in enumerate(said)),
        times=np.array([UNDATED if one.at is None else seconds(one.at) for one in said], np.int64),
        articles=np.array([one.article for one in said], np.int64),
        starts=np.array([one.start for one in said], np.int64),
        weights=np.array([one.weight for one in said], np.float64),
        variables={
            "actor": variable_of([one.actor for one in said], VariableKind.TEXT),
            "concept": variable_of([one.concept for one in said], VariableKind.TEXT),
            "stance": variable_of([one.stance for one in said], VariableKind.INTEGER, (-1, 0, 1)),
        },
    )


def on(*dates: str) -> Table:
    return table_of(Said(at=date) for date in dates)


def spans(series: Iterable[Network]) -> list[tuple[str, str, int]]:
    """Return begin, end and count of statements of each, without the time of day where it is midnight."""
    return [(told(one.begins), told(one.ends), one.statements) for one in series]


def told(moment: datetime.datetime | None) -> str:
    assert moment is not None
    return moment.replace(tzinfo=None).isoformat().removesuffix("T00:00:00")


def random_table(seed: int, count: int = 80) -> Table:
    draw = np.random.default_rng(seed)
    times = np.sort(draw.integers(seconds("2020-01-05"), seconds("2020-12-20"), count))
    return table_of(
        Said(
            at=datetime.datetime.fromtimestamp(int(time), datetime.UTC).replace(tzinfo=None).isoformat(),
            actor=f"actor {draw.integers(6)}",
            concept=f"concept {draw.integers(4)}",
            stance=int(draw.integers(-1, 2)),
            article=number,
            weight=float(draw.uniform(0.5, 1)),
        )
        for number, time in enumerate(times)
    )


def ties_of(network: Network) -> dict[tuple[str, str], float]:
    dense = network.ties.toarray()
    return {
        (row, column): float(dense[i, j])
        for (i, row), (j, column) in itertools.product(enumerate(network.rows), enumerate(network.columns))
        if dense[i, j]
    }
