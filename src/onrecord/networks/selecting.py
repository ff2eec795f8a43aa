"""Which rows of a table make a network, what each counts, and the labels that they tie."""

from __future__ import annotations

import datetime
import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import numpy as np

from onrecord.errors import UsageError
from onrecord.networks.calendar import FIRST, LAST, moment_of, seconds_of, zone_named
from onrecord.networks.compatible.selection import (
    as_dna_reads,
    dna_levels,
    dna_order,
    dna_period,
    never_equal,
)
from onrecord.networks.settings import Aggregate, Duplicates, Mode, NetworkSettings, Normalize
from onrecord.networks.table import UNDATED, Flags, Floats, Integers, Table, Variable, VariableKind

AGGREGATES = {
    Mode.ONE: (Aggregate.IGNORE, Aggregate.CONGRUENCE, Aggregate.CONFLICT, Aggregate.SUBTRACT),
    Mode.TWO: (Aggregate.IGNORE, Aggregate.SUBTRACT, Aggregate.COMBINE),
}
NORMALIZATIONS = {
    Mode.ONE: (Normalize.NONE, Normalize.AVERAGE, Normalize.JACCARD, Normalize.COSINE),
    Mode.TWO: (Normalize.NONE, Normalize.ACTIVITY, Normalize.PROMINENCE),
}
MOST_BITS = 53
"""The levels that "combine" can tell apart: a tie is a float64, exact for so many bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """The rows of a table that make a network, with the places of their labels in `rows` and `columns`.

    `counts` is what each row counts. The qualifier is None where it is ignored; its levels are the same in each part
    of the rows, and so is the distance between the first and the last.
    """

    table: Table
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    row_codes: Integers
    column_codes: Integers
    qualifier: Variable | None
    counts: Floats

    def among(self, kept: Flags | Integers | slice, counts: Floats | None = None) -> Selected:
        """Return these rows alone, with all labels; `counts` is what each of them counts instead."""
        if isinstance(kept, slice):
            kept = np.arange(len(self.table))[kept]
        qualifier = self.qualifier and replace(self.qualifier, codes=self.qualifier.codes[kept])
        return replace(
            self,
            table=self.table.where(kept),
            row_codes=self.row_codes[kept],
            column_codes=self.column_codes[kept],
            qualifier=qualifier,
            counts=self.counts[kept] if counts is None else counts,
        )

    def relabelled(self) -> Selected:
        """Return the same rows with the labels that they have, and no others."""
        used_rows, row_codes = np.unique(self.row_codes, return_inverse=True)
        used_columns, column_codes = np.unique(self.column_codes, return_inverse=True)
        return replace(
            self,
            rows=tuple(self.rows[place] for place in used_rows.tolist()),
            columns=tuple(self.columns[place] for place in used_columns.tolist()),
            row_codes=row_codes,
            column_codes=column_codes,
        )


def selected(table: Table, settings: NetworkSettings) -> Selected:
    """Return the rows that make the network that is asked for, in the table's order.

    In this order: rows of the dates (both inclusive; an undated row has no place in them); values excluded and
    included; rows below `least`; rows without a row or column label, or without a text qualifier that is not ignored;
    equal rows, of which the first is kept. Rows are equal that have the same period, row, column and, where it is not
    ignored, qualifier. Labels stand in the order of the variable's levels.

    Weeks (of ISO 8601, from Monday on), months and years are told by the clocks of `settings.zone`, and years count:
    January 2020 and January 2021 are two months, where DNA takes them for one. An undated row is equal only to others
    of its article. A statement that has several rows (two speakers, of one country) counts once for the same row,
    column and qualifier, whatever `duplicates` says.
    """
    settings = understood(table, settings)
    _refuse_bad_weights(table)
    original = _dated(table, settings) & _listed(table, settings, of_articles=True)
    kept = not_excluded(table, settings)
    kept &= _present(table.variables[settings.rows]) & _present(table.variables[settings.columns])
    qualifier = _qualifier(table, settings)
    if qualifier is not None and qualifier.is_text and settings.aggregate is not Aggregate.IGNORE:
        kept &= _present(qualifier)
    places = _first_of_equals(table, settings, np.flatnonzero(kept), qualifier)
    if qualifier is not None and settings.dna_compatible:
        qualifier = dna_levels(
            qualifier, places if qualifier.kind is VariableKind.DOCUMENT else np.flatnonzero(original)
        )
    labelling = np.flatnonzero(original) if settings.isolates else places
    rows, row_codes = _labelled(table.variables[settings.rows], labelling, compatible=settings.dna_compatible)
    columns, column_codes = _labelled(table.variables[settings.columns], labelling, compatible=settings.dna_compatible)
    return Selected(
        table=table if len(places) == len(table) else table.where(places),
        rows=rows,
        columns=columns,
        row_codes=row_codes[places],
        column_codes=column_codes[places],
        qualifier=qualifier and replace(qualifier, codes=qualifier.codes[places]),
        counts=table.weights[places] if settings.weighted else np.ones(len(places)),
    )


def understood(table: Table, settings: NetworkSettings) -> NetworkSettings:
    """Return settings that have a meaning for the table; others are refused, or read as DNA does where asked."""
    if settings.dna_compatible:
        settings = as_dna_reads(settings)
    named = {settings.rows, settings.columns, *settings.exclude, *settings.include}
    if settings.qualifier is not None and (settings.aggregate is not Aggregate.IGNORE or settings.dna_compatible):
        named.add(settings.qualifier)
    for name in sorted(named - set(table.variables)):
        raise UsageError(f"there is no variable {name!r}; choose one of {_listing(table.variables)}")
    if not settings.dna_compatible:
        _refuse_meaningless(table, settings)
    if not 0 <= settings.least <= 1:
        raise UsageError(f"least is {settings.least}; give the least confidence that counts, from 0 to 1")
    zone = zone_of(settings)
    if settings.since and settings.until and seconds_of(settings.since, zone) > seconds_of(settings.until, zone):
        raise UsageError(f"since {settings.since} is after until {settings.until}; give an earlier since")
    return settings


def zone_of(settings: NetworkSettings) -> ZoneInfo:
    """Return the time zone in which dates are told; DNA knows none but UTC."""
    return zone_named("UTC" if settings.dna_compatible else settings.zone)


def _refuse_meaningless(table: Table, settings: NetworkSettings) -> None:
    mode, aggregate, normalize = settings.mode, settings.aggregate, settings.normalize
    if settings.rows == settings.columns:
        raise UsageError(f"rows and columns are both {settings.rows!r}; choose another variable for one of them")
    if aggregate not in AGGREGATES[mode]:
        raise UsageError(f"{aggregate} has no meaning in mode {mode}; choose {_listing(AGGREGATES[mode])}")
    if normalize not in NORMALIZATIONS[mode]:
        raise UsageError(f"{normalize} has no meaning in mode {mode}; choose {_listing(NORMALIZATIONS[mode])}")
    if aggregate is Aggregate.IGNORE:
        return
    if settings.qualifier is None:
        raise UsageError(f"{aggregate} needs a qualifier; name one of {_listing(table.variables)}, or choose ignore")
    if settings.qualifier in (settings.rows, settings.columns):
        raise UsageError(f"{settings.qualifier!r} is tied already; choose another qualifier, or ignore")
    qualifier = table.variables[settings.qualifier]
    if mode is Mode.TWO and aggregate is Aggregate.SUBTRACT and qualifier.is_text:
        raise UsageError(f"{settings.qualifier!r} is text, which has no values to subtract; choose combine or ignore")
    if aggregate is Aggregate.COMBINE and normalize is not Normalize.NONE:
        raise UsageError(f"combine names which values occur, and cannot be divided; choose {Normalize.NONE}")
    if aggregate is Aggregate.COMBINE and len(qualifier.levels) > MOST_BITS:
        raise UsageError(
            f"{settings.qualifier!r} has {len(qualifier.levels)} values, and combine tells {MOST_BITS} apart;"
            " choose another qualifier, or ignore"
        )


def _listing(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))


def _refuse_bad_weights(table: Table) -> None:
    bad = np.flatnonzero(~(np.isfinite(table.weights) & (table.weights >= 0)))
    if len(bad):
        raise UsageError(
            f"statement {table.statements[bad[0]]!r} has a weight of {table.weights[bad[0]]};"
            " give 0 or a number above it"
        )


def _dated(table: Table, settings: NetworkSettings) -> Flags:
    zone = zone_of(settings)
    kept = np.ones(len(table), np.bool_)
    if settings.since is not None:
        kept &= (table.times != UNDATED) & (table.times >= seconds_of(settings.since, zone))
    if settings.until is not None:
        whole = settings.until.replace(microsecond=0)
        kept &= (table.times != UNDATED) & (table.times <= seconds_of(whole, zone))
    return kept


def not_excluded(table: Table, settings: NetworkSettings) -> Flags:
    """Return the rows that dates, exclusions, inclusions and the least weight leave, duplicates among them."""
    kept = _dated(table, settings) & (table.weights >= settings.least)
    return kept & _listed(table, settings, of_articles=True) & _listed(table, settings, of_articles=False)


def _listed(table: Table, settings: NetworkSettings, *, of_articles: bool) -> Flags:
    """Return the rows that the exclusions and inclusions leave, by variables of articles or by those of statements."""
    kept = np.ones(len(table), np.bool_)
    for lists, wanted in ((settings.exclude, False), (settings.include, True)):
        for name, values in lists.items():
            variable = table.variables[name]
            if (variable.kind is VariableKind.DOCUMENT) is of_articles:
                in_list = np.array([str(level) in values for level in variable.levels], np.bool_)
                kept &= in_list[variable.codes] == wanted if len(in_list) else False
    return kept


def _present(variable: Variable) -> Flags:
    """Return the rows that have a value."""
    return np.array([level != "" for level in variable.levels] or [False], np.bool_)[variable.codes]


def _qualifier(table: Table, settings: NetworkSettings) -> Variable | None:
    """Return the qualifier, unless it is ignored: DNA's Jaccard tells its values apart even then."""
    if settings.qualifier is None or (settings.aggregate is Aggregate.IGNORE and not settings.dna_compatible):
        return None
    return table.variables[settings.qualifier]


