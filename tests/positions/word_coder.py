"""A coder that knows three words, for ledgers whose positions a test can foretell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Concept, Stance
from onrecord.positions.coder import Judgement, Said

STANCES = {"yes": Stance.SUPPORT, "no": Stance.OPPOSE, "if": Stance.CONDITIONAL}


@dataclass(frozen=True)
class WordCoder:
    """Takes "dam yes" for support of the concept whose id is dam."""

    name: str = "words-1"

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        for one in said:
            yield tuple(
                Judgement(concept=concept.id, stance=stance, confidence=0.8, probabilities={stance: 0.8})
                for concept in concepts
                for word, stance in STANCES.items()
                if f"{concept.id} {word}" in one.content
            )
