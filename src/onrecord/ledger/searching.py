"""Search as one types: words of articles and statements, and names of actors."""

from __future__ import annotations

import datetime
import json
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, TypeVar

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.corrections import ACTOR, Decided
from onrecord.model import ActorKind

Pieces = tuple[str, str, str]
"""Words before what matches, what matches, words after: as they stand in the text."""

MOST_WORDS, LONGEST_WORD = 12, 60
"""Words of a query that count, and characters of each."""
SHORTEST_BEGINNING = 2
"""Letters of a word being typed from which it finds articles and statements; one alone finds actors."""
RANKED, LATEST = 1000, 100
"""Of more articles or statements than the first the last to come are the best, so many: such words tell none apart."""
BEFORE, AFTER = 60, 140
"""Characters shown before and after what matches."""
PLACES, NEAR = 100, 120
"""Matches of a text that are looked at, and the characters in which they stand together."""

_MARKS = "[\u0300-\u036f]*"
_WORD = re.compile("(?:[^\\W_]|[\u0300-\u036f])+")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundArticle:
    """An article that has the words; `start` is where in its text they begin, None where only the title has them."""

    id: str
    title: str | None
    outlet: str | None
    published: datetime.date | None
    pieces: Pieces
    start: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStatement:
    """A statement whose content has the words, with the first of its speakers."""

    id: str
    article: str
    speaker: str | None
    date: datetime.date | None
    pieces: Pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundActor:
    """An actor whose names have the words."""

    id: str
    name: str
    kind: ActorKind
    statements: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """The best of each: those that have whole words first, copies last."""

    articles: tuple[FoundArticle, ...] = ()
    statements: tuple[FoundStatement, ...] = ()
    actors: tuple[FoundActor, ...] = ()


Found = TypeVar("Found", FoundArticle, FoundStatement, FoundActor)


