"""What was coded elsewhere is kept to the letter, and is the ledger's own where it says who speaks on what."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.adding import code_statements
from onrecord.errors import UsageError
from onrecord.export.dna import held, write_dna
from onrecord.ledger import tables
from onrecord.ledger.as_dna import database_of
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.database import Database
from onrecord.ledger.decisions import read_decisions
from onrecord.ledger.hand_coded import CODER
from onrecord.ledger.imported import read_database, read_databases, write_database
from onrecord.ledger.joining import joined
from onrecord.ledger.migrations import first_tables
from onrecord.ledger.networking import read_table
from onrecord.ledger.reading import Filter, read_actors, read_articles, read_originals, read_records, read_refusals
from onrecord.ledger.stands import read_stands
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import ActorKind, Concept, Stance
from onrecord.networks.building import network_of
from onrecord.networks.imported import table_of_dna
from onrecord.networks.network import Network
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.networks.table import Table
from onrecord.outcomes import Added
from onrecord.positions.coder import Judgement, Said
from onrecord.sources.dna import (
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRegex,
    DnaStatement,
    DnaStatementType,
    DnaValue,
    DnaVariable,
    read_dna,
)
from tests.ledger.dna_databases import USUAL, databases

MakeReading = Callable[..., Reading]

ENGINE = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
"""One ledger in memory that every example finds empty: to make its tables takes longer than most examples."""

TEXT = "The mayor wants the dam.\r\nThe\xa0farmers\x85do not, “never” says Ana Ruiz."
MARCH = 1_931_904_000
DAY = datetime.date(2031, 3, 22)
WHO = ("Ana Ruiz", "Greens", "A dam should be built", 1)


def coded(
    *values: tuple[DnaValue, ...],
    text: str = TEXT,
    coder: str = "Ida",
    kinds: tuple[tuple[str, DataType], ...] = USUAL,
    date: int | None = MARCH,
    label: str = "Claim",
) -> DnaDatabase:
    """Return a database of one document, of whose first words each of these was coded."""
    variables = tuple(
        DnaVariable(id=number, name=name, data_type=kind) for number, (name, kind) in enumerate(kinds, start=1)
    )
    entities = dict.fromkeys(
        (its.id, str(one[place]))
        for one in values
        for place, its in enumerate(variables)
        if its.data_type is DataType.SHORT_TEXT
    )
    return DnaDatabase(
        settings={"version": "3.0.11"},
        coders=(DnaCoder(id=1, name="Admin"), DnaCoder(id=2, name=coder)),
        statement_types=(DnaStatementType(id=1, label=label, variables=variables),),
        entities=tuple(
            DnaEntity(id=number, variable=variable, value=value)
            for number, (variable, value) in enumerate(entities, start=1)
        ),
        documents=(DnaDocument(id=5, title="Dam", text=text, source="The Post", author="Bo", date=date),),
        statements=tuple(
            DnaStatement(id=number, type=1, document=5, start=0, stop=24, coder=2, values=one)
            for number, one in enumerate(values, start=1)
        ),
    )


def stands(connection: sa.Connection) -> list[str]:
    return [
        f"{stand.actor.name if stand.actor else '?'} {stand.position.concept} {stand.position.stance} "
        f"{stand.position.decided_by}"
        for stand in read_stands(connection, Filter())
    ]


def rows(connection: sa.Connection) -> dict[str, int]:
    return {
        name: connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
        for name, table in tables.metadata.tables.items()
    }


@contextmanager
def new_ledger() -> Iterator[sa.Connection]:
    """Give an empty ledger in memory, gone afterwards."""
    with ENGINE.connect() as connection:
        if not sa.inspect(connection).has_table("articles"):
            connection.exec_driver_sql("PRAGMA foreign_keys = ON")
            first_tables(connection)
            connection.commit()
        yield connection
        connection.rollback()


def shape(table: Table) -> dict[str, object]:
    """Return what a table says, whatever its statements and articles are numbered."""
    variables = {
        name: (one.kind, [one.levels[code] for code in one.codes])
        for name, one in table.variables.items()
        if name not in ("article", "document article")
    }
    return {"times": table.times.tolist(), "starts": table.starts.tolist(), **variables}


def ties(network: Network) -> list[tuple[str, str, float]]:
    matrix = network.ties.tocoo()
    return sorted(
        (str(network.rows[row]), str(network.columns[column]), float(value))
        for row, column, value in zip(matrix.row, matrix.col, matrix.data, strict=True)
    )


def test_write_database_makes_statements_and_positions(writer: sa.Connection) -> None:
    tally = write_database(writer, coded(WHO, ("", "Farmers", WHO[2], 0), ("", "", WHO[2], 1)), "dam.dna")
    assert (tally.documents, tally.articles, tally.coded, tally.statements) == (1, 1, 3, 3)
    assert (tally.positions, tally.concepts, tally.refused, tally.known) == (3, 1, [], False)
    [concept] = read_codebook(writer).concepts.values()
    assert (concept.id, concept.label) == ("a-dam-should-be-built", "A dam should be built")
    assert sorted(stands(writer)) == [
        "? a-dam-should-be-built support Ida",
        "Ana Ruiz a-dam-should-be-built support Ida",
        "Farmers a-dam-should-be-built oppose Ida",
    ]
    records = list(read_records(writer, Filter()))
    assert {one.statement.text for one in records} == {"The mayor wants the dam."}
    assert {(one.statement.date, one.statement.confidence) for one in records} == {(DAY, 1.0)}
    actors = {one.name: one for one in read_actors(writer, Filter())}
    assert actors["Farmers"].kind is ActorKind.ORGANIZATION
    [held] = actors["Ana Ruiz"].affiliations
    assert (held.of, held.first_seen) == ("Greens", DAY)
    [article] = read_articles(writer)
    assert (article.title, article.outlet, article.author, article.published) == ("Dam", "The Post", "Bo", DAY)
    table = read_table(writer)
    assert len(table) == 2
    assert set(table.variables["organization"].levels) == {"Farmers", "Greens"}


def test_write_database_keeps_texts_to_the_letter(writer: sa.Connection) -> None:
    database = coded(WHO)
    write_database(writer, database, "dam.dna")
    [article] = read_articles(writer)
    assert article.text == TEXT
    assert read_database(writer) == database


def test_write_database_changes_nothing_the_second_time(writer: sa.Connection) -> None:
    database = coded(WHO)
    write_database(writer, database, "dam.dna")
    before = rows(writer)
    again = write_database(writer, dataclasses.replace(database), "elsewhere.dna")
    assert again.known
    assert rows(writer) == before


def test_write_database_adds_what_was_coded_since(writer: sa.Connection) -> None:
    more = ("", "Farmers", "A toll", 0)
    write_database(writer, coded(WHO), "dam.dna")
    tally = write_database(writer, coded(WHO, more), "dam.dna")
    assert (tally.articles, tally.statements, tally.positions, tally.concepts) == (0, 1, 1, 1)
    assert read_database(writer) == coded(WHO, more)


def test_write_database_makes_one_article_of_two_documents_with_one_text(writer: sa.Connection) -> None:
    one = coded(WHO)
    twin = dataclasses.replace(one.documents[0], id=6, title="Dam again", source="The Sun", date=MARCH + 86_400)
    said = dataclasses.replace(one.statements[0], id=2, document=6)
    both = dataclasses.replace(one, documents=(*one.documents, twin), statements=(*one.statements, said))
    tally = write_database(writer, both, "dam.dna")
    assert (tally.documents, tally.articles, tally.statements) == (2, 1, 2)
    assert [one.statement.date for one in read_records(writer, Filter())].count(DAY) == 1
    assert read_database(writer) == both


def test_write_database_counts_two_equal_statements_as_two(writer: sa.Connection) -> None:
    assert write_database(writer, coded(WHO, WHO), "dam.dna").statements == 2
    assert len(stands(writer)) == 2


def test_write_database_takes_a_text_that_was_read_before(writer: sa.Connection, make_reading: MakeReading) -> None:
    said = ("Ana Ruiz", "The mayor wants the dam.")
    write_reading(writer, make_reading("read", TEXT, said))
    tally = write_database(writer, coded(WHO), "dam.dna")
    assert (tally.articles, tally.statements) == (0, 1)
    [article] = read_articles(writer)
    assert (article.id, article.published, article.outlet) == ("read", DAY, "The Post")
    [actor] = read_actors(writer, Filter())
    assert (actor.name, actor.statements, [one.of for one in actor.affiliations]) == ("Ana Ruiz", 2, ["Greens"])


def test_write_database_keeps_apart_whom_the_coders_kept_apart(
    writer: sa.Connection, make_reading: MakeReading
) -> None:
    names = ("J. Smith", "John Smith", "Smith", "smith", "eta club")
    write_database(writer, coded(*((name, "", WHO[2], 1) for name in names)), "dam.dna")
    second = coded(*((name, "", WHO[2], 1) for name in names), text="Another article of the same people.")
    write_database(writer, second, "toll.dna")
    text = "John Smith said that it rains. Smith said that it snows."
    write_reading(writer, make_reading("later", text, ("John Smith", "it rains"), ("Smith", "it snows")))
    by_name = {one.name: one.statements for one in read_actors(writer, Filter())}
    assert by_name.keys() == set(names)
    assert min(by_name.values()) == by_name["eta club"] == 2
    assert sum(by_name.values()) == 12


def test_write_database_takes_known_concepts_by_id_and_label(writer: sa.Connection) -> None:
    PositionCorrector(writer, by="Bo").add(Concept(id="dam", label="A dam should be built"))
    values = [("Ana", "", label, 1) for label in ("dam", "a Dam  should be BUILT", "???", "")]
    tally = write_database(writer, coded(*values), "dam.dna")
    assert (tally.statements, tally.positions, tally.concepts) == (4, 2, 0)
    assert stands(writer) == ["Ana dam support Ida"] * 2
    [refused] = tally.refused
    assert refused.address == "dam.dna:concept ???"
    assert list(read_refusals(writer)) == [refused]


@pytest.mark.parametrize("coder", ["machine", "", "  "])
def test_write_database_takes_coders_of_any_name(writer: sa.Connection, coder: str) -> None:
    write_database(writer, coded(WHO, coder=coder), "dam.dna")
    [by] = {decision.made_by for decision in read_decisions(writer)}
    assert by == ("machine (DNA)" if coder == "machine" else "coder 2")


@pytest.mark.parametrize(("start", "stop"), [(5, 5), (-1, 3), (0, len(TEXT) + 1), (9, 3)])
def test_write_database_refuses_a_statement_that_is_nowhere(writer: sa.Connection, start: int, stop: int) -> None:
    database = coded(WHO, WHO)
    lost = dataclasses.replace(database.statements[1], start=start, stop=stop)
    damaged = dataclasses.replace(database, statements=(database.statements[0], lost), statement_links=((1, 2),))
    tally = write_database(writer, damaged, "dam.dna")
    [refused] = tally.refused
    assert refused.address == "dam.dna:statement 2"
    assert f"from {start} to {stop}, which is no place" in refused.reason
    assert read_database(writer).statements == database.statements[:1]
    assert tally.statements == 1
    assert list(read_refusals(writer)) == [refused]
    write_database(writer, database, "dam.dna")
    assert list(read_refusals(writer)) == []


def test_write_database_refuses_half_a_character(writer: sa.Connection) -> None:
    with pytest.raises(UsageError, match="half a character"):
        write_database(writer, coded(WHO, text="so\ud800 it is, and so it will be"), "dam.dna")


@pytest.mark.parametrize(
    "kinds",
    [
        (*USUAL[1:3], ("agreement", DataType.INTEGER)),
        USUAL[:2] + USUAL[3:],
        USUAL[2:],
        (("person", DataType.LONG_TEXT), *USUAL[2:]),
    ],
)
def test_write_database_only_keeps_what_has_no_speaker_concept_or_agreement(
    writer: sa.Connection, kinds: tuple[tuple[str, DataType], ...]
) -> None:
    database = coded(
        tuple(1 if kind in (DataType.BOOLEAN, DataType.INTEGER) else "x" for _, kind in kinds), kinds=kinds
    )
    tally = write_database(writer, database, "dam.dna")
    assert (tally.coded, tally.statements) == (1, 0)
    assert read_database(writer) == database


def test_undo_takes_back_what_was_coded_and_it_stays_so(writer: sa.Connection) -> None:
    write_database(writer, coded(WHO), "dam.dna")
    decision = next(one for one in read_decisions(writer) if one.subject == "position")
    Corrector(writer, by="Bo").undo(decision.id)
    assert stands(writer) == []
    assert decision.why == "coded in dam.dna"
    write_database(writer, coded(WHO, ("", "Farmers", "A toll", 0)), "dam.dna")
    assert stands(writer) == ["Farmers a-toll oppose Ida"]


class Eager:
    """A coder that would find every concept opposed everywhere."""

    name = "eager-1"

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        raise AssertionError("nothing of this is for a machine to judge")


def test_code_statements_leaves_alone_what_people_coded(database: Database) -> None:
    with database.writing() as connection:
        write_database(connection, coded(WHO), "dam.dna")
        before = stands(connection)
    added = Added()
    code_statements(database, Eager(), added)
    with database.reading() as connection:
        assert stands(connection) == before
        assert len(list(read_originals(connection))) == 1
        assert list(read_originals(connection, hand_coded=False)) == []
    assert added.coded == 0


def test_joined_makes_one_of_what_is_the_same() -> None:
    first = dataclasses.replace(coded(WHO), regexes=(DnaRegex(label="dam", colour=(1, 2, 3)),))
    second = dataclasses.replace(
        coded(("Bo", *WHO[1:]), text="Another text, of another day.", coder="Cy"), regexes=first.regexes
    )
    both = joined((first, second))
    assert [one.name for one in both.coders] == ["Admin", "Ida", "Cy"]
    assert [one.label for one in both.statement_types] == ["Claim"]
    assert [one.value for one in both.entities if one.variable == 1] == ["Ana Ruiz", "Bo"]
    assert [(one.id, one.document, one.coder) for one in both.statements] == [(1, 5, 2), (2, 1, 3)]
    assert both.regexes == first.regexes
    assert len(table_of_dna(both, "Claim")) == 2


def test_joined_gives_a_type_of_other_variables_another_label() -> None:
    other = coded(("Ana", "dam", 1), kinds=(USUAL[0], *USUAL[2:]))
    both = joined((coded(WHO), other, other))
    assert [one.label for one in both.statement_types] == ["Claim", "Claim (2)"]
    assert [len(table_of_dna(both, one.label)) for one in both.statement_types] == [1, 1]


def test_database_of_writes_the_ledgers_own_statements(writer: sa.Connection, make_reading: MakeReading) -> None:
    text = "Ana Ruiz said that it rains. Bo said that it snows, and that it hails. Cy said no."
    said = (("Ana Ruiz", "it rains"), ("Bo", "it snows"), ("Cy", "no"))
    day = datetime.date(2031, 3, 1)
    write_reading(writer, make_reading("weather", text, *said, published=day))
    corrector = PositionCorrector(writer, by="Ada")
    corrector.add(Concept(id="rain", label="It rains.", description="Any water."))
    ids = {one.statement.text: one.statement.id for one in read_records(writer, Filter())}
    corrector.set(ids["it rains"], "rain", Stance.SUPPORT)
    corrector.set(ids["it snows"], "rain", Stance.OPPOSE)
    corrector.set(ids["no"], "rain", Stance.CONDITIONAL)
    database, lost = database_of(writer)
    [document] = database.documents
    assert (document.text, document.date) == (text, 1_930_089_600)
    assert [(text[one.start : one.stop], one.values) for one in database.statements] == [
        ("it rains", ("Ana Ruiz", "", "It rains.", 1)),
        ("it snows", ("Bo", "", "It rains.", 0)),
    ]
    assert [one.name for one in database.coders] == ["Admin", "Ada"]
    assert {one.partition(",")[0] for one in lost} == {
        "1 statements neither support nor oppose any concept",
        "1 positions are conditional",
        "2 statements have places of their source or cue in the text",
        "1 concepts have a description or examples",
        "5 decisions were made",
    }


def test_database_of_has_imports_as_they_were_beside_the_ledgers_own(
    writer: sa.Connection, make_reading: MakeReading, tmp_path: Path
) -> None:
    database = coded(WHO, label="DNA Statement")
    write_database(writer, database, "dam.dna")
    assert database_of(writer) == (database, ())
    text = "Bo said that it rains, and so it did all day."
    write_reading(writer, make_reading("weather", text, ("Bo", "it rains")))
    [own] = (one.statement.id for one in read_records(writer, Filter()) if one.article.id == "weather")
    PositionCorrector(writer, by="Ida").set(own, "A dam should", Stance.OPPOSE)
    whole, _ = database_of(writer)
    assert [one.label for one in whole.statement_types] == ["DNA Statement"]
    assert [(one.coder, one.values) for one in whole.statements] == [(2, WHO), (2, ("Bo", "", WHO[2], 0))]
    assert whole.coders == database.coders
    assert CODER not in [one.name for one in whole.coders]
    write_dna(whole, tmp_path / "whole.dna")
    assert shape(table_of_dna(read_dna(tmp_path / "whole.dna"))) == shape(table_of_dna(whole))


def test_what_dna_gives_back_as_it_was_is_not_there_twice(
    writer: sa.Connection, make_reading: MakeReading, tmp_path: Path
) -> None:
    text = "Bo said that it rains. Cy said that it snows, and so it did all day."
    write_reading(writer, make_reading("weather", text, ("Bo", "it rains"), ("Cy", "it snows")))
    corrector = PositionCorrector(writer, by="Ada")
    corrector.add(Concept(id="rain", label="It rains."))
    for record in list(read_records(writer, Filter())):
        corrector.set(record.statement.id, "rain", Stance.SUPPORT)
    exported, _ = database_of(writer)
    write_dna(exported, tmp_path / "story.dna")
    back = read_dna(tmp_path / "story.dna")
    [first, second] = back.statements
    turned = dataclasses.replace(second, values=(*second.values[:-1], 0))
    tally = write_database(writer, dataclasses.replace(back, statements=(first, turned)), "story.dna")
    assert (tally.articles, tally.statements) == (0, 1)
    assert sorted(stands(writer)) == ["Bo rain support Ada", "Cy rain oppose Ada", "Cy rain support Ada"]
    whole, _ = database_of(writer)
    assert sorted(one.values for one in whole.statements) == [
        ("Bo", "", "It rains.", 1),
        ("Cy", "", "It rains.", 0),
        ("Cy", "", "It rains.", 1),
    ]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(databases())
def test_read_databases_gives_back_any_database(database: DnaDatabase) -> None:
    with new_ledger() as connection:
        write_database(connection, database, "any.dna")
        assert read_databases(connection) == (database,)
        assert database_of(connection)[0] == database
        again = write_database(connection, database, "any.dna")
        assert again.known


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(databases(), databases())
def test_joined_loses_nothing_and_doubles_nothing(one: DnaDatabase, other: DnaDatabase) -> None:
    both = joined((one, other))
    assert joined((one, other, one, other)) == both
    assert len(both.statements) <= len(one.statements) + len(other.statements)
    with new_ledger() as connection:
        for database in (one, other):
            write_database(connection, database, "any.dna")
        if not read_databases(connection)[1:]:
            return
        assert read_database(connection) == both


@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(databases(), st.sampled_from(Aggregate), st.sampled_from(["person", "organization"]))
def test_networks_are_the_same_after_export_and_import(database: DnaDatabase, aggregate: Aggregate, rows: str) -> None:
    with TemporaryDirectory() as folder:
        with new_ledger() as connection:
            write_database(connection, database, "any.dna")
            imported = read_database(connection)
            exported, _ = database_of(connection)
        lost = write_dna(exported, Path(folder) / "copy.dna")
        with new_ledger() as connection:
            write_database(connection, read_dna(Path(folder) / "copy.dna"), "copy.dna")
            copy = read_database(connection)

    def table(which: DnaDatabase) -> Table:
        return table_of_dna(which, "DNA Statement")

    assert shape(table(held(exported)[0])) == shape(table(copy))
    if any("name" in one.reason for one in lost):
        return
    one, other = table(imported), table(copy)
    mode = Mode.TWO if aggregate in (Aggregate.IGNORE, Aggregate.SUBTRACT, Aggregate.COMBINE) else Mode.ONE
    wanted = NetworkSettings(mode=mode, rows=rows, columns="concept", qualifier="agreement", aggregate=aggregate)
    assert ties(network_of(one, wanted)) == ties(network_of(other, wanted))
