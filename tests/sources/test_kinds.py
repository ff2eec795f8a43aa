"""What a file is read as, by its content first and its ending second."""

from __future__ import annotations

import pytest

from onrecord.model import Refused
from onrecord.sources.kinds import HEAD, Kind, kind_of


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"The ferry waits.", "a.txt", Kind.TEXT),
        (b"The ferry waits.", "a", Kind.TEXT),
        (b"The ferry waits.", "a.2024", Kind.TEXT),
        (b"<Applause> The ferry waits.", "a.txt", Kind.TEXT),
        (b"1 < 2, said the mayor.", "a.txt", Kind.TEXT),
        ("\ufeffThe ferry waits.".encode("utf-16-le"), "a.txt", Kind.TEXT),
        (b"# Ferry", "a.md", Kind.MARKDOWN),
        (b"<p>Ferry</p>", "a.MD", Kind.MARKDOWN),
        (b"text,id\n", "a.csv", Kind.CSV),
        (b"<p>one</p>,two\n", "a.csv", Kind.CSV),
        (b'{"text": "a"}\n', "a.log", Kind.JSONL),
        (b'\xef\xbb\xbf\n {"text": "a"}', "a", Kind.JSONL),
        (b'{"text": "' + b"a" * HEAD, "a", Kind.JSONL),
        (b"{ no json", "a.txt", Kind.TEXT),
        (b"<!DOCTYPE HTML PUBLIC '-//W3C//DTD HTML 4.01//EN'>", "a.txt", Kind.HTML),
        (b"\xef\xbb\xbf\n<!-- saved -- from -->\n<HTML>", "a", Kind.HTML),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>", "a.xml", Kind.HTML),
        (b"Words without a tag.", "a.htm", Kind.HTML),
        (b"<?xml version='1.0'?><?xml-stylesheet href='x'?><rss>", "a.xml", Kind.FEED),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "a.html", Kind.FEED),
        (b"<!DOCTYPE rss PUBLIC 'x'><rss>", "a", Kind.FEED),
        (b"\n%PDF-1.7", "a.txt", Kind.PDF),
        (b"{\\rtf1 x}", "a.doc", Kind.RTF),
        (b"PK\x03\x04", "a", Kind.DOCX),
        (b"PAR1", "a", Kind.PARQUET),
    ],
)
def test_kind_is_told_by_content_and_then_by_ending(head: bytes, name: str, kind: Kind) -> None:
    assert kind_of(head, name=name, address=name) is kind


@pytest.mark.parametrize("name", ["a.rss", "a.docx", "a.json", "a.py", "a.doc"])
def test_text_that_is_no_article_by_its_ending_is_refused(name: str) -> None:
    refused = kind_of(b"The ferry waits.", name=name, address="here")
    assert isinstance(refused, Refused)
    assert refused.address == "here"
