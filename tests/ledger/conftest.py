"""A reading built from a text and what was said in it, without any model; a ledger, and one with a story in it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from onrecord.articles.duplicates import fingerprint
from onrecord.ledger.database import Database
from onrecord.ledger.writing import Reading
from onrecord.model import ActorKind, Article, Span, Speaker, Statement, StatementKind, statement_id
from tests.ledger.corrected_story import MakeReading, Story


@pytest.fixture
def make_reading() -> MakeReading:
    """Return a function: an article id, its text, and (speaker, words said) pairs make a reading."""

    def make(
        article: str,
        text: str,
        *said: tuple[str, str],
        published: datetime.date | None = None,
        page: str | None = None,
        address: str | None = None,
    ) -> Reading:
        def span(words: str) -> Span:
            start = text.index(words)
            return Span(article=article, start=start, end=start + len(words), quote=words)

        statements = tuple(
            Statement(
                id=statement_id(article, ((span(content).start, span(content).end),)),
                article=article,
                kind=StatementKind.INDIRECT,
                source=(span(source),),
                cue=(),
                content=(span(content),),
                confidence=0.9,
                date=published,
            )
            for source, content in said
        )
        return Reading(
            article=Article(id=article, text=text, address=address or f"{article}.txt", published=published),
            fingerprint=fingerprint(text),
            statements=statements,
            speakers=tuple((Speaker(name=source, kind=ActorKind.PERSON),) for source, _ in said),
            page=page or f"page of {article} {text} {published}",
            tagger="test",
        )

    return make


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Return a new ledger's database, whose writers wait a fifth of a second for each other."""
    opened = Database(tmp_path / "story.db", busy_seconds=0.2)
    yield opened
    opened.close()


@pytest.fixture
def writer(database: Database) -> Iterator[sa.Connection]:
    """Return a connection in a write transaction."""
    with database.writing() as connection:
        yield connection


@pytest.fixture
def story(database: Database, make_reading: MakeReading) -> Story:
    """Return a new ledger in which three people say one thing each, and which Ada corrects."""
    return Story(database, make_reading)
