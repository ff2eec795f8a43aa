"""Writing one article with all that was read in it: one transaction, all or nothing."""

from __future__ import annotations

import dataclasses
import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.articles.duplicates import Fingerprint, is_copy
from onrecord.ledger import tables
from onrecord.ledger.evidence import check_evidence, rows_of_spans
from onrecord.ledger.speakers import date_speakers, write_speakers
from onrecord.ledger.statements import enforce_dates
from onrecord.model import Article, Refused, Span, Speaker, Statement, offsets_of, statement_id
from onrecord.outcomes import Outcome, Written

METADATA = ("title", "outlet", "author", "published", "language", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article with what was found in it; `speakers` has one entry for each statement."""

    article: Article
    fingerprint: Fingerprint
    statements: tuple[Statement, ...]
    speakers: tuple[tuple[Speaker, ...], ...]
    page: str
    """The digest of the page that the article was made from, and of the options that it was read with."""
    tagger: str


def write_reading(connection: sa.Connection, reading: Reading) -> Written:
    """Store the reading; an article whose text is there already only gets what it lacked."""
    same_text = sa.select(tables.articles).where(tables.articles.c.digest == reading.article.digest)
    if known := connection.execute(same_text).mappings().first():
        written = _complete(connection, known, reading)
    else:
        written = _insert(connection, reading)
    page = {"digest": reading.page, "address": reading.article.address, "article": written.article}
    if not connection.scalar(sa.select(sa.func.count()).where(tables.pages.c.digest == reading.page)):
        connection.execute(tables.pages.insert().values(page))
    forget_refusal(connection, reading.article.address)
    return written


def write_refusal(connection: sa.Connection, refused: Refused) -> None:
    """Keep the latest reason why this address was refused; the same again changes nothing."""
    known = tables.refusals.c
    same = sa.and_(*(known[name] == value for name, value in dataclasses.asdict(refused).items()))
    if connection.scalar(sa.select(known.address).where(same)) is not None:
        return
    forget_refusal(connection, refused.address)
    row = dataclasses.asdict(refused) | {"refused_at": _now()}
    connection.execute(tables.refusals.insert().values(row))


def forget_refusal(connection: sa.Connection, address: str) -> None:
    """Drop the refusal of an address that was taken after all."""
    connection.execute(tables.refusals.delete().where(tables.refusals.c.address == address))


def _insert(connection: sa.Connection, reading: Reading) -> Written:
    given = reading.article.id
    free = _free_id(connection, given)
    reading = _with_article_id(reading, free)
    original = _find_original(connection, reading.fingerprint)
    article = dataclasses.replace(reading.article, copy_of=original)
    row = dataclasses.asdict(article) | {"digest": article.digest, "added_at": _now()}
    connection.execute(tables.articles.insert().values(row))
    _insert_fingerprint(connection, article.id, reading.fingerprint)
    _insert_statements(connection, article, reading)
    outcome = Outcome.COPY if original else Outcome.ADDED
    return Written(article=free, outcome=outcome, renamed_from=None if free == given else given)


def _complete(connection: sa.Connection, known: sa.RowMapping, reading: Reading) -> Written:
    lacking = {name: value for name in METADATA if known[name] is None and (value := getattr(reading.article, name))}
    if not lacking:
        return Written(article=known["id"], outcome=Outcome.DUPLICATE)
    here = tables.articles.c.id == known["id"]
    connection.execute(tables.articles.update().where(here).values(lacking))
    if "published" in lacking:
        _date_statements(connection, _with_article_id(reading, known["id"]).statements)
        date_speakers(connection, known["id"])
        enforce_dates(connection, known["id"])
    return Written(article=known["id"], outcome=Outcome.COMPLETED)


def _date_statements(connection: sa.Connection, statements: Iterable[Statement]) -> None:
    for statement in statements:
        dated = tables.statements.update().where(tables.statements.c.id == statement.id)
        when = {"date": statement.date, "date_basis": statement.date_basis, "date_precision": statement.date_precision}
        connection.execute(dated.values(when))


def _free_id(connection: sa.Connection, wanted: str) -> str:
    taken = sa.select(tables.articles.c.id).where(tables.articles.c.id == sa.bindparam("id"))
    candidate, number = wanted, 1
    while connection.scalar(taken, {"id": candidate}) is not None:
        number += 1
        candidate = f"{wanted}-{number}"
    return candidate


def _with_article_id(reading: Reading, article: str) -> Reading:
    if reading.article.id == article:
        return reading
    return dataclasses.replace(
        reading,
        article=dataclasses.replace(reading.article, id=article),
        statements=tuple(_of_article(statement, article) for statement in reading.statements),
    )


def _of_article(statement: Statement, article: str) -> Statement:
    def moved(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        return tuple(dataclasses.replace(span, article=article) for span in spans)

    return dataclasses.replace(
        statement,
        id=statement_id(article, offsets_of(statement.content)),
        article=article,
        source=moved(statement.source),
        cue=moved(statement.cue),
        content=moved(statement.content),
    )


def _find_original(connection: sa.Connection, fingerprint: Fingerprint) -> str | None:
    """Return the first article that this one nearly repeats; of a copy, its original."""
    stored = (
        sa.select(tables.fingerprints.c.signature, tables.articles.c.id, tables.articles.c.copy_of)
        .join(tables.articles, tables.articles.c.id == tables.fingerprints.c.article)
        .where(
            tables.fingerprints.c.article.in_(
                sa.select(tables.bands.c.article).where(tables.bands.c.band.in_(fingerprint.bands))
            )
        )
        .order_by(tables.articles.c.number)
    )
    for signature, article, original in connection.execute(stored):
        if is_copy(fingerprint, Fingerprint.from_bytes(signature)):
            return str(original or article)
    return None


def _insert_fingerprint(connection: sa.Connection, article: str, fingerprint: Fingerprint) -> None:
    connection.execute(tables.fingerprints.insert().values(article=article, signature=fingerprint.to_bytes()))
    if rows := [{"band": band, "article": article} for band in sorted(set(fingerprint.bands))]:
        connection.execute(tables.bands.insert(), rows)


def _insert_statements(connection: sa.Connection, article: Article, reading: Reading) -> None:
    originals = statements_by_text(connection, article.copy_of)
    speakers = write_speakers(connection, article, reading.speakers)
    said = list(zip(reading.statements, speakers, strict=True))
    write_statements(connection, article, said, tagger=reading.tagger, originals=originals)


def write_statements(
    connection: sa.Connection,
    article: Article,
    said: Iterable[tuple[Statement, Sequence[str]]],
    *,
    tagger: str,
    originals: Mapping[str, str],
) -> None:
    """Store statements of a stored article, each with the ids of its speakers.

    `originals` are the statements that they may repeat, by compared text.
    """
    statement_rows, span_rows = [], []
    speaking_rows: list[dict[str, object]] = []
    for statement, speaking in said:
        for span in statement.source + statement.cue + statement.content:
            check_evidence(span, article.text)
        statement_rows.append(_statement_row(statement, originals.get(compared(statement.text)), tagger))
        span_rows.extend(rows_of_spans(statement))
        speaking_rows.extend(
            {"statement": statement.id, "position": position, "speaker": speaker}
            for position, speaker in enumerate(speaking)
        )
    if statement_rows:
        connection.execute(tables.statements.insert(), statement_rows)
        connection.execute(tables.spans.insert(), span_rows)
    if speaking_rows:
        connection.execute(tables.speaking.insert(), speaking_rows)


def _statement_row(statement: Statement, copy_of: str | None, tagger: str) -> dict[str, object]:
    return {
        "id": statement.id,
        "article": statement.article,
        "position": statement.content[0].start,
        "kind": statement.kind,
        "confidence": statement.confidence,
        "date": statement.date,
        "date_basis": statement.date_basis,
        "date_precision": statement.date_precision,
        "copy_of": copy_of,
        "tagger": tagger,
    }


def statements_by_text(connection: sa.Connection, article: str | None) -> Mapping[str, str]:
    """Return the statements found in an original by their compared text; none for an article that is no copy.

    What people changed of them is nothing to its copies.
    """
    if article is None:
        return {}
    statements, spans = tables.statements.c, tables.spans.c
    machines = sa.and_(statements.article == article, statements.tagger != tables.BY_HAND)
    contents = (
        sa.select(statements.id, spans.quote)
        .join(tables.spans, spans.statement == statements.id)
        .where(machines, spans.role == "content")
        .order_by(statements.position, statements.id, spans.position)
    )
    quotes: dict[str, list[str]] = {}
    for statement, quote in connection.execute(contents):
        quotes.setdefault(statement, []).append(quote)
    changed = sa.select(tables.as_found.c.statement, tables.as_found.c.spans, tables.articles.c.text).join(
        tables.statements, statements.id == tables.as_found.c.statement
    )
    for statement, before, text in connection.execute(changed.join(tables.articles).where(machines)):
        quotes[statement] = [text[start:end] for start, end in json.loads(before)["content"]]
    return {compared(" … ".join(pieces)): statement for statement, pieces in quotes.items()}


def compared(text: str) -> str:
    """Return the letters and digits alone: a copy may differ in quote marks, case and spacing."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
