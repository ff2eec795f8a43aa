"""onrecord reads news about a dispute and answers, with the sentence that proves it: who said what."""

from onrecord.api import Ledger, evaluate, extract, extract_sources, extract_to, open
from onrecord.errors import (
    EvidenceError,
    LedgerBusyError,
    LedgerError,
    ModelError,
    OnRecordError,
    SourceError,
    UsageError,
)
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
from onrecord.outcomes import Added, Extraction
from onrecord.statements.tagger import TaggerName

__all__ = [
    "Actor",
    "ActorKind",
    "Added",
    "Affiliation",
    "Article",
    "DateBasis",
    "Decision",
    "EvidenceError",
    "Extraction",
    "Ledger",
    "LedgerBusyError",
    "LedgerError",
    "ModelError",
    "OnRecordError",
    "Record",
    "Refused",
    "SourceError",
    "Span",
    "Statement",
    "StatementKind",
    "TaggerName",
    "UsageError",
    "evaluate",
    "extract",
    "extract_sources",
    "extract_to",
    "open",
    "to_pandas",
    "to_polars",
]
