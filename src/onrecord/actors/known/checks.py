"""What every reader of known actors checks: the file, the names, the Wikidata ids."""

from __future__ import annotations

import re
import stat
import unicodedata
from pathlib import Path
from typing import BinaryIO

from onrecord.articles.normal import normalize_line
from onrecord.errors import SourceError
from onrecord.model import Refused

LONGEST_NAME = 300
SHOWN = 60
"""Characters of a value that a refusal repeats."""

_WIKIDATA_ID = re.compile(
    r"(?:(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9][0-9]{0,9})", re.IGNORECASE
)


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


def checked_name(written: str, what: str = "name") -> str:
    """Return the name on one line, composed (NFC); an empty, damaged or overlong one is Unfit."""
    name = unicodedata.normalize("NFC", normalize_line(written) or "")
    if not any(character.isalnum() for character in name):
        raise Unfit(f"its {what} {shown(name)} has no letter", f"give the {what}, or leave it out")
    if len(name) > LONGEST_NAME:
        raise Unfit(f"its {what} {shown(name)} has {len(name):,} characters", f"give at most {LONGEST_NAME}")
    if "\ufffd" in name:
        raise Unfit(f"its {what} {shown(name)} holds a character that was lost", "write it anew, and save as UTF-8")
    return name


def checked_wikidata_id(written: str) -> str:
    """Return "Q42" of an item's id or address; anything else is Unfit."""
    if (found := _WIKIDATA_ID.fullmatch(written.strip())) is None:
        raise Unfit(f"its Wikidata id {shown(written)} is none", "give an item's id, like Q42, or its address")
    return found[1].upper()


def shown(value: str) -> str:
    """Return the value in quotation marks as a refusal repeats it, without what a terminal would obey."""
    short = value if len(value) <= SHOWN else f"{value[:SHOWN]}…"
    return repr(normalize_line(short) or "")
