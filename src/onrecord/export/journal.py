"""What an unfinished run has written so far, so that the same run can go on: lines, and a key for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TextIO

from onrecord.errors import UsageError
from onrecord.export.jsonl import json_line
from onrecord.export.lines import Line

if sys.platform != "win32":
    import fcntl


class Journal:
    """Lines in FILE.part, one JSON object each, and their keys in FILE.part.keys behind a line that names the call."""

    def __init__(self, lines: Path, keys: Path, known: list[str], streams: tuple[TextIO, TextIO]) -> None:
        self.keys = tuple(known)
        self._paths = (lines, keys)
        self._lines, self._keys = streams

    def write(self, key: str, line: Line) -> None:
        """Keep a line; once this returns, a kill does not lose it."""
        self._lines.write(json_line(line))
        self._lines.flush()
        self._keys.write(key + "\n")
        self._keys.flush()

    def lines(self) -> Iterator[Line]:
        """Yield every line kept, first to last."""
        with self._paths[0].open(encoding="utf-8") as stream:
            for line in stream:
                yield json.loads(line)

    def remove(self) -> None:
        """Drop the journal: its lines are in the file."""
        for path in self._paths:
            path.unlink(missing_ok=True)


@contextmanager
def open_journal(path: Path, call: str) -> Iterator[Journal]:
    """Give the journal of the run that writes this file; one that another call left behind begins anew."""
    lines, keys = path.with_name(f"{path.name}.part"), path.with_name(f"{path.name}.part.keys")
    with ExitStack() as stack:
        try:
            if path.exists() and not path.is_file():
                raise UsageError(f"{path} is a folder or a device; name a file to write")
            key_stream = stack.enter_context(keys.open("a+", encoding="utf-8", newline="\n"))
            _lock(key_stream, path)
            line_stream = stack.enter_context(
                lines.open("a", encoding="utf-8", errors="backslashreplace", newline="\n")
            )
        except OSError as error:
            raise UsageError(
                f"{path} cannot be written ({error.strerror}); name another, in a folder that exists and is yours"
            ) from error
        key_stream.seek(0)
        first, *known = key_stream.read().split("\n")
        known = known[:-1]  # what stands behind the last line end is empty, or was cut by a kill
        if first != call:
            known = []
        place = _end_of_lines(lines, len(known))
        known = known[: place[0]]
        line_stream.truncate(place[1])
        key_stream.seek(0)
        key_stream.truncate()
        key_stream.writelines(f"{row}\n" for row in (call, *known))
        key_stream.flush()
        yield Journal(lines, keys, known, (line_stream, key_stream))


def _lock(stream: TextIO, path: Path) -> None:
    if sys.platform != "win32":
        try:
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise UsageError(f"{path} is being written by another run; wait for it, or name another file") from error


def _end_of_lines(path: Path, wanted: int) -> tuple[int, int]:
    """Return how many whole lines there are, at most as many as wanted, and where the last of them ends."""
    count = end = 0
    with path.open("rb") as stream:
        for line in stream:
            if count == wanted or not line.endswith(b"\n"):
                break
            count += 1
            end += len(line)
    return count, end
