"""The figures: how well a predicted coding meets a gold one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from onrecord.evaluation.matching import SAME_CONTENT, SAME_PART, Pair, jaccard, shared
from onrecord.evaluation.names import same_speaker
from onrecord.evaluation.words import WordedStatement, Words
from onrecord.model import StatementKind

Item = TypeVar("Item")

RESAMPLES = 2000
SEED = 20240227


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One article in both codings."""

    gold: tuple[WordedStatement, ...]
    predicted: tuple[WordedStatement, ...]
    pairs: tuple[Pair, ...]

    @property
    def matched(self) -> list[Pair]:
        """The pairs that are one statement."""
        return [pair for pair in self.pairs if pair.overlap >= SAME_CONTENT]


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision, recall and F1 from counts."""

    right_predicted: int
    predicted: int
    right_gold: int
    gold: int

    @property
    def precision(self) -> float:
        return self.right_predicted / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many are right, of how many that could be."""

    right: int
    of: int

    @property
    def value(self) -> float | None:
        return self.right / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """Where a figure lies in 95 of 100 samples of what was coded: articles, statements or units."""

    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementScores:
    """Statements of one kind, or of all.

    Recall is over gold statements of the kind, precision over predicted ones. `attribution` is a
    statement found (Jaccard .5) with its source right. Sources and cues are judged in statements
    found: `overlap` by a shared half of the shorter, `jaccard` by Jaccard .5, `no_source` where gold
    has none.
    """

    gold: int
    predicted: int
    exact: Score
    jaccard_80: Score
    jaccard_50: Score
    content_words: Score
    attribution: Score
    source_overlap: Share
    source_jaccard: Share
    no_source: Share
    cue_overlap: Share
    cue_jaccard: Share


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailScores:
    """What statements found say beside their spans, of those whose gold says it."""

    kind: Share
    speaker_name: Share
    speaker_kind: Share
    date: Share
    date_basis: Share


def score_statements(articles: Sequence[Compared], kind: StatementKind | None = None) -> StatementScores:
    """Return the figures for statements of this kind, or of all."""

    def of_kind(statements: Iterable[WordedStatement]) -> list[WordedStatement]:
        return [statement for statement in statements if kind in (None, statement.kind)]

    gold = sum(len(of_kind(article.gold)) for article in articles)
    predicted = sum(len(of_kind(article.predicted)) for article in articles)

    def score(right: Callable[[Pair], bool]) -> Score:
        good = [pair for article in articles for pair in article.pairs if right(pair)]
        return Score(
            right_predicted=len(of_kind(pair.predicted for pair in good)),
            predicted=predicted,
            right_gold=len(of_kind(pair.gold for pair in good)),
            gold=gold,
        )

    found = [pair for article in articles for pair in article.matched if kind in (None, pair.gold.kind)]
    sourced = [pair for pair in found if pair.gold.source]
    unsourced = [pair for pair in found if not pair.gold.source]
    cued = [pair for pair in found if pair.gold.cue]
    return StatementScores(
        gold=gold,
        predicted=predicted,
        exact=score(lambda pair: pair.overlap == 1),
        jaccard_80=score(lambda pair: pair.overlap >= 0.8),
        jaccard_50=score(lambda pair: pair.overlap >= SAME_CONTENT),
        content_words=_content_words(articles, of_kind),
        attribution=score(lambda pair: pair.overlap >= SAME_CONTENT and pair.same_source),
        source_overlap=_share(sourced, lambda pair: pair.same_source),
        source_jaccard=_share(sourced, lambda pair: jaccard(pair.gold.source, pair.predicted.source) >= SAME_PART),
        no_source=_share(unsourced, lambda pair: pair.same_source),
        cue_overlap=_share(cued, lambda pair: shared(pair.gold.cue, pair.predicted.cue) >= SAME_PART),
        cue_jaccard=_share(cued, lambda pair: jaccard(pair.gold.cue, pair.predicted.cue) >= SAME_PART),
    )


def score_details(articles: Iterable[Compared]) -> DetailScores:
    """Return the figures for kinds, speakers and dates; what the predicted coding nowhere has is not judged."""
    found = [(pair.gold.coded, pair.predicted.coded) for article in articles for pair in article.matched]
    kinds = found if any(right.kind for _, right in found) else []
    speakers = [(left.speaker, right.speaker) for left, right in found if left.speaker]
    spoken = speakers if any(right for _, right in speakers) else []
    dated = found if any(right.date or right.date_basis for _, right in found) else []
    return DetailScores(
        kind=_share([both for both in kinds if both[0].kind], lambda both: both[0].kind is both[1].kind),
        speaker_name=_share(
            [(left, right) for left, right in spoken if left.name], lambda both: same_speaker(both[0], both[1])
        ),
        speaker_kind=_share(
            [(left, right) for left, right in spoken if left.kind],
            lambda both: both[1] is not None and both[0].kind is both[1].kind,
        ),
        # A gold basis without a date says that there is none to be known.
        date=_share(
            [both for both in dated if both[0].date or both[0].date_basis], lambda both: both[0].date == both[1].date
        ),
        date_basis=_share(
            [both for both in dated if both[0].date_basis], lambda both: both[0].date_basis is both[1].date_basis
        ),
    )


def attribution_interval(articles: Sequence[Compared]) -> Interval:
    """Return the 95 % bootstrap interval of the attribution F1 over articles: the same on every run."""
    counts = np.array(
        [
            (sum(pair.same_source for pair in article.matched), len(article.predicted), len(article.gold))
            for article in articles
        ],
        dtype=np.int64,
    ).reshape(-1, 3)
    if not len(counts):
        return Interval(low=0.0, high=0.0)
    generator = np.random.default_rng(SEED)
    f1 = np.empty(RESAMPLES)
    for number in range(RESAMPLES):
        right, predicted, gold = counts[generator.integers(len(counts), size=len(counts))].sum(axis=0)
        # F1 from counts; the same as from precision and recall, as each pair is one of both.
        f1[number] = 2 * right / (predicted + gold) if predicted + gold else 0.0
    low, high = np.quantile(f1, (0.025, 0.975))
    return Interval(low=float(low), high=float(high))


def _content_words(
    articles: Iterable[Compared], of_kind: Callable[[Iterable[WordedStatement]], list[WordedStatement]]
) -> Score:
    right_predicted = predicted = right_gold = gold = 0
    for article in articles:
        gold_words, predicted_words = _contents(of_kind(article.gold)), _contents(of_kind(article.predicted))
        gold += len(gold_words)
        predicted += len(predicted_words)
        right_gold += len(gold_words & _contents(article.predicted))
        right_predicted += len(predicted_words & _contents(article.gold))
    return Score(right_predicted=right_predicted, predicted=predicted, right_gold=right_gold, gold=gold)


def _contents(statements: Iterable[WordedStatement]) -> Words:
    return frozenset[int]().union(*(statement.content for statement in statements))


def _share(items: Sequence[Item], right: Callable[[Item], bool]) -> Share:
    return Share(right=sum(map(right, items)), of=len(items))
