"""A coding seen as sets of words, so that coders who keep or drop quotation marks and full stops agree.

Words are numbered within their text. The kind of a statement is read from the text in the same way for
both coders: the share of its content's words that stand within quotation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.evaluation.coding import CodedArticle, CodedStatement
from onrecord.model import Offsets, StatementKind

WORD = re.compile(r"\w+(?:[’'.\-]\w+)*|[$%€£#@]")
LINE = re.compile(r"[^\n]+")
QUOTATION_MARK = re.compile(r"``|''|[“„«”»\"]")
OPENING = frozenset({"``", "“", "„", "«"})
CLOSING = frozenset({"''", "”", "»"})
DIRECT = 0.9
"""From this share of quoted words on a statement counts as direct."""

Words = frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordedStatement:
    """A coded statement with the words of its parts, and the kind that its quotation marks give it."""

    coded: CodedStatement
    source: Words
    cue: Words
    content: Words
    kind: StatementKind


class WordedText:
    """A text's words by position."""

    def __init__(self, text: str) -> None:
        self._bounds = [match.span() for match in WORD.finditer(text)]
        self._starts = [start for start, _ in self._bounds]
        self._quoted = self.words(tuple(_quoted_regions(text)))

    def words(self, spans: Offsets) -> Words:
        """Return the words that any of the spans touches."""
        found: set[int] = set()
        for start, end in spans:
            first = bisect_left(self._starts, start)
            if first > 0 and self._bounds[first - 1][1] > start:
                first -= 1
            found.update(range(first, bisect_left(self._starts, end)))
        return frozenset(found)

    def kind(self, content: Words) -> StatementKind:
        """Return how much of this content is quoted."""
        quoted = len(content & self._quoted)
        if quoted == 0:
            return StatementKind.INDIRECT
        return StatementKind.DIRECT if quoted / len(content) >= DIRECT else StatementKind.MIXED


def worded_statements(article: CodedArticle, text: WordedText) -> tuple[WordedStatement, ...]:
    """Return the article's statements, less those without a word of content."""
    worded = []
    for coded in article.statements:
        if content := text.words(coded.content):
            worded.append(
                WordedStatement(
                    coded=coded,
                    source=text.words(coded.source),
                    cue=text.words(coded.cue),
                    content=content,
                    kind=text.kind(content),
                )
            )
    return tuple(worded)


def _quoted_regions(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands in double quotation marks; a quotation left open ends with its line."""
    for line in LINE.finditer(text):
        opened: int | None = None
        for mark in QUOTATION_MARK.finditer(line.group()):
            straight = mark.group() == '"'
            if opened is None and (straight or mark.group() in OPENING):
                opened = mark.start()
            elif opened is not None and (straight or mark.group() in CLOSING):
                yield line.start() + opened, line.start() + mark.start() + 1
                opened = None
        if opened is not None:
            yield line.start() + opened, line.end()
