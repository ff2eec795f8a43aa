"""Text inside XML, which forbids control characters even as references."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
OUTSIDE_NAMES = re.compile("[^-.0-9A-Z_a-zÀ-ÖØ-öø-ʨΆΈ-ΊΌΎ-ΡΣ-ώЁ-Ќ\u040e-яё-ќўџא-ת一-龥가-힣]")
"""Other than letters that every edition of XML has in names."""


def visible(text: str) -> str:
    """Return the text with pictures in place of control characters: ␛ for escape, � for what has none."""
    return FORBIDDEN.sub(lambda found: chr(0x2400 + ord(found[0])) if found[0] < " " else "\ufffd", text)


def content(text: str) -> str:
    """Return the text as it stands between tags."""
    return escape(visible(text), {"\r": "&#13;"})


def value(text: str) -> str:
    """Return the text as it stands behind an attribute's equals sign, with its quotation marks."""
    return quoteattr(visible(text))


def name_token(text: str) -> str:
    """Return the text with an underscore for what a name in XML cannot have."""
    return OUTSIDE_NAMES.sub("_", text) or "_"
