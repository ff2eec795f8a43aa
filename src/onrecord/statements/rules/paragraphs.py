"""Paragraphs: the pieces of a text that are parsed one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 3000
"""Most characters parsed at once: a longer paragraph is cut, after a sentence where it can be."""

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")
_CAPITALS = r"[^\W\d_a-z]{2,}(?:[ /'’.-]{1,2}[^\W\d_a-z]{2,}){0,5}"
_NAME = r"[^\W\d_a-z]\w+(?:[ /-][^\W\d_a-z]\w+){0,3}"
_DATELINE = re.compile(
    rf"(?:(?:{_CAPITALS}(?:, [^()\n–—]{{1,40}}?)?(?: \([^()\n]{{2,40}}\))?|{_NAME} \([^()\n]{{2,40}}\)) ?(?:[–—]|--?)"
    r"|\s?date \d{4}-\d\d-\d\d) (?=\S)"
)
"""PARIS, Feb 27 (Reuters) - : says where and when, and would pass for who."""
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)]*\s+")


def paragraphs_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, paragraph) for each line with words, less its dateline, in pieces no longer than LONGEST."""
    for line in _LINE.finditer(text):
        dateline = _DATELINE.match(text, line.start(), line.end())
        start = dateline.end() if dateline else line.start()
        while start < line.end():
            end = _cut(text, start) if line.end() - start > LONGEST else line.end()
            if _WORD.search(text, start, end):
                yield start, text[start:end]
            start = end


def _cut(text: str, start: int) -> int:
    limit = start + LONGEST
    ends = [mark.end() for mark in _SENTENCE_END.finditer(text, start + LONGEST // 2, limit)]
    if ends:
        return ends[-1]
    space = text.rfind(" ", start + 1, limit)
    return space + 1 if space > start else limit
