"""The model that comes in the package: its files, checked, and what runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.positions.trained.reading import Floats, Integers, Pieces
from onrecord.shipped import checked_files, name_of, session_of

MODEL = Path(__file__).parents[1] / "model"
FILES = ("reader.onnx", "judge.onnx", "calibration.json", "tokenizer.json", "SHA256SUMS")
"""The shipped model; SHA256SUMS stands for the others."""

_WHAT = "trained coder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as the lower half of the network reads it.

    `states` (pieces, WIDE) are what the upper half goes on from, `vector` (WIDE) tells by its cosine with others what
    the text is about, and `says` how far it looks like taking a position at all, on the scale of the cosine.
    """

    states: Floats
    vector: Floats
    says: float


Read = Callable[[Pieces], Reading]
Judge = Callable[[Floats, Floats], tuple[Floats, Floats]]
"""From the states of a statement and of a concept to scores of none, support, oppose, conditional (4,), and to the
features (WIDE) that these are a linear function of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """How scores become probabilities and positions, fitted on disputes that the network did not see.

    A concept's worth is the cosine of its vector with the statement's, plus what that says. Concepts of at least the
    worth `recalled` are judged, at most `candidates` of them, the worthiest first. That one is a position at all has
    the log odds `constant` plus `gate` times its signs (`gate.SIGNS`), where a statement without a title or an article
    counts as one with the signs `absent`; which stance it then is, the logits that are the scores plus `bias` by
    `temperature`. A position is taken where it is at least as likely as `taken`.
    """

    recalled: float
    candidates: int
    gate: tuple[float, ...]
    constant: float
    absent: tuple[float, ...]
    bias: tuple[float, ...]
    temperature: float
    taken: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A loaded model."""

    tokenizer: Tokenizer
    read: Read
    judge: Judge
    calibration: Calibration


def coder_name(folder: Path) -> str:
    """Return a name that changes with the model's files."""
    return name_of(folder, _WHAT)


@lru_cache(maxsize=2)
def load_model(threads: int, folder: Path = MODEL) -> Model:
    """Return the folder's model, loaded once a process; ModelError if a file of it is absent or damaged."""
    contents = checked_files(folder, FILES[:-1], _WHAT)
    return Model(
        tokenizer=Tokenizer.from_buffer(contents["tokenizer.json"]),
        read=reader_of(contents["reader.onnx"], threads=threads),
        judge=judge_of(contents["judge.onnx"], threads=threads),
        calibration=calibration_of(contents["calibration.json"].decode()),
    )


def calibration_of(text: str) -> Calibration:
    """Return the calibration that is written as JSON."""
    fields = json.loads(text)
    return Calibration(**fields | {name: tuple(fields[name]) for name in ("gate", "absent", "bias")})


def reader_of(weights: bytes, *, threads: int) -> Read:
    """Return a function that runs the lower half of the network."""
    session = session_of(weights, threads=threads)

    def read(pieces: Pieces) -> Reading:
        given: dict[str, Integers] = {"ids": pieces.ids, "parts": pieces.parts}
        states, vector, says = session.run(None, given)
        return Reading(states=states, vector=vector, says=float(says))

    return read


def judge_of(weights: bytes, *, threads: int) -> Judge:
    """Return a function that runs the upper half of the network."""
    session = session_of(weights, threads=threads)

    def judge(statement: Floats, concept: Floats) -> tuple[Floats, Floats]:
        scores, features = session.run(None, {"statement": statement, "concept": concept})
        return scores, features

    return judge
