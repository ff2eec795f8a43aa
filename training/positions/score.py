"""Measure a model: `python -m training.positions.score --data DIR [--model DIR] [--split dev]`.

On our own disputes that were held out (beside the majority's stance and a lexical baseline), on Perspectrum's claims,
and on the dev articles with their codebook, gold spans given. Intervals are of 95 %, by bootstrap.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.positions.trained.loading import MODEL, Model, load_model
from onrecord.positions.trained.reading import Floats, Integers
from training.positions.articles import print_articles
from training.positions.baselines import lexical
from training.positions.data import CASES, debates, is_dev, named
from training.positions.intervals import interval
from training.positions.judged import Judged, chosen, f1_scores, judged, probabilities
from training.positions.texts import read_disputes

NAMES = ("none", "support", "oppose", "conditional")
BINS = 10


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="folder of perspectrum.jsonl and the dev articles")
    parser.add_argument("--model", type=Path, default=MODEL)
    parser.add_argument("--split", choices=["test", "dev"], default="test", help="of our own disputes and Perspectrum")
    parser.add_argument("--lexical", action="store_true", help="fit the lexical baseline as well")
    arguments = parser.parse_args()
    model = load_model(2, arguments.model)
    _print_own(model, arguments.split, with_lexical=arguments.lexical)
    _print_perspectrum(model, arguments.data / "perspectrum.jsonl", arguments.split)
    print_articles(arguments.data, arguments.model)


def _print_own(model: Model, split: str, *, with_lexical: bool) -> None:
    train = [one for one in read_disputes() if not one.is_test and not is_dev(one.name)]
    disputes = [one for one in read_disputes() if one.is_test == (split == "test") and one not in train]
    pairs = judged(named(disputes), model)
    shares = probabilities(pairs, model.calibration)
    said = chosen(shares, model.calibration.taken)
    right = np.array([pair.stance for pair in pairs])
    print(f"own disputes, {split}: {len(disputes)} disputes, {len(pairs)} pairs")
    _print_row("this model", pairs, right, said)
    _print_row("majority", pairs, right, np.zeros_like(right))
    if with_lexical:
        known, asked = ([example for _, group in named(some) for example in group] for some in (train, disputes))
        _print_row("lexical", pairs, right, lexical(known, asked))
    positions = right > 0
    stance = 1 + shares[:, 1:].argmax(1)
    print(f"  stance given that there is a position: accuracy {np.mean(stance[positions] == right[positions]):.3f}")
    print(f"  expected calibration error over ten bins: {_calibration_error(shares, right):.3f}")
    hits: dict[str, list[bool]] = defaultdict(list)
    for pair, one in zip(pairs, said == right, strict=True):
        hits[CASES[pair.case]].append(bool(one))
    cases = sorted(hits.items(), key=lambda item: float(np.mean(item[1])))
    print("  accuracy by case: " + ", ".join(f"{name} {np.mean(found):.2f}" for name, found in cases))


def _print_row(name: str, pairs: Sequence[Judged], right: Integers, said: Integers) -> None:
    def macro(rows: Sequence[int]) -> float:
        return float(np.mean(f1_scores(right[rows], said[rows], range(4))))

    low, high = interval([pair.group for pair in pairs], macro)
    each = f1_scores(right, said, range(4))
    scores = ", ".join(f"{stance} {score:.3f}" for stance, score in zip(NAMES, each, strict=True))
    print(f"  {name}: macro-F1 {np.mean(each):.3f} ({low:.3f} to {high:.3f}); {scores}")


def _calibration_error(shares: Floats, right: Integers) -> float:
    sure, hits = shares.max(1), shares.argmax(1) == right
    bins = np.minimum((sure * BINS).astype(int), BINS - 1)
    return sum(
        float(np.mean(bins == one)) * abs(float(np.mean(sure[bins == one]) - np.mean(hits[bins == one])))
        for one in set(bins.tolist())
    )


def _print_perspectrum(model: Model, file: Path, split: str) -> None:
    pairs = judged([("perspectrum", debates(file, split))], model)
    right = np.array([pair.stance for pair in pairs])
    said = 1 + np.array([pair.scores[1:3] for pair in pairs]).argmax(1)

    def macro(rows: Sequence[int]) -> float:
        return float(np.mean(f1_scores(right[rows], said[rows], (1, 2))))

    low, high = interval([pair.concept for pair in pairs], macro)
    print(f"Perspectrum {split}: {len(pairs)} pairs, macro-F1 {macro(range(len(pairs))):.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
