"""Positions and concepts as people put them right: each call is a decision, enforced at once, undone as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger.concepts import CONCEPT, EXAMPLE, Codebook, read_codebook, read_decided_concepts
from onrecord.ledger.decisions import Deciding
from onrecord.ledger.positions import MACHINE, NONE, POSITION, enforce, enforce_concepts, read_positions
from onrecord.ledger.reading import read_record
from onrecord.model import Concept, Decision, Stance
from onrecord.positions.codebook import checked_concepts


class PositionCorrector:
    """Makes decisions on the positions and concepts of a ledger in one transaction, in one person's name."""

    def __init__(self, connection: sa.Connection, *, by: str, why: str | None = None) -> None:
        if by == MACHINE:
            raise LedgerError(f"{MACHINE!r} is nobody's name; say who decides")
        self._connection = connection
        self._deciding = Deciding(connection=connection, by=by, why=why)

    def set(self, statement: str, concept: str, stance: Stance | None) -> Decision:
        """Say where a statement stands on a concept; with None, that it takes no position on it."""
        one, on = self._original(statement), self._codebook().find(concept).id
        return self._position(one, on, old=self._stance(one, on), new=stance or NONE)

    def set_all(self, coded: Sequence[tuple[str, str, Stance]]) -> list[Decision]:
        """Say where statements that took no position stand: the id of each, that of a concept, and the stance."""
        made = [
            self._deciding.decide(POSITION, f"{statement} {concept}", "stance", old=NONE, new=stance)
            for statement, concept, stance in coded
        ]
        enforce(self._connection, [statement for statement, _, _ in coded])
        return made

    def confirm(self, statement: str, concept: str) -> Decision:
        """Say that a position, or that there is none, is right: no machine changes it any more."""
        one, on = self._original(statement), self._codebook().find(concept).id
        stance = self._stance(one, on)
        return self._position(one, on, old=stance, new=stance)

    def add(self, concept: Concept) -> list[Decision]:
        """Add a concept to the codebook."""
        return self.add_all([concept])

    def add_all(self, concepts: Sequence[Concept]) -> list[Decision]:
        """Add concepts to the codebook."""
        codebook, decided = self._codebook(), read_decided_concepts(self._connection)
        for concept in concepts:
            if concept.id in decided.dropped or concept.id in decided.same_as:
                raise LedgerError(f"{concept.id} was dropped or merged by an earlier decision; undo that first")
        checked = checked_concepts([*codebook.concepts.values(), *concepts])[len(codebook.concepts) :]
        made = []
        for one in checked:
            made.append(self._deciding.decide(CONCEPT, one.id, "added", old=None, new=one.label))
            made += self._described(one.id, one.description, one.examples)
        enforce_concepts(self._connection, {one.id for one in checked})
        return made

    def edit(
        self,
        concept: str,
        *,
        label: str | None = None,
        description: str | None = None,
        examples: Iterable[tuple[Stance, str]] = (),
    ) -> list[Decision]:
        """Give a concept another label or description, or further examples; what a later file says of it yields."""
        codebook = self._codebook()
        one = codebook.find(concept)
        edited = Concept(
            id=one.id,
            label=label or one.label,
            description=description or one.description,
            examples=(*one.examples, *examples),
        )
        others = [other for other in codebook.concepts.values() if other.id != one.id]
        *_, checked = checked_concepts([*others, edited])
        made = [] if checked.label == one.label else [self._concept(one.id, "label", old=one.label, new=checked.label)]
        described = checked.description if checked.description != one.description else None
        return made + self._described(
            one.id, described, [example for example in checked.examples if example not in one.examples]
        )

    def merge(self, concept: str, into: str) -> Decision:
        """Make two concepts one, under the second's label; positions on the first count for it."""
        codebook = self._codebook()
        one, other = codebook.find(concept), codebook.find(into)
        if one.id == other.id:
            raise LedgerError(f"{concept!r} and {into!r} are one concept already ({one.id})")
        return self._concept(one.id, "same_as", old=None, new=other.id)

    def drop(self, concept: str) -> Decision:
        """Take a concept out of the codebook, with the positions on it."""
        one = self._codebook().find(concept)
        return self._concept(one.id, "dropped", old=None, new=one.label)

    def _described(
        self, concept: str, description: str | None, examples: Iterable[tuple[Stance, str]]
    ) -> list[Decision]:
        made = [self._concept(concept, "description", old=None, new=description)] if description else []
        return made + [self._concept(concept, EXAMPLE[stance], old=None, new=text) for stance, text in examples]

    def _codebook(self) -> Codebook:
        return read_codebook(self._connection)

    def _original(self, statement: str) -> str:
        """Return the statement itself, or the one that it repeats in a wire copy: that carries the position."""
        return read_record(self._connection, statement).copy_of or statement

    def _stance(self, statement: str, concept: str) -> str:
        positions = read_positions(self._connection, [statement]).get(statement, ())
        return next((one.stance.value for one in positions if one.concept == concept), NONE)

    def _position(self, statement: str, concept: str, *, old: str, new: str) -> Decision:
        return self._enforced(self._deciding.decide(POSITION, f"{statement} {concept}", "stance", old=old, new=new))

    def _concept(self, concept: str, field: str, *, old: str | None, new: str) -> Decision:
        return self._enforced(self._deciding.decide(CONCEPT, concept, field, old=old, new=new))

    def _enforced(self, decision: Decision) -> Decision:
        enforce_decision(self._connection, decision)
        return decision


def enforce_decision(connection: sa.Connection, decision: Decision) -> None:
    """Bring positions in line with a decision on one, or on a concept, that was made or undone."""
    if decision.subject == POSITION:
        enforce(connection, [decision.subject_id.partition(" ")[0]])
    elif decision.subject == CONCEPT and decision.field in ("added", "same_as", "dropped"):
        enforce_concepts(connection, {decision.subject_id, decision.new or ""})
