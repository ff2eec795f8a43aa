"""How good a coding is, against a gold one, and how far two coders agree."""

from __future__ import annotations

from onrecord.evaluation.agreement import Agreement
from onrecord.evaluation.coding import (
    CodedArticle,
    CodedSpeaker,
    CodedStance,
    CodedStatement,
    Coding,
    coding_of,
    read_coding,
)
from onrecord.evaluation.compared_positions import DifferingPosition, PositionComparison
from onrecord.evaluation.comparing import Evaluation, evaluate
from onrecord.evaluation.positions import (
    CodedPosition,
    ConceptReliability,
    PositionDisagreement,
    PositionReliability,
    position_reliability,
    with_no_positions,
)
from onrecord.evaluation.reliability import (
    CodedUnit,
    Disagreement,
    Figure,
    Level,
    Reliability,
    kappa,
    krippendorff_alpha,
    measure_reliability,
)
from onrecord.evaluation.scores import DetailScores, Interval, Score, Share, StatementScores
from onrecord.evaluation.tables import POSITION_HEAD, STATEMENT_HEAD, detail_rows, position_rows, statement_rows

__all__ = [
    "POSITION_HEAD",
    "STATEMENT_HEAD",
    "Agreement",
    "CodedArticle",
    "CodedPosition",
    "CodedSpeaker",
    "CodedStance",
    "CodedStatement",
    "CodedUnit",
    "Coding",
    "ConceptReliability",
    "DetailScores",
    "DifferingPosition",
    "Disagreement",
    "Evaluation",
    "Figure",
    "Interval",
    "Level",
    "PositionComparison",
    "PositionDisagreement",
    "PositionReliability",
    "Reliability",
    "Score",
    "Share",
    "StatementScores",
    "coding_of",
    "detail_rows",
    "evaluate",
    "kappa",
    "krippendorff_alpha",
    "measure_reliability",
    "position_reliability",
    "position_rows",
    "read_coding",
    "statement_rows",
    "with_no_positions",
]
