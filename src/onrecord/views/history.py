"""History: who changed what and when, in words."""

from __future__ import annotations

import datetime
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.evaluation.positions import NO_POSITION
from onrecord.ledger import tables
from onrecord.ledger.concepts import CONCEPT, EXAMPLE, read_codebook
from onrecord.ledger.corrections import ACTOR
from onrecord.ledger.positions import POSITION
from onrecord.model import Decision

STATEMENT = "statement"
QUOTATION_MARKS = '"“”„«»'
LONGEST = 80
"""Characters of a statement or label that a sentence on a decision quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDecision:
    """A decision in words: "merged", "Macron" into "Emmanuel Macron"; with where it can be seen."""

    id: int
    made_at: datetime.datetime
    made_by: str
    subject: str
    """"statement", "position", "actor", "concept"."""
    subject_id: str
    field: str
    old: str | None
    new: str | None
    why: str | None
    undone_at: datetime.datetime | None
    undone_by: str | None
    words: str
    """The decision as a sentence."""
    statement: str | None
    """The id of the statement that it is about, if it is about one."""
    actor: str | None
    concept: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPage:
    """Some of the decisions, the last first, from `offset` on; how many there are, and by whom."""

    total: int
    offset: int
    decisions: tuple[ShownDecision, ...]
    people: tuple[str, ...]


def decisions_of(
    connection: sa.Connection, *, by: str | None = None, subject: str | None = None, offset: int = 0, limit: int = 50
) -> DecisionPage:
    """Return some of the decisions, the last first."""
    columns = tables.decisions.c
    wanted = [
        column == value for column, value in ((columns.made_by, by), (columns.subject, subject)) if value is not None
    ]
    total = connection.scalar(sa.select(sa.func.count()).select_from(tables.decisions).where(*wanted)) or 0
    query = sa.select(tables.decisions).where(*wanted).order_by(columns.id.desc()).offset(offset).limit(limit)
    made = [Decision(**row) for row in connection.execute(query).mappings()]
    people = connection.scalars(sa.select(columns.made_by).distinct().order_by(columns.made_by)).all()
    names = _names_of(connection, made)
    return DecisionPage(
        total=total, offset=offset, decisions=tuple(_shown(one, names) for one in made), people=tuple(people)
    )


@dataclass(frozen=True, slots=True)
class _Names:
    """What ids read like."""

    actors: Mapping[str, str]
    concepts: Mapping[str, str]
    statements: Mapping[str, str]


def _names_of(connection: sa.Connection, made: Sequence[Decision]) -> _Names:
    actors, concepts = tables.actors.c, tables.concepts.c
    ids = {one for each in made for one in (each.subject_id, each.new or "") if each.subject == ACTOR}
    ids |= {json.loads(one.new)["into"] for one in made if one.subject == ACTOR and one.field == "split" and one.new}
    named = connection.execute(sa.select(actors.id, actors.name).where(actors.id.in_(ids)))
    labels = {row.id: row.label for row in connection.execute(sa.select(concepts.id, concepts.label))}
    labels |= {concept.id: concept.label for concept in read_codebook(connection).concepts.values()}
    statements = [_statement_of(one) or "" for one in made]
    return _Names({row.id: row.name for row in named}, labels, contents_of(connection, statements))


def contents_of(connection: sa.Connection, statements: Sequence[str]) -> dict[str, str]:
    """Return the contents of statements by their ids."""
    spans = tables.spans.c
    query = sa.select(spans.statement, spans.quote).where(spans.statement.in_(set(statements)), spans.role == "content")
    texts: dict[str, str] = {}
    for statement, quote in connection.execute(query.order_by(spans.statement, spans.position)):
        texts[statement] = f"{texts[statement]} … {quote}" if statement in texts else quote
    return texts


def _statement_of(decision: Decision) -> str | None:
    match decision.subject:
        case "statement":
            return decision.subject_id
        case "position":
            return decision.subject_id.partition(" ")[0]
        case _:
            return None


def _shown(decision: Decision, names: _Names) -> ShownDecision:
    concept = {
        CONCEPT: decision.subject_id,
        POSITION: decision.subject_id.partition(" ")[2],
    }.get(decision.subject)
    return ShownDecision(
        id=decision.id,
        made_at=decision.made_at,
        made_by=decision.made_by,
        subject=decision.subject,
        subject_id=decision.subject_id,
        field=decision.field,
        old=decision.old,
        new=decision.new,
        why=decision.why,
        undone_at=decision.undone_at,
        undone_by=decision.undone_by,
        words=_words(decision, names),
        statement=_statement_of(decision),
        actor=decision.subject_id if decision.subject == ACTOR else None,
        concept=concept,
    )


TEMPLATES = {
    (ACTOR, "same_as"): "merged {subject} into {other}",
    (ACTOR, "split"): "split {subject}: a part is now {other}",
    (ACTOR, "name"): "renamed {old} to {new}",
    (ACTOR, "alias"): "{new} is a name of {subject}",
    (ACTOR, "distinct_from"): "{subject} is not {other}",
    (ACTOR, "not_name"): "{subject} is nobody called {new}",
    (ACTOR, "affiliation"): "changed an affiliation of {subject}",
    (ACTOR, "kind"): "set the kind of {subject} to {new}",
    (ACTOR, "wikidata"): "linked {subject} to Wikidata's {new}",
    (CONCEPT, "added"): "added the concept {new}",
    (CONCEPT, "dropped"): "dropped the concept {new}",
    (CONCEPT, "same_as"): "merged the concept {subject} into {other}",
    (CONCEPT, "label"): "reworded {old} as {new}",
    (CONCEPT, "description"): "described {subject}",
    **{
        (CONCEPT, field): f"gave {{subject}} an example that takes the stance {stance}: {{new}}"
        for stance, field in EXAMPLE.items()
    },
    (POSITION, "stance"): "{old} is now {new}: {subject}",
    (STATEMENT, "verdict"): "{new}: {subject}",
    (STATEMENT, "kind"): "{old} is now {new}: {subject}",
    (STATEMENT, "speakers"): "changed who says {subject}",
    (STATEMENT, "spans"): "moved the edges of {subject}",
    (STATEMENT, "split"): "split {subject}",
    (STATEMENT, "added"): "added {subject}",
}
"""What a decision on a field of a subject does, without its maker."""


def _words(decision: Decision, names: _Names) -> str:
    """Return a decision as a sentence without its maker."""
    template = TEMPLATES.get((decision.subject, decision.field), "set the {field} of {subject}")
    if decision.subject == POSITION and decision.old == decision.new:
        template = "confirmed {new}: {subject}"
    return template.format(
        field=decision.field,
        subject=_named(decision, names),
        other=_quoted(_other(decision, names)),
        old=_value(decision, decision.old),
        new=_value(decision, decision.new),
    )


def _named(decision: Decision, names: _Names) -> str:
    """Return what a decision is about, as it reads."""
    one, _, concept = decision.subject_id.partition(" ")
    match decision.subject:
        case "position":
            return f"{_quoted(names.statements.get(one, one))} on {_quoted(names.concepts.get(concept, concept))}"
        case "statement":
            return _quoted(names.statements.get(one, one))
        case "concept":
            return _quoted(names.concepts.get(one, one))
        case _:
            return _quoted(names.actors.get(decision.subject_id, decision.subject_id))


def _other(decision: Decision, names: _Names) -> str:
    """Return the second actor or concept of a decision, as it reads."""
    new = decision.new or ""
    if decision.subject == CONCEPT:
        return names.concepts.get(new, new)
    if decision.subject == ACTOR and decision.field == "split":
        new = json.loads(new)["into"]
    return names.actors.get(new, new)


def _value(decision: Decision, value: str | None) -> str:
    if decision.subject == POSITION:
        return "no position" if value in (None, NO_POSITION) else str(value)
    return value or "nothing" if decision.subject == STATEMENT else _quoted(value or "")


def _quoted(text: str) -> str:
    """Return the words between quotation marks, once where they have their own."""
    plain = " ".join(text.split())
    short = plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"
    return f"“{short.strip(QUOTATION_MARKS)}”"
