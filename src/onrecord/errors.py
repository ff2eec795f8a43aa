"""The errors of onrecord: each message says what, where, and what to do next."""


class OnRecordError(Exception):
    """Anything onrecord refuses to do."""


class UsageError(OnRecordError):
    """A call with arguments that cannot be meant."""


class SourceError(OnRecordError):
    """A source that cannot be read at all."""


class EvidenceError(OnRecordError):
    """A span whose text is not what it claims."""


class LedgerError(OnRecordError):
    """A ledger that cannot be opened, read or written."""


class LedgerBusyError(LedgerError):
    """Another process is writing the ledger and did not finish in time."""


class ModelError(OnRecordError):
    """A shipped model whose files are absent or damaged."""


class CoderError(OnRecordError):
    """A coder that cannot go on: its server does not answer, or not as agreed."""
