"""A ledger as a database of DNA: what was imported as it was, and the ledger's own statements in DNA's usual form."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.hand_coded import CODED_IN, CODER, EPOCH
from onrecord.ledger.imported import read_database
from onrecord.ledger.joining import joined
from onrecord.ledger.networking import NamedActor, read_named_actors
from onrecord.ledger.positions import MACHINE, POSITION, STATEMENT
from onrecord.ledger.reading import Filter, read_articles, read_records
from onrecord.ledger.stands import read_stands
from onrecord.model import Article, Record, Stance, Stand
from onrecord.sources.dna import (
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaStatement,
    DnaStatementType,
    DnaVariable,
)

ADMIN = DnaCoder(id=1, name="Admin", colour=(255, 255, 0))
"""The coder whom every database has, and whose the articles are."""

FORM = DnaStatementType(
    id=1,
    label="DNA Statement",
    colour=(239, 208, 51),
    variables=(
        DnaVariable(id=1, name="person", data_type=DataType.SHORT_TEXT),
        DnaVariable(id=2, name="organization", data_type=DataType.SHORT_TEXT),
        DnaVariable(id=3, name="concept", data_type=DataType.SHORT_TEXT),
        DnaVariable(id=4, name="agreement", data_type=DataType.BOOLEAN),
    ),
)
"""The statement type that a new database has in DNA."""

AGREEMENT = {Stance.SUPPORT: 1, Stance.OPPOSE: 0}


def database_of(connection: sa.Connection) -> tuple[DnaDatabase, tuple[str, ...]]:
    """Return the whole ledger as one database, and in a sentence each what of it DNA cannot hold.

    Every article is a document; each position that supports or opposes is a statement for each of its speakers.
    """
    imported = read_database(connection)
    hand_coded = _hand_coded(connection)
    stands = [
        stand
        for stand in read_stands(connection, Filter())
        if stand.record.statement.id not in hand_coded and stand.position.stance in AGREEMENT
    ]
    lost = tuple(_losses(connection, hand_coded))
    texts = {document.text for document in imported.documents}
    if not stands and all(article.text in texts for article in read_articles(connection)):
        return imported, lost
    return joined((imported, _own(connection, stands, imported))), lost


def _hand_coded(connection: sa.Connection) -> frozenset[str]:
    columns = tables.statements.c
    return frozenset(connection.scalars(sa.select(columns.id).where(columns.tagger == tables.HAND_CODED)))


def _own(connection: sa.Connection, stands: Sequence[Stand], imported: DnaDatabase) -> DnaDatabase:
    """Return the ledger's own statements as a database; a text that was imported has its head from there."""
    coders = _coders(stands, imported)
    documents = _documents(connection, imported, coders)
    codebook = read_codebook(connection).concepts
    actors = read_named_actors(connection, {stand.actor.id for stand in stands if stand.actor is not None})
    statements = []
    for number, stand in enumerate(stands, start=1):
        span = stand.record.statement.content[0]
        by = stand.position.decided_by
        person, organization = _speaker(None if stand.actor is None else actors[stand.actor.id])
        statements.append(
            DnaStatement(
                id=number,
                type=FORM.id,
                document=documents[stand.record.article.id].id,
                start=span.start,
                stop=span.end,
                coder=coders[CODER if by == MACHINE else by].id,
                values=(
                    person,
                    organization,
                    codebook[stand.position.concept].label,
                    AGREEMENT[stand.position.stance],
                ),
            )
        )
    return DnaDatabase(
        coders=tuple(sorted({*imported.coders, *coders.values()}, key=lambda one: one.id)),
        statement_types=(FORM,) if statements else (),
        entities=tuple(_entities(statements)),
        documents=tuple(documents.values()),
        statements=tuple(statements),
    )


def _coders(stands: Iterable[Stand], imported: DnaDatabase) -> dict[str, DnaCoder]:
    """Return the coders by name: those of what was imported, the Admin, and who decided positions since."""
    coders: dict[str, DnaCoder] = {}
    for one in imported.coders:
        coders.setdefault(one.name, one)
    used = {one.id for one in imported.coders}
    names = (CODER if stand.position.decided_by == MACHINE else stand.position.decided_by for stand in stands)
    for name in dict.fromkeys((ADMIN.name, *names)):
        if name not in coders:
            free = next(number for number in range(1, len(used) + 2) if number not in used)
            coders[name] = DnaCoder(id=free, name=name, colour=ADMIN.colour if name == ADMIN.name else (0, 0, 0))
            used.add(free)
    return coders