def search(connection: sa.Connection, text: str, *, limit: int = 8) -> Hits:
    """Return what has all words of the text, of which the last may be a beginning; a text without words has no hits."""
    words = [word[:LONGEST_WORD] for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    if not words or limit < 1:
        return Hits()
    wanted = [_Wanted(words=tuple(words[:MOST_WORDS]), is_begun=False)]
    if _WORD.fullmatch(text[-1]):  # else the last word is whole
        wanted.append(_Wanted(words=tuple(words[:MOST_WORDS]), is_begun=True))
    telling = [one for one in wanted if not one.is_begun or len(one.words[-1]) >= SHORTEST_BEGINNING]
    return Hits(
        articles=_best(telling, limit, partial(_articles, connection)),
        statements=_best(telling, limit, partial(_statements, connection)),
        actors=_best(wanted, limit, partial(_actors, connection)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Words, of which the last may be the beginning of one."""

    words: tuple[str, ...]
    is_begun: bool

    @property
    def query(self) -> str:
        """The words as the index is asked for them: in quotes, so that none is an operator."""
        return " ".join(f'"{word}"' for word in self.words) + "*" * self.is_begun

    @property
    def pattern(self) -> re.Pattern[str]:
        """What finds the words in a folded text."""
        words = [_MARKS.join(map(re.escape, word.translate(_FOLDED))) + _MARKS for word in self.words]
        if self.is_begun:
            words[-1] += f"(?:{_WORD.pattern})?"
        return re.compile(rf"(?<![^\W_])(?:{'|'.join(words)})(?![^\W_])")


def _best(wanted: Iterable[_Wanted], limit: int, found: Callable[[_Wanted, int], Iterable[Found]]) -> tuple[Found, ...]:
    best: dict[str, Found] = {}
    for one in wanted:
        if len(best) < limit:
            for hit in found(one, limit):
                best.setdefault(hit.id, hit)
    return tuple(islice(best.values(), limit))


_NEWEST = {
    "article": sa.text("SELECT rowid FROM article_words(:query) ORDER BY rowid DESC LIMIT :most"),
    "statement": sa.text("SELECT rowid FROM statement_words(:query) ORDER BY rowid DESC LIMIT :most"),
}
_RANKED = {
    "article": sa.text("SELECT rowid FROM article_words(:query) ORDER BY bm25(article_words, 4.0, 1.0), rowid"),
    "statement": sa.text("SELECT rowid FROM statement_words(:query) ORDER BY bm25(statement_words), rowid"),
}
_SHOWN_ARTICLES = sa.text("""
    SELECT number, copy_of IS NOT NULL FROM articles WHERE number IN (SELECT value FROM json_each(:numbers))""")
_SHOWN_STATEMENTS = sa.text("""
    SELECT number, copy_of IS NOT NULL FROM statement_numbers JOIN statements ON id = statement
    WHERE number IN (SELECT value FROM json_each(:numbers)) AND verdict IS NOT 'rejected'""")
_ARTICLES = sa.text("""
    SELECT number, id, title, text, outlet, published FROM articles
    WHERE number IN (SELECT value FROM json_each(:numbers))""").columns(published=sa.Date)
_STATEMENTS = sa.text("""
    SELECT number, statements.id, statements.article, statements.date, text, actors.name
    FROM statement_texts JOIN statements ON statements.id = statement_texts.statement
    LEFT JOIN speaking ON speaking.statement = statements.id AND speaking.position = 0
    LEFT JOIN speakers ON speakers.id = speaking.speaker
    LEFT JOIN actors ON actors.id = speakers.actor
    WHERE number IN (SELECT value FROM json_each(:numbers))""").columns(date=sa.Date)
_ACTORS = sa.text("""
    SELECT actor FROM actor_words(:query) AS found JOIN actor_numbers ON number = found.rowid
    ORDER BY (SELECT count(*) FROM said WHERE said.actor = actor_numbers.actor) DESC, number LIMIT :limit""")


def _articles(connection: sa.Connection, wanted: _Wanted, limit: int) -> Iterator[FoundArticle]:
    best = _originals_first(connection, _SHOWN_ARTICLES, _matches(connection, "article", wanted), limit)
    for article, title, text, outlet, published in _rows(connection, _ARTICLES, best):
        start, pieces = _shown(text, wanted.pattern)
        yield FoundArticle(id=article, title=title, outlet=outlet, published=published, pieces=pieces, start=start)


def _statements(connection: sa.Connection, wanted: _Wanted, limit: int) -> Iterator[FoundStatement]:
    best = _originals_first(connection, _SHOWN_STATEMENTS, _matches(connection, "statement", wanted), limit)
    for statement, article, date, text, speaker in _rows(connection, _STATEMENTS, best):
        _, pieces = _shown(text, wanted.pattern)
        yield FoundStatement(id=statement, article=article, speaker=speaker, date=date, pieces=pieces)


def _matches(connection: sa.Connection, name: str, wanted: _Wanted) -> Sequence[int]:
    """Return the numbers of what has the words, the best first; of too many the last to come first."""
    newest = connection.scalars(_NEWEST[name], {"query": wanted.query, "most": RANKED + 1}).all()
    if len(newest) > RANKED:
        return newest[:LATEST]
    return connection.scalars(_RANKED[name], {"query": wanted.query}).all()


def _originals_first(
    connection: sa.Connection, shown: sa.TextClause, numbers: Sequence[int], limit: int
) -> Sequence[int]:
    """Return those of the numbers that are shown, the best first, copies after all others."""
    is_copy: dict[int, bool] = dict(connection.execute(shown, {"numbers": json.dumps(list(numbers))}).all())
    return sorted((number for number in numbers if number in is_copy), key=is_copy.__getitem__)[:limit]


def _rows(connection: sa.Connection, query: sa.Executable, numbers: Sequence[int]) -> Iterator[Sequence[Any]]:
    """Yield what is selected for these numbers, in their order."""
    rows = {number: row for number, *row in connection.execute(query, {"numbers": json.dumps(list(numbers))})}
    yield from (rows[number] for number in numbers)


def _actors(connection: sa.Connection, wanted: _Wanted, limit: int) -> Iterator[FoundActor]:
    """Yield those with most statements first; an actor that was merged into another is found as that one."""
    found = connection.scalars(_ACTORS, {"query": wanted.query, "limit": limit}).all()
    merged = _read_merged(connection)
    columns = tables.actors.c
    count = sa.select(sa.func.count()).where(tables.said.c.actor == columns.id).scalar_subquery()
    query = sa.select(columns.id, columns.name, columns.kind, count.label("statements"))
    rows = connection.execute(query.where(columns.id.in_({merged.merged(actor) for actor in found})))
    for actor, name, kind, statements in sorted(rows, key=lambda row: (-row.statements, row.name, row.id)):
        yield FoundActor(id=actor, name=name, kind=ActorKind(kind), statements=statements)


def _read_merged(connection: sa.Connection) -> Decided:
    """Return which actors were merged, and nothing else that was decided."""
    columns = tables.decisions.c
    merges = (columns.subject == ACTOR, columns.field == "same_as", columns.undone_at.is_(None))
    query = sa.select(columns.subject_id, columns.new).where(*merges).order_by(columns.id)
    return Decided(same_as=dict(connection.execute(query).all()))


def _shown(text: str, pattern: re.Pattern[str]) -> tuple[int | None, Pieces]:
    """Return where in a text most of what is wanted stands together, and the words there."""
    folded = text.translate(_FOLDED)
    places = [match.span() for match in islice(pattern.finditer(folded), PLACES)]
    if not places:
        return None, ("", "", _whole_words(text[: BEFORE + AFTER], after=text[BEFORE + AFTER :]))

    start, end = max(_runs(text, places), key=lambda run: (_different(folded, places, run), -run[0]))
    before = text[max(0, start - BEFORE) : start]
    if start > BEFORE:
        before = before.partition(" ")[2] or before
    return start, (before, text[start:end], _whole_words(text[end : end + AFTER], after=text[end + AFTER :]))


def _runs(text: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the places, as one where no other word stands between them."""
    runs: list[tuple[int, int]] = []
    for start, end in places:
        if runs and not _WORD.search(text, runs[-1][1], start):
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


def _different(folded: str, places: Sequence[tuple[int, int]], run: tuple[int, int]) -> tuple[int, int]:
    """Return how many different words stand in a run, and near after its beginning."""
    first = bisect_left(places, (run[0], 0))
    near = [(start, folded[start:end]) for start, end in places[first : first + NEAR] if start < run[0] + NEAR]
    return len({word for start, word in near if start < run[1]}), len({word for _, word in near})


def _whole_words(piece: str, *, after: str) -> str:
    return piece.rpartition(" ")[0] or piece if after else piece


class _Folded(dict[int, str]):
    """From a character to the one that stands for it, one for one: small, without its accent."""

    def __missing__(self, code: int) -> str:
        small = chr(code).lower()[0]
        parts = unicodedata.normalize("NFD", small)
        self[code] = parts[0] if all(map(unicodedata.combining, parts[1:])) else small
        return self[code]


_FOLDED = _Folded()
