"""From spans to candidate attributions: contents joined with cues and sources in several ways, and their variants."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

import numpy as np

from onrecord.statements.trained.decoding import DECODINGS, Decoding, Parts, parts_of
from onrecord.statements.trained.pieces import Floats, Integers, Pieces, Range
from onrecord.statements.trained.scores import LINK, Scores

REACH = 400
"""Most pieces between a content and a cue or source that are tried together."""
NEAREST = 12
"""Cues, and sources, tried for one content: the nearest ones."""
OTHER_SOURCES = 2
"""Sources tried for an attribution beside the one that a joining gives it."""
CARRIED = 6
"""Most lines over which a quotation is taken to go on."""


class Candidate(NamedTuple):
    """A possible attribution in ranges of pieces."""

    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]


class Links:
    """Mean log probabilities that contents belong to cues (side 0) and sources (side 1), by the link vectors."""

    def __init__(self, scores: Scores) -> None:
        self._vectors = scores.links
        self._queries = [_running(scores.links[:, 2 * side]) for side in range(2)]
        self._norm = _running(scores.norm)
        self._none = _running(scores.none)

    def pairs(self, contents: Integers, side: int, others: Integers) -> Floats:
        """Return the value (n,) of each content (n, start end) with the piece (n,) that another part begins with."""
        start, end = contents.T
        size = end - start
        query = (self._queries[side][end] - self._queries[side][start]) / size[:, None]
        alike = np.einsum("nd,nd->n", query, self._vectors[others, 2 * side + 1]) / LINK**0.5
        found: Floats = alike - (self._norm[end, side] - self._norm[start, side]) / size
        return found

    def nothing(self, contents: Integers, side: int) -> Floats:
        """Return the value (n,) of each content without such a part."""
        start, end = contents.T
        weight = (self._none - self._norm)[:, side]
        found: Floats = (weight[end] - weight[start]) / (end - start)
        return found


def _running(rows: Floats) -> Floats:
    """Return running sums with a row of zeros before them, in float64: a section's sums lose nothing."""
    return np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """One decoding's parts and what joining looks at beside them; `linked` as far as each content's near parts."""

    parts: Parts
    paragraph: list[int]
    sentence: list[int]
    quoted: list[bool]
    cue_links: list[dict[Range, float]]
    source_links: list[dict[Range | None, float]]
    """For each content: the near sources, and None."""

    def source_link(self, content: Sequence[Range], source: Range | None) -> float:
        """Return how well a source fits several contents, by the number of their pieces; far ones do not."""
        total = 0.0
        for one in content:
            links = self.source_links[bisect_left(self.parts.contents, one)]
            total += (one[1] - one[0]) * links.get(source, -15.0)
        return total


def sentences_of(pieces: Pieces) -> Integers:
    """Return the number of each piece's sentence."""
    return np.cumsum(np.concatenate([[False], pieces.ends_sentence])[: len(pieces)])


def candidates_of(
    pieces: Pieces, scores: Scores, links: Links, decodings: Sequence[Decoding] = DECODINGS
) -> list[tuple[Candidate, list[int]]]:
    """Return possible attributions with who proposed each: numbers of the ways, ascending."""
    ways: dict[Candidate, list[int]] = {}
    paragraph, sentence = pieces.paragraph.tolist(), sentences_of(pieces).tolist()
    quoted = (pieces.features[:, 1] > 0).tolist()
    proposals: list[tuple[int, set[Candidate]]] = []
    for number, parts in enumerate(parts_of(pieces, scores, decodings)):
        view = _View(
            parts=parts,
            paragraph=paragraph,
            sentence=sentence,
            quoted=quoted,
            cue_links=_cue_links(parts, links),
            source_links=_source_links(parts, links),
        )
        joined: set[Candidate] = set()
        for join, joining in enumerate(JOININGS):
            proposed = set(joining(view))
            joined |= proposed
            proposals.append((len(JOININGS) * number + join, proposed))
        varied = {variant for candidate in joined for variant in _variants(candidate, view)}
        proposals.append((len(JOININGS) * len(decodings) + number, varied))
    for way, proposed in sorted(proposals, key=itemgetter(0)):
        for candidate in {_parted(one) for one in proposed}:
            if candidate.content:
                ways.setdefault(candidate, []).append(way)
    return sorted(ways.items(), key=_in_text_order)


def _parted(candidate: Candidate) -> Candidate:
    """Return the candidate with a content that leaves out its own cue and source: no piece plays two roles."""
    content = candidate.content
    for part in (candidate.cue, candidate.source):
        if part is not None and any(start < part[1] and part[0] < end for start, end in content):
            content = tuple(
                (start, end)
                for one in content
                for start, end in ((one[0], min(one[1], part[0])), (max(one[0], part[1]), one[1]))
                if start < end
            )
    return candidate._replace(content=content)


def _in_text_order(item: tuple[Candidate, list[int]]) -> tuple[tuple[Range, ...], Range, Range]:
    candidate = item[0]
    return candidate.content, candidate.cue or (-1, -1), candidate.source or (-1, -1)


