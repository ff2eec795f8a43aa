"""From label scores to spans: sources, cues and contents, decoded in several ways."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.trained.pieces import NUMBER, OPENS, OUTSIDE, WORDS, Floats, Integers, Pieces, Range
from onrecord.statements.trained.scores import Scores

SOURCE, CUE, CONTENT = range(3)
OUT, BEGIN, IN = range(3)
_NEVER = -1e9


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How labels are decoded: what it costs to begin a span of each role, and what favours its inside."""

    entry: tuple[float, float, float]
    bias: tuple[float, float, float]


DECODINGS = (
    Decoding(entry=(0.0, 0.0, 0.5), bias=(0.4, 0.2, 0.1)),
    Decoding(entry=(0.0, 0.0, 0.0), bias=(1.6, 1.4, 1.3)),
)
"""A careful one and a generous one. On articles held out of training a third between or beyond them adds nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The spans of each role that one decoding finds, in text order."""

    sources: tuple[Range, ...]
    cues: tuple[Range, ...]
    contents: tuple[Range, ...]


def parts_of(pieces: Pieces, scores: Scores, decodings: Sequence[Decoding] = DECODINGS) -> list[Parts]:
    """Return the spans of a section, once for each decoding, contents snapped to quotations."""
    if not len(pieces):
        return [Parts(sources=(), cues=(), contents=()) for _ in decodings]
    starts = np.flatnonzero(np.diff(pieces.paragraph, prepend=-1))
    lengths = np.diff(np.append(starts, len(pieces)))
    rows = []
    for decoding in decodings:
        emissions = scores.labels + np.array([[0.0, bias, bias] for bias in decoding.bias], np.float32)
        emissions[:, :, BEGIN] -= np.array(decoding.entry, np.float32)
        rows.append(emissions)
    stacked = np.stack(rows).transpose(1, 0, 2, 3)  # piece, decoding, role, state
    states = best_states(stacked.reshape(len(pieces), -1, 3), starts, lengths)
    states = states.reshape(len(pieces), len(decodings), 3)
    quotations = _quotation_ranges(pieces)
    worded = np.isin(pieces.features[:, 0], (*WORDS, NUMBER))
    found = []
    for number in range(len(decodings)):
        sources, cues, contents = (_ranges(states[:, number, role], pieces.word) for role in range(3))
        found.append(Parts(sources=sources, cues=cues, contents=_snapped(contents, quotations, worded)))
    return found


def best_states(emissions: Floats, starts: Integers, lengths: Integers) -> Integers:
    """Return the states (pieces, columns) of the best path through each line, where `in` follows `begin` or `in` only.

    Viterbi's algorithm over all lines and columns at once. `emissions` (pieces, columns, out begin in) are added up
    along a path; `starts` and `lengths` (lines,) say where the lines stand.
    """
    order = np.argsort(-lengths, kind="stable")
    starts, lengths = starts[order], lengths[order]
    columns = emissions.shape[1]
    steps = int(lengths[0])
    alive = np.searchsorted(-lengths, -np.arange(steps), side="left")  # lines longer than the step
    best = np.empty((len(starts), columns, 3), np.float32)
    back = np.zeros((len(emissions), columns, 2), np.int8)  # what comes before out and begin, before in
    last = np.empty((len(starts), columns, 3), np.float32)
    for step in range(steps):
        count = alive[step]
        rows = starts[:count] + step
        here = emissions[rows]
        if step == 0:
            best[:] = here
            best[:, :, IN] = _NEVER
        else:
            before = best[:count]
            inner = before[:, :, IN] > before[:, :, BEGIN]
            to_in = np.where(inner, before[:, :, IN], before[:, :, BEGIN])
            stays = to_in > before[:, :, OUT]
            to_any = np.where(stays, to_in, before[:, :, OUT])
            inner_state = inner.astype(np.int8) + 1
            back[rows, :, 1] = inner_state
            back[rows, :, 0] = np.where(stays, inner_state, 0)
            best[:count] = here
            best[:count, :, :IN] += to_any[:, :, None]
            best[:count, :, IN] += to_in
        ending = slice(alive[step + 1] if step + 1 < steps else 0, count)
        last[ending] = best[ending]
    states = np.zeros((len(emissions), columns), np.int64)
    current = last.argmax(axis=2)
    for step in range(steps - 1, -1, -1):
        count = alive[step]
        rows = starts[:count] + step
        now = current[:count]
        states[rows] = now
        pointers = back[rows]
        current[:count] = np.where(now == IN, pointers[:, :, 1], pointers[:, :, 0])
    return states


def _ranges(states: Integers, word: Integers) -> tuple[Range, ...]:
    """Return the spans in whole words: a word's first piece says whether it belongs to a span."""
    opens = np.diff(word, prepend=-1) != 0
    whole = states[np.maximum.accumulate(np.where(opens, np.arange(len(states)), 0))]
    whole = np.where(opens | (whole != BEGIN), whole, IN)
    before = np.append(OUT, whole[:-1])
    begins = np.flatnonzero((whole == BEGIN) | ((whole == IN) & (before == OUT)))
    outside = np.append(np.flatnonzero(whole != IN), len(whole))
    ends = outside[np.searchsorted(outside, begins, side="right")]
    return tuple(zip(begins.tolist(), ends.tolist(), strict=True))


def _quotation_ranges(pieces: Pieces) -> list[Range]:
    quoted = pieces.features[:, 1]
    inside = quoted != OUTSIDE
    begins = np.flatnonzero(inside & ((np.diff(inside.astype(np.int8), prepend=0) == 1) | (quoted == OPENS)))
    stops = np.append(begins[1:], len(pieces))
    outside = np.append(np.flatnonzero(~inside), len(pieces))
    ends = np.minimum(stops, outside[np.searchsorted(outside, begins)])
    return list(zip(begins.tolist(), ends.tolist(), strict=True))


def _snapped(contents: tuple[Range, ...], quotations: Sequence[Range], worded: NDArray[np.bool_]) -> tuple[Range, ...]:
    """Return contents that nearly cover a quotation with its bounds, where that takes nothing from another.

    Words outside the quotation stay: in `called it “a farce”` the content is `it “a farce”`.
    """
    begins = [begin for begin, _ in quotations]
    found: list[Range] = []
    for place, content in enumerate(contents):
        start, end = content
        number = bisect_left(begins, end) - 1
        if number >= 0:
            begin, stop = quotations[number]
            mostly = min(end, stop) - max(start, begin) > 0.6 * (stop - begin)
            slack = max(2, (stop - begin) // 6)
            if mostly and abs(stop - end) <= slack and not worded[stop:end].any():
                later = contents[place + 1][0] if place + 1 < len(contents) else stop
                end = max(start + 1, min(stop, later))
            if mostly and abs(begin - start) <= slack and begin < end and not worded[start:begin].any():
                start = begin
        if found:
            start = max(start, found[-1][1])
        if start < end:
            found.append((start, end))
    return tuple(found)
