"""The corrections of a ledger: what people decide of statements, actors, concepts and positions, and can undo."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

from onrecord.ledger import decisions, statements, suggesting
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.database import Database, Within
from onrecord.ledger.positions import STATEMENT
from onrecord.ledger.redoing import redo_decision
from onrecord.ledger.suggesting import Suggestion
from onrecord.model import ActorKind, Affiliation, Concept, Decision, Offsets, Stance, StatementKind
from onrecord.outcomes import Loaded


class Corrections:
    """What people decide of a ledger. Who decides is named by `by`, and may say why."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def at_once(self) -> Iterator[tuple[Corrections, sa.Connection]]:
        """Give corrections that are all made or none, and the connection of their transaction, begun already."""
        with self._database.writing() as connection:
            yield Corrections(Within(connection, self._database.path)), connection

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
            made = decisions.write_decision(connection, decision)
            if subject == STATEMENT:
                statements.enforce(connection, [subject_id])
            return made

    def undo(self, decision: int, *, by: str) -> Decision:
        """Undo the decision with this number, and what it did; return it; the row itself stays."""
        with self._database.writing() as connection:
            return Corrector(connection, by=by).undo(decision)

    def redo(self, decision: int, *, by: str) -> Decision:
        """Make the decision with this number, which was undone, anew; return the new one. It may be refused."""
        with self._database.writing() as connection:
            return redo_decision(connection, decision, by=by)

    def version_of(self, subject: str, subject_id: str) -> int:
        """Return a number that grows whenever something is decided of a subject, or undone.

        Of a "statement" also what is decided of its positions counts.
        """
        with self._database.reading() as connection:
            return decisions.version_of(connection, subject, subject_id)

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

    def confirm_statement(self, statement: str, *, by: str, why: str | None = None) -> Decision:
        """Say that an attribution is right; one that was rejected counts again."""
        with self._stating(by, why) as corrector:
            return corrector.confirm_statement(statement)

    def reject_statement(self, statement: str, *, by: str, why: str | None = None) -> Decision:
        """Say that it is no attribution: it is listed and counted no more, but for `statements(rejected=True)`."""
        with self._stating(by, why) as corrector:
            return corrector.reject_statement(statement)

    def set_kind_of_statement(
        self, statement: str, kind: StatementKind, *, by: str, why: str | None = None
    ) -> Decision:
        """Say how much of a statement is quoted."""
        with self._stating(by, why) as corrector:
            return corrector.set_kind_of_statement(statement, kind)

    def set_speakers(self, statement: str, actors: Iterable[str], *, by: str, why: str | None = None) -> Decision:
        """Say who made this one statement, by ids or names; a name that nobody has is a new person's.

        Without any nobody knows. Nothing is learnt of the actors from it.
        """
        with self._stating(by, why) as corrector:
            return corrector.set_speakers(statement, tuple(actors))

    def set_spans(
        self, statement: str, *, source: Offsets, cue: Offsets, content: Offsets, by: str, why: str | None = None
    ) -> Decision:
        """Move the edges of a statement, which `code` judges anew; what people decided of it stays."""
        with self._stating(by, why) as corrector:
            return corrector.set_spans(statement, source=source, cue=cue, content=content)

    def split_statement(self, statement: str, at: int, *, by: str, why: str | None = None) -> Decision:
        """Cut a content in two at this code point of the article; the rest is a statement of its own.

        Its id is the `statement` in the decision's `new`, a JSON object.
        """
        with self._stating(by, why) as corrector:
            return corrector.split_statement(statement, at)

    def add_statement(
        self,
        article: str,
        *,
        source: Offsets,
        cue: Offsets,
        content: Offsets,
        speakers: Iterable[str],
        kind: StatementKind | None = None,
        by: str,
        why: str | None = None,
    ) -> Decision:
        """Add a statement that the machine missed; its id is the decision's `subject_id`.

        Speakers are given as to `set_speakers`. Without a kind its quotation marks tell.
        """
        with self._stating(by, why) as corrector:
            return corrector.add_statement(
                article, source=source, cue=cue, content=content, speakers=tuple(speakers), kind=kind
            )

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
    def _stating(self, by: str, why: str | None) -> Iterator[StatementCorrector]:
        with self._database.writing() as connection:
            yield StatementCorrector(connection, by=by, why=why)

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
