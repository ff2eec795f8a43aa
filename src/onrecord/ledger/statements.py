"""Statements in a ledger: what was found of them is kept as it was, what is in force is made of it and of decisions."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace

import sqlalchemy as sa

from onrecord.ledger import positions, tables
from onrecord.ledger.corrections import Decided, read_decided
from onrecord.ledger.decided_statements import Told, family_of, places_from, places_text, read_added, replayed
from onrecord.ledger.evidence import check_evidence, read_places, rows_of_spans
from onrecord.ledger.judged_before import put_away, take_back
from onrecord.ledger.named_speakers import forget_unused, write_named_speakers
from onrecord.model import Offsets, Span, Statement, StatementKind
from onrecord.statements.assembly import attribution_kind
from onrecord.statements.dates import statement_date
from onrecord.statements.quotations import Quotation, quotations_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """What of an article its statements need."""

    article: str
    text: str
    quotations: tuple[Quotation, ...]


def enforce(connection: sa.Connection, statements: Iterable[str]) -> None:
    """Bring these statements, and those cut off the same one, in line with what was found and decided."""
    decided, done = read_decided(connection), set[str]()
    for statement in statements:
        first = _first(connection, statement)  # of one that an earlier turn brought back it is known only now
        if first in done:
            continue
        done.add(first)
        family = family_of(connection, first)
        if (found := _found(connection, first)) is None:
            _remove_all(connection, family, decided)
            continue
        article, told = found
        page = _page(connection, article)
        in_force = {one.id: one for one in replayed(connection, told, page.text)}
        for one in in_force.values():
            _write(connection, one, page, decided)
        _keep_as_found(connection, told, in_force[first], page)
        _remove_all(connection, [one for one in family if one not in in_force], decided)
        forget_unused(connection, article, decided)
        positions.enforce(connection, in_force)


def enforce_dates(connection: sa.Connection, article: str) -> None:
    """Date the statements anew that people added to an article, or cut off others, after it got its date."""
    columns = tables.statements.c
    by_hand = sa.select(columns.id).where(columns.article == article, columns.tagger == tables.BY_HAND)
    enforce(connection, connection.scalars(by_hand).all())


def _first(connection: sa.Connection, statement: str) -> str:
    """Return the statement off which this one was cut at first, or itself."""
    columns = tables.statements.c
    while (whole := connection.scalar(sa.select(columns.cut_from).where(columns.id == statement))) is not None:
        statement = whole
    return statement


def _page(connection: sa.Connection, article: str) -> _Page:
    text = connection.scalar(sa.select(tables.articles.c.text).where(tables.articles.c.id == article)) or ""
    return _Page(article=article, text=text, quotations=quotations_of(text))


def _found(connection: sa.Connection, statement: str) -> tuple[str, Told] | None:
    """Return a statement's article, and the statement before any decision; None where there is none, or none left."""
    columns, before = tables.statements.c, tables.as_found.c
    row = connection.execute(sa.select(tables.statements).where(columns.id == statement)).first()
    if row is None or row.tagger == tables.BY_HAND:
        return _added(connection, statement)
    kept = connection.execute(sa.select(tables.as_found).where(before.statement == statement)).first()
    places = read_places(connection, statement) if kept is None else places_from(kept.spans)
    speakers = _speaking(connection, statement) if kept is None else json.loads(kept.speakers)
    return row.article, Told(
        id=statement,
        places=places,
        kind=StatementKind(row.kind if kept is None else kept.kind),
        speakers=tuple(speakers),
        confidence=row.confidence,
        date=row.date,
        date_basis=row.date_basis,
        date_precision=row.date_precision,
        copy_of=row.copy_of,
    )


def _added(connection: sa.Connection, statement: str) -> tuple[str, Told] | None:
    if (added := read_added(connection, statement)) is None:
        return None
    columns = tables.articles.c
    article = connection.execute(sa.select(columns.text, columns.published).where(columns.id == added.article)).one()
    date, basis, precision = statement_date(
        article.text,
        content=added.places.content,
        cue=added.places.cue,
        source=added.places.source,
        published=article.published,
    )
    return added.article, Told(
        id=statement,
        places=added.places,
        kind=added.kind,
        speakers=(),
        actors=added.speakers,
        date=date,
        date_basis=basis,
        date_precision=precision,
        copy_of=added.copy_of,
        by_hand=True,
    )


