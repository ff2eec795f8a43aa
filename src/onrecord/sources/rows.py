"""Rows of tables as pages: which column is what, and what a row must hold."""

from __future__ import annotations

import datetime
import logging
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, TypeAdapter, ValidationError, with_config

from onrecord.model import Media, Page, Refused
from onrecord.sources.dates import read_date

log = logging.getLogger(__name__)

COLUMNS: dict[str, tuple[str, ...]] = {
    "text": (
        "text", "body", "content", "full_text", "fulltext", "article_text", "article", "maintext", "main_text",
        "body_text", "plain_text", "story", "article_body", "articlebody",
    ),
    "id": ("id", "article_id", "articleid", "doc_id", "document_id", "docid", "identifier", "guid", "uuid"),
    "title": ("title", "headline", "heading", "article_title"),
    "published": (
        "published", "date", "published_at", "date_published", "datepublished", "publication_date", "pub_date",
        "pubdate", "publish_date", "date_publish", "publishedat", "published_date", "created_at", "datetime",
        "timestamp",
    ),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "media", "source_name", "site", "sitename"),
    "url": ("url", "link", "address", "href", "web_url", "source_url", "permalink"),
    "author": ("author", "authors", "byline", "by", "writer", "creator"),
    "language": ("language", "lang"),
}  # fmt: skip
"""What a column may be called, the best name first; case, blanks and hyphens do not matter."""

WANTED = f"name the column that holds the article `text` (or {', '.join(COLUMNS['text'][1:4])})"


def _text_or_none(value: object) -> object:
    """Return what a cell says as text; a program's empty values say nothing."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value) if math.isfinite(value) else None
    if isinstance(value, list | tuple):
        return ", ".join(item for item in value if isinstance(item, str)) or None
    if isinstance(value, dict):
        return _text_or_none(value.get("name"))
    return None if value is None or isinstance(value, bool) else str(value)


def _id_or_none(value: object) -> object:
    """Return an id as it was given."""
    return value if isinstance(value, str) and value.strip() else _text_or_none(value)


def _date_or_none(value: object) -> datetime.date | None:
    """Return the date that a cell holds; one that cannot be read surely is unknown."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    written = _text_or_none(value)
    if not isinstance(written, str):
        return None
    if (date := read_date(written)) is None:
        log.info("date %r cannot be read surely", written[:40])
    return date


Cell = Annotated[str | None, BeforeValidator(_text_or_none)]
Identifier = Annotated[str | None, BeforeValidator(_id_or_none)]
Day = Annotated[datetime.date | None, BeforeValidator(_date_or_none)]


@with_config(ConfigDict(extra="ignore"))
@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row as it must be: only the text is demanded."""

    text: str
    id: Identifier = None
    title: Cell = None
    published: Day = None
    outlet: Cell = None
    url: Cell = None
    author: Cell = None
    language: Cell = None


ROW = TypeAdapter(Row)


def find_columns(names: Iterable[object]) -> dict[str, str]:
    """Return which of the columns named holds which field; no `text` where none does."""
    written = {_plain(name): name for name in reversed([name for name in names if isinstance(name, str)])}
    return {
        field: written[synonym]
        for field, synonyms in COLUMNS.items()
        if (synonym := next((synonym for synonym in synonyms if synonym in written), None))
    }


def no_text_column(names: Iterable[str], *, address: str) -> Refused:
    """Say which columns were found and which one is wanted."""
    found = ", ".join(f"`{str(name)[:40]}`" for name in list(names)[:30]) or "none"
    return Refused(address=address, reason=f"has no column with the text; its columns are {found}", remedy=WANTED)


def read_row(row: Mapping[str, object], columns: Mapping[str, str], *, address: str) -> Page | Refused:
    """Return the page that a row holds."""
    try:
        read = ROW.validate_python({field: row.get(column) for field, column in columns.items()})
    except ValidationError as error:
        field = str(error.errors()[0]["loc"][0])
        value = row.get(columns.get(field, field))
        kind = "missing" if value is None else f"{type(value).__name__}, not text"
        return Refused(address=address, reason=f"its {field} is {kind}", remedy="give each row its text")
    if not read.text.strip():
        return Refused(address=address, reason="its text is empty", remedy="give each row its text")
    is_html = _is_html(read.text)
    return Page(
        address=address,
        text=read.text,
        media=Media.HTML if is_html else Media.TEXT,
        id=read.id,
        title=read.title,
        outlet=read.outlet,
        author=read.author,
        published=read.published,
        language=read.language,
        url=read.url,
        verbatim=not is_html,
    )


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _is_html(text: str) -> bool:
    return text[:200].lstrip().lower().startswith(("<!doctype html", "<html"))
