"""A coding: what a person or a machine marked in articles, as it is read from JSONL or comes from a ledger."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from onrecord.errors import SourceError
from onrecord.model import ActorKind, DateBasis, Offsets, Record, Span, Stance, StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedSpeaker:
    """Who a coder says speaks; what is None was not coded."""

    name: str | None = None
    kind: ActorKind | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedStance:
    """The stance that a coder sees a statement take on a concept."""

    concept: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedStatement:
    """A statement as one coder has it; what is None was not coded.

    Where positions were coded, a concept that has none is one on which the statement takes none.
    """

    content: Offsets = ()
    source: Offsets = ()
    cue: Offsets = ()
    kind: Annotated[StatementKind | None, Field(validation_alias="type")] = None
    speaker: CodedSpeaker | None = None
    date: datetime.date | None = None
    date_basis: DateBasis | None = None
    positions: tuple[CodedStance, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedArticle:
    """One article's statements; `where` names the file and line to a person."""

    id: str
    statements: Annotated[tuple[CodedStatement, ...], Field(validation_alias="attributions")]
    text: str | None = None
    where: str = ""


Coding = Mapping[str, CodedArticle]
"""Coded articles by their id."""

ARTICLE = TypeAdapter(CodedArticle)
STATEMENT = TypeAdapter(CodedStatement)


def read_coding(path: Path) -> Coding:
    """Return what a JSONL file codes.

    A line is an article, `{"id", "attributions": [...]}` with or without `"text"`, or one statement
    as `onrecord statements --format jsonl` writes it, `{"article", "content", ...}`.
    """
    articles: dict[str, CodedArticle] = {}
    singles: dict[str, list[CodedStatement]] = {}
    for where, line in _lines(path):
        try:
            if "attributions" in line or "article" not in line:
                article = replace(ARTICLE.validate_python(_without_nulls(line)), where=where)
                _check_new(article, articles)
                articles[article.id] = article
            else:
                statement = STATEMENT.validate_python(_without_nulls(line))
                singles.setdefault(str(line["article"]), []).append(statement)
        except ValidationError as error:
            raise _malformed(where, error) from error
    for name, statements in singles.items():
        article = CodedArticle(id=name, statements=tuple(statements), where=str(path))
        _check_new(article, articles)
        articles[name] = article
    for article in articles.values():
        _check_offsets(article)
        _check_positions(article)
    return articles


def coding_of(records: Iterable[Record], *, with_positions: bool = False) -> Coding:
    """Return the statements of a ledger as a coding with the articles' texts, and with positions if they were coded."""
    articles: dict[str, CodedArticle] = {}
    statements: dict[str, list[CodedStatement]] = {}
    for record in records:
        article = record.article
        articles[article.id] = CodedArticle(id=article.id, statements=(), text=article.text, where=article.address)
        statements.setdefault(article.id, []).append(_coded(record, with_positions))
    return {article.id: replace(article, statements=tuple(statements[article.id])) for article in articles.values()}


def _coded(record: Record, with_positions: bool) -> CodedStatement:
    statement, speaker = record.statement, record.speaker
    return CodedStatement(
        content=_offsets(statement.content),
        source=_offsets(statement.source),
        cue=_offsets(statement.cue),
        kind=statement.kind,
        speaker=CodedSpeaker(name=speaker.name, kind=speaker.kind, aliases=speaker.aliases) if speaker else None,
        date=statement.date,
        date_basis=statement.date_basis,
        positions=tuple(CodedStance(concept=one.concept, stance=one.stance) for one in record.positions)
        if with_positions
        else None,
    )


def _offsets(spans: Iterable[Span]) -> Offsets:
    return tuple((span.start, span.end) for span in spans)


def _lines(path: Path) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        content = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise SourceError(f"{path} cannot be read ({error.strerror}); give a JSONL file") from error
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is not UTF-8 at byte {error.start}; save it as UTF-8") from error
    for number, line in enumerate(content.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{path}:{number}"
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise SourceError(f"{where}: is no JSON ({error}); give one JSON object a line") from error
        if not isinstance(value, dict):
            raise SourceError(f"{where}: is no JSON object; give one a line, with an id and attributions")
        yield where, value


def _without_nulls(value: object) -> object:
    """Return the value without the keys of objects that hold null, two levels deep: not coded is not there."""
    if not isinstance(value, dict):
        return value
    kept = {key: item for key, item in value.items() if item is not None}
    if isinstance(attributions := kept.get("attributions"), list):
        kept["attributions"] = [_without_nulls(attribution) for attribution in attributions]
    if isinstance(speaker := kept.get("speaker"), dict):
        kept["speaker"] = {key: item for key, item in speaker.items() if item is not None}
    return kept


def _check_new(article: CodedArticle, known: Coding) -> None:
    if (earlier := known.get(article.id)) is not None:
        raise SourceError(f"{article.where}: article {article.id!r} stands in {earlier.where} too; keep one of them")


def _check_offsets(article: CodedArticle) -> None:
    for number, statement in enumerate(article.statements, start=1):
        for role, pairs in (("source", statement.source), ("cue", statement.cue), ("content", statement.content)):
            for start, end in pairs:
                if not 0 <= start < end:
                    raise SourceError(
                        f"{article.where}: the {role} of statement {number} in article {article.id!r} has the span "
                        f"[{start}, {end}]; give [start, end) with 0 <= start < end"
                    )


def _check_positions(article: CodedArticle) -> None:
    for number, statement in enumerate(article.statements, start=1):
        concepts = [position.concept for position in statement.positions or ()]
        if len(set(concepts)) < len(concepts):
            twice = next(concept for concept in concepts if concepts.count(concept) > 1)
            raise SourceError(
                f"{article.where}: statement {number} of article {article.id!r} has concept {twice!r} twice; "
                "give one stance for each concept"
            )


def _malformed(where: str, error: ValidationError) -> SourceError:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"]) or "the line"
    return SourceError(
        f'{where}: {place}: {first["msg"]}; give {{"id": "...", "attributions": '
        f'[{{"source": [[start, end]], "cue": [...], "content": [...]}}]}}'
    )
