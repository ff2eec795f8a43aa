"""A small debate to export: two articles, two speakers, one statement that nobody is known to have made."""

from __future__ import annotations

import datetime

import pytest

from onrecord.model import (
    Actor,
    ActorKind,
    Affiliation,
    Article,
    DateBasis,
    Record,
    Span,
    Statement,
    StatementKind,
    statement_id,
)

DAM = Article(
    id="dam",
    text='🙂 Ana Ruiz said: "The dam stays." She added that wells run dry, and\n\n=SUM(A1) was noted.',
    address="dam.txt",
    title="The dam",
    outlet="Herald",
    published=datetime.date(2024, 2, 27),
    url="https://example.org/dam?a=1&b=2",
)
GATE = Article(id="gate", text="Öde wants a gate.", address="gate.txt")
RUIZ = Actor(
    id="ruiz",
    name="Ana Ruiz",
    kind=ActorKind.PERSON,
    aliases=("Ruiz", "A. Ruiz"),
    affiliations=(Affiliation(role="minister", of="Lenz", first_seen=datetime.date(2024, 2, 27)),),
    statements=2,
)
ODE = Actor(id="ode", name="Öde", kind=ActorKind.GROUP, statements=1)


def _spans(article: Article, quotes: tuple[str, ...]) -> tuple[Span, ...]:
    starts = [article.text.index(quote) for quote in quotes]
    return tuple(
        Span(article=article.id, start=start, end=start + len(quote), quote=quote)
        for start, quote in zip(starts, quotes, strict=True)
    )


def _record(
    article: Article,
    speaker: Actor | None,
    kind: StatementKind,
    *,
    source: tuple[str, ...] = (),
    cue: tuple[str, ...] = (),
    content: tuple[str, ...],
) -> Record:
    spans = _spans(article, content)
    return Record(
        article=article,
        speakers=(speaker,) if speaker else (),
        statement=Statement(
            id=statement_id(article.id, tuple((span.start, span.end) for span in spans)),
            article=article.id,
            kind=kind,
            source=_spans(article, source),
            cue=_spans(article, cue),
            content=spans,
            confidence=0.93,
            date=article.published,
            date_basis=DateBasis.ARTICLE if article.published else DateBasis.UNKNOWN,
        ),
    )


@pytest.fixture
def actors() -> list[Actor]:
    return [RUIZ, ODE]


@pytest.fixture
def records() -> list[Record]:
    return [
        _record(GATE, ODE, StatementKind.INDIRECT, source=("Öde",), cue=("wants",), content=("a gate",)),
        _record(DAM, RUIZ, StatementKind.DIRECT, source=("Ana Ruiz",), cue=("said",), content=('"The dam stays."',)),
        _record(
            DAM, RUIZ, StatementKind.INDIRECT, source=("She",), cue=("added that",), content=("wells", "run dry, and")
        ),
        _record(DAM, None, StatementKind.INDIRECT, content=("=SUM(A1) was noted",)),
    ]
