"""What one line of JSONL holds: plain values that other programs read. A key's name and meaning stay as they are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from onrecord.ledger.stands import Conflict, Shift
from onrecord.model import Actor, Affiliation, Dispute, Position, Record, Span, Stance, Stand, Statement
from onrecord.outcomes import Recoded

Line = dict[str, object]


def statement_line(record: Record) -> Line:
    """Return a statement with its article's head and its speaker."""
    statement, article = record.statement, record.article
    return {
        "id": statement.id,
        "article": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "published": _day(article.published),
        "type": statement.kind.value,
        "source": offsets(statement.source),
        "cue": offsets(statement.cue),
        "content": offsets(statement.content),
        "text": statement.text,
        "speaker": None if record.speaker is None else _speaker(record.speaker),
        "other_speakers": [_speaker(speaker) for speaker in record.speakers[1:]],
        "date": _day(statement.date),
        "date_basis": statement.date_basis.value,
        "date_precision": statement.date_precision.value,
        "confidence": share(statement.confidence),
        "copy_of": record.copy_of,
        "positions": [_position(position) for position in record.positions],
    }


def actor_line(actor: Actor) -> Line:
    """Return an actor with the affiliations seen and the number of statements."""
    return {
        **_speaker(actor),
        "affiliations": [_affiliation(affiliation) for affiliation in actor.affiliations],
        "wikidata": actor.wikidata,
        "statements": actor.statements,
    }


def position_line(stand: Stand) -> Line:
    """Return where an actor stands on a concept by one statement."""
    position = stand.position
    return {
        "actor": stand.actor and stand.actor.id,
        "actor_name": stand.actor and stand.actor.name,
        "concept": position.concept,
        "stance": position.stance.value,
        "date": _day(stand.record.statement.date),
        "confidence": share(position.confidence),
        "statement": position.statement,
        "decided_by": position.decided_by,
        "narrated": position.narrated,
    }


def change_line(found: Shift | Conflict) -> Line:
    """Return a change of stance, or what two outlets report of one actor; a change's first statement is the earlier."""
    if isinstance(found, Shift):
        what, first, second = "change", found.before, found.after
        probability = share(found.probability)
    else:
        what, first, second = "contradiction", found.supporting, found.opposing
        probability = None
    return {
        "what": what,
        "actor": first.actor and first.actor.id,
        "actor_name": first.actor and first.actor.name,
        "concept": first.position.concept,
        "probability": probability,
        **_side("first", first),
        **_side("second", second),
    }


def _side(place: str, stand: Stand) -> Line:
    return {
        f"{place}_stance": stand.position.stance.value,
        f"{place}_date": _day(stand.record.statement.date),
        f"{place}_statement": stand.position.statement,
        f"{place}_outlet": stand.record.article.outlet,
        f"{place}_text": stand.record.statement.text,
    }


def recoded_line(change: Recoded) -> Line:
    """Return a position that the machine finds otherwise than before."""
    record = change.record
    return {
        "statement": record.statement.id,
        "concept": change.concept,
        "before": change.before and change.before.value,
        "after": change.after and change.after.value,
        "speaker": record.speaker and record.speaker.name,
        "text": record.statement.text,
    }


def concept_line(dispute: Dispute) -> Line:
    """Return a concept as a codebook has it, with how many statements take each stance, and how many actors any."""
    concept = dispute.concept
    return {
        "id": concept.id,
        "label": concept.label,
        "description": concept.description,
        "examples": {
            stance.value: [example for its, example in concept.examples if its is stance] for stance in Stance
        },
        "statements": {stance.value: dispute.statements.get(stance, 0) for stance in Stance},
        "actors": dispute.actors,
    }


def attribution_line(article: str, statements: Iterable[Statement], *, text: str | None = None) -> Line:
    """Return the attributions of the article with this id, offsets only, and the text if one is given."""
    attributions = [
        {
            "source": offsets(statement.source),
            "cue": offsets(statement.cue),
            "content": offsets(statement.content),
            "type": statement.kind.value,
            "confidence": share(statement.confidence),
        }
        for statement in statements
    ]
    line: Line = {"id": article, "attributions": attributions}
    return line if text is None else line | {"text": text}


def offsets(spans: Iterable[Span]) -> list[list[int]]:
    """Return [start, end) pairs in code points."""
    return [[span.start, span.end] for span in spans]


def share(confidence: float) -> float:
    """Return a confidence with four decimals: more of them are noise."""
    return round(float(confidence), 4)


def _position(position: Position) -> Line:
    return {
        "concept": position.concept,
        "stance": position.stance.value,
        "confidence": share(position.confidence),
    }


def _speaker(actor: Actor) -> Line:
    return {"id": actor.id, "name": actor.name, "kind": actor.kind.value, "aliases": list(actor.aliases)}


def _affiliation(affiliation: Affiliation) -> Line:
    return {
        "role": affiliation.role,
        "of": affiliation.of,
        "first_seen": _day(affiliation.first_seen),
        "last_seen": _day(affiliation.last_seen),
    }


def _day(date: datetime.date | None) -> str | None:
    return None if date is None else date.isoformat()
