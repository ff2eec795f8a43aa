"""The dev articles: their statements with the positions that a reader gave them, and how well a model finds these."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from onrecord.model import Concept, Offsets
from onrecord.positions.codebook import read_codebook
from onrecord.positions.coder import Said
from onrecord.positions.trained.coder import PositionCoder, codebook_of
from onrecord.positions.trained.learnt import STANCES
from onrecord.positions.trained.loading import Model, load_model
from onrecord.positions.trained.reading import pieces_of_statement
from onrecord.statements.trained.tagger import TrainedTagger
from training.positions.coded import said_in
from training.positions.data import Example
from training.positions.intervals import interval
from training.positions.judged import judged, probabilities

SAME = 0.5
"""Share of their characters that the contents of one statement, found and gold, have in common."""
SIGNS = {"support": 1, "oppose": -1, "conditional": 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A statement of an article with its speaker and the gold stances by concept."""

    article: str
    actor: str
    said: Said
    content: Offsets
    positions: dict[str, str]


def coded_statements(data: Path) -> list[Coded]:
    """Return the labelled statements of the dev articles, with gold spans."""
    articles = {row["id"]: row for row in _rows(data / "polnear_dev.jsonl")}
    return [
        Coded(
            article=row["article"],
            actor=row["speaker"],
            said=said_in(articles[row["article"]], articles[row["article"]]["attributions"][row["k"]]),
            content=tuple((start, end) for start, end in articles[row["article"]]["attributions"][row["k"]]["content"]),
            positions={one["concept"]: one["stance"] for one in row["positions"]},
        )
        for row in _rows(data / "dev_speakers_positions.jsonl")
    ]


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def print_articles(data: Path, folder: Path) -> None:
    """Print how well the model in the folder codes the dev articles with their codebook, gold spans given."""
    concepts = read_codebook(data / "codebook_2016.yaml")
    gold = coded_statements(data)
    coder = PositionCoder(threads=2, folder=folder)
    predicted = [
        {one.concept: one.stance.value for one in found} for found in coder((row.said for row in gold), concepts)
    ]
    articles = [row.article for row in gold]
    rows = np.arange(len(gold))

    def found_f1(some: Sequence[int]) -> float:
        return f1_of(gold, predicted, some, stances=False)

    def f1(some: Sequence[int]) -> float:
        return f1_of(gold, predicted, some, stances=True)

    def table(some: Sequence[int]) -> float:
        return _pearson(gold, predicted, concepts, some, everywhere=True)

    def coded_cells(some: Sequence[int]) -> float:
        return _pearson(gold, predicted, concepts, some, everywhere=False)

    count, said = sum(len(row.positions) for row in gold), sum(map(len, predicted))
    print(f"dev articles: {len(gold)} statements, {count} positions, {said} predicted")
    for name, figure in (
        ("F1 over concepts", found_f1),
        ("F1 over statement, concept, stance", f1),
        ("actor x concept, Pearson r over all cells", table),
        ("actor x concept, Pearson r over cells that either codes", coded_cells),
    ):
        low, high = interval(articles, figure)
        print(f"  {name} {figure(rows.tolist()):.3f} ({low:.3f} to {high:.3f})")
    _print_raw(*from_raw_text(data, gold, coder, concepts))
    model = load_model(2, folder)
    print(f"  stance given the right concept: {_stances(gold, concepts, model)}")
    print(f"  {_recall(gold, concepts, model)}")


def _print_raw(rows: Sequence[Coded], predicted: Sequence[dict[str, str]]) -> None:
    def f1(some: Sequence[int]) -> float:
        return f1_of(rows, predicted, some, stances=True)

    articles = [row.article for row in rows]
    low, high = interval(articles, f1)
    concepts = f1_of(rows, predicted, range(len(rows)), stances=False)
    print(f"  from raw text, {sum(map(len, predicted))} predicted: F1 over concepts {concepts:.3f}")
    print(f"    F1 over statement, concept, stance {f1(range(len(rows))):.3f} ({low:.3f} to {high:.3f})")


