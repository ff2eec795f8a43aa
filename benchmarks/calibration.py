"""Whether confidences mean what they say: `python benchmarks/calibration.py GOLD [--tagger rules]`.

GOLD holds articles with gold attributions, a line of JSON each. A statement is right when it is paired with a gold
one (their contents share half of their words, each in one pair only) whose source is the same. Prints how often
those of each tenth of confidence are right, and the expected calibration error: the mean distance of the two,
weighted by the statements in each tenth (Naeini, Cooper and Hauskrecht, AAAI 2015).
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from onrecord.evaluation.coding import CodedArticle, CodedStatement, Coding, read_coding
from onrecord.evaluation.matching import SAME_CONTENT, pairs
from onrecord.evaluation.words import WordedText, worded_statements
from onrecord.pipeline import tagger_named
from onrecord.statements.tagger import Tagger, TaggerName

BINS = 10


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("--tagger", type=TaggerName, choices=list(TaggerName), default=TaggerName.TRAINED)
    arguments = parser.parse_args()
    judged = list(judgements(read_coding(arguments.gold), tagger_named(arguments.tagger)))
    print(f"{'confidence':>12}{'statements':>12}{'mean':>8}{'right':>8}")
    for number, group in groupby(sorted(judged), key=lambda one: _bin(one[0])):
        here = list(group)
        mean, share = _means(here)
        print(f"{number / BINS:>7.1f} to {(number + 1) / BINS:.1f}{len(here):>10}{mean:>8.3f}{share:>8.3f}")
    mean, share = _means(judged)
    print(
        f"all {len(judged):,}: mean confidence {mean:.3f}, right {share:.3f}, calibration error {error_of(judged):.3f}"
    )


def judgements(gold: Coding, tagger: Tagger) -> Iterator[tuple[float, bool]]:
    """Yield each statement's confidence and whether it is right."""
    for article, found in zip(gold.values(), tagger(article.text or "" for article in gold.values()), strict=True):
        worded = WordedText(article.text or "")
        coded = [CodedStatement(source=one.source, cue=one.cue, content=one.content) for one in found]
        predicted = worded_statements(CodedArticle(id=article.id, statements=tuple(coded)), worded)
        right = {
            id(pair.predicted.coded)
            for pair in pairs(worded_statements(article, worded), predicted)
            if pair.overlap >= SAME_CONTENT and pair.same_source
        }
        for one, statement in zip(found, coded, strict=True):
            yield one.confidence, id(statement) in right


def error_of(judged: Sequence[tuple[float, bool]]) -> float:
    """Return the expected calibration error over ten bins of equal width."""
    total = 0.0
    for _, group in groupby(sorted(judged), key=lambda one: _bin(one[0])):
        here = list(group)
        mean, share = _means(here)
        total += abs(mean - share) * len(here) / len(judged)
    return total


def _bin(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _means(judged: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    return sum(one[0] for one in judged) / len(judged), sum(one[1] for one in judged) / len(judged)


if __name__ == "__main__":
    main()
