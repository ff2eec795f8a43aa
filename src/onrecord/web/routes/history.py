"""`/api/decisions`, `/api/agreement`: who changed what, and how far coders agree."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from onrecord.views.agreement import Agreement, agreement_of
from onrecord.views.history import DecisionPage, decisions_of
from onrecord.web.access import Asking, Coding, Held, Reading
from onrecord.web.changes import Change, Made
from onrecord.web.changing import change_ledger

router = APIRouter(prefix="/api", tags=["history"])


@router.post("/changes")
def change(served: Coding, held: Held, asking: Asking, change: Change) -> Made:
    """Make a change; one by an older version than the ledger's is refused as a conflict (409)."""
    by = served.name if asking.name else (change.by or "").strip() or served.name
    with held.writing:
        return change_ledger(served.ledger, change, by=by)


@router.get("/decisions")
def decisions(
    served: Reading,
    by: Annotated[str | None, Query(max_length=300)] = None,
    subject: Annotated[str | None, Query(max_length=300)] = None,
    offset: Annotated[int, Query(ge=0)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> DecisionPage:
    """Return what people decided, the last first."""
    with served.database.reading() as connection:
        return decisions_of(connection, by=by, subject=subject, offset=offset, limit=limit)


@router.get("/agreement")
def agreement(
    served: Reading, one: Annotated[str, Query(max_length=300)], other: Annotated[str, Query(max_length=300)]
) -> Agreement:
    """Return how far two coders agree."""
    with served.database.reading() as connection:
        return agreement_of(connection, one, other)
