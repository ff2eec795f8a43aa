"""Actors as FollowTheMoney entities, one JSON object a line.

docs/actors.md says what becomes what. Ids are made from what an entity is, so that two exports agree.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from hashlib import blake2b
from pathlib import Path

from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.identity import is_unnamed
from onrecord.export.ftm.country_codes import country_code
from onrecord.export.jsonl import json_line
from onrecord.export.lines import Line
from onrecord.model import Actor, ActorKind, Affiliation
from onrecord.whole_file import whole_file

log = logging.getLogger(__name__)

ACTOR = "onrecord-actor-"
NAMED = "onrecord-named-"
"""Begins the id of what only an affiliation names; it is no actor of the ledger."""

LEDGER_ID = "onrecord_id"
"""Holds the actor's id in the ledger, beside FollowTheMoney's own keys."""

SCHEMAS = {
    ActorKind.PERSON: "Person",
    ActorKind.ORGANIZATION: "Organization",
    ActorKind.COUNTRY: "PublicBody",
    ActorKind.GROUP: "Organization",
}
"""Kinds that are exported. A country speaks as its government, and only an organization can have members."""

CLASSIFIED = (ActorKind.COUNTRY, ActorKind.GROUP)
"""Kinds that the schema does not tell, and that stand in `classification`."""

MEMBER = "member"


def write_ftm(actors: Iterable[Actor], path: Path) -> int:
    """Write a file of entities and return how many actors are in it; those without a name and documents are not."""
    count = left_out = 0
    with (
        whole_file(path) as part,
        part.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream,
        closing(_Links()) as links,
    ):
        for actor in actors:
            if actor.kind not in SCHEMAS or is_unnamed(actor.kind, actor.name):
                left_out += 1
                continue
            stream.write(json_line(actor_entity(actor)))
            links.add(actor)
            count += 1
        for entity in links.entities():
            stream.write(json_line(entity))
    if left_out:
        log.info("%d actors without a name of their own, or documents, are not in %s", left_out, path)
    return count


def actor_entity(actor: Actor) -> Line:
    """Return the actor as an entity, without what its affiliations become."""
    ofs = [actor.name] if actor.kind is ActorKind.COUNTRY else [one.of for one in actor.affiliations]
    properties = {
        "name": [actor.name],
        "alias": list(actor.aliases),
        "country": _country_codes(ofs),
        "classification": [actor.kind.value] if actor.kind in CLASSIFIED else [],
        "wikidataId": [actor.wikidata] if actor.wikidata else [],
    }
    return _entity(_id(ACTOR, actor.id), SCHEMAS[actor.kind], properties, caption=actor.name) | {LEDGER_ID: actor.id}


class _Links:
    """The affiliations of all actors, on disk until the last actor is known: what they are of may be one."""

    def __init__(self) -> None:
        self._index = sqlite3.connect("")  # a file of its own that SQLite deletes
        self._index.execute("CREATE TABLE named (name TEXT PRIMARY KEY, id TEXT) WITHOUT ROWID")
        self._index.execute("CREATE TABLE links (holder TEXT, is_person INTEGER, affiliation TEXT)")
        self._index.execute("CREATE TABLE written (id TEXT PRIMARY KEY) WITHOUT ROWID")

    def close(self) -> None:
        self._index.close()

    def add(self, actor: Actor) -> None:
        """Keep the actor's affiliations, and its name for others'."""
        holder, is_person = _id(ACTOR, actor.id), actor.kind is ActorKind.PERSON
        if not is_person:  # the first of two with one name has it
            self._index.execute("INSERT OR IGNORE INTO named VALUES (?, ?)", (_key(actor.name), holder))
        for one in actor.affiliations:
            kept = json.dumps([one.role, one.of, *_days(one)])
            self._index.execute("INSERT INTO links VALUES (?, ?, ?)", (holder, is_person, kept))

    def entities(self) -> Iterator[Line]:
        """Yield each affiliation, behind the post it is and the organization that it is of, where those are new."""
        for holder, is_person, kept in self._index.execute("SELECT * FROM links ORDER BY rowid"):
            role, of, *days = json.loads(kept)
            owner = self._owner(of) if of else None
            if owner and self._is_new(owner):
                yield _named(owner, of)
            if role and is_person and not (owner and role == MEMBER):
                post = _id("onrecord-post-", role, of and _key(of))
                if self._is_new(post):
                    yield _post(post, role, of, owner)
                yield _link("Occupancy", days, holder=holder, post=post)
            elif owner is None or owner == holder:  # of nothing, or of itself
                continue
            elif role:
                yield _link("Membership", days, member=holder, organization=owner, role=role)
            else:
                yield _link("UnknownLink", days, subject=holder, object=owner)

    def _owner(self, of: str) -> str:
        found = self._index.execute("SELECT id FROM named WHERE name = ?", (_key(of),)).fetchone()
        return str(found[0]) if found else _id(NAMED, _key(of))

    def _is_new(self, entity: str) -> bool:
        if entity.startswith(ACTOR):
            return False
        return self._index.execute("INSERT OR IGNORE INTO written VALUES (?)", (entity,)).rowcount == 1


def _named(entity: str, name: str) -> Line:
    code = country_code(name)
    properties = {
        "name": [name],
        "country": [code] if code else [],
        "classification": [ActorKind.COUNTRY.value] if code else [],
    }
    return _entity(entity, "PublicBody" if code else "Organization", properties, caption=name)


def _post(entity: str, role: str, of: str | None, owner: str | None) -> Line:
    properties = {"name": [role], "organization": [owner] if owner else [], "country": _country_codes([of])}
    return _entity(entity, "Position", properties, caption=role)


def _link(schema: str, days: list[str], **ends: str) -> Line:
    """Return what links two entities. When it was seen is neither when it began nor when it ended, so it is `date`."""
    entity = _id("onrecord-link-", schema, *ends.values(), *days)
    properties = {name: [end] for name, end in ends.items()} | {"date": days}
    return _entity(entity, schema, properties, caption=ends.get("role", schema))


def _entity(entity: str, schema: str, properties: dict[str, list[str]], *, caption: str) -> Line:
    filled = {name: values for name, values in properties.items() if values}
    return {"id": entity, "schema": schema, "caption": caption, "properties": filled, "datasets": []}


def _country_codes(names: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(code for name in names if name and (code := country_code(name))))


def _days(affiliation: Affiliation) -> list[str]:
    days = {day.isoformat() for day in (affiliation.first_seen, affiliation.last_seen) if day}
    return sorted(days)


def _id(prefix: str, *parts: str | None) -> str:
    """Return an id from letters that every program takes, the same for the same parts."""
    return prefix + blake2b(json.dumps(parts).encode(), digest_size=10).hexdigest()


def _key(name: str) -> str:
    """Return the folded name, in letters that SQLite takes whatever the name holds."""
    return fold(name).encode(errors="backslashreplace").decode()
