"""Windows of a width, of the calendar and of events hold the statements that lie in them."""

from __future__ import annotations

import datetime
import itertools
from dataclasses import replace

import pytest

from onrecord.networks.calendar import Division, Unit
from onrecord.networks.windows import Calendar, Events, Fixed, Sliding, series_of
from tests.networks.windowed_tables import ONE, TWO, Said, day, on, random_table, spans, table_of, ties_of


def test_fixed_windows_follow_each_other_and_hold_each_statement_once() -> None:
    table = on("2020-01-31T09:00", "2020-02-28T23:59:59", "2020-02-29", "2020-05-02")
    assert spans(series_of(table, TWO, Fixed(width=1, unit=Unit.MONTHS))) == [
        ("2020-01-31", "2020-02-29", 2),
        ("2020-02-29", "2020-03-31", 1),
        ("2020-03-31", "2020-04-30", 0),
        ("2020-04-30", "2020-05-03", 1),
    ]


def test_fixed_window_longer_than_the_data_is_one_network_of_all() -> None:
    assert spans(series_of(on("2020-01-31", "2020-02-01"), TWO, Fixed(width=9, unit=Unit.YEARS))) == [
        ("2020-01-31", "2020-02-02", 2)
    ]


def test_fixed_windows_of_one_statement_are_one() -> None:
    assert spans(series_of(on("2020-01-31"), TWO, Fixed(width=1, unit=Unit.DAYS))) == [("2020-01-31", "2020-02-01", 1)]


def test_fixed_windows_divide_the_period_that_is_asked_for() -> None:
    settings = replace(
        TWO,
        since=datetime.datetime(2019, 12, 1, tzinfo=datetime.UTC),
        until=datetime.datetime(2020, 2, 15, 23, 59, 59, tzinfo=datetime.UTC),
    )
    table = on("2019-11-30T23:59:59", "2020-01-31", "2020-02-15T23:59:59", "2020-02-16")
    assert spans(series_of(table, settings, Fixed())) == [
        ("2019-12-01", "2020-01-01", 0),
        ("2020-01-01", "2020-02-01", 1),
        ("2020-02-01", "2020-02-16", 1),
    ]


@pytest.mark.parametrize(
    ("unit", "width", "ends"),
    [
        (Unit.SECONDS, 3000, "2020-01-01T10:50:00"),
        (Unit.MINUTES, 90, "2020-01-01T11:30:00"),
        (Unit.HOURS, 2, "2020-01-01T12:00:00"),
        (Unit.DAYS, 3, "2020-01-04T10:00:00"),
        (Unit.WEEKS, 2, "2020-01-15T10:00:00"),
        (Unit.MONTHS, 2, "2020-03-01T10:00:00"),
        (Unit.YEARS, 1, "2021-01-01T10:00:00"),
    ],
)
def test_fixed_windows_are_of_every_unit(unit: Unit, width: int, ends: str) -> None:
    begins = datetime.datetime(2020, 1, 1, 10, tzinfo=datetime.UTC)
    settings = replace(TWO, since=begins, until=begins + datetime.timedelta(days=800))
    first = next(iter(series_of(on("2020-01-01T10:30"), settings, Fixed(width=width, unit=unit))))
    assert spans([first])[0] == ("2020-01-01T10:00:00", ends, 1)


def test_fixed_windows_open_on_the_hour_when_counted_in_hours() -> None:
    table = on("2020-01-01T10:59:59", "2020-01-01T11:00:00")
    assert spans(series_of(table, TWO, Fixed(width=1, unit=Unit.HOURS))) == [
        ("2020-01-01T10:00:00", "2020-01-01T11:00:00", 1),
        ("2020-01-01T11:00:00", "2020-01-01T12:00:00", 1),
    ]


def test_windows_of_days_follow_the_clocks_of_the_zone_through_summer_time() -> None:
    settings = replace(TWO, zone="Europe/Berlin")
    table = on("2021-03-27T12:00", "2021-03-28T21:59:59", "2021-03-28T22:00:00")
    series = list(series_of(table, settings, Fixed(width=1, unit=Unit.DAYS)))
    assert spans(series) == [
        ("2021-03-27", "2021-03-28", 1),
        ("2021-03-28", "2021-03-29", 1),
        ("2021-03-29", "2021-03-30", 1),
    ]
    assert [one.begins.isoformat()[-6:] for one in series if one.begins] == ["+01:00", "+01:00", "+02:00"]


def test_sliding_windows_are_whole_and_a_step_apart() -> None:
    table = on("2020-01-01", "2020-01-03", "2020-01-05")
    assert spans(series_of(table, TWO, Sliding(width=3, step=1, unit=Unit.DAYS))) == [
        ("2020-01-01", "2020-01-04", 2),
        ("2020-01-02", "2020-01-05", 1),
        ("2020-01-03", "2020-01-06", 2),
    ]


def test_sliding_windows_without_indent_are_cut_at_both_ends() -> None:
    table = on("2020-01-01", "2020-01-03", "2020-01-05")
    assert spans(series_of(table, TWO, Sliding(width=3, step=2, unit=Unit.DAYS, indent=False))) == [
        ("2020-01-01", "2020-01-02", 1),
        ("2020-01-01", "2020-01-04", 2),
        ("2020-01-03", "2020-01-06", 2),
        ("2020-01-05", "2020-01-06", 1),
    ]


def test_sliding_windows_that_are_all_cut_to_the_same_are_one() -> None:
    windows = Sliding(width=50, step=1, unit=Unit.DAYS, indent=False)
    assert spans(series_of(on("2020-01-01", "2020-01-02"), TWO, windows)) == [
        ("2020-01-01", "2020-01-02", 1),
        ("2020-01-01", "2020-01-03", 2),
        ("2020-01-02", "2020-01-03", 1),
    ]


