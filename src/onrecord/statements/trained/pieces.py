"""What the encoder reads of a text: word pieces with their places, case, quotation and paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.english import readable
from onrecord.statements.quotations import Quotation, quotations_of

Range = tuple[int, int]
"""Pieces from the first up to but without the second."""
Integers = NDArray[np.int64]
Floats = NDArray[np.float32]

CASES = 6
QUOTES = 4
STARTS = 2
OTHER, LOWER, TITLE, UPPER, MIXED, NUMBER = range(CASES)
WORDS = (LOWER, TITLE, UPPER, MIXED)
OUTSIDE, INSIDE, OPENS, CLOSES = range(QUOTES)
LONGEST_LINE = 20_000
"""Characters given to the tokenizer at once: a longer line is cut at a space."""
LONGEST_SECTION = 6_000
"""Pieces that are decoded together: a longer text is cut between lines, so that memory stays flat."""

_LINE = re.compile(r"[^\n]+")
_MARKS = frozenset("\"'“”„‟«»‘’‚‹›`")
_SENTENCE_END = re.compile(r"[.?!…][\"'”’»)]*\s+(?=[\"'“‘„«‹(\[@#]*[^\W_a-z])")
_ABBREVIATION = re.compile(
    r"(?:^|\W)(?:[A-Z]|Mrs?|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Capt|Sgt|Maj|Adm|Prof|Rev|Hon|St|Mt|No|vs|Jr|Sr|Sens|Reps"
    r"|U\.S|D\.C|U\.N|U\.K|a\.m|p\.m|Jan|Feb|Aug|Sept|Oct|Nov|Dec|Inc|Corp|Co|Ltd)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """The word pieces of a text or section in order; every array has one row a piece.

    `start` and `end` are code points of the text. `features` has the columns case, quotation and paragraph start;
    `word` and `paragraph` number words and lines; `ends_sentence` marks the last piece of a sentence.
    """

    ids: Integers
    start: Integers
    end: Integers
    word: Integers
    features: Integers
    paragraph: Integers
    ends_sentence: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: slice) -> Pieces:
        return Pieces(
            ids=self.ids[place],
            start=self.start[place],
            end=self.end[place],
            word=self.word[place],
            features=self.features[place],
            paragraph=self.paragraph[place],
            ends_sentence=self.ends_sentence[place],
        )


def pieces_of(text: str, tokenizer: Tokenizer) -> Pieces:
    """Return the pieces of a text; the tokenizer has neither truncation nor padding on."""
    lines = _lines(text)
    encodings = tokenizer.encode_batch([readable(line) for _, line in lines], add_special_tokens=False)
    ids: list[int] = []
    places: list[tuple[int, int]] = []
    cases: list[int] = []
    words: list[int] = []
    paragraph: list[int] = []
    for number, ((offset, line), encoding) in enumerate(zip(lines, encodings, strict=True)):
        ids += encoding.ids
        places += [(offset + start, offset + end) for start, end in encoding.offsets]
        cases += _cases(line, encoding.offsets, encoding.word_ids)
        first = words[-1] + 1 if words else 0
        words += [first + (word or 0) for word in encoding.word_ids]
        paragraph += [number] * len(encoding.ids)
    place = np.array(places, np.int64).reshape(-1, 2)
    start, end, line_number = place[:, 0], place[:, 1], np.array(paragraph, np.int64)
    features = np.zeros((len(ids), 3), np.int64)
    features[:, 0] = cases
    features[:, 1] = _quoted(text, start, end, quotations_of(text))
    features[:, 2] = np.diff(line_number, prepend=-1) != 0
    return Pieces(
        ids=np.array(ids, np.int64),
        start=start,
        end=end,
        word=np.array(words, np.int64),
        features=features,
        paragraph=line_number,
        ends_sentence=_sentence_ends(text, start, line_number),
    )


def sections_of(pieces: Pieces, *, limit: int = LONGEST_SECTION) -> list[Pieces]:
    """Return the pieces in sections of at most limit, cut between lines, or sentences, where that can be."""
    return [pieces[start:end] for start, end in _cut(pieces, limit)]


def windows_of(pieces: Pieces, *, limit: int) -> list[Range]:
    """Return ranges of at most limit pieces over whole lines; a longer line is cut after a sentence if it can be."""
    return _cut(pieces, limit)


def _cut(pieces: Pieces, limit: int) -> list[Range]:
    line_ends = np.flatnonzero(np.diff(pieces.paragraph, append=-1)) + 1
    sentence_ends = np.flatnonzero(pieces.ends_sentence) + 1
    found = []
    start = 0
    while start < len(pieces):
        end = _last_within(line_ends, start, start + limit)
        if end is None:
            end = _last_within(sentence_ends, start + limit // 3, start + limit) or min(len(pieces), start + limit)
        found.append((start, end))
        start = end
    return found


def _last_within(ends: Integers, after: int, until: int) -> int | None:
    place = int(np.searchsorted(ends, until, side="right"))
    return int(ends[place - 1]) if place and ends[place - 1] > after else None


def _lines(text: str) -> list[tuple[int, str]]:
    lines = []
    for line in _LINE.finditer(text):
        start = line.start()
        while start < line.end():
            end = line.end()
            if end - start > LONGEST_LINE:
                space = text.rfind(" ", start + 1, start + LONGEST_LINE)
                end = space + 1 if space > start else start + LONGEST_LINE
            lines.append((start, text[start:end]))
            start = end
    return lines


def _cases(line: str, offsets: Sequence[tuple[int, int]], words: Sequence[int | None]) -> list[int]:
    cases = []
    last_word, last_case = None, OTHER
    for (start, end), word in zip(offsets, words, strict=True):
        if word != last_word:
            last_word, last_case = word, _case(line[start:end])
        elif last_case in (UPPER, TITLE, LOWER) and not _goes_on(line[start:end], last_case):
            last_case = MIXED
        cases.append(last_case)
    return cases


def _case(piece: str) -> int:
    if not piece[:1].isalnum():
        return OTHER
    if piece[:1].isdigit():
        return NUMBER
    if piece.islower():
        return LOWER
    if piece.isupper() and len(piece) > 1:
        return UPPER
    return TITLE if piece[:1].isupper() and (len(piece) == 1 or piece[1:].islower()) else MIXED


def _goes_on(piece: str, case: int) -> bool:
    return piece.isupper() if case == UPPER else not any(letter.isupper() for letter in piece)


def _quoted(text: str, start: Integers, end: Integers, quotations: Sequence[Quotation]) -> Integers:
    state = np.full(len(start), OUTSIDE, np.int64)
    firsts = np.searchsorted(end, [quotation.start for quotation in quotations], side="right").tolist()
    lasts = np.searchsorted(start, [quotation.end for quotation in quotations], side="left").tolist()
    for quotation, first, last in zip(quotations, firsts, lasts, strict=True):
        if first >= last:
            continue
        state[first:last] = INSIDE
        if text[quotation.start] in _MARKS:
            state[first] = OPENS
        if last - 1 > first and text[quotation.end - 1] in _MARKS:
            state[last - 1] = CLOSES
    return state


def _sentence_ends(text: str, start: Integers, paragraph: Integers) -> NDArray[np.bool_]:
    marks = [
        mark.end()
        for mark in _SENTENCE_END.finditer(text)
        if not (text[mark.start()] == "." and _ABBREVIATION.search(text[max(0, mark.start() - 6) : mark.start()]))
    ]
    ends: NDArray[np.bool_] = np.diff(paragraph, append=-1) != 0
    first = np.searchsorted(start, np.array(marks, np.int64), side="left")
    ends[first[first > 0] - 1] = True
    return ends
