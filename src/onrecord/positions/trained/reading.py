"""What the encoder reads of a statement and of a concept: word pieces, each with the part it belongs to."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.english import readable
from onrecord.positions.coder import Said

Integers = NDArray[np.int64]
Floats = NDArray[np.float32]

CLS, SEP = 101, 102
WIDE = 384
"""Length of a state and of a vector."""
PARTS = 5
FRAME, BEFORE, SAYING, CONTENT, CONCEPT = range(PARTS)
"""Parts: marks between the others, the sentences before, source and cue, what is said, a concept's sentence."""
LONGEST_STATEMENT = 64
LONGEST_SAYING = 14
LONGEST_CONCEPT = 24
_CHARACTERS = 1_000
"""Read of a field at most, before it is cut to pieces: more than 64 pieces of any script that the encoder knows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """Word pieces in order, with [CLS] and [SEP], and the part of each."""

    ids: Integers
    parts: Integers

    def __len__(self) -> int:
        return len(self.ids)


def pieces_of_statement(said: Said, tokenizer: Tokenizer) -> Pieces:
    """Return the pieces of a statement: its content first, then the saying, then as much as fits of what is before.

    Who the source is stays unread but for its words' kind: see `SAYING`.
    """
    room = LONGEST_STATEMENT - 3
    content = _pieces(said.content[:_CHARACTERS], tokenizer)[:room]
    room -= len(content)
    saying = _pieces(f"{said.source[-_CHARACTERS:]} {said.cue[:_CHARACTERS]}", tokenizer)
    saying = saying[-min(room, LONGEST_SAYING) :] if room else []
    room -= len(saying)
    before = _pieces(said.before[-_CHARACTERS:], tokenizer)[-room:] if room else []
    return _framed(((BEFORE, before), (SAYING, saying), (CONTENT, content)))


def pieces_of_concept(label: str, tokenizer: Tokenizer) -> Pieces:
    """Return the pieces of a concept's sentence."""
    return _framed(((CONCEPT, _pieces(label[:_CHARACTERS], tokenizer)[:LONGEST_CONCEPT]),))


def _pieces(text: str, tokenizer: Tokenizer) -> list[int]:
    return list(tokenizer.encode(readable(text), add_special_tokens=False).ids)


def _framed(stretches: tuple[tuple[int, list[int]], ...]) -> Pieces:
    ids, parts = [CLS], [FRAME]
    for part, pieces in stretches:
        ids += pieces
        parts += [part] * len(pieces)
        if part == BEFORE and pieces:
            ids.append(SEP)
            parts.append(FRAME)
    return Pieces(ids=np.array([*ids, SEP], np.int64), parts=np.array([*parts, FRAME], np.int64))
