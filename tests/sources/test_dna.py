"""Databases of DNA 2 and 3: whole, damaged, and made by somebody who wished us ill."""

from __future__ import annotations

import datetime
import random
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import SourceError, UsageError
from onrecord.sources.dna import DnaDatabase, DnaDocument, Permission, hash_password, is_password, read_dna

SYNTHETIC = Path(__file__).parents[2].parent / "shared" / "dna" / "synthetic.dna"

COLOUR = "Red INTEGER, Green INTEGER, Blue INTEGER"
TEXT = "The mayor wants the dam. The farmers do not."
DNA_3 = f"""
CREATE TABLE SETTINGS(Property, Value);
CREATE TABLE CODERS(ID, Name, {COLOUR}, Refresh, FontSize, Password, PopupWidth, ColorByCoder, PopupDecoration,
    PopupAutoComplete, {", ".join(f"Permission{one}" for one in Permission)});
CREATE TABLE CODERRELATIONS(ID, Coder, OtherCoder, viewStatements, editStatements, viewDocuments, editDocuments);
CREATE TABLE DOCUMENTS(ID, Title, Text, Coder, Author, Source, Section, Notes, Type, Date);
CREATE TABLE STATEMENTTYPES(ID, Label, {COLOUR});
CREATE TABLE VARIABLES(ID, Variable, DataType, StatementTypeId);
CREATE TABLE VARIABLELINKS(ID, SourceVariableId, TargetVariableId);
CREATE TABLE REGEXES(Label, {COLOUR});
CREATE TABLE STATEMENTS(ID, StatementTypeId, DocumentId, Start, Stop, Coder);
CREATE TABLE ENTITIES(ID, VariableId, Value, {COLOUR}, ChildOf);
CREATE TABLE DATABOOLEAN(ID, StatementId, VariableId, Value);
CREATE TABLE DATAINTEGER(ID, StatementId, VariableId, Value);
CREATE TABLE DATALONGTEXT(ID, StatementId, VariableId, Value);
CREATE TABLE DATASHORTTEXT(ID, StatementId, VariableId, Entity);
CREATE TABLE ATTRIBUTEVARIABLES(ID, VariableId, AttributeVariable);
CREATE TABLE ATTRIBUTEVALUES(ID, EntityId, AttributeVariableId, AttributeValue);
INSERT INTO SETTINGS VALUES ('version', '3.0.11'), ('date', '2024-01-01');
INSERT INTO CODERS VALUES (1, 'Admin', 255, 255, 0, 0, 14, '', 300, 0, 0, 1, {", ".join("1" * 16)});
INSERT INTO CODERS VALUES (2, 'Ida', 1, 2, 3, 5, 20, 'x', 400, 1, 1, 0, {", ".join("0" * 16)});
INSERT INTO CODERRELATIONS VALUES (1, 2, 1, 1, 0, 1, 0), (2, 1, 2, 1, 1, 1, 1);
INSERT INTO DOCUMENTS VALUES (3, 'Dam', '{TEXT}', 2, 'Ana', 'The Post', 'Politics', 'see p. 3', 'news', 1577370464);
INSERT INTO DOCUMENTS VALUES (4, 'Dry', '{TEXT}', 1, '', '', '', '', '', 1577000000);
INSERT INTO STATEMENTTYPES VALUES (1, 'Claim', 10, 20, 30);
INSERT INTO VARIABLES VALUES (1, 'who', 'short text', 1), (2, 'agrees', 'boolean', 1), (3, 'how much', 'integer', 1);
INSERT INTO VARIABLES VALUES (4, 'note', 'long text', 1);
INSERT INTO VARIABLELINKS VALUES (1, 1, 4);
INSERT INTO REGEXES VALUES ('dam|dams', 9, 8, 7);
INSERT INTO STATEMENTS VALUES (7, 1, 3, 0, 24, 2), (8, 1, 3, 25, 44, 1);
INSERT INTO ENTITIES VALUES (1, 1, '', 0, 0, 0, NULL), (2, 1, 'mayor', 4, 5, 6, NULL), (3, 1, 'farmers', 0, 0, 0, 2);
INSERT INTO DATABOOLEAN VALUES (1, 7, 2, 1), (2, 8, 2, 0);
INSERT INTO DATAINTEGER VALUES (1, 7, 3, -2), (2, 8, 3, 5);
INSERT INTO DATALONGTEXT VALUES (1, 7, 4, 'clear'), (2, 8, 4, '');
INSERT INTO DATASHORTTEXT VALUES (1, 7, 1, 2), (2, 8, 1, 3);
INSERT INTO ATTRIBUTEVARIABLES VALUES (5, 1, 'Party');
INSERT INTO ATTRIBUTEVALUES VALUES (1, 1, 5, ''), (2, 2, 5, 'Greens'), (3, 3, 5, '');
"""

