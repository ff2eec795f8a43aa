"""What became of the pages that a run read."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.model import Concept, Record, Refused, Stance


class Outcome(StrEnum):
    """What became of a reading in the ledger."""

    ADDED = "added"
    COPY = "copy"
    DUPLICATE = "duplicate"
    COMPLETED = "completed"
    """The article was there, and now has a date, outlet or title that it lacked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Where a reading ended up: the article's id in the ledger, and what was done."""

    article: str
    outcome: Outcome
    renamed_from: str | None = None
    """The id the input gave, where another article had it already."""


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
    coded: int = 0
    """Statements judged by the codebook, also those that were there before."""
    positions: int = 0
    """How many they take."""

    @property
    def pages(self) -> int:
        """How many pages were looked at."""
        return self.added + self.copies + self.completed + self.known + len(self.refused)


@dataclass(slots=True, kw_only=True)
class Loaded:
    """The tally of a file of known actors."""

    actors: int = 0
    decisions: int = 0
    """How many it took; none for what was decided so already."""
    refused: list[Refused] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Imported:
    """The tally of a database that was coded elsewhere; all of it is kept but what was refused."""

    known: bool = False
    """It was imported before, so that nothing changed."""
    documents: int = 0
    articles: int = 0
    """New ones: documents with one text are one article."""
    coded: int = 0
    """Statements, of whatever type."""
    statements: int = 0
    """New statements of the ledger, made of those that tell who speaks on which concept."""
    positions: int = 0
    """How many they take."""
    concepts: int = 0
    """New concepts of the codebook."""
    refused: list[Refused] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """How many statements were written to another program's file, and in a sentence each what it does not hold."""

    statements: int
    lost: tuple[str, ...]


@dataclass(slots=True, kw_only=True)
class Extraction:
    """The tally of a run of `extract`."""

    articles: int = 0
    words: int = 0
    statements: int = 0
    known: int = 0
    """Articles that a stopped run had written already."""
    refused: list[Refused] = field(default_factory=list)

    def count(self, text: str, statements: int) -> None:
        """Count an article with so many statements."""
        self.articles += 1
        self.words += len(text.split())
        self.statements += statements


@dataclass(frozen=True, slots=True, kw_only=True)
class Recoded:
    """A position that the machine finds otherwise than before; None is no position."""

    record: Record
    concept: str
    before: Stance | None
    after: Stance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Learning:
    """What the coder learnt from so many decisions on so many concepts, and what that changed.

    `positions` are the machine's now, where no person decided.
    """

    decisions: int
    concepts: int
    judged: int
    positions: int
    changes: tuple[Recoded, ...]

    @property
    def new(self) -> int:
        """How many positions there were not before."""
        return sum(change.before is None for change in self.changes)

    @property
    def gone(self) -> int:
        """How many positions there are no more."""
        return sum(change.after is None for change in self.changes)

    @property
    def turned(self) -> int:
        """How many positions have another stance."""
        return len(self.changes) - self.new - self.gone


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A concept found in dispute: how many actors take a side in how many statements, and some typical of it.

    `kept` tells that the ledger's codebook has one of this id already.
    """

    concept: Concept
    actors: int
    statements: int
    typical: tuple[Record, ...]
    kept: bool
