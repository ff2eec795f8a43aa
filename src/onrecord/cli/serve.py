"""`onrecord serve`: the web app on a ledger."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

import onrecord.api
from onrecord.cli.console import LedgerArgument
from onrecord.errors import UsageError

PORT, LOOPBACK = 8765, "127.0.0.1"
PortOption = Annotated[int, typer.Option(min=0, max=65_535, help="The port; 0 takes a free one.")]
HostOption = Annotated[str, typer.Option(help="Where to listen; elsewhere than on this machine needs accounts.")]
NameOption = Annotated[
    list[str] | None,
    typer.Option("--name", metavar="HOST", help="A name under which browsers reach it; may be given again."),
]


def serve(
    ledger: LedgerArgument, port: PortOption = PORT, host: HostOption = LOOPBACK, name: NameOption = None
) -> None:
    """Open the web app on a ledger: read, correct and understand it in a browser.

    Without accounts (`onrecord accounts`) only this machine reaches it, and everybody there is its owner.
    """
    with onrecord.api.open(ledger, create=False):
        pass  # told at once where it is none, and brought up to today's tables
    open_app(ledger, port=port, host=host, names=name or ())


def open_app(ledger: Path, *, port: int = PORT, host: str = LOOPBACK, names: Sequence[str] = ()) -> None:
    """Serve a ledger until Ctrl-C."""
    from onrecord.web import server  # noqa: PLC0415 - half a second that the other commands need not wait
    from onrecord.web.accounts import has_owner  # noqa: PLC0415 - as above
    from onrecord.web.app import create_app  # noqa: PLC0415 - as above
    from onrecord.web.guards import ANY_NUMBER, LOOPBACK_NAMES  # noqa: PLC0415 - as above

    own = (*LOOPBACK_NAMES, host, *names)
    if not server.is_loopback(host):
        own = (*own, ANY_NUMBER)
        if not has_owner(ledger):
            raise UsageError(
                f"whoever reaches {host} could change {ledger}, since it has no accounts; make an owner first: "
                f"onrecord accounts {ledger} add NAME --role owner"
            )
    with server.listen(host, port) as listening:
        print(f"{ledger}: {server.address_of(listening)} (Ctrl-C ends it)", flush=True)
        app = create_app(ledger, names=own)
        gc.freeze()  # what is loaded by now stays: to look through it for garbage took 100 ms of a request now and then
        server.Server(app).run(sockets=[listening])
