"""Where the sentences, paragraphs and quotations of a text stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter

_SENTENCE = re.compile(r"(?<=[.!?])[\"”’')\]]*[ \t]+(?=[\"“‘(\[]*[^\W\d_a-z])|\n+")
DATELINE = re.compile(
    r"(?:[^\W\d_a-z](?:[^\W\d_a-z]|[.'’ -]){3,38}|[^\W\d_a-z][^()\n]{2,40}(?=\([^()\n]{2,30}\)\s[-–—]))"
    r"(?:,\s[^\W\d_a-z][\w. ]{1,30}){0,2}\s?(?:\([^()\n]{2,30}\)\s?)?(?:[-–—―]|--)\s(?=[\"“‘']?[^\W_a-z])"
)
"""Where and when a report was written, before its first sentence: "LINZ, Jan 20 (Agency) - ", "LINZ, Austria — "."""
_QUOTE_MARK = re.compile(r"[\"“”]")
_ABBREVIATED = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Capt|Sgt|Rev|Prof|St|Jr|Sr|vs|No|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.$"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Starts of sentences and paragraphs, and [start, end) of quotations and datelines, in text order."""

    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    quotes: tuple[tuple[int, int], ...]
    datelines: tuple[tuple[int, int], ...] = ()

    def sentence(self, place: int) -> int:
        """Return the number of the sentence at this offset."""
        return bisect_right(self.sentences, place) - 1

    def paragraph(self, place: int) -> int:
        """Return the number of the paragraph at this offset."""
        return bisect_right(self.paragraphs, place) - 1

    def quote(self, place: int) -> int | None:
        """Return the number of the quotation at this offset, or None outside."""
        number = bisect_right(self.quotes, (place, len(self.quotes) and self.quotes[-1][1])) - 1
        return number if number >= 0 and self.quotes[number][0] <= place < self.quotes[number][1] else None

    def is_dateline(self, place: int) -> bool:
        """Return whether a dateline stands at this offset."""
        number = bisect_right(self.datelines, place, key=itemgetter(0)) - 1
        return number >= 0 and place < self.datelines[number][1]


def layout_of(text: str) -> Layout:
    """Return the layout of the text."""
    sentences, paragraphs = [0], [0]
    for match in _SENTENCE.finditer(text):
        if match[0].startswith("\n"):
            paragraphs.append(match.end())
        elif _ABBREVIATED.search(text, max(0, match.start() - 6), match.start()):
            continue
        sentences.append(match.end())
    datelines = (DATELINE.match(text, start) for start in paragraphs)
    return Layout(
        tuple(sentences),
        tuple(paragraphs),
        tuple(_quotes(text, [*paragraphs, len(text)])),
        tuple(found.span() for found in datelines if found),
    )


def _quotes(text: str, bounds: list[int]) -> list[tuple[int, int]]:
    """Return the quotations; one left open ends with its paragraph."""
    quotes: list[tuple[int, int]] = []
    for start, end in pairwise(bounds):
        opened: int | None = None
        for match in _QUOTE_MARK.finditer(text, start, end):
            if opened is None and match[0] != "”":
                opened = match.start()
            elif opened is not None and match[0] != "“":
                quotes.append((opened, match.end()))
                opened = None
        if opened is not None:
            quotes.append((opened, end))
    return quotes
