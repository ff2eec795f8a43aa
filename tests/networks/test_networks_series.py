"""A series has the same period, labels and settings whatever its windows are, and refuses what it cannot make."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks.calendar import FIRST, LAST, Division, Unit, zone_named
from onrecord.networks.periods import divisions, period_of
from onrecord.networks.settings import Aggregate, Duplicates, NetworkSettings
from onrecord.networks.table import UNDATED, Table
from onrecord.networks.windows import Calendar, Events, Fixed, Sliding, Smoothed, Windows, series_of
from tests.networks.windowed_tables import ONE, TWO, Said, day, on, random_table, seconds, spans, table_of, ties_of


def test_series_has_undated_rows_in_no_window() -> None:
    table = table_of([Said(at=None, actor="Nobody"), Said(at="2020-01-01"), Said(at=None, actor="Nobody")])
    for windows in (Fixed(), Sliding(width=1, unit=Unit.DAYS), Calendar(), Events(width=1), Smoothed()):
        assert {row for network in series_of(table, TWO, windows) for row in network.rows} == {"Mayor"}


def test_series_does_not_take_a_dated_statement_for_the_copy_of_an_undated_one() -> None:
    table = table_of([Said(at=None), Said(at="2020-01-01")])
    settings = replace(TWO, duplicates=Duplicates.ALL)
    assert [one.statements for one in series_of(table, settings, Fixed())] == [1]


def test_series_counts_equal_statements_once_in_the_whole_period() -> None:
    table = on("2020-01-05", "2020-01-06", "2020-02-05")
    assert [one.statements for one in series_of(table, replace(TWO, duplicates=Duplicates.ALL), Calendar())] == [1, 0]
    assert [one.statements for one in series_of(table, replace(TWO, duplicates=Duplicates.MONTH), Calendar())] == [1, 1]


def test_series_has_the_same_windows_whatever_is_excluded() -> None:
    table = table_of(
        [Said(at="2020-01-01", actor="A"), Said(at="2020-02-01", actor="B"), Said(at="2020-03-01", actor="A")]
    )
    without = replace(TWO, exclude={"actor": frozenset({"A"})})
    assert [span[:2] for span in spans(series_of(table, TWO, Calendar()))] == [
        span[:2] for span in spans(series_of(table, without, Calendar()))
    ]


def test_series_has_labels_of_each_window_and_with_isolates_of_all() -> None:
    table = table_of([Said(at="2020-01-01", actor="A"), Said(at="2020-02-01", actor="B", concept="Open the dam")])
    assert [(one.rows, one.columns) for one in series_of(table, TWO, Calendar())] == [
        (("A",), ("Close the dam",)),
        (("B",), ("Open the dam",)),
    ]
    every = (("A", "B"), ("Close the dam", "Open the dam"))
    isolates = list(series_of(table, replace(TWO, isolates=True), Calendar()))
    assert [(one.rows, one.columns) for one in isolates] == [every, every]
    assert [ties_of(one) for one in isolates] == [{("A", "Close the dam"): 1.0}, {("B", "Open the dam"): 1.0}]


def test_series_has_the_settings_that_it_is_asked_for() -> None:
    settings = replace(ONE, duplicates=Duplicates.DOCUMENT, zone="Asia/Tokyo", weighted=True)
    assert all(one.settings == settings for one in series_of(random_table(1), settings, Smoothed()))


@pytest.mark.parametrize("windows", [Fixed(), Sliding(), Calendar(), Events(), Smoothed()])
@pytest.mark.parametrize("table", [table_of([]), table_of([Said(at=None)])])
def test_series_of_no_dated_statement_is_empty(table: Table, windows: Windows) -> None:
    assert list(series_of(table, TWO, windows)) == []


def test_series_of_a_period_without_statements_has_empty_networks() -> None:
    settings = replace(TWO, since=day("2021-01-01"), until=day("2021-02-01"))
    series = list(series_of(on("2020-01-01"), settings, Calendar()))
    assert [(one.rows, one.statements, one.ties.shape) for one in series] == [((), 0, (0, 0)), ((), 0, (0, 0))]


@pytest.mark.parametrize(
    ("table", "settings", "windows", "reason"),
    [
        (
            on("2020-01-01"),
            TWO,
            Sliding(width=1),
            "a window of 1 months is longer than the period, 2020-01-01 to 2020-01-01",
        ),
        (on("2020-01-01"), TWO, Events(width=2), "a window of 2 statements is longer than the data, 1 statements"),
        (on("2020-01-01"), TWO, Smoothed(indent=True), "leaves nothing of the period"),
        (on("2020-01-01"), replace(TWO, zone="Mars/Olympus"), Fixed(), "there is no time zone 'Mars/Olympus'"),
        (on("2020-01-01"), replace(TWO, since=day("2020-01-02")), Fixed(), "no time lies from 2020-01-02"),
        (on("2020-01-01"), replace(TWO, until=day("2019-01-02")), Fixed(), "to 2019-01-02 00:00:00"),
        (on("1000-01-01", "2020-01-01"), TWO, Fixed(unit=Unit.HOURS), "into 8,941,129 windows"),
        (on("2020-01-01", "2020-01-03"), TWO, Sliding(width=10**9, indent=False), "give a longer step"),
    ],
)
def test_series_refuses_before_the_first_network(
    table: Table, settings: NetworkSettings, windows: Windows, reason: str
) -> None:
    with pytest.raises(UsageError) as refused:
        series_of(table, settings, windows)
    assert reason in str(refused.value)


@pytest.mark.parametrize("time", [UNDATED + 1, -(10**15), 10**15, 2**63 - 1])
def test_series_refuses_dates_outside_of_any_year(time: int) -> None:
    table = replace(on("2020-01-01", "2020-01-02"), times=np.sort(np.array([seconds("2020-01-01"), time], np.int64)))
    with pytest.raises(UsageError, match="is dated outside the years 1 to 9999"):
        series_of(table, TWO, Fixed())


@pytest.mark.parametrize(
    "windows", [Fixed(width=99, unit=Unit.YEARS), Sliding(width=99, step=99, unit=Unit.YEARS), Events(width=1, step=1)]
)
def test_series_stands_the_first_and_the_last_year(windows: Windows) -> None:
    series = spans(series_of(on("0001-02-01", "9999-12-01"), TWO, windows))
    assert series[0][2] == 1
    assert max(ends for _, ends, _ in series) > "9900"


def test_divisions_stand_the_first_and_the_last_year() -> None:
    period = period_of(FIRST, LAST, TWO, zone=zone_named("UTC"), part=Division.YEAR)
    years = list(divisions(period, Division.YEAR))
    assert len(years) == 9999
    assert all(begins < ends for begins, ends in years)


@pytest.mark.parametrize("number", [0, -1, 1.5])
@pytest.mark.parametrize("make", [Fixed, Sliding, Events])
def test_windows_refuse_a_width_that_is_no_count(make: type[Fixed] | type[Sliding] | type[Events], number: int) -> None:
    with pytest.raises(UsageError, match="width is"):
        make(width=number)


@pytest.mark.parametrize("make", [Sliding, Events, Smoothed])
def test_windows_refuse_a_step_of_0(make: type[Sliding] | type[Events] | type[Smoothed]) -> None:
    with pytest.raises(UsageError, match="step is 0; give a whole number above 0"):
        make(step=0)


def test_dna_windows_reach_half_their_width_to_both_sides() -> None:
    settings = replace(TWO, dna_compatible=True)
    table = on("2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01")
    assert spans(series_of(table, settings, Sliding(width=2))) == [
        ("2020-01-01", "2020-03-01", 3),
        ("2020-02-01", "2020-04-01", 3),
    ]


@pytest.mark.parametrize(
    ("windows", "reason"),
    [
        (Sliding(step=2), "give a step of 1"),
        (Sliding(indent=False), "ask for indent"),
        (Smoothed(step=2), "give a step of 1"),
        (Smoothed(bandwidth=1.5), "give a whole bandwidth"),
    ],
)
def test_series_refuses_windows_that_dna_has_not_where_its_figures_are_asked_for(windows: Windows, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        series_of(on("2020-01-01"), replace(TWO, aggregate=Aggregate.IGNORE, dna_compatible=True), windows)
