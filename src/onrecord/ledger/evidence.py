"""Spans as evidence: each reads as it stands in its article's text, or it is refused."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.errors import EvidenceError
from onrecord.ledger import tables
from onrecord.model import Offsets, Span, Statement

ROLES = ("source", "cue", "content")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where a statement's spans stand in its article."""

    source: Offsets
    cue: Offsets
    content: Offsets


def check_evidence(span: Span, text: str) -> None:
    """Refuse evidence that does not read as quoted."""
    actual = text[span.start : span.end] if 0 <= span.start < span.end <= len(text) else ""
    if not actual or actual != span.quote:
        raise EvidenceError(
            f"article {span.article}: characters {span.start}-{span.end} read {actual!r}, not {span.quote!r}; "
            "make the span from the stored text"
        )


def checked_offsets(article: str, role: str, offsets: Offsets, text: str) -> Offsets:
    """Return the offsets in text order; an EvidenceError where one is outside the text, blank, or over another."""
    ordered = tuple(sorted((start, end) for start, end in offsets))
    before = 0
    for start, end in ordered:
        place = f"article {article}: characters {start}-{end} cannot be {role}"
        if not 0 <= start < end <= len(text):
            raise EvidenceError(f"{place}; give offsets from 0 to {len(text)}, counted in code points")
        if not text[start:end].strip():
            raise EvidenceError(f"{place}, for they are blank; mark words")
        if start < before:
            raise EvidenceError(f"{place}, for they are so in part already; mark each word once")
        before = end
    return ordered


def rows_of_spans(statement: Statement) -> list[dict[str, object]]:
    """Return the rows of `spans` for a statement."""
    return [
        {
            "statement": statement.id,
            "role": role,
            "position": position,
            "start": span.start,
            "end": span.end,
            "quote": span.quote,
        }
        for role in ROLES
        for position, span in enumerate(getattr(statement, role))
    ]


def read_places(connection: sa.Connection, statement: str) -> Places:
    """Return where a statement's spans stand; nowhere where there is no such statement."""
    columns = tables.spans.c
    query = sa.select(columns.role, columns.start, columns.end).where(columns.statement == statement)
    found: dict[str, Offsets] = dict.fromkeys(ROLES, ())
    for role, start, end in connection.execute(query.order_by(columns.role, columns.position)):
        found[role] += ((start, end),)
    return Places(**found)
