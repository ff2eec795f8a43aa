"""Agreement between two coders: figures that stay the same when the coders change places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.evaluation.coding import CodedSpeaker
from onrecord.evaluation.matching import Pair, pairs
from onrecord.evaluation.names import folded, same_speaker
from onrecord.evaluation.reliability import kappa
from onrecord.evaluation.scores import Compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two coders agree: on which statements there are, and, in those both have, on kind and speaker.

    `statements` and `attributions` are F1 (the latter with the source agreed); the kappas are Cohen's, None where
    they are not defined: nothing coded by both, or one and the same label throughout.
    """

    matched: int
    statements: float
    attributions: float
    kind_kappa: float | None
    speaker_kappa: float | None


def agreement(articles: Sequence[Compared]) -> Agreement:
    """Return how far the two codings agree."""
    matched = [
        pair
        for article in articles
        for pair in Compared(
            gold=article.gold,
            predicted=article.predicted,
            pairs=pairs(article.gold, article.predicted, symmetric=True),
        ).matched
    ]
    statements = sum(len(article.gold) + len(article.predicted) for article in articles)
    both_speak = any(pair.gold.coded.speaker for pair in matched) and any(
        pair.predicted.coded.speaker for pair in matched
    )
    return Agreement(
        matched=len(matched),
        statements=2 * len(matched) / statements if statements else 0.0,
        attributions=2 * sum(pair.same_source for pair in matched) / statements if statements else 0.0,
        kind_kappa=kappa([_kinds(pair) for pair in matched]),
        speaker_kappa=kappa([_speakers(pair) for pair in matched]) if both_speak else None,
    )


def _kinds(pair: Pair) -> tuple[str, str]:
    """Return the kinds as coded, or as the quotation marks have them."""
    return (pair.gold.coded.kind or pair.gold.kind).value, (pair.predicted.coded.kind or pair.predicted.kind).value


def _speakers(pair: Pair) -> tuple[str, str]:
    """Return the speakers' names, made equal where one coder's name is among the other's aliases."""
    left, right = pair.gold.coded.speaker, pair.predicted.coded.speaker
    if same_speaker(left, right) or same_speaker(right, left):
        label = min(_label(left), _label(right))
        return label, label
    return _label(left), _label(right)


def _label(speaker: CodedSpeaker | None) -> str:
    return folded(speaker.name or "") if speaker else ""
