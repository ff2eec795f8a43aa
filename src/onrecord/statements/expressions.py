"""What English expressions of time mean ("last month", "on Feb. 26", "a day earlier") in an article of a given day.

A stretch of time is the calendar's: last week begins on Monday, "in January" is the last January that has begun, and
"two years ago" the whole calendar year before the last, unless it says "to the day". A weekend is a week that begins on
its Saturday, for no shorter precision holds it; what was overnight began on the evening before.
"""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.model import DatePrecision
from onrecord.statements.stretches import (
    DAY,
    MONTH,
    WEEK,
    YEAR,
    Stretch,
    days_on,
    last_weekday,
    same_day,
    stretch_of,
    units_on,
)

STALE_DAYS = 300  # a day without a year that fell longer ago than this is a coming one ("on May 5", written in April)

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
COUNTS = {"a": 1, "an": 1} | {word: number for number, word in enumerate(NUMBERS, 1)}
UNITS = {"day": DAY, "week": WEEK, "month": MONTH, "year": YEAR}
HOLIDAYS = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "international women's day": (3, 8),
    "st patrick's day": (3, 17),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "armistice day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
"""Those that fall on one day of the year wherever they are kept."""

OCCASIONS = (
    "interview|speech|statement|briefing|conference|address|debate|hearing|remarks|letter|tweet|post|report|article"
    "|column|op-ed|rally|broadcast|edition|study|survey|poll|paper|memo|book|essay|message|video|meeting|talks|call"
    "|session|testimony"
)
"""What somebody says something in or at: "a 2018 interview" dates what was said in it, "a 2018 law" nothing."""


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units after what was told before; without a unit, that stretch itself."""

    count: int = 0
    unit: DatePrecision | None = None
    or_today: bool = False
    """Where nothing was told before, it is counted from the article's day."""

    def after(self, anchor: Stretch) -> Stretch | None:
        """Return the stretch that this is, counted from the anchor; None where the anchor is too long for it."""
        if self.unit is None:
            return anchor
        if self.unit is DAY and anchor.precision is not DAY:
            return None
        return units_on(anchor.date, self.count, self.unit)


@dataclass(frozen=True, slots=True)
class Untold:
    """A time that is not the article's, but cannot be told ("years ago")."""


Meaning = Stretch | Shift | Untold


Words = defaultdict[str, str]
"""What the groups of an expression's pattern matched, in small letters; nothing for a group that it has not."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression at [start, end) of a text."""

    start: int
    end: int
    means: Meaning


_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_WEEKDAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_YEAR = r"(?:19|20)\d\d"
_COUNT = rf"(?:\d{{1,3}}|an?|{'|'.join(NUMBERS)})"
_PART_OF_DAY = "day|morning|afternoon|evening|night"
_SEASON = "spring|summer|autumn|fall|winter"
_IN = r"in|during|at|as\s(?:late|recently|early)\sas"
_PART = (
    r"(?:(?:early|late)[\s-]|mid[\s-]"
    rf"|(?:the\s)?(?:(?:early|late)\s)?(?:beginning|start|end|middle|course|{_SEASON})\s(?:of\s)?"
    r"|the\s(?:first|second|third|last|final|early|closing)\s(?:days?|weeks?|months?|half|quarter)\sof\s)"
)
_HOLIDAY = "|".join(name.replace("'", "['’]") for name in HOLIDAYS)
_NO_AMOUNT = r"(?!\d|[,.:]\d|[-–—/]\d|\s?%|\s(?:per\s?cent|percent|per|million|times|years|votes|miles)\b)"
_NO_CASES = r"(?!\s(?!(?:was|is|as|has|this|his|its|across|perhaps|besides|versus|plus|unless)\b)[a-z]{1,30}s\b)"
_PAPER = r"\s(?:Times|Telegraph|Mirror|Express|Mail|Post|Herald|Independent|Star|Review|People|World|Group|Club)\b"
_CLOSED = r"(?=\s?(?:[.,;:)\x00–—]|$|that\b))"


