"""How probable it is that a candidate attribution is right, and which candidates are taken."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.statements.trained.candidates import JOININGS, Candidate, Links, candidates_of, sentences_of
from onrecord.statements.trained.decoding import BEGIN, CONTENT, CUE, DECODINGS, IN, SOURCE
from onrecord.statements.trained.pieces import OUTSIDE, TITLE, UPPER, Floats, Integers, Pieces, Range
from onrecord.statements.trained.scores import Scores

WAYS = (len(JOININGS) + 1) * len(DECODINGS)
AROUND = 60
"""Pieces before and behind a content where its best source is looked for."""
RIVALS = 30
"""Neighbours on either side, in text order, with which a candidate is compared."""
_LEAST_LINK = -15.0
_LEAST_BEGIN = -12.0
_LIKELY_BEGIN = -2.5

Columns = dict[str, NDArray[np.floating]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """A feature's mean and scale on the articles that the re-ranker was fitted on, and its weight."""

    mean: float
    scale: float
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """A logistic regression over scaled features, and the probability from which a candidate is taken."""

    weights: Mapping[str, Weight]
    intercept: float
    threshold: float

    def probabilities(self, features: Columns) -> Floats:
        """Return for each row how probable it is that the candidate is right; the features are those fitted on."""
        if features.keys() != self.weights.keys():
            raise ValueError(f"fitted on other features: {', '.join(sorted(features.keys() ^ self.weights.keys()))}")
        total = np.full(len(features["ways"]), self.intercept)
        for name, weight in self.weights.items():
            total += (features[name] - weight.mean) * (weight.weight / weight.scale)
        found: Floats = (1 / (1 + np.exp(-np.clip(total, -30, 30)))).astype(np.float32)
        return found

    def to_json(self) -> str:
        """Return the ranker as JSON."""
        return json.dumps(asdict(self), indent=1)


