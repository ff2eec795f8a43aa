"""FollowTheMoney entities as known actors, from a file of any size: one JSON object a line, two passes."""

from __future__ import annotations

import datetime
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import astuple
from pathlib import Path

from onrecord.actors.known.checks import checked_name, checked_wikidata_id
from onrecord.actors.known.known import KnownActor
from onrecord.entries import Unfit, open_regular, shown
from onrecord.export.ftm.country_codes import country_of_code
from onrecord.export.ftm.entities import LINKS, Entity, checked_id, entities, links
from onrecord.export.ftm.writing import CLASSIFIED, NAMED
from onrecord.model import ActorKind, Affiliation, Refused

ACTORS: Mapping[str, ActorKind | None] = {
    "Person": ActorKind.PERSON,
    "Organization": ActorKind.ORGANIZATION,
    "PublicBody": ActorKind.ORGANIZATION,
    "Company": ActorKind.ORGANIZATION,
    "LegalEntity": None,
}
"""Schemas that are actors, and of which kind unless `classification` says so."""

POST = "Position"

OTHER_NAMES = ("name", "alias", "previousName", "abbreviation")

MOST_AFFILIATIONS = 1_000
"""Of one actor."""

AFFILIATIONS = """
SELECT links.schema, role, first, last, target.schema, target.name, owner.name, target.country
FROM links JOIN things AS target ON target.id = links.target LEFT JOIN things AS owner ON owner.id = target.owner
WHERE holder = ? ORDER BY links.rowid LIMIT ?
"""

MOST_WITHOUT_ENTITY = 20
"""A file whose first lines, so many, are no entities has none."""

READ = ", ".join((*ACTORS, POST, *LINKS))
_ITEM = re.compile(r"Q[1-9][0-9]{0,9}")


def read_ftm(path: Path) -> Iterator[KnownActor | Refused]:
    """Yield the actors of a file of entities with their affiliations, and what is refused, line by line.

    What only an affiliation names in a file of ours is no actor. Memory stays flat: names and links wait on disk.
    """
    with open_regular(path) as file, closing(_Index()) as index:
        for number, entity in entities(file):
            if isinstance(entity, Entity):
                index.add(number, entity)
        has_entity = False
        for place, (number, entity) in enumerate(entities(file), start=1):
            has_entity |= isinstance(entity, Entity)
            read = _taken(number, entity, index)
            if isinstance(read, KnownActor):
                yield read
            elif read is not None:
                yield read.refused(f"{path}: line {number}{_label(entity)}")
            if place == MOST_WITHOUT_ENTITY and not has_entity:
                unfit = Unfit("is, like all before it, no entity, so the rest is not read", "give one entity a line")
                yield unfit.refused(f"{path}: line {number}")
                return


def _label(entity: Entity | Unfit) -> str:
    return f" ({shown(entity.caption or entity.id)[1:-1]})" if isinstance(entity, Entity) else ""


def _taken(number: int, entity: Entity | Unfit, index: _Index) -> KnownActor | Unfit | None:
    """Return the actor that the entity is; None where it is something else that is read."""
    if isinstance(entity, Unfit):
        return entity
    try:
        if entity.schema in LINKS:
            index.check_link(entity)
            return None
        if entity.schema not in ACTORS and entity.schema != POST:
            raise Unfit(f"its schema {shown(entity.schema)} is no actor", f"nothing is to be done; {READ} are read")
        if not index.is_first(number, entity):
            raise Unfit(f"its id {shown(entity.id)} stands in an earlier line", "merge the two, or keep one of them")
        name = _name(entity)
        return None if entity.schema == POST or entity.id.startswith(NAMED) else _known(entity, name, index)
    except Unfit as unfit:
        return unfit


def _known(entity: Entity, name: str, index: _Index) -> KnownActor:
    kind = ACTORS[entity.schema]
    if entity.schema != "Person":
        kind = next((kind for kind in CLASSIFIED if kind.value in entity.values("classification")), kind)
    others = (checked_name(other, "alias") for key in OTHER_NAMES for other in entity.values(key))
    affiliations = index.affiliations(entity.id)
    if not affiliations and kind is ActorKind.PERSON:
        affiliations = [Affiliation(role=checked_name(role, "position"), of=None) for role in entity.values("position")]
    return KnownActor(
        name=name,
        kind=kind,
        aliases=tuple(dict.fromkeys(other for other in others if other != name)),
        affiliations=tuple(affiliations),
        wikidata=_wikidata(entity),
        id=entity.ledger_id,
    )


