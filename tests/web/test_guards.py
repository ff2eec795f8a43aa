"""What every request passes: each test is an attack that worked before its guard was there."""

from __future__ import annotations

import gzip
import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from onrecord.settings import Settings
from onrecord.web.headers import CONTENT_POLICY
from onrecord.web.page import read_page

MakeClient = Callable[..., TestClient]
Serve = Callable[..., str]
CODE = "/api/jobs/code"
EVIL = "https://evil.test"


@pytest.fixture
def asking(client: MakeClient, story: Path) -> TestClient:
    return client(story)


@pytest.mark.parametrize("path", ["/", "/api/session", "/api/story", "/api/nothing", "/assets/nothing.js"])
def test_every_answer_forbids_foreign_code_and_frames(asking: TestClient, path: str) -> None:
    headers = asking.get(path).headers
    assert headers["Content-Security-Policy"] == CONTENT_POLICY
    assert "unsafe" not in CONTENT_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "Access-Control-Allow-Origin" not in headers


def test_refusals_of_the_guards_have_the_headers_too(asking: TestClient) -> None:
    answer = asking.get("/api/session", headers={"Host": "evil.test"})
    assert (answer.status_code, answer.headers["Content-Security-Policy"]) == (403, CONTENT_POLICY)


@pytest.mark.parametrize(
    "host", ["evil.test", "127.0.0.1.evil.test", "evil.test:80", "localhost.evil.test", "[::2]", "[", ""]
)
def test_foreign_name_of_this_server_is_refused(asking: TestClient, host: str) -> None:
    """DNS rebinding: a page of evil.test whose name now stands for 127.0.0.1 would be of the same origin."""
    for path in ("/", "/api/session"):
        assert asking.get(path, headers={"Host": host}).status_code == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8765", "localhost:9000", "[::1]:8765", "LOCALHOST"])
def test_own_names_are_answered_at_any_port(asking: TestClient, host: str) -> None:
    assert asking.get("/api/session", headers={"Host": host}).status_code == 200


