"""Statements as people put them right: each call is a decision, enforced at once, undone as a whole."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import blake2b
from itertools import count

import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger import statements, tables
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.decided_statements import (
    Added,
    NamedSpeaker,
    added_from,
    added_text,
    cut,
    places_from,
    places_text,
    read_added,
    speakers_from,
    speakers_text,
)
from onrecord.ledger.decisions import Deciding
from onrecord.ledger.evidence import Places, checked_offsets, read_places
from onrecord.ledger.positions import MACHINE, STATEMENT
from onrecord.ledger.writing import compared, statements_by_text
from onrecord.model import ActorKind, Decision, Offsets, StatementKind

VERDICT, KIND, SPEAKERS, SPANS, SPLIT, ADDED = "verdict", "kind", "speakers", "spans", "split", "added"
"""The fields of these decisions."""


class StatementCorrector:
    """Makes decisions on the statements of a ledger in one transaction, in one person's name."""

    def __init__(self, connection: sa.Connection, *, by: str, why: str | None = None) -> None:
        if by == MACHINE:
            raise LedgerError(f"{MACHINE!r} is nobody's name; say who decides")
        self._connection = connection
        self._by = by
        self._deciding = Deciding(connection=connection, by=by, why=why)

    def confirm_statement(self, statement: str) -> Decision:
        """Say that an attribution is right; one that was rejected counts again."""
        return self._decide(statement, VERDICT, old=self._row(statement).verdict, new=tables.CONFIRMED)

    def reject_statement(self, statement: str) -> Decision:
        """Say that it is no attribution: it is listed and counted no more."""
        return self._decide(statement, VERDICT, old=self._row(statement).verdict, new=tables.REJECTED)

    def set_kind_of_statement(self, statement: str, kind: StatementKind) -> Decision:
        """Say how much of a statement is quoted."""
        return self._decide(statement, KIND, old=self._row_in_force(statement).kind, new=StatementKind(kind).value)

    def set_speakers(self, statement: str, actors: Sequence[str]) -> Decision:
        """Say who made this one statement, by ids or names, of which new ones are new persons'; none: nobody knows."""
        self._row_in_force(statement)
        return self._set_speakers(statement, self._named(actors))

    def set_spans(self, statement: str, *, source: Offsets, cue: Offsets, content: Offsets) -> Decision:
        """Move the edges of a statement, which is judged anew; its id stays, and what people decided of it."""
        row = self._row_in_force(statement)
        places = self._checked(row.article, Places(source=source, cue=cue, content=content))
        before = read_places(self._connection, statement)
        if places.content != before.content and row.tagger != tables.HAND_CODED:
            self._refuse_another(row.article, places.content, rejected=False)
        return self._decide(statement, SPANS, old=places_text(before), new=places_text(places))

    def split_statement(self, statement: str, at: int) -> Decision:
        """Cut the content in two at an offset in the article; the rest is a statement of its own, by the same speakers.

        Its id is the `statement` in the decision's `new`, a JSON object.
        """
        row = self._row_in_force(statement)
        rest = self._rest(statement, row.article, at)
        numbers = (_numbered(f"{statement}\x1f{rest}", number) for number in count())
        taken = self._cut_off(statement)
        free = next(one for one in numbers if one not in taken)
        return self._split(statement, at, free)

    def add_statement(
        self,
        article: str,
        *,
        source: Offsets,
        cue: Offsets,
        content: Offsets,
        speakers: Sequence[str],
        kind: StatementKind | None = None,
    ) -> Decision:
        """Add a statement that the machine missed; its id is the decision's `subject_id`.

        Speakers are given as in `set_speakers`. Without a kind its quotation marks tell.
        """
        columns = tables.articles.c
        head = self._connection.execute(sa.select(columns.text, columns.copy_of).where(columns.id == article)).first()
        if head is None:
            raise LedgerError(f"no article {article!r}; `onrecord statements LEDGER --format jsonl` names them")
        places = self._checked(article, Places(source=source, cue=cue, content=content))
        self._refuse_another(article, places.content, rejected=True)
        words = compared("".join(head.text[start:end] for start, end in places.content))
        added = Added(
            article=article,
            places=places,
            speakers=self._named(speakers),
            kind=None if kind is None else StatementKind(kind),
            copy_of=statements_by_text(self._connection, head.copy_of).get(words),
        )
        numbers = (_numbered(f"{article}\x1f{places.content}", number) for number in count())
        free = next(one for one in numbers if read_added(self._connection, one) is None)
        return self._decide(free, ADDED, old=None, new=added_text(added))

    def again(self, decision: Decision) -> Decision:
        """Make a decision on a statement anew that was undone."""
        statement, new = decision.subject_id, decision.new or ""
        match decision.field:
            case "verdict":
                return self._decide(statement, VERDICT, old=self._row(statement).verdict, new=new)
            case "kind":
                return self.set_kind_of_statement(statement, StatementKind(new))
            case "speakers":
                self._row_in_force(statement)
                return self._set_speakers(statement, speakers_from(new))
            case "spans":
                places = places_from(new)
                return self.set_spans(statement, source=places.source, cue=places.cue, content=places.content)
            case "split":
                kept = json.loads(new)
                self._rest(statement, self._row_in_force(statement).article, kept["at"])
                if kept["statement"] in self._cut_off(statement):
                    raise LedgerError(f"{kept['statement']} is cut off {statement} already; undo that first")
                return self._split(statement, kept["at"], kept["statement"])
            case "added":
                added = added_from(new)
                self._refuse_another(added.article, added.places.content, rejected=True)
                if read_added(self._connection, statement) is not None:
                    raise LedgerError(f"statement {statement} was added again already; undo that first")
                return self._decide(statement, ADDED, old=None, new=new)
        raise LedgerError(f"decision {decision.id} is on {decision.field!r} of a statement, which nothing makes anew")

    def _set_speakers(self, statement: str, named: Sequence[NamedSpeaker]) -> Decision:
        old = speakers_text(self._speakers(statement))
        return self._decide(statement, SPEAKERS, old=old, new=speakers_text(named))

    def _split(self, statement: str, at: int, rest: str) -> Decision:
        content = read_places(self._connection, statement).content
        return self._decide(
            statement, SPLIT, old=json.dumps({"content": content}), new=json.dumps({"at": at, "statement": rest})
        )

    def _rest(self, statement: str, article: str, at: int) -> Offsets:
        """Return what a cut of the content here would cut off; a LedgerError says why it cannot be cut so."""
        content = read_places(self._connection, statement).content
        parts = cut(content, at, self._text(article))
        if parts is None:
            raise LedgerError(
                f"statement {statement} cannot be cut at {at}; give an offset with words of its content on both sides, "
                f"between {content[0][0]} and {content[-1][1]}"
            )
        for part in parts:
            self._refuse_another(article, part, rejected=False)
        return parts[1]

    def _cut_off(self, statement: str) -> set[str]:
        """Return the statements that decisions in force cut off this one."""
        columns = tables.decisions.c
        here = sa.and_(columns.subject == STATEMENT, columns.subject_id == statement, columns.field == SPLIT)
        cuts = self._connection.scalars(sa.select(columns.new).where(here, columns.undone_at.is_(None)))
        return {json.loads(new)["statement"] for new in cuts}

    def _row(self, statement: str) -> sa.Row[tuple[object, ...]]:
        """Return the statement, rejected or not."""
        query: sa.Select[tuple[object, ...]] = sa.select(tables.statements)
        row = self._connection.execute(query.where(tables.statements.c.id == statement)).first()
        if row is None:
            raise LedgerError(f"no statement {statement!r}; `onrecord statements LEDGER --format csv` has their ids")
        return row

    def _row_in_force(self, statement: str) -> sa.Row[tuple[object, ...]]:
        row = self._row(statement)
        if row.verdict == tables.REJECTED:
            raise LedgerError(f"statement {statement} was rejected; confirm it, or undo that, first")
        return row

    def _text(self, article: str) -> str:
        return self._connection.scalar(sa.select(tables.articles.c.text).where(tables.articles.c.id == article)) or ""

    def _checked(self, article: str, places: Places) -> Places:
        text = self._text(article)
        checked = Places(
            source=checked_offsets(article, "source", places.source, text),
            cue=checked_offsets(article, "cue", places.cue, text),
            content=checked_offsets(article, "content", places.content, text),
        )
        if not checked.content:
            raise LedgerError("a statement has content; mark what is said")
        return checked

    def _refuse_another(self, article: str, content: Offsets, *, rejected: bool) -> None:
        """Refuse a content that is exactly that of a statement of the article."""
        columns, spans = tables.statements.c, tables.spans.c
        query = (
            sa.select(columns.id, columns.verdict)
            .join(tables.spans, spans.statement == columns.id)
            .where(columns.article == article, spans.role == "content", spans.position == 0)
            .where(spans.start == content[0][0])
        )
        for other, verdict in self._connection.execute(query).all():
            if read_places(self._connection, other).content != content:
                continue
            if verdict != tables.REJECTED:
                raise LedgerError(f"statement {other} has exactly this content already; correct that one")
            if rejected:
                raise LedgerError(f"statement {other} has exactly this content, and was rejected; confirm it instead")

    def _named(self, actors: Sequence[str]) -> tuple[NamedSpeaker, ...]:
        corrector = Corrector(self._connection, by=self._by)
        return self._actors(list(dict.fromkeys(corrector.find_or_make(one) for one in actors)))

    def _speakers(self, statement: str) -> tuple[NamedSpeaker, ...]:
        query = (
            sa.select(tables.speakers.c.actor)
            .join(tables.speaking, tables.speaking.c.speaker == tables.speakers.c.id)
            .where(tables.speaking.c.statement == statement)
            .order_by(tables.speaking.c.position)
        )
        return self._actors(list(dict.fromkeys(self._connection.scalars(query))))

    def _actors(self, ids: Sequence[str]) -> tuple[NamedSpeaker, ...]:
        columns = tables.actors.c
        rows = self._connection.execute(sa.select(columns.id, columns.name, columns.kind).where(columns.id.in_(ids)))
        known = {row.id: NamedSpeaker(id=row.id, name=row.name, kind=ActorKind(row.kind)) for row in rows}
        return tuple(known[one] for one in ids)

    def _decide(self, statement: str, field: str, *, old: str | None, new: str) -> Decision:
        decision = self._deciding.decide(STATEMENT, statement, field, old=old, new=new)
        statements.enforce(self._connection, [statement])
        return decision


def _numbered(place: str, number: int) -> str:
    """Return an id for a statement that a person makes here, which no tagger's statement has."""
    return blake2b(f"{tables.BY_HAND}\x1f{place}\x1f{number}".encode(), digest_size=8).hexdigest()
