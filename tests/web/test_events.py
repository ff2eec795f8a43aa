"""What happens reaches who looks on."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

import onrecord
from onrecord.ledger.database import Database
from onrecord.web.accounts import Accounts
from onrecord.web.app import create_app
from onrecord.web.server import Server, address_of, listen
from onrecord.web.visitors import Role

Serve = Callable[..., str]
PASSWORD = "a horse in the rain"


class Listener:
    """One who listens to the events of a server."""

    def __init__(self, address: str, cookies: httpx.Cookies | None = None) -> None:
        self._client = httpx.Client(base_url=address, timeout=30, cookies=cookies)
        self._lines: Iterator[str] = iter(())
        self._stream = self._client.stream("GET", "/api/events")

    def __enter__(self) -> Listener:
        answer = self._stream.__enter__()
        assert answer.status_code == 200
        assert answer.headers["Content-Type"].startswith("text/event-stream")
        self._lines = answer.iter_lines()
        return self

    def __exit__(self, *error: object) -> None:
        self._stream.__exit__(None, None, None)
        self._client.close()

    def next(self) -> dict[str, Any]:
        """Return the next event."""
        for line in self._lines:
            if line.startswith("data: "):
                return dict(json.loads(line.removeprefix("data: ")))
        raise StopIteration


def test_event_tells_what_another_process_changed(served: Serve, story: Path) -> None:
    with Listener(served(story)) as listener:
        first = listener.next()
        assert first["jobs"] == []
        with onrecord.open(story) as opened:  # another connection to the file, as another process has it
            opened.rename("bo-lind", "Bo", by="Ada")
        assert listener.next()["version"] > first["version"]


def test_all_listeners_are_told(served: Serve, story: Path) -> None:
    address = served(story)
    with Listener(address) as one, Listener(address) as other:
        versions = {one.next()["version"], other.next()["version"]}
        assert len(versions) == 1
        with onrecord.open(story) as opened:
            opened.rename("bo-lind", "Bo", by="Ada")
        assert one.next() == other.next()


def test_session_and_events_tell_the_same_version(served: Serve, story: Path) -> None:
    address = served(story)
    with Listener(address) as listener, httpx.Client(base_url=address) as asking:
        asking.headers["X-Onrecord-Token"] = asking.get("/api/session").json()["token"]
        first = listener.next()["version"]
        assert asking.get("/api/session").json()["version"] == first
        call = {"do": "rename_actor", "actor": "bo-lind", "name": "Bo"}
        made = asking.post("/api/changes", json={"key": "12345678", "call": call}).json()
        assert listener.next()["version"] == made["ledger"] > first


def test_event_tells_of_jobs(served: Serve, tmp_path: Path) -> None:
    onrecord.open(tmp_path / "empty.db").close()
    address = served(tmp_path / "empty.db")
    with Listener(address) as listener, httpx.Client(base_url=address) as asking:
        asking.headers["X-Onrecord-Token"] = asking.get("/api/session").json()["token"]
        listener.next()
        job = asking.post("/api/jobs/code").json()
        states = []
        while "failed" not in states:
            states += [one["state"] for one in listener.next()["jobs"] if one["id"] == job["id"]]


def test_who_leaves_is_forgotten(served: Serve, story: Path) -> None:
    address = served(story)
    for _ in range(3):
        with Listener(address) as listener:
            listener.next()
    with httpx.Client(base_url=address) as asking:
        assert asking.get("/api/session").status_code == 200


def test_server_stops_at_once_though_somebody_listens(story: Path) -> None:
    listening = listen("127.0.0.1", 0)
    server = Server(create_app(story))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    while not server.started:
        time.sleep(0.01)
    with Listener(address_of(listening)) as listener:
        listener.next()
        server.should_exit = True
        with pytest.raises(StopIteration):
            listener.next()
    thread.join(20)
    assert not thread.is_alive()


def test_who_is_signed_out_hears_no_more(served: Serve, story: Path) -> None:
    database = Database(story, busy_seconds=1)
    accounts = Accounts(database)
    accounts.make("Olga", PASSWORD, Role.OWNER)
    address = served(story)
    with httpx.Client(base_url=address) as asking:
        assert asking.get("/api/events").status_code == 401
        asking.headers["X-Onrecord-Token"] = asking.get("/api/session").json()["token"]
        token = asking.post("/api/session", json={"name": "Olga", "password": PASSWORD}).json()["token"]
        asking.headers["X-Onrecord-Token"] = token
        with Listener(address, asking.cookies) as listener:
            listener.next()
            asking.delete("/api/session")
            with onrecord.open(story) as opened:
                opened.rename("bo-lind", "Bo", by="Ada")
            with pytest.raises(StopIteration):
                listener.next()
    database.close()
