"""CSV, JSONL and Parquet, whole and damaged."""

from __future__ import annotations

import csv
import datetime
import io
import json
import tracemalloc
from collections.abc import Iterable, Mapping
from pathlib import Path

import pyarrow
import pyarrow.parquet
import pytest

from onrecord.model import Media, Page, Refused
from onrecord.settings import Settings
from onrecord.sources.reading import read_pages

TEXT = "The council said, after a long night, that the ferry must wait."
ROW = {"Body": TEXT, "Headline": "Ferry waits", "Date": "2024-02-27", "Publisher": "The Post", "Link": "http://x.org/1"}


def read(path: Path, data: bytes | str) -> list[Page | Refused]:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(read_pages([str(path)], settings=Settings(max_file_bytes=1000)))


def pages_of(outcomes: Iterable[Page | Refused]) -> list[Page]:
    return [outcome for outcome in outcomes if isinstance(outcome, Page)]


def refused_of(outcomes: Iterable[Page | Refused]) -> list[Refused]:
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


def as_csv(rows: list[Mapping[str, object]], delimiter: str) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig")


def as_jsonl(rows: list[Mapping[str, object]]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


def as_parquet(rows: list[Mapping[str, object]]) -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist(rows), file)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        *(
            (f"news.{ending}", as_csv([ROW], delimiter))
            for ending, delimiter in zip(("csv",) * 4, ",;\t|", strict=True)
        ),
        ("news.tsv", as_csv([ROW], "\t")),
        ("news.jsonl", as_jsonl([ROW])),
        ("news.txt", as_jsonl([ROW])),
        ("news.parquet", as_parquet([ROW])),
    ],
)
def test_table_gives_a_page_a_row_by_common_column_names(tmp_path: Path, name: str, data: bytes) -> None:
    [page] = read(tmp_path / name, data)
    assert page == Page(
        address=f"{tmp_path / name}:row 1",
        text=TEXT,
        id="news-1",
        title="Ferry waits",
        outlet="The Post",
        published=datetime.date(2024, 2, 27),
        url="http://x.org/1",
        verbatim=True,
    )


@pytest.mark.parametrize(
    ("columns", "taken"),
    [
        (("content", "text"), "text"),
        (("TEXT ", "body"), "TEXT "),
        (("Full Text", "notes"), "Full Text"),
        (("maintext", "article"), "article"),
    ],
)
def test_table_takes_the_best_named_text_column(tmp_path: Path, columns: tuple[str, str], taken: str) -> None:
    row = {column: f"Words of the column {column}." for column in columns}
    for name, data in (("a.csv", as_csv([row], ",")), ("b.jsonl", as_jsonl([row])), ("c.parquet", as_parquet([row]))):
        [page] = read(tmp_path / name, data)
        assert page == Page(address=page.address, text=row[taken], id=f"{name[0]}-1", verbatim=True)


@pytest.mark.parametrize(
    ("given", "kept"), [("007", "007"), (" a b", " a b"), (12, "12"), (12.0, "12"), ("", "t-1"), (None, "t-1")]
)
def test_id_is_kept_as_given(tmp_path: Path, given: object, kept: str) -> None:
    [page] = read(tmp_path / "t.jsonl", as_jsonl([{"id": given, "text": TEXT}]))
    assert isinstance(page, Page)
    assert page.id == kept


@pytest.mark.parametrize(
    "text", [" lead", "trail \n\n", "a\r\nb c d", "x\u00a0y\u00ady\u200bz", "cafe\u0301 it\u00e2\u20ac\u2122s"]
)
def test_row_text_is_taken_verbatim(tmp_path: Path, text: str) -> None:
    for name, data in (("a.jsonl", as_jsonl([{"text": text}])), ("a.parquet", as_parquet([{"text": text}]))):
        [page] = read(tmp_path / name, data)
        assert isinstance(page, Page)
        assert (page.text, page.verbatim) == (text, True)


def test_row_that_holds_a_web_page_is_html(tmp_path: Path) -> None:
    [page] = read(tmp_path / "a.jsonl", as_jsonl([{"text": "<!DOCTYPE html><p>Wait."}]))
    assert isinstance(page, Page)
    assert (page.media, page.verbatim) == (Media.HTML, False)


@pytest.mark.parametrize(("name", "number"), [("a.csv", 1), ("a.jsonl", 1), ("a.parquet", 1)])
def test_table_without_a_text_column_names_columns_found_and_wanted(tmp_path: Path, name: str, number: int) -> None:
    row = {"Überschrift": "x", "n": "1"}
    data = {"csv": as_csv([row], ","), "jsonl": as_jsonl([row]), "parquet": as_parquet([row])}[name.split(".")[1]]
    [refused] = refused_of(read(tmp_path / name, data))
    assert "`Überschrift`, `n`" in refused.reason
    assert "`text` (or body, content" in refused.remedy


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "not JSON"),
        ("[1]", "not a JSON object"),
        ("[" * 100_000, "not JSON"),
        ('{"text": 5}', "int, not text"),
        ('{"text": null}', "missing"),
        ('{"text": "  "}', "empty"),
        ('{"text": ["a"]}', "list, not text"),
        ('{"txt": "a"}', "`txt`"),
    ],
)
def test_jsonl_refuses_a_bad_row_by_number_and_goes_on(tmp_path: Path, line: str, reason: str) -> None:
    good = json.dumps({"text": TEXT})
    outcomes = read(tmp_path / "a.jsonl", f"{good}\n\n{line}\n{good}\n")
    assert [page.id for page in pages_of(outcomes)] == ["a-1", "a-4"]
    [refused] = refused_of(outcomes)
    assert refused.address == f"{tmp_path / 'a.jsonl'}:row 3"
    assert reason in refused.reason


