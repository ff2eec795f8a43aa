"""One article of a newspaper archive's export, with what the export says about it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveItem:
    """An article as the export gives it; what the export does not say is None.

    `text` has its paragraphs separated by blank lines, and is empty where the export holds only a head
    (a photo, a broken download), so that the caller can refuse the item by name.
    `language` is a two-letter code.
    """

    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: datetime.date | None = None
    language: str | None = None
    url: str | None = None
