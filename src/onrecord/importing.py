"""Databases that were coded elsewhere, into a ledger."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.ledger.database import Database
from onrecord.ledger.imported import write_database
from onrecord.outcomes import Imported
from onrecord.sources.dna import read_dna
from onrecord.sources.finding import shown


def import_dna(
    database: Database,
    path: Path,
    *,
    password: str | None = None,
    zone: str = "UTC",
    on_progress: Callable[[Imported], None] | None = None,
) -> Imported:
    """Read a database of DNA 2 or 3 into the ledger, all in one transaction, and return the tally.

    What of it cannot be taken is refused and the rest goes on; a file that is no such database is a SourceError. No
    password is needed, and one that is given must be the Admin's. `zone` is that in which a database of DNA 2 was
    coded. The same database again changes nothing; one in which more was coded since adds what is new.
    """
    coded = read_dna(path, password=password, zone=zone)
    with database.writing() as connection:
        return write_database(connection, coded, shown(path), on_progress)
