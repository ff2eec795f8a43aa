"""RSS and Atom: each entry's full content, or the page that it links to."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from urllib.parse import urljoin

import feedparser

from onrecord.model import Page, Refused
from onrecord.sources.dates import make_date, read_date
from onrecord.sources.markup import parse_html, plain_text

FULL = 600
"""Characters from which an entry's content is the article; summaries have up to about 400."""

WEB = re.compile(r"https?://[^/]", re.IGNORECASE)

Linked = Callable[[str], Iterator[Page | Refused]]
"""Reads the page at an address."""


def read_feed(data: bytes, *, address: str, read_link: Linked) -> Iterator[Page | Refused]:
    """Yield the page of each entry of a feed; its links are relative to the address."""
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False)
    if not feed.entries and (feed.bozo or not feed.version):
        yield Refused(
            address=address, reason="is a feed that is not one, or a damaged one", remedy="give the feed's own address"
        )
        return
    outlet = _text(feed.feed, "title")
    for number, entry in enumerate(feed.entries, start=1):
        link = _link(address, _text(entry, "link") or "")
        page = _known(entry, address=f"{address}:entry {number}", outlet=outlet, url=link)
        yield from _read_entry(page, read_link=read_link)


def _known(entry: feedparser.FeedParserDict, *, address: str, outlet: str | None, url: str | None) -> Page:
    """Return what the feed itself holds of an entry."""
    return Page(
        address=address,
        text=_longest_text(entry),
        id=_text(entry, "id"),
        title=_text(entry, "title"),
        outlet=outlet,
        author=_text(entry, "author"),
        published=_date(entry),
        url=url,
    )


def _link(base: str, link: str) -> str | None:
    try:
        address = urljoin(base, link)
    except ValueError:
        return None
    return address if link and WEB.match(address) else None


def _read_entry(known: Page, *, read_link: Linked) -> Iterator[Page | Refused]:
    if len(known.text) >= FULL or (known.text and not known.url):
        yield known
    elif known.url:
        for page in read_link(known.url):
            yield page if isinstance(page, Refused) else _joined(page, known)
    else:
        yield Refused(address=known.address, reason="has no text and no link", remedy="give the article itself")


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
    """Return the day as the entry writes it, else as feedparser reads it (in universal time).

    Many Atom feeds give only the day updated.
    """
    # A plain dict, since feedparser's own warns where one of these is missing.
    fields = dict(entry.items())
    if day := read_date(str(fields.get("published") or fields.get("updated") or "")):
        return day
    parsed = fields.get("published_parsed") or fields.get("updated_parsed")
    return make_date(*parsed[:3]) if parsed else None
