"""Who may sign in to a ledger's web app, and who has."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.ledger import tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account: a name, the role that it has ("reader", "coder" or "owner"), and when it was made and last used."""

    name: str
    role: str
    made_at: datetime.datetime
    seen_at: datetime.datetime | None


def read_people(connection: sa.Connection) -> list[Person]:
    """Return all accounts by name."""
    columns = tables.accounts.c
    wanted = sa.select(columns.name, columns.role, columns.made_at, columns.seen_at).order_by(columns.name)
    return [Person(**row) for row in connection.execute(wanted).mappings()]


def has_people(connection: sa.Connection) -> bool:
    """Return whether anybody has an account."""
    return connection.scalar(sa.select(sa.exists().where(tables.accounts.c.name.is_not(None)))) or False


def read_password(connection: sa.Connection, name: str) -> str | None:
    """Return the hash of a person's password; None for who has no account."""
    return connection.scalar(sa.select(tables.accounts.c.password).where(tables.accounts.c.name == name))


def write_person(connection: sa.Connection, name: str, *, password: str, role: str) -> None:
    """Make an account, or give one another password and role, which signs the person out everywhere."""
    end_sessions_of(connection, name)
    changed = {"password": password, "role": role}
    here = tables.accounts.update().where(tables.accounts.c.name == name)
    if not connection.execute(here.values(changed)).rowcount:
        now = datetime.datetime.now(datetime.UTC)
        connection.execute(tables.accounts.insert().values(changed | {"name": name, "made_at": now}))


def drop_person(connection: sa.Connection, name: str) -> bool:
    """Take an account away, and return whether there was one; what the person decided stays."""
    end_sessions_of(connection, name)
    return bool(connection.execute(tables.accounts.delete().where(tables.accounts.c.name == name)).rowcount)


def begin_session(connection: sa.Connection, digest: str, *, name: str, until: datetime.datetime) -> None:
    """Sign a person in, and forget sessions that are over."""
    now = datetime.datetime.now(datetime.UTC)
    connection.execute(tables.sessions.delete().where(tables.sessions.c.expires_at <= now))
    connection.execute(tables.sessions.insert().values(digest=digest, account=name, expires_at=until))
    connection.execute(tables.accounts.update().where(tables.accounts.c.name == name).values(seen_at=now))


def read_session(connection: sa.Connection, digest: str) -> tuple[str, str] | None:
    """Return the name and role of who is signed in with this session, unless it is over."""
    columns, now = tables.sessions.c, datetime.datetime.now(datetime.UTC)
    wanted = (
        sa.select(tables.accounts.c.name, tables.accounts.c.role)
        .join(tables.sessions, columns.account == tables.accounts.c.name)
        .where(columns.digest == digest, columns.expires_at > now)
    )
    row = connection.execute(wanted).first()
    return None if row is None else (row.name, row.role)


def end_session(connection: sa.Connection, digest: str) -> None:
    """Sign out."""
    connection.execute(tables.sessions.delete().where(tables.sessions.c.digest == digest))


def end_sessions_of(connection: sa.Connection, name: str) -> None:
    """Sign a person out everywhere."""
    connection.execute(tables.sessions.delete().where(tables.sessions.c.account == name))
