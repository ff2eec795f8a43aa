"""`/api/actors`, `/api/concepts`: who is who, and the codebook."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

from fastapi import APIRouter, Query, Response, UploadFile

from onrecord.model import ActorKind
from onrecord.views import actors as of_actors
from onrecord.views import codebook as of_concepts
from onrecord.views.actors import ActorPage, MaybeOne, ShownActorWhole
from onrecord.views.codebook import Proposal, ShownConcept
from onrecord.web.access import Coding, Reading, Served
from onrecord.web.problems import Refusal

router = APIRouter(prefix="/api", tags=["actors and concepts"])

CODEBOOK_BYTES = 2_000_000
"""The largest codebook that is taken: some thousand concepts with examples."""


@router.get("/actors")
def actors(
    served: Reading,
    q: Annotated[str, Query(max_length=300)] = "",
    kind: ActorKind | None = None,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> ActorPage:
    """Return actors with names in which words begin like these, those with most statements first."""
    with served.database.reading() as connection:
        return of_actors.page_of(connection, q, kind, offset=offset, limit=limit)


@router.get("/actors/suggestions")
def suggestions(served: Reading, limit: Annotated[int, Query(ge=1, le=200)] = 50) -> tuple[MaybeOne, ...]:
    """Return which actors may be one, the likeliest first."""
    return served.kept.of("suggestions", lambda: _suggestions(served))[:limit]


@router.get("/actors/{actor}")
def actor(served: Reading, actor: str) -> ShownActorWhole:
    """Return all that is known of an actor."""
    with served.database.reading() as connection:
        return of_actors.actor_of(connection, actor)


@router.get("/concepts")
def concepts(served: Reading) -> tuple[ShownConcept, ...]:
    """Return the codebook."""
    return served.kept.of("concepts", lambda: _concepts(served))


@router.get("/concepts/proposals")
def proposals(served: Reading, most: Annotated[int, Query(ge=1, le=50)] = 12) -> tuple[Proposal, ...]:
    """Return what is in dispute by the statements themselves; slow on large ledgers."""
    return served.kept.of(("proposals", most), lambda: of_concepts.proposals_of(served.ledger.find_concepts(most=most)))


@router.get("/codebook", response_class=Response)
def codebook(served: Reading) -> Response:
    """Return the codebook as a YAML file to save."""
    headers = {"Content-Disposition": 'attachment; filename="codebook.yaml"'}
    return Response(of_concepts.yaml_of(served.ledger.codebook()), media_type="application/yaml", headers=headers)


@router.post("/codebook")
def load_codebook(served: Coding, file: UploadFile) -> tuple[ShownConcept, ...]:
    """Make an uploaded YAML file the ledger's codebook."""
    content = file.file.read(CODEBOOK_BYTES + 1)
    if len(content) > CODEBOOK_BYTES:
        raise Refusal("too_large", f"A codebook has at most {CODEBOOK_BYTES // 1_000_000} MB; this file has more.")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "codebook.yaml"
        path.write_bytes(content)
        served.ledger.load_concepts(path)
    return _concepts(served)


def _suggestions(served: Served) -> tuple[MaybeOne, ...]:
    with served.database.reading() as connection:
        return of_actors.maybe_one(connection)


def _concepts(served: Served) -> tuple[ShownConcept, ...]:
    with served.database.reading() as connection:
        return of_concepts.concepts_of(connection)
