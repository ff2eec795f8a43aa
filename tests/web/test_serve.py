"""`onrecord serve` and `onrecord accounts`."""

from __future__ import annotations

import io
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

import onrecord
from onrecord.web.server import address_of, is_loopback, listen

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    onrecord.open(tmp_path / "story.db").close()
    return tmp_path / "story.db"


def test_serve_needs_a_ledger(run: Run, tmp_path: Path) -> None:
    status, _, told = run("serve", tmp_path / "none.db")
    assert status == 3
    assert "no such ledger" in told


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1"])
def test_serve_elsewhere_than_on_this_machine_needs_an_owner(run: Run, ledger: Path, host: str) -> None:
    status, _, told = run("serve", ledger, "--host", host)
    assert status == 2
    assert f"onrecord accounts {ledger} add NAME --role owner" in told


def test_serve_at_a_taken_port_says_so(run: Run, ledger: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        status, _, told = run("serve", ledger, "--port", taken.getsockname()[1])
    assert status == 2
    assert "give another --port" in told


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.2", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_is_loopback_is_what_only_this_machine_reaches(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_address_of_a_socket_can_be_opened_in_a_browser() -> None:
    with listen("127.0.0.1", 0) as listening:
        assert address_of(listening) == f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_accounts_are_made_listed_and_dropped(run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(*arguments: object, password: str = "a horse in the rain") -> tuple[int, str]:
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
        status, out, err = run("accounts", ledger, *arguments)
        return status, out + err

    assert "no accounts" in told()[1]
    status, refused = told("add", "Carl")
    assert status == 3
    assert "owner" in refused
    assert told("add", "Olga", "--role", "owner", password="short")[0] == 2
    assert told("add", "Olga", "--role", "owner")[0] == 0
    assert told("add", "Carl")[0] == 0
    listed = told()[1]
    assert [line.split()[:2] for line in listed.splitlines()] == [
        ["name", "role"],
        ["Carl", "coder"],
        ["Olga", "owner"],
    ]
    assert told("drop", "Carl")[0] == 0
    assert told("drop", "Olga")[0] == 3
    assert told("drop", "Nobody")[0] == 3


def test_listen_has_answers_sent_at_once() -> None:
    with listen("127.0.0.1", 0) as listening:
        host, port = listening.getsockname()
        listening.setblocking(True)
        with socket.create_connection((host, port)), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
