"""One table of settings: each has a type, a default and a line of help.

A setting is changed by the environment variable `ONRECORD_` and its name in capitals.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from onrecord.errors import UsageError

PREFIX = "ONRECORD_"


def _setting(default: int | float, text: str) -> Any:
    return field(default=default, metadata={"help": text})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Limits and timings, with defaults that suit a laptop."""

    max_file_bytes: int = _setting(64_000_000, "largest single document read, in bytes (CSV, JSONL and Parquet stream)")
    max_article_characters: int = _setting(1_000_000, "longest article text taken, in characters")
    fetch_seconds: float = _setting(20.0, "longest time one web address may take, in seconds")
    fetch_bytes: int = _setting(16_000_000, "most bytes read from one web address")
    upload_bytes: int = _setting(200_000_000, "most bytes that the web app takes in one upload")
    busy_seconds: float = _setting(30.0, "how long a writer waits for another writer of the ledger, in seconds")


def settings_from_environment(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings, with what the environment changes; an unreadable value is a UsageError."""
    changed: dict[str, Any] = {}
    for setting in fields(Settings):
        name = PREFIX + setting.name.upper()
        if name in environment:
            changed[setting.name] = _number(name, environment[name], whole=isinstance(setting.default, int))
    return Settings(**changed)


def _number(name: str, value: str, *, whole: bool) -> int | float:
    try:
        number = int(value) if whole else float(value)
    except ValueError:
        number = -1
    if not number > 0:
        raise UsageError(f"{name} is {value!r}; give a {'whole ' if whole else ''}number above 0")
    return number
