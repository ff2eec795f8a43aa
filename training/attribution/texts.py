"""The training texts of our own: articles of many kinds with marks in the text, as `texts/README.md` describes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from training.attribution.data import Gold, Row

FOLDER = Path(__file__).with_name("texts")
_NAME = re.compile(r"^=== (.+)\n", re.MULTILINE)
_MARK = re.compile(r"\{([scq])(\d+(?:,\d+)*) ([^{}]*)\}")


def read_texts(folder: Path = FOLDER) -> list[Row]:
    """Return the texts of the folder as rows; a text that is marked wrongly is a ValueError that names it."""
    rows = [
        row for path in sorted(folder.glob("*.txt")) for row in rows_of(path.read_text(encoding="utf-8"), path.stem)
    ]
    names = [row["id"] for row in rows]
    if len(names) != len(set(names)):
        raise ValueError(f"two texts are named {max(names, key=names.count)}; give each a name of its own")
    return rows


def rows_of(marked: str, file: str) -> Iterator[Row]:
    """Yield the texts of one file, whose name their ids begin with."""
    parts = _NAME.split(marked)
    for name, text in zip(parts[1::2], parts[2::2], strict=True):
        yield _row(f"{file}/{name.strip()}", text.strip("\n"))


def _row(name: str, marked: str) -> Row:
    text, place = "", 0
    found: dict[int, dict[str, list[list[int]]]] = {}
    for mark in _MARK.finditer(marked):
        text += marked[place : mark.start()]
        span = [len(text), len(text) + len(mark[3])]
        for number in mark[2].split(","):
            found.setdefault(int(number), {"s": [], "c": [], "q": []})[mark[1]].append(span)
        text += mark[3]
        place = mark.end()
    text += marked[place:]
    if "{" in text or "}" in text:
        raise ValueError(f"{name}: a brace that is no mark; marks look like {{s1 who}}, and do not nest")
    for number, parts in found.items():
        if not parts["q"] or len(parts["s"]) > 1 or len(parts["c"]) > 1:
            raise ValueError(f"{name}, {number}: give content, at most one source and at most one cue")
    attributions = [Gold(source=parts["s"], cue=parts["c"], content=parts["q"]) for _, parts in sorted(found.items())]
    return Row(id=name, text=text, attributions=attributions)


def main() -> None:
    """Print how many texts, words and attributions there are."""
    rows = read_texts()
    words = sum(len(row["text"].split()) for row in rows)
    print(f"{len(rows):,} texts, {words:,} words, {sum(len(row['attributions']) for row in rows):,} attributions")


if __name__ == "__main__":
    main()
