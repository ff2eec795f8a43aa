from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks.selecting import selected
from onrecord.networks.settings import Aggregate, Duplicates, Mode, NetworkSettings, Normalize
from onrecord.networks.table import UNDATED, Table, Value, VariableKind, variable_of

COUNT = NetworkSettings(aggregate=Aggregate.IGNORE, qualifier=None)
LATER = datetime.datetime(2021, 1, 1, tzinfo=datetime.UTC)
Row = tuple[str, str, str, Value]


def seconds(moment: str) -> int:
    return int(datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC).timestamp())


def table_of(rows: Sequence[Row], *, statements: Sequence[str] = (), articles: Sequence[int] = ()) -> Table:
    """Return the table of rows (moment, actor, concept, stance); an article each, where it is not told."""
    return Table(
        statements=tuple(statements) or tuple(f"s{number}" for number in range(len(rows))),
        times=np.array([seconds(row[0]) if row[0] else UNDATED for row in rows], np.int64),
        articles=np.array(articles, np.int64) if articles else np.arange(len(rows), dtype=np.int64),
        starts=np.zeros(len(rows), np.int64),
        weights=np.ones(len(rows)),
        variables={
            "actor": variable_of([row[1] for row in rows], VariableKind.TEXT),
            "concept": variable_of([row[2] for row in rows], VariableKind.TEXT),
            "stance": variable_of([row[3] for row in rows], VariableKind.INTEGER, (-1, 0, 1)),
            "frame": variable_of(["law" if row[3] == 1 else "" for row in rows], VariableKind.TEXT),
            "outlet": variable_of(["Daily" if row[3] == 1 else "Weekly" for row in rows], VariableKind.DOCUMENT),
        },
    )


def kept(table: Table, settings: NetworkSettings) -> list[str]:
    return list(selected(table, settings).table.statements)


@pytest.mark.parametrize(
    ("duplicates", "moments", "right", "dna"),
    [
        (Duplicates.MONTH, ("2020-01-05", "2020-01-30", "2021-01-05"), ["s0", "s2"], ["s0"]),
        (Duplicates.WEEK, ("2020-01-06", "2020-01-12", "2021-01-11"), ["s0", "s2"], ["s0"]),
        (Duplicates.WEEK, ("2020-12-31", "2021-01-03", "2021-01-04"), ["s0", "s2"], ["s0", "s2"]),
        (Duplicates.YEAR, ("2020-12-31", "2021-01-01"), ["s0", "s1"], ["s0", "s1"]),
        (Duplicates.ALL, ("2020-12-31", "2021-01-01"), ["s0"], ["s0"]),
        (Duplicates.DOCUMENT, ("2020-12-31", "2020-12-31"), ["s0", "s1"], ["s0", "s1"]),
        (Duplicates.KEEP, ("2020-12-31", "2020-12-31"), ["s0", "s1"], ["s0", "s1"]),
    ],
)
def test_duplicates_are_those_of_a_period(
    duplicates: Duplicates, moments: tuple[str, ...], right: list[str], dna: list[str]
) -> None:
    table = table_of([(moment, "a", "tax", 1) for moment in moments])
    settings = replace(COUNT, duplicates=duplicates)
    assert kept(table, settings) == right
    assert kept(table, replace(settings, dna_compatible=True)) == dna


@pytest.mark.parametrize(("zone", "expected"), [("UTC", ["s0"]), ("Europe/Berlin", ["s0", "s1"])])
def test_months_begin_by_the_clocks_of_the_zone(zone: str, expected: list[str]) -> None:
    table = table_of([("2020-01-10T12:00", "a", "tax", 1), ("2020-01-31T23:30", "a", "tax", 1)])
    assert kept(table, replace(COUNT, duplicates=Duplicates.MONTH, zone=zone)) == expected


def test_duplicates_differ_by_a_qualifier_that_is_not_ignored() -> None:
    table = table_of([("2020-01-01", "a", "tax", 1), ("2020-01-01", "a", "tax", -1), ("2020-01-01", "a", "tax", 1)])
    assert kept(table, replace(COUNT, duplicates=Duplicates.ALL)) == ["s0"]
    assert kept(table, NetworkSettings(duplicates=Duplicates.ALL)) == ["s0", "s1"]


