"""Databases of DNA in a ledger: kept completely, their texts as the ledger's articles."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from pydantic import TypeAdapter

from onrecord.articles.duplicates import fingerprint
from onrecord.articles.language import language_of
from onrecord.articles.making import make_id
from onrecord.articles.normal import normalize_line
from onrecord.errors import UsageError
from onrecord.ledger import tables
from onrecord.ledger.hand_coded import OnProgress, day_of, write_hand_coded
from onrecord.ledger.joining import joined
from onrecord.ledger.writing import Reading, write_reading, write_refusal
from onrecord.model import Article, Refused
from onrecord.outcomes import Imported, Outcome
from onrecord.sources.dna import (
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRegex,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
)

Part = DnaCoder | DnaRelation | DnaStatementType | DnaEntity | DnaDocument | DnaStatement | DnaRegex

DOCUMENTS = "documents"
KINDS: Mapping[str, TypeAdapter[Any]] = {
    "coders": TypeAdapter(DnaCoder),
    "relations": TypeAdapter(DnaRelation),
    "statement_types": TypeAdapter(DnaStatementType),
    "entities": TypeAdapter(DnaEntity),
    DOCUMENTS: TypeAdapter(DnaDocument),
    "statements": TypeAdapter(DnaStatement),
    "regexes": TypeAdapter(DnaRegex),
    "variable_links": TypeAdapter(tuple[int, int]),
    "statement_links": TypeAdapter(tuple[int, int]),
}
"""What a database holds, by the names of its fields."""

BATCH = 1000
"""Rows stored at a time."""


def write_database(
    connection: sa.Connection, database: DnaDatabase, address: str, on_progress: OnProgress | None = None
) -> Imported:
    """Keep a database, make the ledger's own statements of what it says, and return the tally.

    A statement that is in no place of its text is refused. A database that is there already changes nothing.
    """
    database, refused = _placed(database, address)
    contents = {kind: [_content(one) for one in getattr(database, kind)] for kind in KINDS}
    digest = _digest(database, contents)
    if connection.scalar(sa.select(tables.imports.c.number).where(tables.imports.c.digest == digest)) is not None:
        return Imported(known=True, refused=[*database.refused, *refused])
    tally = Imported(coded=len(database.statements))
    articles = {}
    for document in database.documents:
        if document.text:
            articles[document.id] = _write_article(connection, document, address, tally)
        tally.documents += 1
        if on_progress is not None:
            on_progress(tally)
    _write_contents(connection, database, contents, articles, digest, address)
    write_hand_coded(connection, database, articles, address=address, tally=tally, on_progress=on_progress)
    tally.refused = [*database.refused, *refused, *tally.refused]
    _write_refusals(connection, tally.refused, address)
    return tally


def read_databases(connection: sa.Connection) -> tuple[DnaDatabase, ...]:
    """Return the databases that were imported, as they were, in the order in which they came."""
    columns = tables.imports.c
    imports = connection.execute(sa.select(columns.number, columns.settings).order_by(columns.number)).all()
    return tuple(_database(connection, number, json.loads(settings)) for number, settings in imports)


def read_database(connection: sa.Connection) -> DnaDatabase:
    """Return all that was imported as one database; an empty one where nothing was."""
    return joined(read_databases(connection) or (DnaDatabase(),))


def _placed(database: DnaDatabase, address: str) -> tuple[DnaDatabase, list[Refused]]:
    """Return the database without statements that are in no place of their text, and these as refused."""
    lengths = {one.id: len(one.text) for one in database.documents}
    outside = {
        one.id: Refused(
            address=f"{address}:statement {one.id}",
            reason=f"is from {one.start} to {one.stop}, which is no place in the text of document {one.document}",
            remedy="code it again; the others are taken",
        )
        for one in database.statements
        if not 0 <= one.start < one.stop <= lengths.get(one.document, 0)
    }
    if not outside:
        return database, []
    statements = tuple(one for one in database.statements if one.id not in outside)
    links = tuple(pair for pair in database.statement_links if outside.keys().isdisjoint(pair))
    return replace(database, statements=statements, statement_links=links), list(outside.values())


def _content(one: Part | tuple[int, int]) -> str:
    """Return a part of a database as JSON, a document without its text."""
    if isinstance(one, tuple):
        return json.dumps(one)
    content = asdict(one)
    if isinstance(one, DnaDocument):
        del content["text"]
    try:
        text = json.dumps(content, ensure_ascii=False, default=sorted)
        (text + one.text if isinstance(one, DnaDocument) else text).encode()
    except UnicodeEncodeError as error:
        raise UsageError(f"{type(one).__name__} {content} holds half a character; correct what makes it") from error
    return text


def _digest(database: DnaDatabase, contents: Mapping[str, list[str]]) -> str:
    """Return a digest of all that is kept of a database."""
    found = sha256(_settings(database).encode())
    for kind, rows in contents.items():
        found.update(json.dumps([kind, rows]).encode())
    for document in database.documents:
        found.update(sha256(document.text.encode()).digest())
    return found.hexdigest()


def _settings(database: DnaDatabase) -> str:
    return json.dumps(dict(sorted(database.settings.items())))


def _write_article(connection: sa.Connection, document: DnaDocument, address: str, tally: Imported) -> Article:
    """Store a document as an article with its text as it stands, unless there is one with this text."""
    title = normalize_line(document.title)
    article = Article(
        id=make_id(title, document.text),
        text=document.text,
        address=f"{address}:document {document.id}",
        title=title,
        outlet=normalize_line(document.source),
        author=normalize_line(document.author),
        published=day_of(document),
        language=language_of(document.text),
    )
    head = (title, article.outlet, article.author, str(article.published), article.digest)
    written = write_reading(
        connection,
        Reading(
            article=article,
            fingerprint=fingerprint(document.text),
            statements=(),
            speakers=(),
            page=sha256(json.dumps([tables.HAND_CODED, *head]).encode()).hexdigest(),
            tagger=tables.HAND_CODED,
        ),
    )
    tally.articles += written.outcome in (Outcome.ADDED, Outcome.COPY)
    return replace(article, id=written.article)


def _write_refusals(connection: sa.Connection, refused: Iterable[Refused], address: str) -> None:
    """Keep what was refused, in place of what was refused of an earlier database at this address."""
    earlier = tables.refusals.c.address.startswith(f"{address}:", autoescape=True)
    connection.execute(tables.refusals.delete().where(earlier))
    for one in refused:
        write_refusal(connection, one)


def _write_contents(
    connection: sa.Connection,
    database: DnaDatabase,
    contents: Mapping[str, list[str]],
    articles: Mapping[int, Article],
    digest: str,
    address: str,
) -> None:
    row = {"address": address, "digest": digest, "settings": _settings(database)}
    now = datetime.datetime.now(datetime.UTC)
    key = connection.execute(tables.imports.insert().values(imported_at=now, **row)).inserted_primary_key
    number = int(key[0]) if key else 0
    held_by = [articles[one.id].id if one.id in articles else None for one in database.documents]
    rows = [
        {
            "import": number,
            "kind": kind,
            "position": position,
            "article": held_by[position] if kind == DOCUMENTS else None,
            "content": content,
        }
        for kind, its in contents.items()
        for position, content in enumerate(its)
    ]
    for start in range(0, len(rows), BATCH):
        connection.execute(tables.imported.insert(), rows[start : start + BATCH])


def _database(connection: sa.Connection, number: int, settings: dict[str, str]) -> DnaDatabase:
    parts: dict[str, list[Any]] = {kind: [] for kind in KINDS}
    for kind, content in _contents(connection, number):
        parts[kind].append(KINDS[kind].validate_python(content))
    return DnaDatabase(settings=settings, **{kind: tuple(its) for kind, its in parts.items()})


def _contents(connection: sa.Connection, number: int) -> Iterator[tuple[str, Any]]:
    columns = tables.imported.c
    query = (
        sa.select(columns.kind, columns.content, tables.articles.c.text)
        .join(tables.articles, tables.articles.c.id == columns.article, isouter=True)
        .where(columns["import"] == number)
        .order_by(columns.kind, columns.position)
    )
    for kind, content, text in connection.execute(query):
        one = json.loads(content)
        yield kind, {**one, "text": text or ""} if kind == DOCUMENTS else one
