"""A file of DNA becomes part of a ledger, once, or is refused by name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.errors import SourceError
from onrecord.export.dna import write_dna
from onrecord.importing import import_dna
from onrecord.ledger.as_dna import database_of
from onrecord.ledger.database import Database
from onrecord.ledger.imported import read_database
from onrecord.ledger.networking import read_table
from onrecord.ledger.reading import Filter, read_actors, read_contents
from onrecord.networks.building import network_of
from onrecord.networks.imported import table_of_dna
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.sources.dna import read_dna

SYNTHETIC = Path(__file__).parents[1].parent / "shared" / "dna" / "synthetic.dna"


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Database]:
    database = Database(tmp_path / "story.db", busy_seconds=1)
    yield database
    database.close()


def test_import_dna_refuses_what_is_no_database_and_changes_nothing(ledger: Database, tmp_path: Path) -> None:
    path = tmp_path / "notes.dna"
    path.write_text("a list of things to do", encoding="utf-8")
    with pytest.raises(SourceError, match=r"notes\.dna is no database of DNA"):
        import_dna(ledger, path)
    with ledger.reading() as connection:
        assert read_contents(connection).articles == 0


@pytest.mark.skipif(not SYNTHETIC.exists(), reason="the shared database is not here")
def test_import_dna_takes_the_shared_database(ledger: Database, tmp_path: Path) -> None:
    seen: list[int] = []
    tally = import_dna(ledger, SYNTHETIC, password="sample", on_progress=lambda tally: seen.append(tally.documents))
    assert (tally.documents, tally.articles, tally.statements, tally.positions) == (60, 60, 260, 256)
    assert seen[:60] == list(range(1, 61))
    assert set(seen[60:]) == {60}
    assert import_dna(ledger, SYNTHETIC).known
    original = read_dna(SYNTHETIC)
    with ledger.reading() as connection:
        assert read_database(connection) == original
        exported, lost = database_of(connection)
        native = read_table(connection)
        persons = {actor.name for actor in read_actors(connection, Filter())}
    assert (exported, lost) == (original, ())
    coded = table_of_dna(original)
    assert persons == set(coded.variables["person"].levels) - {""}
    write_dna(exported, tmp_path / "copy.dna")
    again = table_of_dna(read_dna(tmp_path / "copy.dna"))
    settings = NetworkSettings(
        mode=Mode.ONE, rows="person", columns="concept", qualifier="agreement", aggregate=Aggregate.CONGRUENCE
    )
    network, copy = network_of(coded, settings), network_of(again, settings)
    assert network.rows == copy.rows
    assert network.ties.toarray().tolist() == copy.ties.toarray().tolist()
    own = NetworkSettings(mode=Mode.ONE, rows="person", qualifier="stance", aggregate=Aggregate.CONGRUENCE)
    assert network_of(native, own).ties.toarray().tolist() == network.ties.toarray().tolist()
