"""The stages joined: pages become readings (an article, its statements, their speakers and dates)."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

from onrecord.actors.article.in_article import speakers_of
from onrecord.actors.article.names import Name, NameFinder
from onrecord.articles.duplicates import fingerprint
from onrecord.articles.language import language_of
from onrecord.articles.making import make_articles
from onrecord.ledger.writing import Reading
from onrecord.model import Article, Attribution, Page, Refused, Statement, offsets_of
from onrecord.settings import Settings
from onrecord.statements.assembly import statements_of
from onrecord.statements.dates import statement_date
from onrecord.statements.tagger import Tagger, TaggerName

if TYPE_CHECKING:
    from onrecord.positions.inducing import Embed
    from onrecord.positions.learning import Learner


@dataclass(frozen=True, slots=True, kw_only=True)
class Extracted:
    """An article and its statements, undated and without speakers."""

    article: Article
    statements: tuple[Statement, ...]
    verbatim: bool
    """The text is as its source holds it."""

    @property
    def own_text(self) -> str | None:
        """The text, unless whoever has the source has it."""
        return None if self.verbatim else self.article.text


def tagger_named(name: TaggerName, *, threads: int = 1) -> Tagger:
    """Return the tagger of this name; as many threads work on one text where no other process does."""
    # Each brings libraries that take a while to load, and the other does not need them.
    match name:
        case TaggerName.TRAINED:
            from onrecord.statements.trained.tagger import TrainedTagger  # noqa: PLC0415

            return TrainedTagger(threads=threads)
        case TaggerName.RULES:
            from onrecord.statements.rules.tagger import RuleTagger  # noqa: PLC0415

            return RuleTagger()


def default_learner(*, threads: int = 1) -> Learner:
    """Return what teaches the coder that comes with onrecord; as many threads work on one statement as on one text."""
    from onrecord.positions.learning import TrainedLearner  # noqa: PLC0415 - as for taggers

    return TrainedLearner(threads=threads)


def default_embed() -> Embed:
    """Return what gives texts the vectors by which concepts are found."""
    from onrecord.positions.trained.embedding import embed  # noqa: PLC0415 - as for taggers

    return embed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Reads pages with one tagger; what the pages and texts do not say of date and outlet is given here."""

    tagger: Tagger
    published: datetime.date | None = None
    outlet: str | None = None
    min_confidence: float = 0.0
    """Of the statements that `extracted` gives; a ledger takes all."""
    settings: Settings = field(default_factory=Settings)
    names: NameFinder = field(default_factory=NameFinder)

    def key(self, page: Page) -> str:
        """Return a digest of the page and of what is given here: read once, the same key is not read again.

        The tagger is no part of it: what stands in a ledger stays when a better one comes.
        """
        return sha256(f"{page.digest} {self.published} {self.outlet}".encode()).hexdigest()

    def articles(self, pages: Iterable[Page | Refused]) -> Iterator[Article | Refused]:
        """Yield the article of each page; one in a language that the tagger does not read is refused."""
        made = make_articles(
            pages,
            published=self.published,
            outlet=self.outlet,
            max_characters=self.settings.max_article_characters,
        )
        for article in made:
            yield article if isinstance(article, Refused) else self._readable(article)

    def _readable(self, article: Article) -> Article | Refused:
        if article.language is None or article.language in self.tagger.languages:
            return article
        covered = ", ".join(sorted(self.tagger.languages))
        return Refused(
            address=article.address,
            reason=f"its language seems to be {article.language!r}, which the tagger does not read",
            remedy=f"give a text in: {covered}",
        )

    def tag(self, articles: Sequence[Article | Refused]) -> list[tuple[Article, tuple[Statement, ...]] | Refused]:
        """Return each article with its statements, undated and without speakers."""
        tagged = self.tagger(article.text for article in articles if isinstance(article, Article))
        return [
            article if isinstance(article, Refused) else (article, statements_of(article, next(tagged)))
            for article in articles
        ]

    def extracted(self, pages: Sequence[Page | Refused]) -> list[Extracted | Refused]:
        """Return what `onrecord extract` gives of each page; a verbatim text is taken as it stands."""
        articles = [self._as_it_stands(page) or next(self.articles([page])) for page in pages]
        return [
            item
            if isinstance(item, Refused)
            else Extracted(
                article=item[0],
                statements=tuple(one for one in item[1] if one.confidence >= self.min_confidence),
                verbatim=isinstance(page, Page) and page.verbatim,
            )
            for page, item in zip(pages, self.tag(articles), strict=True)
        ]

    def _as_it_stands(self, page: Page | Refused) -> Article | Refused | None:
        if isinstance(page, Refused) or not page.verbatim:
            return None
        language = language_of(page.text)
        article = Article(id=page.id or page.digest[:16], text=page.text, address=page.address, language=language)
        return self._readable(article)

    def readings(self, pages: Sequence[Page | Refused]) -> list[Reading | Refused]:
        """Return each page's reading: the article, its statements with their dates, their speakers."""
        found = self.tag(list(self.articles(pages)))
        names = self.names(item[0].text for item in found if not isinstance(item, Refused))
        return [
            item if isinstance(item, Refused) else self._reading(page, *item, next(names))
            for page, item in zip(pages, found, strict=True)
        ]

    def _reading(
        self, page: Page | Refused, article: Article, statements: tuple[Statement, ...], names: Sequence[Name]
    ) -> Reading:
        return Reading(
            article=article,
            fingerprint=fingerprint(article.text),
            statements=tuple(_dated(statement, article) for statement in statements),
            speakers=speakers_of(article.text, [_attribution(statement) for statement in statements], names),
            page=self.key(page) if isinstance(page, Page) else "",
            tagger=self.tagger.name,
        )


def _attribution(statement: Statement) -> Attribution:
    return Attribution(
        source=offsets_of(statement.source),
        cue=offsets_of(statement.cue),
        content=offsets_of(statement.content),
        confidence=statement.confidence,
    )


def _dated(statement: Statement, article: Article) -> Statement:
    date, basis, precision = statement_date(
        article.text,
        content=offsets_of(statement.content),
        cue=offsets_of(statement.cue),
        source=offsets_of(statement.source),
        published=article.published,
    )
    return dataclasses.replace(statement, date=date, date_basis=basis, date_precision=precision)
