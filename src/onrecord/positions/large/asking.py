"""How a large model is asked: everything a user may set, with what suits most servers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.errors import UsageError

Option = str | int | float | bool | None
OURS = frozenset({"model", "messages", "response_format", "stream", "n"})
"""What a request says by itself, and an option therefore must not."""


class AnswerFormat(StrEnum):
    """What the server is asked to hold the answer to; the answer is checked in any case."""

    JSON_SCHEMA = "json_schema"
    JSON_OBJECT = "json_object"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """How to ask.

    `together` statements share a request: cheaper with a long codebook, but then a hostile text can reach for the
    answers on its neighbours. `concurrency` requests run at a time. A request is tried `attempts` times of at most
    `seconds` each; before the second one passes `first_wait`, before each later one twice as long as before, or what
    the server asks for. A position less likely than `min_probability` is left out. `options` go into each request
    as they are.
    """

    answer_format: AnswerFormat = AnswerFormat.JSON_SCHEMA
    together: int = 1
    concurrency: int = 4
    attempts: int = 5
    seconds: float = 60.0
    first_wait: float = 1.0
    min_probability: float = 0.5
    options: Mapping[str, Option] = field(default_factory=lambda: {"temperature": 0})

    def __post_init__(self) -> None:
        for name in ("together", "concurrency", "attempts"):
            if getattr(self, name) < 1:
                raise UsageError(f"{name} is {getattr(self, name)}; give a whole number above 0")
        for name, least in (("seconds", 0.001), ("first_wait", 0.0), ("min_probability", 0.0)):
            if not (math.isfinite(getattr(self, name)) and getattr(self, name) >= least):
                raise UsageError(f"{name} is {getattr(self, name)}; give a number from {least:g} on")
        if self.min_probability > 1:
            raise UsageError(f"min_probability is {self.min_probability}; give a number from 0 to 1")
        if taken := OURS & self.options.keys():
            raise UsageError(f"the option {min(taken)!r} is set by the coder itself; leave it out")
