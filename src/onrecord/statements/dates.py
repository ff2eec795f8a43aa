"""When a statement was made: from words beside its cue, or from the article's own date."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from onrecord.model import DateBasis, Offsets

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
COUNTS = {"one": 1, "a": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}

QUOTATION_MARKS = '"“”'
REACH = 1000  # characters of the cue's sentence read on each side
STALE_DAYS = 300  # a day without a year that fell longer ago than this is a coming one ("on May 5", written in April)

_MONTH = (
    r"(?P<{0}>January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
_EXPRESSION = re.compile(
    rf"\b(?:{_MONTH.format('month_first')}\s(?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|[-–]\d|\s(?:percent|per|million))"
    r"(?:,?\s(?P<year_a>\d{4})\b)?"
    rf"|(?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH.format('month_last')}\b(?:,?\s(?P<year_b>\d{{4}})\b)?"
    r"|(?P<iso>\d{4}-\d\d-\d\d)\b"
    r"|(?P<last>last\s)?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?!s\b|,?\s(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s\d)"
    r"|(?<=on\s)(?P<short>Mon|Tues|Wed|Thurs|Fri|Sat|Sun)\."
    r"|(?P<before_yesterday>(?:the\s)?day\sbefore\syesterday)"
    r"|(?P<yesterday>[Yy]esterday|[Ll]ast\snight)"
    r"|(?P<today>[Tt]oday|[Tt]onight|[Tt]his\s(?:morning|afternoon|evening))"
    r"|(?P<ago>\d{1,2}|[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even)\sdays?\sago)"
)
_NO_DAY = re.compile(
    rf"\b(?:[Ii]n\s(?:early\s|late\s|mid-)?(?:{_MONTH.format('month')}(?!\s\d{{1,2}}\b)|(?:19|20)\d\d\b)"
    r"|[Ll]ast\s(?:week|month|year|spring|summer|autumn|fall|winter)\b|[Ee]arlier\sthis\s(?:week|month|year)\b"
    r"|\w{1,12}\s(?:weeks|months|years)\sago\b)"
)
"""In January, last week: says that it was on no day that can be told, and not on the article's."""
_NOT_THE_DAY = re.compile(
    r"\b(?:since|by|until|till|before|after|next|from|through|for|to|of|than|between|starting|beginning|effective"
    r"|due|scheduled|coming|following|every|each|black|good|super|ash|cyber|bloody|easter|palm)"
    r"(?:\s(?:on|the|late|early|last|this))*\s$",
    re.IGNORECASE,
)
_ANOTHER_EVENT = re.compile(
    r"\b(?:ahead\sof|before|until|scheduled|planned|due|expected|upcoming|will|would|who|whose|which|where)\b",
    re.IGNORECASE,
)
_ANOTHER_CLAUSE = re.compile(r"\b(?:and|but|so|as|while|because|when|after)\b|;")
_CLAUSE_AFTER = re.compile(r"[,;–—]\s?(?:and|but|so|as|while|because|when|after)\b")
_SENTENCE_START = re.compile(r"\W*(?:(?:on|late|early|earlier|back|speaking|and|but)\s|last\s)*$", re.IGNORECASE)
_DETERMINER = re.compile(r"(?<!on\s)\b(?:a|an|the|his|her|its|their|this|that)\s$", re.IGNORECASE)
_OCCASION = re.compile(
    r"(?:['’]s)?\s(?:[\w-]+\s){0,2}?(?:interview|speech|statement|briefing|conference|address|debate|hearing|remarks"
    r"|letter|tweet|post|report|article|column|op-ed|rally|broadcast|edition)\b"
)
_ISSUED = re.compile(r"\b(?:released|published|issued|dated|posted|unveiled)\s(?:on\s|late\s|early\s)?$")
_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]*(?:[^\W\d_a-z]|\x00))|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_QUOTED = re.compile(r'“[^”]*”|"[^"]*"')


def statement_date(
    text: str, content: Offsets, cue: Offsets, source: Offsets, published: datetime.date | None
) -> tuple[datetime.date | None, DateBasis]:
    """Return the date on which the statement was made, and what says so.

    An expression counts when it stands in the cue's sentence, outside what was said, and nearest to the cue. One that
    tells no day ("in January") leaves the date unknown.
    """
    anchor = cue or source or content
    start, end = anchor[0][0], anchor[-1][1]
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    window = _without(text[low:high], [(piece_start - low, piece_end - low) for piece_start, piece_end in content])
    sentence_start, sentence_end = _sentence_around(window, start - low, end - low)
    sentence = _without_quotes(window[sentence_start:sentence_end])
    cue_at = (start - low - sentence_start, end - low - sentence_start)
    sources = [(at - low - sentence_start, to - low - sentence_start) for at, to in source]
    found: list[tuple[int, datetime.date]] = []
    for match, day in _days(sentence, published):
        if _says_when(sentence, match, cue_at, sources):
            found.append((_distance(match, cue_at), day))
    if found:
        return min(found, key=lambda pair: pair[0])[1], DateBasis.EXPRESSION
    if any(_says_when(sentence, match, cue_at, sources) for match in _NO_DAY.finditer(sentence)):
        return None, DateBasis.UNKNOWN
    return published, DateBasis.ARTICLE if published else DateBasis.UNKNOWN


