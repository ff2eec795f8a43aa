"""Dates as people and programs write them; one that can be read two ways is not read."""

from __future__ import annotations

import datetime
import re

MONTHS = {
    name: month
    for month, names in enumerate(
        (
            "january jan janvier januar enero ene gennaio janeiro januari styczeń stycznia",
            "february feb février fevrier februar febrero febbraio fevereiro februari luty lutego",
            "march mar mars märz maerz marzo março maart marzec marca",
            "april apr avril abril aprile kwiecień kwietnia",
            "may mai mayo maggio maio mei maj maja",
            "june jun juin juni junio giugno junho czerwiec czerwca",
            "july jul juillet juli julio luglio julho lipiec lipca",
            "august aug août aout agosto augustus sierpień sierpnia",
            "september sep sept septembre septiembre settembre setembro wrzesień września",
            "october oct octobre oktober octubre ottobre outubro październik października",
            "november nov novembre noviembre novembro listopad listopada",
            "december dec décembre decembre dezember diciembre dicembre dezembro grudzień grudnia",
        ),
        start=1,
    )
    for name in names.split()
}
YEAR = r"(?P<year>1[4-9]\d\d|20\d\d)"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])"
MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
DAYS = (
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    r"|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend|lunes|martes|miércoles|jueves|viernes|sábado|domingo"
    r"|(?:lune|marte|mercole|giove|vener)dì|sabato|domenica"
)
WEEKDAY = rf"(?:(?:{DAYS})\.?,? )?"

ISO = rf"{YEAR}(?P<mark>[-/.]?)(?P<month>0[1-9]|1[0-2])(?P=mark)(?P<day>0[1-9]|[12]\d|3[01])"
DAY_FIRST = rf"{WEEKDAY}{DAY}(?:st|nd|rd|th|er|º|\.)?(?: de| of)?[ -]{MONTH}(?: de|,)?[ -]{YEAR}"
MONTH_FIRST = rf"{WEEKDAY}{MONTH} {DAY}(?:st|nd|rd|th)?,? {YEAR}"
DOTTED = rf"{WEEKDAY}{DAY}\.(?P<month>0?[1-9]|1[0-2])\.{YEAR}"
DATES = tuple(re.compile(date, re.IGNORECASE) for date in (ISO, DAY_FIRST, MONTH_FIRST, DOTTED))
NUMBERS = re.compile(rf"(?P<first>\d\d?)[/-](?P<second>\d\d?)[/-]{YEAR}")
CLOCK = re.compile(
    r"(?:,|T| at| um| à| -| –| \|){0,3} ?(?:[0-2]?\d[:.h][0-5]\d|[0-2]?\d ?[ap]\.?m\b|[0-2]\d[0-5]\d).{0,40}",
    re.IGNORECASE,
)
"""A time of day, as it may follow a date."""

DAY_OF_WEEK = re.compile(rf",? \(?(?:{DAYS})\)?", re.IGNORECASE)


def read_date(text: str) -> datetime.date | None:
    """Return the date that the whole text writes, as it stands there (no time zone applied), or None.

    A time of day or the day of the week may follow.
    """
    date, rest = leading_date(text[:200])
    return date if not rest or CLOCK.fullmatch(rest) or DAY_OF_WEEK.fullmatch(rest) else None


def leading_date(text: str) -> tuple[datetime.date | None, str]:
    """Return the date that a text begins with, or None, and what follows it."""
    text = " ".join(text.split())
    for pattern in DATES:
        if (found := pattern.match(text)) and not text[found.end() :][:1].isdigit():
            month = found["month"].lower()
            date = make_date(int(found["year"]), MONTHS.get(month) or int(month), int(found["day"]))
            return date, text[found.end() :]
    if (found := NUMBERS.match(text)) and not text[found.end() :][:1].isdigit():
        return _only_reading(int(found["first"]), int(found["second"]), int(found["year"])), text[found.end() :]
    return None, text


def make_date(year: int, month: int, day: int) -> datetime.date | None:
    """Return the date, or None where the calendar has none."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _only_reading(first: int, second: int, year: int) -> datetime.date | None:
    readings = {make_date(year, second, first), make_date(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None