DNA_2 = f"""
CREATE TABLE SETTINGS(Property TEXT PRIMARY KEY, Value TEXT);
CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name TEXT, {COLOUR}, Password TEXT);
CREATE TABLE CODERPERMISSIONS(ID INTEGER PRIMARY KEY, Coder INTEGER, Type TEXT, Permission INTEGER);
CREATE TABLE CODERRELATIONS(ID INTEGER PRIMARY KEY, Coder, OtherCoder, viewStatements, editStatements, viewDocuments,
    editDocuments);
CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title, Text, Coder, Author, Source, Section, Notes, Type, Date);
CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label, {COLOUR});
CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable, DataType, StatementTypeId);
CREATE TABLE REGEXES(Label TEXT PRIMARY KEY, {COLOUR});
CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId, DocumentId, Start, Stop, Coder);
CREATE TABLE STATEMENTLINKS(ID INTEGER PRIMARY KEY, SourceId, TargetId);
CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value);
CREATE TABLE DATAINTEGER(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value);
CREATE TABLE DATALONGTEXT(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value);
CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId, VariableId, StatementTypeId, Value);
CREATE TABLE ATTRIBUTES(ID INTEGER PRIMARY KEY, VariableId, Value, {COLOUR}, Type, Alias, Notes, ChildOf TEXT);
INSERT INTO SETTINGS VALUES ('version', '2.0 beta 25'), ('popupWidth', '220');
INSERT INTO CODERS VALUES (1, 'Admin', 255, 255, 0, ''), (2, 'Ida', 1, 2, 3, 'plain');
INSERT INTO CODERPERMISSIONS VALUES (1, 2, 'addDocuments', 0), (2, 2, 'editRegex', 1);
INSERT INTO CODERRELATIONS VALUES (1, 1, 2, 1, 0, 1, 0);
INSERT INTO DOCUMENTS VALUES (1, 'Dam', '{TEXT}', 2, 'Ana', 'The Post', NULL, '', 'news', 1308866400000);
INSERT INTO STATEMENTTYPES VALUES (1, 'Claim', 10, 20, 30);
INSERT INTO VARIABLES VALUES (1, 'who', 'short text', 1), (2, 'agrees', 'boolean', 1), (3, 'how much', 'integer', 1);
INSERT INTO VARIABLES VALUES (4, 'note', 'long text', 1);
INSERT INTO REGEXES VALUES ('dam', 9, 8, 7);
INSERT INTO STATEMENTS VALUES (7, 1, 1, 0, 24, 2), (8, 1, 1, 25, 44, 1);
INSERT INTO STATEMENTLINKS VALUES (1, 7, 8);
INSERT INTO DATABOOLEAN VALUES (1, 7, 2, 1, 1), (2, 8, 2, 1, 0);
INSERT INTO DATAINTEGER VALUES (1, 7, 3, 1, -2), (2, 8, 3, 1, 5);
INSERT INTO DATALONGTEXT VALUES (1, 7, 4, 1, 'clear');
INSERT INTO DATASHORTTEXT VALUES (1, 7, 1, 1, 'mayor'), (2, 8, 1, 1, 'farmers');
INSERT INTO ATTRIBUTES VALUES (1, 1, 'mayor', 4, 5, 6, 'office', 'the mayor', '', '');
"""


