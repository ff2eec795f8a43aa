"""Assembly: the attributions of an article become statements with their evidence."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Article, Attribution, Offsets, Span, Statement, StatementKind, statement_id
from onrecord.statements.quotations import Quotation, quotations_of, quoted_share

_DIRECT = 0.9
"""A statement is direct from this share of its words in quotation marks on."""


def statements_of(article: Article, attributions: Sequence[Attribution]) -> tuple[Statement, ...]:
    """Return the article's statements in text order, undated; of equal contents the surest attribution stays."""
    quotations = quotations_of(article.text)
    surest: dict[Offsets, Attribution] = {}
    for attribution in attributions:
        rival = surest.get(attribution.content)
        if rival is None or rival.confidence < attribution.confidence:
            surest[attribution.content] = attribution
    return tuple(
        Statement(
            id=statement_id(article.id, content),
            article=article.id,
            kind=attribution_kind(article.text, quotations, content),
            source=_spans(article, attribution.source),
            cue=_spans(article, attribution.cue),
            content=_spans(article, content),
            confidence=attribution.confidence,
        )
        for content, attribution in sorted(surest.items())
    )


def attribution_kind(text: str, quotations: Sequence[Quotation], content: Offsets) -> StatementKind:
    """Return how much of a content is quoted; `quotations` are `quotations_of(text)`."""
    share = quoted_share(text, quotations, content)
    if share >= _DIRECT:
        return StatementKind.DIRECT
    return StatementKind.MIXED if share else StatementKind.INDIRECT


def _spans(article: Article, spans: Offsets) -> tuple[Span, ...]:
    return tuple(Span(article=article.id, start=start, end=end, quote=article.text[start:end]) for start, end in spans)
