import datetime

import pytest

from onrecord.model import DatePrecision
from onrecord.statements.expressions import Shift, Untold, read_expressions
from onrecord.statements.stretches import Stretch, same_day, units_on

THURSDAY = datetime.date(2024, 3, 14)


def meant(text: str, published: datetime.date | None = THURSDAY) -> list[object]:
    return [expression.means for expression in read_expressions(text, published)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("on Thursday", (2024, 3, 14)),
        ("last Thursday", (2024, 3, 7)),
        ("Friday", (2024, 3, 8)),
        ("this Monday", (2024, 3, 11)),
        ("Wednesday last week", (2024, 3, 6)),
        ("26 February", (2024, 2, 26)),
        ("Feb. 26", (2024, 2, 26)),
        ("26/02/2024", (2024, 2, 26)),
        ("02/26/2024", (2024, 2, 26)),
        ("26.2.2024", (2024, 2, 26)),
        ("4/3/2024", (2024, 3, 4)),
        ("New Year’s Eve", (2023, 12, 31)),
        ("two years ago to the day", (2022, 3, 14)),
        ("a year ago today", (2023, 3, 14)),
        ("the eve of Monday's vote", (2024, 3, 10)),
        ("the eve of Friday's vote", (2024, 3, 14)),
        ("two days after March 3", (2024, 3, 5)),
        ("overnight", (2024, 3, 13)),
    ],
)
def test_read_expressions_reads_a_day(text: str, day: tuple[int, int, int]) -> None:
    assert meant(text) == [Stretch(datetime.date(*day))]


@pytest.mark.parametrize(
    ("text", "day", "precision"),
    [
        ("earlier this week", (2024, 3, 11), DatePrecision.WEEK),
        ("the week before last", (2024, 2, 26), DatePrecision.WEEK),
        ("three weeks ago", (2024, 2, 19), DatePrecision.WEEK),
        ("over the weekend", (2024, 3, 9), DatePrecision.WEEK),
        ("last month", (2024, 2, 1), DatePrecision.MONTH),
        ("in April", (2023, 4, 1), DatePrecision.MONTH),
        ("two years ago this month", (2022, 3, 1), DatePrecision.MONTH),
        ("in the spring of 2022", (2022, 1, 1), DatePrecision.YEAR),
        ("earlier this year", (2024, 1, 1), DatePrecision.YEAR),
    ],
)
def test_read_expressions_reads_a_stretch(text: str, day: tuple[int, int, int], precision: DatePrecision) -> None:
    assert meant(text) == [Stretch(datetime.date(*day), precision)]


@pytest.mark.parametrize(
    "text", ["years ago", "a few days ago", "last summer", "in the 1990s", "03/02/2024", "more than a year ago"]
)
def test_read_expressions_knows_times_that_cannot_be_told(text: str) -> None:
    assert meant(text) == [Untold()]


@pytest.mark.parametrize(
    ("text", "shift"),
    [
        ("a day earlier", Shift(-1, DatePrecision.DAY)),
        ("the following morning", Shift(1, DatePrecision.DAY)),
        ("the next day", Shift(1, DatePrecision.DAY)),
        ("two weeks later", Shift(2, DatePrecision.WEEK)),
        ("the day before.", Shift(-1, DatePrecision.DAY)),
        ("that day", Shift(0, DatePrecision.DAY)),
        ("later in the day", Shift(0, DatePrecision.DAY, or_today=True)),
        ("at the time", Shift()),
    ],
)
def test_read_expressions_knows_what_counts_from_another_day(text: str, shift: Shift) -> None:
    assert meant(text) == [shift]


@pytest.mark.parametrize(
    "text",
    [
        "may march 3 miles",
        "Theresa May",
        "the Sunday Times",
        "every day on Mondays",
        "in March to Brussels",
        "in 2019 cases",
        "in 2,019 places",
        "March 3-5",
        "3-5 March",
        "in 2031",
        "on 30 February",
        "99/99/2024",
        "1.2.3.2024",
        "the day before the vote",
        "the eve of the vote",
    ],
)
def test_read_expressions_leaves_out_what_is_no_time_before_publication(text: str) -> None:
    assert meant(text) == []


def test_shift_within_a_longer_stretch_is_not_told() -> None:
    month = Stretch(datetime.date(2024, 2, 1), DatePrecision.MONTH)
    assert Shift(1, DatePrecision.DAY).after(month) is None
    assert Shift(-1, DatePrecision.YEAR).after(month) == Stretch(datetime.date(2023, 1, 1), DatePrecision.YEAR)
    assert Shift().after(month) == month


def test_same_day_of_a_shorter_month_is_its_last() -> None:
    assert same_day(datetime.date(2024, 3, 31), -1, DatePrecision.MONTH) == Stretch(datetime.date(2024, 2, 29))
    assert same_day(datetime.date(2024, 2, 29), -1, DatePrecision.YEAR) == Stretch(datetime.date(2023, 2, 28))


@pytest.mark.parametrize("unit", DatePrecision)
def test_units_on_beyond_the_calendar_is_none(unit: DatePrecision) -> None:
    assert units_on(datetime.date(1, 1, 1), -1, unit) is None
    assert units_on(datetime.date(9999, 12, 31), 1, unit) is None
