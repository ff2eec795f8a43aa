"""Near copies: fingerprints of texts, compared without the texts (MinHash over runs of words).

Of our own, since ledgers keep fingerprints for ever and the libraries' differ from one release to another.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from hashlib import blake2b
from typing import Self

import numpy as np

COPY = 0.7
"""Similarity from which an article is a copy of another.

Measured on 840 news articles of one election: seven pairs are nearer than this, each of them one report printed
twice; one more is above .3 (.65), of which the shorter shares half its runs with the longer.
"""

RUN = 4
"""Words in a run: long enough that two reports on one event share few."""

PLACES = 128
BAND = 3
"""Places in a band. Of reports cut to .8, .6, .5 and .4 of their paragraphs .99, .95, .89 and .71 share a band with the
whole one, and so do all with a word in ten changed, but of 350,000 pairs of articles only eight."""

SHORTEST = 0.15
"""Of two texts of which one is shorter than this share of the other only the whole is compared."""

WORD = re.compile(r"\w+")


def _multipliers() -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    numbers = [blake2b(f"onrecord {place}".encode(), digest_size=16).digest() for place in range(PLACES)]
    pairs = np.frombuffer(b"".join(numbers), dtype="<u8").reshape(PLACES, 2).astype(np.uint64)
    pairs[:, 0] |= np.uint64(1)
    return pairs


MULTIPLIERS = _multipliers()


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What remains of a text to compare it by: how many runs of words it has, and the least hash at each place."""

    runs: int
    minima: bytes

    @property
    def bands(self) -> tuple[str, ...]:
        """Keys to look up by: near copies share at least one."""
        width = BAND * 4
        return tuple(
            f"{band:02x}{blake2b(self.minima[band * width : (band + 1) * width], digest_size=7).hexdigest()}"
            for band in range(PLACES // BAND)
        )

    def to_bytes(self) -> bytes:
        """Return the fingerprint for storage, 516 bytes."""
        return struct.pack("<I", self.runs) + self.minima

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Return the fingerprint that `to_bytes` stored."""
        return cls(runs=struct.unpack_from("<I", stored)[0], minima=stored[4:])


def fingerprint(text: str) -> Fingerprint:
    """Return the fingerprint of a text: the same in every process; case and punctuation do not count."""
    words = WORD.findall(text.casefold())
    runs = {" ".join(words[place : place + RUN]) for place in range(max(1, len(words) - RUN + 1))}
    hashes = np.frombuffer(
        b"".join(blake2b(run.encode(errors="replace"), digest_size=8).digest() for run in runs), dtype="<u8"
    ).astype(np.uint64)
    minima = np.full(PLACES, np.iinfo(np.uint32).max, dtype=np.uint32)
    for start in range(0, len(hashes), 4096):
        block = hashes[start : start + 4096]
        mixed = (MULTIPLIERS[:, :1] * block + MULTIPLIERS[:, 1:]) >> np.uint64(32)
        minima = np.minimum(minima, mixed.min(axis=1).astype(np.uint32))
    return Fingerprint(runs=len(runs), minima=minima.astype("<u4").tobytes())


def similarity(one: Fingerprint, other: Fingerprint) -> float:
    """Return the estimated share of the shorter text's runs of words that the longer one has, from 0 to 1.

    So a report cut by its last paragraphs is as similar as the whole report.
    """
    same = np.frombuffer(one.minima, dtype="<u4") == np.frombuffer(other.minima, dtype="<u4")
    jaccard = float(same.mean())
    shorter, longer = sorted((one.runs, other.runs))
    if shorter < SHORTEST * longer:
        return jaccard
    return min(1.0, jaccard * (shorter + longer) / (1 + jaccard) / shorter)


def is_copy(one: Fingerprint, other: Fingerprint) -> bool:
    """Return whether one of the texts nearly repeats the other."""
    return similarity(one, other) >= COPY
