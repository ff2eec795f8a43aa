"""What every request passes: the server's own name, no other site, and for a change the token."""

from __future__ import annotations

import hmac
from collections.abc import Collection
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web.answers import answer
from onrecord.web.limits import limited
from onrecord.web.problems import Refusal
from onrecord.web.serving import Serving
from onrecord.web.visitors import Visitor

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
ANY_NUMBER = "*"
"""Among the names: any address in numbers, which no other site can make its own."""
TOKEN = "X-Onrecord-Token"  # noqa: S105 - a header's name
READS = frozenset({"GET", "HEAD"})
OWN_SITE = frozenset({"same-origin", "none"})


class Guards:
    """Lets a request through to the app, or answers why not."""

    def __init__(self, app: ASGIApp, *, names: Collection[str]) -> None:
        self._app = app
        self._names = frozenset(name.lower() for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        try:
            visitor = await self._admitted(request)
        except Refusal as refusal:
            await answer(refusal.problem, refusal.status_code, refusal.headers)(scope, receive, send)
            return
        request.state.visitor = visitor
        await self._app(scope, limited(request, visitor, receive), send)

    async def _admitted(self, request: Request) -> Visitor:
        check_host(request, self._names)
        if not request.url.path.startswith("/api/"):
            return Visitor(accounts=True)
        check_site(request)
        serving: Serving = request.app.state.serving
        visitor = await run_in_threadpool(serving.accounts.visitor, request.cookies.get(serving.cookie, ""))
        if request.method not in READS:
            check_token(request, token_of(visitor, serving.secret))
        return visitor


def check_host(request: Request, names: Collection[str]) -> None:
    """Refuse a name that is not the server's: else another site could point its own name at this server."""
    host = _host_of(request)
    if host not in names and not (ANY_NUMBER in names and _is_number(host)):
        raise Refusal("not_allowed", f"This server is not called {host[:100]!r}; start it with --name for that.")


def check_site(request: Request) -> None:
    """Refuse what another site's page sends."""
    site = request.headers.get("Sec-Fetch-Site", "none")
    origin = request.headers.get("Origin")
    own = {f"{scheme}://{request.headers.get('Host', '')}" for scheme in ("http", "https")}
    if site not in OWN_SITE or (origin is not None and origin not in own):
        raise Refusal("not_allowed", "Another site's page may not ask this server.")


def check_token(request: Request, token: str) -> None:
    """Refuse a change without the token that `/api/session` gives to this server's own page."""
    given = request.headers.get(TOKEN, "").encode(errors="replace")
    if not hmac.compare_digest(given, token.encode()):
        raise Refusal("stale", f"The header {TOKEN} is not the one that /api/session gives now; ask for it again.")


def token_of(visitor: Visitor, secret: bytes) -> str:
    """Return what this visitor's changes carry."""
    return hmac.digest(secret, visitor.session.encode(), "sha256").hex()


def _host_of(request: Request) -> str:
    try:
        return urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""
    except ValueError:
        return ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
