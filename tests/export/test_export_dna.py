"""Files of DNA 3: what is read of them is what was written, and nothing that DNA needs is missing."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.export.dna import PASSWORD, held, unheld, write_dna
from onrecord.networks.imported import table_of_dna
from onrecord.sources.dna import (
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaRegex,
    DnaRelation,
    DnaStatement,
    DnaStatementType,
    DnaValue,
    DnaVariable,
    Permission,
    hash_password,
    is_password,
    read_dna,
)

SYNTHETIC = Path(__file__).parents[2].parent / "shared" / "dna" / "synthetic.dna"
HASH = hash_password("x", salt=bytes(16))

WHO = DnaVariable(id=1, name="who", data_type=DataType.SHORT_TEXT, attributes=("Party",))
AGREES = DnaVariable(id=2, name="agrees", data_type=DataType.BOOLEAN)
CLAIM = DnaStatementType(id=1, label="Claim", variables=(WHO, AGREES))
DAM = DnaDocument(id=1, title="Dam", text="The mayor wants the dam.", date=0)
SAYS = DnaStatement(id=1, type=1, document=1, start=4, stop=9, values=("mayor", 1))
SMALL = DnaDatabase(statement_types=(CLAIM,), documents=(DAM,), statements=(SAYS,))

MOST = 2**31 - 1
NUMBERS = st.integers(min_value=1, max_value=MOST)
MESSY = st.text(st.sampled_from("ab 😀é\r\n\x00\ud800'\"") | st.characters(), max_size=12)
LONG = st.builds(lambda text, times: text * times, MESSY, st.sampled_from([1, 1, 1, 40]))
COLOURS = st.tuples(*[st.integers(min_value=0, max_value=255)] * 3)


def distinct(draw: st.DrawFn, most: int) -> list[int]:
    return sorted(draw(st.lists(NUMBERS, max_size=most, unique=True)))


@st.composite
def statement_types(draw: st.DrawFn) -> list[DnaStatementType]:
    ids = iter(distinct(draw, 8))
    types = []
    for type_id in distinct(draw, 3):
        names = draw(st.lists(LONG, max_size=4, unique=True))
        variables = tuple(
            DnaVariable(
                id=variable,
                name=name,
                data_type=draw(st.sampled_from(DataType)),
                attributes=tuple(draw(st.lists(LONG, max_size=2, unique=True))),
            )
            for name, variable in zip(names, ids, strict=False)
        )
        types.append(DnaStatementType(id=type_id, label=draw(LONG), colour=draw(COLOURS), variables=variables))
    return types


@st.composite
def entities(draw: st.DrawFn, types: list[DnaStatementType]) -> list[DnaEntity]:
    found: list[DnaEntity] = []
    short = [its for one in types for its in one.variables if its.data_type is DataType.SHORT_TEXT]
    for number in distinct(draw, 4) if short else []:
        variable, value = draw(st.sampled_from(short)), draw(LONG)
        if (variable.id, value) not in [(one.variable, one.value) for one in found]:
            attributes = tuple(draw(LONG) for _ in variable.attributes)
            parent = draw(st.sampled_from([None, *(one.id for one in found)]))
            found.append(
                DnaEntity(
                    id=number,
                    variable=variable.id,
                    value=value,
                    colour=draw(COLOURS),
                    child_of=parent,
                    attributes=draw(st.sampled_from([(), attributes])),
                )
            )
    return found


def value_of(draw: st.DrawFn, variable: DnaVariable, known: list[DnaEntity]) -> DnaValue:
    if variable.data_type is DataType.BOOLEAN:
        number: int = draw(st.sampled_from([0, 1]))
        return number
    if variable.data_type is DataType.INTEGER:
        return draw(st.integers(min_value=-MOST - 1, max_value=MOST))
    if variable.data_type is DataType.SHORT_TEXT and (its := [one for one in known if one.variable == variable.id]):
        entity: DnaEntity = draw(st.sampled_from(its))
        return entity.value
    text: str = draw(LONG)
    return text


@st.composite
def databases(draw: st.DrawFn) -> DnaDatabase:
    types = draw(statement_types())
    known = draw(entities(types))
    coders = [
        DnaCoder(
            id=one, name=draw(LONG), colour=draw(COLOURS),
            password=draw(st.sampled_from([HASH, HASH, HASH, HASH, "old"])),
            permissions=frozenset(draw(st.sets(st.sampled_from(Permission)))),
            font_size=draw(st.integers(0, 200)), popup_autocomplete=draw(st.booleans()),
        )
        for one in sorted({1, *distinct(draw, 2)})
    ]  # fmt: skip
    coder_ids = st.sampled_from([1, *(one.id for one in coders)])
    pairs = draw(st.sets(st.tuples(coder_ids, coder_ids).filter(lambda pair: pair[0] != pair[1]), max_size=3))
    documents = [
        DnaDocument(
            id=one, title=draw(LONG), text=draw(LONG), coder=draw(coder_ids), author=draw(LONG), source=draw(LONG),
            section=draw(LONG), notes=draw(LONG), type=draw(LONG),
            date=draw(st.none() | st.integers(-(2**40), 2**40)),
        )
        for one in distinct(draw, 3)
    ]  # fmt: skip
    statements = []
    coded = [one for one in documents if one.text]
    for one in distinct(draw, 6) if coded and types else []:
        document, its = draw(st.sampled_from(coded)), draw(st.sampled_from(types))
        start = draw(st.integers(0, len(document.text) - 1))
        statements.append(
            DnaStatement(
                id=one,
                type=its.id,
                document=document.id,
                start=start,
                coder=draw(coder_ids),
                stop=draw(st.integers(start + 1, len(document.text))),
                values=tuple(value_of(draw, variable, known) for variable in its.variables),
            )
        )
    variables = [variable.id for its in types for variable in its.variables]
    links = st.lists(st.tuples(st.sampled_from(variables), st.sampled_from(variables)), max_size=2)
    return DnaDatabase(
        settings=draw(st.dictionaries(MESSY, MESSY, max_size=2)),
        coders=tuple(coders),
        relations=tuple(
            DnaRelation(coder=one, other=other, view_documents=draw(st.booleans())) for one, other in pairs
        ),
        statement_types=tuple(draw(st.permutations(types))),
        entities=tuple(draw(st.permutations(known))),
        documents=tuple(draw(st.permutations(documents))),
        statements=tuple(draw(st.permutations(statements))),
        regexes=tuple(
            DnaRegex(label=one, colour=draw(COLOURS)) for one in draw(st.lists(LONG, max_size=3, unique=True))
        ),
        variable_links=tuple(draw(links)) if variables else (),
        statement_links=tuple((one.id, one.id) for one in statements[:1]),
    )


def without_passwords(database: DnaDatabase) -> DnaDatabase:
    return replace(database, coders=tuple(replace(one, password="") for one in database.coders))


def shown_in_dna(text: str) -> str:
    """Return a piece of text in which nothing is that DNA cannot hold before the end of a statement."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join("\ufffd" if one == "\x00" or "\ud800" <= one <= "\udfff" or one > "\uffff" else one for one in plain)


