"""A ledger of one article in which three people say one thing each, and what a person decides of them."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import TypeVar

import sqlalchemy as sa

from onrecord.adding import code_statements
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_statements import StatementCorrector
from onrecord.ledger.database import Database
from onrecord.ledger.positions import replace_codebook
from onrecord.ledger.reading import Filter, read_actors, read_records
from onrecord.ledger.redoing import redo_decision
from onrecord.ledger.stands import read_stands
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import Concept, Decision, Record
from onrecord.outcomes import Added
from tests.positions.word_coder import WordCoder

MakeReading = Callable[..., Reading]
State = dict[str, list[tuple[object, ...]]]
Result = TypeVar("Result")

TEXT = (
    "🙂👩‍🌾 Привет из Брода. Ana Ruiz said the dam yes and also the farms must drink. "
    "Bo Ek said “the dam no, and never” on Monday. Нет, said Cy Olm, the toll if fair."
)
DAM, TOLL = Concept(id="dam", label="A dam should be built."), Concept(id="toll", label="The bridge should cost.")
MARCH = datetime.date(2031, 3, 5)


def place(words: str, text: str = TEXT) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


SPAN = place("the farms")


class Story:
    """A ledger with one article in which three people say one thing each, and its corrections by Ada."""

    def __init__(self, database: Database, make_reading: MakeReading) -> None:
        self.database = database
        said = (
            ("Ana Ruiz", "the dam yes and also the farms must drink"),
            ("Bo Ek", "“the dam no, and never”"),
            ("Cy Olm", "the toll if fair"),
        )
        with database.writing() as connection:
            write_reading(connection, make_reading("a1", TEXT, *said, published=MARCH))
            replace_codebook(connection, [DAM, TOLL])
        self.code()

    def code(self) -> int:
        added = Added()
        code_statements(self.database, WordCoder(), added)
        return added.coded

    def decide(self, act: Callable[[StatementCorrector], Result]) -> Result:
        with self.database.writing() as connection:
            return act(StatementCorrector(connection, by="Ada"))

    def undo(self, number: int) -> Decision:
        with self.database.writing() as connection:
            return Corrector(connection, by="Bo").undo(number)

    def redo(self, number: int) -> Decision:
        with self.database.writing() as connection:
            return redo_decision(connection, number, by="Cy")

    def records(self, wanted: Filter | None = None) -> list[Record]:
        with self.database.reading() as connection:
            return list(read_records(connection, wanted or Filter()))

    def record(self, words: str) -> Record:
        return next(record for record in self.records() if words in record.statement.text)

    def id(self, words: str) -> str:
        return self.record(words).statement.id

    def texts(self, wanted: Filter | None = None) -> list[str]:
        return [record.statement.text for record in self.records(wanted)]

    def stands(self) -> list[str]:
        with self.database.reading() as connection:
            found = list(read_stands(connection, Filter()))
        return [f"{one.actor.name if one.actor else '?'} {one.position.concept} {one.position.stance}" for one in found]

    def actors(self) -> dict[str, int]:
        with self.database.reading() as connection:
            return {actor.name: actor.statements for actor in read_actors(connection, Filter())}

    def state(self) -> State:
        """Return all rows by which the ledger answers anything; what is kept for an undo is not among them."""
        with self.database.reading() as connection:
            return state_of(connection)


def state_of(connection: sa.Connection) -> State:
    names = (
        *("statements", "spans", "speaking", "speakers", "actors", "actor_keys"),
        *("positions", "coded", "judgements", "as_found"),
    )
    return {
        name: sorted((tuple(row) for row in connection.execute(sa.text(f"SELECT * FROM {name}"))), key=repr)
        for name in names
    }
