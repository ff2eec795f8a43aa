"""Moments of time as whole seconds since 1970, and the days, weeks, months and years of a time zone among them."""

from __future__ import annotations

import datetime
import math
from calendar import monthrange
from enum import StrEnum
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from onrecord.errors import UsageError

DAY = 86_400
FIRST = int(datetime.datetime(1, 1, 3, tzinfo=datetime.UTC).timestamp())
LAST = int(datetime.datetime(9999, 12, 29, tzinfo=datetime.UTC).timestamp())
"""The earliest and the latest moment: two days inside what a date can be, so that every time zone can tell them."""


class Unit(StrEnum):
    """What windows and steps are counted in."""

    SECONDS = "seconds"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Division(StrEnum):
    """What the calendar divides time into; weeks are those of ISO 8601, from Monday on."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


SECONDS = {
    Unit.SECONDS: 1,
    Unit.MINUTES: 60,
    Unit.HOURS: 3600,
    Unit.DAYS: DAY,
    Unit.WEEKS: 7 * DAY,
    Unit.MONTHS: 2_629_746,
    Unit.YEARS: 31_556_952,
}
"""How long a unit is; a month and a year as they are on average in the 400 years after which the calendar repeats."""

CLOCK_UNITS = (Unit.SECONDS, Unit.MINUTES, Unit.HOURS)
STEPS = {
    Division.WEEK: (1, Unit.WEEKS),
    Division.MONTH: (1, Unit.MONTHS),
    Division.QUARTER: (3, Unit.MONTHS),
    Division.YEAR: (1, Unit.YEARS),
}


def zone_named(name: str) -> ZoneInfo:
    """Return the time zone of that name; one that nobody knows is refused."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise UsageError(f"there is no time zone {name!r}; name one like UTC or Europe/Berlin") from error


def moment_of(seconds: int, zone: ZoneInfo) -> datetime.datetime:
    """Return the moment as the clocks of the zone tell it."""
    return datetime.datetime.fromtimestamp(seconds, zone)


def seconds_of(moment: datetime.datetime, zone: ZoneInfo) -> int:
    """Return the first whole second from the moment on; one without a time zone is told by the clocks of this one."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
    try:
        seconds = math.ceil(aware.timestamp())
    except (OverflowError, ValueError):
        seconds = FIRST if aware.year == datetime.MINYEAR else LAST
    return min(max(seconds, FIRST), LAST)


def later(seconds: int, count: int, unit: Unit, zone: ZoneInfo) -> int:
    """Return the moment so many units on, or back: never before the earliest moment nor after the latest.

    Days and longer are counted by the clocks of the zone, so that noon stays noon when summer time begins. A day of the
    month that the new month lacks becomes its last: 31 January and a month is 28 February.
    """
    if count == 0:
        return seconds
    if unit in CLOCK_UNITS or abs(count) * SECONDS[unit] > LAST - FIRST:
        return min(max(seconds + count * SECONDS[unit], FIRST), LAST)
    local = moment_of(seconds, zone)
    try:
        moved = _moved(local.replace(tzinfo=None), count, unit)
    except (OverflowError, ValueError):
        return FIRST if count < 0 else LAST
    return seconds_of(moved, zone)


def _moved(local: datetime.datetime, count: int, unit: Unit) -> datetime.datetime:
    if unit not in (Unit.MONTHS, Unit.YEARS):
        return local + datetime.timedelta(seconds=count * SECONDS[unit])
    year, month = divmod(local.year * 12 + local.month - 1 + count * (12 if unit is Unit.YEARS else 1), 12)
    return local.replace(year=year, month=month + 1, day=min(local.day, monthrange(year, month + 1)[1]))


def begin_of(seconds: int, part: Unit | Division, zone: ZoneInfo) -> int:
    """Return when the second, minute, hour, day, or the part of the calendar began in which the moment lies.

    Of a week, month or year counted as a unit it is the day: these begin whenever one starts to count.
    """
    local = moment_of(seconds, zone)
    if isinstance(part, Unit) and part in CLOCK_UNITS:
        past = seconds + int((local.utcoffset() or datetime.timedelta()).total_seconds())
        return max(seconds - past % SECONDS[part], FIRST)
    day = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
    match part:
        case Division.WEEK:
            day = day - datetime.timedelta(days=day.weekday())
        case Division.MONTH:
            day = day.replace(day=1)
        case Division.QUARTER:
            day = day.replace(month=day.month - (day.month - 1) % 3, day=1)
        case Division.YEAR:
            day = day.replace(month=1, day=1)
    return seconds_of(day, zone)
