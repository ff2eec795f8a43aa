"""The server: it listens, answers until it is told to stop, and ends what is open then."""

from __future__ import annotations

import socket
from ipaddress import ip_address

import uvicorn
from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from onrecord.errors import UsageError
from onrecord.web.warming import Warming

PATIENCE = 3
"""Seconds that requests at work may take to end."""


class Server(uvicorn.Server):
    """Serves an app, whose streams of events end first when it stops."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        config = uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            lifespan="on",
            timeout_graceful_shutdown=PATIENCE,
        )
        super().__init__(config)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start to listen, and meanwhile make what the first screens show."""
        await super().startup(sockets)
        if self.started:
            self._warming = Warming(self._app.state.serving)
            self._warming.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop."""
        await run_in_threadpool(self._warming.end)
        self._app.state.serving.events.stop()
        await super().shutdown(sockets)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; 0 is a free port. A place that cannot be had is a UsageError."""
    try:
        [*_, (family, _, _, _, address)] = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        listening = socket.create_server(address[:2], family=family, backlog=2_048)
    except (OSError, OverflowError) as error:
        reason = f"cannot listen at {host} port {port} ({error})"
        raise UsageError(f"{reason}; give another --port, or 0 for a free one") from error
    listening.setblocking(False)
    # What it accepts has this too. asyncio sets it only where the protocol is named, which `create_server` does not:
    # then the second part of an answer waits 40 ms for the browser's word that it has the first.
    listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listening


def is_loopback(host: str) -> bool:
    """Return whether only this machine reaches what listens at this name or number."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def address_of(listening: socket.socket) -> str:
    """Return where a browser on this machine finds the socket."""
    host, port = listening.getsockname()[:2]
    if ip_address(host).is_unspecified:
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
