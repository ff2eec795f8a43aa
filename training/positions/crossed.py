"""Statements of real news that we coded on concepts of codebooks that were not written for their articles.

`crossed/README.md` describes the format; the concepts are those of `coded/`, the articles' words stay with PolNeAR.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from training.positions.coded import HELD_OUT, Batch, checksum, read_batches, said_in
from training.positions.data import STANCES, Example
from training.positions.texts import Stance

FOLDER = Path(__file__).with_name("crossed")
_STATEMENT = re.compile(r"([0-9a-f]{8})\.(\d+)")
_CODE = re.compile(r"(\d\d)\.(\w+)([-+?0])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossed:
    """The stances of one statement, which is named by its article's checksum and its number there.

    By codebook and concept; nothing is known of concepts that are not listed.
    """

    article: str
    number: int
    stances: dict[tuple[str, str], Stance]


def read_crossed(batches: Sequence[Batch], folder: Path = FOLDER) -> list[Crossed]:
    """Return what was coded; a line that is wrong, or of what is held out, is a ValueError that names it."""
    concepts = {(batch.name, concept) for batch in batches if batch.name not in HELD_OUT for concept in batch.concepts}
    held_out = {article for batch in batches if batch.name in HELD_OUT for article in batch.articles}
    found = []
    for path in sorted(folder.glob("*.txt")):
        for one in crossed_of(path.read_text(encoding="utf-8"), path.name):
            if one.article in held_out or not one.stances.keys() <= concepts:
                raise ValueError(f"{path.name}: {one.article}.{one.number} is held out, or has a concept that is")
            found.append(one)
    return found


def crossed_of(text: str, file: str) -> Iterator[Crossed]:
    """Yield the statements of one file with their stances."""
    for line in filter(None, map(str.strip, text.splitlines())):
        head, *codes = line.split()
        name, every = _STATEMENT.fullmatch(head), [_CODE.fullmatch(code) for code in codes]
        if not name or not every or None in every:
            raise ValueError(f"{file}: {line[:60]!r} is no statement with codes; see README.md")
        stances = {(code[1], code[2]): Stance(code[3]) for code in every if code}
        yield Crossed(article=name[1], number=int(name[2]), stances=stances)


def examples_of(crossed: Sequence[Crossed], batches: Sequence[Batch], file: Path) -> list[list[Example]]:
    """Return the statements, which the file of PolNeAR holds, by article."""
    rows = {checksum(row["id"]): row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    wordings = {(batch.name, concept): one for batch in batches for concept, one in batch.concepts.items()}
    groups: dict[str, list[Example]] = {}
    for one in crossed:
        row = rows[one.article]
        example = Example(
            said=said_in(row, row["attributions"][one.number]),
            stances={wordings[concept].sentence: STANCES[stance] for concept, stance in one.stances.items()},
            origin="coded",
            wordings={wordings[concept].sentence: wordings[concept] for concept in one.stances},
        )
        groups.setdefault(one.article, []).append(example)
    return list(groups.values())


def main() -> None:
    """Print how much there is."""
    found = read_crossed(read_batches())
    stances = Counter(stance.name.lower() for one in found for stance in one.stances.values())
    print(f"{len(found)} statements;", ", ".join(f"{name} {count}" for name, count in stances.most_common()))


if __name__ == "__main__":
    main()
