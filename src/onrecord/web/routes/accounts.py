"""`/api/session`, `/api/accounts`: who is at work; `/api/events`: what others do."""

from __future__ import annotations

import datetime
from collections.abc import AsyncIterable
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from onrecord.web.access import Asking, Held, may_own, may_read
from onrecord.web.accounts import SESSION
from onrecord.web.events import Happened
from onrecord.web.guards import token_of
from onrecord.web.serving import Serving
from onrecord.web.visitors import Role, Visitor

router = APIRouter(prefix="/api", tags=["people"])

Password = Annotated[str, Field(min_length=10, max_length=1_000)]
Name = Annotated[str, Field(min_length=1, max_length=100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """Who asks. Without accounts everybody is an owner, and names himself in each change (`Change.by`)."""

    accounts: bool
    """Whether this ledger has accounts."""
    signed_in: bool
    name: str | None
    role: Role | None
    ledger: str
    """The ledger's name, for the title."""
    version: int
    """The ledger's version: grows with every decision, undo and article."""
    token: str | None
    """What every change carries in the header X-Onrecord-Token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """A name and its password."""

    name: Name
    password: Annotated[str, Field(max_length=1_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAccount:
    """An account to make, or the one of this name to change."""

    name: Name
    password: Password
    role: Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """Somebody who may sign in."""

    name: str
    role: Role
    made_at: datetime.datetime
    seen_at: datetime.datetime | None


@router.get("/session")
def session(held: Held, asking: Asking) -> Session:
    """Return who asks; open to everybody."""
    return _session(held, asking)


@router.post("/session")
def sign_in(held: Held, request: Request, response: Response, given: SignIn) -> Session:
    """Sign in."""
    address = request.client.host if request.client else ""
    secret = held.accounts.sign_in(given.name, given.password, address=address)
    response.set_cookie(
        held.cookie,
        secret,
        max_age=int(SESSION.total_seconds()),
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return _session(held, held.accounts.visitor(secret))


@router.delete("/session")
def sign_out(held: Held, asking: Asking, response: Response) -> Session:
    """Sign out."""
    if asking.signed_in:
        held.accounts.sign_out(asking.session)
    response.delete_cookie(held.cookie, httponly=True, samesite="strict")
    return _session(held, held.accounts.visitor(""))


@router.get("/accounts", dependencies=[Depends(may_own)])
def accounts(held: Held) -> list[Account]:
    """Return who may sign in."""
    return _accounts(held)


@router.post("/accounts", dependencies=[Depends(may_own)])
def make_account(held: Held, account: NewAccount) -> list[Account]:
    """Make an account, or change one, which signs its owner out."""
    held.accounts.make(account.name, account.password, account.role)
    return _accounts(held)


@router.delete("/accounts/{name}", dependencies=[Depends(may_own)])
def drop_account(held: Held, name: str) -> list[Account]:
    """Take an account away; what its owner decided stays."""
    held.accounts.drop(name)
    return _accounts(held)


@router.get("/events", response_class=EventSourceResponse, dependencies=[Depends(may_read)])
async def events(held: Held, asking: Asking) -> AsyncIterable[Happened]:
    """Yield what happened, whenever something does; it ends when who listens may no longer read."""
    async for happened in held.events.listen():
        now = await run_in_threadpool(held.accounts.visitor, asking.session)
        if now.role is None:
            return
        yield happened


def _session(serving: Serving, visitor: Visitor) -> Session:
    return Session(
        accounts=visitor.accounts,
        signed_in=visitor.signed_in,
        name=visitor.name,
        role=visitor.role,
        ledger=serving.path.stem,
        version=serving.version(),
        token=token_of(visitor, serving.secret),
    )


def _accounts(held: Serving) -> list[Account]:
    return [
        Account(name=one.name, role=Role(one.role), made_at=one.made_at, seen_at=one.seen_at)
        for one in held.accounts.all()
    ]
