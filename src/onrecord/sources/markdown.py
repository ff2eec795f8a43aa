"""Markdown as readable text: its marks removed, its front matter read as the page's head."""

from __future__ import annotations

import re

from onrecord.model import Page
from onrecord.sources.dates import read_date
from onrecord.sources.markup import tidy_paragraphs

FRONT_MATTER = re.compile(r"\A---[ \t]*\n(?P<head>(?:(?!---|\.\.\.).*\n){0,200})(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
FIELD = re.compile(r"(?P<name>[\w-]{1,40})[ \t]*:[ \t]+(?P<value>\S.*)")
FENCE = re.compile(r"^ {0,3}(?:```|~~~).*$", re.MULTILINE)
RULE = re.compile(r"^ {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+|-+)$", re.MULTILINE)
LINE_MARK = re.compile(r"^[ \t]*(?:>[ \t]?){0,9}(?:#{1,6}[ \t]+|[-*+][ \t]+)?", re.MULTILINE)
HEADING_END = re.compile(r"[ \t]+#+[ \t]*$", re.MULTILINE)
IMAGE = re.compile(r"!\[(?P<text>[^\[\]\n]{0,500})\]\([^()\n]{0,2000}\)")
LINK = re.compile(r"\[(?P<text>[^\[\]\n]{0,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
ADDRESS = re.compile(r"<(https?://[^<>\s]{1,2000})>")
DEFINITION = re.compile(r"^ {0,3}\[[^\[\]\n]{1,200}\]:[ \t]*\S.*$", re.MULTILINE)
STRONG = re.compile(r"(?<!\\)(?P<mark>\*\*|__)(?=\S)(?P<text>[^*_\n]{1,1000})(?<=\S)(?P=mark)")
EMPHASIS = re.compile(r"(?<![\w\\*])(?P<mark>[*_])(?=\S)(?P<text>[^*_\n]{1,1000})(?<=\S)(?P=mark)(?![\w*])")
CODE = re.compile(r"`(?P<text>[^`\n]{1,500})`")
ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")

HEADS = {"title": "title", "author": "author", "outlet": "outlet", "publisher": "outlet", "source": "outlet"}
HEADS |= {"url": "url", "link": "url", "lang": "language", "language": "language"}
DATES = frozenset({"date", "published", "pubdate", "publish_date"})


def read_markdown(text: str, *, address: str) -> Page:
    """Return the page that a Markdown file holds."""
    head: dict[str, str] = {}
    if matter := FRONT_MATTER.match(text):
        text = text[matter.end() :]
        head = {found["name"].lower(): found["value"].strip().strip("\"'") for found in FIELD.finditer(matter["head"])}
    known = {field: head[name] for name, field in HEADS.items() if head.get(name)}
    written = next((head[name] for name in head if name in DATES), "")
    return Page(
        address=address,
        text=_without_marks(text),
        title=known.get("title"),
        outlet=known.get("outlet"),
        author=known.get("author"),
        language=known.get("language"),
        url=known.get("url"),
        published=read_date(written),
    )


def _without_marks(text: str) -> str:
    for pattern in (FENCE, RULE, DEFINITION):
        text = pattern.sub("", text)
    text = HEADING_END.sub("", LINE_MARK.sub("", text))
    for pattern in (IMAGE, LINK, STRONG, EMPHASIS, CODE):
        text = pattern.sub(lambda found: found["text"], text)
    text = ESCAPE.sub(r"\1", ADDRESS.sub(r"\1", text))
    return tidy_paragraphs(text)