@settings(max_examples=60, deadline=None)
@given(database=databases())
def test_write_dna_writes_what_read_dna_reads(tmp_path_factory: pytest.TempPathFactory, database: DnaDatabase) -> None:
    path = tmp_path_factory.mktemp("dna") / "out.dna"
    whole, lost = held(database)
    assert write_dna(database, path) == lost
    again = read_dna(path)
    assert again.refused == ()
    assert without_passwords(again) == without_passwords(whole)
    assert held(again)[0] == again
    assert all("it has no date" in one.reason for one in unheld(again))
    assert path.stat().st_size > 0
    with closing(sqlite3.connect(path)) as connection:
        check_for_dna(connection)
        shown = dict(
            connection.execute(
                "SELECT STATEMENTS.ID, SUBSTR(Text, Start + 1, Stop - Start) FROM STATEMENTS "
                "JOIN DOCUMENTS ON DOCUMENTS.ID = DocumentId"
            ).fetchall()
        )
    texts = {one.id: one.text for one in database.documents}
    for one in database.statements:
        piece = texts[one.document][one.start : one.stop]
        assert shown[one.id] == shown_in_dna(piece) or piece in {"\n", "\r\n"} or piece[0] == "\n"
    if not lost:
        for its in database.statement_types:
            if [one.label for one in database.statement_types].count(its.label) == 1:
                assert str(table_of_dna(again, its.label)) == str(table_of_dna(database, its.label))


