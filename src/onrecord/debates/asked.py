"""What is asked for in a word or two, and the settings that it means for a table of coded statements."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import TypedDict, TypeVar

from onrecord.errors import UsageError
from onrecord.networks.settings import Aggregate, Duplicates, Mode, NetworkSettings, Normalize
from onrecord.networks.table import Table, VariableKind

ROWS = ("actor", "organization", "person")
QUALIFIERS = ("stance", "agreement")
_Word = TypeVar("_Word", bound=StrEnum)
ORDERED = (VariableKind.BOOLEAN, VariableKind.INTEGER)


class Asked(TypedDict, total=False):
    """The settings of `NetworkSettings` that somebody names; enums also as their words, dates also without a time.

    A day given for `until` is meant whole.
    """

    mode: Mode | str
    rows: str
    columns: str
    qualifier: str | None
    aggregate: Aggregate | str
    normalize: Normalize | str
    duplicates: Duplicates | str
    isolates: bool
    since: datetime.date | None
    until: datetime.date | None
    zone: str
    exclude: Mapping[str, frozenset[str]]
    include: Mapping[str, frozenset[str]]
    weighted: bool
    least: float
    dna_compatible: bool


def settings_for(table: Table, asked: Asked) -> NetworkSettings:
    """Return the settings asked for; what is not named fits the table.

    Rows are actors, or else organizations or persons; columns are concepts; the qualifier is the stance, DNA's
    agreement, or the first variable whose values have an order. Other tables have their first text variables for rows
    and columns. Without a qualifier it is ignored.
    """
    rows = asked.get("rows") or _first(table, ROWS, but=asked.get("columns"))
    columns = asked.get("columns") or _first(table, ("concept",), but=rows)
    qualifier = asked["qualifier"] if "qualifier" in asked else _qualifier(table)
    aggregate = Aggregate.IGNORE if qualifier is None else Aggregate.SUBTRACT
    since, until = asked.get("since"), asked.get("until")
    return NetworkSettings(
        mode=_word(Mode, "mode", asked.get("mode", Mode.TWO)),
        rows=rows,
        columns=columns,
        qualifier=qualifier,
        aggregate=_word(Aggregate, "aggregate", asked.get("aggregate", aggregate)),
        normalize=_word(Normalize, "normalize", asked.get("normalize", Normalize.NONE)),
        duplicates=_word(Duplicates, "duplicates", asked.get("duplicates", Duplicates.KEEP)),
        isolates=asked.get("isolates", False),
        since=None if since is None else moment(since, datetime.time.min),
        until=None if until is None else moment(until, datetime.time(23, 59, 59)),
        zone=asked.get("zone", "UTC"),
        exclude=asked.get("exclude", {}),
        include=asked.get("include", {}),
        weighted=asked.get("weighted", False),
        least=asked.get("least", 0.0),
        dna_compatible=asked.get("dna_compatible", False),
    )


def moment(day: datetime.date, time: datetime.time) -> datetime.datetime:
    """Return the day at this time by the clocks of the settings' zone, or the moment that it is already."""
    return day if isinstance(day, datetime.datetime) else datetime.datetime.combine(day, time)


def _word(words: type[_Word], name: str, value: str) -> _Word:
    try:
        return words(value)
    except ValueError:
        raise UsageError(f"there is no {name} {value!r}; choose one of {', '.join(words)}") from None


def _first(table: Table, names: tuple[str, ...], *, but: str | None) -> str:
    """Return the first of the names that is a variable, or else the first text variable, but not this one."""
    for name in (*names, *_texts(table)):
        if name in table.variables and name != but:
            return name
    return names[0]


def _texts(table: Table) -> Iterator[str]:
    return (name for name, one in table.variables.items() if one.kind is VariableKind.TEXT)


def _qualifier(table: Table) -> str | None:
    ordered = [name for kind in ORDERED for name, one in table.variables.items() if one.kind is kind]
    return next((name for name in (*QUALIFIERS, *ordered) if name in table.variables), None)
