"""The main text of web pages and what they say about themselves."""

from __future__ import annotations

import datetime

import pytest

from onrecord.articles.making import make_article
from onrecord.model import Article, Media, Page, Refused

PARAGRAPHS = (
    "The harbour council voted on Monday to postpone the new ferry terminal until the engineers have reported.",
    "“We cannot build on sand,” said Marta Oyelaran, the council’s chair, after a meeting of more than four hours.",
    "Opponents disagreed. They called the delay a gift to the developers and asked for a new vote before the summer.",
)
HEAD = (
    '<title>Ferry waits | The Island Post</title><meta property="og:title" content="Ferry waits">'
    '<meta property="og:site_name" content="The Island Post"><meta name="author" content="Ada Lind">'
    '<meta property="article:published_time" content="2024-02-27T10:00:00+01:00">'
)


def web_page(head: str = HEAD, body: str = "", language: str = "en-GB") -> str:
    paragraphs = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    return (
        f'<!DOCTYPE html><html lang="{language}"><head>{head}</head><body><nav><ul><li><a href="/">Home</a></li>'
        f'<li><a href="/sport">Sport</a></li></ul></nav><article><h1>Ferry waits</h1>{paragraphs}{body}</article>'
        '<aside><a href="/x">Ten ferries you must see</a></aside><div id="comments" class="comments"><p>I never liked'
        " that ferry, said a reader who writes under every article.</p></div><footer>© 2011 The Island Post. All rights"
        " reserved. <a href='/terms'>Terms</a></footer><script>var x = 'ferry';</script></body></html>"
    )


def make(text: str, url: str | None = None) -> Article | Refused:
    page = Page(address="http://x.org/1", text=text, media=Media.HTML, url=url)
    return make_article(page, published=None, outlet=None, max_characters=100_000)


def made(text: str) -> Article:
    article = make(text)
    assert isinstance(article, Article)
    return article


def test_web_page_gives_its_main_text_and_nothing_around_it() -> None:
    article = made(web_page())
    assert article.text.endswith("\n\n".join(PARAGRAPHS))
    for around in ("Home", "Ten ferries", "never liked", "rights", "var x"):
        assert around not in article.text


@pytest.mark.parametrize("tag", ["p", "div", "li", "blockquote"])
def test_paragraph_with_a_link_is_kept(tag: str) -> None:
    linked = 'The vote is due in June, said the <b>mayor</b>, who <a href="/x">told reporters</a> that “nobody wins”.'
    body = "".join(f"<{tag}>{text}</{tag}>" for text in (*PARAGRAPHS, linked))
    frame = f"<ul>{body}</ul>" if tag == "li" else body
    article = made(f"<html><head><title>Ferry</title></head><body><main>{frame}</main></body></html>")
    assert "said the mayor, who told reporters that “nobody wins”." in article.text


def test_web_page_gives_title_outlet_author_day_and_language() -> None:
    article = made(web_page())
    assert (article.title, article.outlet, article.author) == ("Ferry waits", "The Island Post", "Ada Lind")
    assert (article.published, article.language) == (datetime.date(2024, 2, 27), "en")


def test_web_page_without_a_stated_day_has_none() -> None:
    assert made(web_page(head="<title>Ferry waits</title>")).published is None


def test_what_the_page_knows_comes_before_what_the_html_says() -> None:
    page = Page(
        address="a",
        text=web_page(),
        media=Media.HTML,
        title="Given",
        outlet="Feed",
        published=datetime.date(2024, 3, 1),
    )
    article = make_article(page, published=None, outlet=None, max_characters=100_000)
    assert isinstance(article, Article)
    assert (article.title, article.outlet, article.published) == ("Given", "Feed", datetime.date(2024, 3, 1))


def test_web_page_text_is_repaired() -> None:
    article = made(
        web_page(
            body="<p>The cafÃ© isnâ€™t o\u00adpen, the gov\u200bern\u00adment said on a cold and wet day in May.</p>"
        )
    )
    assert "The café isn’t open, the government said" in article.text


@pytest.mark.parametrize("length", [1, 2])
def test_short_web_page_is_taken_too(length: int) -> None:
    body = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:length])
    article = made(f"<html><head><title>Ferry</title></head><body>{body}</body></html>")
    assert PARAGRAPHS[length - 1] in article.text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<div>" * 300 + "<p>" + PARAGRAPHS[0], "nested too deeply"),
        ("<b>" * 5000 + PARAGRAPHS[0], "nested too deeply"),
        ("<html><body></body></html>", ""),
        ("<html><body><nav><a href='/'>Home</a></nav></body></html>", ""),
        ("<p>" + "<br>" * 60_000, "more than 50,000 elements"),
        ("", ""),
    ],
)
def test_html_without_a_readable_article_is_refused(text: str, reason: str) -> None:
    refused = make(text)
    assert isinstance(refused, Refused)
    assert reason in refused.reason


def test_html_that_declares_another_encoding_is_read_as_decoded() -> None:
    text = '<?xml version="1.0" encoding="utf-16"?>' + web_page(head='<meta charset="koi8-r"><title>Ferry</title>')
    assert "council’s chair" in made(text).text
