"""The seam of the stage: a tagger turns texts into attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Protocol

from onrecord.model import Attribution


class TaggerName(StrEnum):
    """The taggers that come with onrecord."""

    TRAINED = "trained"
    RULES = "rules"


class Tagger(Protocol):
    """Yields, for each text in order, its attributions in text order.

    Offsets are Unicode code points of the text as given. A tagger loads its model on
    the first text, knows nothing of articles, actors or ledgers, and gives the same
    attributions for a text whatever stands beside it in the stream.
    """

    @property
    def name(self) -> str: ...

    @property
    def languages(self) -> frozenset[str]: ...

    def __call__(self, texts: Iterable[str]) -> Iterator[tuple[Attribution, ...]]: ...
