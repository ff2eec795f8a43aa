"""What somebody knows of an actor and brings to a ledger: from an alias file, a table or another program."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import ActorKind, Affiliation


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownActor:
    """An actor as somebody knows it; what is None or empty was not said.

    `id` is the actor's in the ledger that it came from. `distinct_from` are names that are somebody else's.
    """

    name: str
    kind: ActorKind | None
    aliases: tuple[str, ...] = ()
    distinct_from: tuple[str, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    wikidata: str | None = None
    id: str | None = None
