"""The public calls: behind each command stands one of these, with the same name and arguments."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import sqlalchemy as sa

from onrecord.errors import SourceError
from onrecord.evaluation import Coding, Evaluation, coding_of, read_coding
from onrecord.evaluation import evaluate as compare
from onrecord.export import STATEMENT_WRITERS, writer_for
from onrecord.ledger import decisions, reading
from onrecord.ledger.opening import is_database, open_database, translated_errors
from onrecord.ledger.reading import Contents, Filter
from onrecord.ledger.writing import Outcome, Reading, Written, write_reading, write_refusal
from onrecord.model import Actor, ActorKind, Article, Decision, Page, Record, Refused, Statement, StatementKind
from onrecord.pipeline import Extracted, Reader
from onrecord.runners import run_local
from onrecord.settings import Settings, settings_from_environment
from onrecord.sources import read_pages

Sources = str | Path | Iterable[str | Path]


@dataclass(slots=True, kw_only=True)
class Added:
    """The tally of a run of `add`; each page counts in exactly one of the first five."""

    added: int = 0
    copies: int = 0
    """New articles that nearly repeat another."""
    completed: int = 0
    """Articles that were there, and got a date, outlet or title which they lacked."""
    known: int = 0
    """Pages, or texts, that were there already."""
    refused: list[Refused] = field(default_factory=list)
    statements: int = 0
    renamed: list[Written] = field(default_factory=list)
    """Articles whose id another article had."""

    @property
    def pages(self) -> int:
        """How many pages were looked at."""
        return self.added + self.copies + self.completed + self.known + len(self.refused)


class Ledger:
    """The database of one project: read it, add to it, correct it. Close it, or use it in a `with` block."""

    def __init__(self, path: Path, *, settings: Settings, create: bool) -> None:
        self.path = path
        self._settings = settings
        self._engine = open_database(path, busy_seconds=settings.busy_seconds, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def add(
        self,
        sources: Sources,
        *,
        published: datetime.date | None = None,
        outlet: str | None = None,
        jobs: int = 1,
        stdin: BinaryIO | None = None,
        on_progress: Callable[[Added], None] | None = None,
    ) -> Added:
        """Read the sources into the ledger and return what became of each page.

        `published` and `outlet` are for articles that do not say theirs. An article is stored with
        all its statements or not at all, so a run that was stopped goes on where it was when it is
        called again. Bad input is refused, never raised.
        """
        reader = Reader(published=published, outlet=outlet, settings=self._settings)
        pages = read_pages(_addresses(sources), settings=self._settings, stdin=stdin)
        added = Added()
        for outcome in run_local(reader.readings, self._unread(pages, reader, added), jobs=jobs):
            self._store(outcome, added)
            if on_progress is not None:
                on_progress(added)
        return added

    def articles(self) -> Iterator[Article]:
        """Yield every article in the order in which they came."""
        with self._reading() as connection:
            yield from reading.read_articles(connection)

    def statements(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        kind: StatementKind | None = None,
        min_confidence: float = 0.0,
    ) -> Iterator[Record]:
        """Yield the statements that fit, article by article, in text order.

        `actor` is an actor's id or words of one of its names; `since` and `until` are days on which
        a statement was made, both included.
        """
        wanted = Filter(actor=actor, outlet=outlet, since=since, until=until, kind=kind, min_confidence=min_confidence)
        with self._reading() as connection:
            yield from reading.read_records(connection, wanted)

    def actors(
        self,
        *,
        actor: str | None = None,
        outlet: str | None = None,
        since: datetime.date | None = None,
        until: datetime.date | None = None,
        kind: ActorKind | None = None,
        min_confidence: float = 0.0,
    ) -> Iterator[Actor]:
        """Yield who made the statements that fit, those with most statements first."""
        wanted = Filter(actor=actor, outlet=outlet, since=since, until=until, min_confidence=min_confidence)
        with self._reading() as connection:
            yield from reading.read_actors(connection, wanted, kind)

    def refusals(self) -> Iterator[Refused]:
        """Yield what was refused and has not been taken since."""
        with self._reading() as connection:
            yield from reading.read_refusals(connection)

    def contents(self) -> Contents:
        """Return how much the ledger holds."""
        with self._reading() as connection:
            return reading.read_contents(connection)

    def export(self, file: str | Path) -> int:
        """Write every statement to a file in the format of its ending; return how many."""
        path = Path(file)
        return writer_for(path, STATEMENT_WRITERS)(self.statements(), path)

    def decide(
        self,
        *,
        by: str,
        subject: str,
        subject_id: str,
        field: str,
        old: str | None,
        new: str | None,
        why: str | None = None,
    ) -> Decision:
        """Keep what a person decided of one field; it is never overwritten, only undone."""
        decision = Decision(
            id=0,
            made_at=datetime.datetime.now(datetime.UTC),
            made_by=by,
            subject=subject,
            subject_id=subject_id,
            field=field,
            old=old,
            new=new,
            why=why,
        )
        with self._writing() as connection:
            return decisions.write_decision(connection, decision)

    def undo(self, decision: int, *, by: str) -> Decision:
        """Undo the decision with this number and return it; the row itself stays."""
        with self._writing() as connection:
            return decisions.undo_decision(connection, decision, by=by, at=datetime.datetime.now(datetime.UTC))

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision in the order in which they were made, undone ones too."""
        with self._reading() as connection:
            yield from decisions.read_decisions(connection)

    def _unread(self, pages: Iterable[Page | Refused], reader: Reader, added: Added) -> Iterator[Page | Refused]:
        for page in pages:
            if isinstance(page, Page) and self._has(reader.key(page)):
                added.known += 1
            else:
                yield page

    def _has(self, key: str) -> bool:
        with self._reading() as connection:
            return reading.has_page(connection, key)

    def _store(self, outcome: Reading | Refused, added: Added) -> None:
        with self._writing() as connection:
            if isinstance(outcome, Refused):
                write_refusal(connection, outcome)
                added.refused.append(outcome)
                return
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

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with translated_errors(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with (
            translated_errors(self.path),
            self._engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection


def open(path: str | Path, *, create: bool = True, settings: Settings | None = None) -> Ledger:
    """Return the ledger at this path, made if it is absent and `create` is left on."""
    return Ledger(Path(path), settings=settings or settings_from_environment(), create=create)


def extract(text: str) -> tuple[Statement, ...]:
    """Return the statements of one text, in text order; offsets are code points of the text as given."""
    page = Page(address="text", text=text, id="text", verbatim=True)
    [found] = Reader(settings=settings_from_environment()).extracted([page])
    if isinstance(found, Refused):
        raise SourceError(str(found))
    return found.statements


def extract_sources(
    sources: Sources, *, jobs: int = 1, stdin: BinaryIO | None = None, settings: Settings | None = None
) -> Iterator[Extracted | Refused]:
    """Yield each page's statements, without a ledger; the text of a row or a text file is taken as it stands."""
    settings = settings or settings_from_environment()
    pages = read_pages(_addresses(sources), settings=settings, stdin=stdin)
    yield from run_local(Reader(settings=settings).extracted, pages, jobs=jobs)


def evaluate(gold: str | Path, predicted: str | Path) -> Evaluation:
    """Return how well one coding meets the other; each is a JSONL file or a ledger."""
    gold_coding, gold_texts = _coding(Path(gold))
    predicted_coding, predicted_texts = _coding(Path(predicted))
    return compare(gold_coding, predicted_coding, texts=predicted_texts | gold_texts)


def _coding(path: Path) -> tuple[Coding, dict[str, str]]:
    """Return a coding and, for a ledger, the texts of all its articles, those without a statement too."""
    if not is_database(path):
        return read_coding(path), {}
    with open(path, create=False) as ledger:
        texts = {article.id: article.text for article in ledger.articles()}
        return coding_of(ledger.statements()), texts


def _addresses(sources: Sources) -> list[str]:
    if isinstance(sources, str | Path):
        return [str(sources)]
    return [str(source) for source in sources]
