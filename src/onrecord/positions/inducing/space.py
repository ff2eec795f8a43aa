"""Vectors by which statements and sentences are compared: what an encoder makes of them, and the words they share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from onrecord.positions.coder import Said
from onrecord.positions.inducing.words import MEANING

Floats = NDArray[np.float32]
Embed = Callable[[Sequence[str]], Floats]
"""Vectors of length 1, one a text."""

SHARED = 0.5
"""What the cosine of the words counts, against 1 of the encoder's."""
WIDE = 1_024
"""Places that the words are spread over by their checksum: two of a sentence seldom meet."""
_READ = 600
"""Characters of a content that are read."""
_LEADING = 200
"""Characters read of what stands before it: a sentence, more or less."""
_WORD = re.compile(r"[^\W_]+")
_ENDINGS = "isations ization isation ations ation ments ment ings ing ies ied ed es s e y al er".split()
_ROOT = 4
_LONGEST_ROOT = 7


@dataclass(frozen=True, slots=True)
class Space:
    """What makes vectors comparable: how rare each root is, and the middles that are taken off.

    `known` are the vectors of texts that were read before, `lone` the roots that at most one statement has.
    """

    embed: Embed
    known: Mapping[str, Floats]
    rarity: Mapping[str, float]
    lone: frozenset[str]
    middle_of_statements: Floats
    middle_of_sentences: Floats

    def statements(self, said: Sequence[Said]) -> Floats:
        """Return the vectors of statements, each read with what stands before it."""
        texts = [_text(one) for one in said]
        return self._joined(self._read(texts) - self.middle_of_statements, texts)

    def sentences(self, sentences: Sequence[str]) -> Floats:
        """Return the vectors of sentences."""
        return self._joined(self._read(sentences) - self.middle_of_sentences, sentences)

    def shared(self, sentences: Sequence[str]) -> Floats:
        """Return the share of each sentence's words that more than one statement has."""
        roots = (roots_of(one) for one in sentences)
        return np.array([sum(root not in self.lone for root in one) / max(1, len(one)) for one in roots], np.float32)

    def _read(self, texts: Sequence[str]) -> Floats:
        unknown = [text for text in texts if text not in self.known]
        new = dict(zip(unknown, self.embed(unknown), strict=True)) if unknown else {}
        return np.stack([new[text] if text in new else self.known[text] for text in texts])

    def _joined(self, read: Floats, texts: Sequence[str]) -> Floats:
        words = np.zeros((len(texts), WIDE), np.float32)
        for row, text in zip(words, texts, strict=True):
            for root, count in Counter(roots_of(text)).items():
                if root in self.rarity:
                    place = crc32(root.encode())
                    row[place % WIDE] += (1 + log(count)) * self.rarity[root] * (1 if place & 1 << 31 else -1)
        joined = np.hstack([unit(read), np.float32(SHARED**0.5) * unit(words)])
        return unit(joined)


def space_of(said: Sequence[Said], sentences: Sequence[str], embed: Embed) -> Space:
    """Return the space of these statements and sentences; roots of the sentences alone count as words."""
    texts = [_text(one) for one in said]
    of_texts, of_sentences = embed(texts), embed(sentences)
    known = dict(zip([*texts, *sentences], [*of_texts, *of_sentences], strict=True))
    roots = sorted({root for one in sentences for root in roots_of(one)})
    statements_with = Counter(root for one in said for root in set(roots_of(one.content[:_READ])))
    rarity = {root: log(1 + len(said) / (1 + statements_with[root])) for root in roots}
    lone = frozenset(root for root in roots if statements_with[root] < 2)
    return Space(embed, known, rarity, lone, of_texts.mean(axis=0), of_sentences.mean(axis=0))


def roots_of(text: str) -> list[str]:
    """Return the words of a text without their endings, the commonest left out, one for all that mean the same."""
    return [_root(word) for word in _WORD.findall(text.lower()) if word not in COMMON]


def unit(vectors: Floats) -> Floats:
    """Return vectors of length 1."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    scaled: Floats = vectors / np.maximum(lengths, 1e-9)
    return scaled


COMMON = frozenset(
    """
    a an the of in to on for at by from with and or but if that this it its is are was were be been has have had will
    would should could can may might must not no he she they we i you his her their our who which what when there then
    than so all as do does did said say says
    """.split()
)


def _root(word: str) -> str:
    if word in MEANING:
        return MEANING[word]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _ROOT:
            return word[: -len(ending)]
    return word[:_LONGEST_ROOT]


def _text(said: Said) -> str:
    return f"{said.content[:_READ]} {said.before[-_LEADING:]}".strip()
