"""What the encoder says of every piece: scores of source, cue and content, and vectors that link them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.statements.trained.pieces import WORDS, Floats, Integers, Pieces, Range, windows_of

CLS, SEP = 101, 102
LINK = 64
WINDOW = 188
"""Most pieces that the encoder sees at once, as in training."""
BATCH = 500
"""Pieces a batch, padding included: with more the intermediate results leave the cache (500 pieces: 5.0 thousand
words a CPU second, 900: 4.7, 1,500: 4.5)."""

_IMPOSSIBLE = -30.0

Encode = Callable[[Integers, Integers, Integers], tuple[Floats, Floats, Floats]]
"""From ids (rows, pieces), features (rows, pieces, 3) and mask (rows, pieces) to the labels' log probabilities (rows,
pieces, 9), link vectors (rows, pieces, 4 * LINK), and norm and none of cue and source (rows, pieces, 4)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What the encoder says of a text's pieces.

    `labels` (pieces, role, out begin in) are log probabilities. `links` (pieces, 4, LINK) are the vectors: content
    looks for its cue, cue, content looks for its source, source. `norm` and `none` (pieces, 2) are the logarithms of
    the sum over all pieces of the window and of the weight of no link, for cue and source.
    """

    labels: Floats
    links: Floats
    norm: Floats
    none: Floats


def scores_of(pieces: Pieces, encode: Encode, *, batch: int = BATCH) -> Scores:
    """Return the scores of one section, its windows read by length; one without a word is not read.

    No other text shares a batch: the quantised encoder scales by what stands in the batch, and a text's statements
    must not depend on its neighbours.
    """
    found = Scores(
        labels=np.zeros((len(pieces), 3, 3), np.float32),
        links=np.zeros((len(pieces), 4, LINK), np.float32),
        norm=np.zeros((len(pieces), 2), np.float32),
        none=np.zeros((len(pieces), 2), np.float32),
    )
    found.labels[:, :, 1:] = _IMPOSSIBLE
    worded = np.isin(pieces.features[:, 0], WORDS)
    windows = [(start, end) for start, end in windows_of(pieces, limit=WINDOW) if worded[start:end].any()]
    windows.sort(key=_length)
    place = 0
    while place < len(windows):
        size = 1
        while place + size < len(windows) and (size + 1) * (2 + _length(windows[place + size])) <= batch:
            size += 1
        _read(pieces, windows[place : place + size], encode, found)
        place += size
    return found


def _length(window: Range) -> int:
    return window[1] - window[0]


def _read(pieces: Pieces, windows: Sequence[Range], encode: Encode, found: Scores) -> None:
    longest = 2 + max(map(_length, windows))
    ids = np.zeros((len(windows), longest), np.int64)
    features = np.zeros((len(windows), longest, 3), np.int64)
    mask = np.zeros((len(windows), longest), np.int64)
    for row, (start, end) in enumerate(windows):
        length = end - start
        ids[row, 0], ids[row, length + 1] = CLS, SEP
        ids[row, 1 : length + 1] = pieces.ids[start:end]
        features[row, 1 : length + 1] = pieces.features[start:end]
        mask[row, : length + 2] = 1
    labels, links, sums = encode(ids, features, mask)
    for row, (start, end) in enumerate(windows):
        length = end - start
        inside = slice(1, length + 1)
        found.labels[start:end] = labels[row, inside].reshape(length, 3, 3)
        found.links[start:end] = links[row, inside].reshape(length, 4, LINK)
        found.norm[start:end] = sums[row, inside, :2]
        found.none[start:end] = sums[row, inside, 2:]
