"""One HTML file that a person can mail: statements by speaker, each opening its article with the evidence marked.

The file needs no network and allows none. Everything from an article is escaped text; a link is made only of an
http or https address.
"""

from __future__ import annotations

import datetime
from base64 import b64encode
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.export.segments import Segment, paragraphs
from onrecord.model import Actor, Article, Record, Statement
from onrecord.whole_file import whole_file

TITLE = "Who said what"
SURE, LIKELY = 0.9, 0.6
"""From these confidences on a statement is called sure or likely; below, it is called unsure."""
GROUPS_OPEN = 300
"""Groups stand open until this many statements are shown; the rest are opened by the reader or the filter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStatement:
    """A statement as the list shows it; `number` is unique in the file, `article` is its article's number."""

    number: int
    article: int
    record: Record

    @property
    def sureness(self) -> str:
        confidence = self.record.statement.confidence
        return "sure" if confidence >= SURE else "likely" if confidence >= LIKELY else "unsure"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownSpeaker:
    """All statements of one speaker, oldest first; `actor` is None for statements whose speaker is not known."""

    actor: Actor | None
    statements: tuple[ShownStatement, ...]
    open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownArticle:
    """An article with its text in paragraphs of segments."""

    number: int
    article: Article
    link: str | None
    paragraphs: tuple[tuple[Segment, ...], ...]


def write_html(records: Iterable[Record], path: Path, *, title: str = TITLE) -> int:
    """Write the report and return how many statements it shows."""
    shown = list(records)
    with whole_file(path) as part, part.open("w", encoding="utf-8", errors="replace", newline="\n") as stream:
        stream.writelines(_page(shown, title))
    return len(shown)


def _page(records: Sequence[Record], title: str) -> Iterable[str]:
    environment = Environment(
        loader=PackageLoader("onrecord.export"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    style, script = _own("report.css"), _own("report.js")
    articles = {record.article.id: record.article for record in records}
    numbers = {article: number for number, article in enumerate(articles, start=1)}
    speakers = _speakers(records, numbers)
    own = [record for record in records if record.copy_of is None]
    return environment.get_template("report.html").generate(
        title=title,
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
        period=_period(articles.values()),
        statements=len(own),
        repeats=len(records) - len(own),
        articles_count=len(articles),
        actors=len({speaker.id for record in own for speaker in record.speakers}),
        speakers=speakers,
        articles=_articles(articles, numbers, speakers),
    )


def _speakers(records: Iterable[Record], numbers: dict[str, int]) -> list[ShownSpeaker]:
    """Return the speakers with most statements first, and last what has no known speaker."""
    groups: dict[str | None, list[Record]] = defaultdict(list)
    for record in records:
        groups[record.speaker.id if record.speaker else None].append(record)
    ordered = sorted(groups.values(), key=lambda group: (group[0].speaker is None, -len(group)))
    speakers = []
    count = 0
    for group in ordered:
        statements = tuple(
            ShownStatement(number=number, article=numbers[record.article.id], record=record)
            for number, record in enumerate(sorted(group, key=_age), start=count + 1)
        )
        speakers.append(ShownSpeaker(actor=group[0].speaker, statements=statements, open=count < GROUPS_OPEN))
        count += len(group)
    return speakers


def _articles(
    articles: dict[str, Article], numbers: dict[str, int], speakers: Iterable[ShownSpeaker]
) -> Iterable[ShownArticle]:
    statements: dict[str, list[tuple[int, Statement]]] = defaultdict(list)
    for speaker in speakers:
        for shown in speaker.statements:
            statements[shown.record.article.id].append((shown.number, shown.record.statement))
    for article in articles.values():
        yield ShownArticle(
            number=numbers[article.id],
            article=article,
            link=_safe_link(article.url),
            paragraphs=tuple(paragraphs(article.text, statements[article.id])),
        )


def _age(record: Record) -> tuple[datetime.date, str, int]:
    date = record.statement.date or record.article.published or datetime.date.max
    return date, record.article.id, record.statement.content[0].start if record.statement.content else 0


def _period(articles: Iterable[Article]) -> tuple[datetime.date, datetime.date] | None:
    """Return the first and the last day on which an article was published."""
    days = [article.published for article in articles if article.published is not None]
    return (min(days), max(days)) if days else None


def _safe_link(url: str | None) -> str | None:
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.hostname else None


def _own(name: str) -> str:
    return files("onrecord.export").joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + b64encode(sha256(text.encode()).digest()).decode()