def _cue_links(parts: Parts, links: Links) -> list[dict[Range, float]]:
    pairs = [(content, cue) for content in parts.contents for cue in _near(parts.cues, content)]
    found: dict[Range, dict[Range, float]] = {content: {} for content in parts.contents}
    if pairs:
        values = links.pairs(np.array([content for content, _ in pairs]), 0, np.array([cue[0] for _, cue in pairs]))
        for (content, cue), value in zip(pairs, values.tolist(), strict=True):
            found[content][cue] = value
    return list(found.values())


def _source_links(parts: Parts, links: Links) -> list[dict[Range | None, float]]:
    if not parts.contents:
        return []
    nothing = links.nothing(np.array(parts.contents), 1).tolist()
    found: dict[Range, dict[Range | None, float]] = {
        content: {None: value} for content, value in zip(parts.contents, nothing, strict=True)
    }
    pairs = [(content, source) for content in parts.contents for source in _near(parts.sources, content)]
    if pairs:
        values = links.pairs(
            np.array([content for content, _ in pairs]), 1, np.array([source[0] for _, source in pairs])
        )
        for (content, source), value in zip(pairs, values.tolist(), strict=True):
            found[content][source] = value
    return list(found.values())


def _near(ranges: tuple[Range, ...], content: Range) -> list[Range]:
    """Return the ranges nearest to the content, in text order."""
    place = bisect_left(ranges, content)
    around = ranges[max(0, place - NEAREST // 2) : place + NEAREST // 2]
    return [other for other in around if gap(other, content) < REACH]


def gap(left: Range, right: Range) -> int:
    """Return how many pieces lie between two ranges, 0 if they touch or overlap."""
    return max(0, max(left[0], right[0]) - min(left[1], right[1]))


def _by_links(view: _View) -> Iterator[Candidate]:
    """Yield attributions as the link vectors have it."""
    groups: dict[Range, list[Range]] = {}
    for content, cues in zip(view.parts.contents, view.cue_links, strict=True):
        if cues:
            groups.setdefault(max(cues, key=cues.__getitem__), []).append(content)
        else:
            yield Candidate(source=_linked_source(view, (content,)), cue=None, content=(content,))
    for cue, contents in groups.items():
        yield Candidate(source=_linked_source(view, contents), cue=cue, content=tuple(contents))


def _linked_source(view: _View, content: Sequence[Range]) -> Range | None:
    near = view.source_links[bisect_left(view.parts.contents, content[0])]
    return max(near, key=lambda source: view.source_link(content, source))


def _by_rules(view: _View) -> Iterator[Candidate]:
    """Yield attributions by nearness: contents to the nearest cue of the sentence, then of the line."""
    groups: dict[Range, list[Range]] = {}
    for content, cues in zip(view.parts.contents, view.cue_links, strict=True):
        best, best_cost = None, 1e9
        for cue in cues:
            if view.paragraph[cue[0]] != view.paragraph[content[0]]:
                continue
            breaks = abs(view.sentence[cue[0]] - view.sentence[content[0] if cue[0] < content[0] else content[1] - 1])
            cost = gap(cue, content) + 25 * breaks + (2 if cue[0] > content[0] else 0)
            if cost < best_cost:
                best, best_cost = cue, cost
        if best is None:
            yield Candidate(source=None, cue=None, content=(content,))
        else:
            groups.setdefault(best, []).append(content)
    for cue, contents in groups.items():
        yield Candidate(source=_nearest_source(view, cue), cue=cue, content=tuple(contents))


def _nearest_source(view: _View, cue: Range) -> Range | None:
    best, best_cost = None, 1e9
    for source in _near(view.parts.sources, cue):
        if view.sentence[source[0]] != view.sentence[cue[0]]:
            continue
        cost = gap(source, cue) + (8 if source[0] > cue[0] + 3 else 0)
        if cost < best_cost:
            best, best_cost = source, cost
    return best


def _carried_on(view: _View) -> Iterator[Candidate]:
    """Yield attributions whose content goes on in quoted contents of the next lines that have no cue of their own."""
    contents = view.parts.contents
    cued = {view.paragraph[cue[0]] for cue in view.parts.cues}
    for candidate in _by_rules(view):
        if candidate.cue is None:
            continue
        first = bisect_left(contents, candidate.content[-1])
        line = view.paragraph[contents[first][0]]
        more: tuple[Range, ...] = ()
        for content in contents[first + 1 : first + 1 + CARRIED]:
            own = view.paragraph[content[0]]
            if own > line + 1 or own in cued or not view.quoted[content[0]]:
                break
            more = (*more, content)
            line = own
            yield candidate._replace(content=(*candidate.content, *more))


def _variants(candidate: Candidate, view: _View) -> Iterator[Candidate]:
    """Yield the candidate with part of its content, with another source, and with none."""
    content = candidate.content
    if len(content) > 1:
        subsets = {(one,) for one in content} | {content[:-1], content[1:]}
        if cue := candidate.cue:
            subsets.add(tuple(one for one in content if view.sentence[one[0]] == view.sentence[cue[0]]))
        for subset in subsets - {()}:
            yield candidate._replace(content=subset)
    near = view.source_links[bisect_left(view.parts.contents, content[0])]
    others = [source for source in near if source is not None and source != candidate.source]
    others.sort(key=lambda source: -view.source_link(content, source))
    for source in others[:OTHER_SOURCES]:
        yield candidate._replace(source=source)
    if candidate.source is not None:
        yield candidate._replace(source=None)


JOININGS = (_by_links, _by_rules, _carried_on)