def from_raw_text(
    data: Path, gold: Sequence[Coded], coder: PositionCoder, concepts: Sequence[Concept]
) -> tuple[list[Coded], list[dict[str, str]]]:
    """Return the gold statements and then those found that are none of them, and what was predicted of each.

    A statement found is the gold one whose content it shares most with, if that is half of both (Jaccard) or more.
    """
    articles = {row["id"]: row for row in _rows(data / "polnear_dev.jsonl")}
    wanted: dict[str, list[tuple[int, frozenset[int]]]] = {}
    for number, row in enumerate(gold):
        wanted.setdefault(row.article, []).append((number, _places(row.content)))
    rows, predicted = list(gold), [dict[str, str]() for _ in gold]
    for article, places in wanted.items():
        (found,) = TrainedTagger(threads=2)([articles[article]["text"]])
        said = [
            said_in(articles[article], {"source": one.source, "cue": one.cue, "content": one.content}) for one in found
        ]
        coded = [{one.concept: one.stance.value for one in judged} for judged in coder(said, concepts)]
        pairs = sorted(
            (
                (_jaccard(_places(one.content), place), number, at)
                for at, one in enumerate(found)
                for number, place in places
            ),
            reverse=True,
        )
        taken: set[int] = set()
        matched: dict[int, int] = {}
        for share, number, at in pairs:
            if share >= SAME and number not in taken and at not in matched:
                taken.add(number)
                matched[at] = number
        for at, positions in enumerate(coded):
            if at in matched:
                predicted[matched[at]] = positions
            else:
                rows.append(Coded(article=article, actor="", said=said[at], content=(), positions={}))
                predicted.append(positions)
    return rows, predicted


def _places(content: Offsets) -> frozenset[int]:
    return frozenset(place for start, end in content for place in range(start, end))


def _jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    return len(left & right) / len(left | right)


def f1_of(gold: Sequence[Coded], predicted: Sequence[dict[str, str]], rows: Sequence[int], *, stances: bool) -> float:
    """Return the F1 of what was predicted of these rows, over statement and concept, and stance where that counts."""
    hits = every = 0
    for row in rows:
        wanted, found = gold[row].positions, predicted[row]
        hits += sum(wanted.get(one) == stance if stances else one in wanted for one, stance in found.items())
        every += len(wanted) + len(found)
    return 2 * hits / every if every else 1.0


def _stances(gold: Sequence[Coded], concepts: Sequence[Concept], model: Model) -> str:
    labels = {concept.id: concept.label for concept in concepts}
    numbers = {stance.value: number for number, stance in enumerate(STANCES, start=1)}
    examples = [
        Example(
            said=row.said,
            stances={labels[one]: numbers[stance] for one, stance in row.positions.items()},
            origin="dev",
        )
        for row in gold
    ]
    pairs = judged([("dev", examples)], model)
    shares = probabilities(pairs, model.calibration)
    right = np.array([pair.stance for pair in pairs])
    said = 1 + shares[:, 1:].argmax(1)
    most = Counter(right.tolist()).most_common(1)[0][1] / len(right)
    by_stance = ", ".join(
        f"{stance} {np.mean(said[right == number] == number):.2f}" for stance, number in numbers.items()
    )
    return (
        f"accuracy {np.mean(said == right):.3f} (majority {most:.3f}; {by_stance}); "
        f"{np.mean(1 - shares[:, 0] >= model.calibration.taken):.3f} of them taken as positions"
    )


def _recall(gold: Sequence[Coded], concepts: Sequence[Concept], model: Model) -> str:
    vectors = codebook_of([concept.label for concept in concepts], model).vectors
    said = [model.read(pieces_of_statement(one.said, model.tokenizer)) for one in gold]
    alike = np.array([vectors @ one.vector for one in said])
    worth = alike + np.array([one.says for one in said])[:, None]
    right = np.array([[concept.id in one.positions for concept in concepts] for one in gold])
    ranks = np.argsort(np.argsort(-alike, axis=1), axis=1)
    passed = (worth >= model.calibration.recalled) & (ranks < model.calibration.candidates)
    first = ", ".join(f"first {count} {np.mean(ranks[right] < count):.2f}" for count in (1, 3, 6, 10))
    judged_ones = f"judged are {passed.sum(1).mean():.2f} concepts a statement"
    return f"recall: {first}; {judged_ones}, with {np.mean(passed[right]):.2f} of the right ones"


def _pearson(
    gold: Sequence[Coded],
    predicted: Sequence[dict[str, str]],
    concepts: Sequence[Concept],
    rows: Sequence[int],
    *,
    everywhere: bool,
) -> float:
    columns = {concept.id: number for number, concept in enumerate(concepts)}
    actors = {name: number for number, name in enumerate(sorted({gold[row].actor for row in rows}))}
    tables = np.zeros((2, len(actors), len(columns)))
    for row in rows:
        for table, found in zip(tables, (gold[row].positions, predicted[row]), strict=True):
            for concept, stance in found.items():
                table[actors[gold[row].actor], columns[concept]] += SIGNS[stance]
    left, right = tables.reshape(2, -1)
    kept = np.ones_like(left, bool) if everywhere else (left != 0) | (right != 0)
    if not left[kept].std() or not right[kept].std():
        return 0.0
    return float(np.corrcoef(left[kept], right[kept])[0, 1])
