"""Statements coded in DNA as the ledger's own: who speaks, on which concept, and whether he agrees."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

import sqlalchemy as sa

from onrecord.actors.resolving.identity import slug
from onrecord.articles.normal import normalize_line
from onrecord.errors import UsageError
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook, read_decided_concepts
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.naming import Named, read_named, united, write_named
from onrecord.ledger.positions import MACHINE
from onrecord.ledger.writing import write_statements
from onrecord.model import (
    ActorKind,
    Affiliation,
    Article,
    Concept,
    DateBasis,
    Refused,
    Span,
    Speaker,
    Stance,
    Statement,
    speaker_id,
)
from onrecord.outcomes import Imported
from onrecord.positions.codebook import LONGEST_ID, checked_concepts
from onrecord.sources.dna import DataType, DnaDatabase, DnaDocument, DnaStatement, DnaStatementType, DnaValue
from onrecord.statements.assembly import attribution_kind
from onrecord.statements.quotations import quotations_of

PERSON, ORGANIZATION = ("person",), ("organization", "organisation")
CONCEPT = ("concept", "category")
"""What the variable of the concept is called: `category` in old databases."""
AGREEMENT = ("agreement",)

CODER = "onrecord"
"""As whom DNA knows what no person decided."""

CODED_IN = "coded in "
"""How the reason of a decision that an import made begins."""

EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
BATCH = 400
"""Statements in one query, below SQLite's limit of bound values."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """At which places the values of a statement type tell who speaks, on what, and how."""

    person: int | None
    organization: int | None
    concept: int
    agreement: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A coded piece of an article: who speaks, if that is told, the label of a concept, and who coded it when."""

    id: str
    start: int
    end: int
    speaker: Speaker | None
    label: str | None
    stance: Stance
    coder: str


OnProgress = Callable[[Imported], None]

Said = tuple[str, int, int, str, Stance, str]
"""Article, start, end, the label of the concept without case, stance, and who coded it."""


def form_of(statement_type: DnaStatementType) -> Form | None:
    """Return where a type has a speaker, a concept and an agreement; None where it lacks one of them."""

    def place(names: Sequence[str], kind: DataType) -> int | None:
        variables = enumerate(statement_type.variables)
        return next((at for at, one in variables if one.data_type is kind and one.name.strip().lower() in names), None)

    person, organization = place(PERSON, DataType.SHORT_TEXT), place(ORGANIZATION, DataType.SHORT_TEXT)
    concept, agreement = place(CONCEPT, DataType.SHORT_TEXT), place(AGREEMENT, DataType.BOOLEAN)
    if concept is None or agreement is None or (person is None and organization is None):
        return None
    return Form(person=person, organization=organization, concept=concept, agreement=agreement)


def day_of(document: DnaDocument) -> datetime.date | None:
    """Return the day of a document in UTC; None where nobody knows it or no calendar has it."""
    try:
        return None if document.date is None else (EPOCH + datetime.timedelta(seconds=document.date)).date()
    except OverflowError:
        return None


def coder_names(database: DnaDatabase) -> dict[int, str]:
    """Return in whose name the coders decide, by their ids."""
    names = {one.id: normalize_line(one.name) or f"coder {one.id}" for one in database.coders}
    return {one: f"{name} (DNA)" if name == MACHINE else name for one, name in names.items()}


def write_hand_coded(
    connection: sa.Connection,
    database: DnaDatabase,
    articles: Mapping[int, Article],
    *,
    address: str,
    tally: Imported,
    on_progress: OnProgress | None = None,
) -> None:
    """Make statements and positions of what was coded, in the coders' names, and count them.

    `articles` are those of the documents, by their ids. What is there already is not made again, nor is what DNA had
    from this ledger and gives back as it was.
    """
    named, own = read_named(connection), _own(connection)
    made: list[Coded] = []
    for document, coded in _by_document(database, articles):
        known = _known(connection, [one.id for one in coded])
        article = articles[document.id]
        fresh = [one for one in coded if one.id not in known and _said(article.id, one) not in own]
        _write_statements(connection, replace(article, published=day_of(document)), fresh, named)
        made += fresh
        tally.statements += len(fresh)
        if on_progress is not None:
            on_progress(tally)
    _write_positions(connection, made, address, tally)
    if on_progress is not None:
        on_progress(tally)


def _said(article: str, coded: Coded) -> Said:
    return article, coded.start, coded.end, (coded.label or "").casefold(), coded.stance, coded.coder


def _own(connection: sa.Connection) -> set[Said]:
    """Return the positions of statements that were not coded elsewhere."""
    statements, spans, positions = tables.statements.c, tables.spans.c, tables.positions.c
    query = (
        sa.select(statements.article, spans.start, spans.end, positions.concept, positions.stance, positions.decided_by)
        .join(tables.spans, spans.statement == statements.id)
        .join(tables.positions, positions.statement == statements.id)
        .where(statements.tagger != tables.HAND_CODED, spans.role == "content", spans.position == 0)
    )
    concepts = read_codebook(connection).concepts
    return {
        (article, start, end, concepts[concept].label.casefold(), Stance(stance), CODER if by == MACHINE else by)
        for article, start, end, concept, stance, by in connection.execute(query)
    }


def _by_document(database: DnaDatabase, articles: Mapping[int, Article]) -> Iterator[tuple[DnaDocument, list[Coded]]]:
    """Yield the documents in which something was coded by a form, each with that."""
    forms = {one.id: form for one in database.statement_types if (form := form_of(one)) is not None}
    names = coder_names(database)
    found: dict[int, list[DnaStatement]] = {}
    for statement in database.statements:
        if statement.type in forms and statement.document in articles:
            found.setdefault(statement.document, []).append(statement)
    seen: Counter[tuple[DnaValue | None, ...]] = Counter()
    for document in database.documents:
        if document.id in found:
            yield (
                document,
                [
                    _coded(one, document, articles[document.id].id, forms[one.type], names, seen)
                    for one in found[document.id]
                ],
            )


def _coded(
    statement: DnaStatement,
    document: DnaDocument,
    article: str,
    form: Form,
    names: Mapping[int, str],
    seen: Counter[tuple[DnaValue | None, ...]],
) -> Coded:
    """Return what a statement says; of several that say the same each has an id of its own, on every import."""
    person, organization = (
        "" if place is None else normalize_line(str(statement.values[place])) or ""
        for place in (form.person, form.organization)
    )
    label = normalize_line(str(statement.values[form.concept]))
    agreement, coder = statement.values[form.agreement], names.get(statement.coder, f"coder {statement.coder}")
    told = (article, statement.start, statement.stop, document.date, person, organization, label, agreement, coder)
    seen[told] += 1
    text = json.dumps([tables.HAND_CODED, *told, seen[told]])
    return Coded(
        id=blake2b(text.encode(), digest_size=8).hexdigest(),
        start=statement.start,
        end=statement.stop,
        speaker=_speaker(person, organization),
        label=label,
        stance=Stance.SUPPORT if agreement else Stance.OPPOSE,
        coder=coder,
    )


def _speaker(person: str, organization: str) -> Speaker | None:
    if person:
        held = (Affiliation(role=None, of=organization),) if organization else ()
        return Speaker(name=person, kind=ActorKind.PERSON, affiliations=held)
    return Speaker(name=organization, kind=ActorKind.ORGANIZATION) if organization else None


def _known(connection: sa.Connection, ids: Sequence[str]) -> set[str]:
    columns = tables.statements.c
    batches = (ids[start : start + BATCH] for start in range(0, len(ids), BATCH))
    return {one for batch in batches for one in connection.scalars(sa.select(columns.id).where(columns.id.in_(batch)))}


def _write_statements(connection: sa.Connection, article: Article, coded: Sequence[Coded], named: Named) -> None:
    speakers: dict[str, Speaker] = {}
    said: list[tuple[Statement, tuple[str, ...]]] = []
    quotations = quotations_of(article.text) if coded else ()
    for one in coded:
        speaking: tuple[str, ...] = ()
        if one.speaker is not None:
            number = speaker_id(article.id, one.speaker)
            before = speakers.get(number, one.speaker).affiliations
            speakers[number] = replace(one.speaker, affiliations=united(before, one.speaker.affiliations))
            speaking = (number,)
        statement = Statement(
            id=one.id,
            article=article.id,
            kind=attribution_kind(article.text, quotations, ((one.start, one.end),)),
            source=(),
            cue=(),
            content=(Span(article=article.id, start=one.start, end=one.end, quote=article.text[one.start : one.end]),),
            confidence=1.0,
            date=article.published,
            date_basis=DateBasis.UNKNOWN if article.published is None else DateBasis.ARTICLE,
        )
        said.append((statement, speaking))
    write_named(connection, article, list(speakers.values()), named)
    write_statements(connection, article, said, tagger=tables.HAND_CODED, originals={})


def _write_positions(connection: sa.Connection, coded: Iterable[Coded], address: str, tally: Imported) -> None:
    by_coder: dict[str, list[Coded]] = {}
    for one in coded:
        by_coder.setdefault(one.coder, []).append(one)
    for coder, theirs in by_coder.items():
        corrector = PositionCorrector(connection, by=coder, why=f"{CODED_IN}{address}")
        concepts, fresh, refused = _concepts(connection, theirs, address)
        corrector.add_all(fresh)
        corrector.set_all(
            [(one.id, concepts[one.label], one.stance) for one in theirs if one.label and one.label in concepts]
        )
        tally.concepts += len(fresh)
        tally.positions += sum(one.label in concepts for one in theirs)
        tally.refused += refused


def _concepts(
    connection: sa.Connection, coded: Iterable[Coded], address: str
) -> tuple[dict[str, str], list[Concept], list[Refused]]:
    """Return the ids of concepts by what they were called, those that are new, and what can be none.

    What is called by the id or, case aside, the label of a known concept is that.
    """
    codebook, decided = read_codebook(connection), read_decided_concepts(connection)
    ids = {*codebook.concepts, *codebook.merged, *decided.added, *decided.dropped}
    labels = {label.casefold(): one for one, label in decided.added.items()}
    labels |= {one.label.casefold(): one.id for one in codebook.concepts.values()}
    found: dict[str, str] = {}
    fresh: list[Concept] = []
    refused: list[Refused] = []
    for label in dict.fromkeys(one.label for one in coded if one.label):
        if label in ids:
            found[label] = label
            continue
        wanted = slug(label)[: LONGEST_ID - 10] or "concept"
        numbered = (wanted if number == 1 else f"{wanted}-{number}" for number in range(1, len(ids) + 2))
        try:
            [concept] = checked_concepts([Concept(id=next(one for one in numbered if one not in ids), label=label)])
        except UsageError as error:
            reason = f"can be no concept of a codebook ({error}), so its statements take no position here"
            refused.append(Refused(address=f"{address}:concept {label[:60]}", reason=reason, remedy="rename it in DNA"))
            continue
        if (known := labels.get(concept.label.casefold())) is None:
            known = labels[concept.label.casefold()] = concept.id
            ids.add(concept.id)
            fresh.append(concept)
        found[label] = known
    return found, fresh, refused
