"""A job's work, in a process of its own."""

from __future__ import annotations

import datetime
import logging
import os
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from onrecord.errors import OnRecordError
from onrecord.model import Refused
from onrecord.outcomes import Added, Learning
from onrecord.runners import start_worker
from onrecord.settings import Settings

log = logging.getLogger(__name__)

NICENESS = 10
"""The server's answers come first."""
CORES = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
MOST_REFUSED = 100
"""Refusals that a job tells of; the ledger keeps all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What to add: names of files in the job's folder, or web addresses; date and outlet for those that say none."""

    names: tuple[str, ...]
    outlet: str | None = None
    published: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What a process is to do: "add" (with sources), "code" or "learn"."""

    kind: str
    ledger: Path
    settings: Settings
    folder: Path | None = None
    sources: Sources | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How far a job is."""

    added: int = 0
    copies: int = 0
    completed: int = 0
    known: int = 0
    statements: int = 0
    coded: int = 0
    positions: int = 0
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a job ended: what came out, or why it failed, in words."""

    failed: bool
    message: str | None


def work_in_process(work: Work, tell: Connection) -> None:
    """Do the work and tell of it: tallies, and at last how it ended. The process ends with the server's."""
    start_worker()
    os.nice(NICENESS)
    if work.folder is not None:
        os.chdir(work.folder)  # so that an address is the name of the file that was sent, and no path of this machine
    try:
        message = do_work(work, tell)
    except OnRecordError as error:
        tell.send(Ended(failed=True, message=str(error).removeprefix(f"{work.ledger}: ")))
    except Exception:
        log.exception("the job failed, which is a fault of onrecord")
        tell.send(Ended(failed=True, message="onrecord failed at this, which is a fault in it."))
    else:
        tell.send(Ended(failed=False, message=message))


def do_work(work: Work, tell: Connection) -> str | None:
    """Do the work and return what came out, in words."""
    import onrecord.api  # noqa: PLC0415 - the server's process does not need what this loads
    from onrecord.web.fetching import public_fetcher  # noqa: PLC0415 - as above

    def show(added: Added) -> None:
        tell.send(_tally(added))

    with onrecord.api.open(work.ledger, create=False, settings=work.settings) as ledger:
        if work.kind == "learn":
            return _learnt(ledger.learn(jobs=CORES, on_progress=show))
        if work.sources is not None:
            tally = ledger.add(
                work.sources.names,
                outlet=work.sources.outlet,
                published=work.sources.published,
                jobs=CORES,
                fetcher=public_fetcher(work.settings),
                on_progress=show,
            )
        elif ledger.codebook():
            tally = ledger.code(jobs=CORES, on_progress=show)
        else:
            raise OnRecordError("there is no codebook to judge by; add a concept first")
        show(tally)
    return None


def _tally(added: Added) -> Tally:
    return Tally(
        added=added.added,
        copies=added.copies,
        completed=added.completed,
        known=added.known,
        statements=added.statements,
        coded=added.coded,
        positions=added.positions,
        refused=tuple(added.refused[-MOST_REFUSED:]),
    )


def _learnt(learning: Learning) -> str:
    if not learning.decisions:
        return "No decision is left; what was learnt is forgotten."
    return (
        f"Learnt from {learning.decisions:,} decisions on {learning.concepts:,} concepts: {learning.new:,} positions "
        f"are new, {learning.turned:,} turned, {learning.gone:,} gone."
    )
