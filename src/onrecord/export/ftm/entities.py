"""Lines of FollowTheMoney: an entity each, checked, and what a link's entity links."""

from __future__ import annotations

import datetime
import json
import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import BinaryIO

from onrecord.actors.known.checks import checked_name
from onrecord.entries import Unfit, shown
from onrecord.export.ftm.writing import LEDGER_ID

LINKS = {
    "Membership": ("member", "organization"),
    "Employment": ("employee", "employer"),
    "Directorship": ("director", "organization"),
    "Representation": ("agent", "client"),
    "UnknownLink": ("subject", "object"),
    "Occupancy": ("holder", "post"),
}
"""Schemas that are affiliations: who has it, and what it is of. An occupancy is of a post, which may be of another."""

LONGEST_ID = 300
LONGEST_LINE = 1_000_000
"""Bytes of an entity; one with a hundred names in all scripts has 20,000."""

MOST_PAIRS = 1_000
"""Of one link's line."""

CORRECT = "correct this line; the others are read"

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:[T ].{0,40})?)?)?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A line as it was read; `ledger_id` is there if onrecord wrote it."""

    id: str
    schema: str
    caption: str
    properties: Mapping[str, object]
    ledger_id: str | None

    def values(self, name: str) -> list[str]:
        """Return a property's values without repetitions; what is no list of text is Unfit."""
        values = self.properties.get(name) or []
        listed = [values] if isinstance(values, str) else values
        if not isinstance(listed, list) or not all(isinstance(value, str) for value in listed):
            raise Unfit(f"its property {name} is no list of text", CORRECT)
        return list(dict.fromkeys(listed))


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One affiliation by the ids of its ends, with the days (YYYY-MM-DD) from and until which it was so."""

    holder: str
    target: str
    role: str | None
    first: str | None
    last: str | None


def links(entity: Entity) -> list[Link]:
    """Return what a link's entity links, one pair and role after the other."""
    holder, target = LINKS[entity.schema]
    holders, targets, roles = entity.values(holder), entity.values(target), entity.values("role")
    if not holders or not targets:
        raise Unfit(f"it has no {target if holders else holder}", "give it both, or take it out")
    if len(holders) * len(targets) * max(1, len(roles)) > MOST_PAIRS:
        raise Unfit(f"it links more than {MOST_PAIRS:,} pairs", "leave out those that do not matter")
    first, last = _seen(entity)
    named = [checked_name(role, "role") for role in roles]
    return [
        Link(holder=one, target=other, role=role, first=first, last=last)
        for one, other, role in product(map(checked_id, holders), map(checked_id, targets), named or (None,))
    ]


def _seen(entity: Entity) -> tuple[str | None, str | None]:
    """Return the first and the last day for which the entity says that it was so."""
    begins, ends, seen = entity.values("startDate"), entity.values("endDate"), entity.values("date")
    first = min((_day(date, first=True) for date in (*begins, *seen)), default=None)
    last = max((_day(date, first=False) for date in (*ends, *seen)), default=None)
    if first and last and last < first:
        raise Unfit(f"it ends ({last}) before it begins ({first})", "correct the dates")
    return first, last


def _day(date: str, *, first: bool) -> str:
    """Return the first or last day of a date that may be a year or month only."""
    if found := _DATE.fullmatch(date):
        year, month, day = (int(part or 0) for part in found.groups())
        month = month or (1 if first else 12)
        try:
            return datetime.date(year, month, day or (1 if first else monthrange(year, month)[1])).isoformat()
        except ValueError:
            pass
    raise Unfit(f"its date {shown(date)} is none", "write it like 2024-02-28")


def entities(file: BinaryIO) -> Iterator[tuple[int, Entity | Unfit]]:
    """Yield the entities of the lines with their numbers, or what is wrong with them."""
    file.seek(0)
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) >= LONGEST_LINE and not line.endswith(b"\n"):
            while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, Unfit(f"has more than {LONGEST_LINE:,} bytes", "leave out what is no name")
        elif line.strip():
            try:
                yield number, _entity(line)
            except Unfit as unfit:
                yield number, unfit


def _entity(line: bytes) -> Entity:
    try:
        value = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Unfit("is not UTF-8", "save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise Unfit("is not JSON", CORRECT) from error
    entity = value if isinstance(value, dict) else {}
    schema, caption, properties = entity.get("schema"), entity.get("caption"), entity.get("properties")
    if not isinstance(schema, str) or not isinstance(properties, dict):
        raise Unfit("is no entity", 'give {"id": "...", "schema": "Person", "properties": {"name": ["..."]}}')
    ledger_id = entity.get(LEDGER_ID)
    return Entity(
        id=checked_id(entity.get("id")),
        schema=schema,
        caption=caption if isinstance(caption, str) else "",
        properties=properties,
        ledger_id=ledger_id if isinstance(ledger_id, str) and ledger_id.isprintable() else None,
    )


def checked_id(value: object) -> str:
    """Return the id; what cannot be one is Unfit."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_ID or not value.isprintable():
        raise Unfit("an id of it is no word", f"give an id of at most {LONGEST_ID} letters")
    return value
