"""Whether a candidate is a position at all: a logistic regression over what the network and the words tell of it."""

from __future__ import annotations

import numpy as np

from onrecord.positions.trained.loading import Calibration
from onrecord.positions.trained.reading import Floats
from onrecord.positions.trained.words import Shared

SIGNS = (
    "position",
    "conditional",
    "alike",
    "says",
    "behind",
    "words",
    "any word",
    "share",
    "share before",
    "share in title",
    "behind in article",
)
MAY_BE_ABSENT = 2
"""The last signs, which are no numbers where there is no title, or no article."""
"""What is told of a candidate, in this order.

The network's log odds of a position, and how far its score of conditional is before those of support and oppose; the
cosine, what the statement says by itself, how far the cosine is behind that of the nearest concept of the codebook (0
or less); how many words of the concept the content has, whether it has one, which share it has, and which the text
before and the title have; how far the share that the article has is behind that of another concept (0 or less).
"""


def signs_of(
    scores: Floats, *, alike: float, nearest: float, says: float, words: Shared, in_article: float | None
) -> Floats:
    """Return the signs of a candidate (SIGNS,)."""
    told = (
        np.logaddexp.reduce(scores[1:]) - scores[0],
        scores[3] - scores[1:3].max(),
        alike,
        says,
        alike - nearest,
        words.count,
        words.count > 0,
        words.content,
        words.before,
        np.nan if words.title is None else words.title,
        np.nan if in_article is None else in_article,
    )
    return np.array(told, np.float32)


def logits_of(scores: Floats, signs: Floats, calibration: Calibration) -> Floats:
    """Return the logits of none, support, oppose and conditional: those of a position add up to what the gate says."""
    common = np.concatenate([signs[:-MAY_BE_ABSENT], np.array(calibration.absent, np.float32)])
    known = np.where(np.isnan(signs), common, signs)
    position = float(np.array(calibration.gate, np.float32) @ known) + calibration.constant
    split = (scores[1:] + np.array(calibration.bias, np.float32)) / calibration.temperature
    most = split.max()
    split -= most + np.log(np.exp(split - most).sum())
    return np.concatenate([np.zeros(1, np.float32), (split + position).astype(np.float32)])