def read_expressions(text: str, published: datetime.date | None) -> list[Expression]:
    """Return the time expressions in text order, without those that begin after publication."""
    found = []
    at = 0
    matches = ((match, reader) for pattern, reader in READERS for match in pattern.finditer(text))
    for match, reader in sorted(matches, key=lambda pair: (pair[0].start(), -pair[0].end())):
        means = reader(_words(match), published) if match.start() >= at else None
        if means and not (isinstance(means, Stretch) and published and means.date > published):
            found.append(Expression(match.start(), match.end(), means))
            at = match.end()
    return found


def _words(match: re.Match[str]) -> Words:
    return defaultdict(str, {group: matched.lower() for group, matched in match.groupdict("").items()})


def _iso(words: Words, _: datetime.date | None) -> Meaning | None:
    return stretch_of(int(words["year"]), int(words["month"]), int(words["day"]))


def _numeric(words: Words, published: datetime.date | None) -> Meaning | None:
    """Return 26/02/2024 as a day, and 3/2/2024 as none that can be told, unless one reading is in the future."""
    year, first, second = int(words["year"]), int(words["first"]), int(words["second"])
    months = [stretch_of(year, second, first)]
    if words["mark"] == "/":
        months.append(stretch_of(year, first, second))
    days = {found for found in months if found and not (published and found.date > published)}
    return Untold() if len(days) > 1 else next(iter(days), None)


def _month_day(words: Words, published: datetime.date | None) -> Meaning | None:
    month, day, year = MONTHS.index(words["month"][:3]) + 1, int(words["day"]), words["year"]
    return stretch_of(int(year), month, day) if year else _yearly(month, day, published)


def _yearly(month: int, day: int, published: datetime.date | None) -> Stretch | None:
    """Return the last such day of a year, unless the coming one is meant."""
    if not published:
        return None
    found = stretch_of(published.year, month, day)
    if not found or found.date > published:
        found = stretch_of(published.year - 1, month, day)
    return found if found and (published - found.date).days <= STALE_DAYS else None


def _holiday(words: Words, published: datetime.date | None) -> Meaning | None:
    month, day = HOLIDAYS[words["feast"].replace("’", "'")]
    return _yearly(month, day, published)


def _weekday(words: Words, published: datetime.date | None) -> Meaning | None:
    if not published:
        return Untold()
    weekday = WEEKDAYS.index(words["day"][:3])
    which, week = words["which"], words["week"]
    if which == "this" or week:
        monday = units_on(published, -1 if week == "last" else 0, WEEK)
        return monday and days_on(monday.date, weekday)
    last = last_weekday(published, weekday)
    if which == "last" and last and (published - last.date).days < 2:
        return days_on(last.date, -7)  # what was today or yesterday is called so, or just "on Thursday"
    return last


def _month(words: Words, published: datetime.date | None) -> Meaning | None:
    month = MONTHS.index(words["month"][:3]) + 1
    if words["year"]:
        return stretch_of(int(words["year"]), month, precision=MONTH)
    if not published:
        return Untold()
    last = words["which"] == "last"
    back = month > published.month or (last and month == published.month)
    return stretch_of(published.year - back, month, precision=MONTH)


def _year(words: Words, _: datetime.date | None) -> Meaning | None:
    return stretch_of(int(words["year"]), precision=YEAR)


def _unit(words: Words, published: datetime.date | None) -> Meaning | None:
    if not published:
        return Untold()
    back = 2 if words["before_last"] else words["which"] == "last"
    return units_on(published, -back, UNITS[(words["unit"] or words["before_last"])])


def _weekend(words: Words, published: datetime.date | None) -> Meaning | None:
    saturday = published and last_weekday(published, 5)
    if not saturday or not published:
        return Untold()
    last = words["which"] == "last" and (published - saturday.date).days < 2
    begun = days_on(saturday.date, -7) if last else saturday
    return begun and Stretch(begun.date, WEEK)


