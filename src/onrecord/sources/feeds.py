"""RSS and Atom: each entry's full content, or the page that it links to."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable, Iterator
from dataclasses import replace

import feedparser

from onrecord.model import Page, Refused
from onrecord.sources.dates import read_date
from onrecord.sources.markup import parse_html, plain_text

FULL = 600
"""Characters from which an entry's content is the article; summaries have up to about 400."""

Linked = Callable[[str], Iterator[Page | Refused]]
"""Reads the page at an address."""


def read_feed(data: bytes, *, address: str, read_link: Linked, base: str = "") -> Iterator[Page | Refused]:
    """Yield the page of each entry of a feed; `base` is the address that the bytes came from."""
    feed = feedparser.parse(
        io.BytesIO(data), response_headers={"content-location": base} if base else {}, sanitize_html=False
    )
    if not feed.entries and (feed.bozo or not feed.version):
        yield Refused(
            address=address, reason="is a feed that is not one, or a damaged one", remedy="give the feed's own address"
        )
        return
    outlet = _text(feed.feed, "title")
    for number, entry in enumerate(feed.entries, start=1):
        yield from _read_entry(entry, outlet=outlet, address=f"{address}:entry {number}", read_link=read_link)


def _read_entry(
    entry: feedparser.FeedParserDict, *, outlet: str | None, address: str, read_link: Linked
) -> Iterator[Page | Refused]:
    known = Page(
        address=address,
        text=_longest_text(entry),
        id=_text(entry, "id"),
        title=_text(entry, "title"),
        outlet=outlet,
        author=_text(entry, "author"),
        published=_date(entry),
        url=_text(entry, "link"),
    )
    if len(known.text) >= FULL:
        yield known
        return
    if known.url is None or not known.url.startswith(("http://", "https://")):
        if known.text:
            yield known
        else:
            yield Refused(address=address, reason="has no text and no link", remedy="give the article itself")
        return
    for page in read_link(known.url):
        yield page if isinstance(page, Refused) else _joined(page, known)


def _joined(page: Page, known: Page) -> Page:
    """Return the linked page with what the feed knows of it."""
    return replace(
        page,
        id=known.id,
        title=known.title or page.title,
        outlet=known.outlet or page.outlet,
        author=known.author or page.author,
        published=known.published or page.published,
    )


def _longest_text(entry: feedparser.FeedParserDict) -> str:
    pieces = [str(piece.get("value", "")) for piece in entry.get("content", [])] + [str(entry.get("summary", ""))]
    return max((_plain(piece) for piece in pieces), key=len)


def _plain(piece: str) -> str:
    tree = parse_html(f"<div>{piece}</div>")
    return "" if tree is None else plain_text(tree)


def _text(parsed: feedparser.FeedParserDict, name: str) -> str | None:
    return _plain(str(parsed.get(name) or "")) or None


def _date(entry: feedparser.FeedParserDict) -> datetime.date | None:
    """Return the day as the entry writes it, else the one feedparser reads (in universal time)."""
    if day := read_date(str(entry.get("published") or "")):
        return day
    parsed = entry.get("published_parsed")
    return datetime.date(*parsed[:3]) if parsed else None
