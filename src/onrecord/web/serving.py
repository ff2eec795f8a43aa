"""What the server holds as long as it runs: the ledger, who may come in, the work in the background."""

from __future__ import annotations

import secrets
import threading
from hashlib import sha256
from pathlib import Path

import onrecord.api
from onrecord.ledger.clock import read_version
from onrecord.ledger.database import Database
from onrecord.settings import Settings
from onrecord.views.kept import Kept
from onrecord.web.accounts import Accounts
from onrecord.web.events import Events, Happened
from onrecord.web.jobs import Jobs


class Serving:
    """A ledger that is being served; close it at the end."""

    def __init__(self, path: Path, *, settings: Settings) -> None:
        self.path = path.resolve()
        self.settings = settings
        self.cookie = f"onrecord-{sha256(bytes(self.path)).hexdigest()[:12]}"
        """A name of its own: browsers tell no ports apart, and somebody may serve two ledgers on one machine."""
        self.secret = secrets.token_bytes(32)
        """Of which the tokens are made that changes carry; new at every start."""
        self.ledger = onrecord.api.open(path, create=False, settings=settings)
        self.database = Database(path, busy_seconds=settings.busy_seconds, create=False)
        self.kept = Kept(path)
        self.writing = threading.Lock()
        """Who writes in this process: SQLite's own waiting sleeps up to a tenth of a second."""
        self.accounts = Accounts(self.database)
        self.jobs = Jobs()
        self.events = Events(self._look)

    def version(self) -> int:
        """Return the ledger's version."""
        with self.database.reading() as connection:
            return read_version(connection)

    def close(self) -> None:
        """Stop all work and let go of the file."""
        self.jobs.close()
        self.kept.close()
        self.database.close()
        self.ledger.close()

    def _look(self) -> Happened:
        return Happened(version=self.version(), jobs=self.jobs.told())
