import datetime

import pytest

from onrecord.errors import UsageError
from onrecord.networks.calendar import (
    FIRST,
    LAST,
    SECONDS,
    Division,
    Unit,
    begin_of,
    later,
    moment_of,
    seconds_of,
    zone_named,
)

BERLIN = zone_named("Europe/Berlin")


def at(text: str, zone: str = "Europe/Berlin") -> int:
    return seconds_of(datetime.datetime.fromisoformat(text), zone_named(zone))


@pytest.mark.parametrize(
    ("moment", "count", "unit", "expected"),
    [
        ("2021-01-31", 1, Unit.MONTHS, "2021-02-28"),
        ("2020-01-31", 1, Unit.MONTHS, "2020-02-29"),
        ("2021-01-31", 2, Unit.MONTHS, "2021-03-31"),
        ("2021-03-31", -1, Unit.MONTHS, "2021-02-28"),
        ("2021-01-31", -2, Unit.MONTHS, "2020-11-30"),
        ("2020-02-29", 1, Unit.YEARS, "2021-02-28"),
        ("2020-02-29", 4, Unit.YEARS, "2024-02-29"),
        ("2021-03-27T12:00", 1, Unit.DAYS, "2021-03-28T12:00"),
        ("2021-03-27T12:00", 24, Unit.HOURS, "2021-03-28T13:00"),
        ("2021-10-30", 1, Unit.WEEKS, "2021-11-06"),
        ("2021-10-30T12:00", 25, Unit.HOURS, "2021-10-31T12:00"),
        ("2021-03-27T02:30", 1, Unit.DAYS, "2021-03-28T03:30"),
        ("2021-05-01", 0, Unit.MONTHS, "2021-05-01"),
        ("2021-05-01", 90, Unit.SECONDS, "2021-05-01T00:01:30"),
        ("2021-05-01", -3, Unit.MINUTES, "2021-04-30T23:57"),
    ],
)
def test_later_counts_by_the_clocks_and_clamps_days(moment: str, count: int, unit: Unit, expected: str) -> None:
    assert later(at(moment), count, unit, BERLIN) == at(expected)


def test_later_makes_days_of_23_and_25_hours_when_summer_time_begins_and_ends() -> None:
    spring, autumn = at("2021-03-28"), at("2021-10-31")
    assert later(spring, 1, Unit.DAYS, BERLIN) - spring == 23 * 3600
    assert later(autumn, 1, Unit.DAYS, BERLIN) - autumn == 25 * 3600


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize(
    ("count", "expected"), [(10**30, LAST), (-(10**30), FIRST), (10**12, LAST), (-(10**12), FIRST)]
)
def test_later_stays_between_the_first_and_the_last_moment(unit: Unit, count: int, expected: int) -> None:
    assert later(at("2021-05-01"), count, unit, BERLIN) == expected


@pytest.mark.parametrize("unit", list(Unit))
@pytest.mark.parametrize("edge", [FIRST, LAST])
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Niue", "UTC"])
def test_later_and_begin_stand_the_first_and_the_last_moment(unit: Unit, edge: int, zone: str) -> None:
    clocks = zone_named(zone)
    assert FIRST <= later(edge, -1, unit, clocks) <= edge <= later(edge, 1, unit, clocks) <= LAST
    assert FIRST <= begin_of(edge, unit, clocks) <= edge
    assert all(FIRST <= begin_of(edge, division, clocks) <= edge for division in Division)


@pytest.mark.parametrize(
    ("moment", "part", "expected"),
    [
        ("2021-05-14T13:14:15", Unit.SECONDS, "2021-05-14T13:14:15"),
        ("2021-05-14T13:14:15", Unit.MINUTES, "2021-05-14T13:14"),
        ("2021-05-14T13:14:15", Unit.HOURS, "2021-05-14T13:00"),
        ("2021-05-14T13:14:15", Unit.DAYS, "2021-05-14"),
        ("2021-05-14T13:14:15", Unit.MONTHS, "2021-05-14"),
        ("2021-01-03T23:59:59", Division.WEEK, "2020-12-28"),
        ("2021-01-04", Division.WEEK, "2021-01-04"),
        ("2021-05-14T13:14:15", Division.MONTH, "2021-05-01"),
        ("2021-05-14T13:14:15", Division.QUARTER, "2021-04-01"),
        ("2021-12-31", Division.QUARTER, "2021-10-01"),
        ("2021-05-14T13:14:15", Division.YEAR, "2021-01-01"),
    ],
)
def test_begin_of_is_the_last_one_before(moment: str, part: Unit | Division, expected: str) -> None:
    assert begin_of(at(moment), part, BERLIN) == at(expected)


def test_begin_of_an_hour_is_that_of_the_zone() -> None:
    kolkata = "Asia/Kolkata"
    assert begin_of(at("2021-05-14T13:14", kolkata), Unit.HOURS, zone_named(kolkata)) == at("2021-05-14T13:00", kolkata)


def test_seconds_of_takes_a_moment_without_zone_as_told_by_the_clocks_of_the_zone() -> None:
    naive = datetime.datetime.fromisoformat("2021-05-14T12:00")
    assert moment_of(seconds_of(naive, BERLIN), BERLIN).isoformat() == "2021-05-14T12:00:00+02:00"
    assert seconds_of(naive.replace(tzinfo=datetime.UTC), BERLIN) - seconds_of(naive, BERLIN) == 2 * 3600


def test_seconds_of_rounds_up_and_stays_between_the_first_and_the_last_moment() -> None:
    assert seconds_of(datetime.datetime(1970, 1, 1, 0, 0, 5, 1, datetime.UTC), BERLIN) == 6
    assert seconds_of(datetime.datetime.max.replace(tzinfo=datetime.UTC), BERLIN) == LAST
    assert seconds_of(datetime.datetime.fromisoformat("0001-01-01"), BERLIN) == FIRST


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../../etc/passwd", "Europe", "UTC\0", "x" * 5000])
def test_zone_named_refuses_what_is_no_zone(name: str) -> None:
    with pytest.raises(UsageError, match="there is no time zone"):
        zone_named(name)


def test_months_and_years_are_as_long_as_on_average() -> None:
    assert SECONDS[Unit.YEARS] * 400 == at("2400-01-01", "UTC") - at("2000-01-01", "UTC")
    assert SECONDS[Unit.MONTHS] * 12 == SECONDS[Unit.YEARS]
