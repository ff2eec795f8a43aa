"""What happens while people look on: one watch over the ledger for all who listen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool

from onrecord.web.jobs import Job

EVERY = 0.4
"""Seconds between two looks at the ledger, which other processes may write too; a look takes 0.2 ms."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """The ledger's version, which grows with whatever anybody changes, and the jobs at work or just ended."""

    version: int
    jobs: tuple[Job, ...]


class Events:
    """Looks at what happens as long as somebody listens. All of it runs in one event loop."""

    def __init__(self, look: Callable[[], Happened]) -> None:
        self._look = look
        self._listeners = 0
        self._last: Happened | None = None
        self._next = asyncio.Event()
        self._ended = False

    async def watch(self) -> None:
        """Look again and again, and tell the listeners when something is new."""
        while not self._ended:
            await asyncio.sleep(EVERY)
            if self._listeners:
                await self._look_again()

    def stop(self) -> None:
        """End all that listen."""
        self._ended = True
        self._next.set()

    async def listen(self) -> AsyncIterator[Happened]:
        """Yield what is the case now, and again whenever something happened, until the server stops."""
        self._listeners += 1
        try:
            told = None
            await self._look_again()
            while not self._ended:
                coming = self._next
                if self._last is not None and self._last != told:
                    told = self._last
                    yield told
                else:
                    await coming.wait()
        finally:
            self._listeners -= 1

    async def _look_again(self) -> None:
        found = await run_in_threadpool(self._look)
        if found != self._last and not self._ended:
            self._last = found
            self._next.set()
            self._next = asyncio.Event()
