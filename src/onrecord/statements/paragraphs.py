"""Paragraphs: the pieces of a text that are parsed one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator

LONGEST = 3000
"""Most characters parsed at once: a longer paragraph is cut, after a sentence where it can be."""

_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)]*\s+")


def paragraphs_of(text: str) -> Iterator[tuple[int, str]]:
    """Yield (offset, paragraph) for each line with words, in pieces no longer than LONGEST."""
    for line in _LINE.finditer(text):
        start = line.start()
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