def _without(window: str, pieces: list[tuple[int, int]]) -> str:
    """Blank the pieces and the quotation marks around them, but keep that a sentence ends with one."""
    for piece_start, piece_end in pieces:
        start, end = max(0, piece_start), max(0, piece_end)
        start -= window[start - 1 : start] in QUOTATION_MARKS
        end += window[end : end + 1] in QUOTATION_MARKS
        piece = window[start:end]
        last = "." if piece.rstrip(QUOTATION_MARKS).endswith((".", "!", "?")) else "\x00"
        window = window[:start] + ("\x00" * len(piece))[:-1] + (last if piece else "") + window[start + len(piece) :]
    return window


def _without_quotes(sentence: str) -> str:
    """Blank quoted words; a sentence with a quote left open is kept as it is."""
    if sentence.count('"') % 2 or sentence.count("“") != sentence.count("”"):
        return sentence
    return _QUOTED.sub(lambda match: "\x00" * len(match[0]), sentence)


def _sentence_around(window: str, start: int, end: int) -> tuple[int, int]:
    low, high = 0, len(window)
    for match in _SENTENCE_END.finditer(window):
        if match[0] != "\n" and _ABBREVIATION.search(window[max(0, match.start() - 8) : match.start()]):
            continue
        if match.end() <= start:
            low = match.end()
        elif match.start() >= end:
            high = match.start()
            break
    return low, high


def _days(sentence: str, published: datetime.date | None) -> Iterator[tuple[re.Match[str], datetime.date]]:
    """Yield each expression that names one day, with that day, where it is not after publication."""
    for match in _EXPRESSION.finditer(sentence):
        day = _day(match, published)
        if day and not (published and day > published):
            yield match, day


def _day(match: re.Match[str], published: datetime.date | None) -> datetime.date | None:
    month = match["month_first"] or match["month_last"]
    if match["iso"]:
        return _date(*(int(part) for part in match["iso"].split("-")))
    if month:
        number = MONTHS.index(month[:3].lower()) + 1
        return _month_day(
            number, int(match["day_last"] or match["day_first"]), match["year_a"] or match["year_b"], published
        )
    return _relative_day(match, published) if published else None


def _relative_day(match: re.Match[str], published: datetime.date) -> datetime.date:
    if weekday := match["weekday"] or match["short"]:
        back = (published.weekday() - WEEKDAYS.index(weekday[:3].lower())) % 7
        back = 7 if match["last"] and not back else back
    elif match["before_yesterday"]:
        back = 2
    elif match["yesterday"]:
        back = 1
    elif match["ago"]:
        back = COUNTS[match["ago"].lower()] if match["ago"].isalpha() else int(match["ago"])
    else:
        back = 0
    return published - datetime.timedelta(days=min(back, published.toordinal() - 1))


def _month_day(month: int, day: int, year: str | None, published: datetime.date | None) -> datetime.date | None:
    if year:
        return _date(int(year), month, day)
    if not published:
        return None
    this_year = _date(published.year, month, day)
    found = this_year if this_year and this_year <= published else _date(published.year - 1, month, day)
    return found if found and (published - found).days <= STALE_DAYS else None


def _date(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _says_when(sentence: str, match: re.Match[str], cue: tuple[int, int], sources: list[tuple[int, int]]) -> bool:
    """Return whether the expression is when it was said, not when something else happens."""
    before = sentence[max(0, match.start() - 40) : match.start()]
    if any(start <= match.start() < end for start, end in sources):
        return bool(_ISSUED.search(before))
    if _NOT_THE_DAY.search(before):
        return False
    if _DETERMINER.search(before) or sentence[match.end() : match.end() + 2] in {"'s", "’s"}:
        return bool(_OCCASION.match(sentence, match.end()))  # "in a March 5 speech", not "in a March 5 vote"
    return _goes_with_cue(sentence, match, cue)


def _goes_with_cue(sentence: str, match: re.Match[str], cue: tuple[int, int]) -> bool:
    """Return whether no other event and no other clause stands between the expression and the cue."""
    if match.start() >= cue[1]:
        between = sentence[cue[1] : match.start()]
        return not _ANOTHER_EVENT.search(between) and not _CLAUSE_AFTER.search(between)
    if match.start() >= cue[0] or _SENTENCE_START.match(sentence[: match.start()][:60]):
        return True
    clause = sentence[sentence.rfind(",", 0, match.start()) + 1 : match.start()]
    return not _ANOTHER_EVENT.search(clause) and not _ANOTHER_CLAUSE.search(sentence[match.end() : cue[0]])


def _distance(match: re.Match[str], cue: tuple[int, int]) -> int:
    return max(match.start() - cue[1], cue[0] - match.end(), 0)
