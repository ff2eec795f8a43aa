"""Write a checkpoint of the int8 files of a model, to train on from: `python -m training.positions.thaw --out FILE`.

What only training needs begins anew: the scores of cases, and the scale of the worth of a pair.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import numpy_helper
from torch import nn

from onrecord.positions.trained.loading import MODEL
from training.positions.export import difference, onnx_halves, torch_halves
from training.positions.network import LOWER, Network

log = logging.getLogger("thaw")
HEADS = {"vector": 0, "says.0": 1, "says.2": 2}
"""Linear layers of the reader that the files name by number, in order."""
Table = NDArray[np.float32]


def main() -> None:
    """Write it."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    network = thawed(arguments.model)
    files = arguments.model / "reader.onnx", arguments.model / "judge.onnx"
    log.info("differs from the files by at most %.2g", difference(torch_halves(network.eval()), onnx_halves(*files)))
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), arguments.out)


def thawed(model: Path) -> Network:
    """Return the network of a model's files."""
    network = Network()
    reader, judge = _weights(model / "reader.onnx"), _weights(model / "judge.onnx")
    with torch.no_grad():
        for name, value in [*reader.items(), *judge.items()]:
            own = name.removeprefix("network.")
            if own.endswith(".bias") or "norm" in own or own in ("words.weight", "places.weight", "parts.weight"):
                network.get_parameter(own).copy_(torch.from_numpy(value.copy()))
        for number, layer in enumerate(network.layers):
            half = reader if number < LOWER else judge
            for part in ("projection", "gathered", "inner", "outer"):
                _fill(layer.get_submodule(part), half[f"network.layers.{number}.{part}.weight"])
        _fill(network.weigh, reader["network.weigh.weight"])
        unnamed = [value for name, value in reader.items() if name.startswith("val_") and value.ndim == 2]
        for name, number in HEADS.items():
            _fill(network.get_submodule(name), unnamed[number])
        network.alike.copy_(torch.tensor([float(reader["select_3"]), float(reader["select_1"])]))
        judging, stance = (value for name, value in judge.items() if name.startswith("val_") and value.ndim == 2)
        _fill(network.judging, judging)
        _fill(network.stance, stance)
        network.sides.weight.copy_(torch.from_numpy(np.stack([judge["select"], judge["select_1"]])))
    return network


def _fill(layer: nn.Module, weight: Table) -> None:
    layer.get_parameter("weight").copy_(torch.from_numpy(weight.T.copy()))


def _weights(file: Path) -> Mapping[str, Table]:
    """Return the file's numbers by name, quantised ones as what they stand for."""
    held = {one.name: numpy_helper.to_array(one) for one in onnx.load(file).graph.initializer}
    found = {name: value for name, value in held.items() if value.dtype == np.float32}
    for name, value in held.items():
        if name.endswith("_quantized"):
            stem = name.removesuffix("_quantized")
            steps = value.astype(np.float32) - held[f"{stem}_zero_point"].astype(np.float32)
            found[stem] = steps * held[f"{stem}_scale"]
    return found


if __name__ == "__main__":
    main()
