"""One document's bytes to its pages: the right reader, and what holds of all readers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.model import Media, Page, Refused
from onrecord.settings import Settings
from onrecord.sources.archives import ArchiveItem, split_archive
from onrecord.sources.decoding import decode, repair
from onrecord.sources.kinds import Kind
from onrecord.sources.markdown import read_markdown
from onrecord.sources.pdf import read_pdf
from onrecord.sources.rtf import read_rtf
from onrecord.sources.word import read_docx

MOST_BROKEN = 0.01
"""Share of characters that could not be decoded from which a text is not worth reading; two are forgiven."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document in memory; `stem` becomes its page's id, `charset` is the one that a server names."""

    address: str
    data: bytes
    kind: Kind
    stem: str | None = None
    charset: str | None = None


def read_document(document: Document, *, settings: Settings) -> Iterator[Page | Refused]:
    """Yield the page of a document, or the pages of a news archive's export: one document, many articles."""
    page = _read(document, settings=settings)
    if isinstance(page, Refused):
        yield page
        return
    page = replace(page, id=document.stem, text=repair(page.text))
    if refused := _check(page):
        yield refused
        return
    items = split_archive(page.text) if page.media is Media.TEXT else ()
    yield from (_read_item(page, item, number) for number, item in enumerate(items, start=1))
    if not items:
        yield page


def _read(document: Document, *, settings: Settings) -> Page | Refused:
    if document.kind is Kind.PDF:
        return read_pdf(document.data, address=document.address)
    if document.kind is Kind.DOCX:
        return read_docx(document.data, address=document.address, most_bytes=settings.max_file_bytes)
    if document.kind is Kind.RTF:
        return read_rtf(document.data, address=document.address)
    text = decode(document.data, charset=document.charset)
    if document.kind is Kind.MARKDOWN:
        return read_markdown(text, address=document.address)
    return Page(address=document.address, text=text, media=Media.HTML if document.kind is Kind.HTML else Media.TEXT)


def _check(page: Page) -> Refused | None:
    if page.text.count("\ufffd") > 2 + MOST_BROKEN * len(page.text):
        reason, remedy = "is in an encoding that cannot be told", "save it again as UTF-8"
    elif not page.text.strip():
        reason, remedy = "holds no text", "give a file with text in it"
    else:
        return None
    return Refused(address=page.address, reason=reason, remedy=remedy)


def _read_item(page: Page, item: ArchiveItem, number: int) -> Page | Refused:
    address = f"{page.address}:item {number}"
    if not item.text.strip():
        return Refused(address=address, reason="has a head but no text", remedy="export this article again")
    return Page(
        address=address,
        text=item.text,
        id=None if page.id is None else f"{page.id}-{number}",
        title=item.title,
        outlet=item.outlet,
        author=item.author,
        published=item.published,
        language=item.language,
        url=item.url,
    )
