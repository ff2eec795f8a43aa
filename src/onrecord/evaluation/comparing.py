"""Two codings of the same articles, compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from onrecord.errors import SourceError, UsageError
from onrecord.evaluation.agreement import Agreement, agreement
from onrecord.evaluation.coding import CodedArticle, Coding
from onrecord.evaluation.compared_positions import PositionComparison, compare_positions
from onrecord.evaluation.matching import pairs
from onrecord.evaluation.scores import (
    Compared,
    DetailScores,
    Interval,
    Score,
    Share,
    StatementScores,
    attribution_interval,
    score_details,
    score_statements,
)
from onrecord.evaluation.words import WordedText, worded_statements
from onrecord.model import StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Evaluation:
    """All figures of a predicted coding against a gold one.

    `missing` counts gold articles that were not predicted (their statements count as not found),
    `unscored` predicted articles that the gold coding does not have (they count nothing).
    `positions` is None where one of the codings has none.
    """

    articles: int
    missing: int
    unscored: int
    all: StatementScores
    by_kind: Mapping[StatementKind, StatementScores]
    attribution_interval: Interval
    details: DetailScores
    agreement: Agreement
    positions: PositionComparison | None = None

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON; shares are from 0 to 1, null where there is nothing to judge."""
        return {
            "articles": self.articles,
            "missing": self.missing,
            "unscored": self.unscored,
            "statements": {"all": _plain(self.all)} | {kind.value: _plain(self.by_kind[kind]) for kind in self.by_kind},
            "attribution_interval": asdict(self.attribution_interval),
            "details": _plain(self.details),
            "agreement": asdict(self.agreement),
            "positions": self.positions and self.positions.as_dict(),
        }


def evaluate(gold: Coding, predicted: Coding, *, texts: Mapping[str, str] | None = None) -> Evaluation:
    """Return how well the predicted coding meets the gold one.

    An article's text is the gold coding's, else the predicted one's, else the one in `texts`.
    """
    if gold and predicted and not gold.keys() & predicted.keys():
        raise UsageError(
            f"no article is in both codings: gold has {min(gold)!r}, predicted has {min(predicted)!r}; "
            "give codings of the same articles, with the same ids"
        )
    compared = [_compared(article, predicted.get(article.id), texts or {}) for article in gold.values()]
    return Evaluation(
        articles=len(gold),
        missing=len(gold.keys() - predicted.keys()),
        unscored=len(predicted.keys() - gold.keys()),
        all=score_statements(compared),
        by_kind={kind: score_statements(compared, kind) for kind in StatementKind},
        attribution_interval=attribution_interval(compared),
        details=score_details(compared),
        agreement=agreement(compared),
        positions=compare_positions(dict(zip(gold, compared, strict=True))),
    )


def _compared(gold: CodedArticle, predicted: CodedArticle | None, texts: Mapping[str, str]) -> Compared:
    text = _text(gold, predicted, texts)
    _check_within(gold, text)
    worded = WordedText(text)
    gold_statements = worded_statements(gold, worded)
    if predicted is None:
        return Compared(gold=gold_statements, predicted=(), pairs=())
    _check_within(predicted, text)
    predicted_statements = worded_statements(predicted, worded)
    return Compared(
        gold=gold_statements, predicted=predicted_statements, pairs=pairs(gold_statements, predicted_statements)
    )


def _text(gold: CodedArticle, predicted: CodedArticle | None, texts: Mapping[str, str]) -> str:
    known = list(_known_texts(gold, predicted, texts))
    if not known:
        raise SourceError(
            f"{gold.where}: article {gold.id!r} has no text, and no prediction or ledger gives one; "
            'add "text" to the line, or evaluate against a ledger that holds the article'
        )
    if any(text != known[0] for text in known):
        raise SourceError(
            f"{gold.where}: the text of article {gold.id!r} is not the one that the prediction was made on, "
            "so their offsets cannot be compared; code the same text"
        )
    return known[0]


def _known_texts(gold: CodedArticle, predicted: CodedArticle | None, texts: Mapping[str, str]) -> Iterator[str]:
    for text in (gold.text, predicted.text if predicted else None, texts.get(gold.id)):
        if text is not None:
            yield text


def _check_within(article: CodedArticle, text: str) -> None:
    for number, statement in enumerate(article.statements, start=1):
        for _, end in (*statement.source, *statement.cue, *statement.content):
            if end > len(text):
                raise SourceError(
                    f"{article.where}: statement {number} of article {article.id!r} ends at character {end}, "
                    f"but the text has {len(text)}; give offsets in code points of this very text"
                )


def _plain(scores: StatementScores | DetailScores) -> dict[str, object]:
    plain: dict[str, object] = {}
    for name in type(scores).__slots__:
        value = getattr(scores, name)
        if isinstance(value, Score):
            plain[name] = {"precision": value.precision, "recall": value.recall, "f1": value.f1}
        elif isinstance(value, Share):
            plain[name] = {"share": value.value, "of": value.of}
        else:
            plain[name] = value
    return plain
