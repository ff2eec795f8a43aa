"""An evaluation as rows of words, for a terminal or a page; figures are percentages."""

from __future__ import annotations

from onrecord.evaluation.comparing import Evaluation
from onrecord.evaluation.scores import Share, StatementScores

STATEMENT_HEAD = (
    "statements",
    "gold",
    "predicted",
    "exact F1",
    "J .8 F1",
    "J .5 F1",
    "words F1",
    "attribution P",
    "R",
    "F1",
    "source right",
    "cue right",
)


def statement_rows(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """Return a row, under STATEMENT_HEAD, for all statements and for each kind."""
    return [
        _statement_row("all", evaluation.all),
        *(_statement_row(kind.value, scores) for kind, scores in evaluation.by_kind.items()),
    ]


def detail_rows(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Return the other figures, each with what it is; those with nothing to judge are left out."""
    interval, details, agreement = evaluation.attribution_interval, evaluation.details, evaluation.agreement
    shares = {
        "kind right": details.kind,
        "speaker's name right": details.speaker_name,
        "speaker's kind right": details.speaker_kind,
        "date right": details.date,
        "date's basis right": details.date_basis,
    }
    kappas = {"kappa on kind": agreement.kind_kappa, "kappa on speaker": agreement.speaker_kappa}
    return [
        ("articles", _articles(evaluation)),
        ("attribution F1, 95 % interval", f"{100 * interval.low:.1f} to {100 * interval.high:.1f}"),
        *((name, f"{_percent(share)} % of {share.of}") for name, share in shares.items() if share.of),
        ("agreement on statements, F1", f"{100 * agreement.statements:.1f}"),
        ("agreement on statements and sources, F1", f"{100 * agreement.attributions:.1f}"),
        *((name, f"{kappa:.2f}") for name, kappa in kappas.items() if kappa is not None),
    ]


def _statement_row(name: str, scores: StatementScores) -> tuple[str, ...]:
    f1 = (scores.exact, scores.jaccard_80, scores.jaccard_50, scores.content_words)
    attribution = scores.attribution
    return (
        name,
        str(scores.gold),
        str(scores.predicted),
        *(f"{100 * score.f1:.1f}" for score in f1),
        *(f"{100 * value:.1f}" for value in (attribution.precision, attribution.recall, attribution.f1)),
        _percent(scores.source_overlap),
        _percent(scores.cue_overlap),
    )


def _articles(evaluation: Evaluation) -> str:
    words = [str(evaluation.articles)]
    if evaluation.missing:
        words.append(f"{evaluation.missing} of them not predicted")
    if evaluation.unscored:
        words.append(f"{evaluation.unscored} predicted without gold, not counted")
    return ", ".join(words)


def _percent(share: Share) -> str:
    return "" if share.value is None else f"{100 * share.value:.1f}"
