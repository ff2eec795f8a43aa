"""What a user's file knows of actors, into a ledger: an alias file, a table of Wikidata items, entities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from onrecord.actors.known.aliases import read_aliases
from onrecord.actors.known.known import KnownActor
from onrecord.actors.known.wikidata import read_wikidata_table
from onrecord.export import writer_for
from onrecord.export.ftm import read_ftm
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.database import Database
from onrecord.model import Refused
from onrecord.outcomes import Loaded

READERS: Mapping[str, Callable[[Path], Iterable[KnownActor | Refused]]] = {
    ".yaml": read_aliases,
    ".yml": read_aliases,
    ".csv": read_wikidata_table,
    ".tsv": read_wikidata_table,
    ".ftm.json": read_ftm,
}


def load_actors(database: Database, file: Path, *, by: str, why: str | None) -> Loaded:
    """Decide in one person's name what the file says, all in one transaction; what it refuses is in the tally."""
    loaded = Loaded()
    known = writer_for(file, READERS)(file)
    with database.writing() as connection:
        corrector = Corrector(connection, by=by, why=why)
        for one in known:
            if isinstance(one, Refused):
                loaded.refused.append(one)
            else:
                loaded.actors += 1
                loaded.decisions += len(corrector.load(one))
    return loaded
