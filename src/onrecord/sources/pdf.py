"""PDF: the text layer, its broken lines made whole again."""

from __future__ import annotations

import re

import pypdfium2
import pypdfium2.raw as pdfium

from onrecord.model import Page, Refused
from onrecord.sources.layout import join_leaves, unwrap

MOST_PAGES = 2000
SCANNED = "recognize the text first with an OCR program"

LEFT_BY_PROGRAMS = re.compile(
    r"\(?(?:untitled|anonymous|unspecified|author|microsoft word|powerpoint)|.*\.(?:docx?|pdf|indd|qxd|rtf|txt)$",
    re.IGNORECASE,
)


def read_pdf(data: bytes, *, address: str) -> Page | Refused:
    """Return the page that a PDF holds: the text of its leaves in order, title and author if it states them."""
    try:
        with pypdfium2.PdfDocument(data) as document:
            if len(document) > MOST_PAGES:
                return Refused(address=address, reason=f"has {len(document)} leaves", remedy="split it into articles")
            leaves = [_leaf_text(document, number) for number in range(len(document))]
            title, author = (_property(document, name) for name in ("Title", "Author"))
    except pypdfium2.PdfiumError as error:
        if error.err_code == pdfium.FPDF_ERR_PASSWORD:
            return Refused(address=address, reason="is password-protected", remedy="save it without a password")
        return Refused(address=address, reason="is a damaged or truncated PDF", remedy="get the file again")
    text = unwrap(join_leaves(leaves))
    if not any(character.isalnum() for character in text):
        return Refused(address=address, reason="has no text layer (a scan, or nothing but pictures)", remedy=SCANNED)
    return Page(address=address, text=text, title=title, author=author)


def _leaf_text(document: pypdfium2.PdfDocument, number: int) -> str:
    leaf = document[number]
    words = leaf.get_textpage()
    try:
        return str(words.get_text_range()).replace("\r\n", "\n").replace("\r", "\n")
    finally:
        words.close()
        leaf.close()


def _property(document: pypdfium2.PdfDocument, name: str) -> str | None:
    """Return what a person wrote into the file's properties, not what a program left there."""
    try:
        value = str(document.get_metadata_value(name)).strip()
    except UnicodeDecodeError:
        return None
    return None if len(value) < 4 or LEFT_BY_PROGRAMS.match(value) else value
