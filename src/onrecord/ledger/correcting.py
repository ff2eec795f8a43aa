"""Actors as people put them right: each call is one decision, enforced at once, and undone as a whole."""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Sequence

import sqlalchemy as sa

from onrecord.actors.known.known import KnownActor
from onrecord.actors.naming.spelling import fold
from onrecord.actors.resolving.identity import slug
from onrecord.errors import LedgerError
from onrecord.ledger import statements, tables
from onrecord.ledger.correcting_positions import enforce_decision
from onrecord.ledger.corrections import ACTOR, Decided, affiliation_text, read_decided
from onrecord.ledger.decisions import Deciding, undo_decision
from onrecord.ledger.learning import relearn
from onrecord.ledger.positions import STATEMENT
from onrecord.ledger.reading import matching_actors
from onrecord.ledger.speakers import enforce, forget_silent, resettle, settle
from onrecord.model import ActorKind, Affiliation, Decision

LONGEST_NAME = 300
"""Characters of a name that a person gives."""


class Corrector:
    """Makes decisions on the actors of a ledger in one transaction, in one person's name."""

    def __init__(self, connection: sa.Connection, *, by: str, why: str | None = None) -> None:
        self._connection = connection
        self._by = by
        self._deciding = Deciding(connection=connection, by=by, why=why)

    def merge(self, actor: str, into: str) -> Decision:
        """Make two actors one, under the second's name."""
        one, other = self.find(actor), self.find(into)
        decided = read_decided(self._connection)
        if one == other:
            raise LedgerError(f"{actor!r} and {into!r} are one actor already ({one})")
        if other in decided.distinct.get(one, ()):
            raise LedgerError(f"{one} and {other} are not one actor by an earlier decision; undo that first")
        return self._decide(one, "same_as", old=None, new=other)

    def split(
        self, actor: str, *, names: Sequence[str] = (), articles: Sequence[str] = (), into: str | None = None
    ) -> Decision:
        """Part from an actor what was said under these names or in these articles; `into` is an actor or a name."""
        one = self.find(actor)
        columns = tables.speakers.c
        folded = {fold(name) for name in names}
        rows = self._connection.execute(
            sa.select(columns.id, columns.name, columns.names, columns.article).where(columns.actor == one)
        ).all()
        parted = [
            row for row in rows if row.article in articles or (folded and not folded.isdisjoint(map(fold, row.names)))
        ]
        if not parted:
            raise LedgerError(f"{one} has no such name or article; see `onrecord actors LEDGER --actor {one}`")
        if len(parted) == len(rows) and into is None:
            raise LedgerError(f"that is all of {one}; rename it, or merge it into another actor")
        target = self._target(one, into or parted[0].name)
        text = json.dumps({"into": target, "name": into, "speakers": [row.id for row in parted]})
        return self._decide(one, "split", old=None, new=text)

    def split_again(self, actor: str, parted: str) -> Decision:
        """Part from an actor what a decision that was undone had parted from it, given as its `new`."""
        one, kept = self.find(actor), json.loads(parted)
        columns = tables.speakers.c
        theirs = sa.select(columns.id, columns.name).where(columns.id.in_(kept["speakers"]), columns.actor == one)
        rows = self._connection.execute(theirs.order_by(columns.id)).all()
        if not rows:
            raise LedgerError(f"nothing that was parted from {one} is there any more")
        target = kept["into"]
        if self._connection.scalar(sa.select(tables.actors.c.id).where(tables.actors.c.id == target)) is None:
            target = self._target(one, kept["name"] or rows[0].name)
        text = json.dumps({**kept, "into": target, "speakers": [row.id for row in rows]})
        return self._decide(one, "split", old=None, new=text)

    def rename(self, actor: str, name: str) -> Decision:
        """Call an actor by this name, whatever its articles call it."""
        return self._set(self.find(actor), "name", _checked(name))

    def kind(self, actor: str, kind: ActorKind) -> Decision:
        """Say what an actor is."""
        return self._set(self.find(actor), "kind", kind.value)

    def wikidata(self, actor: str, item: str) -> Decision:
        """Link an actor to an item of Wikidata."""
        return self._set(self.find(actor), "wikidata", item)

    def alias(self, actor: str, name: str) -> Decision:
        """Take every speaker of this name for the actor."""
        one = self.find(actor)
        owner = read_decided(self._connection).owners.get(fold(_checked(name)))
        if owner is not None and owner != one:
            raise LedgerError(f"{name!r} is an alias of {owner} by an earlier decision; undo that first")
        return self._decide(one, "alias", old=None, new=name)

    def is_not(self, actor: str, other: str) -> Decision:
        """Never take an actor for another one, or for anybody of this name."""
        one = self.find(actor)
        known = matching_actors(self._connection, other, whole=True)
        if one in known:
            raise LedgerError(f"{other!r} is {one}; part them with `onrecord actors LEDGER split` first")
        if len(known) == 1:
            return self._decide(one, "distinct_from", old=None, new=known[0])
        return self._decide(one, "not_name", old=None, new=_checked(other))

    def affiliation(self, actor: str, affiliation: Affiliation, *, holds: bool = True) -> Decision:
        """Add an affiliation to an actor, or strike one out."""
        text = affiliation_text(affiliation)
        return self._decide(self.find(actor), "affiliation", old=None if holds else text, new=text if holds else None)

    def load(self, known: KnownActor) -> list[Decision]:
        """Take over what somebody knows of an actor; what is decided so already is not decided again."""
        names = dict.fromkeys((known.name, *known.aliases))
        matching = dict.fromkeys(one for name in names for one in matching_actors(self._connection, name, whole=True))
        if known.id and matching_actors(self._connection, known.id, whole=True) == [known.id]:
            matching = {known.id: None, **matching}
        actor = next(iter(matching), None) or self.make(_checked(known.name), known.kind or ActorKind.PERSON)
        made = [self.merge(other, actor) for other in list(matching)[1:]]
        decided = read_decided(self._connection)
        if decided.names.get(actor) != known.name:
            made.append(self.rename(actor, known.name))
        if known.kind is not None and self._kind(actor) is not known.kind:
            made.append(self.kind(actor, known.kind))
        made += [self.alias(actor, name) for name in names if decided.owners.get(fold(name)) != actor]
        for other in known.distinct_from:
            if not decided.is_apart(actor, matching_actors(self._connection, other, whole=True) or [fold(other)]):
                made.append(self.is_not(actor, other))
        for held in known.affiliations:
            if decided.affiliations.get(actor, {}).get((held.role, held.of)) != held:
                made.append(self.affiliation(actor, held))
        if known.wikidata and decided.wikidata.get(actor) != known.wikidata:
            made.append(self.wikidata(actor, known.wikidata))
        return made

    def undo(self, number: int) -> Decision:
        """Undo a decision and what it did."""
        before = read_decided(self._connection)
        decision = undo_decision(self._connection, number, by=self._by, at=datetime.datetime.now(datetime.UTC))
        if decision.subject == ACTOR:
            self._enforce(decision, before)
        elif decision.subject == STATEMENT:
            statements.enforce(self._connection, [decision.subject_id])
        enforce_decision(self._connection, decision)
        return decision

    def find(self, actor: str) -> str:
        """Return the id of the one actor with this id or name; none or several is a LedgerError that says so."""
        found = matching_actors(self._connection, actor, whole=True) or matching_actors(self._connection, actor)
        if not found:
            raise LedgerError(f"no actor {actor!r}; `onrecord actors LEDGER` lists them")
        if len(found) > 1:
            raise LedgerError(f"{actor!r} may be {', '.join(found[:5])}; give one of these ids")
        return found[0]

    def _target(self, actor: str, into: str) -> str:
        """Return the actor of this id or name, a new one of the first one's kind if there is none."""
        known = [one for one in matching_actors(self._connection, into, whole=True) if one != actor]
        return _only(known, into) or self.make(_checked(into), self._kind(actor))

    def find_or_make(self, name: str) -> str:
        """Return the id of the actor with this id or name; a new person's if there is none."""
        known = matching_actors(self._connection, name, whole=True)
        return _only(known, name) or self.make(_checked(name), ActorKind.PERSON)

    def make(self, name: str, kind: ActorKind) -> str:
        """Make an actor of this name, of whom no article speaks yet; return its id."""
        wanted = slug(name) or "unknown"
        candidate, number = wanted, 1
        while self._connection.scalar(sa.select(tables.actors.c.id).where(tables.actors.c.id == candidate)):
            number += 1
            candidate = f"{wanted}-{number}"
        row = {"id": candidate, "name": name, "kind": kind, "names": Counter(), "affiliations": (), "settled": True}
        self._connection.execute(tables.actors.insert().values(row))
        return candidate

    def _kind(self, actor: str) -> ActorKind:
        kinds = self._connection.execute(sa.select(tables.actors.c.kind).where(tables.actors.c.id == actor))
        return ActorKind(kinds.scalar_one())

    def _set(self, actor: str, field: str, value: str) -> Decision:
        column = tables.actors.c[field]
        old = self._connection.scalar(sa.select(column).where(tables.actors.c.id == actor))
        return self._decide(actor, field, old=old, new=value)

    def _decide(self, actor: str, field: str, *, old: str | None, new: str | None) -> Decision:
        decision = self._deciding.decide(ACTOR, actor, field, old=old, new=new)
        self._enforce(decision, read_decided(self._connection))
        return decision

    def _enforce(self, decision: Decision, before: Decided) -> None:
        """Bring speakers and actors in line with a decision that was made or undone."""
        connection, decided = self._connection, read_decided(self._connection)
        if decision.undone_at is not None and decision.field in ("name", "kind"):
            self._restore(decision.subject_id, decision.field)
        actors = _actors_of(decision)
        actors |= {one.merged(actor) for one in (before, decided) for actor in actors}
        columns = tables.speakers.c
        touched = columns.actor.in_(actors) | columns.found.in_(actors)
        if decision.field == "alias":
            touched |= columns.folded == fold(decision.new or "")
        changed = enforce(connection, touched, decided) | actors
        if decision.undone_at is not None:
            later = columns.found.in_(actors) & _later(decision)
            relearn(connection, changed, decided, besides=later)
            changed |= resettle(connection, later, decided)
        keys = relearn(connection, changed, decided)
        settle(connection, keys, except_for=(), decided=decided)
        forget_silent(connection, changed, decided)

    def _restore(self, actor: str, field: str) -> None:
        """Give an actor back the name or kind that it had before any decision, of which articles may tell none."""
        columns = tables.decisions.c
        here = sa.and_(columns.subject == ACTOR, columns.subject_id == actor, columns.field == field)
        first = sa.select(columns.old).where(here).order_by(columns.id).limit(1)
        old = self._connection.scalar(first)
        self._connection.execute(tables.actors.update().where(tables.actors.c.id == actor).values({field: old}))


def _only(known: Sequence[str], name: str) -> str | None:
    """Return the one actor that this name can mean; None where there is none."""
    if len(known) > 1:
        raise LedgerError(f"{name!r} may be {', '.join(known[:5])}; give one of these ids")
    return known[0] if known else None


def _actors_of(decision: Decision) -> set[str]:
    match decision.field:
        case "same_as" | "distinct_from":
            return {decision.subject_id, decision.new or ""} - {""}
        case "split":
            return {decision.subject_id, json.loads(decision.new or "{}")["into"]}
        case _:
            return {decision.subject_id}


def _later(decision: Decision) -> sa.ColumnElement[bool]:
    """Return what picks the speakers of articles that came after a decision: it had a part in who they are."""
    articles = sa.select(tables.articles.c.id).where(tables.articles.c.added_at >= decision.made_at)
    return tables.speakers.c.article.in_(articles)


def _checked(name: str) -> str:
    plain = " ".join(name.split())
    if not fold(plain) or len(plain) > LONGEST_NAME:
        raise LedgerError(f"{plain[:40]!r} is no name; give 1 to {LONGEST_NAME} characters with a letter among them")
    return plain
