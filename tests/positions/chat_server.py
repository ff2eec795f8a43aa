"""A chat server on this machine that answers as a test says, and what the tests ask of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import cast

from onrecord.model import Concept, Stance
from onrecord.positions.coder import Coder, Said
from onrecord.positions.large import Asking

DAM = Concept(id="dam", label="The old dam should be torn down.", examples=((Stance.OPPOSE, "Hands off our dam."),))
TOLL = Concept(id="toll", label="Lorries should pay a toll at the pass.")
CODEBOOK = (DAM, TOLL)
SUPPORT = Said(content="the valley welcomes the end of the dam", source="Ana Ruiz", cue="said")
NEITHER = Said(content="the weather would turn by Friday", source="A farmer", cue="hoped")
FAST = Asking(first_wait=0.01, seconds=5, attempts=3)


@dataclass
class Served:
    """What a request is answered with; `hang` waits for the end of the test, `drop` closes the line unanswered."""

    status: int = 200
    text: str | bytes = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    hang: bool = False
    drop: bool = False
    drip: bool = False


@dataclass
class Heard:
    path: str
    headers: Mapping[str, str]
    body: str

    @property
    def question(self) -> dict[str, object]:
        return cast("dict[str, object]", json.loads(self.body))

    @property
    def told(self) -> list[str]:
        return [message["content"] for message in cast("list[dict[str, str]]", self.question["messages"])]

    @property
    def statements(self) -> list[dict[str, str]]:
        return cast("list[dict[str, str]]", json.loads(self.told[1])["statements"])


@dataclass
class Chat:
    """A chat server on this machine: what it heard, and the most requests it had at a time."""

    address: str
    heard: list[Heard]
    most_at_once: int = 0
    at_once: int = 0


Behaviour = Callable[[Heard, int], Served]


@contextmanager
def chat_server(behaviour: Behaviour) -> Iterator[Chat]:
    """Run a server that answers the request of each number (from 1) as `behaviour` says."""
    lock, over = threading.Lock(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            heard = Heard(path=self.path, headers=dict(self.headers), body=body)
            with lock:
                chat.heard.append(heard)
                number = len(chat.heard)
                chat.at_once += 1
                chat.most_at_once = max(chat.at_once, chat.most_at_once)
            served = behaviour(heard, number)
            with lock:
                chat.at_once -= 1
            self._serve(served)

        def _serve(self, served: Served) -> None:
            if served.hang:
                over.wait(20)
            if served.hang or served.drop:
                self.close_connection = True
                return
            data = served.text if isinstance(served.text, bytes) else served.text.encode()
            self.send_response(served.status)
            for name, value in served.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data) + 1000 * served.drip))
            self.end_headers()
            self.wfile.write(data)
            while served.drip and not over.wait(0.05):
                try:
                    self.wfile.write(b" ")
                except OSError:
                    self.close_connection = True
                    return

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the standard library's name
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    chat = Chat(address=f"http://127.0.0.1:{server.server_port}/v1", heard=[])
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield chat
    finally:
        over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def completion(text: str | None, **usage: int) -> Served:
    body: dict[str, object] = {"choices": [{"index": 0, "message": {"role": "assistant", "content": text}}]}
    return Served(text=json.dumps(body | ({"usage": usage} if usage else {})))


def right_answers(heard: Heard) -> dict[str, object]:
    """Answer as a model that knows one word of support and one of opposition."""
    positions = {
        "welcomes": {"concept": "dam", "stance": "support", "probability": 0.9, "evidence": "welcomes the end"},
        "never": {"concept": "toll", "stance": "oppose", "probability": 0.8, "evidence": "never"},
    }
    return {
        "statements": [
            {
                "statement": statement["statement"],
                "positions": [told for word, told in positions.items() if word in statement["content"]],
            }
            for statement in heard.statements
        ]
    }


def answer_right(heard: Heard, number: int) -> Served:
    return completion(json.dumps(right_answers(heard)), prompt_tokens=1000, completion_tokens=100)


def first_then_right(*first: Served) -> Behaviour:
    """Answer the first requests like this, and every later one well."""
    return lambda heard, number: first[number - 1] if number <= len(first) else answer_right(heard, number)


def stances(coder: Coder, *said: Said) -> list[list[tuple[str, Stance]]]:
    return [[(found.concept, found.stance) for found in judgements] for judgements in coder(said, CODEBOOK)]
