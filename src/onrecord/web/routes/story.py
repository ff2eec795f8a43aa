"""`/api/story`, `/api/search`: the first screen, and search as one types."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from onrecord.views.search import Hits, hits_of
from onrecord.views.story import Story, story_of
from onrecord.web.access import Reading

router = APIRouter(prefix="/api", tags=["story"])


@router.get("/story")
def story(served: Reading) -> Story:
    """Return what the ledger holds."""

    def made() -> Story:
        with served.database.reading() as connection:
            return story_of(connection, name=served.database.path.stem)

    return served.kept.of("story", made)


@router.get("/search")
def search(
    served: Reading, q: Annotated[str, Query(max_length=10_000)], limit: Annotated[int, Query(ge=1, le=50)] = 8
) -> Hits:
    """Return articles, statements and actors that match what is typed."""
    with served.database.reading() as connection:
        return hits_of(connection, q, limit=limit)