def _name(entity: Entity) -> str:
    """Return the name to go by: of several the caption, if it is one of them."""
    names = entity.values("name")
    if not names:
        raise Unfit("has no name", "give it one, or take it out")
    return checked_name(entity.caption if entity.caption in names else names[0])


def _wikidata(entity: Entity) -> str | None:
    ids = list(dict.fromkeys(map(checked_wikidata_id, entity.values("wikidataId"))))
    if len(ids) > 1:
        raise Unfit(f"it has {len(ids)} Wikidata ids", "keep one of them")
    return ids[0] if ids else entity.id if _ITEM.fullmatch(entity.id) else None


class _Index:
    """What the entities of a file are called and how they are linked, on disk."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("")  # a file of its own that SQLite deletes
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute(
            "CREATE TABLE things (id TEXT PRIMARY KEY, line INTEGER, schema TEXT, name TEXT, owner TEXT, country TEXT)"
        )
        self._database.execute(
            "CREATE TABLE links (schema TEXT, holder TEXT, target TEXT, role TEXT, first TEXT, last TEXT)"
        )
        self._database.execute("CREATE INDEX links_by_holder ON links (holder)")

    def close(self) -> None:
        self._database.close()

    def add(self, number: int, entity: Entity) -> None:
        """Keep what affiliations need of the entity; what is wrong with it is said when it is read again."""
        try:
            if entity.schema in LINKS:
                rows = [(entity.schema, *astuple(link)) for link in links(entity)]
                self._database.executemany("INSERT INTO links VALUES (?, ?, ?, ?, ?, ?)", rows)
            elif entity.schema in ACTORS or entity.schema == POST:
                owner = next(map(checked_id, entity.values("organization")), None)
                country = next(filter(None, map(country_of_code, entity.values("country"))), None)
                row = (entity.id, number, entity.schema, _name(entity), owner, country)
                self._database.execute("INSERT OR IGNORE INTO things VALUES (?, ?, ?, ?, ?, ?)", row)
        except Unfit:
            return

    def is_first(self, number: int, entity: Entity) -> bool:
        """Return whether no earlier line has the entity's id."""
        found = self._database.execute("SELECT line FROM things WHERE id = ?", (entity.id,)).fetchone()
        return found is None or found[0] == number

    def check_link(self, entity: Entity) -> None:
        """Raise Unfit where the file does not hold what a link links."""
        for link in links(entity):
            holder, target = self._schema(link.holder), self._schema(link.target)
            if holder not in ACTORS:
                raise Unfit(f"it links {shown(link.holder)}, which is no actor of this file", "give that a line too")
            if not _fits(entity.schema, target):
                raise Unfit(
                    f"it links {shown(link.target)}, of which it cannot be in this file ({target or 'absent'})",
                    "correct the link, or give that a line too",
                )

    def _schema(self, entity: str) -> str:
        found = self._database.execute("SELECT schema FROM things WHERE id = ?", (entity,)).fetchone()
        return str(found[0]) if found else ""

    def affiliations(self, holder: str) -> list[Affiliation]:
        """Return the affiliations of an actor in the order of the file."""
        rows = self._database.execute(AFFILIATIONS, (holder, MOST_AFFILIATIONS + 1)).fetchall()
        if len(rows) > MOST_AFFILIATIONS:
            raise Unfit(f"it has more than {MOST_AFFILIATIONS:,} affiliations", "leave out those that do not matter")
        return [
            Affiliation(
                role=name if target == POST else role,
                of=(owner or country) if target == POST else name,
                first_seen=first and datetime.date.fromisoformat(first),
                last_seen=last and datetime.date.fromisoformat(last),
            )
            for schema, role, first, last, target, name, owner, country in rows
            if _fits(schema, target)
        ]


def _fits(link: str, target: str) -> bool:
    """Return whether such a link to such a schema is an affiliation; some link between two people is none."""
    if link == "Occupancy":
        return target == POST
    return target in ACTORS and not (link == "UnknownLink" and target == "Person")
