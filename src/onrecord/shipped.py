"""The models that come in the package: their files, checked by digest, and the sessions that run them."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import onnxruntime

from onrecord.errors import ModelError

SUMS = "SHA256SUMS"
"""The file that lists the digests of a model's other files."""

_REMEDY = "install it again (`pip install --force-reinstall onrecord`)"


def name_of(folder: Path, what: str, instead: str = "") -> str:
    """Return a name that changes with the model's files."""
    return f"trained-{sha256(_file(folder, SUMS, what, instead)).hexdigest()[:12]}"


def checked_files(folder: Path, names: Sequence[str], what: str, instead: str = "") -> dict[str, bytes]:
    """Return the model's files by name, each as SHA256SUMS says it is; ModelError if one is absent or damaged.

    `what` is the model in words, `instead` what its user can do without it.
    """
    sums = _file(folder, SUMS, what, instead).decode(errors="replace").split()
    listed = dict(zip(sums[1::2], sums[::2], strict=False))
    contents = {name: _file(folder, name, what, instead) for name in names}
    for name, content in contents.items():
        if listed.get(name) != sha256(content).hexdigest():
            raise ModelError(f"{folder / name}: this file of the {what} is damaged; {_REMEDY}{instead}")
    return contents


def session_of(weights: bytes, *, threads: int) -> onnxruntime.InferenceSession:
    """Return what runs an ONNX model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    # A thread that spins while it waits takes the core that another process could use.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])


def _file(folder: Path, name: str, what: str, instead: str) -> bytes:
    try:
        return (folder / name).read_bytes()
    except OSError as error:
        raise ModelError(f"{folder / name}: this file of the {what} cannot be read; {_REMEDY}{instead}") from error