def check_for_dna(connection: sqlite3.Connection) -> None:
    """Check that the file is sound and has every row that DNA looks for."""
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    wanted = connection.execute(
        "SELECT STATEMENTS.ID, VARIABLES.ID, DataType FROM STATEMENTS JOIN VARIABLES USING (StatementTypeId)"
    ).fetchall()
    for data_type in DataType:
        table = f"DATA{data_type.value.replace(' ', '').upper()}"
        rows = connection.execute(f"SELECT StatementId, VariableId FROM {table}").fetchall()
        assert sorted(rows) == sorted(row[:2] for row in wanted if row[2] == data_type)
    nobody = "SELECT COUNT(*) FROM VARIABLES WHERE DataType = 'short text' AND ID NOT IN "
    assert connection.execute(f"{nobody} (SELECT VariableId FROM ENTITIES WHERE Value = '')").fetchone() == (0,)
    coders = connection.execute("SELECT COUNT(*), MIN(ID = 1) FROM CODERS WHERE ID = 1").fetchone()
    assert coders == (1, 1)
    [(count, relations)] = connection.execute(
        "SELECT (SELECT COUNT(*) FROM CODERS), (SELECT COUNT(*) FROM CODERRELATIONS)"
    )
    assert relations == count * (count - 1)
    [(kept, of)] = connection.execute(
        "SELECT (SELECT COUNT(*) FROM ATTRIBUTEVALUES), "
        "(SELECT COUNT(*) FROM ENTITIES JOIN ATTRIBUTEVARIABLES USING (VariableId))"
    )
    assert kept == of
    longest = connection.execute(
        "SELECT MAX(LENGTH(Title)), MAX(LENGTH(Author)), MAX(LENGTH(Source)), MAX(LENGTH(Section)), "
        "MAX(LENGTH(Type)) FROM DOCUMENTS UNION ALL SELECT MAX(LENGTH(Value)), 0, 0, 0, 0 FROM ENTITIES"
    ).fetchall()
    assert all((length or 0) <= 190 for row in longest for length in row)
    assert connection.execute("SELECT Value FROM SETTINGS WHERE Property = 'version'").fetchone() == ("3.0.11",)


@pytest.mark.skipif(not SYNTHETIC.exists(), reason="the shared database is not here")
def test_write_dna_keeps_the_shared_database_to_the_row(tmp_path: Path) -> None:
    path = tmp_path / "out.dna"
    assert write_dna(read_dna(SYNTHETIC), path) == ()
    assert read_dna(path, password="sample") == read_dna(SYNTHETIC)
    with closing(sqlite3.connect(path)) as written, closing(sqlite3.connect(SYNTHETIC)) as given_file:
        check_for_dna(written)
        tables = given_file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        assert len(tables) == 16
        for (table,) in tables:
            every = f"SELECT * FROM {table} ORDER BY 1"
            assert written.execute(every).fetchall() == given_file.execute(every).fetchall()


