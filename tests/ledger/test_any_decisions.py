"""Whatever is decided, undone and made anew, the ledger is what the decisions in force make of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import EvidenceError, LedgerError
from onrecord.ledger import statements, tables
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector, enforce_decision
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.database import Database
from onrecord.ledger.decisions import read_decisions, write_decision
from onrecord.ledger.reading import Filter, read_records
from onrecord.ledger.redoing import redo_decision
from onrecord.model import Decision, Stance, StatementKind
from tests.ledger.corrected_story import TEXT, MakeReading, Story, state_of


@pytest.fixture
def other_story(tmp_path: Path, make_reading: MakeReading) -> Iterator[Story]:
    opened = Database(tmp_path / "other.db", busy_seconds=0.2)
    yield Story(opened, make_reading)
    opened.close()


# What may be done, each with numbers from which the story picks what it does it to.
ACTS = ("confirm", "reject", "kind", "speakers", "spans", "split", "add", "position", "merge", "undo", "undo", "redo")
STEPS = st.lists(
    st.tuples(st.sampled_from(ACTS), st.integers(0, 9), st.integers(0, len(TEXT)), st.integers(0, len(TEXT))),
    max_size=25,
)
CAST: tuple[list[str], ...] = (["bo-ek"], [], ["ana-ruiz", "Cy Olm"], ["Дана Ли"], ["Дана Ли", "bo-ek"], ["Eva Ny"])


def take(connection: sa.Connection, act: str, which: int, one: int, other: int) -> None:
    """Do one thing to a ledger, or nothing where it is refused."""
    ada = StatementCorrector(connection, by="Ada")
    decisions = list(read_decisions(connection))
    columns = tables.statements.c
    ids = connection.scalars(sa.select(columns.id).order_by(columns.position, columns.id)).all()
    words = ids[which % len(ids)]
    span = ((min(one, other), max(one, other)),)
    match act:
        case "confirm":
            ada.confirm_statement(words)
        case "reject":
            ada.reject_statement(words)
        case "kind":
            ada.set_kind_of_statement(words, list(StatementKind)[one % 3])
        case "speakers":
            ada.set_speakers(words, CAST[one % len(CAST)])
        case "spans":
            ada.set_spans(words, source=(), cue=(), content=span)
        case "split":
            ada.split_statement(words, one)
        case "add":
            ada.add_statement("a1", source=(), cue=(), content=span, speakers=CAST[which % len(CAST)])
        case "position":
            PositionCorrector(connection, by="Ada").set(words, "dam", list(Stance)[one % 3])
        case "merge":
            Corrector(connection, by="Ada").merge("bo-ek", "cy-olm")
        case "undo" if decisions:
            Corrector(connection, by="Ada").undo(decisions[one % len(decisions)].id)
        case "redo" if decisions:
            redo_decision(connection, decisions[one % len(decisions)].id, by="Ada")


class RolledBackError(Exception):
    """Ends a transaction of which nothing shall stay."""


def enforce_all(connection: sa.Connection, decisions: Sequence[Decision]) -> None:
    """Store decisions as rows and enforce them at once, merges of actors aside."""
    for decision in decisions:
        if decision.subject == "actor":
            Corrector(connection, by=decision.made_by).merge(decision.subject_id, decision.new or "")
        else:
            write_decision(connection, decision)
    statements.enforce(connection, [one.subject_id for one in decisions if one.subject == "statement"])
    for decision in decisions:
        enforce_decision(connection, decision)


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_any_decisions_and_undoings_leave_what_those_in_force_make(
    story: Story, other_story: Story, steps: list[tuple[str, int, int, int]]
) -> None:
    with suppress(RolledBackError), story.database.writing() as lived, other_story.database.writing() as fresh:
        untouched = state_of(fresh)
        for step in steps:
            with suppress(LedgerError, EvidenceError), lived.begin_nested():
                take(lived, *step)
        in_force = [decision for decision in read_decisions(lived) if decision.undone_at is None]
        enforce_all(fresh, in_force)
        assert state_of(lived) == state_of(fresh)
        for record in read_records(lived, Filter()):
            for span in (*record.statement.source, *record.statement.cue, *record.statement.content):
                assert TEXT[span.start : span.end] == span.quote != ""
        for decision in reversed(in_force):
            Corrector(lived, by="Bo").undo(decision.id)
        assert state_of(lived) == untouched
        raise RolledBackError
