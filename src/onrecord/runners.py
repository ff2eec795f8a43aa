"""Running one function over a stream of items: in this process or in several, in order either way."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from typing import TypeVar

from onrecord.errors import OnRecordError

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
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=start_worker)
    waiting: deque[Future[Sequence[Out]]] = deque()
    try:
        for chunk in chunks:
            with _ctrl_c_held():
                waiting.append(pool.submit(work, chunk))
            if len(waiting) >= AHEAD * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()
    except BrokenProcessPool as error:
        raise OnRecordError(
            "a process that reads articles was killed or ran out of memory; give the same command again with --jobs 1"
        ) from error
    except BaseException:
        # Nobody wants what the workers are at: do not wait for it.
        pool.shutdown(wait=False, cancel_futures=True)
        for worker in multiprocessing.active_children():
            if worker not in others:
                worker.terminate()
        raise
    pool.shutdown()


@contextmanager
def _ctrl_c_held() -> Iterator[None]:
    """Hold Ctrl-C back while a worker may start, which inherits that for good: only the main process stops."""
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_worker() -> None:
    """Leave Ctrl-C to the main process, and end when that is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
