"""onrecord reads news about a dispute and answers, with the sentence that proves it: who said what."""

from onrecord.api import Ledger, evaluate, extract, extract_sources, open
from onrecord.errors import EvidenceError, LedgerBusyError, LedgerError, OnRecordError, SourceError, UsageError
from onrecord.export import to_pandas, to_polars
from onrecord.model import (
    Actor,
    ActorKind,
    Affiliation,
    Article,
    DateBasis,
    Decision,
    Record,
    Refused,
    Span,
    Statement,
    StatementKind,
)
from onrecord.outcomes import Added

__all__ = [
    "Actor",
    "ActorKind",
    "Added",
    "Affiliation",
    "Article",
    "DateBasis",
    "Decision",
    "EvidenceError",
    "Ledger",
    "LedgerBusyError",
    "LedgerError",
    "OnRecordError",
    "Record",
    "Refused",
    "SourceError",
    "Span",
    "Statement",
    "StatementKind",
    "UsageError",
    "evaluate",
    "extract",
    "extract_sources",
    "open",
    "to_pandas",
    "to_polars",
]
