"""Statements that go to the driver as they are give what SQLAlchemy gives, and its errors."""

from __future__ import annotations

from collections import Counter

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, OperationalError

from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.prepared import PreparedSelect, PreparedWrite, Texts
from onrecord.model import ActorKind, Affiliation


def row(actor: str, *held: Affiliation) -> dict[str, object]:
    return {
        "id": actor,
        "name": actor,
        "kind": ActorKind.PERSON,
        "names": Counter({actor: 1}),
        "affiliations": held,
        "gender": "",
        "wikidata": None,
        "settled": False,
    }


def ids(texts: Texts) -> sa.SelectBase:
    columns = tables.actors.c
    return sa.select(columns.id).where(columns.id.in_(texts)).order_by(columns.id).limit(15)


@pytest.mark.parametrize("asked", [0, 1, 2, 8, 9, 40])
def test_prepared_select_takes_any_number_of_texts(writer: sa.Connection, asked: int) -> None:
    actors = [f"actor {number:02}" for number in range(20)]
    PreparedWrite(tables.actors.insert()).write(writer, [row(actor) for actor in actors])
    wanted = [f"actor {number:02}" for number in range(asked)]
    select = PreparedSelect(ids)
    for _ in range(2):
        assert [actor for [actor] in select.rows(writer, wanted)] == actors[: min(asked, 15)]


def test_prepared_select_takes_more_texts_than_the_database_does_at_once(writer: sa.Connection) -> None:
    actors = [f"actor {number}" for number in range(0, 40_000, 4000)]
    PreparedWrite(tables.actors.insert()).write(writer, [row(actor) for actor in actors])
    found = PreparedSelect(ids).batches(writer, [f"actor {number}" for number in range(40_000)])
    assert [actor for [actor] in found] == actors


def test_prepared_write_writes_what_the_table_reads(writer: sa.Connection) -> None:
    written = [row("ana"), row("ben", Affiliation(role="mayor", of="Lunden"))]
    PreparedWrite(tables.actors.insert()).write(writer, written)
    read = writer.execute(sa.select(tables.actors).order_by(tables.actors.c.id)).mappings()
    assert [dict(one) for one in read] == written


def test_prepared_write_changes_the_columns_that_an_update_names(writer: sa.Connection) -> None:
    PreparedWrite(tables.actors.insert()).write(writer, [row("ana"), row("ben")])
    columns = tables.actors.c
    update = tables.actors.update().where(columns.id == sa.bindparam("actor")).values(names=sa.bindparam("names"))
    PreparedWrite(update).write(writer, [{"actor": "ben", "names": Counter({"Ben": 2})}])
    read = writer.execute(sa.select(columns.id, columns.names).order_by(columns.id))
    assert [tuple(one) for one in read] == [("ana", Counter({"ana": 1})), ("ben", Counter({"Ben": 2}))]


def test_prepared_write_refuses_a_row_that_is_there(writer: sa.Connection) -> None:
    insert = PreparedWrite(tables.actors.insert())
    insert.write(writer, [row("ana")])
    with pytest.raises(IntegrityError, match="UNIQUE"):
        insert.write(writer, [row("ana")])


def test_prepared_select_gives_the_errors_of_sqlalchemy(database: Database) -> None:
    nowhere = sa.table("nowhere", sa.column("id", sa.Text))
    select = PreparedSelect(lambda texts: sa.select(nowhere.c.id).where(nowhere.c.id.in_(texts)))
    with database.writing() as connection, pytest.raises(OperationalError, match="no such table"):
        select.rows(connection, ["ana"])


def test_prepared_select_sees_one_state_of_the_ledger(database: Database) -> None:
    select = PreparedSelect(ids)
    with database.reading() as reading:
        assert select.rows(reading, ["ana"]) == []
        with database.writing() as writing:
            PreparedWrite(tables.actors.insert()).write(writing, [row("ana")])
            assert len(select.rows(writing, ["ana"])) == 1
        assert select.rows(reading, ["ana"]) == []
    with database.reading() as reading:
        assert len(select.rows(reading, ["ana"])) == 1
