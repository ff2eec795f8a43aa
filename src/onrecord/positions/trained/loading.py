"""The model that comes in the package: its files, checked, and what runs them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import onnxruntime
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.positions.trained.reading import Floats, Integers, Pieces

MODEL = Path(__file__).parents[1] / "model"
FILES = ("reader.onnx", "judge.onnx", "calibration.json", "tokenizer.json", "SHA256SUMS")
"""The shipped model; SHA256SUMS stands for the others."""

_REMEDY = "install it again (`pip install --force-reinstall onrecord`)"


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
    worth `recalled` are judged, at most `candidates` of them, the worthiest first. Scores plus `bias`, divided by
    `temperature`, are logits, to which those of a position add `trust` times the worth. A position is taken where its
    stances together are at least as likely as `taken`.
    """

    recalled: float
    candidates: int
    bias: tuple[float, ...]
    temperature: float
    trust: float
    taken: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """A loaded model."""

    tokenizer: Tokenizer
    read: Read
    judge: Judge
    calibration: Calibration


def name_of(folder: Path) -> str:
    """Return a name that changes with the model's files."""
    return f"trained-{sha256(_file(folder, 'SHA256SUMS')).hexdigest()[:12]}"


@lru_cache(maxsize=2)
def load_model(threads: int, folder: Path = MODEL) -> Model:
    """Return the folder's model, loaded once a process; ModelError if a file of it is absent or damaged."""
    contents = _checked_files(folder)
    return Model(
        tokenizer=Tokenizer.from_buffer(contents["tokenizer.json"]),
        read=reader_of(contents["reader.onnx"], threads=threads),
        judge=judge_of(contents["judge.onnx"], threads=threads),
        calibration=calibration_of(contents["calibration.json"].decode()),
    )


def calibration_of(text: str) -> Calibration:
    """Return the calibration that is written as JSON."""
    fields = json.loads(text)
    return Calibration(**{**fields, "bias": tuple(fields["bias"])})


def reader_of(weights: bytes, *, threads: int) -> Read:
    """Return a function that runs the lower half of the network."""
    session = _session(weights, threads)

    def read(pieces: Pieces) -> Reading:
        given: dict[str, Integers] = {"ids": pieces.ids, "parts": pieces.parts}
        states, vector, says = session.run(None, given)
        return Reading(states=states, vector=vector, says=float(says))

    return read


def judge_of(weights: bytes, *, threads: int) -> Judge:
    """Return a function that runs the upper half of the network."""
    session = _session(weights, threads)

    def judge(statement: Floats, concept: Floats) -> tuple[Floats, Floats]:
        scores, features = session.run(None, {"statement": statement, "concept": concept})
        return scores, features

    return judge


def _session(weights: bytes, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # A thread that spins while it waits takes the core that another process could use.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _checked_files(folder: Path) -> dict[str, bytes]:
    """Return the model's files by name, each as SHA256SUMS says it is."""
    sums = _file(folder, FILES[-1]).decode(errors="replace").split()
    listed = dict(zip(sums[1::2], sums[::2], strict=False))
    contents = {name: _file(folder, name) for name in FILES[:-1]}
    for name, content in contents.items():
        if listed.get(name) != sha256(content).hexdigest():
            raise ModelError(f"{folder / name}: this file of the trained coder is damaged; {_REMEDY}")
    return contents


def _file(folder: Path, name: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"{folder / name}: this file of the trained coder cannot be read; {_REMEDY}") from error
