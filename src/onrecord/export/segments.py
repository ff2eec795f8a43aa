"""An article's text cut wherever the span of a statement begins or ends, so that a page can mark any statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Span, Statement

ROLES = ("source", "cue", "content")
BLANK_LINE = re.compile(r"\n\s*\n")
LINE_END = re.compile(r"\n+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text within one paragraph, and the numbers of the statements it is source, cue or content of."""

    text: str
    source: tuple[int, ...] = ()
    cue: tuple[int, ...] = ()
    content: tuple[int, ...] = ()


def paragraphs(text: str, statements: Sequence[tuple[int, Statement]]) -> Iterator[tuple[Segment, ...]]:
    """Yield the segments of each paragraph; `statements` are this article's, each with its number."""
    edges: dict[int, list[tuple[str, int, bool]]] = {}
    for number, statement in statements:
        for role in ROLES:
            for start, end in _joined(getattr(statement, role)):
                edges.setdefault(start, []).append((role, number, True))
                edges.setdefault(end, []).append((role, number, False))
    cuts = sorted(edges)
    here: dict[str, set[int]] = {role: set() for role in ROLES}
    passed = 0
    for start, end in _paragraph_bounds(text):
        segments = []
        position = start
        while position < end:
            while passed < len(cuts) and cuts[passed] <= position:
                _cross(edges[cuts[passed]], here)
                passed += 1
            stop = min(end, cuts[passed]) if passed < len(cuts) else end
            numbers = {role: tuple(sorted(here[role])) for role in ROLES}
            segments.append(Segment(text=text[position:stop], **numbers))
            position = stop
        yield tuple(segments)


def _cross(edges: list[tuple[str, int, bool]], here: dict[str, set[int]]) -> None:
    for role, number, begins in edges:
        if begins:
            here[role].add(number)
        else:
            here[role].discard(number)


def _joined(spans: Sequence[Span]) -> list[tuple[int, int]]:
    """Return [start, end) pairs that neither touch nor overlap."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted((span.start, span.end) for span in spans if span.start < span.end):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _paragraph_bounds(text: str) -> Iterator[tuple[int, int]]:
    """Yield [start, end) of each paragraph: between blank lines, or lines where the text has no blank one."""
    separator = BLANK_LINE if BLANK_LINE.search(text) else LINE_END
    start = 0
    for gap in separator.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)
