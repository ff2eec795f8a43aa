"""How much a request may send: counted while it comes, whatever it says of itself."""

from __future__ import annotations

from starlette.requests import Request
from starlette.types import Message, Receive

from onrecord.web.problems import Refusal
from onrecord.web.serving import Serving
from onrecord.web.visitors import Visitor

UPLOADS = "/api/sources/files"
MOST = 16_000_000
"""Bytes of any other request; a pasted text of a million characters has at most twelve million in JSON."""
MOST_OF_STRANGERS = 10_000
"""Bytes that somebody may send who has not signed in."""


def limited(request: Request, visitor: Visitor, receive: Receive) -> Receive:
    """Return the request's body as it comes, broken off where it is too large."""
    serving: Serving = request.app.state.serving
    most = serving.settings.upload_bytes if request.url.path == UPLOADS else MOST
    if visitor.role is None:
        most = MOST_OF_STRANGERS
    taken = 0

    async def take() -> Message:
        nonlocal taken
        message = await receive()
        taken += len(message.get("body", b""))
        if taken > most:
            raise Refusal("too_large", f"This is more than {most:,} bytes; send it in parts.")
        return message

    return take
