"""What the browser is told when something cannot be done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from starlette.exceptions import HTTPException

STATUS: Mapping[str, int] = {
    "wrong": 400,
    "not_signed_in": 401,
    "not_allowed": 403,
    "stale": 403,
    "not_found": 404,
    "conflict": 409,
    "too_large": 413,
    "too_many": 429,
    "failed": 500,
    "busy": 503,
}
"""From a problem's reason to the status that it is told with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Why a request was refused, in words that a person can act on.

    `reason` is "conflict" (409: somebody decided meanwhile; see `changed_by`), "not_found" (404), "wrong" (400, 405,
    422), "not_signed_in" (401), "not_allowed" (403), "stale" (403: the token is of another start of the server; ask
    for /api/session and send again), "too_large" (413), "too_many" (429; see the header Retry-After), "busy" (503) or
    "failed" (500: a fault of onrecord).
    """

    reason: str
    message: str
    changed_by: str | None = None

    def to_json(self) -> bytes:
        """Return the body of the answer."""
        return json.dumps(asdict(self), ensure_ascii=False).encode(errors="replace")


class Refusal(HTTPException):
    """A request that is answered with a problem."""

    def __init__(self, reason: str, message: str, *, changed_by: str | None = None, retry_after: int = 0) -> None:
        headers = {"Retry-After": str(retry_after)} if retry_after else {}
        if reason == "too_large":
            headers["Connection"] = "close"  # else the server goes on to take in, and drop, all that is sent
        super().__init__(STATUS[reason], message, headers or None)
        self.problem = Problem(reason=reason, message=message, changed_by=changed_by)
