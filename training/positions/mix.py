"""Write the weighted mean of checkpoints: `python -m training.positions.mix --out FILE 0.4 thawed.pt 0.6 pass3.pt`.

The mean of a network and of itself trained on keeps more of what each can do than either (Wortsman et al., CVPR 2022).
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor


def main() -> None:
    """Write it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("parts", nargs="+", help="weights and checkpoints in turn; the weights add up to 1")
    arguments = parser.parse_args()
    weights, files = [float(one) for one in arguments.parts[::2]], arguments.parts[1::2]
    if len(weights) != len(files) or abs(sum(weights) - 1) > 1e-6:
        parser.error("give a weight before each checkpoint, which add up to 1")
    torch.save(mixed(weights, [torch.load(file, weights_only=True) for file in files]), arguments.out)


def mixed(weights: Sequence[float], states: Sequence[Mapping[str, Tensor]]) -> dict[str, Tensor]:
    """Return the weighted mean of each parameter."""
    return {
        name: torch.stack([weight * state[name] for weight, state in zip(weights, states, strict=True)]).sum(0)
        for name in states[0]
    }


if __name__ == "__main__":
    main()
