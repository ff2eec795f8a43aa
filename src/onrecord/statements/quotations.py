"""Quotations: the stretches of a text that stand in quotation marks of any style, closed or not."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.model import Offsets

_LINE = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"``|''|[\"“”„‟«»]")
_CLOSERS = {"“": '”"', "„": '“”‟"', "‟": '”"', "”": '”"', "«": "»", "»": "«", "``": "''", "''": "''", '"': '"”'}
_OPENERS = frozenset(("“", "„", "``", "«", "‟"))
_AMBIGUOUS = frozenset(('"', "''"))
_BEFORE_OPENING = frozenset(" \t\r\xa0\u2009\u202f\u200b\ufeff([{—–-/:>…")
_ELIDED = re.compile(r"\d\ds?\b|(?:twas|tis|em|til|cause|n)\b", re.IGNORECASE)
_SINGLE = re.compile(r"(?<!\w)['‘‚‹](?=\S)|(?<=\S)['’›](?!\w)")
_SINGLE_CLOSERS = {"'": "'’", "‘": "’'", "‚": "‘’", "‹": "›"}
_POSSESSIVE = re.compile(r"s['’]\s\w")
_WORD = re.compile(r"\w+(?:[’'.\-]\w+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """An outermost quoted stretch with its marks, within one line of the text.

    `goes_on`: it is open at the end of its line, and the next paragraph opens with a mark.
    """

    start: int
    end: int
    goes_on: bool = False


def quotations_of(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of the text, in text order."""
    found: list[Quotation] = []
    open_before = False
    for line in _LINE.finditer(text):
        if not line[0].strip():
            continue
        if open_before and not _opens_with_mark(line[0]):
            found[-1] = replace(found[-1], goes_on=False)
        in_line = [*_double_quotations(line[0], line.start())]
        in_line = _with_singles(line[0], line.start(), in_line)
        open_before = bool(in_line) and in_line[-1].goes_on
        found.extend(in_line)
    if open_before:
        found[-1] = replace(found[-1], goes_on=False)
    return tuple(found)


def quoted_share(text: str, quotations: Sequence[Quotation], spans: Offsets) -> float:
    """Return the share of the words of these spans that stand inside quotations."""
    starts = [quotation.start for quotation in quotations]
    words = quoted = 0
    for start, end in spans:
        for word in _WORD.finditer(text, start, end):
            place = bisect_right(starts, word.start()) - 1
            words += 1
            quoted += place >= 0 and word.start() < quotations[place].end
    return quoted / words if words else 0.0


def _opens_with_mark(line: str) -> bool:
    return line.lstrip()[:1] in "\"“„«'‘" or line.lstrip().startswith("``")


def _double_quotations(line: str, offset: int) -> Iterator[Quotation]:
    """Pair the double marks of a line; one that opens within an open quotation nests."""
    pairs: list[tuple[int, int]] = []
    opened: tuple[str, int] | None = None
    depth = 0
    for mark in _DOUBLE.finditer(line):
        if opened is None:
            if _looks_opening(line, mark):
                opened, depth = (mark[0], mark.start()), 0
            elif _looks_closing(line, mark):  # the quotation before it, or one whose mark is lost, ends here
                pairs.append((pairs.pop()[0] if pairs else _first_letter(line), mark.end()))
        elif mark[0] not in _CLOSERS[opened[0]] or (mark[0] in _AMBIGUOUS and _looks_opening(line, mark)):
            depth += 1
        elif depth:
            depth -= 1
        else:
            pairs.append((opened[1], mark.end()))
            opened = None
    for start, end in pairs:
        yield Quotation(start=offset + start, end=offset + end)
    if opened:
        yield Quotation(start=offset + opened[1], end=offset + len(line.rstrip()), goes_on=True)


def _looks_opening(line: str, mark: re.Match[str]) -> bool:
    if mark[0] in _OPENERS:
        return True
    before, after = _neighbours(line, mark)
    return mark[0] != "”" and not after.isspace() and after != "" and (before == "" or before in _BEFORE_OPENING)


def _looks_closing(line: str, mark: re.Match[str]) -> bool:
    before, after = _neighbours(line, mark)
    return bool(before.strip()) and not before.isdigit() and not after.isalnum()


def _neighbours(line: str, mark: re.Match[str]) -> tuple[str, str]:
    return line[max(0, mark.start() - 1) : mark.start()], line[mark.end() : mark.end() + 1]


def _first_letter(line: str) -> int:
    return len(line) - len(line.lstrip())


def _with_singles(line: str, offset: int, double: Sequence[Quotation]) -> list[Quotation]:
    """Return the quotations of a line with those in single marks that stand outside the double ones."""
    starts = [quotation.start for quotation in double]
    found = list(double)
    opened: re.Match[str] | None = None
    possessive: re.Match[str] | None = None

    def close(mark: re.Match[str] | None) -> None:
        if opened and mark:
            found.append(Quotation(start=offset + opened.start(), end=offset + mark.end()))

    for mark in _SINGLE.finditer(line):
        place = bisect_right(starts, offset + mark.start()) - 1
        if place >= 0 and offset + mark.start() < double[place].end:
            continue
        if _opens_single(line, mark):
            close(possessive)
            opened, possessive = mark, None
        elif opened and mark[0] in _SINGLE_CLOSERS[opened[0]] and not line[mark.start() - 1].isspace():
            if _POSSESSIVE.match(line, mark.start() - 1):
                possessive = possessive or mark
            else:
                close(mark)
                opened = possessive = None
    close(possessive)
    return _outermost(found)


def _outermost(quotations: list[Quotation]) -> list[Quotation]:
    outer: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda quotation: quotation.start):
        if not outer or outer[-1].end <= quotation.start:
            outer.append(quotation)
    return outer


def _opens_single(line: str, mark: re.Match[str]) -> bool:
    before, after = _neighbours(line, mark)
    shaped = (before == "" or before in _BEFORE_OPENING) and not after.isspace() and after != ""
    return shaped and mark[0] in _SINGLE_CLOSERS and not _ELIDED.match(line, mark.end())
