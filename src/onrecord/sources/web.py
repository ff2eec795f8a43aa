"""Web addresses: fetched whole within a deadline and a limit, or refused."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self, TypeVar

import httpx

from onrecord.model import Refused
from onrecord.settings import Settings

MOST_REDIRECTS = 8
OTHER_MEDIA = ("image/", "audio/", "video/", "font/")
ADDRESS_CHECK = "check the address, or save the page and give the file"

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What an address gave: its bytes, the address it led to and the charset that the server names."""

    address: str
    data: bytes
    media_type: str
    charset: str | None


class Fetcher:
    """Fetches addresses over one client, which is opened when the first address is fetched.

    The client runs in a thread of its own, since only asyncio cancels a server that sends a byte
    now and then, and since the caller may itself run in an event loop (a notebook). All requests, also those to
    which an address redirects, go over `transport` where one is given.
    """

    def __init__(self, settings: Settings, *, transport: httpx.AsyncBaseTransport | None = None) -> None:
        self._settings = settings
        self._transport = transport
        self._thread: ThreadPoolExecutor | None = None
        self._runner = asyncio.Runner()
        self._client: httpx.AsyncClient | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._thread is None:
            return
        if self._client is not None:
            self._run(self._client.aclose())
        self._thread.submit(self._runner.close).result()
        self._thread.shutdown()
        self._thread = self._client = None

    def fetch(self, address: str) -> Fetched | Refused:
        """Return what stands at the address, or why it was not taken."""
        seconds = self._settings.fetch_seconds
        try:
            return self._run(self._get(address))
        except (TimeoutError, httpx.TimeoutException):
            reason = f"did not answer in full within {seconds:g} seconds"
            remedy = "try again later, or set ONRECORD_FETCH_SECONDS higher"
        except httpx.TooManyRedirects:
            reason, remedy = f"redirects more than {MOST_REDIRECTS} times", ADDRESS_CHECK
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError, ValueError):
            reason, remedy = "is or leads to an address that cannot be fetched", ADDRESS_CHECK
        except httpx.DecodingError:
            reason, remedy = "sends data that cannot be unpacked", ADDRESS_CHECK
        except (httpx.HTTPError, OSError) as error:
            reason, remedy = f"cannot be reached ({str(error)[:100] or type(error).__name__})", ADDRESS_CHECK
        return Refused(address=address, reason=reason, remedy=remedy)

    def _run(self, task: Coroutine[object, object, Result]) -> Result:
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="onrecord-fetch")
        return self._thread.submit(self._runner.run, task).result()

    async def _get(self, address: str) -> Fetched | Refused:
        if self._client is None:
            self._client = httpx.AsyncClient(
                headers={"User-Agent": _user_agent()},
                follow_redirects=True,
                max_redirects=MOST_REDIRECTS,
                timeout=self._settings.fetch_seconds,
                transport=self._transport,
            )
        async with asyncio.timeout(self._settings.fetch_seconds), self._client.stream("GET", address) as response:
            return await self._read(response, address=address)

    async def _read(self, response: httpx.Response, *, address: str) -> Fetched | Refused:
        if not response.is_success:
            reason = f"answers {response.status_code} {response.reason_phrase}".strip()
            return Refused(address=address, reason=reason, remedy=ADDRESS_CHECK)
        media_type = response.headers.get("Content-Type", "").partition(";")[0].strip().lower()
        if media_type.startswith(OTHER_MEDIA):
            return Refused(address=address, reason=f"is no text but {media_type}", remedy=ADDRESS_CHECK)
        most = self._settings.fetch_bytes
        data = bytearray()
        async for block in response.aiter_bytes():
            data += block
            if len(data) > most:
                remedy = "save the page and give the file, or set ONRECORD_FETCH_BYTES higher"
                return Refused(address=address, reason=f"is larger than {most:,} bytes", remedy=remedy)
        charset = response.charset_encoding
        return Fetched(address=str(response.url), data=bytes(data), media_type=media_type, charset=charset)


def _user_agent() -> str:
    try:
        return f"onrecord/{version('onrecord')}"
    except PackageNotFoundError:
        return "onrecord"