def _first_of_equals(table: Table, settings: NetworkSettings, places: Integers, qualifier: Variable | None) -> Integers:
    same = [table.variables[name].codes[places] for name in (settings.rows, settings.columns)]
    if qualifier is not None and settings.aggregate is not Aggregate.IGNORE:
        same.append(qualifier.codes[places])
    if not settings.dna_compatible and len(set(table.statements)) < len(table):
        places, same = _thinned(places, same, _numbers([table.statements[place] for place in places.tolist()]))
    if settings.duplicates is Duplicates.KEEP:
        return places
    if settings.dna_compatible and qualifier is not None and settings.aggregate is not Aggregate.IGNORE:
        same.append(never_equal(qualifier)[places])
    return _thinned(places, same, _periods(table, settings)[places])[0]


def _thinned(places: Integers, same: Sequence[Integers], within: Integers) -> tuple[Integers, list[Integers]]:
    """Return the first of each run of equals, wherever they are."""
    _, firsts = np.unique(_joint([*same, within]), return_index=True)
    firsts.sort()
    return places[firsts], [codes[firsts] for codes in same]


def _joint(codes: Sequence[Integers]) -> Integers:
    """Return one number for each combination of codes."""
    joint = np.zeros(len(codes[0]), np.int64)
    for each in codes:
        _, dense = np.unique(each, return_inverse=True)
        _, joint = np.unique(joint * (int(dense.max(initial=0)) + 1) + dense, return_inverse=True)
    return joint


