import ast
from pathlib import Path

import pytest

from onrecord import export
from onrecord.errors import UsageError
from onrecord.export import ACTOR_WRITERS, STATEMENT_WRITERS, writer_for
from onrecord.model import Actor, Record


def test_export_names_what_it_imports_for_callers() -> None:
    assert all(hasattr(export, name) for name in export.__all__)
    tree = ast.parse(Path(export.__file__).read_text(encoding="utf-8"))
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[0] != "_"}
    assert functions <= set(export.__all__)


@pytest.mark.parametrize("ending", sorted(STATEMENT_WRITERS))
def test_statement_writers_write_a_file(records: list[Record], tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending.upper()}"
    assert writer_for(path, STATEMENT_WRITERS)(records, path) == 4
    assert path.stat().st_size > 0


@pytest.mark.parametrize("ending", sorted(ACTOR_WRITERS))
def test_actor_writers_write_a_file(actors: list[Actor], tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    assert writer_for(path, ACTOR_WRITERS)(actors, path) == 2


def test_writer_for_names_the_endings_it_knows() -> None:
    with pytest.raises(UsageError, match=r"out\.xls: .* \.csv, \.jsonl, \.parquet"):
        writer_for(Path("out.xls"), ACTOR_WRITERS)