def made(path: Path, *scripts: str) -> Path:
    """Write a file with what the scripts make, or have them change one."""
    with closing(sqlite3.connect(path)) as connection:
        whole = "\n".join(scripts)
        connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; BEGIN; {whole} COMMIT;")
    return path


def refusals(database: DnaDatabase) -> list[str]:
    return [str(one).partition(".dna:")[2] for one in database.refused]


@pytest.fixture
def third(tmp_path: Path) -> Path:
    return made(tmp_path / "third.dna", DNA_3)


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return made(tmp_path / "second.dna", DNA_2)


def test_read_dna_3_reads_everything(third: Path) -> None:
    database = read_dna(third)
    assert database.refused == ()
    assert database.version == "3.0.11"
    [admin, ida] = database.coders
    assert admin.permissions == frozenset(Permission)
    assert (ida.name, ida.colour, ida.permissions) == ("Ida", (1, 2, 3), frozenset())
    assert (ida.refresh, ida.font_size, ida.popup_width) == (5, 20, 400)
    assert (ida.color_by_coder, ida.popup_decoration, ida.popup_autocomplete) == (True, True, False)
    assert [(one.coder, one.other, one.edit_documents) for one in database.relations] == [(1, 2, True), (2, 1, False)]
    assert database.documents[0] == DnaDocument(
        id=3, title="Dam", text=TEXT, coder=2, author="Ana", source="The Post", section="Politics", notes="see p. 3",
        type="news", date=1577370464,
    )  # fmt: skip
    [claim] = database.statement_types
    assert (claim.label, claim.colour) == ("Claim", (10, 20, 30))
    assert [(one.name, one.data_type.value) for one in claim.variables] == [
        ("who", "short text"), ("agrees", "boolean"), ("how much", "integer"), ("note", "long text"),
    ]  # fmt: skip
    assert claim.variables[0].attributes == ("Party",)
    assert [(one.value, one.colour, one.child_of, one.attributes) for one in database.entities] == [
        ("", (0, 0, 0), None, ("",)), ("mayor", (4, 5, 6), None, ("Greens",)), ("farmers", (0, 0, 0), 2, ("",)),
    ]  # fmt: skip
    assert [one.values for one in database.statements] == [("mayor", 1, -2, "clear"), ("farmers", 0, 5, "")]
    assert [TEXT[one.start : one.stop] for one in database.statements] == [TEXT[:24], TEXT[25:]]
    assert [(one.label, one.colour) for one in database.regexes] == [("dam|dams", (9, 8, 7))]
    assert database.variable_links == ((1, 4),)


def test_read_dna_2_reads_everything(second: Path) -> None:
    database = read_dna(second)
    assert database.refused == ()
    assert database.settings == {"version": "2.0 beta 25", "popupWidth": "220"}
    assert database.coders[1].permissions == frozenset(Permission) - {Permission.ADD_DOCUMENTS}
    assert [(one.value, one.attributes) for one in database.entities] == [
        ("mayor", ("office", "the mayor", "")), ("farmers", ("", "", "")),
    ]  # fmt: skip
    assert database.statement_types[0].variables[0].attributes == ("Type", "Alias", "Notes")
    assert [one.values for one in database.statements] == [("mayor", 1, -2, "clear"), ("farmers", 0, 5, "")]
    assert database.statement_links == ((7, 8),)
    assert database.documents[0].section == ""


