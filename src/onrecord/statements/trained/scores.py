"""What the encoder says of every piece: scores of source, cue and content, and vectors that link them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onrecord.statements.trained.pieces import WORDS, Floats, Integers, Pieces, windows_of

CLS, SEP = 101, 102
LINK = 64
WINDOW = 188
"""Most pieces that the encoder sees at once, as in training."""

_IMPOSSIBLE = -30.0

Encode = Callable[[Integers, Integers], tuple[Floats, Floats, Floats]]
"""From ids (pieces,) and features (pieces, 3) of one window to the labels' log probabilities (pieces, 9), link vectors
(pieces, 4 * LINK), and norm and none of cue and source (pieces, 4)."""


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


def scores_of(pieces: Pieces, encode: Encode) -> Scores:
    """Return the scores of a text or section; a window without a word is not read.

    Windows are read one by one: the quantised encoder scales by what it reads at once, and a text's statements must
    not depend on its neighbours. Several at a time would not be faster on a processor.
    """
    found = Scores(
        labels=np.zeros((len(pieces), 3, 3), np.float32),
        links=np.zeros((len(pieces), 4, LINK), np.float32),
        norm=np.zeros((len(pieces), 2), np.float32),
        none=np.zeros((len(pieces), 2), np.float32),
    )
    found.labels[:, :, 1:] = _IMPOSSIBLE
    worded = np.isin(pieces.features[:, 0], WORDS)
    for start, end in windows_of(pieces, limit=WINDOW):
        if worded[start:end].any():
            _read(pieces, start, end, encode, found)
    return found


def _read(pieces: Pieces, start: int, end: int, encode: Encode, found: Scores) -> None:
    length = end - start
    ids = np.zeros(length + 2, np.int64)
    features = np.zeros((length + 2, 3), np.int64)
    ids[0], ids[1:-1], ids[-1] = CLS, pieces.ids[start:end], SEP
    features[1:-1] = pieces.features[start:end]
    labels, links, sums = (rows[1:-1] for rows in encode(ids, features))
    found.labels[start:end] = labels.reshape(length, 3, 3)
    found.links[start:end] = links.reshape(length, 4, LINK)
    found.norm[start:end] = sums[:, :2]
    found.none[start:end] = sums[:, 2:]
