"""Who asks: a person who signed in, or anybody where there are no accounts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """A reader sees all, a coder decides too, an owner adds sources and accounts too."""

    READER = "reader"
    CODER = "coder"
    OWNER = "owner"

    def may(self, asked: Role) -> bool:
        """Return whether this role has all rights of the one asked for."""
        order = list(Role)
        return order.index(self) >= order.index(asked)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Who asks; neither name nor role where nobody signed in, and no name where there are no accounts."""

    accounts: bool
    name: str | None = None
    role: Role | None = None
    session: str = ""
    """The secret of the cookie; empty where nobody signed in."""

    @property
    def signed_in(self) -> bool:
        """Return whether it is a person with an account."""
        return bool(self.session)


ANYBODY = Visitor(accounts=False, role=Role.OWNER)
"""Without accounts everybody who reaches the server is its owner."""