@pytest.mark.parametrize(("zone", "shown"), [("UTC", "2011-06-23T22:00"), ("Europe/Berlin", "2011-06-24T00:00")])
def test_read_dna_2_reads_the_date_on_the_coders_clock(second: Path, zone: str, shown: str) -> None:
    date = read_dna(second, zone=zone).documents[0].date
    assert date is not None
    assert datetime.datetime.fromtimestamp(date, datetime.UTC).isoformat().startswith(shown)


@pytest.mark.parametrize("zone", ["Mars/Olympus", "../etc/passwd", "\x00", ""])
def test_read_dna_refuses_no_time_zone(second: Path, zone: str) -> None:
    with pytest.raises(UsageError, match="no time zone"):
        read_dna(second, zone=zone)


def test_read_dna_leaves_the_file_as_it_is(third: Path) -> None:
    third.chmod(0o444)
    before = third.read_bytes()
    read_dna(third)
    assert third.read_bytes() == before
    assert [path.name for path in third.parent.iterdir()] == [third.name]


def test_read_dna_finds_statements_where_dnas_editor_shows_them(tmp_path: Path) -> None:
    # The editor counts UTF-16 units, and one for a line end.
    text = "So 😀 it\r\nis. The 🏞 dam\rwaits."
    script = f"UPDATE DOCUMENTS SET Text = '{text}'; UPDATE STATEMENTS SET Start = 3, Stop = 5 WHERE ID = 7;"
    path = made(tmp_path / "a.dna", DNA_3, script, "UPDATE STATEMENTS SET Start = 13, Stop = 23 WHERE ID = 8;")
    database = read_dna(path)
    document = database.documents[0]
    assert "\r" not in document.text
    assert [document.text[one.start : one.stop] for one in database.statements] == ["😀", "The 🏞 dam"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "no database of DNA"),
        (b"PK\x03\x04 something", "no database of DNA"),
        (b"<?xml version='1.0'?><discourse>", "as DNA 1 wrote it"),
        (b"SQLite format 3\x00" + b"\xff" * 5000, "damaged"),
    ],
)
def test_read_dna_refuses_what_is_no_database(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "a.dna"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=reason):
        read_dna(path)


