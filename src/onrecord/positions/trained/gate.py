"""Whether a candidate is a position at all: a logistic regression over what the network and the words tell of it."""

from __future__ import annotations

import numpy as np

from onrecord.positions.trained.loading import Calibration
from onrecord.positions.trained.reading import Floats
from onrecord.positions.trained.words import Shared

SIGNS = (
    "support",
    "oppose",
    "conditional",
    "alike",
    "says",
    "behind",
    "words",
    "any word",
    "share",
    "share before",
    "share in title",
)
"""What is told of a candidate, in this order.

The network's scores of the stances less that of none; the cosine, what the statement says by itself, how far the
cosine is behind that of the nearest concept of the codebook (0 or less); how many words of the concept the content
has, whether it has one, which share it has, and which the text before and the title have.
"""


def signs_of(scores: Floats, alike: float, nearest: float, says: float, words: Shared) -> Floats:
    """Return the signs of a candidate (SIGNS,); that of the title is no number where there is no title."""
    told = (
        *(scores[1:] - scores[0]),
        alike,
        says,
        alike - nearest,
        words.count,
        words.count > 0,
        words.content,
        words.before,
        np.nan if words.title is None else words.title,
    )
    return np.array(told, np.float32)


def logits_of(scores: Floats, signs: Floats, calibration: Calibration) -> Floats:
    """Return the logits of none, support, oppose and conditional: those of a position add up to what the gate says."""
    known = np.where(np.isnan(signs), np.float32(calibration.untitled), signs)
    position = float(np.array(calibration.gate, np.float32) @ known) + calibration.constant
    split = (scores[1:] + np.array(calibration.bias, np.float32)) / calibration.temperature
    most = split.max()
    split -= most + np.log(np.exp(split - most).sum())
    return np.concatenate([np.zeros(1, np.float32), (split + position).astype(np.float32)])
