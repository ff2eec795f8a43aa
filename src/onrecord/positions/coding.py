"""The stage: statements become judgements by a codebook."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.model import Concept, Record
from onrecord.positions.coder import Coder, Judgement, Said
from onrecord.positions.context import is_narrated, said_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A statement, by its id, with the positions that a coder found in it: often none."""

    statement: str
    narrated: bool
    judgements: tuple[Judgement, ...]


def code(records: Iterable[Record], concepts: Sequence[Concept], coder: Coder) -> Iterator[Judged]:
    """Yield each statement with its positions on these concepts, in turn."""
    read: deque[Record] = deque()

    def said() -> Iterator[Said]:
        for record in records:
            read.append(record)
            yield said_of(record.article, record.statement)

    for judgements in coder(said(), concepts):
        statement = read.popleft().statement
        yield Judged(statement=statement.id, narrated=is_narrated(statement), judgements=judgements)
