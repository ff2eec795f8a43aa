"""Pages made into articles: main text, one stored form of it, and what is known of it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice

from onrecord.articles.head import read_head
from onrecord.articles.language import language_code, language_of
from onrecord.articles.normal import normalize, normalize_line
from onrecord.articles.webpage import take_main_text
from onrecord.model import Article, Media, Page, Refused

FEWEST_LETTERS = 20


def make_articles(
    pages: Iterable[Page | Refused], *, published: datetime.date | None, outlet: str | None, max_characters: int
) -> Iterator[Article | Refused]:
    """Yield the article of each page, in order; what was refused passes through."""
    for page in pages:
        if isinstance(page, Refused):
            yield page
        else:
            yield make_article(page, published=published, outlet=outlet, max_characters=max_characters)


def make_article(
    page: Page, *, published: datetime.date | None, outlet: str | None, max_characters: int
) -> Article | Refused:
    """Return the article of a page; `published` and `outlet` hold where neither page nor text says otherwise."""
    taken = take_main_text(page) if page.media is Media.HTML else page
    if isinstance(taken, Refused):
        return taken
    text = normalize(taken.text)
    if sum(1 for _ in islice(filter(str.isalpha, text), FEWEST_LETTERS)) < FEWEST_LETTERS:
        reason = f"has fewer than {FEWEST_LETTERS} letters of text"
        return Refused(address=page.address, reason=reason, remedy="give a file with an article in it")
    if len(text) > max_characters:
        return Refused(
            address=page.address,
            reason=f"is longer than {max_characters:,} characters",
            remedy="split it into articles, or set ONRECORD_MAX_ARTICLE_CHARACTERS higher",
        )
    head = read_head(text)
    title = normalize_line(taken.title) or head.title
    url = normalize_line(taken.url)
    return Article(
        id=normalize(page.id) if page.id else make_id(title or url, text),
        text=text,
        address=page.address,
        title=title,
        outlet=normalize_line(taken.outlet) or head.outlet or outlet,
        author=normalize_line(taken.author) or head.author,
        published=taken.published or head.published or published,
        language=language_of(text) or language_code(taken.language),
        url=url,
    )


def make_id(name: str | None, text: str) -> str:
    """Return an id that a person can tell from others: words of the title or address and a digest of the text."""
    letters = unicodedata.normalize("NFKD", (name or "article").rpartition("://")[2].lower())
    plain = "".join(letter for letter in letters if not unicodedata.combining(letter))
    slug = re.sub(r"[^a-z0-9]+", "-", plain)[:48].strip("-") or "article"
    return f"{slug}-{blake2b(text.encode(), digest_size=4).hexdigest()}"