def read_ranker(text: str) -> Ranker:
    """Return the ranker that `to_json` wrote."""
    fields = json.loads(text)
    return Ranker(
        weights={name: Weight(**weight) for name, weight in fields["weights"].items()},
        intercept=float(fields["intercept"]),
        threshold=float(fields["threshold"]),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """A section's candidates, and each feature of all of them in one array (candidates,)."""

    candidates: tuple[Candidate, ...]
    features: Columns


def ranked(pieces: Pieces, scores: Scores) -> Ranked:
    """Return the candidates of a section with their features."""
    links = Links(scores)
    found = candidates_of(pieces, scores, links)
    if not found:
        return Ranked(candidates=(), features={})
    candidates = tuple(candidate for candidate, _ in found)
    view = _View(pieces, scores, links)
    table = _Table(candidates)
    columns = {**_of_content(table, view), **_of_parts(table, view), **_of_relations(table, view)}
    for way in range(WAYS):
        columns[f"way {way}"] = np.array([way in ways for _, ways in found], np.float64)
    columns["ways"] = np.array([len(ways) / WAYS for _, ways in found])
    return Ranked(candidates=candidates, features={**columns, **_of_rivals(table, columns)})


def chosen(candidates: Sequence[Candidate], probabilities: Floats, *, threshold: float) -> list[int]:
    """Return the numbers of the candidates taken, best first, none with another's content or cue."""
    taken: list[int] = []
    used: set[int] = set()
    cues: set[Range] = set()
    for number in np.argsort(-probabilities, kind="stable").tolist():
        if probabilities[number] < threshold:
            break
        candidate = candidates[number]
        if candidate.cue in cues:
            continue
        places = {place for start, end in candidate.content for place in range(start, end)}
        if places & used:
            continue
        used |= places
        if candidate.cue is not None:
            cues.add(candidate.cue)
        taken.append(number)
    return taken


class _Table:
    """Candidates as arrays: their content's ranges one after another, and their cues and sources."""

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        counts = np.array([len(candidate.content) for candidate in candidates])
        self.count = counts
        self.first_row = np.cumsum(counts) - counts
        self.owner = np.repeat(np.arange(len(candidates)), counts)
        self.content = np.array([one for candidate in candidates for one in candidate.content], np.int64)
        self.has_cue = np.array([candidate.cue is not None for candidate in candidates])
        self.has_source = np.array([candidate.source is not None for candidate in candidates])
        self.cue = np.array([candidate.cue or (0, 1) for candidate in candidates], np.int64)
        self.source = np.array([candidate.source or (0, 1) for candidate in candidates], np.int64)
        self.first = self.content[self.first_row, 0]
        self.last = np.maximum.reduceat(self.content[:, 1], self.first_row)
        self.sizes = self.content[:, 1] - self.content[:, 0]
        self.size = self.sum(self.sizes)

    def sum(self, rows: NDArray[np.generic]) -> NDArray[np.float64]:
        """Return the sums over each candidate's ranges."""
        return np.add.reduceat(rows, self.first_row).astype(np.float64)

    def least(self, rows: NDArray[np.generic]) -> NDArray[np.float64]:
        """Return the least value of each candidate's ranges."""
        return np.minimum.reduceat(rows, self.first_row).astype(np.float64)

    def most(self, rows: NDArray[np.generic]) -> NDArray[np.float64]:
        """Return the highest value of each candidate's ranges."""
        return np.maximum.reduceat(rows, self.first_row).astype(np.float64)

    def nearest(self, part: Integers) -> tuple[Integers, Integers]:
        """Return how far the nearest range of each candidate's content is from a part, and which row it is."""
        far = _gaps(part[self.owner], self.content)
        rows = len(self.content)
        key = np.minimum.reduceat(far * rows + np.arange(rows), self.first_row)
        return key // rows, key % rows


def _gaps(left: Integers, right: Integers) -> Integers:
    apart: Integers = np.maximum(left[:, 0], right[:, 0]) - np.minimum(left[:, 1], right[:, 1])
    return np.maximum(apart, 0)


class _View:
    """A section's scores, summed so that the features of a span cost little; a row more at the end than pieces."""

    def __init__(self, pieces: Pieces, scores: Scores, links: Links) -> None:
        self.links = links
        inside = np.logaddexp(scores.labels[:, :, BEGIN], scores.labels[:, :, IN]).astype(np.float64)  # piece, role
        share = np.exp(inside)
        self.inside_sum = _running(inside)
        self.share_sum = _running(share)
        self.inside = _padded(inside, 0.0)
        self.share = _padded(share, 0.0)
        self.begin = _padded(scores.labels[:, :, BEGIN].astype(np.float64), _LEAST_BEGIN)
        # How probable it is that a span of the role does not go on with this piece; past the end it cannot.
        self.stops = _padded(np.log1p(-np.minimum(0.999, np.exp(scores.labels[:, :, IN].astype(np.float64)))), 0.0)
        self.quoted_sum = _running((pieces.features[:, 1:2] != OUTSIDE).astype(np.float64))[:, 0]
        self.sentence = np.append(sentences_of(pieces), -1)
        self.sentence_start = np.searchsorted(self.sentence[:-1], self.sentence[:-1], side="left")
        self.sentence_end = np.searchsorted(self.sentence[:-1], self.sentence[:-1], side="right")
        self.begins_sentence = np.diff(self.sentence[:-1], prepend=-1) > 0
        self.ends_sentence = np.append(pieces.ends_sentence, False)
        self.named = np.isin(pieces.features[:, 0], (TITLE, UPPER))


def _running(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])


def _padded(rows: NDArray[np.float64], value: float) -> NDArray[np.float64]:
    return np.concatenate([rows, np.full((1, rows.shape[1]), value)])


def _least_within(values: NDArray[np.float64], start: Integers, end: Integers, empty: float) -> NDArray[np.float64]:
    """Return the least of values[start:end] for each pair; `values` has a last row that no range takes in."""
    flat = np.stack([start, end], axis=1).ravel()
    found: NDArray[np.float64] = np.minimum.reduceat(values, np.minimum(flat, len(values) - 1))[::2]
    return np.where(start < end, found, empty)


def _most_within(values: NDArray[np.float64], start: Integers, end: Integers, empty: float) -> NDArray[np.float64]:
    return -_least_within(-values, start, end, -empty)


