"""Writes `figures.json.gz` anew from DNA's own output: python tests/networks/dna/compact.py SHARED_FOLDER.

The folder holds synthetic.dna, our own database, and DNA 3.1.2's matrices for 111 settings on it (matrices/).
"""

from __future__ import annotations

import csv
import gzip
import json
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

HERE = Path(__file__).parent
DOCUMENT = ("Author", "Source", "Section", "Type")
VALUES = """
    SELECT s.ID, v.Variable, e.Value FROM DATASHORTTEXT d JOIN STATEMENTS s ON s.ID = d.StatementId
        JOIN VARIABLES v ON v.ID = d.VariableId JOIN ENTITIES e ON e.ID = d.Entity
    UNION ALL SELECT d.StatementId, v.Variable, d.Value FROM DATALONGTEXT d JOIN VARIABLES v ON v.ID = d.VariableId
    UNION ALL SELECT d.StatementId, v.Variable, d.Value FROM DATAINTEGER d JOIN VARIABLES v ON v.ID = d.VariableId
    UNION ALL SELECT d.StatementId, v.Variable, d.Value FROM DATABOOLEAN d JOIN VARIABLES v ON v.ID = d.VariableId
"""
STATEMENTS = """
    SELECT s.ID, s.Start, s.Stop, s.Coder, substr(d.Text, s.Start + 1, s.Stop - s.Start), d.ID, d.Date, d.Title,
        d.Author, d.Source, d.Section, d.Type FROM STATEMENTS s JOIN DOCUMENTS d ON d.ID = s.DocumentId
    ORDER BY d.Date, d.ID, s.Start
"""
FIELDS = "id start stop coder text document date title author source section type".split()


def read_statements(path: Path) -> list[dict[str, object]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
        statements = [dict(zip(FIELDS, row, strict=True)) for row in database.execute(STATEMENTS)]
        by_id = {statement["id"]: statement for statement in statements}
        for statement, variable, value in database.execute(VALUES):
            by_id[statement][variable] = value
    return statements


def read_matrix(path: Path) -> dict[str, object]:
    with path.open(encoding="utf-8", newline="") as lines:
        header, *rows = csv.reader(lines)
    return {
        "rows": [row[0] for row in rows],
        "columns": header[1:],
        "values": [[number(cell) for cell in row[1:]] for row in rows],
    }


def number(cell: str) -> float | int:
    value = float(cell)
    return int(value) if value.is_integer() else value


def read_settings(folder: Path) -> Iterator[dict[str, object]]:
    for one in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        one["matrices"] = [
            {
                "start": matrix["start"],
                "stop": matrix["stop"],
                "dateTime": matrix["dateTime"],
                **read_matrix(folder / matrix["file"]),
            }
            for matrix in one.get("matrices", [])
        ]
        yield one


def main(shared: Path) -> None:
    with (shared / "matrices" / "eventlist_dnaexport.csv").open(encoding="utf-8") as lines:
        events = lines.read().splitlines()
    figures = {
        "statements": read_statements(shared / "synthetic.dna"),
        "settings": list(read_settings(shared / "matrices")),
        "events": events,
    }
    written = json.dumps(figures, ensure_ascii=False, separators=(",", ":"))
    (HERE / "figures.json.gz").write_bytes(gzip.compress(written.encode(), 9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
