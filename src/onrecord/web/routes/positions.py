"""`/api/positions`, `/api/timeline`: where actors stand, and when."""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from onrecord.views.board import Days
from onrecord.views.matrix import Matrix, matrix_of
from onrecord.views.timeline import Timeline, timeline_of
from onrecord.web.access import Reading

router = APIRouter(prefix="/api", tags=["positions"])

Share = Annotated[float, Query(ge=0, le=1)]
Most = Annotated[int, Query(ge=1, le=500)]


@router.get("/positions")
def positions(
    served: Reading,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    min_confidence: Share = 0.0,
    most: Most = 60,
) -> Matrix:
    """Return actors x concepts."""
    days = Days(since=since, until=until, min_confidence=min_confidence)

    def made() -> Matrix:
        with served.database.reading() as connection:
            return matrix_of(connection, days, most=most)

    return served.kept.of(("positions", days, most), made)


@router.get("/timeline")
def timeline(
    served: Reading,
    lanes: Literal["actor", "concept"] = "actor",
    id: Annotated[list[str] | None, Query(max_length=100)] = None,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    min_confidence: Share = 0.0,
    most: Most = 30,
) -> Timeline:
    """Return the lanes with most positions, or those with these ids."""
    days = Days(since=since, until=until, min_confidence=min_confidence)

    def made() -> Timeline:
        with served.database.reading() as connection:
            return timeline_of(connection, days, lanes=lanes, ids=id, most=most)

    return served.kept.of(("timeline", days, lanes, id and tuple(id), most), made)
