"""Exports of newspaper archives: one file that holds many articles.

An export is recognized by its own marks (numbered documents, closing lines, field codes), never by looks:
an ordinary article, also one that quotes such a mark, is not an export.
"""

from __future__ import annotations

from onrecord.sources.archives.factiva import split_fields
from onrecord.sources.archives.factiva_display import split_display
from onrecord.sources.archives.item import ArchiveItem
from onrecord.sources.archives.lines import clean_lines
from onrecord.sources.archives.nexis import split_nexis_uni
from onrecord.sources.archives.nexis_numbered import split_numbered

__all__ = ["ArchiveItem", "split_archive"]

LAYOUTS = (split_numbered, split_nexis_uni, split_fields, split_display)


def split_archive(text: str) -> tuple[ArchiveItem, ...]:
    """Return the articles of a Nexis or Factiva export in the order of the file, or () where it is surely none.

    `text` is what an RTF, DOCX or TXT export reads as. An item whose text is missing is returned with text "".
    """
    lines = clean_lines(text)
    for split in LAYOUTS:
        if items := split(lines):
            return items
    return ()