def _speaking(connection: sa.Connection, statement: str) -> list[str]:
    columns = tables.speaking.c
    query = sa.select(columns.speaker).where(columns.statement == statement).order_by(columns.position)
    return list(connection.scalars(query))


def _write(connection: sa.Connection, one: Told, page: _Page, decided: Decided) -> None:
    """Store a statement in force: its row, spans and speakers."""
    statement = _statement(one, page)
    row = {"kind": statement.kind, "position": one.places.content[0][0], "verdict": one.verdict}
    here = tables.statements.c.id == one.id
    if one.by_hand:
        row |= {
            "confidence": one.confidence,
            "date": one.date,
            "date_basis": one.date_basis,
            "date_precision": one.date_precision,
            "copy_of": one.copy_of,
            "cut_from": one.cut_from,
        }
    if connection.scalar(sa.select(tables.statements.c.id).where(here)) is None:
        new = {"id": one.id, "article": page.article, "tagger": tables.BY_HAND, **row}
        connection.execute(tables.statements.insert().values(new))
    else:
        connection.execute(tables.statements.update().where(here).values(row))
    _write_spans(connection, statement, one, page)
    speakers = list(one.speakers)
    if one.actors is not None:
        speakers = write_named_speakers(connection, page.article, one.actors, decided)
    if speakers != _speaking(connection, one.id):
        connection.execute(tables.speaking.delete().where(tables.speaking.c.statement == one.id))
        speaking = [{"statement": one.id, "position": at, "speaker": speaker} for at, speaker in enumerate(speakers)]
        if speaking:
            connection.execute(tables.speaking.insert(), speaking)


def _statement(one: Told, page: _Page) -> Statement:
    def spans(offsets: Offsets) -> tuple[Span, ...]:
        return tuple(
            Span(article=page.article, start=start, end=end, quote=page.text[start:end]) for start, end in offsets
        )

    return Statement(
        id=one.id,
        article=page.article,
        kind=one.kind or attribution_kind(page.text, page.quotations, one.places.content),
        source=spans(one.places.source),
        cue=spans(one.places.cue),
        content=spans(one.places.content),
        confidence=one.confidence,
    )


def _write_spans(connection: sa.Connection, statement: Statement, one: Told, page: _Page) -> None:
    """Store other spans than before; what was judged of a statement holds for the spans that it had."""
    before = read_places(connection, one.id)
    if before == one.places:
        return
    for span in statement.source + statement.cue + statement.content:
        check_evidence(span, page.text)
    put_away(connection, one.id, places_text(before))
    connection.execute(tables.spans.delete().where(tables.spans.c.statement == one.id))
    connection.execute(tables.spans.insert(), rows_of_spans(statement))
    take_back(connection, one.id, places_text(one.places))


def _keep_as_found(connection: sa.Connection, found: Told, now: Told, page: _Page) -> None:
    """Keep what was found of a statement beside what is in force, as long as they differ."""
    if found.by_hand:
        return
    connection.execute(tables.as_found.delete().where(tables.as_found.c.statement == found.id))
    if replace(now, verdict=None) != found or _statement(now, page).kind is not found.kind:
        kept = {"kind": found.kind, "spans": places_text(found.places), "speakers": json.dumps(found.speakers)}
        connection.execute(tables.as_found.insert().values(statement=found.id, **kept))


def _remove_all(connection: sa.Connection, statements: Iterable[str], decided: Decided) -> None:
    """Delete statements that are there by no decision any more; what people decided on them stays on record."""
    columns = tables.statements.c
    for one in statements:
        article = connection.scalar(sa.select(columns.article).where(columns.id == one))
        if article is None:
            continue
        put_away(connection, one, places_text(read_places(connection, one)))
        for table in (tables.positions, tables.spans, tables.speaking):
            connection.execute(table.delete().where(table.c.statement == one))
        connection.execute(tables.statements.delete().where(columns.id == one))
        forget_unused(connection, article, decided)
