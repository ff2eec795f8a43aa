"""`onrecord accounts`: who may sign in to a ledger's web app."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.console import LedgerArgument, output_console
from onrecord.ledger.database import Database
from onrecord.ledger.people import Person
from onrecord.settings import settings_from_environment
from onrecord.web.visitors import Role

if TYPE_CHECKING:
    from onrecord.web.accounts import Accounts

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Who it is.")]


def show(ledger: LedgerArgument) -> None:
    """List who may sign in."""
    with _accounts(ledger) as accounts:
        people = accounts.all()
    if not people:
        print(f"{ledger}: no accounts; the web app is for everybody on this machine, and for nobody elsewhere")
        return
    output_console().print(_table(people))


def add(
    ledger: LedgerArgument,
    name: NameArgument,
    role: Annotated[
        Role, typer.Option(help="A reader sees all, a coder decides too, an owner adds sources and accounts too.")
    ] = Role.CODER,
) -> None:
    """Make an account, or give one another password and role; the password is asked for, or read from standard input.

    From the first account on, who opens the web app must sign in. The first is an owner's.
    """
    password = _password(name)
    with _accounts(ledger) as accounts:
        accounts.make(name, password, role)
    print(f"{ledger}: {name} may sign in as {role}")


def drop(ledger: LedgerArgument, name: NameArgument) -> None:
    """Take an account away; what its owner decided stays."""
    with _accounts(ledger) as accounts:
        accounts.drop(name)
    print(f"{ledger}: {name} may not sign in any more")


@contextmanager
def _accounts(ledger: Path) -> Iterator[Accounts]:
    from onrecord.web.accounts import Accounts  # noqa: PLC0415 - half a second that the other commands need not wait

    database = Database(ledger, busy_seconds=settings_from_environment().busy_seconds, create=False)
    try:
        yield Accounts(database)
    finally:
        database.close()


def _password(name: str) -> str:
    if sys.stdin.isatty():
        asked: str = typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True)
        return asked
    return sys.stdin.readline().rstrip("\r\n")


def _table(people: list[Person]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for column in ("name", "role", "made", "last signed in"):
        table.add_column(column)
    for person in people:
        seen = f"{person.seen_at:%Y-%m-%d}" if person.seen_at else ""
        table.add_row(Text(person.name), person.role, f"{person.made_at:%Y-%m-%d}", seen)
    return table
