"""The calls that a change of the browser stands for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import singledispatch
from itertools import count

import sqlalchemy as sa

import onrecord.web.changes as do
from onrecord.actors.resolving.identity import slug
from onrecord.corrections import Corrections
from onrecord.errors import UsageError
from onrecord.ledger.concepts import read_codebook, read_decided_concepts
from onrecord.ledger.positions import MACHINE, read_positions
from onrecord.model import Concept, Decision
from onrecord.web.changes import Call

LONGEST_ID = 40
"""Characters of a concept's id that is made of its label."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """The ledger in one transaction, and who changes it why."""

    ledger: Corrections
    connection: sa.Connection
    by: str
    why: str | None


@singledispatch
def make(call: Call, hand: Hand) -> list[Decision]:
    """Make the decisions that a call stands for, and return them."""
    raise NotImplementedError(type(call))


@make.register
def _(call: do.ConfirmStatement, hand: Hand) -> list[Decision]:
    made = [hand.ledger.confirm_statement(call.statement, by=hand.by, why=hand.why)]
    for one in read_positions(hand.connection, [call.statement]).get(call.statement, ()):
        if one.decided_by == MACHINE:  # whoever confirms a statement saw where it stands beside it
            made.append(hand.ledger.confirm_position(call.statement, one.concept, by=hand.by, why=hand.why))
    return made


@make.register
def _(call: do.RejectStatement, hand: Hand) -> list[Decision]:
    return [hand.ledger.reject_statement(call.statement, by=hand.by, why=hand.why)]


@make.register
def _(call: do.SetStatementKind, hand: Hand) -> list[Decision]:
    return [hand.ledger.set_kind_of_statement(call.statement, call.kind, by=hand.by, why=hand.why)]


@make.register
def _(call: do.SetSpeakers, hand: Hand) -> list[Decision]:
    return [hand.ledger.set_speakers(call.statement, call.actors, by=hand.by, why=hand.why)]


@make.register
def _(call: do.SetSpans, hand: Hand) -> list[Decision]:
    source, cue, content = tuple(call.source), tuple(call.cue), tuple(call.content)
    return [hand.ledger.set_spans(call.statement, source=source, cue=cue, content=content, by=hand.by, why=hand.why)]


@make.register
def _(call: do.SplitStatement, hand: Hand) -> list[Decision]:
    return [hand.ledger.split_statement(call.statement, call.at, by=hand.by, why=hand.why)]


@make.register
def _(call: do.AddStatement, hand: Hand) -> list[Decision]:
    decision = hand.ledger.add_statement(
        call.article,
        source=tuple(call.source),
        cue=tuple(call.cue),
        content=tuple(call.content),
        speakers=call.speakers,
        kind=call.kind,
        by=hand.by,
        why=hand.why,
    )
    return [decision]


@make.register
def _(call: do.SetPosition, hand: Hand) -> list[Decision]:
    return [hand.ledger.set_position(call.statement, call.concept, call.stance, by=hand.by, why=hand.why)]


@make.register
def _(call: do.ConfirmPosition, hand: Hand) -> list[Decision]:
    return [hand.ledger.confirm_position(call.statement, call.concept, by=hand.by, why=hand.why)]


@make.register
def _(call: do.MergeActors, hand: Hand) -> list[Decision]:
    return [hand.ledger.merge(call.actor, call.into, by=hand.by, why=hand.why)]


@make.register
def _(call: do.SplitActor, hand: Hand) -> list[Decision]:
    return [
        hand.ledger.split(
            call.actor, names=call.names, articles=call.articles, into=call.into, by=hand.by, why=hand.why
        )
    ]


@make.register
def _(call: do.RenameActor, hand: Hand) -> list[Decision]:
    return [hand.ledger.rename(call.actor, call.name, by=hand.by, why=hand.why)]


@make.register
def _(call: do.AddAlias, hand: Hand) -> list[Decision]:
    return [hand.ledger.alias(call.actor, call.name, by=hand.by, why=hand.why)]


@make.register
def _(call: do.IsNot, hand: Hand) -> list[Decision]:
    return [hand.ledger.is_not(call.actor, call.other, by=hand.by, why=hand.why)]


@make.register
def _(call: do.SetAffiliation, hand: Hand) -> list[Decision]:
    if call.role is None and call.of is None:
        raise UsageError("an affiliation without a role and without what it is of says nothing; give one of them")
    decision = hand.ledger.affiliation(
        call.actor,
        call.role,
        call.of,
        first_seen=call.first_seen,
        last_seen=call.last_seen,
        holds=call.holds,
        by=hand.by,
        why=hand.why,
    )
    return [decision]


@make.register
def _(call: do.SetActorKind, hand: Hand) -> list[Decision]:
    return [hand.ledger.set_kind(call.actor, call.kind, by=hand.by, why=hand.why)]


@make.register
def _(call: do.AddConcept, hand: Hand) -> list[Decision]:
    examples = tuple((one.stance, one.text) for one in call.examples)
    own = call.id or _free_id(call.label, hand.connection)
    concept = Concept(id=own, label=call.label, description=call.description, examples=examples)
    return hand.ledger.add_concept(concept, by=hand.by, why=hand.why)


@make.register
def _(call: do.EditConcept, hand: Hand) -> list[Decision]:
    return hand.ledger.edit_concept(
        call.concept,
        label=call.label,
        description=call.description,
        examples=[(one.stance, one.text) for one in call.examples],
        by=hand.by,
        why=hand.why,
    )


@make.register
def _(call: do.MergeConcepts, hand: Hand) -> list[Decision]:
    return [hand.ledger.merge_concepts(call.concept, call.into, by=hand.by, why=hand.why)]


@make.register
def _(call: do.DropConcept, hand: Hand) -> list[Decision]:
    return [hand.ledger.drop_concept(call.concept, by=hand.by, why=hand.why)]


@make.register
def _(call: do.Undo, hand: Hand) -> list[Decision]:
    return [hand.ledger.undo(call.decision, by=hand.by)]


@make.register
def _(call: do.Redo, hand: Hand) -> list[Decision]:
    return [hand.ledger.redo(call.decision, by=hand.by)]


def made_by(decision: Decision) -> str | None:
    """Return the id of the statement, actor or concept that is new by a decision."""
    match decision.subject, decision.field:
        case ("statement", "added") | ("concept", "added"):
            return decision.subject_id
        case "statement", "split":
            return str(json.loads(decision.new or "{}").get("statement") or "") or None
        case "actor", "split":
            return str(json.loads(decision.new or "{}").get("into") or "") or None
    return None


def _free_id(label: str, connection: sa.Connection) -> str:
    """Return an id for a concept that none has or had."""
    decided = read_decided_concepts(connection)
    taken = {*read_codebook(connection).concepts, *decided.dropped, *decided.same_as}
    wanted = slug(label).replace("-", "_")[:LONGEST_ID].strip("_") or "concept"
    numbered = (f"{wanted}_{number}" for number in count(2))
    return wanted if wanted not in taken else next(one for one in numbered if one not in taken)