def test_write_dna_deletes_with_a_document_all_that_hangs_on_it(tmp_path: Path) -> None:
    path = tmp_path / "out.dna"
    write_dna(SMALL, path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("DELETE FROM DOCUMENTS")
        for table in ("STATEMENTS", "DATABOOLEAN", "DATASHORTTEXT"):
            assert connection.execute(f"SELECT COUNT(*) FROM {table}").fetchone() == (0,)


def test_write_dna_gives_a_password_to_who_has_none(tmp_path: Path) -> None:
    path = tmp_path / "out.dna"
    write_dna(SMALL, path)
    assert is_password(PASSWORD, read_dna(path).coders[0].password)
    write_dna(replace(SMALL, coders=(DnaCoder(id=1, name="Ida"),)), path, password="sesame")
    assert read_dna(path, password="sesame", coder="Ida").coders[0].name == "Ida"


@pytest.mark.parametrize(
    ("database", "address", "reason"),
    [
        (replace(SMALL, documents=(replace(DAM, title="x" * 191),)), "document 1", "its title has 191 characters"),
        (replace(SMALL, documents=(replace(DAM, date=None),)), "document 1", "it has no date"),
        (replace(SMALL, documents=(replace(DAM, date=10**15),)), "document 1", "is not in the years 1 to 9999"),
        (replace(SMALL, documents=(replace(DAM, text="😀" + DAM.text),)), "document 1", "outside the basic plane"),
        (replace(SMALL, documents=(replace(DAM, text=DAM.text + "\r\n"),)), "document 1", "line ends"),
        (replace(SMALL, documents=(replace(DAM, notes="a\x00b"),)), "document 1", "its notes has 1 characters"),
        (replace(SMALL, statements=(replace(SAYS, values=("x" * 191, 1)),)), "entity 2", "its name has 191"),
        (replace(SMALL, statement_links=((1, 1),)), "statement links", "1 links are lost"),
        (replace(SMALL, coders=(DnaCoder(id=1, name="a", password="plain"),)), "coder 1", "another is set"),
        (replace(SMALL, coders=(DnaCoder(id=1, name="a", font_size=0),)), "coder 1", "the font_size is 0"),
    ],
)
def test_unheld_tells_what_dna_cannot_hold(database: DnaDatabase, address: str, reason: str) -> None:
    [lost] = unheld(database)
    assert lost.address == address
    assert reason in lost.reason
    assert lost.remedy


def test_unheld_tells_nothing_of_what_dna_holds() -> None:
    after = replace(DAM, text=DAM.text + " 😀", notes="n" * 500, title="t" * 190)
    assert unheld(replace(SMALL, documents=(after,))) == ()


def test_held_keeps_names_apart_that_are_cut() -> None:
    names = ["x" * 190 + "a", "x" * 190 + "b", "x" * 190, "x" * 186 + " (2)"]
    entities = tuple(DnaEntity(id=number, variable=1, value=name) for number, name in enumerate(names, start=2))
    statements = tuple(replace(SAYS, id=number, values=(name, 1)) for number, name in enumerate(names, start=1))
    whole, lost = held(replace(SMALL, entities=entities, statements=statements))
    values = [one.values[0] for one in whole.statements]
    assert values == ["x" * 186 + " (3)", "x" * 186 + " (4)", names[2], names[3]]
    assert [one.value for one in whole.entities[1:]] == values
    assert len(lost) == 2


@pytest.mark.parametrize(
    ("database", "reason"),
    [
        (replace(SMALL, documents=()), "statement 1 is of a type, a document or a coder that is not there"),
        (replace(SMALL, documents=(DAM, DAM)), "document 1 is there 2 times"),
        (replace(SMALL, documents=(replace(DAM, coder=5),)), "document 1 is of coder 5"),
        (replace(SMALL, statements=(replace(SAYS, stop=99),)), "from 4 to 99"),
        (replace(SMALL, statements=(replace(SAYS, values=("mayor",)),)), "has 1 values, and its type 2"),
        (replace(SMALL, statements=(replace(SAYS, values=(1, 1)),)), "has 1 for 'who'"),
        (replace(SMALL, statements=(replace(SAYS, values=("mayor", 2)),)), "has 2 for 'agrees'"),
        (replace(SMALL, statements=(replace(SAYS, id=2**31),)), "more than 32 bits"),
        (replace(SMALL, entities=(DnaEntity(id=1, variable=2, value="x"),)), "entity 1 is of variable 2"),
        (replace(SMALL, entities=(DnaEntity(id=1, variable=1, value="x", child_of=1),)), "entity 1 is part of"),
        (replace(SMALL, entities=(DnaEntity(id=1, variable=1, value="x", attributes=("a", "b")),)), "2 attributes"),
        (replace(SMALL, regexes=(DnaRegex(label="x", colour=(0, 0, 256)),)), "has the colour"),
        (replace(SMALL, relations=(DnaRelation(coder=1, other=1),)), "are not two coders"),
        (replace(SMALL, variable_links=((1, 9),)), "variables 1 and 9 are linked"),
        (replace(SMALL, coders=tuple(DnaCoder(id=one, name="") for one in range(1, 1100))), "1000 is the most"),
    ],
)
def test_write_dna_refuses_what_cannot_be_a_database(tmp_path: Path, database: DnaDatabase, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        write_dna(database, tmp_path / "out.dna")
    assert list(tmp_path.iterdir()) == []


def test_write_dna_takes_the_place_of_a_file_only_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.dna"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError):
        write_dna(replace(SMALL, documents=()), path)
    assert path.read_text(encoding="utf-8") == "mine"
    with pytest.raises(UsageError, match="folder"):
        write_dna(SMALL, tmp_path)
    write_dna(SMALL, path)
    assert [one.name for one in tmp_path.iterdir()] == ["out.dna"]
