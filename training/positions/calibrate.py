"""Fit how scores become probabilities and positions, on disputes and real news that the network did not see.

`python -m training.positions.calibrate --data DIR --model DIR` writes calibration.json and SHA256SUMS into the model's
folder.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.positions.trained.coder import codebook_of
from onrecord.positions.trained.gate import MAY_BE_ABSENT, SIGNS
from onrecord.positions.trained.loading import FILES, Calibration, Model, judge_of, reader_of
from onrecord.positions.trained.reading import pieces_of_statement
from training.positions.coded import CHOSEN_ON, read_batches
from training.positions.data import NONE, SUPPORT, Example, in_news, is_dev, named
from training.positions.judged import Judged, chosen, f1_scores, judged, probabilities
from training.positions.texts import read_disputes

CANDIDATES = 3
KEPT = 0.9
"""Share of the positions of real news whose concept is worth judging."""

OURS = 0.5
"""How much a position of our own disputes counts beside one of the news, when stances are told apart."""

OURS_AT_ALL = 0.25
"""How much a pair of them counts, when positions are told from the rest: the news have next to no conditional ones."""

PARTS = 10
"""Into which the news is cut in order, so that nearly every article is whole in one, when `taken` is chosen.

Chosen on what the gate was fitted to it is .36, where articles that it was not fitted to are best served by .24 to .28.
"""

SHRUNK = 10.0
"""Penalty on the squares of the gate's weights, of signs with a variance of 1, for a summed loss."""


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="folder of polnear_train.jsonl")
    parser.add_argument("--model", type=Path, required=True)
    arguments = parser.parse_args()
    model = uncalibrated(arguments.model)
    coded = next(batch for batch in read_batches() if batch.name == CHOSEN_ON)
    news = in_news(coded, arguments.data / "polnear_train.jsonl")
    positions = sum(stance != NONE for one in news for stance in one.stances.values())
    recalled, candidates = worth_judging(news, model)
    parts = in_parts(candidates, model)
    seen = list(chain(*parts))
    disputes = judged(named([one for one in read_disputes() if is_dev(one.name) and not one.is_test]), model)
    bias, temperature = fitted_stances(*([pair for pair in pairs if pair.stance != NONE] for pairs in (seen, disputes)))
    calibration = replace(
        model.calibration,
        recalled=round(recalled, 3),
        bias=tuple(round(one, 3) for one in bias),
        temperature=round(temperature, 3),
    )
    calibration = gated(calibration, seen, disputes)
    taken, score = best_taken(parts, positions, disputes, calibration)
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


