from pathlib import Path

import pytest

from onrecord.actors.known.known import KnownActor
from onrecord.actors.known.wikidata import LARGEST, read_wikidata_table
from onrecord.errors import SourceError
from onrecord.model import Refused


def _read(folder: Path, text: str, *, encoding: str = "utf-8") -> list[KnownActor | Refused]:
    path = folder / "ids.csv"
    path.write_text(text, encoding=encoding)
    return read_wikidata_table(path)


def _refused(folder: Path, text: str) -> list[str]:
    read = _read(folder, text)
    return [str(one).removeprefix(f"{folder / 'ids.csv'}: ") for one in read if isinstance(one, Refused)]


@pytest.mark.parametrize(
    "text",
    [
        "name,wikidata,aliases\nZoé Lind,Q42,Lind|Z. Lind\n",
        "Label;QID;Aliases\r\nZoé Lind;q42;Lind | Z. Lind |\r\n",
        "country\taliases\titem\titemLabel\nLenz\tLind|Z. Lind\thttp://www.wikidata.org/entity/Q42\tZoé Lind\n",
        'id,name,aliases,remark\n"https://m.wikidata.org/wiki/Q42",Zoé Lind,"Lind|Z. Lind","a, b"\n\n',
        "wikidata,id,name,aliases\nwd:Q42,17,Zoé Lind,Lind|Z. Lind\n",
        "\ufeffname,wikidata,aliases\nZoé Lind,www.wikidata.org/entity/Q42,Lind|Z. Lind",
        "item,itemLabel,alias\nQ42,Zoé Lind,Lind\nQ42,Zoé Lind,Z. Lind\n",
        "name,qid\nZoé Lind,Q42\nLind,Q42\nZ. Lind,Q42\n",
    ],
)
def test_read_wikidata_table_finds_its_columns(tmp_path: Path, text: str) -> None:
    assert _read(tmp_path, text) == [
        KnownActor(name="Zoé Lind", kind=None, aliases=("Lind", "Z. Lind"), wikidata="Q42")
    ]


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252"])
def test_read_wikidata_table_reads_what_spreadsheets_save(tmp_path: Path, encoding: str) -> None:
    text = "name;wikidata\nZoé Fältskog;Q42\nJosé Núñez;Q43\n"
    names = [one.name for one in _read(tmp_path, text, encoding=encoding) if isinstance(one, KnownActor)]
    assert names == ["Zoé Fältskog", "José Núñez"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("Ana Ruiz,", "row 1: has no Wikidata id; give one, or take the row out"),
        ("Ana Ruiz", "row 1: has no Wikidata id"),
        ("Ana Ruiz,P42", "row 1: its Wikidata id 'P42' is none; give an item's id, like Q42"),
        ("Ana Ruiz,https://example.org/wiki/Q42", "its Wikidata id 'https://example.org/wiki/Q42' is none"),
        (",Q42", "row 1: its name '' has no letter"),
        ("'=,Q42", "has no letter"),
        (f"{'a' * 301},Q42", "has 301 characters; give at most 300"),
        (f"Ana Ruiz,Q42,R|{'a' * 301}", "its alias 'aaaa"),
        ('"Ana Ruiz,Q42', "row 1: cannot be read (unexpected end of data); correct this row"),
        ("An\ufffd,Q42", "holds a character that was lost"),
    ],
)
def test_read_wikidata_table_refuses_a_row_and_reads_the_next(tmp_path: Path, row: str, reason: str) -> None:
    text = f"name,wikidata,aliases\n{row}\nBo Lind,Q5,\n"
    assert _read(tmp_path, text)[0] == KnownActor(name="Bo Lind", kind=None, wikidata="Q5")
    assert [reason in line for line in _refused(tmp_path, text)] == [True]


def test_read_wikidata_table_refuses_two_ids_for_one_name(tmp_path: Path) -> None:
    text = "name,wikidata\nBo Lind,Q5\nAna Ruiz,Q6\nBO LIND,Q7\n"
    assert _read(tmp_path, text)[0] == KnownActor(name="Ana Ruiz", kind=None, wikidata="Q6")
    assert [line.split(";")[0] for line in _refused(tmp_path, text)] == [
        "row 1 (Bo Lind): its name is also that of Q7",
        "row 3 (BO LIND): its name is also that of Q5",
    ]


def test_read_wikidata_table_leaves_out_an_alias_of_two(tmp_path: Path) -> None:
    text = "name,wikidata,aliases\nBo Lind,Q5,Lind|B. Lind\nCy Lind,Q6,lind|Bo Lind\n"
    assert _read(tmp_path, text)[:2] == [
        KnownActor(name="Bo Lind", kind=None, aliases=("B. Lind",), wikidata="Q5"),
        KnownActor(name="Cy Lind", kind=None, wikidata="Q6"),
    ]
    assert [line.split(";")[0] for line in _refused(tmp_path, text)] == [
        "row 1 (Bo Lind): its alias 'Lind' is also a name of Q6",
        "row 2 (Cy Lind): its alias 'lind' is also a name of Q5",
        "row 2 (Cy Lind): its alias 'Bo Lind' is also a name of Q5",
    ]


@pytest.mark.parametrize("text", ["", "name,born\nAna Ruiz,1970\n", "Ana Ruiz,Q4\n", '"name,wikidata\n', "\x00\x01"])
def test_read_wikidata_table_names_a_table_without_its_columns(tmp_path: Path, text: str) -> None:
    with pytest.raises(SourceError, match=r"ids\.csv has no columns with names and ids .* a column `wikidata`"):
        _read(tmp_path, text)


def test_read_wikidata_table_names_what_is_no_table(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder or a device"):
        read_wikidata_table(tmp_path)
    with pytest.raises(SourceError, match="cannot be read"):
        read_wikidata_table(tmp_path / "none.csv")
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(SourceError, match=r"has 64,000,001 bytes"):
        read_wikidata_table(tmp_path / "large.csv")