def _of_content(table: _Table, view: _View) -> Columns:
    start, end = table.content.T
    first, last, size = table.first, table.last, table.size
    quoted = table.sum(view.quoted_sum[end] - view.quoted_sum[start]) / size
    inner = _most_within(view.begin[:, CONTENT], start + 1, end, _LEAST_BEGIN)
    return {
        "content size": np.log(size),
        "content under 3": size < 3,
        "content under 6": size < 6,
        "content broken": table.count > 1,
        "content in three": table.count > 2,
        "content fit": table.sum(view.inside_sum[end, CONTENT] - view.inside_sum[start, CONTENT]) / size,
        "content weakest piece": table.least(_least_within(view.inside[:, CONTENT], start, end, 0.0)),
        "content weakest begin": table.least(view.begin[start, CONTENT]),
        "content begin": view.begin[first, CONTENT],
        "content weakest end": table.least(view.stops[end, CONTENT]),
        "content begin inside": table.most(np.maximum(inner, _LEAST_BEGIN)),
        "quoted": quoted,
        "quoted none": quoted == 0,
        "quoted all": quoted > 0.95,
        "content begins sentence": view.begins_sentence[first],
        "content ends sentence": view.ends_sentence[last - 1] | view.ends_sentence[last],
        "share before": np.where(first > 0, view.share[first - 1, CONTENT], 0.0),
        "share behind": view.share[last, CONTENT],
        "content sentences": view.sentence[last - 1] - view.sentence[first],
    }


def _of_parts(table: _Table, view: _View) -> Columns:
    columns: Columns = {}
    for name, role, part, has in (
        ("cue", CUE, table.cue, table.has_cue),
        ("source", SOURCE, table.source, table.has_source),
    ):
        start, end = part.T
        columns |= {
            name: has,
            f"{name} fit": has * (view.inside_sum[end, role] - view.inside_sum[start, role]) / (end - start),
            f"{name} begin": has * view.begin[start, role],
            f"{name} end": has * view.stops[end, role],
            f"{name} size": has * np.log(end - start),
            f"{name} named": has & view.named[start],
        }
    return columns


def _of_relations(table: _Table, view: _View) -> Columns:
    has_cue, has_source, both = table.has_cue, table.has_source, table.has_cue & table.has_source
    cue, source = table.cue, table.source
    content_rows = table.content
    cue_link, cue_weakest, _ = _linked(table, view, 0, cue, has_cue)
    source_link, _, no_source = _linked(table, view, 1, source, has_source)
    gap_to_cue, near = table.nearest(cue)
    nearest_content = content_rows[near]
    sentence = view.sentence
    cue_breaks = table.least(np.abs(sentence[cue[:, 0]][table.owner] - sentence[content_rows[:, 0]])) > 0
    anchor = np.where(has_cue, cue[:, 0], table.first)
    rest = _best_source_near(view, anchor, source, has_source)
    cue_in, source_in = (
        table.most((content_rows[:, 0] <= part[table.owner, 0]) & (part[table.owner, 0] < content_rows[:, 1]))
        for part in (cue, source)
    )
    start, end = content_rows.T
    return {
        "cue link": cue_link,
        "source link": source_link,
        "cue link if any": has_cue * cue_link,
        "source link if any": has_source * source_link,
        "cue link weakest": cue_weakest,
        "no source link": no_source,
        "cue gap": has_cue * np.log1p(gap_to_cue),
        "cue behind content": has_cue & (cue[:, 0] > table.first),
        "cue in another sentence": has_cue & cue_breaks,
        "source gap": both * np.log1p(_gaps(source, cue)),
        "source in another sentence": both & (sentence[source[:, 0]] != sentence[cue[:, 0]]),
        "source behind cue": both & (source[:, 0] > cue[:, 0]),
        "cue in content": has_cue & (cue_in > 0),
        "source in content": has_source & (source_in > 0),
        "cues between": has_cue * _between(view, cue, nearest_content, CUE),
        "contents between": has_cue * _between(view, cue, nearest_content, CONTENT),
        "sources between": both * _between(view, source, cue, SOURCE),
        "other source near": rest,
        "other source near if none": rest * ~has_source,
        "source link behind best": source_link - _best_source_link(table, view),
        "cues in content": np.log1p(table.sum(view.share_sum[end, CUE] - view.share_sum[start, CUE])),
        "sources in content": np.log1p(table.sum(view.share_sum[end, SOURCE] - view.share_sum[start, SOURCE])),
    }


