"""Statements of three real news articles: `python benchmarks/real_articles.py FOLDER GOLD` writes what to compare with.

The articles are not ours to print: `real_articles.jsonl` holds the offsets of sources and contents, by the SHA-256 of
each text, which FOLDER must have. Pieces of one quotation on both sides of its cue are one statement. Then:
`onrecord extract FOLDER -o FOUND.jsonl; onrecord evaluate GOLD FOUND.jsonl`.
"""

from __future__ import annotations

import argparse
import json
import sys
from hashlib import sha256
from pathlib import Path

STATEMENTS = Path(__file__).with_suffix(".jsonl")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("gold", type=Path)
    options = arguments.parse_args()
    texts = {sha256(path.read_bytes()).hexdigest(): path for path in sorted(options.folder.glob("*.txt"))}
    rows = [json.loads(line) for line in STATEMENTS.read_text("utf-8").splitlines()]
    if missing := [row["sha256"] for row in rows if row["sha256"] not in texts]:
        sys.exit(f"{options.folder}: no file of SHA-256 {missing[0]}; give the folder with the three articles")
    with options.gold.open("w", encoding="utf-8") as gold:
        for row in rows:
            path = texts[row["sha256"]]
            attributions = [{"cue": [], **one} for one in row["attributions"]]
            line = {"id": path.stem, "text": path.read_text("utf-8"), "attributions": attributions}
            gold.write(f"{json.dumps(line, ensure_ascii=False)}\n")
    print(f"{options.gold}: {len(rows)} articles, {sum(len(row['attributions']) for row in rows)} statements")


if __name__ == "__main__":
    main()
