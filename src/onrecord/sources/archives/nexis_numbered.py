"""Nexis text exports of old: every document opens with "2 of 500 DOCUMENTS" and has its labels in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.sources.archives.dates import is_date_line, read_date, read_language
from onrecord.sources.archives.item import ArchiveItem
from onrecord.sources.archives.lines import COPYRIGHT, are_articles, is_wrapped, paragraphs
from onrecord.sources.archives.nexis_fields import FOOT_LABELS, author_of, read_label, read_labels, url_of

NUMBER = re.compile(
    r"^(?:(?P<en>[0-9]{1,6}) of (?P<en_total>[0-9]{1,6}) DOCUMENTS?"
    r"|Dokument (?P<de>[0-9]{1,6}) von (?P<de_total>[0-9]{1,6})"
    r"|Document (?P<fr>[0-9]{1,6}) de (?P<fr_total>[0-9]{1,6}))$",
    re.MULTILINE,
)
KNOWN_LABEL = re.compile(
    r"^(?:LENGTH|LÄNGE|LNGE|LONGUEUR|LOAD-DATE|UPDATE|DATE-CHARGEMENT|LANGUAGE|SPRACHE|LANGUE) ?:", re.MULTILINE
)
HEAD_BLOCKS = 16
"""No described head has more than 11 blocks: a LENGTH label further down is the article's own."""

FOOT_BLOCKS = 60


def split_numbered(text: str) -> tuple[ArchiveItem, ...]:
    """Return the articles between the numbered lines, or () where most of them have no label of the layout."""
    sections = tuple(_sections(text))
    if not are_articles(len(sections), text):
        return ()
    if 2 * sum(KNOWN_LABEL.search(section) is not None for section in sections) <= len(sections):
        return ()
    wrapped = is_wrapped(text)
    return tuple(_item(section, wrapped=wrapped) for section in sections)


def _sections(text: str) -> Iterator[str]:
    """Yield what stands between numbered lines; before the first is the cover page.

    A number that does not go on counting, or exceeds its total, is a line of an article.
    """
    start, last, last_total = 0, 0, 0
    for line in NUMBER.finditer(text):
        number = int(line["en"] or line["de"] or line["fr"])
        total = int(line["en_total"] or line["de_total"] or line["fr_total"])
        if not 1 <= number <= total or (number <= last and total == last_total):
            continue
        if last:
            yield text[start : line.start()]
        start, last, last_total = line.end(), number, total
    if last:
        yield text[start:]


def _item(section: str, *, wrapped: bool) -> ArchiveItem:
    parts = _blocks(section)
    start = _start_of_body(parts)
    end = _end_of_body(parts, start)
    head, foot = _without_notices(parts[:start]), _without_notices(parts[end:])
    values = read_labels([*head, *foot])
    outlet, dated, title = _unlabelled(head)
    return ArchiveItem(
        text=paragraphs(_without_label("\n\n".join(parts[start:end])), wrapped=wrapped),
        title=values.get("headline") or title,
        outlet=outlet,
        author=author_of(values),
        published=read_date(dated or ""),
        language=read_language(values.get("language", "")),
        url=url_of(values),
    )


def _blocks(section: str) -> list[str]:
    """Return the blocks between blank lines, or the lines where there are no blank lines to speak of."""
    found = [block for block in section.strip("\n").split("\n\n") if block]
    return found if len(found) > 3 else [line for line in section.split("\n") if line]


def _start_of_body(parts: Sequence[str]) -> int:
    """Return the index of the first block of the article's text.

    It is the BODY label or, without one, the first plain block after the leading labels.
    """
    start, has_length = 0, False
    for index, part in enumerate(parts[:HEAD_BLOCKS]):
        label = _capital_label(part)
        if label == "body":
            return index
        if label is None and has_length:
            break
        if label is not None:
            start = index + 1
            has_length = has_length or label == "length"
    return start or _end_of_title(parts)


def _end_of_body(parts: Sequence[str], start: int) -> int:
    """Return the index of the first of the labels and copyright notices that close a section."""
    end = len(parts)
    while max(start, len(parts) - FOOT_BLOCKS) < end and _is_foot(parts[end - 1]):
        end -= 1
    return end


def _end_of_title(parts: Sequence[str]) -> int:
    """Return the end of a head without labels: outlet, date and title."""
    dated = next((index for index, part in enumerate(parts[:HEAD_BLOCKS]) if is_date_line(part)), None)
    return 0 if dated is None else min(dated + 2, len(parts))


def _unlabelled(head: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Return outlet, date line and title: the blocks of a head that have no label, in this order."""
    plain = [part for part in head if _capital_label(part) is None]
    dated = next((index for index, part in enumerate(plain) if is_date_line(part)), None)
    if dated is None:
        return plain[0] if plain else None, None, " ".join(plain[1:]) or None
    return plain[dated - 1] if dated else None, plain[dated], " ".join(plain[dated + 1 :]) or None


def _without_notices(parts: Sequence[str]) -> list[str]:
    """Return the blocks on one line each, without copyright notices."""
    whole = (" ".join(line for line in part.split("\n") if not COPYRIGHT.match(line)) for part in parts)
    return [part for part in whole if part]


def _capital_label(part: str) -> str | None:
    label = read_label(part) if part.partition(":")[0].isupper() else None
    return label[0] if label else None


def _is_foot(part: str) -> bool:
    return _capital_label(part) in FOOT_LABELS or COPYRIGHT.match(part) is not None


def _without_label(body: str) -> str:
    return body.partition(":")[2].lstrip() if _capital_label(body) == "body" else body
