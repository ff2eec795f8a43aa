"""Stretches of time and how to count with them: days, and calendar weeks, months and years."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

from onrecord.model import DatePrecision

DAY, WEEK, MONTH, YEAR = DatePrecision


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time: its first day, and how long it is."""

    date: datetime.date
    precision: DatePrecision = DAY


def stretch_of(year: int, month: int = 1, day: int = 1, precision: DatePrecision = DAY) -> Stretch | None:
    """Return the stretch that begins on this day; None where the calendar has no such day."""
    try:
        return Stretch(datetime.date(year, month, day), precision)
    except ValueError:
        return None


def days_on(day: datetime.date, days: int) -> Stretch | None:
    """Return the day so many days later, or earlier where negative."""
    try:
        return Stretch(day + datetime.timedelta(days=days))
    except OverflowError:
        return None


def units_on(day: datetime.date, count: int, unit: DatePrecision) -> Stretch | None:
    """Return the calendar week, month or year, or the day, so many of them after the one that holds `day`."""
    if unit is YEAR:
        return stretch_of(day.year + count, precision=YEAR)
    if unit is MONTH:
        years, month = divmod(day.month - 1 + count, 12)
        return stretch_of(day.year + years, month + 1, precision=MONTH)
    found = days_on(day, count if unit is DAY else 7 * count - day.weekday())
    return found and Stretch(found.date, unit)


def same_day(day: datetime.date, count: int, unit: DatePrecision) -> Stretch | None:
    """Return the day so many weeks, months or years later to the day; a shorter month's last one (29 February)."""
    if unit in (DAY, WEEK):
        return days_on(day, count if unit is DAY else 7 * count)
    found = units_on(day, count * (12 if unit is YEAR else 1), MONTH)
    if not found:
        return None
    year, month = found.date.year, found.date.month
    return stretch_of(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def last_weekday(day: datetime.date, weekday: int) -> Stretch | None:
    """Return the most recent such weekday (0 is Monday) that is not after the day."""
    return days_on(day, -((day.weekday() - weekday) % 7))