def _near(words: Words, published: datetime.date | None) -> Meaning | None:
    back = 2 if words["two_back"] else 1 if words["one_back"] else 0
    return days_on(published, -back) if published else Untold()


def _ago(words: Words, published: datetime.date | None) -> Meaning | None:
    if not published or words["about"]:
        return Untold()
    count, unit = _count(words["count"]), words["unit"]
    count, unit = (2 * count, "week") if unit == "fortnight" else (count, unit)
    if words["exactly"] or words["to_the_day"] or unit == "day":
        return same_day(published, -count, UNITS[unit])
    found = same_day(published, -count, UNITS[unit]) if words["this"] else None
    if found:
        return units_on(found.date, 0, UNITS[words["this"]])
    return units_on(published, -count, UNITS[unit])


def _beside_event(words: Words, published: datetime.date | None) -> Meaning | None:
    """Return the day counted from the event's: the eve of Monday's vote, two days after March 5's."""
    count = -1 if words["eve"] else _count(words["count"] or "a") * (-1 if words["side"] == "before" else 1)
    event = next(iter(read_expressions(words["event"].title(), published)), None)
    if not event or not isinstance(event.means, Stretch) or event.means.precision is not DAY or not published:
        return None
    day = days_on(event.means.date, count)
    if day and words["event"].endswith("day") and words["event"] not in HOLIDAYS:
        return last_weekday(published, day.date.weekday())
    return day


def _counted(words: Words, _: datetime.date | None) -> Meaning | None:
    side = words["side"]
    unit = words["unit"]
    count = _count(words["count"] or "a")
    return Shift(-count if side in {"earlier", "before", "previous"} else count, UNITS.get(unit, DAY))


def _same(words: Words, _: datetime.date | None) -> Meaning | None:
    unit = words["unit"]
    return Shift(unit=UNITS.get(unit, DAY) if unit else None, or_today=bool(words["within"]))


def _untold(_: Words, __: datetime.date | None) -> Meaning | None:
    return Untold()


def _count(word: str) -> int:
    return int(word) if word.isdigit() else COUNTS[word]


Reader = Callable[[Words, datetime.date | None], Meaning | None]