def test_jsonl_without_any_article_is_given_up(tmp_path: Path) -> None:
    outcomes = read(tmp_path / "a.jsonl", '{"tweet": 1}\n' * 500)
    assert len(outcomes) == 21
    assert "the rest is not read" in refused_of(outcomes)[-1].reason


def test_csv_refuses_a_bad_row_and_goes_on(tmp_path: Path) -> None:
    outcomes = read(tmp_path / "a.csv", 'id,text\n1,One.\n2\n3,a,b,c\n\n5,"Five\nlines, all."\n6,Six.\n')
    assert [(page.id, page.text) for page in pages_of(outcomes)] == [
        ("1", "One."),
        ("5", "Five\nlines, all."),
        ("6", "Six."),
    ]
    assert [refused.address.rpartition(":")[2] for refused in refused_of(outcomes)] == ["row 2", "row 3"]


def test_csv_tells_of_a_quotation_mark_that_never_closes(tmp_path: Path) -> None:
    outcomes = read(tmp_path / "a.csv", 'text\nOne.\n"Two.\nThree.\n')
    assert [page.text for page in pages_of(outcomes)] == ["One."]
    assert "never closes" in refused_of(outcomes)[0].reason


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252", "cp1251"])
def test_csv_is_read_in_its_encoding(tmp_path: Path, encoding: str) -> None:
    text = "Мэр сказал, что паром подождёт до лета." if encoding == "cp1251" else "Le café de la gare a déjà fermé."
    [page] = read(tmp_path / "a.csv", f'id,text\n1,"{text}"\n'.encode(encoding))
    assert isinstance(page, Page)
    assert page.text == text


def test_csv_with_a_separator_line_is_read(tmp_path: Path) -> None:
    [page] = read(tmp_path / "a.csv", "sep=;\nid;text\n1;One, two.\n")
    assert isinstance(page, Page)
    assert (page.id, page.text) == ("1", "One, two.")


def test_csv_with_two_columns_of_one_name_takes_the_first(tmp_path: Path) -> None:
    [page] = read(tmp_path / "a.csv", "text,text\nfirst,second\n")
    assert isinstance(page, Page)
    assert page.text == "first"


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-02-27T23:59:00-08:00", datetime.date(2024, 2, 27)),
        ("27/02/2024", datetime.date(2024, 2, 27)),
        ("03/04/2024", None),
        ("soon", None),
        ("2024-02-31", None),
        (20240227, datetime.date(2024, 2, 27)),
        (None, None),
        ({"a": 1}, None),
    ],
)
def test_row_date_is_read_where_it_is_sure(tmp_path: Path, written: object, date: datetime.date | None) -> None:
    [page] = read(tmp_path / "a.jsonl", as_jsonl([{"text": TEXT, "date": written}]))
    assert isinstance(page, Page)
    assert page.published == date


def test_parquet_with_typed_columns_is_read(tmp_path: Path) -> None:
    rows = {
        "text": [TEXT, None],
        "id": [7, 8],
        "date": [datetime.datetime(2024, 2, 27, 23, tzinfo=datetime.UTC), None],
        "authors": [["Ada Lind", "Bo Ek"], []],
    }
    pyarrow.parquet.write_table(pyarrow.table(rows), tmp_path / "a.parquet")
    page, refused = read_pages([str(tmp_path / "a.parquet")], settings=Settings())
    assert isinstance(page, Page)
    assert (page.id, page.published, page.author) == ("7", datetime.date(2024, 2, 27), "Ada Lind, Bo Ek")
    assert isinstance(refused, Refused)
    assert refused.address.endswith(":row 2")


@pytest.mark.parametrize("keep", [4, 100, -8, -1])
def test_parquet_that_is_cut_is_refused(tmp_path: Path, keep: int) -> None:
    [refused] = refused_of(read(tmp_path / "a.parquet", as_parquet([ROW])[:keep]))
    assert "truncated" in refused.reason


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_large_table_is_read_in_flat_memory(tmp_path: Path, ending: str) -> None:
    rows: list[Mapping[str, object]] = [{"id": f"n{number}", "text": f"{number} {TEXT * 20}"} for number in range(4000)]
    path = tmp_path / f"a.{ending}"
    path.write_bytes({"csv": as_csv(rows, ","), "jsonl": as_jsonl(rows), "parquet": as_parquet(rows)}[ending])
    tracemalloc.start()
    count = sum(isinstance(page, Page) for page in read_pages([str(path)], settings=Settings(max_file_bytes=1000)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 4000
    assert peak < 3_500_000
