"""All kinds of sources as one stream: folders, globs, files, standard input."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from onrecord.model import Media, Page, Refused
from onrecord.settings import Settings
from onrecord.sources.reading import read_pages

SETTINGS = Settings(max_file_bytes=50_000)
TEXT = "The harbour council voted to wait until the engineers report."


def read(*sources: Path | str, stdin: bytes | None = None) -> list[Page | Refused]:
    return list(read_pages(map(str, sources), settings=SETTINGS, stdin=None if stdin is None else io.BytesIO(stdin)))


def names(outcomes: list[Page | Refused]) -> list[str]:
    return [Path(outcome.address).name for outcome in outcomes]


def only(outcomes: list[Page | Refused]) -> Refused:
    [refused] = outcomes
    assert isinstance(refused, Refused)
    return refused


def test_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "sub/c.txt", ".git/d.txt", "sub/deeper/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    outcomes = read(tmp_path)
    assert names(outcomes) == ["a.txt", "b.txt", "c.txt", "e.txt"]
    assert [page.id for page in outcomes if isinstance(page, Page)] == ["a", "b", "c", "e"]


def test_ledger_in_the_folder_that_is_read_into_it_is_passed_over(tmp_path: Path) -> None:
    for name in ("a.txt", "l.onrecord", "l.onrecord-wal", "l.onrecord-shm", "l.onrecord.txt", "sub/l.onrecord"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "linked.txt").symlink_to(tmp_path / "l.onrecord")
    ledger = tmp_path / "l.onrecord"
    outcomes = list(read_pages([str(tmp_path)], settings=SETTINGS, ledger=ledger))
    assert names(outcomes) == ["a.txt", "l.onrecord.txt", "l.onrecord"]
    refused = only(list(read_pages([str(ledger)], settings=SETTINGS, ledger=ledger)))
    assert refused.reason == "is the ledger itself"
    assert refused.address == str(ledger)


def test_folder_linked_to_itself_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "nowhere")
    outcomes = read(tmp_path)
    assert names(outcomes) == ["a.txt", "lost.txt"]
    assert isinstance(outcomes[1], Refused)


def test_folder_nested_beyond_the_recursion_limit_is_read(tmp_path: Path) -> None:
    folders = [f"{tmp_path}/nest" + "/d" * depth for depth in range(1200)]
    for folder in folders:
        Path(folder).mkdir()
    deepest = Path(folders[-1]) / "a.txt"
    deepest.write_text(TEXT)
    outcomes = read(tmp_path)
    deepest.unlink()
    # pytest's own cleaning would recurse.
    for folder in reversed(folders):
        Path(folder).rmdir()
    assert names(outcomes) == ["a.txt"]
    assert isinstance(outcomes[0], Page)


@pytest.mark.parametrize(
    ("pattern", "found"),
    [
        ("*.txt", ["a.txt", "b.txt"]),
        ("[ab].txt", ["a.txt", "b.txt"]),
        ("[!a].txt", ["b.txt"]),
        ("s*", ["c.txt", "f.md"]),
        ("**/*.txt", ["a.txt", "b.txt", "c.txt"]),
        ("**/[!a].txt", ["b.txt", "c.txt"]),
        ("s?b/**/f.*", ["f.md"]),
    ],
)
def test_glob_gives_the_files_it_matches(tmp_path: Path, pattern: str, found: list[str]) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "loop").symlink_to(tmp_path)
    for name in ("a.txt", "b.txt", "sub/c.txt", "sub/f.md", ".h.txt"):
        (tmp_path / name).write_text(TEXT)
    assert names(read(tmp_path / pattern)) == found


@pytest.mark.parametrize("source", ["nowhere.txt", "no*.txt", "**/no.txt", "a\0b", "x" * 5000, ""])
def test_source_that_is_not_there_is_refused(tmp_path: Path, source: str) -> None:
    assert only(read(source)).address == source


def test_folder_without_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    assert only(read(tmp_path)).reason == "holds no file"


def test_file_whose_name_is_no_text_is_named_so_that_it_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path / "caf") + b"\xe9.txt"))
    path.write_text(TEXT)
    [page] = read(tmp_path)
    assert isinstance(page, Page)
    assert (page.id, Path(page.address).name) == ("caf\ufffd", "caf\ufffd.txt")


def test_file_gives_its_text_as_python_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "one.txt"
    path.write_bytes(" Leading blank.\r\nSecond line\xa0here. \n\n“Quoted”\n".encode())
    [page] = read(path)
    assert isinstance(page, Page)
    assert page.text == path.read_text(encoding="utf-8")
    assert (page.id, page.address, page.media, page.verbatim) == ("one", str(path), Media.TEXT, False)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \n\t\xef\xbb\xbf", "no text"),
        ("a.txt", b"\x00\x01\x02" * 99, "binary"),
        ("a.txt", b"MZ\x90\x00\x03", "binary"),
        ("a.jpg", b"\xff\xd8\xff\xe0\x00", "image"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "image"),
        ("a.gz", b"\x1f\x8b\x08\x00", "gzip"),
        ("a.css", b"p { color: red }", ".css"),
        ("a.xml", b"<?xml version='1.0'?><menu/>", "XML"),
        ("a.json", b'[{"text": "One."}]', "not one object a line"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old Office format"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"),
            "password-protected",
        ),
        ("a.pdf", b"This is no PDF.", ".pdf but is none"),
        ("a.db", b"SQLite format 3\x00", "database"),
        ("a.txt", "wo�rd ".encode() * 9, "encoding"),
        ("a.txt", b"word " * 20_000, "larger than 50,000 bytes"),
    ],
)
def test_file_that_holds_no_article_is_refused(tmp_path: Path, name: str, data: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(data)
    refused = only(read(tmp_path / name))
    assert reason in refused.reason
    assert refused.remedy
    assert refused.address == str(tmp_path / name)


def test_file_without_permission_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT)
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    assert "Permission" in only(read(path)).reason


def test_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert "no regular file" in only(read(tmp_path)).reason


def test_folder_of_junk_refuses_each_file_by_name(tmp_path: Path) -> None:
    for number in range(300):
        (tmp_path / f"{number:03}.bin").write_bytes(bytes([number % 7, 0, 255]) * 50)
    outcomes = read(tmp_path)
    assert names(outcomes) == [f"{number:03}.bin" for number in range(300)]
    assert all(isinstance(outcome, Refused) for outcome in outcomes)


def test_stdin_with_json_lines_is_read_row_by_row() -> None:
    lines = [json.dumps({"id": f"n{number}", "text": TEXT}) for number in range(3)]
    outcomes = read("-", stdin="\n".join(["", *lines, "broken", ""]).encode())
    assert [page.id for page in outcomes if isinstance(page, Page)] == ["n0", "n1", "n2"]
    assert [page.address for page in outcomes if isinstance(page, Refused)] == ["stdin:row 5"]


def test_stdin_with_json_lines_is_not_read_ahead() -> None:
    class Slow(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            line = super().readline(size)
            assert line != b"late\n", "read before it was wanted"
            return line

    rows = b"".join(b'{"text": "row %d"}\n' % number for number in range(2))
    pages = read_pages(["-"], settings=SETTINGS, stdin=Slow(rows + b"late\n"))
    assert [next(pages).address, next(pages).address] == ["stdin:row 1", "stdin:row 2"]


@pytest.mark.parametrize(("data", "media"), [(TEXT.encode(), Media.TEXT), (b"<html><p>Wait.</html>", Media.HTML)])
def test_stdin_with_one_document_is_one_page(data: bytes, media: Media) -> None:
    [page] = read("-", stdin=data)
    assert isinstance(page, Page)
    assert (page.text, page.media, page.id, page.address) == (data.decode(), media, None, "stdin")


@pytest.mark.parametrize("data", [b"", b"\x00\x01", b"x" * 60_000, b"<rss></rss>", b"PAR1", None])
def test_stdin_that_cannot_be_read_is_refused(data: bytes | None) -> None:
    assert isinstance(only(read("-", stdin=data)), Refused)


def test_pages_come_lazily(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    pages = read_pages([str(tmp_path)], settings=SETTINGS)
    next(pages)
    (tmp_path / "b.txt").write_text("Changed before it was read.")
    page = next(pages)
    assert isinstance(page, Page)
    assert page.text.startswith("Changed")
