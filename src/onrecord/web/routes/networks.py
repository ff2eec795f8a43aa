"""`/api/network`: who sides with whom."""

from __future__ import annotations

import datetime
import tempfile
from pathlib import Path
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from onrecord.export import writer_for
from onrecord.export.networks import NETWORK_WRITERS
from onrecord.networks.calendar import Unit
from onrecord.networks.windows import Sliding
from onrecord.views import network as views
from onrecord.views.named import Named, described_debate, named_debate
from onrecord.views.network import Series, Shape, ShownNetwork
from onrecord.views.tie import TieEvidence, tie_of
from onrecord.web.access import Reading, Served

router = APIRouter(prefix="/api/network", tags=["network"])

Kind = Literal["congruence", "conflict", "subtract", "affiliation"]
Units = Literal["days", "weeks", "months", "years"]
Share = Annotated[float, Query(ge=0, le=1)]
Most = Annotated[int, Query(ge=2, le=400)]
Id = Annotated[str, Query(max_length=300)]
MEDIA = {
    "gexf": "application/gexf+xml",
    "graphml": "application/graphml+xml",
    "csv": "text/csv; charset=utf-8",
    "svg": "image/svg+xml",
    "png": "image/png",
}


@router.get("")
def network(
    served: Reading,
    kind: Kind = "congruence",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    min_confidence: Share = 0.0,
    threshold: Annotated[float, Query(ge=0)] = 0.0,
    ego: Id | None = None,
    most: Most = 150,
    stability: bool = False,
) -> ShownNetwork:
    """Return a network with its coalitions; `ego` is a node's id: only it, its neighbours and their ties.

    `stability` tells how stable coalitions are when statements are drawn again, which takes seconds.
    """
    shape = Shape(kind=kind, since=since, until=until, min_confidence=min_confidence, most=most)
    return served.kept.of(
        ("network", shape, threshold, ego, stability),
        lambda: views.network_of(_debate(served), shape, threshold=threshold, ego=ego, stability=stability),
    )


@router.get("/series")
def series(
    served: Reading,
    kind: Kind = "congruence",
    width: Annotated[int, Query(ge=1, le=1_000)] = 1,
    step: Annotated[int, Query(ge=1, le=1_000)] = 1,
    unit: Units = "months",
    min_confidence: Share = 0.0,
    most: Most = 150,
) -> Series:
    """Return the networks of sliding windows, at most 200, in one layout."""
    shape = Shape(kind=kind, min_confidence=min_confidence, most=most)
    windows = Sliding(width=width, step=step, unit=Unit(unit), indent=False)
    return served.kept.of(("series", shape, windows), lambda: views.series_of(_debate(served), shape, windows))


@router.get("/tie")
def tie(
    served: Reading,
    one: Id,
    other: Id,
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    min_confidence: Share = 0.0,
) -> TieEvidence:
    """Return the concepts and statements behind a tie, between two actors or an actor and a concept."""
    shape = Shape(since=since, until=until, min_confidence=min_confidence)
    with served.database.reading() as connection:
        return tie_of(connection, one, other, shape)


@router.get("/file", response_class=Response)
def file(
    served: Reading,
    format: Literal["gexf", "graphml", "svg", "png", "csv"],
    kind: Kind = "congruence",
    since: datetime.date | None = None,
    until: datetime.date | None = None,
    min_confidence: Share = 0.0,
    most: Most = 150,
) -> Response:
    """Return the network as a file to save."""
    shape = Shape(kind=kind, since=since, until=until, min_confidence=min_confidence, most=most)
    headers = {"Content-Disposition": f'attachment; filename="{kind}.{format}"'}
    return Response(_written(served, shape, format), media_type=MEDIA[format], headers=headers)


def _debate(served: Served) -> Named:
    return served.kept.of("debate", lambda: named_debate(served.database))


def _written(served: Served, shape: Shape, format: str) -> bytes:
    named = _debate(served)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"network.{format}"
        if format in ("svg", "png"):
            from onrecord.plots import save  # noqa: PLC0415 - loads matplotlib

            save(views.figure_of(named, shape), path)
        else:
            network = views.plain_network_of(named, described_debate(served.database), shape)
            writer_for(path, NETWORK_WRITERS)(network, path)
        return path.read_bytes()