def test_read_dna_refuses_a_folder_and_nothing(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no regular file"):
        read_dna(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_dna(tmp_path / "none.dna")


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("DROP TABLE DOCUMENTS; DROP TABLE STATEMENTS;", "none of DNA"),
        ("DROP TABLE DATABOOLEAN; DROP TABLE VARIABLES;", "no table DATABOOLEAN, VARIABLES"),
        ("DROP TABLE DOCUMENTS; CREATE VIEW DOCUMENTS AS SELECT 1 AS ID;", "no table DOCUMENTS"),
        ("ALTER TABLE STATEMENTS DROP COLUMN Stop;", "no column STATEMENTS.Stop"),
        ("CREATE TABLE ROLES(ID);", "roles"),
        ("UPDATE SETTINGS SET Value = '4.1' WHERE Property = 'version';", "says that it is of DNA '4.1'"),
        ("UPDATE SETTINGS SET Value = '2.0' WHERE Property = 'version';", "has the tables of DNA 3"),
    ],
)
def test_read_dna_refuses_another_schema_or_version(tmp_path: Path, script: str, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_dna(made(tmp_path / "a.dna", DNA_3, script))


@pytest.mark.parametrize(
    ("script", "refused"),
    [
        ("DROP TABLE REGEXES;", "table REGEXES: is not there"),
        ("ALTER TABLE DOCUMENTS DROP COLUMN Notes;", "table DOCUMENTS: has no column Notes"),
        ("DELETE FROM SETTINGS;", "setting version: is not there"),
        ("UPDATE DOCUMENTS SET Date = 99999999999999 WHERE ID = 4;", "document 4: date: its Date is 99999999999999"),
        ("UPDATE DOCUMENTS SET Date = NULL WHERE ID = 4;", "document 4: date: its Date is missing"),
        ("UPDATE DOCUMENTS SET Text = NULL WHERE ID = 4;", "document 4: its Text is missing, not text"),
        ("UPDATE DOCUMENTS SET Title = x'00ff' WHERE ID = 4;", "document 4: its Title is binary data"),
        ("UPDATE DOCUMENTS SET Coder = 9 WHERE ID = 4;", "document 4: coder: its coder, 9, is not there"),
        ("UPDATE DOCUMENTS SET ID = 3 WHERE ID = 4;", "document 3: has the ID of another document"),
        ("UPDATE CODERS SET Red = 256 WHERE ID = 2;", "coder 2: colour: its Red is 256, which is not from 0"),
        ("UPDATE CODERS SET FontSize = 'big' WHERE ID = 2;", "coder 2: its FontSize is text, not a whole number"),
        ("UPDATE ENTITIES SET ChildOf = 77 WHERE ID = 3;", "entity 3: its parent, entity 77, is not there"),
        ("INSERT INTO ENTITIES VALUES (9, 2, 'x', 0, 0, 0, NULL);", "entity 9: is of variable 2, which is of boolean"),
        ("INSERT INTO DATABOOLEAN VALUES (9, 99, 2, 1);", "DATABOOLEAN row 9: is of statement 99"),
        ("INSERT INTO DATABOOLEAN VALUES (9, 7, 99, 1);", "DATABOOLEAN row 9: is of variable 99"),
        ("INSERT INTO DATABOOLEAN VALUES (9, 7, 2, 0);", "DATABOOLEAN row 9: is a second value"),
        ("INSERT INTO DATABOOLEAN VALUES (9, 7, 3, 0);", "DATABOOLEAN row 9: is of variable 3, which is of integer"),
        ("INSERT INTO VARIABLES VALUES (9, 'x', 'date', 1);", "variable 9: is of 'date', which is no data type"),
        ("INSERT INTO VARIABLES VALUES (9, 'who', 'boolean', 1);", "variable 9: has the name 'who' of another"),
        ("INSERT INTO STATEMENTS VALUES (9, 1, 3, 0, 5, 1);", "statement 9: has no values; code it again"),
        ("INSERT INTO STATEMENTS VALUES (9, 1, 99, 0, 5, 1);", "statement 9: is in document 99, which is not there"),
        ("INSERT INTO STATEMENTS VALUES (9, 5, 3, 0, 5, 1);", "statement 9: is of statement type 5"),
        ("INSERT INTO STATEMENTS VALUES (9, 1, 3, 5, 5, 1);", "statement 9: is from 5 to 5, which is no place"),
        ("INSERT INTO STATEMENTS VALUES (9, 1, 3, 5, 500, 1);", "statement 9: is from 5 to 500, which is no place"),
        ("INSERT INTO STATEMENTS VALUES (9, 1, 3, -5, 5, 1);", "statement 9: is from -5 to 5, which is no place"),
        ("INSERT INTO STATEMENTS VALUES (9, 1, 3, 0, 1e300, 1);", "statement 9: its Stop is a number with a fraction"),
        ("INSERT INTO VARIABLELINKS VALUES (9, 1, 99);", "link 9: is from 1 to 99"),
        ("INSERT INTO CODERRELATIONS VALUES (9, 1, 1, 1, 1, 1, 1);", "coder relation 9: is of coders 1 and 1"),
        ("INSERT INTO ATTRIBUTEVALUES VALUES (9, 99, 5, 'x');", "attribute value 9: is of entity 99"),
        ("INSERT INTO ATTRIBUTEVALUES VALUES (9, 2, 99, 'x');", "attribute value 9: is of attribute 99"),
    ],
)
def test_read_dna_refuses_a_row_and_goes_on(third: Path, script: str, refused: str) -> None:
    database = read_dna(made(third, script))
    assert len(database.refused) == 1
    assert refusals(database)[0].startswith(refused)
    assert [one.values for one in database.statements] == [("mayor", 1, -2, "clear"), ("farmers", 0, 5, "")]


@pytest.mark.parametrize(
    ("script", "reason"),
    [
        ("DELETE FROM DATABOOLEAN WHERE StatementId = 8;", "has no value of 'agrees'"),
        ("UPDATE DATABOOLEAN SET Value = 2 WHERE StatementId = 8;", "not from 0 to 1 ('agrees')"),
        ("UPDATE DATAINTEGER SET Value = 3000000000 WHERE StatementId = 8;", "its Value is 3000000000"),
        ("UPDATE DATAINTEGER SET Value = NULL WHERE StatementId = 8;", "its Value is missing, not a whole number"),
        ("UPDATE DATALONGTEXT SET Value = 5 WHERE StatementId = 8;", "its Value is a number, not text ('note')"),
        ("UPDATE DATASHORTTEXT SET Entity = 99 WHERE StatementId = 8;", "the value is entity 99, which is not there"),
        ("UPDATE DOCUMENTS SET Text = NULL WHERE ID = 3;", "is in document 3, which is not there or not taken"),
    ],
)
def test_read_dna_refuses_a_statement_for_its_values(third: Path, script: str, reason: str) -> None:
    database = read_dna(made(third, script))
    assert 8 not in [one.id for one in database.statements]
    assert any(one.startswith("statement 8: ") and reason in one for one in refusals(database))


def test_read_dna_takes_missing_text_as_dna_does(third: Path) -> None:
    database = read_dna(made(third, "DELETE FROM DATALONGTEXT; DELETE FROM DATASHORTTEXT WHERE StatementId = 7;"))
    assert database.refused == ()
    assert [one.values for one in database.statements] == [("", 1, -2, ""), ("farmers", 0, 5, "")]


def test_read_dna_takes_two_entities_of_one_name_as_one(third: Path) -> None:
    twin = (
        "INSERT INTO ENTITIES VALUES (9, 1, 'mayor', 0, 0, 0, NULL); INSERT INTO ATTRIBUTEVALUES VALUES (9, 9, 5, 'x');"
    )
    database = read_dna(made(third, twin, "UPDATE DATASHORTTEXT SET Entity = 9 WHERE StatementId = 8;"))
    assert refusals(database) == [
        "entity 9: has the name 'mayor' of entity 2, which stands for both from here on; merge the two in DNA"
    ]
    assert [one.values[0] for one in database.statements] == ["mayor", "mayor"]
    assert [one.id for one in database.entities] == [1, 2, 3]


def test_read_dna_2_gives_many_names_without_entity_one_each(second: Path) -> None:
    rows = ", ".join(f"({number}, 1, 1, 0, 5, 1)" for number in range(10, 2010))
    names = ", ".join(f"({number}, {number}, 1, 1, 'name {number}')" for number in range(10, 2010))
    flags = ", ".join(f"({number}, {number}, {{}}, 1, 1)" for number in range(10, 2010))
    database = read_dna(
        made(
            second,
            f"INSERT INTO STATEMENTS VALUES {rows}; INSERT INTO DATASHORTTEXT VALUES {names};",
            f"INSERT INTO DATABOOLEAN VALUES {flags.format(*[2] * 2000)};",
            f"INSERT INTO DATAINTEGER VALUES {flags.format(*[3] * 2000)};",
        )
    )
    assert database.refused == ()
    assert len({one.id for one in database.entities}) == len({one.value for one in database.entities}) == 2002


def test_read_dna_checks_a_password_only_when_it_is_given(third: Path) -> None:
    made(third, f"UPDATE CODERS SET Password = '{hash_password('sesame')}' WHERE ID = 1;")
    assert read_dna(third) == read_dna(third, password="sesame") == read_dna(third, password="sesame", coder="Admin")
    with pytest.raises(SourceError, match="not that of coder 'Admin'"):
        read_dna(third, password="Sesame")
    with pytest.raises(SourceError, match="not kept as DNA 3 keeps it"):
        read_dna(third, password="sesame", coder="Ida")
    with pytest.raises(SourceError, match="has no coder 7"):
        read_dna(third, password="sesame", coder=7)


def test_hash_password_normalizes_and_salts() -> None:
    assert is_password("cafe\u0301", hash_password("caf\u00e9"))
    assert hash_password("x") != hash_password("x")
    assert hash_password("x", salt=bytes(16)) == hash_password("x", salt=bytes(16))
    assert not is_password("x", "")


def cells() -> list[tuple[str, str]]:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(DNA_3)
        return [
            (table, column)
            for (table,) in connection.execute("SELECT name FROM sqlite_master").fetchall()
            for (_, column, *_) in connection.execute(f"PRAGMA table_info({table})")
        ]


@pytest.mark.parametrize("value", ["NULL", "x'ff00'", "9223372036854775807", "-1", "'x'", "1.5", "char(55296)"])
@pytest.mark.parametrize(("table", "column"), cells())
def test_read_dna_survives_any_value_in_any_cell(third: Path, table: str, column: str, value: str) -> None:
    made(third, f"UPDATE {table} SET {column} = {value} WHERE rowid = 2 OR (SELECT COUNT(*) FROM {table}) = 1;")
    try:
        database = read_dna(third)
    except SourceError as error:
        assert "third.dna" in str(error)
        return
    assert all(one.reason and one.remedy for one in database.refused)
    if table not in {"STATEMENTTYPES", "VARIABLES"}:
        assert 7 in [one.id for one in database.statements] or table in {"DOCUMENTS", "STATEMENTS", "ENTITIES"}


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from([DNA_3, DNA_2]))
def test_read_dna_survives_a_damaged_file(
    tmp_path_factory: pytest.TempPathFactory, chance: random.Random, script: str
) -> None:
    path = made(tmp_path_factory.mktemp("dna") / "a.dna", script)
    data = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 5, 100])):
        data[chance.randrange(16, len(data))] = chance.randrange(256)
    path.write_bytes(data[: chance.choice([len(data), chance.randrange(100, len(data))])])
    try:
        database = read_dna(path)
    except SourceError as error:
        assert "a.dna" in str(error)
    else:
        assert all(one.reason and one.remedy for one in database.refused)


