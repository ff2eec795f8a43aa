"""All sources as one stream of pages."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import unquote, urlsplit

from onrecord.model import Page, Refused
from onrecord.settings import Settings
from onrecord.sources.documents import Document, read_document
from onrecord.sources.feeds import read_feed
from onrecord.sources.finding import find_files, shown, why
from onrecord.sources.kinds import HEAD, Kind, kind_of
from onrecord.sources.tables import read_jsonl, read_table, with_ids
from onrecord.sources.web import Fetched, Fetcher

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

STDIN = "-"
OF_LEDGER = ("", "-wal", "-shm", "-journal")
"""What the names of a ledger's files have beyond its own: SQLite's, beside the database while it is open."""
MEDIA_ENDINGS = {
    "application/pdf": ".pdf",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "text/markdown": ".md",
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/json": ".json",
    "application/rss+xml": ".rss",
    "application/atom+xml": ".atom",
}
"""What a server's media type says about the content, as the ending it stands for."""


def read_pages(
    sources: Iterable[str],
    *,
    settings: Settings,
    stdin: BinaryIO | None = None,
    fetcher: Fetcher | None = None,
    ledger: Path | None = None,
) -> Iterator[Page | Refused]:
    """Yield the pages of all sources in order, or what was refused, one at a time.

    A source is a folder, a glob, a file, an http(s) address, the address or file of a feed,
    or "-" for `stdin`, which holds JSONL or one document. `fetcher` fetches all addresses, also those in feeds.
    The files of the `ledger` that the pages are for are never opened; found in a folder they are passed over.
    """
    own = {os.path.realpath(f"{ledger}{ending}") for ending in OF_LEDGER} if ledger else set()
    with fetcher or Fetcher(settings) as fetching:
        for source in sources:
            if source == STDIN:
                yield from _read_stdin(stdin, settings=settings)
            elif source.lower().startswith(("http://", "https://")):
                yield from _read_address(source, settings=settings, fetcher=fetching)
            else:
                for found in find_files(source):
                    if isinstance(found, Refused):
                        yield found
                    elif own and os.path.realpath(found) in own:
                        if found == Path(source):
                            remedy = "give a file or folder of articles"
                            yield Refused(address=source, reason="is the ledger itself", remedy=remedy)
                    else:
                        yield from _read_file(found, settings=settings, fetcher=fetching)


def _read_file(path: Path, *, settings: Settings, fetcher: Fetcher) -> Iterator[Page | Refused]:
    address, stem = shown(path), shown(path.stem)
    try:
        if not S_ISREG(path.stat().st_mode):
            yield Refused(address=address, reason="is no regular file", remedy="give a file or folder")
            return
        with path.open("rb") as file:
            kind = kind_of(file.read(HEAD), name=path.name, address=address)
            file.seek(0)
            if isinstance(kind, Refused):
                yield kind
            elif kind.is_table:
                yield from read_table(file, kind, address=address, stem=stem)
            elif path.stat().st_size > settings.max_file_bytes:
                yield _too_large(address, settings)
            else:
                document = Document(address=address, data=file.read(), kind=kind, stem=stem)
                yield from _read_document(document, settings=settings, fetcher=fetcher)
    except OSError as error:
        yield Refused(
            address=address, reason=f"cannot be read ({why(error)})", remedy="check the path and its permissions"
        )


def _read_document(document: Document, *, settings: Settings, fetcher: Fetcher) -> Iterator[Page | Refused]:
    """Yield the pages of a document or feed."""
    if document.kind is not Kind.FEED:
        yield from read_document(document, settings=settings)
        return

    def read_link(link: str) -> Iterator[Page | Refused]:
        return _read_address(link, settings=settings, fetcher=fetcher, is_link=True)

    yield from read_feed(document.data, address=document.address, read_link=read_link)


def _read_address(
    source: str, *, settings: Settings, fetcher: Fetcher, is_link: bool = False
) -> Iterator[Page | Refused]:
    """Yield the pages at a web address; one that a feed links to must be an article."""
    fetched = fetcher.fetch(source)
    if isinstance(fetched, Refused):
        yield fetched
        return
    name = _file_name(fetched)
    kind = kind_of(fetched.data[:HEAD], name=name, address=source)
    if isinstance(kind, Refused):
        yield kind
    elif is_link and (kind.is_table or kind is Kind.FEED):
        yield Refused(address=source, reason=f"is no article but {kind}", remedy="give its address by itself")
    elif kind.is_table:
        yield from read_table(io.BytesIO(fetched.data), kind, address=source, stem=PurePosixPath(name).stem)
    else:
        document = Document(address=source, data=fetched.data, kind=kind, charset=fetched.charset)
        pages = _read_document(document, settings=settings, fetcher=fetcher)
        yield from pages if kind is Kind.FEED else (_found_at(fetched.address, page) for page in pages)


def _found_at(address: str, page: Page | Refused) -> Page | Refused:
    return page if isinstance(page, Refused) else replace(page, url=page.url or address)


def _file_name(fetched: Fetched) -> str:
    """Return the name by which to tell the kind: the address's, its ending corrected by the media type."""
    name = PurePosixPath(unquote(urlsplit(fetched.address).path)).name
    ending = MEDIA_ENDINGS.get(fetched.media_type)
    return f"{PurePosixPath(name).stem or 'page'}{ending}" if ending else name or "page"


def _read_stdin(stdin: BinaryIO | None, *, settings: Settings) -> Iterator[Page | Refused]:
    if stdin is None:
        yield Refused(address=STDIN, reason="is given but there is no standard input", remedy="give a file")
        return
    head = b""
    while not head.strip() and (line := stdin.readline(HEAD)):
        head += line
    if kind_of(head, name=STDIN, address="stdin") is Kind.JSONL:
        lines = io.BufferedReader(_Rejoined(head, stdin))
        yield from with_ids(read_jsonl(lines, address="stdin", encoding="utf-8-sig"), stem="stdin")
        return
    data = head + stdin.read(settings.max_file_bytes + 1)
    kind = kind_of(data[:HEAD], name=STDIN, address="stdin")
    if len(data) > settings.max_file_bytes:
        yield _too_large("stdin", settings)
    elif isinstance(kind, Refused):
        yield kind
    elif kind.is_table or kind is Kind.FEED:
        yield Refused(
            address="stdin", reason=f"is {kind}, which is read from a file", remedy="save it and give the file"
        )
    else:
        yield from read_document(Document(address="stdin", data=data, kind=kind), settings=settings)


def _too_large(address: str, settings: Settings) -> Refused:
    return Refused(
        address=address,
        reason=f"is larger than {settings.max_file_bytes:,} bytes",
        remedy="split it into articles, or set ONRECORD_MAX_FILE_BYTES higher",
    )


class _Rejoined(io.RawIOBase):
    """A stream of which the first bytes were read already."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        view = memoryview(buffer).cast("B")
        block = self._head[: len(view)]
        self._head = self._head[len(block) :]
        block = block or self._rest.readline(len(view))
        view[: len(block)] = block
        return len(block)
