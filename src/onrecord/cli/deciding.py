"""`onrecord statements LEDGER confirm, reject, split`: what a person says of attributions."""

from __future__ import annotations

from typing import Annotated

import typer

import onrecord.api
from onrecord.cli.console import LedgerArgument
from onrecord.cli.correcting import ByOption, WhyOption, told

StatementArgument = Annotated[
    str, typer.Argument(metavar="STATEMENT", help="The statement's id, as `statements --format csv` lists it.")
]


def confirm(ledger: LedgerArgument, statement: StatementArgument, by: ByOption = "", why: WhyOption = None) -> None:
    """Say that an attribution is right; one that was rejected counts again."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.confirm_statement(statement, by=by, why=why)])


def reject(ledger: LedgerArgument, statement: StatementArgument, by: ByOption = "", why: WhyOption = None) -> None:
    """Say that it is no attribution: it is listed and counted no more."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.reject_statement(statement, by=by, why=why)])


def split(
    ledger: LedgerArgument,
    statement: StatementArgument,
    at: Annotated[int, typer.Option(help="Where the second part begins, in characters of the article's text.")],
    by: ByOption = "",
    why: WhyOption = None,
) -> None:
    """Cut a content in two; the rest is a statement of its own, by the same speakers."""
    with onrecord.api.open(ledger, create=False) as opened:
        told(ledger, [opened.split_statement(statement, at, by=by, why=why)])
