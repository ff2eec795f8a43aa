"""What a large model may answer: checked against a schema, the codebook and the words of the statement."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError

from onrecord.model import Concept, Stance
from onrecord.positions.coder import Judgement, Said


class Told(StrEnum):
    """The stances an answer may name."""

    SUPPORT = "support"
    OPPOSE = "oppose"
    CONDITIONAL = "conditional"
    NONE = "none"


STRICT = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldPosition:
    """A position as the model tells it."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    concept: str
    stance: Told
    probability: Annotated[float, Field(ge=0, le=1)]
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldStatement:
    """The positions of the statement with this number."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    statement: int
    positions: tuple[ToldPosition, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldAnswer:
    """A whole answer."""

    __pydantic_config__: ClassVar[ConfigDict] = STRICT
    statements: tuple[ToldStatement, ...]


ANSWER = TypeAdapter(ToldAnswer)
FIELDS = frozenset({*ToldAnswer.__slots__, *ToldStatement.__slots__, *ToldPosition.__slots__})


class AnswerError(ValueError):
    """An answer that cannot be used; the message repeats no word of it, since it is told to the model and logged."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidenced:
    """A judgement and the words that show it, as they stand in the statement or what was given around it."""

    judgement: Judgement
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model answers on one statement; `refused` says why a judgement or the whole answer was not taken."""

    positions: tuple[Evidenced, ...] = ()
    refused: tuple[str, ...] = ()


def answer_schema(concepts: Sequence[Concept]) -> Mapping[str, object]:
    """Return the JSON schema of an answer by this codebook, for servers that hold a model to one."""
    position = _object(
        concept={"type": "string", "enum": [concept.id for concept in concepts]},
        stance={"type": "string", "enum": [stance.value for stance in Told]},
        probability={"type": "number"},
        evidence={"type": "string"},
    )
    statement = _object(statement={"type": "integer"}, positions={"type": "array", "items": position})
    return _object(statements={"type": "array", "items": statement})


def answers_in(text: str, said: Sequence[Said], concepts: Sequence[Concept]) -> tuple[Answer, ...]:
    """Return the answer on each statement, or an AnswerError where the text is not what was asked for."""
    try:
        told = ANSWER.validate_json(_bare(text))
    except ValidationError as error:
        raise AnswerError(_reason(error)) from error
    numbers = [statement.statement for statement in told.statements]
    if sorted(numbers) != list(range(1, len(said) + 1)):
        raise AnswerError(f"it must have each of the statements 1 to {len(said)} once")
    ids = frozenset(concept.id for concept in concepts)
    by_number = {statement.statement: statement for statement in told.statements}
    for number, statement in sorted(by_number.items()):
        _check_concepts(number, statement, ids)
    return tuple(_answer(by_number[number], one) for number, one in enumerate(said, start=1))


def evidence_in(evidence: str, said: Said) -> str | None:
    """Return the words of the statement, or of what is given around it, that the evidence repeats.

    Only quotation marks, dashes and kinds of space may differ; it must hold a word and may cut none.
    """
    wanted = evidence.translate(ALIKE).strip()
    if not WORD.search(wanted):
        return None
    for text in (said.content, said.cue, said.before, said.title, said.source):
        folded = text.translate(ALIKE)
        for start in _places(wanted, folded):
            if not (_within_word(folded, start) or _within_word(folded, start + len(wanted))):
                return text[start : start + len(wanted)]
    return None


WORD = re.compile(r"\w")
# One character for one, so that places stay the same.
ALIKE = str.maketrans({**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("‘’‚", "'"), **dict.fromkeys("–—‑−", "-")}) | {
    ord(space): " " for space in "\t\n\r\u00a0\u2009\u202f"
}
FENCE = "```"
THOUGHT = "</think>"


def _bare(text: str) -> str:
    """Return the answer without a model's thoughts before it and the Markdown fence around it."""
    bare = text.rpartition(THOUGHT)[2].strip()
    if bare.startswith(FENCE) and bare.endswith(FENCE) and len(bare) > 2 * len(FENCE):
        bare = bare[len(FENCE) : -len(FENCE)].strip().removeprefix("json")
    return bare


def _check_concepts(number: int, statement: ToldStatement, ids: frozenset[str]) -> None:
    seen: set[str] = set()
    for position in statement.positions:
        if position.concept not in ids:
            raise AnswerError(f"statement {number} has a concept that is not in the codebook")
        if position.concept in seen:
            raise AnswerError(f"statement {number} has the concept {position.concept!r} twice")
        seen.add(position.concept)


def _answer(told: ToldStatement, said: Said) -> Answer:
    positions, refused = [], []
    for position in told.positions:
        if position.stance is Told.NONE:
            continue
        if (evidence := evidence_in(position.evidence, said)) is None:
            refused.append(f"the evidence for {position.concept!r} does not stand in the statement")
        else:
            positions.append(Evidenced(judgement=_judgement(position), evidence=evidence))
    return Answer(positions=tuple(positions), refused=tuple(refused))


def _judgement(position: ToldPosition) -> Judgement:
    stance = Stance(position.stance.value)
    probabilities = {other: position.probability if other is stance else 0.0 for other in Stance}
    return Judgement(
        concept=position.concept, stance=stance, confidence=position.probability, probabilities=probabilities
    )


def _places(wanted: str, text: str) -> Iterator[int]:
    start = text.find(wanted)
    while start >= 0:
        yield start
        start = text.find(wanted, start + 1)


def _within_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _object(**properties: object) -> dict[str, object]:
    return {"type": "object", "properties": properties, "required": [*properties], "additionalProperties": False}


def _reason(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    if first["type"] == "json_invalid":
        return "it is no JSON"
    place = ".".join(str(part) for part in first["loc"] if isinstance(part, int) or part in FIELDS)
    return f"{place or 'it'}: {first['msg']}"
