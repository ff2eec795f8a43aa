"""The statements of a DNA database as the table of their networks."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks.imported import table_of_dna
from onrecord.networks.table import UNDATED, Table, VariableKind
from onrecord.sources.dna import DataType, DnaDatabase, DnaDocument, DnaStatement, DnaStatementType, DnaVariable

CLAIM = DnaStatementType(
    id=1,
    label="Claim",
    variables=(
        DnaVariable(id=1, name="who", data_type=DataType.SHORT_TEXT),
        DnaVariable(id=2, name="agrees", data_type=DataType.BOOLEAN),
        DnaVariable(id=3, name="how much", data_type=DataType.INTEGER),
        DnaVariable(id=4, name="author", data_type=DataType.LONG_TEXT),
    ),
)
NOTE = DnaStatementType(id=2, label="Note")
TEXT = "The mayor wants the dam."
DATABASE = DnaDatabase(
    statement_types=(CLAIM, NOTE),
    documents=(
        DnaDocument(id=1, title="Late", text=TEXT, date=900, author="Ana"),
        DnaDocument(id=2, title="Early", text=TEXT, date=-100, source="The Post"),
        DnaDocument(id=3, title="Early too", text=TEXT, date=-100),
        DnaDocument(id=4, title="Never", text=TEXT),
    ),
    statements=(
        DnaStatement(id=10, type=1, document=1, start=0, stop=5, values=("mayor", 1, 7, "a")),
        DnaStatement(id=11, type=1, document=3, start=0, stop=5, values=("", 1, -7, "b")),
        DnaStatement(id=12, type=1, document=2, start=9, stop=15, values=("mayor", 1, 7, "")),
        DnaStatement(id=13, type=1, document=2, start=4, stop=9, values=("farmer", 1, 7, "")),
        DnaStatement(id=14, type=1, document=4, start=4, stop=9, values=("farmer", 1, 7, "")),
    ),
)


def values(table: Table, name: str) -> list[object]:
    column = table.variables[name]
    return [column.levels[code] for code in column.codes.tolist()]


def test_table_of_dna_is_in_the_order_of_dna() -> None:
    table = table_of_dna(DATABASE)
    assert table.statements == ("14", "13", "12", "11", "10")
    assert table.times.tolist() == [UNDATED, -100, -100, -100, 900]
    assert table.articles.tolist() == [4, 2, 2, 3, 1]
    assert table.starts.tolist() == [4, 4, 9, 0, 0]
    assert np.all(table.weights == 1)


def test_table_of_dna_has_the_variables_of_the_type_and_of_the_document() -> None:
    table = table_of_dna(DATABASE, "Claim")
    assert {name: one.kind for name, one in table.variables.items()} == {
        "who": VariableKind.TEXT,
        "agrees": VariableKind.BOOLEAN,
        "how much": VariableKind.INTEGER,
        "author": VariableKind.TEXT,
        "document author": VariableKind.DOCUMENT,
        "source": VariableKind.DOCUMENT,
        "section": VariableKind.DOCUMENT,
        "type": VariableKind.DOCUMENT,
        "title": VariableKind.DOCUMENT,
        "article": VariableKind.DOCUMENT,
    }
    assert values(table, "who") == ["farmer", "farmer", "mayor", "", "mayor"]
    assert values(table, "how much") == [7, 7, 7, -7, 7]
    assert table.variables["how much"].levels == (-7, 7)
    assert table.variables["agrees"].levels == (0, 1)
    assert values(table, "document author") == ["", "", "", "", "Ana"]
    assert values(table, "article") == ["4", "2", "2", "3", "1"]


def test_table_of_dna_may_have_no_statement() -> None:
    assert len(table_of_dna(DATABASE, "Note")) == 0
    assert len(table_of_dna(replace(DATABASE, statements=(), statement_types=(CLAIM,)))) == 0


def test_table_of_dna_refuses_a_type_that_is_not_there_or_not_told() -> None:
    with pytest.raises(UsageError, match="no statement type `Frame`; name one of `Claim`, `Note`"):
        table_of_dna(DATABASE, "Frame")
    note = DnaStatement(id=20, type=2, document=1, start=0, stop=5)
    with pytest.raises(UsageError, match="several types"):
        table_of_dna(replace(DATABASE, statements=(*DATABASE.statements, note)))
    with pytest.raises(UsageError, match="name one of none"):
        table_of_dna(DnaDatabase())
