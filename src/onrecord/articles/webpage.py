"""The main text of a web page and what the page says about it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import trafilatura
from lxml import etree
from lxml.html import HtmlElement

from onrecord.model import Media, Page, Refused
from onrecord.sources.dates import read_date
from onrecord.sources.decoding import repair
from onrecord.sources.markup import parse_html, tidy_paragraphs

for _chatty in ("trafilatura", "htmldate", "courlan"):
    # What they warn of comes back as a refusal; without a handler Python would print it.
    logging.getLogger(_chatty).addHandler(logging.NullHandler())

DAMAGE = (etree.LxmlError, ValueError, LookupError, TypeError, AttributeError, RecursionError, OverflowError)
"""What trafilatura and its date reader raise on pages made to break them (they document nothing)."""

MUCH_MORE = 1.5
"""The precise extraction drops paragraphs with links, the usual one keeps some of what stands around the article:
one this much longer is taken to have kept it."""

MOST_ELEMENTS = 50_000
"""Extraction takes 0.2 ms an element; pages of news have up to 5,000."""

DATES = {"original_date": True, "extensive_search": False}
"""The day first published, from what the page states; no guessing from a copyright line."""


def take_main_text(page: Page) -> Page | Refused:
    """Return an HTML page as text: its main text, with the title, author, date and outlet that it states."""
    if (tree := parse_html(page.text)) is None:
        reason = "is HTML that is nested too deeply or holds no element"
        return Refused(address=page.address, reason=reason, remedy="give the article's text")
    if sum(1 for _ in tree.iter()) > MOST_ELEMENTS:
        reason = f"is HTML of more than {MOST_ELEMENTS:,} elements"
        return Refused(address=page.address, reason=reason, remedy="give the article's text")
    try:
        found = _best(_extract(tree, page.url, precise=True), _extract(tree, page.url, precise=False))
    except DAMAGE:
        return Refused(address=page.address, reason="is HTML that cannot be read", remedy="give the article's text")
    if found is None or not found.text:
        return Refused(address=page.address, reason="has no main text", remedy="give the address of one article")
    return replace(
        page,
        text=tidy_paragraphs(repair(found.text).replace("\n", "\n\n")),
        media=Media.TEXT,
        title=page.title or found.title,
        outlet=page.outlet or found.sitename,
        author=page.author or found.author,
        published=page.published or read_date(found.date or ""),
        language=page.language or tree.get("lang"),
        url=page.url or found.url,
    )


def _best(precise: Any, usual: Any) -> Any:
    if precise is None or usual is None:
        return precise or usual
    return usual if len(usual.text) <= MUCH_MORE * len(precise.text) else precise


def _extract(tree: HtmlElement, url: str | None, *, precise: bool) -> Any:
    return trafilatura.bare_extraction(
        tree,
        url=url,
        favor_precision=precise,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params=dict(DATES),
    )
