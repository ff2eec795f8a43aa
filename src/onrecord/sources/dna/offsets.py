"""Where a statement is in a text: DNA counts as its editor does, onrecord counts code points.

The editor is Java's, which counts UTF-16 units and a line end of any kind as one.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable

ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""A character of two UTF-16 units."""

LINE_END = re.compile("\r\n?")


def code_points_in(text: str) -> Callable[[int], int]:
    """Return what tells the code point at an offset in UTF-16 units; the text's line ends are single characters."""
    if text.isascii():
        return int
    units = [found.start() + earlier for earlier, found in enumerate(ASTRAL.finditer(text))]
    return lambda offset: offset - bisect_left(units, offset)


def offsets_after_line_ends(text: str) -> Callable[[int], int]:
    """Return what tells where an offset in code points is once every line end is a single character."""
    pairs = [found.start() for found in re.finditer("\r\n", text)]
    return (lambda offset: offset - bisect_left(pairs, offset)) if pairs else int


def with_plain_line_ends(text: str) -> str:
    r"""Return the text with "\n" for every line end."""
    return LINE_END.sub("\n", text)
