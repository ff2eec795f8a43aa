"""The application: routes, guards and the page."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from pathlib import Path

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.middleware.gzip import GZipMiddleware

from onrecord.settings import Settings, settings_from_environment
from onrecord.web.answers import answer_refusals
from onrecord.web.guards import LOOPBACK_NAMES, Guards
from onrecord.web.headers import SafeHeaders
from onrecord.web.page import BUILT, page_routes, read_page
from onrecord.web.problems import Problem
from onrecord.web.routes import accounts, actors, history, networks, positions, review, sources, story
from onrecord.web.serving import Serving

ZIPPED_FROM = 1_000
"""Bytes of an answer from which it is worth packing."""


def create_app(
    ledger: Path,
    *,
    names: Collection[str] = LOOPBACK_NAMES,
    page: Path = BUILT,
    settings: Settings | None = None,
) -> FastAPI:
    """Return the application that serves a ledger, opened at its start and closed at its end.

    `names` are those under which browsers reach it; `page` is the folder of the page's built files.
    """

    @asynccontextmanager
    async def serving(app: FastAPI) -> AsyncIterator[None]:
        held = await run_in_threadpool(Serving, ledger, settings=settings or settings_from_environment())
        app.state.serving = held
        watching = asyncio.create_task(held.events.watch())
        try:
            yield
        finally:
            held.events.stop()
            watching.cancel()
            await run_in_threadpool(held.close)

    app = FastAPI(
        title="onrecord",
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=serving,
        redirect_slashes=False,
        responses={"4XX": {"model": Problem}, "5XX": {"model": Problem}, 422: {"model": Problem}},
    )
    for part in (story, review, positions, networks, actors, sources, history, accounts):
        app.include_router(part.router)
    app.include_router(page_routes(read_page(page)))
    answer_refusals(app, ledger)
    app.add_middleware(GZipMiddleware, minimum_size=ZIPPED_FROM, compresslevel=5)
    app.add_middleware(Guards, names=names)
    app.add_middleware(SafeHeaders)
    return app
