"""What an article's own first lines say of it: title, author, date published, outlet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.sources.dates import leading_date, read_date

HEAD_LINES = 8
"""Lines with text in them that can belong to the head."""

LONGEST_LINE = 160
"""Characters of the longest line of a head; from here on it is the article."""

LABEL = re.compile(
    r"(?P<label>title|headline|author|byline|source|outlet|publisher|publication)\s?:\s*(?P<value>\S.*)", re.IGNORECASE
)
LABELS = {"title": "title", "headline": "title", "author": "author", "byline": "author"}
LABELS |= dict.fromkeys(("source", "outlet", "publisher", "publication"), "outlet")
DATE_LABEL = re.compile(
    r"(?:date(?: published)?|dated|(?:first )?published|posted|publication date)(?: on| at)?\s?:?\s+", re.IGNORECASE
)

NAME = r"[^\W\d_a-z][\w.'’-]{0,30}"
PARTICLE = r"(?:and|with|de|da|del|della|der|den|di|du|la|le|van|von|bin|al|el)"
BYLINE = re.compile(
    rf"(?:By|BY)\s+(?P<author>{NAME}(?:(?:(?:,? {PARTICLE}){{1,3}}|,)? {NAME}){{1,9}})"
    r"\s*(?:[,|•·/–—-]\s*(?P<rest>.{0,100}))?"
)
ROLE = re.compile(
    r", (?:[^,]{0,60} )?(?:Bureau|Chief|Correspondent|Desk|Editor|Reporter|Staff|Writer)\b.*", re.IGNORECASE
)
NO_NAME = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|(?:The|A|An|This|That|Now|Then|Early|Late|Next|Last)\b"
)
AGENCIES = {
    "AFP": "Agence France-Presse",
    "ANI": "ANI",
    "ANSA": "ANSA",
    "AP": "Associated Press",
    "BLOOMBERG": "Bloomberg",
    "CNN": "CNN",
    "DPA": "dpa",
    "EFE": "EFE",
    "INTERFAX": "Interfax",
    "KYODO": "Kyodo",
    "PTI": "PTI",
    "REUTERS": "Reuters",
    "TASS": "TASS",
    "UKRINFORM": "Ukrinform",
    "UPI": "United Press International",
    "XINHUA": "Xinhua",
    "YONHAP": "Yonhap",
}
DATELINE = re.compile(
    r"(?P<place>[^\W\d_a-z][^()\n–—]{1,80}?)\s?(?:\((?P<agency>[A-Za-z]{2,9})\)\s?(?:[–—]|--?\s)|[–—]|--?\s)"
)
"""PARIS, Feb 27, 2024 (Reuters) - : the place in capitals, perhaps a date, perhaps an agency, a dash."""

SENTENCE_END = re.compile(r"[.!:;,…]['\"”’)\]]?$")


@dataclass(slots=True, kw_only=True)
class Head:
    """What the first lines surely say; None where they do not."""

    title: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    outlet: str | None = None


def read_head(text: str) -> Head:
    """Return what the first lines of an article say of it; the text itself keeps them."""
    head = Head()
    for number, (line, is_alone) in enumerate(_first_lines(text)):
        if len(line) <= LONGEST_LINE and (_read_label(line, head) or _read_byline(line, head)):
            continue
        if _read_date(line, head):
            continue
        _read_dateline(line, head)
        if len(line) > LONGEST_LINE:
            break
        if number == 0 and is_alone and " " in line and not SENTENCE_END.search(line):
            head.title = line
    return head


def _first_lines(text: str) -> Iterator[tuple[str, bool]]:
    """Yield the first lines with text in them, and whether a blank line follows."""
    lines = text[: HEAD_LINES * 2000].split("\n")
    found = 0
    for line, following in zip(lines, [*lines[1:], "-"], strict=True):
        if line.strip():
            yield " ".join(line.split()), not following.strip()
            found += 1
        if found == HEAD_LINES:
            return


def _read_label(line: str, head: Head) -> bool:
    """Read "Title: ..." and the like."""
    if not (found := LABEL.fullmatch(line)):
        return False
    field = LABELS[found["label"].lower()]
    value = found["value"].removesuffix(".") if field == "author" else found["value"]
    setattr(head, field, getattr(head, field) or value)
    return True


def _read_byline(line: str, head: Head) -> bool:
    """Read "By Jane Doe", after which a role or a date may stand."""
    found = BYLINE.fullmatch(line)
    if not found or NO_NAME.match(found["author"]):
        return False
    head.author = head.author or ROLE.sub("", found["author"])
    head.published = head.published or read_date(found["rest"] or "")
    return True


def _read_date(line: str, head: Head) -> bool:
    """Read a line that is a date, or that begins with one and says so; True if nothing else stands there."""
    if label := DATE_LABEL.match(line):
        date, rest = leading_date(line[label.end() :])
    else:
        date, rest = read_date(line), ""
    if date is None:
        return False
    head.published = head.published or date
    return len(rest) < 40


def _read_dateline(line: str, head: Head) -> None:
    """Read the place, date and agency that a report begins with; a date without a year is not sure."""
    found = DATELINE.match(line)
    if not found:
        return
    place, _, written = found["place"].partition(", ")
    if not place.isupper():
        return
    head.outlet = head.outlet or AGENCIES.get((found["agency"] or "").upper())
    pieces = written.split(", ")
    for start in range(len(pieces)):
        if date := read_date(", ".join(pieces[start:])):
            head.published = head.published or date
            return
