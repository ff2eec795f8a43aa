"""The sentence that a statement's cue stands in, without what was said: what there may date the statement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.model import Offsets

QUOTATION_MARKS = frozenset('"“”')
REACH = 1000  # characters read on each side of where the cue begins

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)\]]*\s+(?=[\"“‘(\[]*(?:[^\W\d_a-z]|\x00))|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec))\.$"
)
_QUOTED = re.compile(r'“[^”]*”|"[^"]*"')
_QUOTED_SINGLE = re.compile(r"(?<!\w)‘[^‘’]*(?:’(?=\w)[^‘’]*)*’(?!\w)")

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CueSentence:
    """The sentence that says the statement, without what was said, and where cue and sources stand in it.

    What was said, and other quoted words, are blanked with NUL. `before` is what stands before it in the article, as
    far as it is read.
    """

    text: str
    cue: Range
    sources: tuple[Range, ...]
    before: str


def sentence_of(text: str, content: Offsets, anchor: Offsets, source: Offsets) -> CueSentence:
    """Return the sentence of the anchor, of which no more is read than a hostile article may make us pay for."""
    start = anchor[0][0]
    end = min(anchor[-1][1], start + REACH)
    low, high = max(0, start - REACH), min(len(text), end + REACH)
    window = _without(text[low:high], [(piece[0] - low, piece[1] - low) for piece in content])
    sentence_start, sentence_end = _sentence_around(window, start - low, end - low)
    moved = low + sentence_start
    return CueSentence(
        text=_without_quotes(window[sentence_start:sentence_end]),
        cue=(start - moved, end - moved),
        sources=tuple((at - moved, to - moved) for at, to in source),
        before="\n".join(map(_without_quotes, window[:sentence_start].split("\n"))),
    )


def _without(window: str, pieces: list[Range]) -> str:
    """Blank the pieces and the quotation marks around them, but keep that a sentence ends with one."""
    letters = list(window)
    for start, end in pieces:
        if start >= end or end <= 0 or start >= len(window):
            continue
        low, high = max(0, start), min(len(window), end)
        low -= low > 0 and window[low - 1] in QUOTATION_MARKS
        high += high < len(window) and window[high] in QUOTATION_MARKS
        closes = window[low:high].rstrip('"“”').endswith((".", "!", "?"))
        letters[low:high] = "\x00" * (high - low - 1) + ("." if closes else "\x00")
    return "".join(letters)


def _without_quotes(sentence: str) -> str:
    """Blank quoted words; a sentence with a quote left open is kept as it is."""
    if sentence.count('"') % 2 == 0 and sentence.count("“") == sentence.count("”"):
        sentence = _QUOTED.sub(_blank, sentence)
    return _QUOTED_SINGLE.sub(_blank, sentence)


def _blank(match: re.Match[str]) -> str:
    return "\x00" * len(match[0])


def sentence_breaks(text: str) -> Iterator[Range]:
    """Yield where each sentence ends and the next one begins; a line's end is one too."""
    for match in _SENTENCE_END.finditer(text):
        if match[0] == "\n" or not _ABBREVIATION.search(text[max(0, match.start() - 8) : match.start()]):
            yield match.span()


def _sentence_around(window: str, start: int, end: int) -> Range:
    low, high = 0, len(window)
    for ends, begins in sentence_breaks(window):
        if begins <= start:
            low = begins
        elif ends >= end:
            high = ends
            break
    return low, high
