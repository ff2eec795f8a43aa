"""DOCX: the text of its paragraphs and tables, title and author from its properties."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import OpcError
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from onrecord.model import Page, Refused
from onrecord.sources.markup import tidy_paragraphs

DAMAGE = (
    OpcError,
    zipfile.BadZipFile,
    zlib.error,
    etree.LxmlError,
    ValueError,
    LookupError,
    AttributeError,
    TypeError,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
)
"""What python-docx, zipfile and lxml raise on damaged files; python-docx trips over any missing part."""

MAIN_PART = "word/document.xml"
MOST_PARTS = 1000
MOST_UNPACKED = 8
"""How many times the limit of a file all its parts may unpack to; those of XML, which are parsed, once."""

ENCRYPTED = 0x1
BLOCK = 1 << 20
AGAIN = "get the file again, or open it and save it anew"


def read_docx(data: bytes, *, address: str, most_bytes: int) -> Page | Refused:
    """Return the page that a DOCX file holds; `most_bytes` limits what its XML unpacks to."""
    try:
        if refused := _check_zip(data, address=address, most_bytes=most_bytes):
            return refused
        document = docx.Document(io.BytesIO(data))
        text = "\n\n".join(_blocks(document))
        title, author = document.core_properties.title, document.core_properties.author
    except DAMAGE:
        return Refused(address=address, reason="is a damaged or truncated DOCX file", remedy=AGAIN)
    return Page(
        address=address,
        text=tidy_paragraphs(text),
        title=title.strip() or None,
        author=None if author.strip().lower() in {"", "python-docx", "author", "user"} else author.strip(),
    )


def _check_zip(data: bytes, *, address: str, most_bytes: int) -> Refused | None:
    """Say why the zip must not be opened: what it declares first, then what it really unpacks to."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        members = parts.infolist()
        if MAIN_PART not in (names := {member.filename for member in members}):
            return _other_zip(names, address=address)
        if any(member.flag_bits & ENCRYPTED for member in members):
            return Refused(address=address, reason="is password-protected", remedy="save it without a password")
        parsed = sum(member.file_size for member in members if member.filename.endswith((".xml", ".rels")))
        declared = sum(member.file_size for member in members)
        if len(members) > MOST_PARTS or parsed > most_bytes or declared > MOST_UNPACKED * most_bytes:
            return _bomb(address)
        unpacked = 0
        for member in members:
            with parts.open(member) as part:
                while block := part.read(BLOCK):
                    unpacked += len(block)
                    if unpacked > MOST_UNPACKED * most_bytes:
                        return _bomb(address)
    return None


def _bomb(address: str) -> Refused:
    return Refused(
        address=address, reason="unpacks to more than a document can hold (a zip bomb)", remedy="do not open it"
    )


def _other_zip(names: set[str], *, address: str) -> Refused:
    if "xl/workbook.xml" in names:
        return Refused(address=address, reason="is a spreadsheet", remedy="save the sheet as CSV with a column `text`")
    if "content.xml" in names or "ppt/presentation.xml" in names:
        return Refused(address=address, reason="is an Office file of another kind", remedy="save it as .docx or .txt")
    return Refused(address=address, reason="is a zip archive", remedy="unpack it and give the folder")


def _blocks(document: Document) -> Iterator[str]:
    """Yield the text of paragraphs and table rows in order."""
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block.text
        else:
            yield from _rows(block)


def _rows(table: Table) -> Iterator[str]:
    for row in table.rows:
        cells: list[str] = []
        for cell in row.cells:
            # python-docx gives a merged cell once for each column that it covers.
            if not cells or cells[-1] != cell.text:
                cells.append(cell.text)
        yield "\n".join(cell for cell in cells if cell.strip())
