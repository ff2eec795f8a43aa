"""Signing in: passwords, sessions, roles, and those who try to come in without."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from starlette.testclient import TestClient

from onrecord.ledger.database import Database
from onrecord.web.accounts import TRIES_OF_ADDRESS, TRIES_OF_NAME, Accounts
from onrecord.web.attempts import Attempts
from onrecord.web.visitors import Role

MakeClient = Callable[..., TestClient]
PASSWORD = "a horse in the rain"
OPEN = {("GET", "/api/session"), ("POST", "/api/session"), ("DELETE", "/api/session")}
"""What everybody may ask."""
OWNERS = {
    ("GET", "/api/accounts"),
    ("POST", "/api/accounts"),
    ("DELETE", "/api/accounts/{name}"),
    ("POST", "/api/sources/files"),
    ("POST", "/api/sources/text"),
    ("POST", "/api/sources/address"),
}
CODERS = {
    ("POST", "/api/changes"),
    ("POST", "/api/codebook"),
    ("POST", "/api/jobs/code"),
    ("POST", "/api/jobs/learn"),
    ("DELETE", "/api/jobs/{job}"),
}


@pytest.fixture
def people(story: Path) -> Path:
    """Return a ledger with an owner, a coder and a reader."""
    database = Database(story, busy_seconds=1)
    accounts = Accounts(database)
    accounts.make("Olga", PASSWORD, Role.OWNER)
    accounts.make("Carl", PASSWORD, Role.CODER)
    accounts.make("Rita", PASSWORD, Role.READER)
    database.close()
    return story


def sign_in(asking: TestClient, name: str, password: str = PASSWORD) -> Any:
    asking.headers["X-Onrecord-Token"] = asking.get("/api/session").json()["token"]
    answer = asking.post("/api/session", json={"name": name, "password": password})
    if answer.status_code == 200:
        asking.headers["X-Onrecord-Token"] = answer.json()["token"]
    return answer


def operations(asking: TestClient) -> Iterator[tuple[str, str]]:
    document = asking.app.openapi()  # type: ignore[attr-defined]
    for path, item in document["paths"].items():
        yield from ((method.upper(), path) for method in item)


def status_of(asking: TestClient, method: str, path: str) -> int:
    """Return how the server answers to a request without what the route needs: 422 where it was let in so far."""
    if path == "/api/events" and method == "GET":
        with asking.stream(method, path) as answer:
            return answer.status_code
    return asking.request(method, re.sub(r"{\w+}", "none", path)).status_code


@pytest.mark.parametrize(("name", "role"), [(None, None), ("Rita", Role.READER), ("Carl", Role.CODER)])
def test_every_route_is_closed_to_who_may_not(
    client: MakeClient, people: Path, name: str | None, role: Role | None
) -> None:
    asking = client(people)
    if name:
        assert sign_in(asking, name).json()["role"] == role
    asked = [one for one in operations(asking) if one not in OPEN]
    assert set(asked) >= OWNERS | CODERS
    for method, path in asked:
        needed = Role.OWNER if (method, path) in OWNERS else Role.CODER if (method, path) in CODERS else Role.READER
        assert method == "GET" or needed is not Role.READER, f"{method} {path} changes something, but is for readers"
        if role is None or not role.may(needed):
            status = asking.request(method, path.replace("{", "").replace("}", "")).status_code
            assert status == (401 if role is None else 403), f"{method} {path}"


def test_owner_comes_in_everywhere(client: MakeClient, people: Path) -> None:
    asking = client(people)
    sign_in(asking, "Olga")
    for method, path in OWNERS | CODERS:
        answer = asking.request(method, path.replace("{", "").replace("}", ""))
        assert answer.status_code in (200, 202, 400, 404, 422), f"{method} {path}: {answer.text}"


def test_every_route_of_the_app_is_in_its_document(client: MakeClient, people: Path) -> None:
    """Nothing can be asked that the walk over the document does not see."""
    app: FastAPI = client(people).app  # type: ignore[assignment]
    hidden = [route for route in app.routes if isinstance(route, APIRoute) and not route.include_in_schema]
    assert {route.path for route in hidden} <= {"/{address:path}"}


def test_sign_in_and_out(client: MakeClient, people: Path) -> None:
    asking = client(people)
    before = asking.get("/api/session").json()
    assert (before["accounts"], before["signed_in"], before["name"], before["role"]) == (True, False, None, None)
    answer = sign_in(asking, "Carl")
    assert (answer.json()["name"], answer.json()["role"], answer.json()["signed_in"]) == ("Carl", "coder", True)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert asking.get("/api/story").status_code != 401
    stolen = dict(asking.cookies)
    assert asking.delete("/api/session").json()["signed_in"] is False
    thief = client(people)
    thief.cookies.update(stolen)
    assert thief.get("/api/story").status_code == 401


def test_cookie_goes_over_https_alone_where_there_is_https(client: MakeClient, people: Path) -> None:
    asking = client(people)
    asking.base_url = "https://127.0.0.1"
    assert "Secure" in sign_in(asking, "Carl").headers["Set-Cookie"]


def test_what_somebody_decides_bears_the_name_of_the_account(client: MakeClient, people: Path) -> None:
    asking = client(people)
    sign_in(asking, "Carl")
    call = {"do": "rename_actor", "actor": "bo-lind", "name": "Bo"}
    assert asking.post("/api/changes", json={"key": "12345678", "by": "Olga", "call": call}).status_code == 200
    with sqlite3.connect(people) as connection:
        assert connection.execute("SELECT made_by FROM decisions").fetchall() == [("Carl",)]


def test_neither_password_nor_session_stands_in_the_ledger(client: MakeClient, people: Path) -> None:
    asking = client(people)
    sign_in(asking, "Carl")
    [secret] = asking.cookies.values()
    kept = b"".join(file.read_bytes() for file in people.parent.glob("story.db*"))
    assert PASSWORD.encode() not in kept
    assert secret.encode() not in kept
    assert b"$argon2id$" in kept


def test_session_ends(client: MakeClient, people: Path) -> None:
    asking = client(people)
    sign_in(asking, "Carl")
    with sqlite3.connect(people) as connection:
        connection.execute("UPDATE sessions SET expires_at = '2031-01-01 00:00:00' WHERE 1")
        connection.execute("UPDATE sessions SET expires_at = '2001-01-01 00:00:00' WHERE 1")
    assert asking.get("/api/story").status_code == 401


@pytest.mark.parametrize("cookie", ["", "x", "a" * 5_000, "é", "' OR 1=1 --"])
def test_made_up_session_is_none(client: MakeClient, people: Path, cookie: str) -> None:
    asking = client(people)
    name = asking.app.state.serving.cookie  # type: ignore[attr-defined]
    headers = [(b"Cookie", f"{name}={cookie}".encode())]
    assert asking.get("/api/story", headers=headers).status_code == 401


def test_new_password_ends_all_sessions_of_its_owner(client: MakeClient, people: Path) -> None:
    asking, owner = client(people), client(people)
    sign_in(asking, "Carl")
    sign_in(owner, "Olga")
    changed = {"name": "Carl", "password": "another horse today", "role": "reader"}
    assert {one["name"]: one["role"] for one in owner.post("/api/accounts", json=changed).json()}["Carl"] == "reader"
    assert asking.get("/api/story").status_code == 401
    assert sign_in(asking, "Carl").status_code == 401
    assert sign_in(asking, "Carl", "another horse today").status_code == 200


def test_dropped_account_comes_in_no_more(client: MakeClient, people: Path) -> None:
    asking, owner = client(people), client(people)
    sign_in(asking, "Carl")
    sign_in(owner, "Olga")
    assert [one["name"] for one in owner.delete("/api/accounts/Carl").json()] == ["Olga", "Rita"]
    assert asking.get("/api/story").status_code == 401


def test_last_owner_stays(client: MakeClient, people: Path) -> None:
    owner = client(people)
    sign_in(owner, "Olga")
    assert owner.delete("/api/accounts/Olga").status_code == 400
    demoted = {"name": "Olga", "password": PASSWORD, "role": "coder"}
    assert owner.post("/api/accounts", json=demoted).status_code == 400
    assert owner.get("/api/accounts").status_code == 200


def test_first_account_is_an_owners_and_closes_the_door(client: MakeClient, story: Path) -> None:
    asking = client(story)
    account: dict[str, Any] = {"name": "Carl", "password": PASSWORD, "role": "coder"}
    assert asking.post("/api/accounts", json=account).status_code == 400
    assert asking.get("/api/story").status_code != 401
    assert asking.post("/api/accounts", json=account | {"role": "owner"}).status_code == 200
    assert asking.get("/api/story").status_code == 401


@pytest.mark.parametrize(
    "account",
    [
        {"name": " ", "password": PASSWORD},
        {"name": "machine", "password": PASSWORD},
        {"name": "a\nb", "password": PASSWORD},
        {"name": "a/b", "password": PASSWORD},
        {"name": "Ada", "password": "short"},
    ],
)
def test_account_without_a_name_or_password_is_refused(
    client: MakeClient, story: Path, account: dict[str, str]
) -> None:
    answer = client(story).post("/api/accounts", json=account | {"role": "owner"})
    assert answer.status_code in (400, 422)
    assert answer.json()["reason"] == "wrong"


def test_wrong_password_and_unknown_name_are_told_apart_by_nothing(client: MakeClient, people: Path) -> None:
    asking = client(people)
    known, unknown = sign_in(asking, "Carl", "wrong horse"), sign_in(asking, "Nobody", "wrong horse")
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert known.status_code == 401


def test_unknown_name_costs_a_password_too(client: MakeClient, people: Path) -> None:
    """Who has no account must not be told by how fast the answer comes: its password is looked at like any other."""
    accounts = client(people).app.state.serving.accounts  # type: ignore[attr-defined]
    looked_at: list[str] = []
    fits = accounts._fits

    def watched(known: str, password: str) -> bool:
        looked_at.append(known)
        return bool(fits(known, password))

    accounts._fits = watched
    for name in ("Carl", "Nobody"):
        with pytest.raises(Exception, match="do not fit"):
            accounts.sign_in(name, "wrong horse", address="1.2.3.4")
    assert [one.split("$")[1:4] for one in looked_at] == [looked_at[0].split("$")[1:4]] * 2


def test_guessing_a_password_is_slowed_down(client: MakeClient, people: Path) -> None:
    """An attack with a list of passwords; the right one at its end is refused too."""
    asking = client(people)
    statuses = [sign_in(asking, "Carl", f"guess number {n}").status_code for n in range(TRIES_OF_NAME)]
    assert statuses == [401] * TRIES_OF_NAME
    answer = sign_in(asking, "Carl")
    assert (answer.status_code, answer.json()["reason"]) == (429, "too_many")
    assert 0 < int(answer.headers["Retry-After"]) <= 600
    assert sign_in(asking, "Olga").status_code == 200


def test_guessing_names_is_slowed_down_alike(client: MakeClient, people: Path) -> None:
    asking = client(people)
    statuses = [sign_in(asking, "Nobody", "guess guess").status_code for _ in range(TRIES_OF_NAME + 1)]
    assert statuses == [401] * TRIES_OF_NAME + [429]


def test_one_password_on_many_names_is_slowed_down() -> None:
    now = 0.0
    attempts = Attempts(TRIES_OF_ADDRESS, 600, clock=lambda: now)
    assert [attempts.wait("1.2.3.4") for _ in range(TRIES_OF_ADDRESS)] == [0.0] * TRIES_OF_ADDRESS
    assert attempts.wait("1.2.3.4") == 600
    assert attempts.wait("5.6.7.8") == 0
    now = 600.0
    assert attempts.wait("1.2.3.4") == 0


def test_who_comes_in_at_last_is_not_counted_on(client: MakeClient, people: Path) -> None:
    asking = client(people)
    for _ in range(3):
        for _ in range(TRIES_OF_NAME - 1):
            assert sign_in(asking, "Carl", "wrong horse").status_code == 401
        assert sign_in(asking, "Carl").status_code == 200
        asking.delete("/api/session")


def test_strangers_may_not_send_much(client: MakeClient, people: Path) -> None:
    asking = client(people)
    answer = asking.post("/api/session", json={"name": "Carl", "password": "x" * 100_000})
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_large")
