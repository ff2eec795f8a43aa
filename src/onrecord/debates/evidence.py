"""What stands behind a finding: statements as they read, who made them and when."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from onrecord.networks.calendar import moment_of, zone_named
from onrecord.networks.settings import NetworkSettings
from onrecord.networks.table import UNDATED, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A statement: its words ("" where nobody has them), the label of its row in networks, and its day."""

    statement: str
    text: str
    who: str
    date: datetime.date | None


def evidence_of(
    table: Table,
    settings: NetworkSettings,
    statements: Iterable[str],
    quotes: Callable[[Collection[str]], Mapping[str, str]],
) -> dict[str, Evidence]:
    """Return the statements with these ids."""
    wanted = dict.fromkeys(statements)
    texts = quotes(tuple(wanted))
    places: dict[str, int] = {}
    for place, statement in enumerate(table.statements):
        if statement in wanted:
            places.setdefault(statement, place)
    rows = table.variables[settings.rows]
    return {
        statement: Evidence(
            statement=statement,
            text=" ".join(texts.get(statement, "").split()),
            who=str(rows.levels[int(rows.codes[place])]),
            date=date_of(int(table.times[place]), settings.zone),
        )
        for statement, place in places.items()
    }


def date_of(time: int, zone: str) -> datetime.date | None:
    """Return the day of a row's time in the zone, None where nobody knows it."""
    return None if time == UNDATED else moment_of(time, zone_named(zone)).date()
