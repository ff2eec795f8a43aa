"""What concepts are found in, and what is found."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from onrecord.model import Concept
from onrecord.positions.coder import Said


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A statement by its id, the id of the actor who makes it, and what a coder reads of it."""

    statement: str
    actor: str
    said: Said
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Induced:
    """A concept found in dispute: the ids of its statements, and how many actors take a side in them.

    `typical` are the few of the statements that are nearest to the concept, each of another actor.
    """

    concept: Concept
    actors: int
    statements: tuple[str, ...]
    typical: tuple[str, ...]
