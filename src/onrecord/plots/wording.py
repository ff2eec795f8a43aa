"""Text as figures draw it: what the font has, on one line, no longer than there is room."""

from __future__ import annotations

import re
from functools import cache
from textwrap import wrap

from anyascii import anyascii
from matplotlib.font_manager import findfont, get_font

BLANK = re.compile(r"\s+")


def drawable(text: str) -> str:
    """Return the text with Latin letters for the characters that the font lacks, or a box for what has none.

    Dollar signs are dollar signs and begin no formula.
    """
    glyphs = _glyphs()
    plain = BLANK.sub(" ", text.encode(errors="replace").decode()).strip()
    drawn = "".join(char if ord(char) in glyphs else _substitute(char) for char in plain)
    return drawn.replace("$", r"\$")


def _substitute(char: str) -> str:
    letters = anyascii(char)
    return letters if letters and letters.isprintable() else "□"


def shortened(text: str, most: int = 40) -> str:
    """Return the text as it is drawn, cut where it is longer."""
    return drawable(cut(text, most))


def cut(text: str, most: int) -> str:
    """Return the text of so many characters at most."""
    plain = BLANK.sub(" ", text).strip()
    return plain if len(plain) <= most else plain[: most - 1].rstrip() + "…"


def in_lines(text: str, width: int = 34, most: int = 3) -> str:
    """Return the text as it is drawn, in lines; where it has more of them, the last ends in three dots."""
    lines = wrap(BLANK.sub(" ", text).strip(), width) or [""]
    if len(lines) > most:
        lines = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), width)]
    return "\n".join(map(drawable, lines))


@cache
def _glyphs() -> frozenset[int]:
    return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())
