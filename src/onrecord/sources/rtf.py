"""RTF: its plain text."""

from __future__ import annotations

import re
from collections.abc import Callable

from striprtf.striprtf import rtf_to_text

from onrecord.model import Page, Refused
from onrecord.sources.markup import tidy_paragraphs

DAMAGE = (ValueError, LookupError, TypeError, OverflowError)
"""What striprtf raises on damaged files (it documents none): bad numbers, unknown code pages, missing fonts."""

DEEPEST = 500
"""Groups within groups; striprtf keeps each open one in memory, programs write fewer than 20."""

BRACE = re.compile(r"[{}]")
FONT_TABLE = re.compile(r"\{[^{}]*\\fonttbl")
FONT = re.compile(r"\\f(?P<number>\d{1,5})(?:(?!\\f\d)[^;]){0,300}?\\fcharset(?P<charset>\d{1,3})")
AGAIN = "get the file again, or open it and save it as .docx or .txt"


def read_rtf(data: bytes, *, address: str) -> Page | Refused:
    """Return the page that an RTF file holds."""
    code = data.decode("latin-1").lstrip("ï»¿ \r\n\t").rstrip("\x00 \r\n\t\x1a")
    if not code.endswith("}"):
        return Refused(address=address, reason="is a truncated RTF file", remedy=AGAIN)
    if _depth(code) > DEEPEST:
        return Refused(address=address, reason=f"nests more than {DEEPEST} groups", remedy=AGAIN)
    # Without the blank striprtf would write each link's address into the sentence.
    code = _with_plain_fonts(code).replace("{\\field{", "{\\field {")
    to_text: Callable[..., str] = rtf_to_text
    try:
        text = to_text(code, errors="replace")
    except DAMAGE:
        return Refused(address=address, reason="is a damaged RTF file", remedy=AGAIN)
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return Page(address=address, text=tidy_paragraphs(text))


def _depth(code: str) -> int:
    """Return how many groups are open at most."""
    depth = deepest = 0
    for brace in BRACE.finditer(code):
        depth += 1 if brace[0] == "{" else -1
        deepest = max(deepest, depth)
    return deepest


def _with_plain_fonts(code: str) -> str:
    """Return the code with a font table that says no more than numbers and character sets.

    striprtf's pattern for fonts takes cubic time on a table without semicolons (minutes for 100 KB).
    """
    start = FONT_TABLE.search(code)
    if not start:
        return code
    depth, end = 1, len(code)
    for brace in BRACE.finditer(code, start.end()):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            end = brace.start()
            break
    fonts = FONT.finditer(code, start.end(), end)
    table = "".join(f"{{\\f{font['number']}\\fcharset{font['charset']} A;}}\n" for font in fonts)
    return code[: start.end()] + table + code[end:]
