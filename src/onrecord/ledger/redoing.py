"""Decisions that were undone, made anew."""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger.concepts import CONCEPT, EXAMPLE
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.corrections import ACTOR, affiliation_from
from onrecord.ledger.decisions import read_decision
from onrecord.ledger.positions import NONE, POSITION, STATEMENT
from onrecord.model import ActorKind, Concept, Decision, Stance


def redo_decision(connection: sa.Connection, number: int, *, by: str) -> Decision:
    """Make a decision that was undone anew, for the same reason, and return the new one; else a LedgerError says why.

    The decision that is undone stays so.
    """
    decision = read_decision(connection, number)
    if decision.undone_at is None:
        raise LedgerError(f"decision {number} is in force; there is nothing to redo")
    match decision.subject:
        case subject if subject == STATEMENT:
            return StatementCorrector(connection, by=by, why=decision.why).again(decision)
        case subject if subject == POSITION:
            statement, _, concept = decision.subject_id.partition(" ")
            stance = None if decision.new in (NONE, None) else Stance(decision.new or "")
            return PositionCorrector(connection, by=by, why=decision.why).set(statement, concept, stance)
        case subject if subject == CONCEPT:
            made = _on_concept(PositionCorrector(connection, by=by, why=decision.why), decision)
            if not made:
                raise LedgerError(
                    f"decision {number} would change nothing: concept {decision.subject_id} is so already"
                )
            return made[0]
        case subject if subject == ACTOR:
            return _on_actor(Corrector(connection, by=by, why=decision.why), decision)
    raise LedgerError(f"decision {number} is on a {decision.subject!r}, which nothing makes anew")


def _on_concept(corrector: PositionCorrector, decision: Decision) -> list[Decision]:
    concept, new = decision.subject_id, decision.new or ""
    match decision.field:
        case "added":
            return corrector.add(Concept(id=concept, label=new))
        case "label":
            return corrector.edit(concept, label=new)
        case "description":
            return corrector.edit(concept, description=new)
        case "same_as":
            return [corrector.merge(concept, new)]
        case "dropped":
            return [corrector.drop(concept)]
    stance = next(stance for stance, about in EXAMPLE.items() if about == decision.field)
    return corrector.edit(concept, examples=[(stance, new)])


def _on_actor(corrector: Corrector, decision: Decision) -> Decision:
    actor, new = decision.subject_id, decision.new
    calls: dict[str, Callable[[str, str], Decision]] = {
        "same_as": corrector.merge,
        "split": corrector.split_again,
        "name": corrector.rename,
        "wikidata": corrector.wikidata,
        "alias": corrector.alias,
        "distinct_from": corrector.is_not,
        "not_name": corrector.is_not,
    }
    if decision.field in calls:
        return calls[decision.field](actor, new or "")
    if decision.field == "kind":
        return corrector.kind(actor, ActorKind(new or ""))
    return corrector.affiliation(actor, affiliation_from(new or decision.old or ""), holds=new is not None)
