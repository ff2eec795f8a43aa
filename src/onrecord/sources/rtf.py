"""RTF: its plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

from striprtf.striprtf import rtf_to_text

from onrecord.model import Page, Refused
from onrecord.sources.markup import tidy_paragraphs

DAMAGE = (ValueError, LookupError, TypeError, OverflowError)
"""What striprtf raises on damaged files (it documents none): bad numbers, unknown code pages, missing fonts."""

LONGEST_FONT_TABLE = 100_000
"""striprtf's pattern for fonts is quadratic in this; Word writes up to 40,000 characters."""

AGAIN = "get the file again, or open it and save it as .docx or .txt"


def read_rtf(data: bytes, *, address: str) -> Page | Refused:
    """Return the page that an RTF file holds."""
    code = data.decode("latin-1").lstrip("ï»¿ \r\n\t").rstrip("\x00 \r\n\t\x1a")
    if not code.endswith("}"):
        return Refused(address=address, reason="is a truncated RTF file", remedy=AGAIN)
    if "\\fonttbl" in code and _font_table_length(code) > LONGEST_FONT_TABLE:
        return Refused(address=address, reason="is an RTF file with a font table out of measure", remedy=AGAIN)
    # Without the blank striprtf would write each link's address into the sentence.
    code = code.replace("{\\field{", "{\\field {")
    to_text: Callable[..., str] = rtf_to_text
    try:
        text = to_text(code, errors="replace")
    except DAMAGE:
        return Refused(address=address, reason="is a damaged RTF file", remedy=AGAIN)
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Page(address=address, text=tidy_paragraphs(text))


def _font_table_length(code: str) -> int:
    """Return how long the group is in which the font table stands."""
    start = code.index("\\fonttbl")
    depth = 1
    for brace in re.finditer(r"[{}]", code[start:]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return brace.start()
    return len(code) - start
