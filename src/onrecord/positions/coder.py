"""What every coder of positions has in common: what it reads of a statement, and what it answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from onrecord.model import Concept, Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as a coder reads it: its words, and what stands before them in the article.

    `before` is at most the two sentences before the statement, `title` and `article` the title and the text of the
    article; each may be empty.
    """

    content: str
    source: str = ""
    cue: str = ""
    before: str = ""
    title: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """The stance that a statement takes on a concept, and how likely each is; the rest to 1 is no position."""

    concept: str
    stance: Stance
    confidence: float
    probabilities: Mapping[Stance, float]


class Coder(Protocol):
    """Judges statements by a codebook."""

    @property
    def name(self) -> str:
        """A name that tells this coder from every other, weights included."""

    def __call__(self, said: Iterable[Said], concepts: Sequence[Concept]) -> Iterator[tuple[Judgement, ...]]:
        """Yield the positions of each statement in turn, most often none; what is unsure is left out."""
