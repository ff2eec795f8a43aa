"""What `onrecord learn` brings: `python -m training.positions.halves --data DIR [--model DIR]`.

The dev articles are halved many times by lot. The positions of one half are decided as a person who reads all of it
would: what was missed is added, what was taken wrongly is taken out. The other half is coded before and after.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.model import Concept, Stance
from onrecord.positions.codebook import read_codebook
from onrecord.positions.learning import Lesson, learn
from onrecord.positions.trained.coder import PositionCoder
from onrecord.positions.trained.loading import MODEL, load_model
from training.positions.articles import Coded, coded_statements, f1_of

HALVES = 12


def main() -> None:
    """Print F1 over statement, concept and stance before and after, and in how many halves it rose."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", type=Path, required=True, help="folder of the dev articles")
    parser.add_argument("--model", type=Path, default=MODEL)
    arguments = parser.parse_args()
    concepts = read_codebook(arguments.data / "codebook_2016.yaml")
    gold = coded_statements(arguments.data)
    untaught = _coded(gold, concepts, PositionCoder(threads=2, folder=arguments.model))
    articles = np.unique([row.article for row in gold])
    random = np.random.default_rng(1)
    before, after = [], []
    for _ in range(HALVES):
        decided = set(random.permutation(articles)[: len(articles) // 2])
        rows = [number for number, row in enumerate(gold) if row.article in decided]
        rest = [number for number, row in enumerate(gold) if row.article not in decided]
        model = load_model(2, arguments.model)
        learnt = learn([one for row in rows for one in _lessons(row, gold[row], untaught[row])], concepts, model)
        taught = _coded(gold, concepts, PositionCoder(threads=2, folder=arguments.model, learnt=learnt))
        before.append(f1_of(gold, untaught, rest, stances=True))
        after.append(f1_of(gold, taught, rest, stances=True))
    risen = np.subtract(after, before)
    low, high = np.quantile(risen, (0.025, 0.975))
    print(
        f"{HALVES} halves: F1 {np.mean(before):.3f} before, {np.mean(after):.3f} after; "
        f"difference {np.mean(risen):+.3f} ({low:+.3f} to {high:+.3f}), better in {np.sum(risen > 0)}"
    )


def _coded(gold: Sequence[Coded], concepts: Sequence[Concept], coder: PositionCoder) -> list[dict[str, str]]:
    return [{one.concept: one.stance.value for one in found} for found in coder((row.said for row in gold), concepts)]


def _lessons(number: int, row: Coded, found: dict[str, str]) -> list[Lesson]:
    return [
        Lesson(
            statement=str(number),
            said=row.said,
            concept=concept,
            stance=Stance(row.positions[concept]) if concept in row.positions else None,
        )
        for concept in {**row.positions, **found}
    ]


if __name__ == "__main__":
    main()
