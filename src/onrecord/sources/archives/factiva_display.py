"""Factiva exports as displayed: headline, byline, "613 words", date, source, text, "Document" with its number."""

from __future__ import annotations

import re
from itertools import islice

from onrecord.sources.archives.dates import is_date_line, read_date, read_language
from onrecord.sources.archives.item import ArchiveItem
from onrecord.sources.archives.lines import BY, COPYRIGHT, are_articles, is_wrapped, paragraphs

END = re.compile(
    r"(?<!\S)(?:Document|Dokument) (?=[A-Za-z0-9]{0,30}(?:19|20)[0-9]{6})[A-Za-z0-9]{16,40}(?!\S)",
)
"""The number is made of the source's code, the date of loading and nine more characters: 25 in all.

It stands on a line of its own, except where a page of print was made into text.
"""
WORDS = re.compile(r"^[0-9][0-9.,' ]{0,9} ?(?:words?|mots?|Wörter|Worte|Wort)$", re.MULTILINE)
SUMMARY = re.compile(r"^(?:Search Summary|Résumé de la recherche|Suchzusammenfassung)$", re.MULTILINE)
CONTENTS = re.compile(r"(?:\.{4}|…{2}|\t) ?[0-9]{1,4}(?!\S)")
TIME = re.compile(r"^[0-9]{1,2}[:.h][0-9]{2}(?: [A-Z]{2,5})?$")
RIGHTS = re.compile(r".{0,200}(?:rights reserved|droits réservés|Rechte vorbehalten)\.?", re.IGNORECASE)
SOURCE_CODE = re.compile(r"^[A-Z0-9]{1,10}$")
LINE = re.compile(r".+")
NAME = re.compile(r"^(?:[A-ZÀ-Þ][\w.'’-]*|de|van|von|der|den|la|le|du|di|da|bin|al|and|und|et|in|&)[,;]?$")

ABOVE_CHARACTERS = 2000
LINES_ABOVE = 4
LINES_BELOW = 12
BYLINE_WORDS = 10
NOTICE_WIDTH = 240
HEAD_WIDTH = 80
"""Characters of the longest outlet, edition or page; a wider line under the date is the article."""

COUNTS_TRIED = 20


def split_display(text: str) -> tuple[ArchiveItem, ...]:
    """Return the articles before each document number, or () where no head has a word count and a date under it."""
    *closed, rest = END.split(text)
    if not are_articles(len(closed), text) or not any(map(_date_mark, closed)):
        return ()
    wrapped = is_wrapped(text)
    if summary := SUMMARY.search(rest):
        rest = rest[: summary.start()]
    pieces = [piece for piece in (*closed, rest) if piece.strip()]
    return tuple(_item(piece, wrapped=wrapped) for piece in pieces)


def _date_mark(piece: str) -> tuple[int, int, str] | None:
    """Return where a head's word count starts, where the date under it ends, and the date line."""
    for words in islice(WORDS.finditer(piece), COUNTS_TRIED):
        following = LINE.search(piece, words.end())
        if following and is_date_line(following[0]):
            return words.start(), following.end(), following[0]
    return None


def _lone_date_mark(piece: str) -> tuple[int, int, str] | None:
    """Return the same for a head without a word count."""
    for line in islice(LINE.finditer(piece), 1, LINES_BELOW):
        if is_date_line(line[0]):
            return line.start(), line.end(), line[0]
    return None


def _item(piece: str, *, wrapped: bool) -> ArchiveItem:
    mark = _date_mark(piece) or _lone_date_mark(piece)
    if mark is None:
        first_line, _, text = piece.strip("\n").partition("\n")
        return ArchiveItem(text=paragraphs(text, wrapped=wrapped), title=first_line)
    start, end, dated = mark
    title, author = _headline(piece[:start])
    outlet, language, start_of_body = _origin(piece, end, wrapped=wrapped)
    return ArchiveItem(
        text=paragraphs(piece[start_of_body:], wrapped=wrapped),
        title=title,
        outlet=outlet,
        author=author,
        published=read_date(dated),
        language=language,
    )


def _headline(above: str) -> tuple[str | None, str | None]:
    """Return headline and byline from the lines above the word count, where a section may come first.

    Before the first headline there may be a table of contents: lines that end in dots and a page number.
    """
    above = above[-ABOVE_CHARACTERS:]
    contents = [entry.end() for entry in CONTENTS.finditer(above)]
    lines = [line[0] for line in LINE.finditer(above, contents[-1] if contents else 0)][-LINES_ABOVE:]
    author = lines.pop() if len(lines) > 1 and _is_byline(lines[-1], lines[-2]) else None
    if len(lines) > 1 and len(lines[0].split()) < min(5, len(lines[1].split())):
        lines = lines[1:]  # the section
    return " ".join(lines) or None, BY.sub("", author) if author else None


def _is_byline(line: str, above: str) -> bool:
    """Say whether a line names authors: it opens with "By", or is a few names under a longer headline."""
    words = line.split()
    if len(words) > BYLINE_WORDS:
        return False
    return BY.match(line) is not None or (len(line) < len(above) and len(words) > 1 and all(map(NAME.match, words)))


def _origin(piece: str, start: int, *, wrapped: bool) -> tuple[str | None, str | None, int]:
    """Return outlet, language and where the text starts, from the lines under the date.

    The outlet comes first; the head ends with the copyright notice or, without one, with the language or the
    source's code.
    """
    lines = [line for line in islice(LINE.finditer(piece, start), LINES_BELOW) if not TIME.match(line[0])]
    if not lines:
        return None, None, len(piece)
    language, end = None, lines[0].end()
    for line in lines[1:]:
        if COPYRIGHT.match(line[0]):
            return lines[0][0], language, _end_of_notice(piece, line, wrapped=wrapped)
        if len(line[0]) > HEAD_WIDTH:
            break
        if code := read_language(line[0]):
            language, end = language or code, line.end()
        elif SOURCE_CODE.match(line[0]) and language is None:
            end = line.end()
    return lines[0][0], language, end


def _end_of_notice(piece: str, line: re.Match[str], *, wrapped: bool) -> int:
    """Return the end of a copyright notice, which may run over several lines, or have the article behind it."""
    if len(line[0]) > NOTICE_WIDTH:
        rights = RIGHTS.match(line[0])
        return line.start() + rights.end() if rights else line.start()
    if wrapped:
        end = piece.find("\n\n", line.end())
        return len(piece) if end < 0 else end
    following = LINE.search(piece, line.end())
    return following.end() if following and COPYRIGHT.match(following[0]) else line.end()
