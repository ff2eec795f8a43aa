"""Web addresses and feeds, against a server on this machine that behaves well and badly."""

from __future__ import annotations

import datetime
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from onrecord.model import Media, Page, Refused
from onrecord.settings import Settings
from onrecord.sources.reading import read_pages

SETTINGS = Settings(max_file_bytes=200_000, fetch_seconds=0.6, fetch_bytes=100_000)
PAGE = "<!doctype html><html><body><article><p>The ferry stays in port.</p></article></body></html>"


@dataclass
class Site:
    """Answers by path: a body with its media type, a place to go instead, or a way to behave badly."""

    root: str = ""
    bodies: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)
    agents: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def put(self, path: str, body: bytes | str, media_type: str = "text/html; charset=utf-8") -> str:
        """Put a body at a path and return its address."""
        self.bodies[path] = (media_type, body.encode() if isinstance(body, str) else body)
        return self.root + path


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.agents.append(self.headers.get("User-Agent", ""))
            if self.path in site.redirects:
                self.send_response(302)
                self.send_header("Location", site.redirects[self.path])
                self.send_header("Content-Length", "0")
                self.end_headers()
            elif self.path == "/hang":
                site.closing.wait(5)
            elif self.path == "/drip":
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.end_headers()
                self._drip(b"<p>")
            elif self.path == "/drip-head":
                self._drip(b"HTTP/1.1 200 OK\r\nX: ")
            elif self.path == "/cut":
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"<p>")
            elif self.path in site.bodies:
                media_type, body = site.bodies[self.path]
                self.send_response(200)
                self.send_header("Content-Type", media_type)
                self.end_headers()
                self.wfile.write(body)
            else:
                self.send_error(404)

        def _drip(self, start: bytes) -> None:
            self.wfile.write(start)
            try:
                while not site.closing.is_set():
                    self.wfile.write(b"x")
                    self.wfile.flush()
                    time.sleep(0.05)
            except OSError:
                pass

        def log_request(self, code: object = None, size: object = None) -> None:
            pass

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = False
    site.root = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield site
    site.closing.set()
    server.shutdown()
    server.server_close()
    thread.join()


def read(address: str) -> Page | Refused:
    [outcome] = read_pages([address], settings=SETTINGS)
    return outcome


def test_address_gives_page_with_url_and_no_id(site: Site) -> None:
    page = read(site.put("/ferry", PAGE))
    assert isinstance(page, Page)
    assert (page.media, page.id, page.url) == (Media.HTML, None, site.root + "/ferry")
    assert "stays in port" in page.text
    assert site.agents[0].startswith("onrecord")


def test_address_that_redirects_gives_the_last_address(site: Site) -> None:
    site.put("/new", PAGE)
    site.redirects["/old"] = "/new"
    page = read(site.root + "/old")
    assert isinstance(page, Page)
    assert (page.address, page.url) == (site.root + "/old", site.root + "/new")


@pytest.mark.parametrize("path", ["/hang", "/drip", "/drip-head"])
def test_address_that_does_not_end_is_refused_in_time(site: Site, path: str) -> None:
    start = time.monotonic()
    refused = read(site.root + path)
    assert isinstance(refused, Refused)
    assert "within 0.6 seconds" in refused.reason
    assert time.monotonic() - start < 3


def test_address_that_redirects_in_circles_is_refused(site: Site) -> None:
    site.redirects.update({"/a": "/b", "/b": "/a"})
    refused = read(site.root + "/a")
    assert isinstance(refused, Refused)
    assert "redirects more than" in refused.reason


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/x", "http://[::1", "http://"])
def test_address_that_leads_off_the_web_is_refused(site: Site, target: str) -> None:
    site.redirects["/away"] = target
    assert isinstance(read(site.root + "/away"), Refused)


@pytest.mark.parametrize(
    ("path", "reason"),
    [("/nothing", "404"), ("/picture", "image/png"), ("/huge", "larger than"), ("/bomb", "larger than")],
)
def test_address_without_an_article_is_refused_with_the_reason(site: Site, path: str, reason: str) -> None:
    site.put("/picture", b"\x89PNG", "image/png")
    site.put("/huge", b"<p>" + b"x " * 200_000)
    site.bodies["/bomb"] = ("text/html", b"<p>" + b"a" * 5_000_000)
    refused = read(site.root + path)
    assert isinstance(refused, Refused)
    assert reason in refused.reason
    assert refused.address == site.root + path


def test_address_cut_off_by_the_server_is_refused(site: Site) -> None:
    refused = read(site.root + "/cut")
    assert isinstance(refused, Refused)
    assert "cannot be reached" in refused.reason


def test_address_where_nobody_answers_is_refused() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    refused = read(f"http://127.0.0.1:{port}/")
    assert isinstance(refused, Refused)
    assert "cannot be reached" in refused.reason


