"""Ledgers to serve, and three ways to ask: a client without a network, a real server, a real browser."""

from __future__ import annotations

import datetime
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.testclient import TestClient

import onrecord
from onrecord.adding import code_statements
from onrecord.articles.duplicates import fingerprint
from onrecord.ledger.database import Database
from onrecord.ledger.positions import replace_codebook
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import (
    ActorKind,
    Article,
    Concept,
    Span,
    Speaker,
    Statement,
    StatementKind,
    statement_id,
)
from onrecord.outcomes import Added
from onrecord.sample import ARTICLES, CODEBOOK
from onrecord.web.app import create_app
from onrecord.web.page import BUILT
from onrecord.web.server import Server, address_of, listen
from tests.positions.word_coder import WordCoder

MakeClient = Callable[..., TestClient]
Serve = Callable[..., str]
CHROMIUM = Path("/usr/bin/chromium")
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
TOKEN = "X-Onrecord-Token"
MARCH = datetime.date(2031, 3, 1)
DAM = Concept(id="dam", label="A dam should be built.")
TOLL = Concept(id="toll", label="The bridge should cost a toll.")
TOLD = (
    ("Ana Ruiz", "dam yes", "we are on time"),
    ("Bo Lind", "dam no", "toll if the money stays here"),
    ("Ana Ruiz", "toll yes 🙂 of course", "dam yes again"),
    ("Вера Ким", "плотина нужна, dam yes", "toll no"),
    ("Bo Lind", "dam yes after all", "nobody asked me"),
)
"""Who said what, an article each, a day after the other."""


@pytest.fixture(scope="session")
def _told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("told") / "story.db"
    database = Database(path, busy_seconds=1)
    for number, (name, *words) in enumerate(TOLD):
        with database.writing() as connection:
            write_reading(connection, _reading(number, name, words))
    with database.writing() as connection:
        replace_codebook(connection, [DAM, TOLL])
    code_statements(database, WordCoder(), Added())
    database.close()
    return path


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    with onrecord.open(path) as opened:
        opened.add(ARTICLES, codebook=CODEBOOK)
    return path


@pytest.fixture
def story(_told: Path, tmp_path: Path) -> Path:
    """Return a small ledger, made in no time: five articles, three people, two concepts."""
    return Path(shutil.copy(_told, tmp_path / "story.db"))


@pytest.fixture
def sample(_sample: Path, tmp_path: Path) -> Path:
    """Return a ledger of the sample debate, read with the models."""
    return Path(shutil.copy(_sample, tmp_path / "sample.db"))


@pytest.fixture(scope="session")
def turned(_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger of the sample debate in which a person confirmed that Vossberg changed sides, to be read only."""
    path = Path(shutil.copy(_sample, tmp_path_factory.mktemp("turned") / "turned.db"))
    with onrecord.open(path) as opened:
        for words in ("Germany will not join the nightly limit", "would now support the nightly limit"):
            one = next(record for record in opened.statements() if words in record.statement.text)
            opened.confirm_position(one.statement.id, "lorry_cap", by="Ada")
    return path


@pytest.fixture
def alike(story: Path) -> Path:
    """Return a small ledger with two pairs of people who may be one."""
    database = Database(story, busy_seconds=1)
    for number, name in enumerate(("Emil Macron", "Emil Marcon", "Ivan Kolter", "Ivan Kotler"), start=len(TOLD)):
        with database.writing() as connection:
            write_reading(connection, _reading(number, name, ["dam yes"]))
    database.close()
    return story


@pytest.fixture
def client() -> Iterator[MakeClient]:
    """Return a function from a ledger to a client of its app, which sends the token of who is nobody."""
    with ExitStack() as open_clients:

        def make(ledger: Path, **options: object) -> TestClient:
            app = create_app(ledger, **options)  # type: ignore[arg-type]
            made = TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False)
            open_clients.enter_context(made)
            take_token(made)
            return made

        yield make


def take_token(client: TestClient) -> None:
    """Have the client send the token that its session has now."""
    client.headers[TOKEN] = client.get("/api/session").json()["token"]


@pytest.fixture
def served() -> Iterator[Serve]:
    """Return a function from a ledger to the address of a server of it, in a thread of its own."""
    with _servers() as serve:
        yield serve


@pytest.fixture(scope="session")
def served_throughout() -> Iterator[Serve]:
    """Return the same for servers that many tests share."""
    with _servers() as serve:
        yield serve


@contextmanager
def _servers() -> Iterator[Serve]:
    running: list[tuple[Server, threading.Thread]] = []

    def serve(ledger: Path, **options: object) -> str:
        listening = listen("127.0.0.1", 0)
        address = address_of(listening)
        server = Server(create_app(ledger, **options))  # type: ignore[arg-type]
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        running.append((server, thread))
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        return address

    try:
        yield serve
    finally:
        for server, _ in running:
            server.should_exit = True
        for _, thread in running:
            thread.join(20)


@pytest.fixture(scope="session")
def _browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip(f"{CHROMIUM} is absent")
    if not (BUILT / "index.html").exists():
        pytest.skip("the page is not built: `make page`, which needs Node")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def page(_browser: Browser) -> Iterator[Page]:
    """Return a page of a new browser, 1280 pixels wide."""
    context = _browser.new_context(viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


def _reading(number: int, name: str, words: Sequence[str]) -> Reading:
    article = f"article{number}"
    told = " ".join(f"{name} said in report {number}: {one}." for one in words)
    text = f"Report {number} 🙂 of the valley.\n\n{told}"
    statements = tuple(_statement(article, text, name, one) for one in words)
    published = MARCH + datetime.timedelta(days=number)
    return Reading(
        article=Article(
            id=article,
            text=text,
            address=f"{article}.txt",
            title=f"The dam, part {number}",
            outlet=("Courier", "Monitor")[number % 2],
            published=published,
            language="en",
        ),
        fingerprint=fingerprint(text),
        statements=statements,
        speakers=tuple((Speaker(name=name, kind=ActorKind.PERSON),) for _ in words),
        page=f"page {number}",
        tagger="test",
    )


def _statement(article: str, text: str, name: str, words: str) -> Statement:
    end = text.index(f"{words}.")
    source = _span(article, text, text.rindex(name, 0, end), name)
    return Statement(
        id=statement_id(article, ((end, end + len(words)),)),
        article=article,
        kind=StatementKind.INDIRECT,
        source=(source,),
        cue=(_span(article, text, text.index("said", source.end), "said"),),
        content=(_span(article, text, end, words),),
        confidence=0.9,
        date=MARCH,
    )


def _span(article: str, text: str, start: int, words: str) -> Span:
    assert text[start : start + len(words)] == words
    return Span(article=article, start=start, end=start + len(words), quote=words)