def _linked(
    table: _Table, view: _View, side: int, part: Integers, has: NDArray[np.bool_]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the link of contents to their part, mean and weakest, and the mean link to none."""
    nothing = view.links.nothing(table.content, side)
    linked = view.links.pairs(table.content, side, part[table.owner, 0])
    value = np.where(has[table.owner], linked, nothing)
    mean = table.sum(table.sizes * value) / table.size
    none = table.sum(table.sizes * nothing) / table.size
    weakest = table.least(value)
    return np.maximum(mean, _LEAST_LINK), np.maximum(weakest, _LEAST_LINK), np.maximum(none, _LEAST_LINK)


def _between(view: _View, part: Integers, other: Integers, role: int) -> NDArray[np.float64]:
    """Return how much of a role lies between two parts."""
    start, end = np.minimum(part[:, 1], other[:, 1]), np.maximum(part[:, 0], other[:, 0])
    between = view.share_sum[np.maximum(start, end), role] - view.share_sum[start, role]
    found: NDArray[np.float64] = np.log1p(np.maximum(between, 0))
    return found


def _best_source_near(
    view: _View, anchor: Integers, source: Integers, has_source: NDArray[np.bool_]
) -> NDArray[np.float64]:
    """Return the highest share of a source in the anchor's sentence outside the source itself."""
    start, end = view.sentence_start[anchor], view.sentence_end[anchor]
    left = np.where(has_source, np.clip(source[:, 0], start, end), end)
    right = np.where(has_source, np.clip(source[:, 1], start, end), end)
    share = view.share[:, SOURCE]
    return np.maximum(_most_within(share, start, left, 0.0), _most_within(share, right, end, 0.0))


def _best_source_link(table: _Table, view: _View) -> NDArray[np.float64]:
    """Return the first range's best source link: to none or to a piece near it that may begin a source."""
    contents, places = np.unique(table.content[table.first_row], axis=0, return_inverse=True)
    begins = np.flatnonzero(view.begin[:-1, SOURCE] > _LIKELY_BEGIN)
    low = np.searchsorted(begins, contents[:, 0] - AROUND)
    high = np.searchsorted(begins, contents[:, 1] + AROUND)
    counts = np.minimum(high - low, 40)
    best = view.links.nothing(contents, 1)
    rows = np.repeat(np.arange(len(contents)), counts)
    if len(rows):
        others = begins[np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts) + low[rows]]
        np.maximum.at(best, rows, view.links.pairs(contents[rows], 1, others))
    return np.maximum(best, _LEAST_LINK)[places.ravel()]


def _of_rivals(table: _Table, columns: Columns) -> Columns:
    """Return how each candidate stands among those whose content overlaps: their number, and the best one's figures."""
    order = np.argsort(table.first, kind="stable")
    start, end = table.first[order], table.last[order]
    figures = np.stack([columns["content fit"], columns["ways"], columns["content size"]], axis=1)[order]
    rivals = np.zeros(len(order))
    best = np.full(figures.shape, -np.inf)
    for step in range(1, min(RIVALS, len(order))):
        overlap = (start[:-step] < end[step:]) & (start[step:] < end[:-step])
        for mine, theirs in ((slice(None, -step), slice(step, None)), (slice(step, None), slice(None, -step))):
            rivals[mine] += overlap
            best[mine] = np.maximum(best[mine], np.where(overlap[:, None], figures[theirs], -np.inf))
    behind = np.where(rivals[:, None] > 0, figures - best, 0.0)
    back = np.empty_like(order)
    back[order] = np.arange(len(order))
    return {
        "rivals": np.log1p(rivals)[back],
        "fit over rivals": behind[back, 0],
        "ways over rivals": behind[back, 1],
        "size over rivals": behind[back, 2],
    }
