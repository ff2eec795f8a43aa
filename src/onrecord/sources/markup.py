"""HTML parsed once, with its limits told; and short pieces of it as plain text."""

from __future__ import annotations

import re

from lxml import etree
from lxml.html import HtmlElement, HTMLParser

TOO_LARGE_FOR_PARSER = 114
"""libxml2's XML_ERR_RESOURCE_LIMIT: tags nested deeper than 256, or a text node over 10 MB; it drops the rest."""

PARAGRAPH = re.compile(
    r"address|article|aside|blockquote|d[dlt]|div|fig(?:caption|ure)|footer|form|h[1-6r]|header|li|main|nav|ol|p|pre"
    r"|section|table|tr|ul"
)
NO_TEXT = re.compile(r"script|style|template|noscript|iframe|svg|head|title|object|math|select|button")


def parse_html(text: str) -> HtmlElement | None:
    """Return the tree, or None where it has no element or is nested too deeply to be read whole."""
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False, default_doctype=False
    )
    try:
        tree = etree.fromstring(text.encode(errors="replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    if any(entry.type == TOO_LARGE_FOR_PARSER for entry in parser.error_log):
        return None
    return tree if isinstance(tree, HtmlElement) else None


def plain_text(tree: HtmlElement) -> str:
    """Return all text of a small piece of HTML, a blank line between its paragraphs."""
    pieces: list[str] = []
    hidden = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        starts = event == "start"
        tag = element.tag if isinstance(element.tag, str) else ""
        if NO_TEXT.fullmatch(tag):
            hidden += 1 if starts else -1
        if PARAGRAPH.fullmatch(tag):
            pieces.append("\n\n")
        elif tag == "br" and starts:
            pieces.append("\n")
        text = element.text if starts else element.tail
        if text and not hidden:
            pieces.append(re.sub(r"\s+", " ", text))
    return tidy_paragraphs("".join(pieces))


def tidy_paragraphs(text: str) -> str:
    """Return text with its lines trimmed and at most one blank line between paragraphs."""
    lines = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip()
