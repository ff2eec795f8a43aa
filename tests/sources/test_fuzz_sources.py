"""Any bytes under any name: every outcome is a page or a refusal, never an exception."""

from __future__ import annotations

import datetime
import io
import json
import tempfile
from pathlib import Path

import docx
import pyarrow
import pyarrow.parquet
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from reportlab.pdfgen import canvas

from onrecord.articles.making import make_articles
from onrecord.model import Article, Page, Refused
from onrecord.settings import Settings
from onrecord.sources.dates import leading_date, read_date
from onrecord.sources.reading import read_pages

ENDINGS = ("txt", "md", "html", "pdf", "docx", "rtf", "csv", "jsonl", "parquet", "xml", "rss", "doc", "")
LIMITS = Settings(max_file_bytes=1_000_000, fetch_seconds=0.01)


def outcomes(data: bytes, name: str) -> list[Page | Refused]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return list(read_pages([str(path)], settings=LIMITS))


def hold(found: list[Page | Refused]) -> None:
    """Whatever was read is a page or a refusal, and so are the articles."""
    assert all(isinstance(outcome, Page | Refused) for outcome in found)
    for made in make_articles(found, published=None, outlet=None, max_characters=50_000):
        assert isinstance(made, Article | Refused)
        if isinstance(made, Article):
            made.text.encode()
            made.id.encode()


def _pdf() -> bytes:
    file = io.BytesIO()
    sheet = canvas.Canvas(file)
    sheet.drawString(72, 700, "The ferry waits until the engineers report.")
    sheet.save()
    return file.getvalue()


def _docx() -> bytes:
    file = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("The ferry waits until the engineers report.")
    document.add_table(1, 2)
    document.save(file)
    return file.getvalue()


def _parquet() -> bytes:
    file = io.BytesIO()
    pyarrow.parquet.write_table(
        pyarrow.table(
            {"text": ["The ferry waits."] * 3, "date": [datetime.datetime(2024, 2, 27, tzinfo=datetime.UTC)] * 3}
        ),
        file,
    )
    return file.getvalue()


WHOLE = {
    "a.pdf": _pdf(),
    "a.docx": _docx(),
    "a.parquet": _parquet(),
    "a.rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset204 Arial;}}\f0 The ferry \'e9\u8220? waits.\par "
    rb"{\pict\bin4 0123}}",
    "a.csv": 'id;text;date\n1;"The ferry; it waits.";2024-02-27\n2;No.;\n'.encode("utf-16"),
    "a.jsonl": json.dumps({"id": 1, "text": "The ferry waits.", "date": "2024"}).encode() + b"\n",
    "a.html": b"<!doctype html><html lang=en><head><title>Ferry</title><script>x</script></head>"
    b"<body><article><h1>Ferry</h1><p>The ferry waits until the engineers report.<p>So he said.</article>"
    b"<table><tr><td>x</table></body></html>",
    "a.rss": b"<rss version='2.0'><channel><title>Post</title><item><title>Ferry</title><description>It waits."
    b"</description><pubDate>Tue, 27 Feb 2024 10:00:00 GMT</pubDate></item></channel></rss>",
    "a.md": b"---\ntitle: Ferry\n---\n# Ferry\n\nThe *ferry* [waits](x) `now`.\n",
}


@given(data=st.binary(max_size=2000), ending=st.sampled_from(ENDINGS))
@example(data=b"PK\x03\x04" + bytes(40), ending="docx")
@example(data=b"{\\rtf1\\ansicpg\\u\\bin}", ending="rtf")
@example(data=b"{\\rtf1 {\\pict\\bin}}", ending="rtf")
@example(data=b"%PDF-1.4\n%%EOF", ending="pdf")
@example(data=b"PAR1" + b"\xff" * 40 + b"PAR1", ending="parquet")
@example(data=b"\xff\xfe\x00", ending="csv")
@example(data=b"<rss>&x;<item/></rss>", ending="rss")
@example(data=b"<html>", ending="html")
@example(data=b"\xc2", ending="jsonl")
@example(data=b"<rss version='2.0'><channel><item><title>F</title><pubDate/></item></channel></rss>", ending="rss")
@example(data=b"<rss version='2.0'><channel><item><title>F</title><pubDate>Tue", ending="rss")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_bytes_are_read_or_refused(data: bytes, ending: str) -> None:
    hold(outcomes(data, f"a.{ending}" if ending else "a"))


@pytest.mark.parametrize("name", WHOLE)
@given(choice=st.data())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_damaged_files_are_read_or_refused(name: str, choice: st.DataObject) -> None:
    whole = bytearray(WHOLE[name])
    for _ in range(choice.draw(st.integers(1, 6))):
        place = choice.draw(st.integers(0, len(whole) - 1))
        whole[place : place + choice.draw(st.integers(0, 3))] = choice.draw(st.binary(max_size=3))
    hold(outcomes(bytes(whole[: choice.draw(st.integers(1, len(whole)))]), name))


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_are_read(name: str) -> None:
    assert isinstance(outcomes(WHOLE[name], name)[0], Page)


@given(text=st.text(max_size=3000), ending=st.sampled_from(("txt", "md", "html", "csv", "jsonl", "rtf")))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_read_or_refused(text: str, ending: str) -> None:
    hold(outcomes(text.encode(errors="surrogatepass"), f"a.{ending}"))


@given(text=st.text("0123456789 -/.,TZ:abcdefMayrchFebst", max_size=40))
@example(text="0001-01-01")
@example(text="31 February 2024")
@settings(deadline=None)
def test_any_text_has_a_date_or_none(text: str) -> None:
    date, rest = leading_date(text)
    assert len(rest) <= len(text)
    assert read_date(text) in {date, None}


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 30_000,
        b"<b>" * 30_000,
        b"<table><tr><td>" * 8_000,
        b"<a href='" * 10_000,
        b"<!--" * 20_000,
        b"<p" * 40_000,
        b"&lt;" * 20_000,
        b"<html><body>" + b"<p>a</p>" * 10_000,
        b"<script>" * 10_000,
        b"<ul><li>" * 100 + b"word " * 10_000,
    ],
    ids=range(10),
)
def test_html_made_to_hurt_is_settled_soon(data: bytes) -> None:
    start = datetime.datetime.now(tz=datetime.UTC)
    hold(outcomes(data, "a.html"))
    assert (datetime.datetime.now(tz=datetime.UTC) - start).total_seconds() < 20


@pytest.mark.parametrize(
    "text",
    [
        "[" * 90_000,
        "![" * 45_000,
        "**" * 45_000,
        "*a " * 30_000,
        "_" * 90_000,
        "`" * 90_000,
        "> " * 40_000,
        "---\n" * 20_000,
        "a" * 90_000,
        "[a](" * 22_000,
        "-\n" * 40_000,
        "= " * 40_000,
        "By A, " * 15_000,
        "A" * 90_000,
        "1 Jan " * 15_000,
        "\n" * 90_000 + "x",
        " " * 90_000 + "x",
    ],
    ids=range(17),
)
@pytest.mark.parametrize("ending", ["md", "txt"])
def test_text_made_to_hurt_is_settled_soon(text: str, ending: str) -> None:
    start = datetime.datetime.now(tz=datetime.UTC)
    hold(outcomes(text.encode(), f"a.{ending}"))
    assert (datetime.datetime.now(tz=datetime.UTC) - start).total_seconds() < 4
