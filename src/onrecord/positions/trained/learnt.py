"""What the coder learnt from a ledger's decisions: what is added to its scores, and the nearest examples."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from zipfile import BadZipFile

import numpy as np

from onrecord.errors import LedgerError
from onrecord.model import Stance
from onrecord.positions.trained.reading import Floats

STANCES = (Stance.SUPPORT, Stance.OPPOSE, Stance.CONDITIONAL)
"""In the order of the judge's scores, behind that of none."""
CLASSES = (None, *STANCES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A decided position, by which another is explained."""

    statement: str
    concept: str
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Learnt:
    """What is added to the shipped coder's scores, and the decided positions with their vectors (examples, WIDE).

    `weights` are (WIDE, 4) in the order of CLASSES, `constants` (4,) for a concept.
    """

    weights: Floats
    constants: Mapping[str, Floats]
    examples: tuple[Example, ...]
    vectors: Floats

    @property
    def name(self) -> str:
        """A name that changes with what was learnt."""
        return sha256(to_bytes(self)).hexdigest()[:12]

    def scores(self, concept: str, features: Floats) -> Floats:
        """Return what is added to the scores of a pair (4,)."""
        added: Floats = features @ self.weights
        return added + self.constants[concept] if concept in self.constants else added

    def nearest(self, concept: str, vector: Floats, *, most: int = 3) -> tuple[Example, ...]:
        """Return the decided positions on this concept whose statements are most like one with this vector."""
        places = [place for place, one in enumerate(self.examples) if one.concept == concept]
        order: list[int] = np.argsort(-(self.vectors[places] @ vector), kind="stable")[:most].tolist()
        return tuple(self.examples[places[place]] for place in order)


def to_bytes(learnt: Learnt) -> bytes:
    """Return what was learnt as bytes, the same for the same."""
    told = {
        "constants": {concept: row.tolist() for concept, row in sorted(learnt.constants.items())},
        "examples": [[one.statement, one.concept, one.stance] for one in learnt.examples],
    }
    buffer = io.BytesIO()
    np.savez(
        buffer, weights=learnt.weights, vectors=learnt.vectors, told=np.frombuffer(json.dumps(told).encode(), np.uint8)
    )
    return buffer.getvalue()


def from_bytes(content: bytes) -> Learnt:
    """Return what was learnt from its bytes; damaged ones are a LedgerError."""
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
            told = json.loads(arrays["told"].tobytes())
            return Learnt(
                weights=arrays["weights"],
                vectors=arrays["vectors"],
                constants={concept: np.array(row, np.float32) for concept, row in told["constants"].items()},
                examples=tuple(
                    Example(statement=statement, concept=concept, stance=Stance(stance))
                    for statement, concept, stance in told["examples"]
                ),
            )
    except (ValueError, KeyError, OSError, EOFError, BadZipFile) as error:
        raise LedgerError(f"what was learnt is damaged ({error}); run `onrecord learn LEDGER` again") from error
