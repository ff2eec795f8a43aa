"""Results come in order, from this process or from several."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence

import pytest

from onrecord.errors import OnRecordError
from onrecord.runners import AHEAD, CHUNK, WORTH_PROCESSES, run_local


def double(numbers: Sequence[int]) -> list[int]:
    return [2 * number for number in numbers]


def process_ids(numbers: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in numbers]


def fail_on_twenty(numbers: Sequence[int]) -> list[int]:
    if 20 in numbers:
        raise RuntimeError("twenty")
    return list(numbers)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("items", [0, 1, CHUNK + 1, WORTH_PROCESSES, 5 * WORTH_PROCESSES + 3])
def test_run_local_keeps_the_order(jobs: int, items: int) -> None:
    assert list(run_local(double, range(items), jobs=jobs)) == [2 * number for number in range(items)]


def test_run_local_uses_processes_only_where_they_are_worth_it() -> None:
    few = set(run_local(process_ids, range(WORTH_PROCESSES - 1), jobs=2))
    many = set(run_local(process_ids, range(WORTH_PROCESSES * 4), jobs=2))
    assert few == {os.getpid()}
    assert os.getpid() not in many


def test_run_local_reads_only_a_little_ahead() -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(100 * WORTH_PROCESSES):
            taken += 1
            yield number

    results = run_local(double, items(), jobs=2)
    next(results)
    assert taken <= max(WORTH_PROCESSES, (AHEAD * 2 + 1) * CHUNK)
    results.close()


def die(numbers: Sequence[int]) -> list[int]:
    os._exit(9)


def test_run_local_says_when_a_process_was_killed() -> None:
    with pytest.raises(OnRecordError, match="was killed or ran out of memory"):
        list(run_local(die, range(2 * WORTH_PROCESSES), jobs=2))


def test_run_local_ends_its_processes_when_nobody_wants_more() -> None:
    results = run_local(double, range(20 * WORTH_PROCESSES), jobs=2)
    next(results)
    results.close()
    deadline = time.monotonic() + 10
    while multiprocessing.active_children() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert multiprocessing.active_children() == []


def test_run_local_raises_what_the_work_raised() -> None:
    with pytest.raises(RuntimeError, match="twenty"):
        list(run_local(fail_on_twenty, range(2 * WORTH_PROCESSES), jobs=2))