def test_undated_rows_are_in_a_network_of_all_time_and_in_no_dates() -> None:
    table = table_of([("", "a", "tax", 1), ("", "a", "tax", 1), ("2020-01-01", "a", "tax", 1)], articles=[4, 4, 5])
    assert kept(table, COUNT) == ["s0", "s1", "s2"]
    assert kept(table, replace(COUNT, duplicates=Duplicates.YEAR)) == ["s0", "s2"]
    since = datetime.datetime(1900, 1, 1, tzinfo=datetime.UTC)
    assert kept(table, replace(COUNT, since=since)) == ["s2"]
    assert kept(table, replace(COUNT, until=since.replace(year=2100))) == ["s2"]


def test_dates_are_inclusive_and_told_by_the_zone() -> None:
    table = table_of([(f"2020-01-01T{hour}:00", "a", "tax", 1) for hour in ("09", "10", "11")])
    naive = datetime.datetime.fromisoformat("2020-01-01T10:00")
    assert kept(table, replace(COUNT, since=naive, until=naive)) == ["s1"]
    assert kept(table, replace(COUNT, since=naive, until=naive, zone="Europe/Berlin")) == ["s0"]


def test_a_statement_of_two_rows_counts_once_for_the_same_label() -> None:
    rows: list[Row] = [("2020-01-01", "France", "tax", 1), ("2020-01-01", "France", "tax", 1)]
    assert kept(table_of(rows, statements=["s", "s"]), COUNT) == ["s"]
    assert kept(table_of(rows, statements=["s", "t"]), COUNT) == ["s", "t"]


def test_exclusions_and_inclusions_are_of_any_variable() -> None:
    table = table_of([("2020-01-01", "a", "tax", 1), ("2020-01-01", "b", "tax", -1), ("2020-01-01", "b", "dam", 0)])
    assert kept(table, replace(COUNT, exclude={"concept": frozenset({"dam"})})) == ["s0", "s1"]
    assert kept(table, replace(COUNT, exclude={"stance": frozenset({"-1", "0"})})) == ["s0"]
    assert kept(table, replace(COUNT, include={"actor": frozenset({"b"}), "concept": frozenset({"tax"})})) == ["s1"]
    assert kept(table, replace(COUNT, include={"outlet": frozenset({"Daily"})})) == ["s0"]


def test_isolates_are_the_labels_that_exclusions_leave_without_a_tie() -> None:
    table = table_of([("2020-01-01", "a", "tax", 1), ("2020-01-01", "b", "dam", -1), ("2021-01-01", "c", "sea", 0)])
    settings = replace(
        COUNT, exclude={"concept": frozenset({"dam"})}, until=datetime.datetime.fromisoformat("2020-06-01")
    )
    assert selected(table, settings).rows == ("a",)
    with_isolates = selected(table, replace(settings, isolates=True))
    assert (with_isolates.rows, with_isolates.columns) == (("a", "b"), ("dam", "tax"))


def test_missing_values_make_no_ties() -> None:
    table = table_of([("2020-01-01", "", "tax", 1), ("2020-01-01", "a", "", 1), ("2020-01-01", "a", "tax", -1)])
    assert kept(table, COUNT) == ["s2"]
    framed = NetworkSettings(mode=Mode.ONE, qualifier="frame", aggregate=Aggregate.CONGRUENCE)
    assert kept(table, framed) == []
    assert kept(table, replace(framed, aggregate=Aggregate.IGNORE)) == ["s2"]


def test_least_leaves_out_rows_below_it() -> None:
    table = replace(table_of([("2020-01-01", "a", "tax", 1)] * 3), weights=np.array([0.4, 0.5, 0.6]))
    assert kept(table, replace(COUNT, least=0.5)) == ["s1", "s2"]


