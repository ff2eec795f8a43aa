"""From sources to statements without a ledger: as they come, or into a file that a stopped run goes on with."""

from __future__ import annotations

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from onrecord.export import ATTRIBUTION_WRITERS, attribution_line, writer_for
from onrecord.export.journal import open_journal
from onrecord.model import Page, Refused
from onrecord.outcomes import Extraction
from onrecord.pipeline import Extracted, Reader
from onrecord.runners import run_local
from onrecord.sources.reading import read_pages


def extract_sources(
    addresses: Iterable[str],
    reader: Reader,
    *,
    jobs: int,
    stdin: BinaryIO | None = None,
) -> Iterator[Extracted | Refused]:
    """Yield what the sources' pages hold, in their order."""
    pages = read_pages(addresses, settings=reader.settings, stdin=stdin)
    return run_local(reader.extracted, pages, jobs=jobs)


def extract_to(
    path: Path,
    addresses: Iterable[str],
    reader: Reader,
    *,
    jobs: int,
    stdin: BinaryIO | None = None,
    on_progress: Callable[[Extraction], None] | None = None,
) -> Extraction:
    """Write what the sources' pages hold to a file, going on where the same call was stopped before."""
    writer = writer_for(path, ATTRIBUTION_WRITERS)
    addresses = list(addresses)
    call = json.dumps([sorted(addresses), reader.tagger.name, reader.min_confidence])
    tally = Extraction()
    with open_journal(path, call) as journal:
        waiting: deque[str] = deque()
        pages = read_pages(addresses, settings=reader.settings, stdin=stdin)
        unread = _unread(pages, reader, Counter(journal.keys), waiting, tally)
        for item in run_local(reader.extracted, unread, jobs=jobs):
            key = waiting.popleft()
            if isinstance(item, Refused):
                tally.refused.append(item)
            else:
                journal.write(key, attribution_line(item.article.id, item.statements, text=item.own_text))
                tally.count(item.article.text, len(item.statements))
            if on_progress is not None:
                on_progress(tally)
        writer(journal.lines(), path)
    journal.remove()
    return tally


def _unread(
    pages: Iterable[Page | Refused],
    reader: Reader,
    known: Counter[str],
    waiting: deque[str],
    tally: Extraction,
) -> Iterator[Page | Refused]:
    """Yield the pages that are not in the journal, each with its key put into the queue; a page twice is read twice."""
    for page in pages:
        key = reader.key(page) if isinstance(page, Page) else ""
        if known[key]:
            known[key] -= 1
            tally.known += 1
        else:
            waiting.append(key)
            yield page
