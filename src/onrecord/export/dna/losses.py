"""Text as DNA 3 holds it, and a list of what it loses."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping
from itertools import count
from typing import TypeVar

from onrecord.model import Refused

LONGEST = 190
"""Characters of a name, a title or the value of an attribute; notes, texts and long text may be of any length."""

UNFIT = re.compile("[\x00\ud800-\udfff]")
"""What would end a text in DNA, or is no character."""

UNKNOWN = "\ufffd"

SHORTEN = "shorten it"
REMOVE = "take these characters out"

Key = TypeVar("Key", bound=Hashable)


class Losses:
    """What is lost, in the order found."""

    def __init__(self) -> None:
        self.found: list[Refused] = []

    def note(self, address: str, reason: str, remedy: str) -> None:
        """Note a loss."""
        self.found.append(Refused(address=address, reason=reason, remedy=remedy))

    def text(self, text: str, address: str, what: str) -> str:
        """Return a text of any length as DNA holds it."""
        clean, changed = UNFIT.subn(UNKNOWN, text)
        if changed:
            self.note(address, f"its {what} has {changed} characters that DNA cannot hold; U+FFFD is written", REMOVE)
        return clean

    def line(self, text: str, address: str, what: str) -> str:
        """Return a name or the like as DNA holds it."""
        clean = self.text(text, address, what)
        if len(clean) > LONGEST:
            reason = f"its {what} has {len(clean)} characters and DNA holds {LONGEST}; the rest is cut"
            self.note(address, reason, SHORTEN)
        return clean[:LONGEST]

    def names(self, names: Mapping[Key, str], address: Callable[[Key], str]) -> dict[Key, str]:
        """Return the names as DNA holds them, no two alike; those given are not."""
        kept = {key: self.line(name, address(key), "name") for key, name in names.items()}
        taken = {name for key, name in kept.items() if name == names[key]}
        for key, name in kept.items():
            if name != names[key]:
                kept[key] = _free(name, taken)
                taken.add(kept[key])
        return kept


def _free(name: str, taken: set[str]) -> str:
    """Return the name, with a number where it is taken."""
    if name not in taken:
        return name
    numbered = (f"{name[: LONGEST - len(mark)]}{mark}" for mark in (f" ({number})" for number in count(2)))
    return next(one for one in numbered if one not in taken)
