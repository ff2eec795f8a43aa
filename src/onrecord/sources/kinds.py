"""What a file holds: told by its content first, by its ending second."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePath

from onrecord.model import Refused

HEAD = 65_536
"""How many first bytes are enough to tell."""


class Kind(StrEnum):
    """What a source can be read as."""

    TEXT = "text"
    MARKDOWN = "Markdown"
    HTML = "HTML"
    PDF = "PDF"
    DOCX = "DOCX"
    RTF = "RTF"
    CSV = "CSV"
    JSONL = "JSONL"
    PARQUET = "Parquet"
    FEED = "feed"

    @property
    def is_table(self) -> bool:
        """Whether it is read row by row, so of any size."""
        return self in {Kind.CSV, Kind.JSONL, Kind.PARQUET}


READABLE = "give text, Markdown, HTML, PDF, DOCX, RTF, CSV, JSONL, Parquet or a feed"
UNPACK = "unpack it first"
RECOGNIZE = "recognize its text first with an OCR program"

MAGIC: tuple[tuple[bytes, Kind | tuple[str, str]], ...] = (
    (b"PK\x03\x04", Kind.DOCX),
    (b"PK\x05\x06", Kind.DOCX),
    (b"PAR1", Kind.PARQUET),
    (b"{\\rtf", Kind.RTF),
    (b"\xef\xbb\xbf{\\rtf", Kind.RTF),
    (b"\x1f\x8b", ("is compressed (gzip)", UNPACK)),
    (b"BZh", ("is compressed (bzip2)", UNPACK)),
    (b"\xfd7zXZ\x00", ("is compressed (xz)", UNPACK)),
    (b"\x28\xb5\x2f\xfd", ("is compressed (zstd)", UNPACK)),
    (b"7z\xbc\xaf\x27\x1c", ("is a 7z archive", UNPACK)),
    (b"Rar!\x1a", ("is a RAR archive", UNPACK)),
    (b"SQLite format 3\x00", ("is a database", "bring a DNA database in with `onrecord import`")),
    (b"\x89PNG", ("is an image", RECOGNIZE)),
    (b"\xff\xd8\xff", ("is an image", RECOGNIZE)),
    (b"GIF8", ("is an image", RECOGNIZE)),
    (b"II*\x00", ("is an image", RECOGNIZE)),
    (b"MM\x00*", ("is an image", RECOGNIZE)),
)
"""First bytes, and what they are the mark of: a kind, or a reason not to read it and a remedy."""

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")

ENDINGS = {
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".tab": Kind.CSV,
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
}
"""Kinds of text that only the ending tells."""

WITH_MARK = frozenset({".pdf", ".docx", ".parquet", ".rtf", ".doc", ".xlsx", ".rss", ".atom"})
"""Endings of kinds that have a mark of their own, so a file without it is none of them."""

NO_ARTICLE = re.compile(
    r"\.(?:bat|c|cfg|conf|cpp|css|dtd|h|ini|ipynb|java|js|less|lock|log|map|mjs|php|ps1|py|r|rb|rs|scss|sh|sql"
    r"|srt|svg|tex|toml|tsx?|vtt|xml|xsd|xsl|ya?ml)"
)
"""Endings of text files that hold no article."""

FIRST_TAG = re.compile(
    rb"\s*(?:(?:<\?[^>]{0,500}>|<!--(?:[^-]|-(?!->)){0,5000}-->)\s*){0,20}<(?P<tag>[!\w:]{1,20})(?:\s+(?P<type>html|rss)\b)?",
    re.IGNORECASE,
)
FEED_TAGS = frozenset({b"rss", b"feed", b"rdf:rdf"})
HTML_TAGS = frozenset({b"html", b"head", b"body", b"article", b"div", b"p", b"h1", b"meta", b"title", b"main"})


def kind_of(head: bytes, *, name: str, address: str) -> Kind | Refused:
    """Return what a file with this name whose first bytes these are can be read as, or why it cannot."""
    ending = PurePath(name).suffix.lower()
    head = head.removeprefix(b"\xef\xbb\xbf")
    kind = _by_mark(head) or _by_nature(head) or _by_markup(head, ending) or _by_ending(ending)
    return kind if isinstance(kind, Kind) else Refused(address=address, reason=kind[0], remedy=kind[1])


def _by_mark(head: bytes) -> Kind | tuple[str, str] | None:
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(OLD_OFFICE):
        if ENCRYPTED_OFFICE in head:
            return "is password-protected", "save it without a password"
        return "is a document in an old Office format", "open it and save it as .docx or .txt"
    return next((kind for mark, kind in MAGIC if head.startswith(mark)), None)


def _by_nature(head: bytes) -> Kind | tuple[str, str] | None:
    """Tell nothing and binary data from text, and JSON from other text."""
    if not head.strip(b" \t\r\n\x0b\x0c\x00"):
        return "is empty", "give a file with text in it"
    start = head[:4096]
    is_wide = start.startswith((b"\xff\xfe", b"\xfe\xff"))
    controls = sum(byte < 9 or 13 < byte < 27 for byte in start)
    if not is_wide and (b"\x00" in head or controls * 20 > len(start)):
        return "is a binary file", READABLE
    return Kind.JSONL if _starts_with_object(head) else None


def _by_markup(head: bytes, ending: str) -> Kind | tuple[str, str] | None:
    found = FIRST_TAG.match(head)
    tag = found["tag"].lower() if found else b""
    kind = (found["type"] or b"").lower() if found else b""
    if tag in FEED_TAGS or kind == b"rss":
        return Kind.FEED
    if ending not in ENDINGS and (tag in HTML_TAGS or kind == b"html" or ending in {".html", ".htm", ".xhtml"}):
        return Kind.HTML
    if head.lstrip().startswith(b"<?xml"):
        return "is XML but neither a feed nor a web page", READABLE
    return None


def _by_ending(ending: str) -> Kind | tuple[str, str]:
    if ending in WITH_MARK:
        return f"is named {ending} but is none", "get it again, or give it its right ending"
    if ending == ".json":
        return "is JSON but not one object a line", "write an object with its text on each line (.jsonl)"
    if NO_ARTICLE.fullmatch(ending):
        return f"is by its ending {ending} no article", "rename it to .txt if it is one"
    return ENDINGS.get(ending, Kind.TEXT)


def _starts_with_object(head: bytes) -> bool:
    line, end, _ = head.lstrip().partition(b"\n")
    if not end and len(head) >= HEAD - 3:
        # The line goes on: it must look like an object, since it cannot be read.
        return re.match(rb'\{\s*"', line) is not None
    try:
        return line.startswith(b"{") and isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False