@pytest.mark.parametrize(
    ("path", "media_type", "body", "text"),
    [
        ("/a.txt", "text/plain; charset=windows-1251", "Мэр сказал: подождём до лета.".encode("cp1251"), "подождём"),
        ("/b", "text/html", '<meta charset="iso-8859-2"><p>Łódź żąda'.encode("iso-8859-2"), "Łódź"),
        ("/c.php", "text/html", b"<html><p>The mayor waits.", "The mayor waits."),
    ],
)
def test_address_is_decoded_as_server_or_page_says(
    site: Site, path: str, media_type: str, body: bytes, text: str
) -> None:
    page = read(site.put(path, body, media_type))
    assert isinstance(page, Page)
    assert text in page.text


def test_address_of_a_table_gives_its_rows(site: Site) -> None:
    address = site.put("/rows.jsonl", '{"id": "a", "text": "One."}\n{"text": "Two."}\n', "application/json")
    pages = list(read_pages([address], settings=SETTINGS))
    assert [page.id for page in pages if isinstance(page, Page)] == ["a", "rows-2"]


def test_addresses_are_read_one_at_a_time(site: Site) -> None:
    first, second = site.put("/1", PAGE), site.put("/2", PAGE)
    pages = read_pages([first, second], settings=SETTINGS)
    next(pages)
    assert len(site.agents) == 1
    assert len(list(pages)) == 1


LONG = "The council of the island asked for a second opinion before the summer. " * 12

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Island Post</title>
<item><title>Whole &amp; here</title><guid>g1</guid><link>{root}/whole</link><dc:creator>Ada Lind</dc:creator>
<pubDate>Tue, 27 Feb 2024 23:30:00 -0500</pubDate>
<content:encoded><![CDATA[<p>{long}</p><p>Last.</p>]]></content:encoded></item>
<item><title>Linked</title><link>/linked</link><description>Only a summary.</description></item>
<item><title>Gone</title><link>{root}/gone</link></item>
</channel></rss>"""


def test_feed_gives_full_entries_and_fetches_linked_ones(site: Site) -> None:
    site.put("/linked", PAGE)
    address = site.put("/feed", RSS.format(root=site.root, long=LONG), "application/rss+xml")
    whole, linked, gone = read_pages([address], settings=SETTINGS)
    assert isinstance(whole, Page)
    assert (whole.id, whole.title, whole.outlet, whole.author) == ("g1", "Whole & here", "The Island Post", "Ada Lind")
    assert whole.published == datetime.date(2024, 2, 27)
    assert whole.text.endswith("summer.\n\nLast.")
    assert "/whole" not in str(site.agents)
    assert isinstance(linked, Page)
    assert (linked.id, linked.title, linked.outlet, linked.media) == (None, "Linked", "The Island Post", Media.HTML)
    assert linked.url == site.root + "/linked"
    assert isinstance(gone, Refused)
    assert "404" in gone.reason


def test_feed_entry_that_links_to_a_feed_is_refused(site: Site) -> None:
    address = site.put("/feed", "", "application/rss+xml")
    site.put("/feed", f"<rss version='2.0'><channel><item><link>{address}</link></item></channel></rss>")
    [refused] = read_pages([address], settings=SETTINGS)
    assert isinstance(refused, Refused)
    assert "no article but feed" in refused.reason


@pytest.mark.parametrize("body", ["<rss>", "<feed></wrong>", "<?xml version='1.0'?><menu>soup</menu>", "{}", ""])
def test_feed_that_is_not_one_is_refused(site: Site, body: str) -> None:
    outcomes = list(read_pages([site.put("/feed.rss", body, "application/rss+xml")], settings=SETTINGS))
    assert outcomes
    assert all(isinstance(outcome, Refused) for outcome in outcomes)


def test_feed_entry_with_only_a_day_updated_takes_it(site: Site) -> None:
    entry = f"<entry><title>Ferry</title><updated>2024-02-27T10:00:00Z</updated><content>{LONG}</content></entry>"
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Post</title>{entry}</feed>"
    [page] = read_pages([site.put("/feed", feed, "application/atom+xml")], settings=SETTINGS)
    assert isinstance(page, Page)
    assert (page.published, page.outlet) == (datetime.date(2024, 2, 27), "Post")


def test_feed_with_entities_that_grow_is_settled_soon(site: Site) -> None:
    entities = "".join(f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(10))
    feed = (
        f'<!DOCTYPE rss [<!ENTITY a0 "wait">{entities}]><rss version="2.0"><channel><item><title>&a10;</title></item>'
    )
    start = time.monotonic()
    outcomes = list(read_pages([site.put("/feed", feed + "</channel></rss>")], settings=SETTINGS))
    assert time.monotonic() - start < 3
    assert all(isinstance(outcome, Refused) for outcome in outcomes)


@pytest.mark.parametrize("link", ["http://[", "javascript:x", ""])
def test_feed_entry_with_a_broken_link_is_taken_by_its_summary(site: Site, link: str) -> None:
    entry = f"<item><link>{link}</link><description>Only a summary.</description></item>"
    [page] = read_pages([site.put("/feed", f"<rss version='2.0'><channel>{entry}</channel></rss>")], settings=SETTINGS)
    assert isinstance(page, Page)
    assert (page.text, page.url) == ("Only a summary.", None)
