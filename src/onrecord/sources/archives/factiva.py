"""Factiva exports with field codes: HD headline, BY byline, PD date, SN source, LP and TD text, AN number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from onrecord.sources.archives.dates import read_date, read_language
from onrecord.sources.archives.item import ArchiveItem
from onrecord.sources.archives.lines import BY, are_articles, is_wrapped, paragraphs

HEAD_CODES = ("CLM", "SE", "HD", "BY", "CR", "WC", "PD", "ET", "SN", "SC", "ED", "PG", "VOL", "LA", "CY", "CX")
FOOT_CODES = ("ART", "CT", "RF", "CO", "IN", "NS", "RE", "IPC", "IPD", "PUB")
RANKS = dict.fromkeys(HEAD_CODES, 0) | {"LP": 1, "TD": 2} | dict.fromkeys(FOOT_CODES, 3) | {"AN": 4}
"""Codes come in this order; within the head and the foot the order varies."""
TEXT_CODES = ("LP", "TD")
OPENING_CODES = ("CLM", "SE", "HD")
TELLING_CODES = frozenset({"WC", "PD", "SN", "SC", "LA", "CY", "LP", "TD", "AN"})

CODE = re.compile(rf"^\|?({'|'.join(sorted(RANKS, key=len, reverse=True))})(?:( ?[|\t] ?| {{2,}}|$)| )", re.MULTILINE)
"""A code and what parts it from its value: a table cell, a tab, spaces, a line end; or, less telling, one space."""
HEADLINE = re.compile(r"^\|?HD\b", re.MULTILINE)
INDEXED_CODES = ("CO", "IN", "NS", "RE")
INDEX_TERM = re.compile(r"[a-z0-9]{1,12} : ")
SHORT_VALUE = re.compile(r".{1,60}(?<![.!?])$", re.MULTILINE)

Fields = dict[str, str]


def split_fields(text: str) -> tuple[ArchiveItem, ...]:
    """Return the articles whose fields the export names by code, or () where no document has enough codes."""
    if not are_articles(sum(1 for _ in HEADLINE.finditer(text)), text):
        return ()
    documents = tuple(_documents(text))
    if not any("HD" in fields and len(TELLING_CODES & fields.keys()) >= 3 for fields in documents):
        return ()
    wrapped = is_wrapped("\n".join(fields.get(code, "") for fields in documents for code in TEXT_CODES))
    return tuple(_item(fields, wrapped=wrapped) for fields in documents)


def _documents(text: str) -> Iterator[Fields]:
    """Yield the fields of every document, each from its code to the next one."""
    fields: Fields = {}
    last, start, last_rank = "", 0, -1
    for mark in CODE.finditer(text):
        code = mark[1]
        rank = RANKS[code]
        if code in OPENING_CODES and _opens_document(mark, fields | {last: ""}, last_rank):
            if last:
                yield fields | {last: text[start : mark.start()]}
            fields = {}
        elif not last or code == last or code in fields or rank < last_rank or not _is_told_apart(mark, rank):
            continue
        else:
            fields[last] = text[start : mark.start()]
        last, start, last_rank = code, mark.end(), rank
    if last:
        yield fields | {last: text[start:]}


def _opens_document(mark: re.Match[str], fields: Mapping[str, str], last_rank: int) -> bool:
    """Say whether a code of the first line starts a document, and is not a line of the one before it."""
    if last_rank == 0:
        return mark[1] in fields
    return last_rank in (-1, RANKS["PUB"], RANKS["AN"]) or _parted(mark)


def _is_told_apart(mark: re.Match[str], rank: int) -> bool:
    """Say whether what looks like a code is one: "IN BRIEF" and "RE the dam" can open a line of an article."""
    if _parted(mark) or rank != RANKS["PUB"]:
        return True
    value = INDEX_TERM if mark[1] in INDEXED_CODES else SHORT_VALUE
    return value.match(mark.string, mark.end()) is not None


def _parted(mark: re.Match[str]) -> bool:
    return mark[2] is not None


def _item(fields: Fields, *, wrapped: bool) -> ArchiveItem:
    text = "\n\n".join(_without_cells(fields[code]) for code in TEXT_CODES if code in fields)
    return ArchiveItem(
        text=paragraphs(text, wrapped=wrapped),
        title=_value(fields, "HD"),
        outlet=_value(fields, "SN"),
        author=BY.sub("", _value(fields, "BY") or "") or None,
        published=read_date(_value(fields, "PD") or ""),
        language=read_language(_value(fields, "LA") or ""),
    )


def _value(fields: Fields, code: str) -> str | None:
    return " ".join(_without_cells(fields.get(code, "")).split()) or None


def _without_cells(value: str) -> str:
    """Return a value without the bars that stand for the edges of a table's cells."""
    return "\n".join(line.strip("| \t") for line in value.split("\n"))
