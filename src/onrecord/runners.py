"""Running one function over a stream of items: in this process or in several, in order either way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from typing import TypeVar

In = TypeVar("In")
Out = TypeVar("Out")

CHUNK = 8
"""Items a worker takes at a time: enough to batch the models, few enough that a kill costs little work."""

WORTH_PROCESSES = 4 * CHUNK
"""With fewer items, starting processes (2 to 3 seconds each, for the models) costs more than it gives."""

AHEAD = 2
"""Chunks that wait for each worker: it is never idle, and memory stays flat."""


def run_local(work: Callable[[Sequence[In]], Sequence[Out]], items: Iterable[In], *, jobs: int) -> Generator[Out]:
    """Yield the results of `work` over chunks of the items, in their order; `work` must pickle where jobs > 1."""
    stream = iter(items)
    first = list(islice(stream, WORTH_PROCESSES)) if jobs > 1 else []
    chunks = _chunks(chain(first, stream))
    if len(first) == WORTH_PROCESSES:
        yield from _in_processes(work, chunks, jobs)
    else:
        for chunk in chunks:
            yield from work(chunk)


def _chunks(items: Iterator[In]) -> Iterator[list[In]]:
    while chunk := list(islice(items, CHUNK)):
        yield chunk


def _in_processes(
    work: Callable[[Sequence[In]], Sequence[Out]], chunks: Iterator[list[In]], jobs: int
) -> Iterator[Out]:
    # Spawned, not forked: a fork would copy the locks that model libraries hold.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=_start_worker)
    waiting: deque[Future[Sequence[Out]]] = deque()
    try:
        for chunk in chunks:
            waiting.append(pool.submit(work, chunk))
            if len(waiting) >= AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _start_worker() -> None:
    """Leave Ctrl-C to the main process, use one core, and end when the main process is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
