"""How good a coding is, against a gold one, and how far two coders agree."""

from __future__ import annotations

from onrecord.evaluation.agreement import Agreement
from onrecord.evaluation.coding import (
    CodedArticle,
    CodedSpeaker,
    CodedStatement,
    Coding,
    coding_of,
    read_coding,
)
from onrecord.evaluation.comparing import Evaluation, evaluate
from onrecord.evaluation.scores import DetailScores, Interval, Score, Share, StatementScores
from onrecord.evaluation.tables import STATEMENT_HEAD, detail_rows, statement_rows

__all__ = [
    "STATEMENT_HEAD",
    "Agreement",
    "CodedArticle",
    "CodedSpeaker",
    "CodedStatement",
    "Coding",
    "DetailScores",
    "Evaluation",
    "Interval",
    "Score",
    "Share",
    "StatementScores",
    "coding_of",
    "detail_rows",
    "evaluate",
    "read_coding",
    "statement_rows",
]