_PATTERNS: tuple[tuple[Reader, str], ...] = (
    (_iso, r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)\b"),
    (
        _numeric,
        r"(?<![\d./])(?P<first>\d{1,2})(?P<mark>[./])(?P<second>\d{1,2})(?P=mark)(?P<year>\d{4})(?![./]?\d)",
    ),
    (
        _month_day,
        rf"(?P<month>{_MONTH})\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_NO_AMOUNT}(?!\s(?:to|and|until)\s\d)"
        r"(?:,?\s(?P<year>\d{4})\b)?",
    ),
    (
        _month_day,
        rf"(?<![-–./,\d])(?<!\d\sto\s)(?<!\d\sand\s)(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?"
        rf"(?P<month>{_MONTH})(?!\w)(?:,?\s(?P<year>\d{{4}})\b)?",
    ),
    (_holiday, rf"(?P<feast>(?i:{_HOLIDAY}))(?!\w)"),
    (
        _weekday,
        rf"(?:(?P<which>(?i:last|this(?:\spast)?))\s)?(?P<day>{_WEEKDAY})(?!s\b|[-–]{_WEEKDAY}|{_PAPER})"
        r"(?!,?\s\(?(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s\d)(?:,?\s(?:of\s)?(?P<week>last|this)\sweek\b)?",
    ),
    (_weekday, r"(?<=on\s)(?P<day>Mon|Tues|Wed|Thurs|Fri|Sat|Sun)\."),
    (
        _month,
        rf"(?:(?i:{_IN})\s(?i:{_PART})?|(?P<which>(?i:last|this(?:\spast)?))\s)(?P<month>{_MONTH})"
        r"(?![\w-]|['’]s\b|\s\d{1,2}\b|\s(?:to|on|through)\s(?:the\s)?[A-Z])(?:,?\s(?:of\s)?(?P<year>\d{4})\b)?",
    ),
    (_month, rf"(?P<month>{_MONTH}),?\s(?P<year>{_YEAR})\b"),
    (_month, rf"(?P<month>{_MONTH})(?=\s(?:[\w-]{{1,20}}\s)?(?:{OCCASIONS})\b)"),
    (_year, rf"(?i:{_IN})\s(?i:{_PART})?(?P<year>{_YEAR})\b{_NO_AMOUNT}{_NO_CASES}"),
    (_year, rf"(?P<year>{_YEAR})(?=\s(?:[\w-]{{1,20}}\s)?(?:{OCCASIONS})\b)"),
    (
        _unit,
        rf"(?i:(?:(?:in|at|during)\s{_PART})?(?P<which>last|(?:earlier\s)?this|earlier\sin\sthe)\s(?P<unit>week|month|year)"
        r"|the\s(?P<before_last>week|month|year)\sbefore\slast)\b(?!-)",
    ),
    (_weekend, r"(?i:(?:over|at|during|on)\sthe|(?P<which>last|this(?:\spast)?))\s(?i:weekend)\b"),
    (
        _near,
        r"(?i:(?P<two_back>(?:the\s)?day\sbefore\syesterday)|(?P<one_back>yesterday|last\snight|overnight)"
        r"|today|tonight|this\s(?:morning|afternoon|evening))\b",
    ),
    (
        _ago,
        r"(?i:(?P<about>(?:more|less|longer)\sthan\s|over\s|under\s)?(?P<exactly>exactly\s|precisely\s)?"
        rf"(?P<count>{_COUNT})\s(?P<unit>day|week|fortnight|month|year)s?\sago"
        r"(?P<to_the_day>,?\s(?:to\sthe\sday|today|on\sthis\sday))?(?:\sthis\s(?P<this>week|month))?)\b",
    ),
    (
        _beside_event,
        rf"(?i:the\s(?P<eve>eve)\sof|(?:the|(?P<count>{_COUNT}))\sdays?\s(?P<side>before|after))\s(?:the\s|a\s)?"
        rf"(?P<event>{_WEEKDAY}|(?:\d{{1,2}}\s)?{_MONTH}(?:\s\d{{1,2}})?(?:,?\s{_YEAR})?|(?i:{_HOLIDAY}))\b(?:['’]s\b)?",
    ),
    (
        _counted,
        rf"(?i:the\s(?:(?P<side>previous|following)\s(?P<unit>{_PART_OF_DAY}|week|month|year)|next\s(?:{_PART_OF_DAY})))\b",
    ),
    (
        _counted,
        rf"(?i:(?:the|(?P<count>{_COUNT}))\s(?P<unit>day|week|month|year)s?\s"
        rf"(?P<side>earlier\b|later\b|(?:before|after){_CLOSED}))",
    ),
    (_same, rf"(?i:(?:that|the\ssame|that\ssame)\s(?P<unit>{_PART_OF_DAY}|week|month|year))\b"),
    (_same, r"(?i:(?P<within>earlier|later)\sin\sthe\s(?P<unit>day|evening))\b"),
    (_same, r"(?i:at\sthe\stime)(?!\sof)\b"),
    (_untold, rf"(?i:last\s(?:{_SEASON}))\b"),
    (
        _untold,
        r"(?i:(?:a\s)?(?:\w{1,12}\s)?(?:of\s)?(?:day|week|month|year|decade)s?\s(?:ago|earlier)|the\sother\sday)\b",
    ),
    (_untold, r"(?i:in\sthe\s)(?:19|20)\d0s\b"),
)
READERS = tuple((re.compile(r"\b" + pattern), reader) for reader, pattern in _PATTERNS)
