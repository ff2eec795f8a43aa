"""Sentences that we wrote to statements of PolNeAR train: ones that a statement supports, opposes, or says nothing of.

`written/README.md` describes the format; the articles' words stay with PolNeAR.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from training.positions.coded import HELD_OUT, checksum, read_batches, said_in
from training.positions.data import STANCES, Example
from training.positions.texts import Stance

FOLDER = Path(__file__).with_name("written")
_STATEMENT = re.compile(r"([0-9a-f]{8})\.(\d+)")
_SENTENCE = re.compile(r"([-+?0]) (\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Sentences with the stance of one statement, which is named by its article's checksum and its number there."""

    article: str
    number: int
    stances: dict[str, Stance]


def read_written(folder: Path = FOLDER) -> list[Written]:
    """Return what was written; a line that is wrong is a ValueError that names it."""
    found = [
        one for path in sorted(folder.glob("*.txt")) for one in written_of(path.read_text(encoding="utf-8"), path.name)
    ]
    twice = [f"{article}.{number}" for (article, number), count in _counted(found).items() if count > 1]
    if twice:
        raise ValueError(f"{twice[0]} is written to twice; put its sentences together")
    held_out = {article for batch in read_batches() if batch.name in HELD_OUT for article in batch.articles}
    if seen := next((one for one in found if one.article in held_out), None):
        raise ValueError(f"{seen.article}.{seen.number} is of an article that is held out; take its sentences out")
    return found


def _counted(found: list[Written]) -> Counter[tuple[str, int]]:
    return Counter((one.article, one.number) for one in found)


def written_of(text: str, file: str) -> Iterator[Written]:
    """Yield the statements of one file with their sentences."""
    one: Written | None = None
    for line in filter(None, map(str.strip, text.splitlines())):
        if head := _STATEMENT.fullmatch(line):
            if one and one.stances:
                yield one
            one = Written(article=head[1], number=int(head[2]), stances={})
        elif one and (sentence := _SENTENCE.fullmatch(line)):
            one.stances[sentence[2]] = Stance(sentence[1])
        else:
            raise ValueError(f"{file}: {line[:60]!r} is no statement and no sentence; see README.md")
    if one and one.stances:
        yield one


def examples_of(written: list[Written], file: Path) -> list[list[Example]]:
    """Return the statements, which the file of PolNeAR holds, by article."""
    rows = {checksum(row["id"]): row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    groups: dict[str, list[Example]] = {}
    for one in written:
        row = rows[one.article]
        said = said_in(row, row["attributions"][one.number])
        stances = {sentence: STANCES[stance] for sentence, stance in one.stances.items()}
        groups.setdefault(one.article, []).append(Example(said=said, stances=stances, origin="written"))
    return list(groups.values())


def main() -> None:
    """Print how much there is."""
    found = read_written()
    stances = Counter(stance.name.lower() for one in found for stance in one.stances.values())
    print(f"{len(found)} statements;", ", ".join(f"{name} {count}" for name, count in stances.most_common()))


if __name__ == "__main__":
    main()
