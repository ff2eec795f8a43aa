"""How often somebody may try: so many times in so many seconds, by name and by address."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_KEPT = 10_000
"""Names, or addresses, that are remembered; of more, those that tried last."""


class Attempts:
    """Counts attempts by whoever makes them, within a time that moves on."""

    def __init__(self, most: int, seconds: float, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._lock = threading.Lock()
        self._times: OrderedDict[str, deque[float]] = OrderedDict()

    def wait(self, who: str) -> float:
        """Count an attempt and return 0.0; where there were too many, return the seconds to wait, and count none."""
        with self._lock:
            now = self._clock()
            times = self._times.setdefault(who, deque())
            self._times.move_to_end(who)
            while times and times[0] <= now - self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return times[0] + self._seconds - now
            times.append(now)
            while len(self._times) > MOST_KEPT:
                self._times.popitem(last=False)
            return 0.0

    def take_back(self, who: str) -> None:
        """Count the last attempt no more: it was none."""
        with self._lock:
            if times := self._times.get(who):
                times.pop()

    def forget(self, who: str) -> None:
        """Count from nothing again."""
        with self._lock:
            self._times.pop(who, None)
