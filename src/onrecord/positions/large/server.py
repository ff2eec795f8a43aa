"""A chat server, asked over HTTP: tried again while it is busy or down, refused with a reason when it will not."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import httpx
from pydantic import TypeAdapter, ValidationError

from onrecord.errors import CoderError
from onrecord.positions.large.asking import Asking
from onrecord.positions.large.cache import Reply
from onrecord.positions.large.endpoint import Endpoint
from onrecord.positions.large.report import Tally

log = logging.getLogger(__name__)

LATER = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})
"""Statuses after which the same request may succeed."""
MOST_BYTES = 4_000_000
LONGEST_WAIT = 300.0
"""Seconds: a server that asks for more is not waited for, so that nobody looks at a still screen for an hour."""
SHOWN = 200
"""Characters of a server's own message that an error repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Choice:
    message: _Said


@dataclass(frozen=True, slots=True, kw_only=True)
class _Usage:
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Completion:
    choices: tuple[_Choice, ...]
    usage: _Usage | None = None


COMPLETION = TypeAdapter(_Completion)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trouble:
    """Why a try failed, and how many seconds the server asks to wait, if it does."""

    reason: str
    wait: float | None = None


class Server:
    """Answers questions over one client; to be used and closed in one event loop."""

    def __init__(self, endpoint: Endpoint, key: str | None, *, key_variable: str | None, asking: Asking) -> None:
        self._endpoint = endpoint
        self._key = key
        self._key_variable = key_variable
        self._asking = asking
        self._client = httpx.AsyncClient(
            headers={"Authorization": f"Bearer {key}"} if key else {},
            follow_redirects=False,
            timeout=asking.seconds,
            # A proxy named in the environment would carry off what is meant to stay on this machine.
            trust_env=not endpoint.local,
        )

    async def close(self) -> None:
        """Let go of the connections."""
        await self._client.aclose()

    async def ask(self, question: Mapping[str, object], tally: Tally) -> Reply:
        """Return the server's reply, or a CoderError that says what to do."""
        body = json.dumps(question).encode()
        wait, reason = self._asking.first_wait, ""
        for left in reversed(range(self._asking.attempts)):
            found = await self._try(body)
            if isinstance(found, Reply):
                tally.requests += 1
                return found
            tally.failed += 1
            reason = found.reason
            if (found.wait or 0) > LONGEST_WAIT:
                raise CoderError(
                    f"{self._endpoint.shown} {reason} and asks to wait {found.wait:.0f} seconds; "
                    "run again later: answers in the cache are not asked again"
                )
            if left:
                pause = wait if found.wait is None else found.wait
                log.info("%s %s; trying again in %.1f seconds", self._endpoint.shown, reason, pause)
                await asyncio.sleep(pause)
                wait = min(2 * wait, LONGEST_WAIT)
        raise CoderError(
            f"{self._endpoint.shown} {reason}, {self._asking.attempts} times; see that the server runs and has "
            "the model loaded, ask fewer at a time, or give it more seconds or attempts"
        )

    async def _try(self, body: bytes) -> Reply | _Trouble:
        seconds = self._asking.seconds
        try:
            async with (
                asyncio.timeout(seconds),
                self._client.stream(
                    "POST",
                    self._endpoint.url,
                    content=body,
                    headers={"Content-Type": "application/json", "Accept-Encoding": "identity"},
                ) as response,
            ):
                data = await _body(response)
        except (TimeoutError, httpx.TimeoutException):
            return _Trouble(reason=f"did not answer in full within {seconds:g} seconds")
        except (httpx.HTTPError, OSError) as error:
            return _Trouble(reason=f"cannot be reached ({self._printable(str(error)) or type(error).__name__})")
        return self._reply(response, data)

    def _reply(self, response: httpx.Response, data: bytes) -> Reply | _Trouble:
        status = f"answers {response.status_code} {self._printable(response.reason_phrase)}".strip()
        if response.status_code in LATER:
            return _Trouble(reason=status, wait=_wait(response.headers.get("Retry-After")))
        if response.is_redirect:
            target = self._printable(response.headers.get("Location", "").partition("?")[0])
            raise CoderError(
                f"{self._endpoint.shown} redirects to {target or 'nowhere'}; texts and key go only where you "
                "say: give that address if you trust it"
            )
        if not response.is_success:
            message = f" ({told})" if (told := self._printable(_message(data))) else ""
            raise CoderError(f"{self._endpoint.shown} {status}{message}; {self._remedy(response.status_code)}")
        try:
            completion = COMPLETION.validate_json(data)
        except ValidationError as error:
            raise CoderError(
                f"{self._endpoint.shown} answers what is no chat completion; give the address of an "
                "OpenAI-compatible server, which mostly ends in /v1"
            ) from error
        usage = completion.usage or _Usage()
        return Reply(
            text=(completion.choices[0].message.content or "") if completion.choices else "",
            prompt_tokens=usage.prompt_tokens,
            completion_tokens=usage.completion_tokens,
        )

    def _remedy(self, status: int) -> str:
        match status:
            case 401 | 403 if self._key_variable:
                return f"check the key in the environment variable {self._key_variable}"
            case 401 | 403:
                return "name the environment variable that holds the key"
            case 404 | 405:
                return "check the endpoint, which mostly ends in /v1, and the name of the model"
            case 413:
                return "put fewer statements together, or shorten the codebook"
            case 400 | 422:
                return "check the model's name, and try the answer format json_object or text, or other options"
        return "see what the server's owner says of this"

    def _printable(self, text: str) -> str:
        """Return a server's words on one line, without the key and without what a terminal would obey."""
        safe = text.replace(self._key, "…") if self._key else text
        return "".join(letter if letter.isprintable() else " " for letter in safe)[:SHOWN].strip()


async def _body(response: httpx.Response) -> bytes:
    data = bytearray()
    async for block in response.aiter_bytes():
        data += block
        if len(data) > MOST_BYTES:
            raise httpx.DecodingError(f"more than {MOST_BYTES:,} bytes")
    return bytes(data)


def _wait(header: str | None) -> float | None:
    """Return the seconds that a Retry-After asks for, in either of its forms; what is neither asks for nothing."""
    if not header:
        return None
    if header.strip().isdecimal():
        return float(header)
    try:
        moment = parsedate_to_datetime(header)
    except ValueError:
        return None
    now = datetime.datetime.now(datetime.UTC)
    return max((moment - now).total_seconds(), 0.0) if moment.tzinfo else None


def _message(data: bytes) -> str:
    """Return what an error's body says in words, in the forms that servers use."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return ""
    for name in ("error", "message", "detail"):
        if isinstance(found, dict) and name in found:
            found = found[name]
    return found if isinstance(found, str) else ""
