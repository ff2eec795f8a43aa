"""The coder that asks a large model, some requests at a time, and gives its answers in the order asked."""

from __future__ import annotations

import asyncio
import logging
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager
from hashlib import sha256
from itertools import islice
from pathlib import Path

from onrecord.model import Concept
from onrecord.positions.coder import Judgement, Said
from onrecord.positions.large.answers import Answer, AnswerError, answer_schema, answers_in
from onrecord.positions.large.asking import AnswerFormat, Asking
from onrecord.positions.large.cache import Cache, Reply
from onrecord.positions.large.endpoint import endpoint_at, key_from
from onrecord.positions.large.prompts import RULES, as_asked, messages
from onrecord.positions.large.report import Prices, Report, Tally
from onrecord.positions.large.server import Server

log = logging.getLogger(__name__)

TRIES = 2
"""An answer that cannot be used is asked for once more, with the reason."""

Answers = tuple[Answer, ...]


class LargeCoder:
    """Codes positions by asking the model of this name at an OpenAI-compatible server.

    Statements and codebook are sent to `endpoint`, and nowhere else. The key is read from the environment variable
    `key_variable` and is neither kept nor logged. `cache` is a folder for the answers; a question found there is
    not asked.
    """

    def __init__(
        self,
        endpoint: str,
        model: str,
        *,
        key_variable: str | None = None,
        cache: Path | None = None,
        prices: Prices | None = None,
        asking: Asking | None = None,
    ) -> None:
        self._asking = asking or Asking()
        self._endpoint = endpoint_at(endpoint, keyed=key_from(os.environ, key_variable) is not None)
        self._model = model
        self._key_variable = key_variable
        self._cache = Cache(cache) if cache else None
        self._prices = prices
        self._tally = Tally()

    @property
    def name(self) -> str:
        """The model's name, and a digest of all that shapes its answers."""
        asking = self._asking
        said = repr(
            (
                (self._endpoint.shown, self._model, RULES, sorted(asking.options.items())),
                (asking.answer_format, asking.together, asking.min_probability),
            )
        )
        return f"large:{self._model}:{sha256(said.encode(errors='replace')).hexdigest()[:12]}"

    @property
    def report(self) -> Report:
        """What has been asked so far, over all calls."""
        return self._tally.report(self._prices)

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        """Yield the positions of each statement in turn; those less likely than `min_probability` are left out."""
        for answer in self.answers(said, concepts):
            judgements = (position.judgement for position in answer.positions)
            yield tuple(found for found in judgements if found.confidence >= self._asking.min_probability)

    def answers(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[Answer]:
        """Yield what the model answers on each statement in turn: positions with evidence, and what was refused."""
        if not concepts:
            yield from (Answer() for _ in said)
            return
        key = key_from(os.environ, self._key_variable)
        with _loop() as loop:
            server = Server(self._endpoint, key, key_variable=self._key_variable, asking=self._asking)
            turns = asyncio.Semaphore(self._asking.concurrency)
            waiting: deque[Future[Answers]] = deque()
            try:
                for together in _batches(said, self._asking.together):
                    asked = self._in_turn(together, tuple(concepts), server, turns)
                    waiting.append(asyncio.run_coroutine_threadsafe(asked, loop))
                    # Twice as many wait as run, so that one slow answer does not let the others stand idle.
                    if len(waiting) >= 2 * self._asking.concurrency:
                        yield from waiting.popleft().result()
                while waiting:
                    yield from waiting.popleft().result()
            finally:
                asyncio.run_coroutine_threadsafe(_end(server), loop).result()

    async def _in_turn(
        self, said: Sequence[Said], concepts: Sequence[Concept], server: Server, turns: asyncio.Semaphore
    ) -> Answers:
        async with turns:
            self._tally.statements += len(said)
            return await self._answers([as_asked(one) for one in said], concepts, server)

    async def _answers(self, said: Sequence[Said], concepts: Sequence[Concept], server: Server) -> Answers:
        refused: str | None = None
        for _ in range(TRIES):
            reply = await self._reply(self._question(said, concepts, refused), server)
            try:
                answers = answers_in(reply.text, said, concepts)
            except AnswerError as error:
                refused = str(error)
            else:
                self._tally.unproven += sum(len(answer.refused) for answer in answers)
                return answers
        if len(said) > 1:  # one statement may have spoilt the answers on all
            return tuple([answer for one in said for answer in await self._answers([one], concepts, server)])
        log.warning("no position of a statement could be coded: the model's answer was refused, %s", refused)
        self._tally.unusable += 1
        return (Answer(refused=(f"the answer cannot be used: {refused}",)),)

    async def _reply(self, question: Mapping[str, object], server: Server) -> Reply:
        asked = {"endpoint": self._endpoint.shown, **question}
        if self._cache and (kept := self._cache.get(asked)):
            self._tally.cached += 1
            return kept
        reply = await server.ask(question, self._tally)
        self._tally.prompt_tokens += reply.prompt_tokens or 0
        self._tally.completion_tokens += reply.completion_tokens or 0
        self._tally.unmetered += reply.prompt_tokens is None or reply.completion_tokens is None
        if self._cache:
            self._cache.put(asked, reply)
        return reply

    def _question(self, said: Sequence[Said], concepts: Sequence[Concept], refused: str | None) -> dict[str, object]:
        question: dict[str, object] = {
            "model": self._model,
            "messages": messages(said, concepts, refused),
            **self._asking.options,
        }
        match self._asking.answer_format:
            case AnswerFormat.JSON_SCHEMA:
                schema = {"name": "positions", "strict": True, "schema": answer_schema(concepts)}
                question["response_format"] = {"type": "json_schema", "json_schema": schema}
            case AnswerFormat.JSON_OBJECT:
                question["response_format"] = {"type": "json_object"}
        return question


@contextmanager
def _loop() -> Iterator[asyncio.AbstractEventLoop]:
    """Yield an event loop that runs in a thread of its own, since the caller may be in one (a notebook)."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="onrecord-large", daemon=True)
    thread.start()
    try:
        yield loop
    finally:
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()


async def _end(server: Server) -> None:
    """Cancel what still runs, and close the server."""
    running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in running:
        task.cancel()
    await asyncio.gather(*running, return_exceptions=True)
    await server.close()


def _batches(said: Iterable[Said], size: int) -> Iterator[tuple[Said, ...]]:
    stream = iter(said)
    while batch := tuple(islice(stream, size)):
        yield batch