def _numbers(names: Sequence[str]) -> Integers:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _periods(table: Table, settings: NetworkSettings) -> Integers:
    """Return a number for each row, the same for rows of one period."""
    if settings.duplicates is Duplicates.ALL:
        return np.zeros(len(table), np.int64)
    if settings.duplicates is Duplicates.DOCUMENT:
        return table.articles
    zone = zone_of(settings)
    undated = table.times == UNDATED
    times, places = np.unique(np.where(undated, 0, table.times), return_inverse=True)
    if times.min(initial=FIRST) < FIRST or times.max(initial=LAST) > LAST:
        stray = np.flatnonzero(~undated & ((table.times < FIRST) | (table.times > LAST)))[0]
        raise UsageError(
            f"statement {table.statements[stray]!r} is dated outside the years 1 to 9999;"
            " correct its date, or that of its article"
        )
    number = functools.partial(dna_period if settings.dna_compatible else _period, within=settings.duplicates)
    numbers = np.array([number(moment_of(time, zone)) for time in times.tolist()], np.int64)
    # An article that is undated is a period of its own; numbers of weeks, months and years are not negative.
    return np.where(undated, -1 - table.articles, numbers[places] if len(table) else 0)


def _period(moment: datetime.datetime, *, within: Duplicates) -> int:
    match within:
        case Duplicates.WEEK:
            week = moment.isocalendar()
            return week.year * 100 + week.week
        case Duplicates.MONTH:
            return moment.year * 100 + moment.month
        case _:
            return moment.year


def _labelled(variable: Variable, places: Integers, *, compatible: bool) -> tuple[tuple[str, ...], Integers]:
    """Return the labels of the rows at these places, and each row's place among them, or -1."""
    levels = [str(level) for level in variable.levels]
    used = [code for code in np.unique(variable.codes[places]).tolist() if levels[code] != ""]
    if compatible:
        used.sort(key=lambda code: dna_order(levels[code]))
    codes = np.full(len(levels) + 1, -1, np.int64)
    codes[used] = np.arange(len(used))
    return tuple(levels[code] for code in used), codes[variable.codes]
