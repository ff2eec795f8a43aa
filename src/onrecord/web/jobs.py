"""Work in the background: one job after the other, each in a process of its own, so that requests never wait for it."""

from __future__ import annotations

import dataclasses
import datetime
import multiprocessing
import secrets
import shutil
import threading
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from onrecord.views.holdings import Refusal as Refused
from onrecord.web.problems import Refusal
from onrecord.web.working import Ended, Tally, Work, work_in_process

MOST_WAITING = 10
MOST_KEPT = 50
"""Jobs that ended and are still listed."""
TOLD = 5
"""Of these, those that events tell of."""
PATIENCE = 5.0
"""Seconds that a job may take to end when it is stopped."""
AT_WORK = ("waiting", "running")
_SPAWN = multiprocessing.get_context("spawn")
"""Spawned, not forked: a fork would copy the locks that the server's threads hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work in the background. `state` is "waiting", "running", "done", "failed" or "cancelled"."""

    id: str
    kind: str
    """"add", "code", "learn"."""
    what: str
    """What it works on, in words."""
    state: str
    by: str
    started_at: datetime.datetime
    ended_at: datetime.datetime | None
    added: int
    copies: int
    completed: int
    known: int
    statements: int
    coded: int
    positions: int
    refused: tuple[Refused, ...]
    message: str | None
    """What came out, or why it failed, in words."""


class Jobs:
    """The work of this server's time. Call `close` at the end."""

    def __init__(self) -> None:
        self._lock = threading.Condition()  # its lock may be taken again by whoever has it
        self._jobs: dict[str, Job] = {}
        self._works: dict[str, Work] = {}
        self._process: BaseProcess | None = None
        self._closed = False
        self._thread: threading.Thread | None = None

    def all(self) -> tuple[Job, ...]:
        """Return the jobs, the last first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def told(self) -> tuple[Job, ...]:
        """Return the jobs that wait or run, and the last that ended."""
        jobs = self.all()
        ended = [job for job in jobs if job.state not in AT_WORK][:TOLD]
        return tuple(job for job in jobs if job.state in AT_WORK or job in ended)

    def start(self, work: Work, *, what: str, by: str) -> Job:
        """Have the work done when what was asked before is done, and return its job."""
        job = _new(work.kind, what=what, by=by)
        with self._lock:
            if self._closed or len(self._works) > MOST_WAITING:
                forget(work)
                raise Refusal("too_many", "Too much work is waiting; try again when some is done.", retry_after=10)
            self._jobs[job.id] = job
            self._works[job.id] = work
            self._forget_old()
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="onrecord-jobs", daemon=True)
                self._thread.start()
            self._lock.notify_all()
        return job

    def find(self, job_id: str) -> Job:
        """Return the job with this id."""
        with self._lock:
            if job_id not in self._jobs:
                raise Refusal("not_found", "There is no such job; it may have ended before the server started.")
            return self._jobs[job_id]

    def cancel(self, job_id: str) -> Job:
        """Stop a job; what it stored stays. One that ended stays as it is."""
        with self._lock:
            job = self.find(job_id)
            if job.state in AT_WORK:
                self._end(job_id, "cancelled", None)
                if job.state == "running":
                    _terminate(self._process)
                else:
                    forget(self._works.pop(job_id))
            return self._jobs[job_id]

    def close(self) -> None:
        """Stop all work."""
        with self._lock:
            self._closed = True
            for job in self._jobs.values():
                self.cancel(job.id)
            self._lock.notify_all()
        if self._thread is not None:
            self._thread.join(2 * PATIENCE)

    def _run(self) -> None:
        while True:
            with self._lock:
                self._lock.wait_for(lambda: self._closed or self._works)
                if self._closed:
                    return
                job_id, work = next(iter(self._works.items()))
                self._jobs[job_id] = dataclasses.replace(self._jobs[job_id], state="running")
                told, tell = _SPAWN.Pipe(duplex=False)
                self._process = process = _SPAWN.Process(target=work_in_process, args=(work, tell))
                process.start()
                tell.close()
            self._follow(job_id, told)
            with self._lock:
                self._process = None
            _join(process)
            with self._lock:
                self._works.pop(job_id, None)
            forget(work)

    def _follow(self, job_id: str, told: Connection) -> None:
        """Take in what the process tells, until it ends."""
        with told:
            while True:
                try:
                    news = told.recv()
                except (EOFError, OSError):
                    news = Ended(failed=True, message="The process was killed, or ran out of memory.")
                with self._lock:
                    if self._jobs[job_id].state == "running":
                        self._take(job_id, news)
                if isinstance(news, Ended):
                    return

    def _take(self, job_id: str, news: Tally | Ended) -> None:
        if isinstance(news, Ended):
            self._end(job_id, "failed" if news.failed else "done", news.message)
            return
        told = {field.name: getattr(news, field.name) for field in dataclasses.fields(Tally)}
        refused = tuple(Refused(address=one.address, reason=one.reason, remedy=one.remedy) for one in news.refused)
        self._jobs[job_id] = dataclasses.replace(self._jobs[job_id], **told | {"refused": refused})

    def _end(self, job_id: str, state: str, message: str | None) -> None:
        now = datetime.datetime.now(datetime.UTC)
        self._jobs[job_id] = dataclasses.replace(self._jobs[job_id], state=state, message=message, ended_at=now)

    def _forget_old(self) -> None:
        ended = [job.id for job in self._jobs.values() if job.state not in AT_WORK]
        for job_id in ended[:-MOST_KEPT]:
            del self._jobs[job_id]


def forget(work: Work) -> None:
    """Remove what was sent for the work."""
    if work.folder is not None:
        shutil.rmtree(work.folder, ignore_errors=True)


def _new(kind: str, *, what: str, by: str) -> Job:
    return Job(
        id=secrets.token_hex(8),
        kind=kind,
        what=what,
        state="waiting",
        by=by,
        started_at=datetime.datetime.now(datetime.UTC),
        ended_at=None,
        added=0,
        copies=0,
        completed=0,
        known=0,
        statements=0,
        coded=0,
        positions=0,
        refused=(),
        message=None,
    )


def _terminate(process: BaseProcess | None) -> None:
    if process is not None:
        process.terminate()


def _join(process: BaseProcess) -> None:
    process.join(PATIENCE)
    if process.is_alive():
        process.kill()
        process.join()
    process.close()
