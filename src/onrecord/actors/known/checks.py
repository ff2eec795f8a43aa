"""What every reader of known actors checks: the names, the Wikidata ids."""

from __future__ import annotations

import re
import unicodedata

from onrecord.articles.normal import normalize_line
from onrecord.entries import Unfit, shown

LONGEST_NAME = 300

_WIKIDATA_ID = re.compile(
    r"(?:(?:https?://)?(?:www\.|m\.)?wikidata\.org/(?:entity|wiki)/|wd:)?(Q[1-9][0-9]{0,9})", re.IGNORECASE
)


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
