"""The lines of an export: cleaned of page furniture, told apart, and put together into paragraphs."""

from __future__ import annotations

import re

LINE_ENDS = ("\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029")
WIDE_SPACES = ("\xa0", "\u2007", "\u202f")

PAGE_FURNITURE = re.compile(
    r"^(?:(?:Page|Seite) ?[0-9]{1,5} ?(?:of|de|sur|von|/) ?[0-9]{1,5}(?: ?(?:©|\(c\)).{0,80})?"
    r"|(?:©|\(c\)|Copyright ©?) ?[0-9]{4} ?(?:Dow Jones )?Factiva.{0,80}"
    r"|Link zum PDF-Dokument|[-–—_=]{3,})$",
    re.MULTILINE | re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"^(?:(?:Copyright|©|\(c\)).{0,80}?[0-9]{4}|©|\(c\) ?Copyright\b"
    r"|(?:All Rights Reserved|Tous droits réservés|Alle Rechte vorbehalten)\.?$)",
    re.MULTILINE | re.IGNORECASE,
)
BY = re.compile(r"^(?:by|par|von) ", re.IGNORECASE)
BLANK_RUN = re.compile(r"\n{3,}")

WIDE_LINE = re.compile(r"^.{55}", re.MULTILINE)
WIDEST_LINE = re.compile(r"^.{101}", re.MULTILINE)
CONTINUED_LINE = re.compile(r"^.{54,99}[^\n.!?:;\"'”’»)]$(?=\n.)", re.MULTILINE)

MANY_ARTICLES = 1000
SHORTEST_MEAN = 500
"""Characters an article has on average, head and foot included, where there are many."""


def clean_lines(text: str) -> str:
    """Return the text with every line stripped, without page numbers, ruled lines and runs of blank lines."""
    for end in LINE_ENDS:
        text = text.replace(end, "\n")
    for space in WIDE_SPACES:
        text = text.replace(space, " ")
    text = "\n".join(map(str.strip, text.replace("\ufeff", "").split("\n")))
    return BLANK_RUN.sub("\n\n", PAGE_FURNITURE.sub("", text))


def is_wrapped(text: str) -> bool:
    """Say whether lines are broken at a fixed width, so that a paragraph is a block of lines and not one line.

    In text files broken at 70 to 80 characters most wide lines run on into the next one, and blank lines part
    the paragraphs; where a paragraph is one line, only headlines look like that, and many lines are wider.
    """
    wide = _count(WIDE_LINE, text)
    return (
        _count(WIDEST_LINE, text) * 20 <= wide
        and 0 < wide <= _count(CONTINUED_LINE, text) * 4
        and text.count("\n") <= text.count("\n\n") * 20
    )


def paragraphs(text: str, *, wrapped: bool) -> str:
    """Return the paragraphs of cleaned lines, each on one line, separated by blank lines."""
    if wrapped:
        blocks = (block.strip("\n").replace("\n", " ") for block in text.split("\n\n"))
        return "\n\n".join(filter(None, blocks)).strip()
    return "\n\n".join(filter(None, text.split("\n"))).strip()


def are_articles(count: int, text: str) -> bool:
    """Say whether a text can hold so many articles: archives hand out hundreds at once, and a head alone is long.

    This also bounds the work on a text that repeats nothing but an archive's marks.
    """
    return 0 < count <= MANY_ARTICLES or len(text) >= SHORTEST_MEAN * count > 0


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
