"""An evaluation as rows of words, for a terminal or a page; figures but alpha and kappa are percentages."""

from __future__ import annotations

from onrecord.evaluation.compared_positions import GOLD, PREDICTED
from onrecord.evaluation.comparing import Evaluation
from onrecord.evaluation.positions import ConceptReliability
from onrecord.evaluation.reliability import Figure
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

POSITION_HEAD = (
    "positions",
    "gold",
    "predicted",
    "alpha",
    "95 %",
    "kappa",
    "95 %",
    "F1",
    "95 %",
    "concept F1",
    "stance right",
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
        *_found_positions(evaluation),
    ]


def position_rows(evaluation: Evaluation) -> list[tuple[str, ...]]:
    """Return a row, under POSITION_HEAD, for all concepts and for each; none where positions were not coded."""
    if evaluation.positions is None or (reliability := evaluation.positions.reliability) is None:
        return []
    return [_position_row(found) for found in (reliability.all, *reliability.concepts)]


def _position_row(found: ConceptReliability) -> tuple[str, ...]:
    return (
        found.concept or "all",
        *(str(found.positions[coder]) for coder in (GOLD, PREDICTED)),
        *_figure(found.alpha, "{:.2f}"),
        *_figure(found.kappa, "{:.2f}"),
        *_figure(found.f1, "{:.1%}"),
        *(_figure(value, "{:.1%}")[0] for value in (found.concept_f1, found.stance)),
    )


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


def _found_positions(evaluation: Evaluation) -> list[tuple[str, str]]:
    """Return the scores over all positions, those of statements not found included."""
    if (positions := evaluation.positions) is None:
        return []
    return [
        (name, f"{100 * score.precision:.1f}, {100 * score.recall:.1f}, {100 * score.f1:.1f}")
        for name, score in (
            ("positions found, with stance: P, R, F1", positions.found),
            ("positions found, by concept: P, R, F1", positions.concepts),
        )
    ]


def _articles(evaluation: Evaluation) -> str:
    words = [str(evaluation.articles)]
    if evaluation.missing:
        words.append(f"{evaluation.missing} of them not predicted")
    if evaluation.unscored:
        words.append(f"{evaluation.unscored} predicted without gold, not counted")
    return ", ".join(words)


def _figure(figure: Figure, form: str) -> tuple[str, str]:
    """Return the figure and its interval; empty where not defined."""
    value = "" if figure.value is None else form.format(figure.value).removesuffix("%")
    ends = (figure.interval.low, figure.interval.high) if figure.interval else ()
    return value, " to ".join(form.format(end).removesuffix("%") for end in ends)


def _percent(share: Share) -> str:
    return "" if share.value is None else f"{100 * share.value:.1f}"
