"""Pages made into articles: one stored form of the text, and who says what about it."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.articles.making import make_article, make_articles
from onrecord.articles.normal import normalize
from onrecord.model import Article, Media, Page, Refused

BODY = "The harbour council voted to wait until the engineers report. Opponents called the delay a gift to developers."
DAY = datetime.date(2024, 2, 27)
OTHER_DAY = datetime.date(2023, 1, 1)


def make(
    page: Page, *, published: datetime.date | None = None, outlet: str | None = None, most: int = 10_000
) -> Article | Refused:
    return make_article(page, published=published, outlet=outlet, max_characters=most)


def made(page: Page, *, published: datetime.date | None = None, outlet: str | None = None) -> Article:
    article = make(page, published=published, outlet=outlet)
    assert isinstance(article, Article)
    return article


def test_article_keeps_what_the_page_knows() -> None:
    page = Page(
        address="a.csv:row 1",
        text=BODY * 2,
        id="n 1",
        title=" Ferry\nwaits ",
        outlet="The Post",
        author="Ada Lind",
        published=DAY,
        url="http://x.org/1",
        verbatim=True,
    )
    assert made(page) == Article(
        id="n 1",
        text=BODY * 2,
        address="a.csv:row 1",
        title="Ferry waits",
        outlet="The Post",
        author="Ada Lind",
        published=DAY,
        language="en",
        url="http://x.org/1",
    )


@pytest.mark.parametrize(
    ("page_day", "head", "given_day", "day"),
    [
        (DAY, "Published: 1 January 2023\n\n", OTHER_DAY, DAY),
        (None, "Published: 27 February 2024\n\n", OTHER_DAY, DAY),
        (None, "", OTHER_DAY, OTHER_DAY),
        (None, "", None, None),
    ],
)
def test_published_is_the_pages_then_the_texts_then_the_one_given(
    page_day: datetime.date | None, head: str, given_day: datetime.date | None, day: datetime.date | None
) -> None:
    assert made(Page(address="a", text=head + BODY, published=page_day), published=given_day).published == day


@pytest.mark.parametrize(
    ("page_outlet", "head", "given_outlet", "outlet"),
    [
        ("The Post", "PARIS (AP) — ", "Given", "The Post"),
        (None, "PARIS (AP) — ", "Given", "Associated Press"),
        (None, "", "Given", "Given"),
        (None, "", None, None),
    ],
)
def test_outlet_is_the_pages_then_the_texts_then_the_one_given(
    page_outlet: str | None, head: str, given_outlet: str | None, outlet: str | None
) -> None:
    assert made(Page(address="a", text=head + BODY, outlet=page_outlet), outlet=given_outlet).outlet == outlet


def test_text_given_as_text_keeps_every_offset() -> None:
    text = " Lead\u00a0blank.\r\nTwo\x00 c\x92est\u2028soft\u00adhyphen \ud800 cafe\u0301 “quote”\t \n\n " + BODY
    kept = made(Page(address="a", text=text)).text
    assert len(kept) == len(text)
    assert kept.startswith(" Lead blank. \nTwo  c’est\nsoft\u00adhyphen \ufffd cafe\u0301 “quote”\t \n\n ")
    assert kept.index("council") == text.index("council")


@given(st.text(st.characters(categories=None), max_size=200))
@example("\r\r\n\n\r")
@example("\x85\x81\ud83d\ude00")
@settings(deadline=None)
def test_normalizing_twice_changes_nothing_and_keeps_the_length(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once
    assert len(once) == len(text)
    assert "\r" not in once
    once.encode()


@given(st.text(st.characters(categories=None), max_size=100), st.sampled_from(Media))
@settings(deadline=None)
def test_article_made_again_from_its_text_is_the_same(noise: str, media: Media) -> None:
    page = Page(address="a", text=f"<p>{BODY}</p><p>{noise}</p>" if media is Media.HTML else BODY + noise, media=media)
    article, again = make(page), make(page)
    assert article == again
    if isinstance(article, Article):
        twice = made(Page(address="a", text=article.text, id=article.id))
        assert twice.text == article.text


@pytest.mark.parametrize("text", ["", " ", "Too short.", "1234 5678 " * 20, "— … —"])
def test_text_with_too_few_letters_is_refused(text: str) -> None:
    refused = make(Page(address="a.txt", text=text))
    assert isinstance(refused, Refused)
    assert (refused.address, refused.reason) == ("a.txt", "has fewer than 20 letters of text")


def test_text_that_is_too_long_is_refused() -> None:
    refused = make(Page(address="a", text=BODY), most=50)
    assert isinstance(refused, Refused)
    assert "longer than 50 characters" in refused.reason


@pytest.mark.parametrize(
    ("page", "start"),
    [
        (Page(address="a", text=BODY, id="given id"), "given id"),
        (Page(address="a", text=BODY, title="L’été: ça va?"), "l-ete-ca-va-"),
        (Page(address="a", text=BODY, url="https://x.org/2024/ferry.html"), "x-org-2024-ferry-html-"),
        (Page(address="a", text=BODY, title="市长"), "article-"),
        (Page(address="a", text=BODY), "article-"),
    ],
)
def test_article_id_is_the_given_one_or_names_title_and_text(page: Page, start: str) -> None:
    article = made(page)
    assert article.id.startswith(start)
    assert article.id == made(page).id
    changed = made(dataclasses.replace(page, text=BODY + " More."))
    assert (changed.id == article.id) == (page.id is not None)


def test_articles_pass_refusals_through_in_order() -> None:
    refused = Refused(address="b", reason="is empty", remedy="give text")
    pages: list[Page | Refused] = [Page(address="a", text=BODY), refused, Page(address="c", text="no")]
    found = list(make_articles(iter(pages), published=None, outlet=None, max_characters=1000))
    assert [outcome.address for outcome in found] == ["a", "b", "c"]
    assert found[1] is refused
    assert isinstance(found[2], Refused)


def test_page_language_is_a_hint_for_short_texts_only() -> None:
    short = Page(address="a", text="Le maire attend le rapport.", language="fr-FR")
    assert made(short).language == "fr"
    assert made(dataclasses.replace(short, language=None)).language is None
    assert made(dataclasses.replace(short, text=BODY * 2)).language == "en"
