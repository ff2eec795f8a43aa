"""Hand-made scores: what an encoder that is sure of itself would say of a text's pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import numpy as np
import pytest
from tokenizers import Tokenizer

from onrecord.statements.trained.pieces import Floats, Pieces, Range, pieces_of
from onrecord.statements.trained.scores import LINK, Scores
from onrecord.statements.trained.tagger import WEIGHTS

SURE = 5.0
"""How far the right label stands above the two others, as a logit."""
LINKED = 7.0
"""Length of the link vectors of parts that belong together: 7 * 7 / 8 above those that do not."""


Said = tuple[str, str, tuple[str, ...]]
"""Source, cue and content of an attribution: each the first such words in the text, `""` for none."""

Score = Callable[[str, Iterable[Said]], tuple[Pieces, Scores]]


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """Return the shipped tokenizer."""
    return Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))


@pytest.fixture(scope="session")
def score(tokenizer: Tokenizer) -> Score:
    """Return a function: a text and what is said in it make its pieces and scores that know it."""

    def make(text: str, statements: Iterable[Said]) -> tuple[Pieces, Scores]:
        pieces = pieces_of(text, tokenizer)
        logits = np.zeros((len(pieces), 3, 3), np.float32)
        logits[:, :, 0] = SURE
        links = np.zeros((len(pieces), 4, LINK), np.float32)
        for number, (source, cue, content) in enumerate(statements):
            for role, words in ((0, source), (1, cue)):
                if words:
                    first, last = range_of(text, words, pieces)
                    _label(logits[first:last, role])
                    links[first, 3 - 2 * role, number] = LINKED
            for words in content:
                first, last = range_of(text, words, pieces)
                _label(logits[first:last, 2])
                links[first:last, 0, number] = LINKED if cue else 0
                links[first:last, 2, number] = LINKED if source else 0
        alike = np.stack([links[:, side] @ links[:, side + 1].T for side in (0, 2)], axis=1) / LINK**0.5
        none = np.zeros((len(pieces), 2), np.float32)
        norm = np.logaddexp(np.logaddexp.reduce(alike, axis=2, initial=-np.inf), none)
        labels = logits - np.logaddexp.reduce(logits, axis=2, keepdims=True)
        return pieces, Scores(labels=labels, links=links, norm=norm, none=none)

    return make


def range_of(text: str, words: str, pieces: Pieces) -> Range:
    """Return the pieces that these words are made of."""
    start = text.index(words)
    first = int(np.searchsorted(pieces.end, start, side="right"))
    return first, int(np.searchsorted(pieces.start, start + len(words), side="left"))


def _label(rows: Floats) -> None:
    rows[:] = [0, 0, SURE]
    rows[0] = [0, SURE, 0]
