"""`onrecord positions LEDGER code --coder llm`: a server on this machine speaks the chat interface."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import onrecord
from onrecord.statements.tagger import TaggerName

TEXT = "Mayor Ana Ruiz said that the sea wall must be built.\n\nEngineer Bo Lind said that it would rain."
CODEBOOK = "concepts:\n  - {id: wall, label: The sea wall should be built.}\n"
Run = Callable[..., tuple[int, str, str]]


@contextmanager
def chat_server(status: int = 200) -> Iterator[str]:
    """Run a server that finds support in every content that has "built"; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            question = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = json.loads(question["messages"][1]["content"])["statements"]
            support = {"concept": "wall", "stance": "support", "probability": 0.9, "evidence": "must be built"}
            answers = [
                {"statement": one["statement"], "positions": [support] if "built" in one["content"] else []}
                for one in asked
            ]
            message = {"role": "assistant", "content": json.dumps({"statements": answers})}
            usage = {"prompt_tokens": 500_000, "completion_tokens": 100_000}
            body = json.dumps({"choices": [{"index": 0, "message": message}], "usage": usage}).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def story(tmp_path: Path) -> Path:
    (tmp_path / "wall.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "book.yaml").write_text(CODEBOOK, encoding="utf-8")
    with onrecord.open(tmp_path / "story.db") as ledger:
        ledger.add(tmp_path / "wall.txt", tagger=TaggerName.RULES)
        ledger.load_concepts(tmp_path / "book.yaml")
    return tmp_path / "story.db"


def test_code_asks_the_large_model_and_reports_what_it_cost(story: Path, tmp_path: Path, run: Run) -> None:
    cache = tmp_path / "answers"
    options = ("--coder", "llm", "--model", "m1", "--cache", cache, "--price-in", "0.5", "--price-out", "1.5")
    with chat_server() as address:
        status, output, messages = run("positions", story, "code", *options, "--endpoint", address)
        assert (status, output) == (0, f"{story}: 2 statements judged, 1 position found\n")
        assert re.search(r"2 statements: 2 requests, .*cost 0\.8000", messages)
        assert run("positions", story, "code", *options, "--endpoint", address)[1].startswith(f"{story}: 0 statements")
    [line] = [json.loads(line) for line in run("positions", story, "--format", "jsonl")[1].splitlines()]
    assert (line["actor_name"], line["stance"], line["confidence"]) == ("Ana Ruiz", "support", 0.9)


def test_add_can_ask_the_large_model(tmp_path: Path, run: Run) -> None:
    (tmp_path / "wall.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "book.yaml").write_text(CODEBOOK, encoding="utf-8")
    arguments = ("add", tmp_path / "new.db", tmp_path / "wall.txt", "--tagger", "rules", "--outlet", "Olm Post")
    with chat_server() as address:
        options = ("--codebook", tmp_path / "book.yaml", "--coder", "llm", "--model", "m1", "--endpoint", address)
        status, output, messages = run(*arguments, "--published", "2031-03-05", *options)
    assert status == 0
    assert "2 statements judged by the codebook, 1 position found" in output
    assert "2 requests" in messages


def test_code_tells_why_the_server_cannot_be_asked(story: Path, run: Run) -> None:
    with chat_server(status=401) as address:
        status, output, messages = run(
            "positions", story, "code", "--coder", "llm", "--endpoint", address, "--model", "m"
        )
    assert (status, output) == (3, "")
    assert re.search(r"^onrecord: http://127\.0\.0\.1:\d+/v1/chat/completions .*401", messages, re.MULTILINE)
    assert "0 requests" in messages or "failed tries" in messages


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--coder", "llm"], "--endpoint URL --model NAME"),
        (["--endpoint", "http://127.0.0.1:9/v1"], "need --coder llm"),
        (["--coder", "llm", "--endpoint", "ftp://x", "--model", "m"], "is no web address"),
        (
            ["--coder", "llm", "--endpoint", "http://127.0.0.1:9", "--model", "m", "--key-variable", "NO_SUCH_KEY_SET"],
            "NO_SUCH_KEY_SET holds no key",
        ),
    ],
)
def test_code_refuses_wrong_options(story: Path, run: Run, options: list[str], message: str) -> None:
    status, _, messages = run("positions", story, "code", *options)
    assert status == 2
    assert message in re.sub(r"[│\s]+", " ", messages)
