"""Fit how scores become probabilities and positions, on disputes and real news that the network did not see.

`python -m training.positions.calibrate --data DIR --model DIR` writes calibration.json and SHA256SUMS into the model's
folder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.positions.trained.coder import codebook_of
from onrecord.positions.trained.loading import FILES, Calibration, Model, judge_of, reader_of
from onrecord.positions.trained.reading import pieces_of_statement
from training.positions.coded import HELD_OUT, read_batches
from training.positions.data import NONE, SUPPORT, Example, in_news, is_dev, named
from training.positions.judged import Judged, chosen, judged, probabilities
from training.positions.texts import read_disputes

CANDIDATES = 3
KEPT = 0.9
"""Share of the positions of real news whose concept is worth judging."""

OURS = 0.5
"""How much a position of our own disputes counts beside a candidate of the news, when stances are told apart.

F1 over statement, concept and stance on the news held out: .309 with one bias for support and oppose, .331, .343 with
the news alone; macro-F1 on the disputes .575, not run, .548.
"""


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="folder of polnear_train.jsonl")
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    model = uncalibrated(arguments.model)
    coded = next(batch for batch in read_batches() if batch.name == HELD_OUT)
    news = in_news(coded, arguments.data / "polnear_train.jsonl")
    positions = sum(stance != NONE for one in news for stance in one.stances.values())
    recalled, candidates = worth_judging(news, model)
    seen = judged([("news", candidates)], model)
    disputes = judged(named([one for one in read_disputes() if is_dev(one.name) and not one.is_test]), model)
    bias, temperature, trust = fitted(seen, [pair for pair in disputes if pair.stance != NONE])
    calibration = replace(
        model.calibration,
        bias=tuple(round(one, 3) for one in bias),
        temperature=round(temperature, 3),
        trust=round(trust, 3),
        recalled=round(recalled, 3),
    )
    taken, score = best_taken(seen, positions, calibration)
    calibration = replace(calibration, taken=taken)
    write(calibration, arguments.model)
    print(calibration)
    print(f"coded news held out: {len(news)} statements, {positions} positions, F1 with their stance {score:.3f}")


def worth_judging(examples: Sequence[Example], model: Model) -> tuple[float, list[Example]]:
    """Return the worth that `KEPT` of the positions have, and the examples with the concepts that are candidates."""
    labels = list(dict.fromkeys(concept for one in examples for concept in one.stances))
    vectors = codebook_of(labels, model).vectors
    readings = [model.read(pieces_of_statement(one.said, model.tokenizer)) for one in examples]
    worth = np.array([vectors @ one.vector + one.says for one in readings])
    known = np.array([[label in one.stances for label in labels] for one in examples])
    taken = np.array([[one.stances.get(label, NONE) != NONE for label in labels] for one in examples])
    recalled = float(np.quantile(worth[taken], 1 - KEPT))
    places = np.argsort(np.argsort(-worth, axis=1), axis=1)
    passed = known & (places < CANDIDATES) & (worth >= recalled)
    return recalled, [
        replace(one, stances={labels[number]: one.stances[labels[number]] for number in np.flatnonzero(row)})
        for one, row in zip(examples, passed, strict=True)
    ]


def write(calibration: Calibration, folder: Path) -> None:
    """Write the calibration and the digests of the finished model."""
    (folder / "calibration.json").write_text(json.dumps(asdict(calibration), indent=1) + "\n", encoding="utf-8")
    sums = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES[:-1]]
    (folder / FILES[-1]).write_text("".join(sums), encoding="utf-8")


def best_taken(seen: Sequence[Judged], positions: int, calibration: Calibration) -> tuple[float, float]:
    """Return the probability from which a position is taken, and the F1 over statement, concept and stance by it."""
    shares = probabilities(seen, calibration)
    right = np.array([pair.stance for pair in seen])

    def f1(taken: float) -> float:
        said = chosen(shares, taken)
        return 2 * float(((said == right) & (said != NONE)).sum()) / (positions + float((said != NONE).sum()))

    best = max((round(float(one), 2) for one in np.arange(0.1, 0.9, 0.02)), key=f1)
    return best, f1(best)


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


def fitted(seen: Sequence[Judged], positions: Sequence[Judged]) -> tuple[list[float], float, float]:
    """Return the bias of each stance (none has 0), the temperature and the trust that make the right stances likeliest.

    How common none is, is told by `seen`, candidates of real news, in which two of three positions support the concept;
    the stances among themselves by the `positions` of our own disputes too, half as much: these are even, and the news
    have next to no conditional ones.
    """
    free, heat, trust = torch.zeros(3, requires_grad=True), torch.zeros((), requires_grad=True), torch.zeros(())
    trust.requires_grad_()
    optimizer = torch.optim.LBFGS([free, heat, trust], max_iter=200)

    def closure() -> torch.Tensor:
        optimizer.zero_grad()
        loss = functional.cross_entropy(_logits(seen, free, heat, trust), _stances(seen))
        ours = functional.cross_entropy(
            _logits(positions, free, heat, trust)[:, SUPPORT:], _stances(positions) - SUPPORT
        )
        loss = loss + OURS * ours
        torch.autograd.backward(loss)
        return loss

    optimizer.step(closure)
    return [0.0, *free.tolist()], float(heat.detach().exp()), float(trust.detach())


def _logits(pairs: Sequence[Judged], free: Tensor, heat: Tensor, trust: Tensor) -> Tensor:
    scores = torch.tensor(np.array([pair.scores for pair in pairs]))
    worth = torch.tensor([pair.worth for pair in pairs])[:, None] * torch.tensor([0.0, 1.0, 1.0, 1.0])
    return (scores + torch.cat([torch.zeros(1), free])) / heat.exp() + trust * worth


def _stances(pairs: Sequence[Judged]) -> Tensor:
    return torch.tensor([pair.stance for pair in pairs])


if __name__ == "__main__":
    main()
