"""What every reader of entries that people give checks: that there is a file, and why an entry is not taken."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import BinaryIO

from onrecord.articles.normal import normalize_line
from onrecord.errors import SourceError
from onrecord.model import Refused

SHOWN = 60
"""Characters of a value that a refusal repeats."""


class Unfit(ValueError):  # noqa: N818 - it becomes a refusal, and no caller ever sees it
    """Why an entry is not taken, and what its owner can do."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy

    def refused(self, address: str) -> Refused:
        """Return the refusal of the entry at this address."""
        return Refused(address=address, reason=self.reason, remedy=self.remedy)


def open_regular(path: Path, *, largest: int | None = None) -> BinaryIO:
    """Return the file opened for reading; what is no file or has more bytes than `largest` is a SourceError."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):  # to open a named pipe would wait for ever
            raise SourceError(f"{path} is a folder or a device; name a file")
        if largest is not None and status.st_size > largest:
            raise SourceError(f"{path} has {status.st_size:,} bytes, and {largest:,} is the most; split it")
        return path.open("rb")
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}); name a file that is there and yours") from error
    except ValueError as error:
        raise SourceError(f"{str(path)!r} is no file name ({error}); name a file") from error


def shown(value: str) -> str:
    """Return the value in quotation marks as a refusal repeats it, without what a terminal would obey."""
    short = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    return repr(normalize_line(short) or "")