def test_read_dna_reads_on_after_a_damaged_page(tmp_path: Path) -> None:
    rows = "".join(f"INSERT INTO REGEXES VALUES ('{number:05} {'x' * 300}', 0, 0, 0);" for number in range(200))
    path = made(tmp_path / "a.dna", DNA_3, rows)
    data = path.read_bytes()
    place = data.rindex(b"00150 x") // 4096 * 4096
    path.write_bytes(data[:place] + bytes(4096) + data[place + 4096 :])
    database = read_dna(path)
    assert any("table REGEXES: is damaged after" in one for one in refusals(database))
    assert len(database.statements) == 2


def test_read_dna_refuses_a_file_that_is_being_written(third: Path) -> None:
    lock = (
        "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('BEGIN EXCLUSIVE'); "
        "print('locked', flush=True); sys.stdin.read()"
    )
    arguments = [sys.executable, "-c", lock, str(third)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(SourceError, match="close the programs that have it open"):
            read_dna(third)
        other.communicate(b"")


@pytest.mark.skipif(not SYNTHETIC.exists(), reason="the shared database is not here")
def test_read_dna_reads_the_shared_database() -> None:
    database = read_dna(SYNTHETIC, password="sample")
    assert database.refused == ()
    assert (len(database.documents), len(database.statements), len(database.entities)) == (60, 260, 33)
    with pytest.raises(SourceError, match="not that of coder"):
        read_dna(SYNTHETIC, password="simple")
