"""The training statements of our own: what speakers say in a dispute, with their stance on its concepts.

`texts/README.md` describes the format. `python -m training.positions.texts` reads all, names what is wrong, and counts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from zlib import crc32

FOLDER = Path(__file__).with_name("texts")
CASES = frozenset(
    "plain condition was-conditional-now-clear ellipsis implication sibling hostile-words criticism-of-criticism denial"
    " irony question fact reports-others person procedure narrated mention changed mixed same-words".split()
)
FIELDS = 6
_CONCEPT = re.compile(r"([A-D]) (\S.*)")
_STANCES = re.compile(r"0|[A-D][+?-](?: [A-D][+?-])*")


class Stance(StrEnum):
    """Where a speaker stands on a concept in one statement."""

    SUPPORT = "+"
    OPPOSE = "-"
    CONDITIONAL = "?"
    NONE = "0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A statement as an article has it, with a stance on every concept of its dispute."""

    before: str
    source: str
    cue: str
    content: str
    case: str
    stances: dict[str, Stance]
    """By the letter of the concept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A dispute with its concepts, by letter, and what is said in it."""

    name: str
    country: str
    subject: str
    concepts: dict[str, str]
    said: tuple[Said, ...]

    @property
    def is_test(self) -> bool:
        """Whether it is one of the tenth that is never trained on, chosen by a checksum of the name."""
        return crc32(self.name.encode()) % 10 == 0


def read_disputes(folder: Path = FOLDER) -> list[Dispute]:
    """Return the disputes of the folder; a line that is wrong is a ValueError that names it."""
    disputes = [
        dispute
        for path in sorted(folder.glob("*.txt"))
        for dispute in disputes_of(path.read_text(encoding="utf-8"), path.name)
    ]
    if twice := [name for name, count in Counter(one.name for one in disputes).items() if count > 1]:
        raise ValueError(f"two disputes are named {twice[0]}; give each a name of its own")
    return disputes


def disputes_of(text: str, file: str) -> Iterator[Dispute]:
    """Yield the disputes of one file."""
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        head, *lines = [line for line in part.splitlines() if line.strip()]
        name, country, subject = _parts(head, 3, f"{file}: {head}")
        end = lines.index("--")
        concepts = dict(_concept(line, f"{file}, {name}") for line in lines[:end])
        said = tuple(_said(line, concepts, f"{file}, {name}") for line in lines[end + 1 :])
        yield Dispute(name=name, country=country, subject=subject, concepts=concepts, said=said)


def _concept(line: str, where: str) -> tuple[str, str]:
    if not (match := _CONCEPT.fullmatch(line)):
        raise ValueError(f"{where}: {line!r} is no concept; write A to D and one sentence")
    return match[1], match[2]


def _said(line: str, concepts: dict[str, str], where: str) -> Said:
    stances, case, before, source, cue, content = _parts(line, FIELDS, f"{where}: {line[:60]!r}")
    letters = set(stances) & set("ABCD")
    if not _STANCES.fullmatch(stances) or not letters <= concepts.keys():
        raise ValueError(f"{where}: {line[:60]!r}: {stances!r} are no stances on {', '.join(concepts)}")
    if case not in CASES or not content:
        raise ValueError(f"{where}: {line[:60]!r}: give a case of the README, and content")
    given = {} if stances == "0" else {one[0]: Stance(one[1]) for one in stances.split()}
    every = {letter: given.get(letter, Stance.NONE) for letter in concepts}
    return Said(before=before, source=source, cue=cue, content=content, case=case, stances=every)


def _parts(line: str, count: int, where: str) -> list[str]:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) != count:
        raise ValueError(f"{where}: {len(parts)} fields where {count} belong, with | between them")
    return parts


def main() -> None:
    """Print how much there is."""
    disputes = read_disputes()
    said = [one for dispute in disputes for one in dispute.said]
    stances = Counter(stance.name.lower() for one in said for stance in one.stances.values())
    tests = sum(dispute.is_test for dispute in disputes)
    print(
        f"{len(disputes)} disputes, {tests} of them for the test; {len(said):,} statements, {stances.total():,} pairs"
    )
    print(", ".join(f"{count:,} {stance}" for stance, count in stances.most_common()))


if __name__ == "__main__":
    main()
