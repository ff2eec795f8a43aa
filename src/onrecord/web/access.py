"""Who may do what: each route asks for one of `Reading`, `Coding` and `Owning`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from onrecord.api import Ledger
from onrecord.ledger.database import Database
from onrecord.views.kept import Kept
from onrecord.web.problems import Refusal
from onrecord.web.serving import Serving
from onrecord.web.visitors import Role, Visitor

NAMELESS = "me"
"""Who decides where there are no accounts and the change names nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """What a request works with: the ledger, and who asks."""

    ledger: Ledger
    database: Database
    kept: Kept
    name: str
    role: Role


def serving_of(request: Request) -> Serving:
    """Return what the server holds."""
    serving: Serving = request.app.state.serving
    return serving


def visitor_of(request: Request) -> Visitor:
    """Return who asks, as the guards found."""
    visitor: Visitor = request.state.visitor
    return visitor


Held = Annotated[Serving, Depends(serving_of)]
Asking = Annotated[Visitor, Depends(visitor_of)]


def _who_may(asked: Role) -> Callable[[Held, Asking], Served]:
    def served(held: Held, asking: Asking) -> Served:
        if asking.role is None:
            raise Refusal("not_signed_in", "Sign in first.")
        if not asking.role.may(asked):
            raise Refusal("not_allowed", f"A {asking.role} may not do this; ask an owner of the ledger.")
        return Served(
            ledger=held.ledger,
            database=held.database,
            kept=held.kept,
            name=asking.name or NAMELESS,
            role=asking.role,
        )

    return served


may_read, may_code, may_own = (_who_may(role) for role in Role)
Reading = Annotated[Served, Depends(may_read)]
Coding = Annotated[Served, Depends(may_code)]
Owning = Annotated[Served, Depends(may_own)]
