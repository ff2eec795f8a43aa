"""Write a checkpoint as two int8 ONNX files and check that torch and ONNX agree.

`python -m training.positions.export --checkpoint FILE --minilm DIR --out DIR`
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np
import torch

from onrecord.positions.trained.loading import Judge, Read, Reading, judge_of, reader_of
from onrecord.positions.trained.reading import CLS, CONCEPT, CONTENT, SEP, Floats, Pieces
from training import onnx_files
from training.attribution.data import load_tokenizer
from training.positions.network import Judge as JudgingNetwork
from training.positions.network import Network, Reader, load_network

log = logging.getLogger("export")
LARGEST = 30_000_000
AGREE = 2e-3
"""Largest difference of a score between torch and the unquantised files, both in float32."""


def main() -> None:
    """Export, quantise and check as the arguments say."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--minilm", type=Path, required=True, help="folder of MiniLM, whose pieces are used")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    export(load_network(arguments.checkpoint), arguments.out)
    load_tokenizer(arguments.minilm).save(str(arguments.out / "tokenizer.json"), pretty=False)


def export(network: Network, out: Path) -> None:
    """Write reader.onnx and judge.onnx; SystemExit where they do not say what torch says."""
    out.mkdir(parents=True, exist_ok=True)
    full = [out / "reader32.onnx", out / "judge32.onnx"]
    small = [out / "reader.onnx", out / "judge.onnx"]
    write_onnx(network, *full)
    off = difference(torch_halves(network), onnx_halves(*full))
    log.info("torch and float32 ONNX differ by at most %.2g", off)
    if off > AGREE:
        raise SystemExit(f"{full[0]}: torch and ONNX differ by {off:.2g}; export again with another version of torch")
    for large, little in zip(full, small, strict=True):
        onnx_files.write_int8(large, little)
    size = sum(file.stat().st_size for file in small)
    off = difference(torch_halves(network), onnx_halves(*small))
    log.info("torch and int8 ONNX differ by at most %.2g; %.1f MB", off, size / 1e6)
    if size > LARGEST:
        raise SystemExit(f"{out}: {size / 1e6:.1f} MB, more than {LARGEST / 1e6:.0f}; quantise the words as well")


def write_onnx(network: Network, reader: Path, judge: Path) -> None:
    """Write both halves of the network, for texts of any length."""
    random = np.random.default_rng(0)
    statement, concept = _sample(random, 24, CONTENT), _sample(random, 9, CONCEPT)
    pieces = {0: torch.export.Dim("pieces", min=2, max=512)}
    onnx_files.write_onnx(
        Reader(network),
        {"ids": torch.from_numpy(statement.ids), "parts": torch.from_numpy(statement.parts)},
        ["states", "vector", "says"],
        {"ids": pieces, "parts": pieces},
        reader,
    )
    read, _ = torch_halves(network)
    onnx_files.write_onnx(
        JudgingNetwork(network),
        {"statement": torch.from_numpy(read(statement).states), "concept": torch.from_numpy(read(concept).states)},
        ["scores", "features"],
        {"statement": pieces, "concept": {0: torch.export.Dim("others", min=2, max=512)}},
        judge,
    )


def torch_halves(network: Network) -> tuple[Read, Judge]:
    """Return functions from arrays to arrays that run the network."""
    reader, judging = Reader(network).eval(), JudgingNetwork(network).eval()

    def read(pieces: Pieces) -> Reading:
        with torch.inference_mode():
            states, vector, says = reader(torch.from_numpy(pieces.ids), torch.from_numpy(pieces.parts))
        return Reading(states=states.numpy(), vector=vector.numpy(), says=float(says))

    def judge(statement: Floats, concept: Floats) -> tuple[Floats, Floats]:
        with torch.inference_mode():
            scores, features = judging(torch.from_numpy(statement), torch.from_numpy(concept))
        return scores.numpy(), features.numpy()

    return read, judge


def onnx_halves(reader: Path, judge: Path) -> tuple[Read, Judge]:
    """Return functions from arrays to arrays that run the files."""
    return reader_of(reader.read_bytes(), threads=2), judge_of(judge.read_bytes(), threads=2)


def difference(left: tuple[Read, Judge], right: tuple[Read, Judge]) -> float:
    """Return the largest difference of scores and vectors over random pairs of several lengths."""
    random = np.random.default_rng(1)
    worst = 0.0
    for length, other in ((3, 3), (20, 9), (41, 24), (64, 12)):
        statement, concept = _sample(random, length, CONTENT), _sample(random, other, CONCEPT)
        scores = []
        for read, judge in (left, right):
            said, asked = read(statement), read(concept)
            scores.append(np.concatenate([*judge(said.states, asked.states), said.vector, [said.says]]))
        worst = max(worst, float(np.abs(scores[0] - scores[1]).max()))
    return worst


def _sample(random: np.random.Generator, length: int, part: int) -> Pieces:
    inside = random.integers(1000, 20000, length - 2)
    return Pieces(ids=np.array([CLS, *inside, SEP]), parts=np.array([0, *[part] * (length - 2), 0]))


if __name__ == "__main__":
    main()
