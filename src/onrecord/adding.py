"""From sources into a ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice

from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.database import Database
from onrecord.ledger.positions import open_round, work_left, write_judged, write_unchanged
from onrecord.ledger.reading import has_page, read_uncoded
from onrecord.ledger.writing import Reading, write_reading, write_refusal
from onrecord.model import Concept, Page, Record, Refused
from onrecord.outcomes import Added, Outcome
from onrecord.pipeline import Reader
from onrecord.positions.coder import Coder
from onrecord.positions.coding import Judged, code
from onrecord.runners import run_local

BATCH = 200
"""Statements whose positions are stored in one transaction: what a kill costs at most."""


def add_pages(
    database: Database,
    pages: Iterable[Page | Refused],
    reader: Reader,
    *,
    jobs: int,
    on_progress: Callable[[Added], None] | None = None,
) -> Added:
    """Read the pages into the ledger, each article in a transaction of its own, and return the tally."""
    added = Added()
    for outcome in run_local(reader.readings, _unread(pages, database, reader, added), jobs=jobs):
        _store(database, outcome, added)
        if on_progress is not None:
            on_progress(added)
    return added


def code_statements(
    database: Database,
    coder: Coder,
    added: Added,
    *,
    jobs: int = 1,
    on_progress: Callable[[Added], None] | None = None,
) -> None:
    """Judge what the coder has not judged yet by the ledger's codebook, and count it; nothing where there is none."""
    with database.writing() as connection:
        concepts = read_codebook(connection).concepts.values()
        if not concepts:
            return
        number = open_round(connection, coder.name, concepts)
        left = work_left(connection, number)
    for work in left:
        if not work.concepts:
            with database.writing() as connection:
                write_unchanged(connection, number, work)
            continue
        with database.reading() as reading:
            records = read_uncoded(reading, work.round)
            judged = run_local(partial(judge, concepts=work.concepts, coder=coder), records, jobs=jobs)
            while batch := list(islice(judged, BATCH)):
                with database.writing() as connection:
                    added.positions += write_judged(connection, batch, number, work)
                added.coded += len(batch)
                if on_progress is not None:
                    on_progress(added)


def judge(records: Sequence[Record], *, concepts: Sequence[Concept], coder: Coder) -> list[Judged]:
    """Return the statements with their positions; a call that other processes can make."""
    return list(code(records, concepts, coder))


def _unread(
    pages: Iterable[Page | Refused], database: Database, reader: Reader, added: Added
) -> Iterator[Page | Refused]:
    for page in pages:
        if isinstance(page, Page) and _is_known(database, reader.key(page)):
            added.known += 1
        else:
            yield page


def _is_known(database: Database, key: str) -> bool:
    with database.reading() as connection:
        return has_page(connection, key)


def _store(database: Database, outcome: Reading | Refused, added: Added) -> None:
    if isinstance(outcome, Refused):
        with database.writing() as connection:
            write_refusal(connection, outcome)
        added.refused.append(outcome)
        return
    with database.writing() as connection:
        written = write_reading(connection, outcome)
    match written.outcome:
        case Outcome.ADDED:
            added.added += 1
        case Outcome.COPY:
            added.copies += 1
        case Outcome.COMPLETED:
            added.completed += 1
        case Outcome.DUPLICATE:
            added.known += 1
    if written.outcome in (Outcome.ADDED, Outcome.COPY):
        added.statements += len(outcome.statements)
    if written.renamed_from is not None:
        added.renamed.append(written)
