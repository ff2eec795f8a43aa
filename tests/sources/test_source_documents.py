"""PDF, DOCX, RTF, Markdown and encoded text, made here and damaged here."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

import docx
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen import canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate

from onrecord.model import Page, Refused
from onrecord.settings import Settings
from onrecord.sources.reading import read_pages

PARAGRAPHS = (
    "The harbour council voted on Monday to postpone the new ferry terminal, a decision that surprised nobody who had "
    "followed the debate over the past weeks.",
    "“We cannot build on sand,” said Marta Oyelaran, the council’s chair. She added that the engineers would report "
    "before the summer, and that a non-binding vote would follow.",
    "Opponents disagreed.",
)
LIMIT = 1_000_000


def read(path: Path, data: bytes) -> Page | Refused:
    path.write_bytes(data)
    [outcome] = read_pages([str(path)], settings=Settings(max_file_bytes=LIMIT))
    return outcome


def refuse(path: Path, data: bytes) -> str:
    outcome = read(path, data)
    assert isinstance(outcome, Refused)
    assert outcome.remedy
    return outcome.reason


def make_pdf(*, title: str = "Ferry postponed", password: str | None = None, copies: int = 1) -> bytes:
    file = io.BytesIO()
    style = getSampleStyleSheet()["Normal"]
    document = SimpleDocTemplate(file, pagesize=A4, title=title, author="Ada Lind", encrypt=password)
    document.build([Paragraph(text, style) for text in PARAGRAPHS * copies])
    return file.getvalue()


def make_leaves(*leaves: list[str]) -> bytes:
    file = io.BytesIO()
    sheet = canvas.Canvas(file)
    for lines in leaves:
        for number, line in enumerate(lines):
            sheet.drawString(72, 780 - 14 * number, line)
        sheet.showPage()
    sheet.save()
    return file.getvalue()


def make_docx() -> bytes:
    document = docx.Document()
    document.core_properties.title, document.core_properties.author = "Ferry postponed", "Ada Lind"
    for text in PARAGRAPHS:
        document.add_paragraph(text)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "For", "Against"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def make_zip(parts: dict[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as parcel:
        for name, data in parts.items():
            parcel.writestr(name, data)
    return file.getvalue()


def make_rtf(body: str) -> bytes:
    return (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}" + body + "}").encode("cp1252")


def test_pdf_gives_whole_paragraphs_title_and_author(tmp_path: Path) -> None:
    page = read(tmp_path / "a.pdf", make_pdf())
    assert isinstance(page, Page)
    assert page.text == "\n\n".join(PARAGRAPHS)
    assert (page.title, page.author, page.id) == ("Ferry postponed", "Ada Lind", "a")


@pytest.mark.parametrize("title", ["untitled", "Microsoft Word - a.doc", "layout_final.indd", "(anonymous)", ""])
def test_pdf_title_that_a_program_left_is_unknown(tmp_path: Path, title: str) -> None:
    page = read(tmp_path / "a.pdf", make_pdf(title=title))
    assert isinstance(page, Page)
    assert page.title is None


def test_pdf_title_that_is_no_text_is_unknown(tmp_path: Path) -> None:
    written = b"/Title (Ferry postponed)"
    data = make_pdf()
    assert written in data
    page = read(tmp_path / "a.pdf", data.replace(written, b"/Title <FEFFD800>".ljust(len(written))))
    assert isinstance(page, Page)
    assert page.title is None


def test_pdf_paragraph_goes_on_over_the_leaf_without_head_and_number(tmp_path: Path) -> None:
    leaves = [
        [
            "The Island Post, page 1",
            "The mayor asked the council to wait for the re-",
            "port of the engineers, and the",
            "1",
        ],
        ["The Island Post, page 2", "council agreed after a long and well-", "attended debate about the", "2"],
        ["The Island Post, page 3", "costs.", "3"],
    ]
    page = read(tmp_path / "a.pdf", make_leaves(*leaves))
    assert isinstance(page, Page)
    assert page.text == (
        "The mayor asked the council to wait for the report of the engineers, and the council agreed after a long and "
        "well-attended debate about the costs."
    )


def test_pdf_with_password_is_refused(tmp_path: Path) -> None:
    assert refuse(tmp_path / "a.pdf", make_pdf(password="secret")) == "is password-protected"


def test_pdf_without_text_layer_is_refused(tmp_path: Path) -> None:
    assert "no text layer" in refuse(tmp_path / "a.pdf", make_leaves([], []))


@pytest.mark.parametrize("keep", [9, 200, 900])
def test_pdf_that_is_cut_is_refused(tmp_path: Path, keep: int) -> None:
    assert "truncated" in refuse(tmp_path / "a.pdf", make_pdf()[:keep])


def test_docx_gives_paragraphs_tables_title_and_author(tmp_path: Path) -> None:
    page = read(tmp_path / "a.docx", make_docx())
    assert isinstance(page, Page)
    assert page.text == "\n\n".join((*PARAGRAPHS, "For\nAgainst"))
    assert (page.title, page.author, page.published) == ("Ferry postponed", "Ada Lind", None)


@pytest.mark.parametrize("keep", [50, 1000, -30])
def test_docx_that_is_cut_is_refused(tmp_path: Path, keep: int) -> None:
    assert "truncated" in refuse(tmp_path / "a.docx", make_docx()[:keep])


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ({"word/document.xml": b"<x/>", "bomb": bytes(LIMIT * 9)}, "zip bomb"),
        ({"word/document.xml": b"<x>" + bytes(LIMIT)}, "zip bomb"),
        ({"word/document.xml": b"<x/>"} | {f"{number}": b"" for number in range(1001)}, "zip bomb"),
        ({"word/document.xml": b"no xml"}, "damaged"),
        ({"word/document.xml": b"<x/>", "[Content_Types].xml": b"<y/>"}, "damaged"),
        ({"xl/workbook.xml": b""}, "spreadsheet"),
        ({"content.xml": b""}, "Office file of another kind"),
        ({"a.txt": b"text"}, "zip archive"),
        ({}, "zip archive"),
    ],
)
def test_zip_that_is_no_sound_docx_is_refused(tmp_path: Path, parts: dict[str, bytes], reason: str) -> None:
    assert reason in refuse(tmp_path / "a.docx", make_zip(parts))


def test_docx_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    real = bytes(LIMIT * 9)
    data = make_zip({"word/document.xml": b"<x/>", "bomb": real})
    size = len(real).to_bytes(4, "little")
    assert data.count(size) == 2
    assert refuse(tmp_path / "a.docx", data.replace(size, (100).to_bytes(4, "little")))


def test_docx_with_encrypted_parts_is_refused(tmp_path: Path) -> None:
    data = bytearray(make_zip({"word/document.xml": b"<x/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refuse(tmp_path / "a.docx", bytes(data)) == "is password-protected"


def test_docx_with_entities_that_grow_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(make_docx())) as parcel:
        parts = {name: parcel.read(name) for name in parcel.namelist()}
    entities = "".join(f'<!ENTITY a{number + 1} "{f"&a{number};" * 10}">' for number in range(12))
    body = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    parts["word/document.xml"] = (
        f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "wait">{entities}]>'.encode()
        + body
        + b"&a12;</w:t></w:r></w:p></w:body></w:document>"
    )
    assert isinstance(read(tmp_path / "a.docx", make_zip(parts)), Refused)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"\f0 Le caf\'e9 ferme.\par Il dit \ldblquote non\rdblquote .", "Le café ferme.\nIl dit “non”."),
        (r"\u8220?Wait\u8221? \u-10179?\u-8704?", "“Wait” \U0001f600"),
        (
            r"{\field{\*\fldinst{HYPERLINK " '"http://x.org"' r"}}{\fldrslt{The report}}} says no.",
            "The report says no.",
        ),
        (r"{\pict\wmetafile8 0123}Words stay.{\*\comment hidden}", "Words stay."),
    ],
)
def test_rtf_gives_its_words(tmp_path: Path, body: str, text: str) -> None:
    page = read(tmp_path / "a.rtf", make_rtf(body))
    assert isinstance(page, Page)
    assert page.text == text


def test_rtf_font_says_how_its_words_are_encoded(tmp_path: Path) -> None:
    fonts = rb"{\rtf1\ansi{\fonttbl{\f0\fnil\fcharset0 Arial;}{\f1\fnil\fprq2{\*\panose 02}\fcharset204 Arial CYR;}}"
    page = read(tmp_path / "a.rtf", fonts + rb"\f1 \'cc\'fd\'f0\f0  waits.}")
    assert isinstance(page, Page)
    assert page.text == "Мэр waits."


@pytest.mark.parametrize("font", [rb"{\f1\fcharset1 x}", rb"\f1", rb"\f1\fcharset1 ", rb"\f1;"])
@pytest.mark.parametrize("start", [rb"{\rtf1 \fonttbl", rb"{\rtf1 {\fonttbl"])
def test_rtf_with_a_font_table_made_to_hurt_is_settled_soon(tmp_path: Path, start: bytes, font: bytes) -> None:
    began = time.monotonic()
    read(tmp_path / "a.rtf", start + font * (200_000 // len(font)) + b"} The ferry waits.}")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (make_rtf("The words are many.")[:-1], "truncated"),
        (make_rtf(""), "no text"),
        (make_rtf(r"\u99999999 x"), "damaged"),
        (rb"{\rtf1" + b"{" * 600 + b"x" + b"}" * 601, "nests more than 500"),
    ],
)
def test_rtf_that_is_unsound_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in refuse(tmp_path / "a.rtf", data)


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (
            "# Ferry waits #\n\nThe *old* __ferry__ [waits](http://x.org/a_b), he said.",
            "Ferry waits\n\nThe old ferry waits, he said.",
        ),
        ("Title\n=====\n\n> “No,” she said.\n\n- one\n* two\n", "Title\n\n“No,” she said.\n\none\ntwo"),
        (
            "![A ferry](f.png) Text `code` 2 * 3 * 4 snake_case_name \\*star\\*",
            "A ferry Text code 2 * 3 * 4 snake_case_name *star*",
        ),
        ("See <https://x.org/a>.\n\n---\n\nEnd [1][r].\n\n[r]: http://x.org", "See https://x.org/a.\n\nEnd 1."),
        ("1. First\n2. Second", "1. First\n2. Second"),
    ],
)
def test_markdown_reads_as_plain_text(tmp_path: Path, source: str, text: str) -> None:
    page = read(tmp_path / "a.md", source.encode())
    assert isinstance(page, Page)
    assert page.text == text


def test_markdown_front_matter_is_the_pages_head(tmp_path: Path) -> None:
    head = 'title: "Ferry: it waits"\ndate: 2024-02-27\nauthor: Ada Lind\npublisher: The Post\n'
    source = f"---\n{head}---\nThe ferry waits.\n"
    page = read(tmp_path / "a.md", source.encode())
    assert isinstance(page, Page)
    assert (page.title, str(page.published), page.author, page.outlet, page.text) == (
        "Ferry: it waits",
        "2024-02-27",
        "Ada Lind",
        "The Post",
        "The ferry waits.",
    )


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Le maire a déclaré que le café était fermé.", "utf-8"),
        ("Le maire a déclaré que le café était fermé.", "utf-8-sig"),
        ("Le maire a déclaré que le café était fermé.", "utf-16"),
        ("Le maire a déclaré que le café était fermé.", "cp1252"),
        ("“We wait,” said the chair – on Monday.", "cp1252"),
        ("Burmistrz powiedział, że decyzja zapadnie później, bo mieszkańcy są przeciw.", "cp1250"),
        ("Мэр сказал во вторник, что паром подождёт до лета.", "cp1251"),
        ("市長は火曜日、フェリーは夏まで待たなければならないと述べた。", "cp932"),
    ],
)
def test_text_is_read_in_its_encoding(tmp_path: Path, text: str, encoding: str) -> None:
    page = read(tmp_path / "a.txt", text.encode(encoding))
    assert isinstance(page, Page)
    assert page.text == text


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("The mayorâ€™s cafÃ© isnâ€™t open.".encode(), "The mayor’s café isn’t open."),
        ("The cafe\u0301 gov\u00adern\u200bment.".encode(), "The café government."),
        ("Wait… “curly” ‘quotes’ stay ﬁne.".encode(), "Wait… “curly” ‘quotes’ stay ﬁne."),
        ("Le maire a déclaré".encode()[:-1], "Le maire a déclar\ufffd"),
    ],
)
def test_text_mis_decoded_before_is_repaired(tmp_path: Path, data: bytes, text: str) -> None:
    page = read(tmp_path / "a.txt", data)
    assert isinstance(page, Page)
    assert page.text == text


def test_archive_export_gives_a_page_an_article(tmp_path: Path) -> None:
    items = "".join(
        f"{number} of 2 DOCUMENTS\n\nThe Island Post\n\nFebruary 2{number}, 2024 Tuesday\n\nFerry waits\n\n"
        f"BYLINE: Ada Lind\n\nLENGTH: 20 words\n\n{PARAGRAPHS[0]}\n\n{PARAGRAPHS[1]}\n\n"
        "LOAD-DATE: February 28, 2024\n\nLANGUAGE: ENGLISH\n\nCopyright 2024 The Island Post\nAll Rights Reserved\n\n"
        for number in (1, 2)
    )
    (tmp_path / "export.txt").write_text(items)
    pages = list(read_pages([str(tmp_path / "export.txt")], settings=Settings()))
    assert [page.id for page in pages if isinstance(page, Page)] == ["export-1", "export-2"]
    assert [page.address.rpartition(":")[2] for page in pages] == ["item 1", "item 2"]
