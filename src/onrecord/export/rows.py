"""Flat rows for tables: one value a column, in the columns' fixed order. Dates stay dates, span lists stay lists."""

from __future__ import annotations

from dataclasses import asdict

from onrecord.export.lines import change_line, offsets, position_line, share
from onrecord.ledger.stands import Conflict, Shift
from onrecord.model import Actor, Dispute, Record, Span, Stance, Stand

Row = dict[str, object]

STATEMENT_COLUMNS = (
    "id",
    "article",
    "title",
    "outlet",
    "published",
    "speaker_id",
    "speaker_name",
    "speaker_kind",
    "other_speakers",
    "type",
    "text",
    "date",
    "date_basis",
    "date_precision",
    "confidence",
    "source_text",
    "cue_text",
    "source",
    "cue",
    "content",
    "copy_of",
)
ACTOR_COLUMNS = ("id", "name", "kind", "aliases", "affiliations", "wikidata", "statements")

POSITION_COLUMNS = (
    "actor",
    "actor_name",
    "concept",
    "stance",
    "date",
    "confidence",
    "statement",
    "decided_by",
    "narrated",
)
_SIDE = ("stance", "date", "statement", "outlet", "text")
CHANGE_COLUMNS = (
    "what",
    "actor",
    "actor_name",
    "concept",
    "probability",
    *(f"first_{column}" for column in _SIDE),
    *(f"second_{column}" for column in _SIDE),
)
RECODED_COLUMNS = ("statement", "concept", "before", "after", "speaker", "text")
CONCEPT_COLUMNS = ("id", "label", "description", "support", "oppose", "conditional", "actors")


def statement_row(record: Record) -> Row:
    """Return the STATEMENT_COLUMNS of a statement."""
    statement, article, speaker = record.statement, record.article, record.speaker
    return {
        "id": statement.id,
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "speaker_id": speaker and speaker.id,
        "speaker_name": speaker and speaker.name,
        "speaker_kind": speaker and speaker.kind.value,
        "other_speakers": [other.name for other in record.speakers[1:]],
        "type": statement.kind.value,
        "text": statement.text,
        "date": statement.date,
        "date_basis": statement.date_basis.value,
        "date_precision": statement.date_precision.value,
        "confidence": share(statement.confidence),
        "source_text": _words(statement.source),
        "cue_text": _words(statement.cue),
        "source": offsets(statement.source),
        "cue": offsets(statement.cue),
        "content": offsets(statement.content),
        "copy_of": record.copy_of,
    }


def actor_row(actor: Actor) -> Row:
    """Return the ACTOR_COLUMNS of an actor."""
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "aliases": list(actor.aliases),
        "affiliations": [asdict(affiliation) for affiliation in actor.affiliations],
        "wikidata": actor.wikidata,
        "statements": actor.statements,
    }


def position_row(stand: Stand) -> Row:
    """Return the POSITION_COLUMNS of a position."""
    return {**position_line(stand), "date": stand.record.statement.date}


def change_row(found: Shift | Conflict) -> Row:
    """Return the CHANGE_COLUMNS of a change of stance, or of what two outlets report of one actor."""
    pair = (found.before, found.after) if isinstance(found, Shift) else (found.supporting, found.opposing)
    days = {
        f"{place}_date": stand.record.statement.date for place, stand in zip(("first", "second"), pair, strict=True)
    }
    return {**change_line(found), **days}


def concept_row(dispute: Dispute) -> Row:
    """Return the CONCEPT_COLUMNS of a concept."""
    concept = dispute.concept
    return {
        "id": concept.id,
        "label": concept.label,
        "description": concept.description,
        **{stance.value: dispute.statements.get(stance, 0) for stance in Stance},
        "actors": dispute.actors,
    }


def _words(spans: tuple[Span, ...]) -> str | None:
    return " … ".join(span.quote for span in spans) or None