def test_labels_sort_by_code_points_and_in_dna_by_utf_16() -> None:
    table = table_of([("2020-01-01", name, "tax", 1) for name in ("a", "Z", "\U0001f40e", "\uff21")])
    assert selected(table, COUNT).rows == ("Z", "a", "\uff21", "\U0001f40e")
    assert selected(table, replace(COUNT, dna_compatible=True)).rows == ("Z", "a", "\U0001f40e", "\uff21")


def test_dna_finds_large_integers_never_equal() -> None:
    table = table_of([("2020-01-01", "a", "tax", 1)] * 2)
    large = variable_of([200, 200], VariableKind.INTEGER)
    table = replace(table, variables={**table.variables, "stance": large})
    settings = NetworkSettings(duplicates=Duplicates.ALL)
    assert kept(table, settings) == ["s0"]
    assert kept(table, replace(settings, dna_compatible=True)) == ["s0", "s1"]


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (replace(COUNT, rows="party"), "no variable 'party'; choose one of actor, concept"),
        (replace(COUNT, exclude={"party": frozenset("x")}), "no variable 'party'"),
        (replace(COUNT, columns="actor"), "both 'actor'"),
        (replace(COUNT, aggregate=Aggregate.SUBTRACT), "needs a qualifier"),
        (NetworkSettings(qualifier="concept", aggregate=Aggregate.COMBINE), "tied already"),
        (NetworkSettings(qualifier="frame"), "choose combine or ignore"),
        (NetworkSettings(aggregate=Aggregate.CONGRUENCE), "in mode two; choose combine, ignore, subtract"),
        (NetworkSettings(mode=Mode.ONE, aggregate=Aggregate.COMBINE), "combine has no meaning in mode one"),
        (replace(COUNT, normalize=Normalize.COSINE), "in mode two; choose activity, none, prominence"),
        (NetworkSettings(mode=Mode.ONE, normalize=Normalize.ACTIVITY), "activity has no meaning in mode one"),
        (NetworkSettings(aggregate=Aggregate.COMBINE, normalize=Normalize.ACTIVITY), "cannot be divided"),
        (replace(COUNT, least=float("nan")), "least is nan"),
        (replace(COUNT, zone="Mars/Olympus"), "no time zone 'Mars/Olympus'"),
        (replace(COUNT, since=LATER, until=LATER - datetime.timedelta(days=1)), "give an earlier since"),
    ],
)
def test_settings_without_meaning_are_refused(settings: NetworkSettings, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        selected(table_of([("2020-01-01", "a", "tax", 1)]), settings)


@pytest.mark.parametrize("weight", [float("nan"), float("inf"), -0.5])
def test_weights_that_are_no_weights_are_refused_by_name(weight: float) -> None:
    table = replace(table_of([("2020-01-01", "a", "tax", 1)] * 2), weights=np.array([1.0, weight]))
    with pytest.raises(UsageError, match="statement 's1' has a weight of"):
        selected(table, COUNT)


def test_dates_outside_the_calendar_are_refused_by_name() -> None:
    table = replace(table_of([("2020-01-01", "a", "tax", 1)] * 2), times=np.array([0, 10**15]))
    with pytest.raises(UsageError, match="statement 's1' is dated outside"):
        selected(table, replace(COUNT, duplicates=Duplicates.WEEK))


@pytest.mark.parametrize(
    "settings",
    [
        NetworkSettings(mode=Mode.ONE, aggregate=Aggregate.COMBINE, normalize=Normalize.ACTIVITY),
        NetworkSettings(mode=Mode.TWO, aggregate=Aggregate.CONFLICT, normalize=Normalize.COSINE),
        NetworkSettings(mode=Mode.TWO, aggregate=Aggregate.COMBINE, qualifier=None),
    ],
)
def test_dna_reads_what_has_no_meaning_as_ignored(settings: NetworkSettings) -> None:
    table = table_of([("2020-01-01", "a", "tax", 1), ("2020-01-01", "a", "tax", -1)])
    assert kept(table, replace(settings, dna_compatible=True, duplicates=Duplicates.ALL)) == ["s0"]