def in_parts(examples: Sequence[Example], model: Model) -> list[list[Judged]]:
    """Return the pairs of the examples, which are cut into parts in their order."""
    pairs = judged([("news", examples)], model)
    ends = np.cumsum([0, *(len(one.stances) for one in examples)])
    cuts = [len(examples) * part // PARTS for part in range(PARTS + 1)]
    return [pairs[ends[first] : ends[last]] for first, last in pairwise(cuts)]


def write(calibration: Calibration, folder: Path) -> None:
    """Write the calibration and the digests of the finished model."""
    (folder / "calibration.json").write_text(json.dumps(asdict(calibration), indent=1) + "\n", encoding="utf-8")
    sums = [f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES[:-1]]
    (folder / FILES[-1]).write_text("".join(sums), encoding="utf-8")


def best_taken(
    parts: Sequence[Sequence[Judged]], positions: int, disputes: Sequence[Judged], calibration: Calibration
) -> tuple[float, float]:
    """Return the probability from which a position is taken, and the F1 over statement, concept and stance by it.

    It serves real news, and our own disputes, where positions are commoner, half as much: there counts the macro-F1.
    Each part of the news is judged by a gate that was fitted to the others.
    """
    seen = list(chain(*parts))
    shares = np.concatenate(
        [
            probabilities(part, gated(calibration, [*chain(*parts[:number], *parts[number + 1 :])], disputes))
            for number, part in enumerate(parts)
        ]
    )
    right = np.array([pair.stance for pair in seen])
    ours, our_right = probabilities(disputes, calibration), np.array([pair.stance for pair in disputes])

    def f1(taken: float) -> float:
        said = chosen(shares, taken)
        return 2 * float(((said == right) & (said != NONE)).sum()) / (positions + float((said != NONE).sum()))

    def both(taken: float) -> float:
        macro = np.mean(f1_scores(our_right, chosen(ours, taken), range(4)))
        return f1(taken) + OURS * float(macro)

    best = max((round(float(one), 2) for one in np.arange(0.1, 0.9, 0.02)), key=both)
    return best, f1(best)


def gated(calibration: Calibration, seen: Sequence[Judged], ours: Sequence[Judged]) -> Calibration:
    """Return the calibration with the gate that is fitted to these pairs of the news and of our own disputes."""
    weights, constant, absent = fitted_gate(seen, ours)
    return replace(
        calibration,
        gate=tuple(round(one, 3) for one in weights),
        constant=round(constant, 3),
        absent=tuple(round(one, 3) for one in absent),
    )


def uncalibrated(folder: Path, threads: int = 2) -> Model:
    """Return the model of a folder whose calibration is not written yet."""
    return Model(
        tokenizer=Tokenizer.from_file(str(folder / "tokenizer.json")),
        read=reader_of((folder / "reader.onnx").read_bytes(), threads=threads),
        judge=judge_of((folder / "judge.onnx").read_bytes(), threads=threads),
        calibration=Calibration(
            recalled=-1,
            candidates=CANDIDATES,
            gate=(0,) * len(SIGNS),
            constant=0,
            absent=(0,) * MAY_BE_ABSENT,
            bias=(0, 0, 0),
            temperature=1,
            taken=0.5,
        ),
    )


def fitted_gate(seen: Sequence[Judged], ours: Sequence[Judged]) -> tuple[list[float], float, list[float]]:
    """Return the weights of the signs and the constant that tell positions from the rest, and the means of those
    that may be absent.

    Logistic regression with a penalty on the weights of signs of one scale.
    """
    pairs = [*seen, *ours]
    counted = torch.tensor([1.0] * len(seen) + [OURS_AT_ALL] * len(ours), dtype=torch.float64)
    signs = np.array([pair.signs for pair in pairs], np.float64)
    common = np.nanmean(signs, 0)
    signs = np.where(np.isnan(signs), common, signs)
    middle, spread = signs.mean(0), signs.std(0) + 1e-6
    scaled, taken = torch.from_numpy((signs - middle) / spread), (_stances(pairs) != NONE).double()
    weights, constant = torch.zeros(len(SIGNS), dtype=torch.float64), torch.zeros((), dtype=torch.float64)

    def loss() -> Tensor:
        logits = scaled @ weights + constant
        every = functional.binary_cross_entropy_with_logits(logits, taken, counted, reduction="sum")
        return every + SHRUNK / 2 * (weights**2).sum()

    _minimize(loss, weights, constant)
    told = weights.numpy() / spread
    return told.tolist(), float(constant) - float(told @ middle), common[-MAY_BE_ABSENT:].tolist()


def fitted_stances(seen: Sequence[Judged], ours: Sequence[Judged]) -> tuple[list[float], float]:
    """Return the bias of each stance and the temperature that make the right stances of positions likeliest.

    By those of real news, two of three of which support the concept, and half as much by those of our own disputes:
    these are even, and the news have next to no conditional ones.
    """
    free, heat = torch.zeros(3), torch.zeros(())

    def loss() -> Tensor:
        first, second = (
            functional.cross_entropy((_scores(pairs) + free) / heat.exp(), _stances(pairs) - SUPPORT)
            for pairs in (seen, ours)
        )
        return first + OURS * second + 1e-3 * (free**2).sum()

    _minimize(loss, free, heat)
    return free.tolist(), float(heat.exp())


def _minimize(loss: Callable[[], Tensor], *parameters: Tensor) -> None:
    """Move the parameters to where the loss is least."""
    optimizer = torch.optim.LBFGS(
        [one.requires_grad_() for one in parameters], max_iter=400, line_search_fn="strong_wolfe"
    )

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss()
        torch.autograd.backward(value)
        return value

    optimizer.step(closure)
    for one in parameters:
        one.requires_grad_(False)


def _scores(pairs: Sequence[Judged]) -> Tensor:
    return torch.tensor(np.array([pair.scores[SUPPORT:] for pair in pairs]))


def _stances(pairs: Sequence[Judged]) -> Tensor:
    return torch.tensor([pair.stance for pair in pairs])


if __name__ == "__main__":
    main()
