"""Training data: articles as pieces with labels, cut into windows that are varied from pass to pass."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypedDict
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.statements.trained.decoding import BEGIN, IN
from onrecord.statements.trained.pieces import (
    CLOSES,
    LOWER,
    OPENS,
    TITLE,
    UPPER,
    WORDS,
    Floats,
    Integers,
    Pieces,
    pieces_of,
    windows_of,
)

Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")
NO_LINK = NO_LABEL = -100


class Gold(TypedDict):
    """An attribution as the JSONL files have it: lists of [start, end)."""

    source: list[list[int]]
    cue: list[list[int]]
    content: list[list[int]]


class Row(TypedDict):
    """An article as the JSONL files have it."""

    id: str
    text: str
    attributions: list[Gold]


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """An article's pieces with gold: labels a role, and the first cue and source piece of each content piece.

    A link is NO_LINK outside contents and -1 where the attribution has no such part.
    """

    id: str
    pieces: Pieces
    labels: Integers
    cue_link: Integers
    source_link: Integers
    soft: Floats
    """What the teachers say (pieces, role, out begin in): probabilities, all zero where there is no teacher."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One window ready for a batch; links count from the window's first piece, -1 is none."""

    ids: Integers
    features: Integers
    labels: Integers
    cue_link: Integers
    source_link: Integers
    soft: Floats


def load_tokenizer(folder: Path) -> Tokenizer:
    """Return the tokenizer without truncation and padding."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def read_articles(path: Path) -> list[Row]:
    """Return the rows of a JSONL file of articles with attributions."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def is_held_out(article_id: str) -> bool:
    """Return whether an article of train belongs to the tenth on which decoding is fitted."""
    return crc32(article_id.encode()) % 10 == 0


def label(article: Row, tokenizer: Tokenizer) -> Labelled:
    """Return an article with labels on its pieces; where two attributions meet in a piece the later one holds."""
    pieces = pieces_of(article["text"], tokenizer)
    labels = np.zeros((len(pieces), len(ROLES)), np.int64)
    cue_link = np.full(len(pieces), NO_LINK, np.int64)
    source_link = np.full(len(pieces), NO_LINK, np.int64)
    for attribution in article["attributions"]:
        firsts = {}
        for column, role in enumerate(ROLES):
            ranges = [piece_range(pieces, start, end) for start, end in attribution[role]]
            ranges = [(first, last) for first, last in ranges if first < last]
            firsts[role] = ranges[0][0] if ranges else -1
            for first, last in ranges:
                labels[first:last, column] = IN
                labels[first, column] = BEGIN
                if role == "content":
                    cue_link[first:last] = firsts["cue"]
                    source_link[first:last] = firsts["source"]
    soft = np.zeros((len(pieces), len(ROLES), 3), np.float32)
    return Labelled(
        id=article["id"], pieces=pieces, labels=labels, cue_link=cue_link, source_link=source_link, soft=soft
    )


def loosened(article: Labelled, *, head: int = 10, tail: int = 3) -> Labelled:
    """Return an article of made turns without labels inside its contents, but for their first and last pieces.

    What people say within a turn ("I think that ...") is not marked in made articles: a network that is told so
    finds half as much in interviews and hearings without labels (GUM: attribution F1 23.6 instead of 34.7).
    """
    labels = article.labels.copy()
    content = article.labels[:, 2]
    for first in np.flatnonzero(content == BEGIN):
        last = first + 1
        while last < len(content) and content[last] == IN:
            last += 1
        labels[first:last, :2] = NO_LABEL
        labels[first + head : last - tail, 2] = NO_LABEL
    return replace(article, labels=labels)


def piece_range(pieces: Pieces, start: int, end: int) -> tuple[int, int]:
    """Return the half-open range of pieces that touch the characters."""
    first = int(np.searchsorted(pieces.end, start, side="right"))
    last = int(np.searchsorted(pieces.start, end, side="left"))
    return first, last


def examples_of(article: Labelled, *, limit: int) -> Iterator[Example]:
    """Yield the article's windows of at most limit pieces."""
    for start, end in windows_of(article.pieces, limit=limit):
        place = slice(start, end)
        yield Example(
            ids=article.pieces.ids[place],
            features=article.pieces.features[place],
            labels=article.labels[place],
            cue_link=_moved(article.cue_link[place], start, end),
            source_link=_moved(article.source_link[place], start, end),
            soft=article.soft[place],
        )


