"""What the browser may change: one dataclass a call of the library, told apart by `do`."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import Field

from onrecord.model import ActorKind, Stance, StatementKind

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Offsets = Annotated[list[tuple[Number, Number]], Field(max_length=50)]
"""[start, end) pairs in code points."""
Name = Annotated[str, Field(max_length=300)]
Words = Annotated[str, Field(max_length=2_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmStatement:
    """The attribution is right, and so are the positions that the machine found in it."""

    do: Literal["confirm_statement"]
    statement: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectStatement:
    """It is no attribution."""

    do: Literal["reject_statement"]
    statement: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class SetStatementKind:
    """Direct, indirect or mixed."""

    do: Literal["set_statement_kind"]
    statement: Name
    kind: StatementKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpeakers:
    """Who speaks, by ids or new names; nobody known where empty."""

    do: Literal["set_speakers"]
    statement: Name
    actors: Annotated[list[Name], Field(max_length=50)]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetSpans:
    """Where source, cue and content stand."""

    do: Literal["set_spans"]
    statement: Name
    source: Offsets
    cue: Offsets
    content: Offsets


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitStatement:
    """The content is cut at this code point."""

    do: Literal["split_statement"]
    statement: Name
    at: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class AddStatement:
    """A statement that the machine missed."""

    do: Literal["add_statement"]
    article: Name
    source: Offsets
    cue: Offsets
    content: Offsets
    speakers: Annotated[list[Name], Field(max_length=50)]
    kind: StatementKind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPosition:
    """Where a statement stands on a concept; None: it takes no position."""

    do: Literal["set_position"]
    statement: Name
    concept: Name
    stance: Stance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmPosition:
    """A position, or that there is none, is right."""

    do: Literal["confirm_position"]
    statement: Name
    concept: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeActors:
    """Two actors are one, under the second's name."""

    do: Literal["merge_actors"]
    actor: Name
    into: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitActor:
    """What was said under these names or in these articles is another actor's."""

    do: Literal["split_actor"]
    actor: Name
    names: Annotated[list[Name], Field(max_length=200)]
    articles: Annotated[list[Name], Field(max_length=1_000)]
    into: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameActor:
    """An actor's name."""

    do: Literal["rename_actor"]
    actor: Name
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class AddAlias:
    """Another name of an actor."""

    do: Literal["add_alias"]
    actor: Name
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class IsNot:
    """An actor is not another one, or nobody of this name."""

    do: Literal["is_not"]
    actor: Name
    other: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAffiliation:
    """An actor holds a role, or with `holds` false does not."""

    do: Literal["set_affiliation"]
    actor: Name
    role: Name | None
    of: Name | None
    first_seen: datetime.date | None = None
    last_seen: datetime.date | None = None
    holds: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetActorKind:
    """What an actor is."""

    do: Literal["set_actor_kind"]
    actor: Name
    kind: ActorKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A sentence that takes a stance."""

    stance: Stance
    text: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class AddConcept:
    """A new concept; its id is made of its label where none is given."""

    do: Literal["add_concept"]
    label: Words
    id: Name | None = None
    description: Words | None = None
    examples: Annotated[list[Example], Field(max_length=100)] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditConcept:
    """Another label or description, or further examples."""

    do: Literal["edit_concept"]
    concept: Name
    label: Words | None = None
    description: Words | None = None
    examples: Annotated[list[Example], Field(max_length=100)] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeConcepts:
    """Two concepts are one, under the second's label."""

    do: Literal["merge_concepts"]
    concept: Name
    into: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class DropConcept:
    """A concept leaves the codebook."""

    do: Literal["drop_concept"]
    concept: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo:
    """A decision is undone."""

    do: Literal["undo"]
    decision: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Redo:
    """A decision that was undone is made anew."""

    do: Literal["redo"]
    decision: Number


Call = Annotated[
    ConfirmStatement
    | RejectStatement
    | SetStatementKind
    | SetSpeakers
    | SetSpans
    | SplitStatement
    | AddStatement
    | SetPosition
    | ConfirmPosition
    | MergeActors
    | SplitActor
    | RenameActor
    | AddAlias
    | IsNot
    | SetAffiliation
    | SetActorKind
    | AddConcept
    | EditConcept
    | MergeConcepts
    | DropConcept
    | Undo
    | Redo,
    Field(discriminator="do"),
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A call, the version of its subject that the browser saw, and a key of its own: sent twice it is made once.

    `by` names the coder where the app has no accounts, `why` gives a reason.
    """

    call: Call
    key: Annotated[str, Field(min_length=8, max_length=64)]
    seen: Number | None = None
    by: Name | None = None
    why: Words | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The numbers of the decisions that a change made, the subject's version after it, and the ledger's."""

    decisions: tuple[int, ...]
    version: int
    ledger: int
    made: str | None = None
    """The id of the statement, actor or concept that is new by it."""