def _documents(
    connection: sa.Connection, imported: DnaDatabase, coders: Mapping[str, DnaCoder]
) -> dict[str, DnaDocument]:
    """Return the documents of all articles, by the articles' ids."""
    heads: dict[str, DnaDocument] = {}
    for document in imported.documents:
        heads.setdefault(document.text, document)
    admin = next((one.id for one in imported.coders if one.id == ADMIN.id), coders[ADMIN.name].id)
    return {
        article.id: _document(number, article, heads.get(article.text), admin)
        for number, article in enumerate(read_articles(connection), start=1)
    }


def _document(number: int, article: Article, head: DnaDocument | None, admin: int) -> DnaDocument:
    if head is not None:
        return replace(head, id=number)
    return DnaDocument(
        id=number,
        title=article.title or "",
        text=article.text,
        coder=admin,
        author=article.author or "",
        source=article.outlet or "",
        notes=article.url or "",
        date=_seconds(article.published),
    )


def _seconds(day: datetime.date | None) -> int | None:
    return None if day is None else (day - EPOCH.date()).days * 86_400


def _speaker(actor: NamedActor | None) -> tuple[str, str]:
    """Return the person and the organization, which a country, a group or a report counts as; "" where unknown."""
    if actor is None:
        return "", ""
    return actor.person, actor.organization or ("" if actor.person else actor.actor)


def _entities(statements: Iterable[DnaStatement]) -> Iterator[DnaEntity]:
    places = [(place, its.id) for place, its in enumerate(FORM.variables) if its.data_type is DataType.SHORT_TEXT]
    values = dict.fromkeys((its, str(one.values[place])) for one in statements for place, its in places)
    for number, (variable, value) in enumerate(values, start=1):
        yield DnaEntity(id=number, variable=variable, value=value)


def _losses(connection: sa.Connection, hand_coded: frozenset[str]) -> Iterator[str]:
    counts: Counter[str] = Counter()
    for record in read_records(connection, Filter()):
        if record.statement.id not in hand_coded:
            counts.update(_lost_of(record))
    concepts = read_codebook(connection).concepts.values()
    counts["concepts have a description or examples, which are left out"] += sum(
        bool(one.description or one.examples) for one in concepts
    )
    counts["decisions on statements that were coded in DNA were made since, and their old coding is written"] += (
        _redecided(connection, hand_coded)
    )
    counts["decisions were made, of which only the outcome is written"] += _decided(connection)
    for reason, count in counts.items():
        if count > 0:
            yield f"{count:,} {reason}"


def _lost_of(record: Record) -> Iterator[str]:
    """Yield what is lost of a statement."""
    statement = record.statement
    if record.copy_of is not None:
        yield "statements repeat those of another article, where they are written"
        return
    if not any(one.stance in AGREEMENT for one in record.positions):
        yield "statements neither support nor oppose any concept, and DNA wants an agreement of each; they are left out"
    for position in record.positions:
        if position.stance is Stance.CONDITIONAL:
            yield "positions are conditional, and DNA's agreement is yes or no; they are left out"
        elif position.confidence < 1:
            yield "positions were coded with less than full confidence, and count like all others"
    if not any(one.stance in AGREEMENT for one in record.positions):
        return
    if statement.source or statement.cue:
        yield "statements have places of their source or cue in the text, which are left out"
    if len(statement.content) > 1:
        yield "statements have content in several pieces, of which the first is written"
    if statement.date is not None and statement.date != record.article.published:
        yield "statements were made on another day than their article's, which is written"
    if len(record.speakers) > 1:
        yield "statements have several speakers, and one statement is written for each"


def _decided(connection: sa.Connection) -> int:
    """Count the decisions that no import made."""
    why = tables.decisions.c.why
    query = sa.select(sa.func.count()).select_from(tables.decisions)
    return connection.scalar(query.where(sa.func.coalesce(why, "").not_like(f"{CODED_IN}%"))) or 0


def _redecided(connection: sa.Connection, hand_coded: frozenset[str]) -> int:
    """Count the decisions on these statements but the first on a position of each, which its import made."""
    columns = tables.decisions.c
    query = sa.select(columns.subject, columns.subject_id, columns.undone_at).order_by(columns.id)
    seen: set[str] = set()
    count = 0
    for subject, subject_id, undone_at in connection.execute(query.where(columns.subject.in_((POSITION, STATEMENT)))):
        statement = subject_id.partition(" ")[0]
        if subject == STATEMENT:
            count += statement in hand_coded
        elif statement in hand_coded:
            count += statement in seen or undone_at is not None
            seen.add(statement)
    return count
