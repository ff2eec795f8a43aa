"""What was made of a ledger, kept until something in it changes: large views are made once, not for every look."""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from threading import Lock
from typing import TypeVar, cast

Made = TypeVar("Made")
MOST = 48
"""Views kept at a time; the one that nobody asked for longest goes first."""


class Kept:
    """Views of one ledger's file, made anew after whoever wrote to it. Threads may share it; close it at the end."""

    def __init__(self, path: Path) -> None:
        # A connection that never writes sees by its data_version that any other did.
        self._watch = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._lock = Lock()
        self._version = self._read_version()
        self._made: OrderedDict[Hashable, object] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._watch.close()

    def of(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` returns for this key, made at most once as long as the ledger stays as it is."""
        with self._lock:
            version = self._fresh()
            if key in self._made:
                self._made.move_to_end(key)
                return cast("Made", self._made[key])
            making = self._making.setdefault((version, key), Lock())
        with making:
            with self._lock:
                if self._version == version and key in self._made:
                    return cast("Made", self._made[key])
            made = make()
            with self._lock:
                self._making.pop((version, key), None)
                if self._fresh() == version:
                    self._made[key] = made
                    while len(self._made) > MOST:
                        self._made.popitem(last=False)
        return made

    def _fresh(self) -> int:
        """Return the file's version, with everything forgotten that was made of an earlier one."""
        if (version := self._read_version()) != self._version:
            self._version = version
            self._made.clear()
        return self._version

    def _read_version(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])
