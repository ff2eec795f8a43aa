"""What is in dispute: concepts from statements, without a codebook."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from onrecord.model import Concept
from onrecord.positions.inducing.grouping import Centres, centres_of, choice_of
from onrecord.positions.inducing.pool import candidates_of
from onrecord.positions.inducing.sayings import Induced, Saying
from onrecord.positions.inducing.sides import takes_side
from onrecord.positions.inducing.space import Embed, Space, roots_of, space_of

MOST = 20
FEWEST_ACTORS = 2
"""Actors that must take sides before something is in dispute."""
LEAST_SIDING = 0.25
"""Share of its statements that take a side, below which a matter is talked about and not disputed."""
UNSIDED = 0.4
"""What a statement counts that takes no side, against 1, where the sentences are chosen."""
SAMPLE = 6_000
"""Statements by which they are chosen; all are then grouped."""
CHUNK = 1_024
TYPICAL = 3
_LINKING = frozenset("a an the should be there of on in to for at by from with and or have into".split())
_ID_WORDS = 5
_WORD = re.compile(r"[^\W_]+")


@dataclass(slots=True)
class _Group:
    sentence: str
    statements: list[str] = field(default_factory=list)
    siding: int = 0
    actors: set[str] = field(default_factory=set)
    typical: list[tuple[bool, float, str, str]] = field(default_factory=list)

    def add(self, saying: Saying, near: float) -> None:
        self.statements.append(saying.statement)
        if takes_side(saying.said):
            self.siding += 1
            self.actors.add(saying.actor)
            apart = set(roots_of(self.sentence)).isdisjoint(roots_of(saying.said.content))
            self.typical.append((apart, -near, saying.statement, saying.actor))
            self.typical = sorted(self.typical)[: TYPICAL * TYPICAL]


def find_concepts(
    sayings: Iterable[Saying], *, embed: Embed, most: int = MOST, fewest_actors: int = FEWEST_ACTORS
) -> tuple[Induced, ...]:
    """Return what is in dispute, that with most actors who take sides first.

    Give each statement once, without copies. English only. Time grows with the number of statements, memory with
    their text alone. The same statements in the same order give the same concepts.
    """
    sayings = tuple(sayings)
    candidates = candidates_of(sayings)
    if not candidates:
        return ()
    sentences = [candidate.sentence for candidate in candidates]
    sample = [saying.said for saying in sayings[:: -(-len(sayings) // SAMPLE)]]
    sides = np.array([1 if takes_side(said) else UNSIDED for said in sample], np.float32)
    space = space_of(sample, sentences, embed)
    choice = choice_of(candidates, space.sentences(sentences), space.shared(sentences))
    centres = centres_of(choice, space.statements(sample), sides)
    if not centres.candidates:
        return ()
    disputed = [
        group
        for group in _grouped(sayings, sentences, centres, space)
        if len(group.actors) >= fewest_actors and group.siding >= LEAST_SIDING * len(group.statements)
    ]
    disputed.sort(key=lambda group: (-len(group.actors), -len(group.statements), group.sentence))
    return tuple(_induced(disputed[:most]))


def _grouped(sayings: Sequence[Saying], sentences: Sequence[str], centres: Centres, space: Space) -> Sequence[_Group]:
    groups = [_Group(sentences[number]) for number in centres.candidates]
    for start in range(0, len(sayings), CHUNK):
        chunk = sayings[start : start + CHUNK]
        places, nearness = centres.nearest(space.statements([saying.said for saying in chunk]))
        for saying, place, near in zip(chunk, places, nearness, strict=True):
            if place >= 0:
                groups[place].add(saying, float(near))
    return groups


def _induced(groups: Sequence[_Group]) -> Iterator[Induced]:
    taken: set[str] = set()
    for group in groups:
        concept = Concept(id=_id_of(group.sentence, taken), label=group.sentence)
        taken.add(concept.id)
        by_actor: dict[str, str] = {}
        for _, _, statement, actor in group.typical:
            by_actor.setdefault(actor, statement)
        yield Induced(
            concept=concept,
            actors=len(group.actors),
            statements=tuple(group.statements),
            typical=tuple(by_actor.values())[:TYPICAL],
        )


def _id_of(sentence: str, taken: set[str]) -> str:
    words = [word for word in _WORD.findall(sentence.lower()) if word not in _LINKING]
    first = "_".join(words[:_ID_WORDS]) or "concept"
    numbered = (first if number == 1 else f"{first}_{number}" for number in range(1, len(taken) + 2))
    return next(one for one in numbered if one not in taken)
