"""What a person decided is never changed or lost, only undone."""

from __future__ import annotations

import datetime

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from onrecord.errors import LedgerError
from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.decisions import read_decisions, undo_decision, write_decision
from onrecord.model import Decision

NOON = datetime.datetime(2024, 3, 1, 12, tzinfo=datetime.UTC)


def decision(new: str = "mixed") -> Decision:
    return Decision(
        id=0, made_at=NOON, made_by="Ada", subject="statement", subject_id="s1", field="kind", old="direct", new=new
    )


def test_write_decision_numbers_and_keeps_it(writer: sa.Connection) -> None:
    first, second = write_decision(writer, decision()), write_decision(writer, decision("direct"))
    assert (first.id, second.id) == (1, 2)
    assert list(read_decisions(writer)) == [first, second]
    assert first.made_at == NOON


def test_undo_decision_keeps_the_row_and_says_who(writer: sa.Connection) -> None:
    made = write_decision(writer, decision())
    undone = undo_decision(writer, made.id, by="Bo", at=NOON)
    assert (undone.undone_by, undone.undone_at, undone.new) == ("Bo", NOON, made.new)
    assert list(read_decisions(writer)) == [undone]


def test_undo_decision_refuses_a_second_time_and_an_unknown_one(writer: sa.Connection) -> None:
    made = write_decision(writer, decision())
    undo_decision(writer, made.id, by="Bo", at=NOON)
    with pytest.raises(LedgerError, match="was undone on 2024-03-01 12:00 by Bo"):
        undo_decision(writer, made.id, by="Bo", at=NOON)
    with pytest.raises(LedgerError, match="no decision 77"):
        undo_decision(writer, 77, by="Bo", at=NOON)


@pytest.mark.parametrize(
    "change",
    [
        tables.decisions.delete(),
        tables.decisions.update().values(new="indirect"),
        tables.decisions.update().values(made_by="Eve"),
        tables.decisions.update().values(undone_at=None),
    ],
)
def test_database_itself_refuses_to_change_a_decision(database: Database, change: sa.Executable) -> None:
    with database.writing() as connection:
        undo_decision(connection, write_decision(connection, decision()).id, by="Bo", at=NOON)
    with pytest.raises(IntegrityError, match="decision"), database.writing() as connection:
        connection.execute(change)
