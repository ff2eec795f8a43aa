"""Which statement of one coding is which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluation.words import WordedStatement, Words

SAME_CONTENT = 0.5
"""From this Jaccard overlap of the contents on two statements are the same."""
SAME_PART = 0.5
"""From this overlap on two sources, or two cues, are the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two statements whose contents overlap, each in no other pair."""

    gold: WordedStatement
    predicted: WordedStatement
    overlap: float

    @property
    def same_source(self) -> bool:
        """A short name matches a long one; no source matches only no source."""
        if not self.gold.source:
            return not self.predicted.source
        return shared(self.gold.source, self.predicted.source) >= SAME_PART


def pairs(
    gold: Sequence[WordedStatement], predicted: Sequence[WordedStatement], *, symmetric: bool = False
) -> tuple[Pair, ...]:
    """Return the pairs, taken best overlap first.

    Ties go to the earlier gold statement, or, when symmetric, to the earlier of the two, which
    gives the same pairs when the codings change places.
    """
    candidates = sorted(
        (-jaccard(left.content, right.content), min(i, j) if symmetric else i, max(i, j) if symmetric else j, i, j)
        for i, left in enumerate(gold)
        for j, right in enumerate(predicted)
        if left.content & right.content
    )
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    found = []
    for negative, _, _, i, j in candidates:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            found.append(Pair(gold=gold[i], predicted=predicted[j], overlap=-negative))
    return tuple(found)


def jaccard(left: Words, right: Words) -> float:
    """Return the shared words as a share of all words of the two; 0 for nothing and nothing."""
    return len(left & right) / len(left | right) if left or right else 0.0


def shared(left: Words, right: Words) -> float:
    """Return the shared words as a share of the shorter of the two; 0 where one is empty."""
    return len(left & right) / min(len(left), len(right)) if left and right else 0.0