def _moved(link: Integers, start: int, end: int) -> Integers:
    inside = (link >= start) & (link < end)
    return np.where(inside, link - start, np.where(link == -1, -1, NO_LINK))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """Piece ids of the styles of quotation marks, and of the names that may stand for each other."""

    styles: tuple[tuple[int, int], ...]
    known: frozenset[int]
    names: Integers


def marks_of(tokenizer: Tokenizer, articles: Sequence[Labelled]) -> Marks:
    """Return the marks of the vocabulary and the pieces that are written as names in these articles."""
    pairs = ('""', "“”", "‘’", "''", "«»", "„“", "””")
    numbers = tokenizer.get_vocab()
    styles = tuple((numbers[pair[0]], numbers[pair[1]]) for pair in pairs)
    known = frozenset(mark for pair in styles for mark in pair)
    ids = np.concatenate([article.pieces.ids for article in articles])
    titled = np.concatenate([article.pieces.features[:, 0] == TITLE for article in articles])
    size = tokenizer.get_vocab_size()
    seen = np.bincount(ids, minlength=size)
    named = np.bincount(ids[titled], minlength=size)
    often = np.flatnonzero((seen >= 8) & (named >= 0.97 * seen))
    names = [number for number in often if (tokenizer.id_to_token(int(number)) or "").isalpha()]
    return Marks(styles=styles, known=known, names=np.array(names, np.int64))


def varied(example: Example, marks: Marks, random: np.random.Generator) -> Example:
    """Return the example with other quotation marks, names, case or paragraphing, or as it is."""
    ids, features = example.ids.copy(), example.features.copy()
    kept = np.ones(len(ids), bool)
    opens = (features[:, 1] == OPENS) & np.isin(ids, list(marks.known))
    closes = (features[:, 1] == CLOSES) & np.isin(ids, list(marks.known))
    if (opens.any() or closes.any()) and random.random() < 0.35:
        style = int(random.integers(len(marks.styles) + 1))
        if style < len(marks.styles):
            ids[opens], ids[closes] = marks.styles[style]
        elif len(ids) > 20:
            kept = ~(opens | closes)
            features[:, 1] = 0
    if len(marks.names) and random.random() < 0.3:
        names = np.unique(ids[np.isin(ids, marks.names)])
        for old, new in zip(names, random.choice(marks.names, len(names)), strict=True):
            if random.random() < 0.7:
                ids[example.ids == old] = new
    chance = random.random()
    words = np.isin(features[:, 0], WORDS)
    if chance < 0.04:
        features[words, 0] = UPPER
    elif chance < 0.08:
        features[words, 0] = LOWER
    if random.random() < 0.08:
        features[:, 2] = 0
    return _kept(replace(example, ids=ids, features=features), kept)


def _kept(example: Example, kept: NDArray[np.bool_]) -> Example:
    """Return the example without the pieces that are dropped; a span that began with one begins behind it."""
    if kept.all():
        return example
    labels, soft = example.labels.copy(), example.soft.copy()
    for place in np.flatnonzero(~kept[:-1]):
        begins = (labels[place] == BEGIN) & (labels[place + 1] == IN)
        labels[place + 1, begins] = BEGIN
        soft[place + 1, begins] = soft[place, begins]
    moved: Integers = np.cumsum(kept) - kept
    links = [
        np.where(link >= 0, moved[np.maximum(link, 0)], link)[kept] for link in (example.cue_link, example.source_link)
    ]
    return Example(
        ids=example.ids[kept],
        features=example.features[kept],
        labels=labels[kept],
        cue_link=links[0],
        source_link=links[1],
        soft=soft[kept],
    )


def batches(examples: Iterable[Example], *, tokens: int, random: np.random.Generator) -> list[list[Example]]:
    """Return batches of examples alike in length, of about so many pieces each, in random order."""
    ordered = sorted(examples, key=lambda example: len(example.ids) + random.random() * 12)
    found: list[list[Example]] = []
    batch: list[Example] = []
    for example in ordered:
        if batch and (len(batch) + 1) * max(len(example.ids), len(batch[-1].ids)) > tokens:
            found.append(batch)
            batch = []
        batch.append(example)
    if batch:
        found.append(batch)
    return [found[number] for number in random.permutation(len(found))]
