"""Addresses that the server fetches for somebody: attacks on what only the server can reach."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest
from starlette.testclient import TestClient

from onrecord.model import Refused
from onrecord.settings import Settings
from onrecord.sources.web import Fetched, Fetcher
from onrecord.web.fetching import PublicWeb, is_of_web, is_public

MakeClient = Callable[..., TestClient]
PUBLIC = "93.184.215.14"
SECRET = "what only this machine may read"


class Inside:
    """A server on this machine, as a router's or a cloud's would be, that knows who asked it."""

    def __init__(self) -> None:
        asked = self.asked = list[str]()

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked.append(self.path)
                self.send_response(200)
                self.send_header("Content-Type", "text/plain")
                self.end_headers()
                self.wfile.write(SECRET.encode())

            def log_message(self, *told: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self.port = self._server.server_port
        self._thread = threading.Thread(target=self._server.serve_forever)
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


@pytest.fixture
def inside() -> Iterator[Inside]:
    opened = Inside()
    yield opened
    opened.close()


def fetch(address: str, transport: httpx.AsyncBaseTransport) -> Fetched | Refused:
    with Fetcher(Settings(fetch_seconds=5), transport=transport) as fetcher:
        return fetcher.fetch(address)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0.0.0.0", "[::ffff:127.0.0.1]"],
)
def test_no_form_of_this_machines_address_is_fetched(inside: Inside, host: str) -> None:
    found = fetch(f"http://{host}:{inside.port}/secret", PublicWeb())
    assert isinstance(found, Refused)
    assert inside.asked == []


def test_the_server_inside_would_answer_without_the_guard(inside: Inside) -> None:
    found = fetch(f"http://2130706433:{inside.port}/secret", httpx.AsyncHTTPTransport())
    assert isinstance(found, Fetched)
    assert found.data.decode() == SECRET


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "2002:7f00:1::",
        "2002:c0a8:101::1",
        "2001:0:7f00:1::",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
        "2001:db8::1",
        "no number",
    ],
)
def test_private_address_is_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize("number", [PUBLIC, "8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_public_address_is_public(number: str) -> None:
    assert is_public(number)


class Carrier(httpx.AsyncBaseTransport):
    """Remembers where requests would have gone, and answers them."""

    def __init__(self, *answers: httpx.Response) -> None:
        self.answers = list(answers)
        self.carried: list[httpx.Request] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.carried.append(request)
        return self.answers.pop(0) if self.answers else httpx.Response(200, text="news")


class Names:
    """A name server: what each name stands for, a list a question."""

    def __init__(self, **names: Sequence[Sequence[str]]) -> None:
        self.names = {name.replace("_", "."): list(numbers) for name, numbers in names.items()}
        self.asked: list[str] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append(f"{host}:{port}")
        answers = self.names[host]
        return answers.pop(0) if len(answers) > 1 else answers[0]


def test_name_is_resolved_once_and_what_was_checked_is_connected_to() -> None:
    """DNS rebinding: the second answer would be this machine."""
    names, carrier = Names(evil_test=[[PUBLIC], ["127.0.0.1"]]), Carrier()
    found = fetch("http://evil.test/page", PublicWeb(resolve=names, carry=carrier))
    assert isinstance(found, Fetched)
    assert found.address == "http://evil.test/page"
    assert names.asked == ["evil.test:80"]
    [request] = carrier.carried
    assert (request.url.host, request.headers["Host"]) == (PUBLIC, "evil.test")


def test_certificate_is_that_of_the_name() -> None:
    carrier = Carrier()
    fetch("https://news.test:8443/page", PublicWeb(resolve=Names(news_test=[[PUBLIC]]), carry=carrier))
    [request] = carrier.carried
    assert request.extensions["sni_hostname"] == "news.test"
    assert str(request.url) == f"https://{PUBLIC}:8443/page"
    assert request.headers["Host"] == "news.test:8443"


@pytest.mark.parametrize("numbers", [["10.0.0.1"], [PUBLIC, "10.0.0.1"], ["::ffff:10.0.0.1"], []])
def test_name_that_stands_for_a_private_address_is_refused(numbers: list[str]) -> None:
    carrier = Carrier()
    found = fetch("http://evil.test/", PublicWeb(resolve=Names(evil_test=[numbers]), carry=carrier))
    assert isinstance(found, Refused)
    assert "public web" in found.reason
    assert carrier.carried == []


@pytest.mark.parametrize("target", ["http://intranet.test/", "http://169.254.169.254/latest/", "file:///etc/passwd"])
def test_redirect_to_a_private_address_is_refused(target: str) -> None:
    names = Names(evil_test=[[PUBLIC]], intranet_test=[["10.0.0.7"]], **{"169_254_169_254": [["169.254.169.254"]]})
    carrier = Carrier(httpx.Response(302, headers={"Location": target}))
    found = fetch("http://evil.test/", PublicWeb(resolve=names, carry=carrier))
    assert isinstance(found, Refused)
    assert [request.url.host for request in carrier.carried] == [PUBLIC]


def test_second_address_is_tried_where_the_first_is_out_of_reach() -> None:
    class Fussy(Carrier):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            answer = await super().handle_async_request(request)
            if len(self.carried) == 1:
                raise httpx.ConnectError("no route", request=request)
            return answer

    carrier = Fussy()
    web = PublicWeb(resolve=Names(news_test=[["2606:4700::1", PUBLIC]]), carry=carrier)
    assert isinstance(fetch("http://news.test/", web), Fetched)
    assert [request.url.host for request in carrier.carried] == ["2606:4700::1", PUBLIC]


@pytest.mark.parametrize(
    "address",
    ["/etc/passwd", "file:///etc/passwd", "ftp://x.org/", "story.db", "-", "*", "http://", "https:x", "", "http:///a"],
)
def test_what_is_no_address_of_the_web_starts_no_job(client: MakeClient, story: Path, address: str) -> None:
    asking = client(story)
    answer = asking.post("/api/sources/address", json={"url": address})
    assert (answer.status_code, answer.json()["reason"]) == (400, "wrong")
    assert asking.get("/api/jobs").json() == []
    assert not is_of_web(address)


def ended(asking: TestClient) -> dict[str, object]:
    while (job := asking.get("/api/jobs").json()[0])["state"] in ("waiting", "running"):
        pass
    return dict(job)


def test_job_fetches_nothing_inside(client: MakeClient, story: Path, inside: Inside) -> None:
    asking = client(story)
    asking.post("/api/sources/address", json={"url": f"http://127.0.0.1:{inside.port}/secret"})
    job = ended(asking)
    assert (job["state"], job["added"]) == ("done", 0)
    assert "public web" in str(job["refused"])
    assert inside.asked == []


def test_uploaded_feed_leads_nowhere_inside(client: MakeClient, story: Path, inside: Inside) -> None:
    link = f"http://127.0.0.1:{inside.port}/secret"
    feed = (
        f"<rss version='2.0'><channel><title>t</title><item><title>a</title><link>{link}</link></item></channel></rss>"
    )
    asking = client(story)
    asking.post("/api/sources/files", files=[("files", ("news.rss", feed.encode()))])
    assert ended(asking)["added"] == 0
    assert inside.asked == []
