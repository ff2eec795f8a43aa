"""What people decided of actors, as it stands: decisions that are not undone, later ones over earlier ones."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable
from dataclasses import dataclass, field

import sqlalchemy as sa

from onrecord.actors.naming.spelling import fold
from onrecord.ledger import tables
from onrecord.ledger.prepared import PreparedSelect, Texts
from onrecord.model import Affiliation

ACTOR = "actor"
"""The subject of these decisions."""
Role = tuple[str | None, str | None]
"""A role and what it is of."""


def _in_force(subjects: Texts) -> sa.SelectBase:
    columns = tables.decisions.c
    query = sa.select(columns.subject_id, columns.field, columns.old, columns.new)
    return query.where(columns.subject.in_(subjects), columns.undone_at.is_(None)).order_by(columns.id)


_IN_FORCE = PreparedSelect(_in_force)


@dataclass(frozen=True, slots=True)
class Decided:
    """Who is who by decision. Ids are those of actors and speakers, names in keys are folded."""

    same_as: dict[str, str] = field(default_factory=dict)
    """From an actor to the one that it was merged into."""
    moved: dict[str, str] = field(default_factory=dict)
    """From a speaker of one article to the actor that it was split off to."""
    owners: dict[str, str] = field(default_factory=dict)
    """From a name to the actor whose alias it is."""
    distinct: dict[str, set[str]] = field(default_factory=dict)
    """From an actor to the ids of others, and the names, that it is not."""
    names: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    wikidata: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    affiliations: dict[str, dict[Role, Affiliation | None]] = field(default_factory=dict)
    """From an actor to roles and what they are of: the affiliation to add, or None for one that is struck out."""

    def actor(self, speaker: str, name: str, found: str) -> str:
        """Return the actor in force of a speaker with this folded name, for which `found` was found."""
        return self.merged(self.moved.get(speaker) or self.owners.get(name) or found)

    def merged(self, actor: str) -> str:
        """Return the actor that this one was merged into at last, or itself."""
        passed = {actor}
        while (into := self.same_as.get(actor)) is not None and into not in passed:
            passed.add(into)
            actor = into
        return actor

    def is_apart(self, actor: str, others: Iterable[str]) -> bool:
        """Return whether the actor is none of these, ids or folded names."""
        return not self.distinct.get(actor, set()).isdisjoint(others)

    def mentioned(self) -> set[str]:
        """Return the actors that a decision speaks of."""
        subjects = (self.same_as, self.distinct, self.names, self.kinds, self.wikidata, self.aliases, self.affiliations)
        others = (self.same_as.values(), self.moved.values(), self.owners.values())
        return {actor for table in subjects for actor in table} | {actor for some in others for actor in some}

    def merged_into(self, actor: str) -> list[str]:
        """Return the actors that were merged into this one, at any remove."""
        return [one for one in self.same_as if self.merged(one) == actor]


def read_decided(connection: sa.Connection) -> Decided:
    """Return what people decided of actors and did not undo."""
    decided = Decided()
    for actor, about, old, new in _IN_FORCE.rows(connection, [ACTOR]):
        _decide(decided, actor, about, old, new)
    return decided


def _decide(decided: Decided, actor: str, about: str, old: str | None, new: str | None) -> None:
    match about:
        case "same_as" if new:
            decided.same_as[actor] = new
        case "split" if new:
            split = json.loads(new)
            decided.moved.update(dict.fromkeys(split["speakers"], split["into"]))
            _apart(decided, actor, split["into"])
            if split["name"]:
                decided.names.setdefault(split["into"], split["name"])
        case "distinct_from" if new:
            _apart(decided, actor, new)
        case "not_name" if new:
            decided.distinct.setdefault(actor, set()).add(fold(new))
        case "alias" if new:
            decided.owners[fold(new)] = actor
            decided.aliases.setdefault(actor, []).append(new)
        case "name" if new:
            decided.names[actor] = new
        case "kind" if new:
            decided.kinds[actor] = new
        case "wikidata" if new:
            decided.wikidata[actor] = new
        case "affiliation" if new or old:
            held = affiliation_from(new or old or "")
            decided.affiliations.setdefault(actor, {})[held.role, held.of] = held if new else None


def _apart(decided: Decided, one: str, other: str) -> None:
    decided.distinct.setdefault(one, set()).add(other)
    decided.distinct.setdefault(other, set()).add(one)


def affiliation_text(affiliation: Affiliation) -> str:
    """Return an affiliation as a decision keeps it."""
    days = [day and day.isoformat() for day in (affiliation.first_seen, affiliation.last_seen)]
    return json.dumps({"role": affiliation.role, "of": affiliation.of, "first_seen": days[0], "last_seen": days[1]})


def affiliation_from(text: str) -> Affiliation:
    """Return the affiliation that a decision keeps."""
    kept = json.loads(text)
    first, last = (kept[name] and datetime.date.fromisoformat(kept[name]) for name in ("first_seen", "last_seen"))
    return Affiliation(role=kept["role"], of=kept["of"], first_seen=first, last_seen=last)
