import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from onrecord.export import write_html
from onrecord.model import Record

HOSTILE = (
    "<script>alert(1)</script> </script><img src=x onerror=alert(1)> {{7*7}} {% raw %} \" ' --> ]]> & &amp; </article>"
)


class Page(HTMLParser):
    """Collects what a browser would see: tags with attributes, and the text of each article by its id."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[tuple[tuple[str, ...], str]] = []
        self.marks: list[tuple[dict[str, str | None], str]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "input"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((tuple(self.open), data))
        if self.open[-1:] == ["span"]:
            self.marks.append((self.tags[-1][1], data))

    def within(self, tag: str) -> str:
        return "".join(data for path, data in self.text if tag in path)


def _page(records: list[Record], tmp_path: Path, title: str = "Debate") -> tuple[str, Page]:
    path = tmp_path / "report.html"
    write_html(records, path, title=title)
    html = path.read_text(encoding="utf-8")
    return html, Page(html)


def _hostile(records: list[Record]) -> list[Record]:
    """Return the records with hostile words in every field that an article or a person fills."""
    hostile = []
    for record in records:
        article = replace(
            record.article,
            text=record.article.text + "\n\n" + HOSTILE,
            title=HOSTILE,
            outlet=HOSTILE,
            author=HOSTILE,
            url="javascript:alert(1)",
        )
        speakers = tuple(replace(speaker, name=HOSTILE, aliases=(HOSTILE,)) for speaker in record.speakers)
        start = article.text.index(HOSTILE)
        span = replace(record.statement.content[0], start=start, end=start + len(HOSTILE), quote=HOSTILE)
        statement = replace(record.statement, content=(span,), id=HOSTILE)
        hostile.append(replace(record, article=article, speakers=speakers, statement=statement))
    return hostile


def test_write_html_lists_most_said_first_and_unknown_last(records: list[Record], tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    assert write_html([records[3], *records[:3]], path) == 4
    headings = re.findall(r"<summary>\s*<h2[^>]*>(.*?)</h2>", path.read_text(encoding="utf-8"))
    assert headings == ["Ana Ruiz", "Öde", "Speaker not known"]


def test_write_html_says_how_much_there_is(records: list[Record], tmp_path: Path) -> None:
    _, page = _page(records, tmp_path)
    head = " ".join(page.within("header").split())
    assert "Debate 4 statements 2 actors 2 articles 27 Feb 2024 " in head


def test_write_html_counts_repeats_apart(records: list[Record], tmp_path: Path) -> None:
    _, page = _page([replace(records[0], copy_of="other"), *records[1:]], tmp_path)
    head = " ".join(page.within("header").split())
    assert "3 statements 1 actor 2 articles 1 repeat in a copied article" in head
    assert page.within("main").count("repeats another article") == 1


def test_write_html_marks_source_cue_and_content(records: list[Record], tmp_path: Path) -> None:
    html, page = _page(records, tmp_path)
    links = [attributes["data-statement"] for _, attributes in page.tags if "data-statement" in attributes]
    assert links == ["1", "2", "3", "4"]
    marked = {
        (role, attributes[f"data-{role}"], text)
        for attributes, text in page.marks
        for role in ("source", "cue", "content")
        if f"data-{role}" in attributes
    }
    assert marked == {
        ("source", "1", "Ana Ruiz"),
        ("cue", "1", "said"),
        ("content", "1", '"The dam stays."'),
        ("source", "2", "She"),
        ("cue", "2", "added that"),
        ("content", "2", "wells"),
        ("content", "2", "run dry, and"),
        ("source", "3", "Öde"),
        ("cue", "3", "wants"),
        ("content", "3", "a gate"),
        ("content", "4", "=SUM(A1) was noted"),
    }
    assert html.count("She added") == 0
    assert page.within("article").count("She added that wells") == 1


def test_write_html_makes_no_markup_of_hostile_texts(records: list[Record], tmp_path: Path) -> None:
    harmless, hostile = _page(records, tmp_path)[1], _page(_hostile(records), tmp_path, title=HOSTILE)[1]
    tags = {tag for tag, _ in hostile.tags}
    assert tags <= {tag for tag, _ in harmless.tags} | {"cite"}
    assert [tag for tag, _ in hostile.tags].count("script") == 1
    assert not any(name.startswith("on") for _, attributes in hostile.tags for name in attributes)
    assert HOSTILE in hostile.within("article")
    assert HOSTILE in hostile.within("q")
    assert HOSTILE in hostile.within("h1")
    assert hostile.open == []


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("HTTP://example.org", True),
        ("javascript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.org/a", False),
        ("https://", False),
        ("http://[", False),
        ("", False),
        (None, False),
    ],
)
def test_write_html_links_only_web_addresses(
    records: list[Record], tmp_path: Path, url: str | None, linked: bool
) -> None:
    record = replace(records[0], article=replace(records[0].article, url=url))
    _, page = _page([record], tmp_path)
    links = [attributes for tag, attributes in page.tags if tag == "a" and "data-statement" not in attributes]
    assert [link["href"] for link in links] == ([url] if linked else [])
    assert all("noopener" in str(link["rel"]) for link in links)


def test_write_html_policy_allows_its_own_style_and_script_only(records: list[Record], tmp_path: Path) -> None:
    html, page = _page(records, tmp_path)
    [policy] = [
        attributes["content"] or ""
        for tag, attributes in page.tags
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("style", "script"):
        [inner] = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        digest = b64encode(sha256(inner.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not any(name in attributes for _, attributes in page.tags for name in ("src", "style"))


def test_write_html_of_nothing_is_a_page(tmp_path: Path) -> None:
    _, page = _page([], tmp_path)
    assert "No statements." in page.within("main")


def test_write_html_orders_statements_of_a_speaker_by_date(records: list[Record], tmp_path: Path) -> None:
    first, second = records[2], records[1]
    assert first.statement.date is not None
    early = replace(first, statement=replace(first.statement, date=first.statement.date.replace(year=2020)))
    _, page = _page([second, early], tmp_path)
    assert page.within("q") == 'wells … run dry, and"The dam stays."'
