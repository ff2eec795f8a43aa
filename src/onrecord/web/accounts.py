"""Signing in: passwords, sessions, and who is who."""

from __future__ import annotations

import datetime
import secrets
import threading
from functools import cache
from hashlib import sha256
from pathlib import Path

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from onrecord.errors import LedgerError, UsageError
from onrecord.ledger import people
from onrecord.ledger.database import Database
from onrecord.ledger.positions import MACHINE
from onrecord.web.attempts import Attempts
from onrecord.web.problems import Refusal
from onrecord.web.visitors import ANYBODY, Role, Visitor

SESSION = datetime.timedelta(days=14)
"""After so long one signs in again."""
TRIES_OF_NAME, TRIES_OF_ADDRESS, MINUTES = 10, 40, 10
"""Attempts to sign in that may fail within so many minutes."""
LONGEST_NAME = 100
SHORTEST, LONGEST = 10, 1_000
"""Characters of a password."""
AT_ONCE = 2
"""Passwords that are looked at together: each takes 64 MiB and a tenth of a second of a core."""
PATIENCE = 5.0
"""Seconds that a password waits for others."""

_hasher = PasswordHasher()


class Accounts:
    """The accounts of a ledger, as its web app uses them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        _nobodys()  # made before somebody could tell by the time that it is
        self._names = Attempts(TRIES_OF_NAME, 60 * MINUTES)
        self._addresses = Attempts(TRIES_OF_ADDRESS, 60 * MINUTES)
        self._looking = threading.Semaphore(AT_ONCE)

    def visitor(self, session: str) -> Visitor:
        """Return who comes with this secret."""
        with self._database.reading() as connection:
            if not people.has_people(connection):
                return ANYBODY
            found = people.read_session(connection, _digest(session)) if session else None
        if found is None:
            return Visitor(accounts=True)
        name, role = found
        return Visitor(accounts=True, name=name, role=Role(role), session=session)

    def sign_in(self, name: str, password: str, *, address: str) -> str:
        """Return the secret of a new session. Who tries too often is refused, whether there is such a name or not."""
        for attempts, who in ((self._addresses, address), (self._names, name)):
            if seconds := attempts.wait(who):
                retry = int(seconds) + 1
                raise Refusal("too_many", f"Too many attempts; try again in {retry} seconds.", retry_after=retry)
        with self._database.reading() as connection:
            known = people.read_password(connection, name)
        if not self._fits(known or _nobodys(), password) or known is None:
            raise Refusal("not_signed_in", "This name and password do not fit.")
        self._names.forget(name)
        self._addresses.take_back(address)
        secret = secrets.token_urlsafe(32)
        until = datetime.datetime.now(datetime.UTC) + SESSION
        with self._database.writing() as connection:
            if people.read_password(connection, name) != known:  # changed, or gone, just now
                raise Refusal("not_signed_in", "This name and password do not fit.")
            people.begin_session(connection, _digest(secret), name=name, until=until)
        return secret

    def sign_out(self, session: str) -> None:
        """End a session."""
        with self._database.writing() as connection:
            people.end_session(connection, _digest(session))

    def all(self) -> list[people.Person]:
        """Return who may sign in."""
        with self._database.reading() as connection:
            return people.read_people(connection)

    def make(self, name: str, password: str, role: Role) -> None:
        """Make an account, or give one another password and role, which signs it out; there is always an owner."""
        name = _checked(name, password)
        hashed = _hasher.hash(password)
        with self._database.writing() as connection:
            people.write_person(connection, name, password=hashed, role=role)
            _check_owned(connection)

    def drop(self, name: str) -> None:
        """Take an account away; there is always an owner."""
        with self._database.writing() as connection:
            if not people.drop_person(connection, name):
                raise LedgerError(f"no account {name!r}")
            _check_owned(connection)

    def _fits(self, known: str, password: str) -> bool:
        if not self._looking.acquire(timeout=PATIENCE):
            raise Refusal("busy", "Too many people sign in just now; try again.")
        try:
            return _hasher.verify(known, password)
        except (VerificationError, InvalidHashError):
            return False
        finally:
            self._looking.release()


def has_owner(ledger: Path) -> bool:
    """Return whether a ledger has an account of an owner."""
    database = Database(ledger, busy_seconds=1, create=False)
    try:
        return any(person.role == Role.OWNER for person in Accounts(database).all())
    finally:
        database.close()


@cache
def _nobodys() -> str:
    """Return what the password of an unknown name is compared with, so that it takes as long as that of a known one."""
    return _hasher.hash(secrets.token_hex(16))


def _checked(name: str, password: str) -> str:
    """Return the name without blanks around it; one that is none, or a short password, is a UsageError."""
    name = name.strip()
    if not 1 <= len(name) <= LONGEST_NAME or not name.isprintable() or "/" in name or name == MACHINE:
        raise UsageError(f"{name[:LONGEST_NAME]!r} is nobody's name; give 1 to {LONGEST_NAME} letters")
    if not SHORTEST <= len(password) <= LONGEST:
        raise UsageError(f"a password has {SHORTEST} characters or more; a few words are easily kept in mind")
    return name


def _check_owned(connection: sa.Connection) -> None:
    if not any(person.role == Role.OWNER for person in people.read_people(connection)):
        raise LedgerError("nobody would be an owner of this ledger; make one first")


def _digest(secret: str) -> str:
    """Return what is kept of a secret; it is long and random, so a plain digest tells nothing."""
    return sha256(secret.encode(errors="replace")).hexdigest()
