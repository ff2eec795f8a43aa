"""The text of an article in its one stored form: every offset points into it."""

from __future__ import annotations

import re
import unicodedata

LINE_END_IN_TWO = re.compile("\r(?=\n)")


def _replacements() -> dict[int, str]:
    """Return what stands for each character that has no place in a text, one character for one."""
    controls = dict.fromkeys((*range(32), 127), " ")
    # Bytes 0x80 to 0x9F of Windows-1252 that someone read as Latin-1.
    windows = {code: bytes([code]).decode("cp1252", errors="replace") for code in range(0x80, 0xA0)}
    lines = dict.fromkeys((*b"\n\r\x0b\x0c", 0x85, 0x2028, 0x2029), "\n")
    blanks = {code: " " for code in range(0xA0, 0x3001) if unicodedata.category(chr(code)) == "Zs"}
    broken = dict.fromkeys(range(55296, 57344), "�")
    return {**controls, **windows, **lines, **blanks, **broken, ord("\t"): "\t"}


REPLACEMENTS = _replacements()


def normalize(text: str) -> str:
    """Return the text with plain line ends and blanks and without control characters, as long as before.

    One code point stands for each code point, so that offsets into a text given as text
    (a row of JSONL, a .txt file) are offsets into the article, and the other way round.
    """
    return LINE_END_IN_TWO.sub(" ", text).translate(REPLACEMENTS)


def normalize_line(text: str | None) -> str | None:
    """Return a title or name on one line, or None where nothing is left of it."""
    return (" ".join(normalize(text).split()) or None) if text else None