def test_sliding_windows_of_months_do_not_drift_from_the_31st() -> None:
    windows = series_of(on("2020-10-31", "2021-06-01"), TWO, Sliding(width=2, step=1, unit=Unit.MONTHS))
    assert [span[:2] for span in spans(windows)] == [
        ("2020-10-31", "2020-12-31"),
        ("2020-11-30", "2021-01-31"),
        ("2020-12-31", "2021-02-28"),
        ("2021-01-31", "2021-03-31"),
        ("2021-02-28", "2021-04-30"),
        ("2021-03-31", "2021-05-31"),
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "windows", [Sliding(width=5, step=3, unit=Unit.WEEKS), Sliding(width=40, step=9, unit=Unit.DAYS, indent=False)]
)
def test_sliding_window_is_the_network_of_its_rows_alone(seed: int, windows: Sliding) -> None:
    table = random_table(seed)
    for network in series_of(table, ONE, windows):
        assert network.begins is not None and network.ends is not None
        inside = (table.times >= network.begins.timestamp()) & (table.times < network.ends.timestamp())
        [alone] = series_of(table.where(inside), ONE, Fixed(width=9, unit=Unit.YEARS)) if inside.any() else [network]
        assert (network.rows, network.statements) == (alone.rows, int(inside.sum()))
        assert ties_of(network) == ties_of(alone)


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        (Division.WEEK, [("2020-12-28", "2021-01-04", 2), ("2021-01-04", "2021-01-11", 1)]),
        (Division.MONTH, [("2020-12-01", "2021-01-01", 1), ("2021-01-01", "2021-02-01", 2)]),
        (Division.QUARTER, [("2020-10-01", "2021-01-01", 1), ("2021-01-01", "2021-04-01", 2)]),
        (Division.YEAR, [("2020-01-01", "2021-01-01", 1), ("2021-01-01", "2022-01-01", 2)]),
    ],
)
def test_calendar_windows_are_those_of_the_calendar(division: Division, expected: list[tuple[str, str, int]]) -> None:
    table = on("2020-12-31", "2021-01-03", "2021-01-04")
    assert spans(series_of(table, TWO, Calendar(division=division))) == expected


def test_calendar_windows_are_told_by_the_clocks_of_the_zone() -> None:
    table = on("2020-12-31T23:30", "2021-02-01")
    settings = replace(TWO, zone="Europe/Berlin")
    assert spans(series_of(table, settings, Calendar(division=Division.MONTH))) == [
        ("2021-01-01", "2021-02-01", 1),
        ("2021-02-01", "2021-03-01", 1),
    ]


def test_calendar_windows_begin_at_midnight_again_after_a_midnight_that_the_clocks_left_out() -> None:
    # in São Paulo clocks were put on from 0 to 1 o'clock on 18 October 2015
    settings = replace(TWO, zone="America/Sao_Paulo", since=day("2015-10-18"))
    windows = series_of(on("2015-10-20", "2015-11-03"), settings, Calendar(division=Division.WEEK))
    assert [span[:2] for span in spans(windows)] == [
        ("2015-10-18T01:00:00", "2015-10-19"),
        ("2015-10-19", "2015-10-26"),
        ("2015-10-26", "2015-11-02"),
        ("2015-11-02", "2015-11-09"),
    ]


def test_calendar_windows_are_cut_by_since_and_until() -> None:
    settings = replace(TWO, since=day("2020-01-10"), until=day("2020-02-05T12:00"))
    table = on("2020-01-09", "2020-01-10", "2020-02-05T12:00:00", "2020-02-05T12:00:01")
    assert spans(series_of(table, settings, Calendar(division=Division.MONTH))) == [
        ("2020-01-10", "2020-02-01", 1),
        ("2020-02-01", "2020-02-05T12:00:01", 1),
    ]


def test_event_windows_count_statements() -> None:
    table = on("2020-01-01", "2020-01-02", "2020-03-01", "2020-03-02", "2021-01-01", "2021-01-02")
    assert spans(series_of(table, TWO, Events(width=3, step=2))) == [
        ("2020-01-01", "2020-03-01", 3),
        ("2020-03-01", "2021-01-01", 3),
    ]


def test_event_windows_keep_the_rows_of_a_statement_together() -> None:
    table = table_of(
        [
            Said(at="2020-01-01", id="joint", actor="Mayor"),
            Said(at="2020-01-01", id="other", actor="Farmers"),
            Said(at="2020-01-01", id="joint", actor="Governor"),
            Said(at="2020-01-02", id="last", actor="Anglers"),
        ]
    )
    series = list(series_of(table, TWO, Events(width=1, step=1)))
    assert [(one.rows, one.statements) for one in series] == [
        (("Governor", "Mayor"), 2),
        (("Farmers",), 1),
        (("Anglers",), 1),
    ]


def test_event_windows_break_ties_of_time_by_article_and_place_whatever_the_order_of_rows() -> None:
    said = [
        Said(at="2020-01-01", id="a", actor="A", article=1, start=5),
        Said(at="2020-01-01", id="b", actor="B", article=1, start=9),
        Said(at="2020-01-01", id="c", actor="C", article=2, start=0),
        Said(at="2020-01-02", id="d", actor="D", article=0, start=0),
    ]
    for order in itertools.permutations(said):
        series = series_of(table_of(order), TWO, Events(width=2, step=1))
        assert [one.rows for one in series] == [("A", "B"), ("B", "C"), ("C", "D")]
