"""Dates and languages as the heads of archived articles write them."""

from __future__ import annotations

import datetime
import re

from onrecord.sources.dates import MONTHS, make_date

WEEKDAYS = (
    "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
    "|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
    "|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag"
)
LANGUAGES = {
    "ar": ("arabic", "arabe", "arabisch"),
    "de": ("german", "deutsch", "allemand"),
    "en": ("english", "anglais", "englisch"),
    "es": ("spanish", "español", "espagnol", "spanisch"),
    "fr": ("french", "français", "francais", "französisch"),
    "it": ("italian", "italiano", "italien", "italienisch"),
    "nl": ("dutch", "nederlands", "néerlandais", "niederländisch"),
    "pl": ("polish", "polski", "polonais", "polnisch"),
    "pt": ("portuguese", "português", "portugais", "portugiesisch"),
    "ru": ("russian", "русский", "russe", "russisch"),
    "tr": ("turkish", "türkçe", "turc", "türkisch"),
    "uk": ("ukrainian", "українська", "ukrainien", "ukrainisch"),
    "zh": ("chinese", "chinois", "chinesisch"),
}

_LANGUAGE_CODES = {name: code for code, names in LANGUAGES.items() for name in names}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = (
    rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.)? ?(?P<month>{_MONTH})\b\.?,? (?P<year>[0-9]{{4}})\b"
    rf"|(?P<us_month>{_MONTH})\b\.? (?P<us_day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<us_year>[0-9]{{4}})\b"
    r"|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2})\b)"
)
DATE = re.compile(rf"(?<![0-9]){_DATE}", re.IGNORECASE)
DATE_LINE = re.compile(
    rf"^(?:(?:{WEEKDAYS}),? )?(?:{_DATE}|(?:{_MONTH})\.?,? [0-9]{{4}}\b)(?!,? (?:{_MONTH}|to|until|bis|au)\b)",
    re.IGNORECASE,
)
DATE_LINE_WIDTH = 120
"""A line that opens with a date and runs on longer than this is a sentence."""


def is_date_line(line: str) -> bool:
    """Say whether a line of a head is the one with the date: it opens with a date, or a month and a year."""
    return len(line) <= DATE_LINE_WIDTH and DATE_LINE.match(line) is not None


def read_date(line: str) -> datetime.date | None:
    """Return the first full date of a line, or None where there is none or no such day."""
    found = DATE.search(line)
    if found is None:
        return None
    if found["iso"]:
        return make_date(*map(int, found["iso"].split("-")))
    # Ignoring case lets a long s pass for an s: such a month is none.
    month = MONTHS.get((found["month"] or found["us_month"]).lower(), 0)
    return make_date(int(found["year"] or found["us_year"]), month, int(found["day"] or found["us_day"]))


def read_language(name: str) -> str | None:
    """Return the two-letter code of a language named in an export, or None where the name is unknown."""
    return _LANGUAGE_CODES.get(re.split(r"[;(]", name, maxsplit=1)[0].strip().lower())
