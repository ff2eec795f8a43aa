"""Fit how scores become probabilities and positions, on the tenth of the disputes that the network did not see.

`python -m training.positions.calibrate --model DIR` writes calibration.json and SHA256SUMS into the model's folder.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.positions.trained.loading import FILES, Calibration, Model, judge_of, reader_of
from training.positions.data import NONE, is_dev, named
from training.positions.judged import Judged, chosen, f1_scores, judged, probabilities
from training.positions.texts import read_disputes

CANDIDATES = 2
KEPT = 0.85
"""Share of the positions whose concept is worth judging.

With all 28 concepts of the disputes as one codebook, F1 over statement, concept and stance is .43 with 2 candidates and
.85, and 1.4 concepts are judged a statement of a dispute; .39 with 3, .34 with 6 candidates and .97, and 4.6 judged.
"""


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True)
    folder = parser.parse_args().model
    model = uncalibrated(folder)
    pairs = judged(named([one for one in read_disputes() if is_dev(one.name) and not one.is_test]), model)
    bias, temperature, trust = fitted(pairs)
    positions = [pair.worth for pair in pairs if pair.stance != NONE]
    calibration = replace(
        model.calibration,
        bias=tuple(round(one, 3) for one in bias),
        temperature=round(temperature, 3),
        trust=round(trust, 3),
        recalled=round(float(np.quantile(positions, 1 - KEPT)), 3),
    )
    calibration = replace(calibration, taken=best_taken(pairs, calibration))
    write(calibration, folder)
    print(calibration)


def write(calibration: Calibration, folder: Path) -> None:
    """Write the calibration and the digests of the finished model."""
    (folder / "calibration.json").write_text(json.dumps(asdict(calibration), indent=1) + "\n", encoding="utf-8")
    sums = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES[:-1]]
    (folder / FILES[-1]).write_text("".join(sums), encoding="utf-8")


def best_taken(pairs: list[Judged], calibration: Calibration) -> float:
    """Return the share above which a position is taken, by macro-F1 over the four stances."""
    shares = probabilities(pairs, calibration)
    right = np.array([pair.stance for pair in pairs])
    grid = [round(float(one), 2) for one in np.arange(0.2, 0.8, 0.02)]
    return max(grid, key=lambda one: float(np.mean(f1_scores(right, chosen(shares, one), range(4)))))


def uncalibrated(folder: Path, threads: int = 2) -> Model:
    """Return the model of a folder whose calibration is not written yet."""
    return Model(
        tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
        read=reader_of((folder / "reader.onnx").read_bytes(), threads=threads),
        judge=judge_of((folder / "judge.onnx").read_bytes(), threads=threads),
        calibration=Calibration(
            recalled=-1, candidates=CANDIDATES, bias=(0, 0, 0, 0), temperature=1, trust=0, taken=0.5
        ),
    )


def fitted(pairs: list[Judged]) -> tuple[list[float], float, float]:
    """Return the bias of each stance (none has 0), the temperature and the trust that make the right stances likeliest.

    Fitted on all disputes of the tenth but one and read on that one, trust raised macro-F1 from .534 to .551.
    """
    scores = torch.tensor(np.array([pair.scores for pair in pairs]))
    worth = torch.tensor([pair.worth for pair in pairs])[:, None] * torch.tensor([0.0, 1.0, 1.0, 1.0])
    right = torch.tensor([pair.stance for pair in pairs])
    free, heat, trust = torch.zeros(2, requires_grad=True), torch.zeros((), requires_grad=True), torch.zeros(())
    trust.requires_grad_()
    optimizer = torch.optim.LBFGS([free, heat, trust], max_iter=200)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        logits = (scores + _biases(free)) / heat.exp() + trust * worth
        loss = functional.cross_entropy(logits, right)
        torch.autograd.backward(loss)
        return loss

    optimizer.step(closure)
    return _biases(free).tolist(), float(heat.detach().exp()), float(trust.detach())


def _biases(free: Tensor) -> Tensor:
    """Return the bias of each stance: support and oppose share one, so that neither side is the likelier beforehand."""
    return torch.stack([torch.zeros(()), free[0], free[0], free[1]])


if __name__ == "__main__":
    main()
