"""What the cells of a row may hold, and why a row is not taken."""

from __future__ import annotations

import sqlite3

from onrecord.model import Refused
from onrecord.sources.dna.database import Colour

LEAST, MOST = -(2**31), 2**31 - 1
"""DNA's whole numbers have 32 bits."""

CORRECT = "correct it in DNA; the others are read"

KINDS = {bytes: "binary data", float: "a number with a fraction", int: "a number", str: "text", type(None): "missing"}


class Unfit(ValueError):  # noqa: N818 - it becomes a refusal, and no caller ever sees it
    """Why a row is not taken, and what its owner can do."""

    def __init__(self, reason: str, remedy: str = CORRECT) -> None:
        super().__init__(reason)
        self.reason = reason
        self.remedy = remedy

    def refused(self, address: str) -> Refused:
        """Return the refusal of the row at this address."""
        return Refused(address=address, reason=self.reason, remedy=self.remedy)


def read_text(row: sqlite3.Row, column: str, default: str | None = None) -> str:
    """Return the text in a column; where nothing is there the default, if there is one."""
    value = row[column]
    if value is None and default is not None:
        return default
    if not isinstance(value, str):
        raise Unfit(f"its {column} is {_kind(value)}, not text")
    return value


def read_number(
    row: sqlite3.Row, column: str, default: int | None = None, *, least: int = LEAST, most: int = MOST
) -> int:
    """Return the whole number in a column; where nothing is there the default, if there is one."""
    value = row[column]
    if value is None and default is not None:
        return default
    if not isinstance(value, int):
        raise Unfit(f"its {column} is {_kind(value)}, not a whole number")
    if not least <= value <= most:
        raise Unfit(f"its {column} is {value}, which is not from {least} to {most}")
    return value


def read_flag(row: sqlite3.Row, column: str, *, default: bool) -> bool:
    """Return whether a column says so."""
    return bool(read_number(row, column, int(default), least=0, most=1))


def read_colour(row: sqlite3.Row) -> Colour:
    """Return the colour of a row, black where it has none."""
    red, green, blue = (read_number(row, column, 0, least=0, most=255) for column in ("Red", "Green", "Blue"))
    return red, green, blue


def _kind(value: object) -> str:
    return KINDS.get(type(value), "of an unknown kind")
