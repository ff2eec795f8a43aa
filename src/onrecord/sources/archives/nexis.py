"""Nexis Uni and Lexis Advance exports: every document closes with "End of Document", its text opens with "Body"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.sources.archives.dates import is_date_line, read_date, read_language
from onrecord.sources.archives.item import ArchiveItem
from onrecord.sources.archives.lines import COPYRIGHT, are_articles, is_wrapped, paragraphs
from onrecord.sources.archives.nexis_fields import FOOT_LABELS, author_of, read_label, read_labels, url_of

END = re.compile(r"^(?:End of Document|Fin du document|Ende des Dokuments?)$", re.MULTILINE | re.IGNORECASE)
BODY = re.compile(r"^(?:Body|Corps(?: du texte)?|Textkörper|Haupttext)$", re.MULTILINE)
FOOT = re.compile(r"^Classification$", re.MULTILINE)
GRAPHIC = re.compile(r"^(?:Graphic|Grafik)$", re.MULTILINE)
HEAD_LABEL = re.compile(
    r"^(?:Length|Longueur|Länge|Section|Rubrique|Rubrik|Byline|Auteur|Autor|Dateline|Highlight) ?: ?\S",
    re.MULTILINE | re.IGNORECASE,
)
LENGTH = re.compile(
    r"^(?:Length|Longueur|Länge) ?: ?[0-9][0-9.,]{0,9} ?(?:words?|mots?|Wörter|Wort)$", re.MULTILINE | re.IGNORECASE
)
LOAD_DATE = re.compile(r"^(?:Load-Date|Date-chargement) ?: ?\S", re.MULTILINE | re.IGNORECASE)
HEAD_CHARACTERS = 4000
HEAD_LINES = 40
FOOT_LINES = 200
LINE = re.compile(r".+")
LINK = re.compile(r"\(\"?https?://[^\s()]{1,2000}\"?\)$")


def split_nexis_uni(text: str) -> tuple[ArchiveItem, ...]:
    """Return the articles before each closing line, or () where no closed document has a labelled head and a body.

    What follows the last closing line is a document that was cut off.
    """
    *closed, rest = END.split(text)
    if not are_articles(len(closed), text) or not any(map(_is_document, closed)):
        return ()
    documents: list[list[str]] = []
    for piece in closed:
        if documents and not _has_foot(documents[-1][-1]) and not _opens_document(piece):
            documents[-1].append(piece)
        else:
            documents.append([piece])
    if rest.strip():
        documents.append([rest])
    wrapped = is_wrapped(text)
    return tuple(_item("End of Document".join(pieces), wrapped=wrapped) for pieces in documents)


def _is_document(piece: str) -> bool:
    """Say whether a piece is surely a document: it marks its body under a head, and counts its words or has a foot."""
    label = HEAD_LABEL.search(piece) or COPYRIGHT.search(piece)
    body = BODY.search(piece, label.end()) if label else None
    return (
        body is not None and (LENGTH.search(piece, 0, body.start()) or LOAD_DATE.search(piece, body.end())) is not None
    )


def _has_foot(piece: str) -> bool:
    return LOAD_DATE.search(piece) is not None or FOOT.search(piece) is not None


def _opens_document(piece: str) -> bool:
    """Say whether a piece starts with a head, and is not the rest of an article that quotes a closing line."""
    head = piece[:HEAD_CHARACTERS]
    foot = FOOT.search(head)
    head = head[: foot.start()] if foot else head
    return (
        HEAD_LABEL.search(head) is not None
        or COPYRIGHT.search(head) is not None
        or BODY.search(head) is not None
        or any(map(is_date_line, head.split("\n", 8)[:8]))
    )


def _item(document: str, *, wrapped: bool) -> ArchiveItem:
    start_of_foot = _start_of_foot(document)
    end_of_head, start_of_body = _body_mark(document[:start_of_foot])
    head = [line for line in document[:end_of_head].split("\n") if line][-HEAD_LINES:]
    foot = document[start_of_foot:].split("\n", FOOT_LINES)[:FOOT_LINES]
    values = read_labels([*head, *foot])
    title, outlet, dated = _unlabelled(head)
    return ArchiveItem(
        text=paragraphs(_without_graphic(document[start_of_body:start_of_foot]), wrapped=wrapped),
        title=title,
        outlet=outlet,
        author=author_of(values),
        published=read_date(dated or ""),
        language=read_language(values.get("language", "")),
        url=url_of(values),
    )


def _start_of_foot(document: str) -> int:
    """Return where the foot starts: at "Classification", or at the labels that close the document."""
    mark = _last(FOOT, document)
    if mark is not None and any(map(_is_foot, document[mark:].split("\n", FOOT_LINES)[:FOOT_LINES])):
        return mark
    start = len(document)
    for line in reversed(document.rsplit("\n", FOOT_LINES)[1:]):
        if line and not _is_foot(line):
            break
        start -= len(line) + 1
    return start


def _last(pattern: re.Pattern[str], text: str) -> int | None:
    """Return where the last match starts."""
    found = None
    for match in pattern.finditer(text):
        found = match.start()
    return found


def _is_foot(line: str) -> bool:
    label = read_label(line)
    return label is not None and label[0] in FOOT_LABELS


def _body_mark(document: str) -> tuple[int, int]:
    """Return where the head ends and where the body starts.

    The body follows the first line "Body" under the head's labels, or where there is none the labels themselves;
    a document without labels is all head.
    """
    label = HEAD_LABEL.search(document)
    if body := BODY.search(document, label.end() if label else 0) or BODY.search(document):
        return body.start(), body.end()
    end = len(document)
    for number, line in enumerate(LINE.finditer(document)):
        labelled = HEAD_LABEL.match(line[0]) or COPYRIGHT.match(line[0])
        if labelled:
            end = line.end()
        elif end < len(document) or number > HEAD_LINES:
            break
    return end, end


def _without_graphic(body: str) -> str:
    """Return the body without the captions that follow it under "Graphic"."""
    mark = _last(GRAPHIC, body)
    return body if mark is None or mark * 2 < len(body) else body[:mark]


def _unlabelled(head: Sequence[str]) -> tuple[str | None, str | None, str | None]:
    """Return title, outlet and date line: the lines of a head that have no label, in this order.

    Before the title of the first document there may be a cover page.
    """
    plain = [line for line in head if not (read_label(line) or COPYRIGHT.match(line))]
    dated = next((index for index in reversed(range(1, len(plain))) if is_date_line(plain[index])), None)
    before = plain[:2] if dated is None else plain[:dated]
    if len(before) > 4:
        before = before[-2:]
    *title, outlet = before if len(before) > 1 else [*before, ""]
    return LINK.sub("", " ".join(title)) or None, outlet or None, None if dated is None else plain[dated]
