"""How often the other spelling of a name is among the actors that it is compared with, in a crowded ledger:
`python benchmarks/actors/blocking.py ../shared/data/names/*.csv`.

The ledger holds every name of the pair files and 60,000 people made of their given names and surnames, so that each
surname has dozens of bearers. Counted are pairs of people that match and are not the same but for case and accents.
"""

from __future__ import annotations

import argparse
import csv
import random
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

import sqlalchemy as sa

from onrecord.actors.naming.keys import name_keys
from onrecord.actors.resolving.candidates import exact_key, keys_of
from onrecord.ledger import tables
from onrecord.ledger.corrections import Decided
from onrecord.ledger.database import Database
from onrecord.ledger.index import MOST_CANDIDATES, LedgerIndex
from onrecord.model import ActorKind

MADE_UP = 60_000
PLACES = 1, 4, MOST_CANDIDATES // 2, MOST_CANDIDATES


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("pairs", type=Path, nargs="+", help="CSV with name1, name2, is_match and maybe schema")
    pairs = [pair for path in arguments.parse_args().pairs for pair in _pairs(path)]
    names = {name for pair in pairs for name in pair}
    dice = random.Random(5)  # noqa: S311 - a benchmark
    full = sorted(name for name in names if " " in name)
    made = {f"{dice.choice(full).split()[0]} {dice.choice(full).split()[-1]}" for _ in range(MADE_UP)}
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "story.db", busy_seconds=1)
        with database.writing() as connection:
            _file(connection, sorted(names | made))
        with database.reading() as connection:
            begun = time.perf_counter()
            places = [_place(connection, one, other) for one, other in pairs]
            passed = time.perf_counter() - begun
        database.close()
    shares = ", ".join(f"{sum(place < most for place in places)} in the first {most}" for most in PLACES)
    print(f"{len(names | made):,} names, {len(pairs)} pairs: {shares}; {1000 * passed / len(pairs):.1f} ms a name")


def _pairs(path: Path) -> Iterable[tuple[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            one, other = row["name1"], row["name2"]
            is_person = row.get("schema", "Person") == "Person"
            if is_person and row["is_match"].lower() in {"1", "true"} and exact_key(one) != exact_key(other):
                yield one, other


def _file(connection: sa.Connection, names: list[str]) -> None:
    person = {"kind": ActorKind.PERSON, "affiliations": (), "gender": "", "settled": True}
    connection.execute(
        tables.actors.insert(), [{"id": name, "name": name, "names": {name: 1}, **person} for name in names]
    )
    keys = [{"key": key, "actor": name} for name in names for key in sorted(keys_of(ActorKind.PERSON, [name], ()))]
    connection.execute(tables.actor_keys.insert(), keys)


def _place(connection: sa.Connection, name: str, wanted: str) -> int:
    """Return at which place the wanted name is found by the keys of another, not counting that itself."""
    found = [one.id for one in LedgerIndex(connection, Decided()).known(name_keys(name)) if one.id != name]
    return found.index(wanted) if wanted in found else MOST_CANDIDATES


if __name__ == "__main__":
    main()
