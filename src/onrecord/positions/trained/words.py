"""Words that a statement shares with a concept: names and rare words, which vectors of small encoders blur."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from onrecord.positions.coder import Said
from onrecord.positions.trained.reading import Floats

FUNCTION_WORDS = frozenset(
    "a about all also an and any are as at be because been being by can could did do does down for from had has have he"
    " her his how if in into is it its may might more must no nor not of off on or other out over rather she should so"
    " such than that the their them then there these they this those through to too up very was were what when where"
    " whether which who will with would".split()
)
ENDINGS = "ization ations ation ingly ments ment ness ings ing edly ed ies ers er ions ion ity al ly es s e y".split()
SHORTEST = 4
"""Letters that are left of a word at least when an ending is taken off."""
_CHARACTERS = 4_000
"""Read of a statement, of what stands before it and of a title at most."""
_OF_ARTICLE = 40_000
"""Characters read of an article at most."""
_WORD = re.compile(r"[^\W\d_][\w'’-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The stems of a statement's content, of what stands before it, of the title and the article (None without one)."""

    content: frozenset[str]
    before: frozenset[str]
    title: frozenset[str] | None
    article: frozenset[str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Shared:
    """How many stems of a concept the content has, and which share of them the content, the text before, the title."""

    count: int
    content: float
    before: float
    title: float | None


def words_of(said: Said) -> Words:
    """Return the stems of a statement."""
    return Words(
        content=stems(said.content),
        before=stems(said.before),
        title=stems(said.title) if said.title.strip() else None,
        article=_stems_of_article(said.article) if said.article.strip() else None,
    )


def shared(concept: AbstractSet[str], words: Words) -> Shared:
    """Return what a concept with these stems shares with a statement."""
    every = max(1, len(concept))
    return Shared(
        count=len(concept & words.content),
        content=len(concept & words.content) / every,
        before=len(concept & words.before) / every,
        title=None if words.title is None else len(concept & words.title) / every,
    )


def behind_in_article(concepts: Sequence[AbstractSet[str]], words: Words) -> Floats | None:
    """Return how far the share of each concept's stems that the article has is behind the largest (concepts,).

    0 or less; None without an article. So it is told what the article is about, beside the other concepts.
    """
    if words.article is None or not concepts:
        return None
    shares = np.array([len(one & words.article) / max(1, len(one)) for one in concepts], np.float32)
    behind: Floats = shares - shares.max()
    return behind


@lru_cache(maxsize=4)
def _stems_of_article(text: str) -> frozenset[str]:
    return stems(text, most=_OF_ARTICLE)


def stems(text: str, *, most: int = _CHARACTERS) -> frozenset[str]:
    """Return the stems of the words that carry meaning by themselves, of so many characters at most."""
    words = (word.lower().replace("’", "'") for word in _WORD.findall(text[:most]))
    return frozenset(_stem(word) for word in words if word not in FUNCTION_WORDS)


def _stem(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("'")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