def test_given_names_are_answered(client: MakeClient, story: Path) -> None:
    named = client(story, names=("127.0.0.1", "Story.Example.org", "*"))
    for host, status in (("story.example.org", 200), ("10.0.0.7:8765", 200), ("other.example.org", 403)):
        assert named.get("/api/session", headers={"Host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": EVIL},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9999"},
        {"Origin": "http://localhost"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_other_sites_may_neither_change_nor_read(asking: TestClient, headers: dict[str, str]) -> None:
    """Cross-site request forgery, by a form or a script on another page; even with the token, had it leaked."""
    answer = asking.post(CODE, headers=headers)
    assert (answer.status_code, answer.json()["reason"]) == (403, "not_allowed")
    assert asking.get("/api/jobs").json() == []
    assert asking.get("/api/session", headers=headers).status_code == 403


@pytest.mark.parametrize("token", ["", "0" * 64, "é"])
def test_change_without_the_token_is_refused(asking: TestClient, token: str) -> None:
    answer = asking.post(CODE, headers=[(b"X-Onrecord-Token", token.encode("latin-1"))])
    assert (answer.status_code, answer.json()["reason"]) == (403, "stale")
    assert asking.get("/api/jobs").json() == []


def test_token_is_of_one_start_of_the_server(client: MakeClient, asking: TestClient, story: Path) -> None:
    other = client(story)
    assert other.post(CODE, headers={"X-Onrecord-Token": asking.headers["X-Onrecord-Token"]}).status_code == 403


@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
)
def test_change_that_a_form_could_send_is_none(asking: TestClient, media_type: str) -> None:
    body = json.dumps({"key": "12345678", "call": {"do": "undo", "decision": 1}})
    answer = asking.post("/api/changes", content=body, headers={"Content-Type": media_type})
    assert answer.status_code == 422


def test_own_page_may_change(asking: TestClient) -> None:
    headers = {"Origin": "http://127.0.0.1", "Sec-Fetch-Site": "same-origin"}
    assert asking.post(CODE, headers=headers).status_code == 202


def test_upload_is_broken_off_where_it_is_too_large(client: MakeClient, story: Path) -> None:
    small = client(story, settings=Settings(upload_bytes=100_000))
    answer = small.post("/api/sources/files", files=[("files", ("a.txt", b"x" * 200_000))])
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_large")
    assert small.get("/api/jobs").json() == []


def test_upload_without_a_length_is_broken_off_while_it_comes(served: Serve, story: Path) -> None:
    """Chunks without end: a server that believed in Content-Length would fill the disk."""
    address = served(story, settings=Settings(upload_bytes=100_000))
    token = json.loads(raw(address, b"GET /api/session HTTP/1.1\r\nConnection: close\r\n", []).split(b"\r\n\r\n")[1])
    head = (
        "POST /api/sources/files HTTP/1.1\r\nTransfer-Encoding: chunked\r\n"
        f"X-Onrecord-Token: {token['token']}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
    )
    begin = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
    sent: list[bytes] = []

    def chunks() -> Iterator[bytes]:
        yield b"%x\r\n%s\r\n" % (len(begin), begin)
        while len(sent) < 5_000:
            sent.append(b"x")
            yield b"2710\r\n" + b"x" * 10_000 + b"\r\n"

    answer = raw(address, head.encode(), chunks())
    assert answer.startswith(b"HTTP/1.1 413")
    assert len(sent) < 5_000, "all fifty megabytes were taken in"


def test_large_change_is_refused_before_it_is_read(asking: TestClient) -> None:
    answer = asking.post("/api/changes", content=b"[" * 17_000_000, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["reason"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body", [b"[" * 100_000, b"{" * 100_000, b'{"key": "\\ud800"}', b"\xff", b"1e999", b"NaN", b""]
)
def test_odd_json_is_told_as_wrong(asking: TestClient, body: bytes) -> None:
    answer = asking.post("/api/changes", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert answer.json()["reason"] == "wrong"


@pytest.mark.parametrize(
    "path",
    [
        "/../../../../etc/passwd",
        "/..%2f..%2f..%2f..%2fetc/passwd",
        "/%2e%2e/%2e%2e/secret.txt",
        "/assets/../../secret.txt",
        "/assets/%2e%2e%2f%2e%2e%2fsecret.txt",
        "/assets/..\\..\\secret.txt",
        "//etc/passwd",
        "/secret.txt",
        "/link.txt",
        "/assets/link.txt",
        "/story.db",
        "/assets/%00",
    ],
)
def test_no_address_opens_a_file(served: Serve, story: Path, built: Path, path: str) -> None:
    """Sent as it stands, since a client would tidy the address first."""
    head = f"GET {path} HTTP/1.1\r\nConnection: close\r\n"
    answer = raw(served(story, page=built), head.encode(), [])
    assert b"secret words" not in answer
    assert b"root:" not in answer
    assert b"SQLite" not in answer
    assert b"the page itself" in answer or answer.startswith(b"HTTP/1.1 404")


@pytest.fixture
def built(tmp_path: Path) -> Path:
    """Return a folder with a built page, with secrets beside it and a link to them in it."""
    (tmp_path / "secret.txt").write_text("secret words")
    folder = tmp_path / "page"
    (folder / "assets").mkdir(parents=True)
    (folder / "index.html").write_text("<p>the page itself</p>")
    (folder / "assets" / "index-Ab12.js").write_text("let page = 1; " * 100)
    for link in (folder / "link.txt", folder / "assets" / "link.txt"):
        link.symlink_to(tmp_path / "secret.txt")
    return folder


def test_page_is_kept_and_packed(client: MakeClient, story: Path, built: Path) -> None:
    asking = client(story, page=built)
    script = asking.get("/assets/index-Ab12.js")
    assert script.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert script.headers["Content-Encoding"] == "gzip"
    assert script.headers["Content-Type"].startswith("text/javascript")
    for screen in ("/", "/positions", "/read/article0"):
        page = asking.get(screen)
        assert (page.status_code, page.text, page.headers["Cache-Control"]) == (
            200,
            "<p>the page itself</p>",
            "no-cache",
        )
    assert asking.get("/", headers={"If-None-Match": page.headers["ETag"]}).status_code == 304
    assert asking.get("/assets/gone.js").status_code == 404
    assert asking.head("/").status_code == 200


def test_page_that_is_not_built_says_how(client: MakeClient, story: Path, tmp_path: Path) -> None:
    page = client(story, page=tmp_path / "nothing").get("/positions")
    assert page.status_code == 200
    assert "make page" in page.text
    assert "style=" not in page.text


def test_page_is_read_once(built: Path) -> None:
    files = read_page(built)
    (built / "index.html").write_text("changed")
    assert gzip.decompress(files["/assets/index-Ab12.js"].zipped or b"").startswith(b"let page")
    assert files["/index.html"].content == b"<p>the page itself</p>"


def test_answers_are_packed_and_kept_by_nobody(asking: TestClient) -> None:
    answer = asking.get("/api/openapi.json")
    assert answer.headers["Content-Encoding"] == "gzip"
    assert asking.get("/api/session").headers["Cache-Control"] == "no-store"


def test_article_text_is_never_markup(asking: TestClient) -> None:
    """Whatever an article says comes as JSON, which no browser takes for a page."""
    call = {"do": "rename_actor", "actor": "ana-ruiz", "name": "<script>alert(1)</script>"}
    assert asking.post("/api/changes", json={"key": "12345678", "call": call}).status_code == 200
    answer = asking.get("/api/actors")
    assert "<script>" in answer.text
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def raw(address: str, head: bytes, chunks: list[bytes] | Iterator[bytes]) -> bytes:
    """Send a request as it stands, chunk by chunk until the server breaks off, and return its answer."""
    place = urlsplit(address)
    with socket.create_connection((place.hostname or "", place.port or 0), timeout=30) as line:
        line.sendall(head + f"Host: {place.netloc}\r\n\r\n".encode())
        try:
            for chunk in chunks:
                line.sendall(chunk)
        except OSError:
            pass
        answer = b""
        try:
            while block := line.recv(65_536):
                answer += block
        except OSError:
            pass
        return answer
