"""The words of the field as frozen dataclasses: page, article, statement, actor, decision."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b, sha256


class Media(StrEnum):
    """What the text of a page is written in."""

    TEXT = "text"
    HTML = "html"


class StatementKind(StrEnum):
    """How much of a statement's content stands in quotation marks: all, none, or a part."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class ActorKind(StrEnum):
    """What an actor is: `group` is unnamed or collective, `anonymous` is one unnamed person."""

    PERSON = "person"
    ORGANIZATION = "organization"
    COUNTRY = "country"
    GROUP = "group"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"


class DatePrecision(StrEnum):
    """How long the stretch of time is that a statement's date begins."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class DateBasis(StrEnum):
    """Where a statement's date comes from: words near it, the article's own date, or nowhere."""

    EXPRESSION = "expression"
    ARTICLE = "article"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """Where a speaker stands on a concept; `conditional` depends on something, or is left open on purpose."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDITIONAL = "conditional"


Offsets = tuple[tuple[int, int], ...]
"""[start, end) pairs in Unicode code points of an article's text, in text order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A raw page as a source gives it: decoded text, not yet cleaned, with what the source knows.

    `id` is the one given by the input (a file's name without ending), or None.
    `address` names the page to a person: a path, a path with a row or item number, a URL.
    """

    address: str
    text: str
    media: Media = Media.TEXT
    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    url: str | None = None
    verbatim: bool = False
    """The text is a value of the source (a row's), so that whoever has the source has the text."""

    @property
    def digest(self) -> str:
        """SHA-256 over everything the page holds except its address: the same page, the same digest."""
        fields = (self.id, self.text, self.media, self.title, self.outlet, self.author, self.published, self.language)
        return sha256(
            "\x1f".join("" if field is None else str(field) for field in fields).encode(errors="surrogatepass")
        ).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """An input that was not taken: where it is, why, and what its owner can do."""

    address: str
    reason: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.address}: {self.reason}; {self.remedy}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One news text. Once stored its text never changes: every offset points into it."""

    id: str
    text: str
    address: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    url: str | None = None
    copy_of: str | None = None
    """The id of the article that this one nearly repeats (a wire copy), or None."""

    @property
    def digest(self) -> str:
        """SHA-256 of the text: two articles with one digest are one article."""
        return sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A piece of an article's text and what it reads: `text[start:end] == quote`."""

    article: str
    start: int
    end: int
    quote: str


def offsets_of(spans: tuple[Span, ...]) -> Offsets:
    """Return the spans' places alone."""
    return tuple((span.start, span.end) for span in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What a tagger yields: who (source), said (cue), what (content), as offsets only.

    Source and cue may be empty; content is not. Confidence is from 0 to 1.
    """

    source: Offsets
    cue: Offsets
    content: Offsets
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Affiliation:
    """A role held ("foreign minister") and what it is of ("France"), with the dates it was seen.

    Of a group's member the role is "member"; what an institution or group is of a country has none.
    """

    role: str | None
    of: str | None
    first_seen: datetime.date | None = None
    last_seen: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who a source span is within one article: the fullest name there, and the other spellings.

    An anonymous speaker has affiliations where the phrase means one certain person by his office, whose name other
    articles may tell ("the Lithuanian foreign minister": foreign minister, Lithuania).
    """

    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    gender: str = ""
    """"m", "f", or empty where the article does not tell."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution with its evidence: every span reads as it stands in the article."""

    id: str
    article: str
    kind: StatementKind
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    confidence: float
    date: datetime.date | None = None
    date_basis: DateBasis = DateBasis.UNKNOWN
    date_precision: DatePrecision = DatePrecision.DAY

    @property
    def text(self) -> str:
        """The content as it reads in the article; pieces of a broken-up content joined by " … "."""
        return " … ".join(span.quote for span in self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who speaks, once for all articles. `statements` counts those that are no copies."""

    id: str
    name: str
    kind: ActorKind
    aliases: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    wikidata: str | None = None
    statements: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A statement as the ledger gives it back: with its article's head and those who made it, none where unknown.

    `copy_of` is the id of the statement in another article that this one repeats, or None; it has the same positions.
    `verdict` is "confirmed" or "rejected" where a person said so. `by_hand`: a person marked it, no tagger found it.
    """

    statement: Statement
    article: Article
    speakers: tuple[Actor, ...]
    copy_of: str | None = None
    positions: tuple[Position, ...] = ()
    verdict: str | None = None
    by_hand: bool = False

    @property
    def speaker(self) -> Actor | None:
        """The first of the speakers."""
        return self.speakers[0] if self.speakers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Concept:
    """A proposal or claim that actors can agree or disagree with, as one sentence (`label`).

    `examples` are sentences that take each stance on it, as its author wrote them.
    """

    id: str
    label: str
    description: str | None = None
    examples: tuple[tuple[Stance, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a statement's speakers stand on a concept. `decided_by` is a person's name, or "machine".

    `narrated` tells that the reporter says it in his own words, without a saying of the speaker's.
    """

    statement: str
    concept: str
    stance: Stance
    confidence: float
    decided_by: str = "machine"
    narrated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where an actor stands on a concept by one statement; the actor is None where nobody knows who speaks."""

    actor: Actor | None
    position: Position
    record: Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A concept with the statements that take each stance on it, and the actors who made them; copies do not count."""

    concept: Concept
    statements: Mapping[Stance, int]
    actors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What a person corrected: never changed, only undone."""

    id: int
    made_at: datetime.datetime
    made_by: str
    subject: str
    subject_id: str
    field: str
    old: str | None
    new: str | None
    why: str | None = None
    undone_at: datetime.datetime | None = None
    undone_by: str | None = None


def speaker_id(article: str, speaker: Speaker) -> str:
    """Return the id of an article's speaker of this kind and name: the same on every run."""
    return blake2b(
        f"{article}\x1f{speaker.kind}\x1f{speaker.name}".encode(errors="surrogatepass"), digest_size=8
    ).hexdigest()


def statement_id(article: str, content: Offsets) -> str:
    """Return the id of the statement with this content: the same on every run."""
    return blake2b(f"{article}\x1f{content}".encode(errors="surrogatepass"), digest_size=8).hexdigest()
