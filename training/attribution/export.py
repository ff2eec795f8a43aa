"""Write a checkpoint as an int8 ONNX file and check that torch and ONNX agree.

`python -m training.attribution.export --checkpoint FILE --tokenizer DIR --out DIR`
"""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

import numpy as np
import torch

from onrecord.statements.trained.pieces import CASES, QUOTES, STARTS, Integers
from onrecord.statements.trained.scores import Encode
from onrecord.statements.trained.tagger import encoder_of
from training import onnx_files
from training.attribution.data import load_tokenizer
from training.attribution.network import Network, Reader, load_network, torch_encode

log = logging.getLogger("export")
LARGEST = 25_000_000
AGREE = 2e-3
"""Largest difference of a score between torch and the unquantised file, both in float32."""


def main() -> None:
    """Export, quantise and check as the arguments say."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser()
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--tokenizer", type=Path, required=True, help="folder of MiniLM, whose pieces are used")
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    network = load_network(arguments.checkpoint)
    full, small = arguments.out / "encoder32.onnx", arguments.out / "encoder.onnx"
    load_tokenizer(arguments.tokenizer).save(str(arguments.out / "tokenizer.json"), pretty=False)
    write_onnx(network, full)
    off = difference(torch_encode(network), onnx_encode(full))
    log.info("torch and float32 ONNX differ by at most %.2g", off)
    if off > AGREE:
        raise SystemExit(f"{full}: torch and ONNX differ by {off:.2g}; export again with another version of torch")
    onnx_files.write_int8(full, small)
    off = difference(torch_encode(network), onnx_encode(small))
    size = small.stat().st_size
    log.info("torch and int8 ONNX differ by at most %.2g; %.1f MB", off, size / 1e6)
    if size > LARGEST:
        raise SystemExit(
            f"{small}: {size / 1e6:.1f} MB, more than {LARGEST / 1e6:.0f}; quantise the word embeddings as well"
        )


def write_onnx(network: Network, path: Path) -> None:
    """Write the network for one window of any length."""
    ids, features = _sample(np.random.default_rng(0), length=24)
    pieces = {0: torch.export.Dim("pieces", min=3, max=512)}
    onnx_files.write_onnx(
        Reader(network),
        {"ids": torch.from_numpy(ids), "features": torch.from_numpy(features)},
        ["labels", "links", "sums"],
        {"ids": pieces, "features": pieces},
        path,
    )


def onnx_encode(path: Path) -> Encode:
    """Return a function from arrays to arrays that runs the file."""
    return encoder_of(path.read_bytes(), threads=2)


def difference(left: Encode, right: Encode) -> float:
    """Return the largest difference of label scores over random windows of several lengths."""
    random = np.random.default_rng(1)
    worst = 0.0
    for length in (3, 40, 77, 190):
        sample = _sample(random, length=length)
        worst = max(worst, float(np.abs(left(*sample)[0] - right(*sample)[0]).max()))
    return worst


def _sample(random: np.random.Generator, *, length: int) -> tuple[Integers, Integers]:
    ids = random.integers(1000, 20000, length)
    return ids, np.stack([random.integers(0, size, length) for size in (CASES, QUOTES, STARTS)], axis=-1)


if __name__ == "__main__":
    main()
