"""The corrections of a ledger: what people decide of actors, concepts and positions, and can undo."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.ledger import decisions, suggesting
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.database import Database
from onrecord.ledger.suggesting import Suggestion
from onrecord.model import ActorKind, Affiliation, Concept, Decision, Stance
from onrecord.outcomes import Loaded


class Corrections:
    """What people decide of a ledger. Who decides is named by `by`, and may say why."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def decide(
        self,
        *,
        by: str,
        subject: str,
        subject_id: str,
        field: str,
        old: str | None,
        new: str | None,
        why: str | None = None,
    ) -> Decision:
        """Keep what a person decided of one field; it is never overwritten, only undone."""
        decision = Decision(
            id=0,
            made_at=datetime.datetime.now(datetime.UTC),
            made_by=by,
            subject=subject,
            subject_id=subject_id,
            field=field,
            old=old,
            new=new,
            why=why,
        )
        with self._database.writing() as connection:
            return decisions.write_decision(connection, decision)

    def undo(self, decision: int, *, by: str) -> Decision:
        """Undo the decision with this number, and what it did; return it; the row itself stays."""
        with self._database.writing() as connection:
            return Corrector(connection, by=by).undo(decision)

    def merge(self, actor: str, into: str, *, by: str, why: str | None = None) -> Decision:
        """Make two actors one, under the second's name. Actors are given by id or name, here and below."""
        with self._correcting(by, why) as corrector:
            return corrector.merge(actor, into)

    def split(
        self,
        actor: str,
        *,
        names: Iterable[str] = (),
        articles: Iterable[str] = (),
        into: str | None = None,
        by: str,
        why: str | None = None,
    ) -> Decision:
        """Part from an actor what was said under these names, or in the articles with these ids.

        It becomes that of `into`, an actor or a new name; without it, of a new actor by the first name parted.
        """
        with self._correcting(by, why) as corrector:
            return corrector.split(actor, names=tuple(names), articles=tuple(articles), into=into)

    def rename(self, actor: str, name: str, *, by: str, why: str | None = None) -> Decision:
        """Call an actor by this name, whatever its articles call it."""
        with self._correcting(by, why) as corrector:
            return corrector.rename(actor, name)

    def alias(self, actor: str, name: str, *, by: str, why: str | None = None) -> Decision:
        """Take every speaker of this name for the actor, in all articles, also in those to come."""
        with self._correcting(by, why) as corrector:
            return corrector.alias(actor, name)

    def is_not(self, actor: str, other: str, *, by: str, why: str | None = None) -> Decision:
        """Never take an actor for another one, or for anybody of this name."""
        with self._correcting(by, why) as corrector:
            return corrector.is_not(actor, other)

    def affiliation(
        self,
        actor: str,
        role: str | None,
        of: str | None,
        *,
        first_seen: datetime.date | None = None,
        last_seen: datetime.date | None = None,
        holds: bool = True,
        by: str,
        why: str | None = None,
    ) -> Decision:
        """Add an affiliation to an actor; with `holds` false strike it out."""
        affiliation = Affiliation(role=role, of=of, first_seen=first_seen, last_seen=last_seen)
        with self._correcting(by, why) as corrector:
            return corrector.affiliation(actor, affiliation, holds=holds)

    def set_kind(self, actor: str, kind: ActorKind, *, by: str, why: str | None = None) -> Decision:
        """Say what an actor is."""
        with self._correcting(by, why) as corrector:
            return corrector.kind(actor, kind)

    def load_actors(self, file: str | Path, *, by: str, why: str | None = None) -> Loaded:
        """Take over what a file knows of actors, as decisions; what is decided so already stays as it is.

        An alias file is .yaml, a table of Wikidata items .csv or .tsv, FollowTheMoney entities .ftm.json.
        """
        from onrecord import loading  # noqa: PLC0415 - parsers that a listing need not load

        return loading.load_actors(self._database, Path(file), by=by, why=why)

    def suggestions(self) -> list[Suggestion]:
        """Return the pairs of actors that may be one, the likeliest first, with the reasons."""
        with self._database.reading() as connection:
            return suggesting.suggestions(connection)

    def set_position(
        self, statement: str, concept: str, stance: Stance | None, *, by: str, why: str | None = None
    ) -> Decision:
        """Say where a statement stands on a concept, here and below by id or words of its label; None: nowhere."""
        with self._coding(by, why) as corrector:
            return corrector.set(statement, concept, stance)

    def confirm_position(self, statement: str, concept: str, *, by: str, why: str | None = None) -> Decision:
        """Say that a position, or that there is none, is right as it is."""
        with self._coding(by, why) as corrector:
            return corrector.confirm(statement, concept)

    def add_concept(self, concept: Concept, *, by: str, why: str | None = None) -> list[Decision]:
        """Add a concept to the ledger's codebook; `code` judges the statements by it."""
        with self._coding(by, why) as corrector:
            return corrector.add(concept)

    def edit_concept(
        self,
        concept: str,
        *,
        label: str | None = None,
        description: str | None = None,
        examples: Iterable[tuple[Stance, str]] = (),
        by: str,
        why: str | None = None,
    ) -> list[Decision]:
        """Give a concept another label or description, or further examples; `code` judges the statements anew by it."""
        with self._coding(by, why) as corrector:
            return corrector.edit(concept, label=label, description=description, examples=examples)

    def merge_concepts(self, concept: str, into: str, *, by: str, why: str | None = None) -> Decision:
        """Make two concepts one, under the second's label; positions on the first count for it."""
        with self._coding(by, why) as corrector:
            return corrector.merge(concept, into)

    def drop_concept(self, concept: str, *, by: str, why: str | None = None) -> Decision:
        """Take a concept out of the ledger's codebook, with the positions on it."""
        with self._coding(by, why) as corrector:
            return corrector.drop(concept)

    @contextmanager
    def _coding(self, by: str, why: str | None) -> Iterator[PositionCorrector]:
        with self._database.writing() as connection:
            yield PositionCorrector(connection, by=by, why=why)

    @contextmanager
    def _correcting(self, by: str, why: str | None) -> Iterator[Corrector]:
        with self._database.writing() as connection:
            yield Corrector(connection, by=by, why=why)

    def decisions(self) -> Iterator[Decision]:
        """Yield every decision in the order in which they were made, undone ones too."""
        with self._database.reading() as connection:
            yield from decisions.read_decisions(connection)
