"""Whether what is in dispute is found without a codebook: `python -m benchmarks.concepts.score [--test] [--show]`.

Ledgers are mixed from the disputes of `training/positions/texts`, whose concepts are known; beside them stands the
sample debate with its codebook. A concept is found if one of the induced ones, twice as many as there are concepts,
holds at least half of the statements that take a position on it.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import Any

import numpy as np

import onrecord
from onrecord.model import Article, Span, Statement, StatementKind
from onrecord.positions.codebook import read_codebook
from onrecord.positions.coder import Said
from onrecord.positions.context import said_of
from onrecord.positions.inducing import Embed, Induced, Saying, find_concepts
from onrecord.positions.inducing.space import Floats, roots_of
from onrecord.positions.trained.embedding import embed
from onrecord.sample import ARTICLES, CODEBOOK, TRUTH
from training.positions.texts import Dispute, Stance, read_disputes
from training.positions.texts import Said as Written

MOST = 60
MIXED = 4
"""Disputes of a mixed ledger."""
NOISE = 40
"""Statements of other disputes in it, none of which takes a position."""
LEDGERS = 10
RESAMPLES = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """Statements, the concepts that they are about by id, and the ids of the statements with a position on each."""

    sayings: tuple[Saying, ...]
    concepts: Mapping[str, str]
    truth: Mapping[str, frozenset[str]]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--test", action="store_true", help="the disputes held out, instead of the others")
    arguments.add_argument("--show", action="store_true", help="print the concepts found in the sample debate")
    options = arguments.parse_args()
    disputes = [dispute for dispute in read_disputes() if dispute.is_test == options.test]
    sets = {
        f"{MIXED} disputes": list(mixed_ledgers(disputes, LEDGERS, MIXED, NOISE)),
        "1 dispute": list(mixed_ledgers(disputes, min(len(disputes), 2 * LEDGERS), 1, NOISE // 3)),
        "the sample": [sample_ledger()],
    }
    print(f"{'ledgers':12} {'encoder':8} " + " ".join(f"{name:>7}" for name in FIGURES))
    for name, ledgers in sets.items():
        for encoder, vectors in (("shipped", embed), ("none", no_encoder)):
            print(f"{name:12} {encoder:8} {line([figures(ledger, vectors) for ledger in ledgers])}")
    if options.show:
        for found in find_concepts(sample_ledger().sayings, embed=embed):
            print(f"{found.actors:4} {len(found.statements):4} {found.concept.id}: {found.concept.label}")


FIGURES = "found share F1 named words B3-P B3-R B3-F V induced seconds".split()


def line(rows: Sequence[Sequence[float]]) -> str:
    """Return the means, and the 95 % interval of found and B-cubed F1 over the ledgers."""
    means = np.array(rows).mean(axis=0)
    text = " ".join(f"{mean:7.3f}" if mean < 3 else f"{mean:7.1f}" for mean in means)
    if len(rows) == 1:
        return text
    chosen = np.random.default_rng(0).integers(len(rows), size=(RESAMPLES, len(rows)))
    low, high = np.quantile(np.array(rows)[chosen].mean(axis=1), [0.025, 0.975], axis=0)
    found, fused = FIGURES.index("found"), FIGURES.index("B3-F")
    return f"{text}  found {low[found]:.2f}-{high[found]:.2f}, B3-F {low[fused]:.2f}-{high[fused]:.2f}"


def no_encoder(texts: Sequence[str]) -> Floats:
    """Return vectors that say nothing: what is left is the words that texts share."""
    return np.zeros((len(texts), 1), np.float32)


def figures(ledger: Ledger, vectors: Embed) -> list[float]:
    """Return the FIGURES of one ledger."""
    started = time.perf_counter()
    induced = find_concepts(ledger.sayings, embed=vectors, most=MOST)
    seconds = time.perf_counter() - started
    listed = induced[: 2 * len(ledger.concepts)]
    shares, overlaps, named, worded = [], [], [], []
    for concept, told in ledger.truth.items():
        common = [len(told.intersection(one.statements)) for one in listed]
        shares.append(max(common, default=0) / len(told))
        f1s = [2 * both / (len(told) + len(one.statements)) for both, one in zip(common, listed, strict=True)]
        overlaps.append(max(f1s, default=0))
        best = listed[int(np.argmax(f1s))] if max(f1s, default=0) else None
        named.append(best is not None and nearest_concept(best.concept.label, ledger.concepts) == concept)
        worded.append(max((alike(one.concept.label, ledger.concepts[concept]) for one in listed), default=0))
    found = float(np.mean([share >= 0.5 for share in shares]))
    precision, recall = b_cubed(ledger, induced)
    return [
        found,
        float(np.mean(shares)),
        float(np.mean(overlaps)),
        float(np.mean(named)),
        float(np.mean(worded)),
        precision,
        recall,
        2 * precision * recall / (precision + recall),
        v_measure(ledger, induced),
        len(induced),
        seconds,
    ]


def nearest_concept(label: str, concepts: Mapping[str, str]) -> str:
    """Return the true concept whose sentence is nearest, by the encoder."""
    nearness = embed(list(concepts.values())) @ embed([label])[0]
    return list(concepts)[int(nearness.argmax())]


def alike(one: str, other: str) -> float:
    """Return the F1 of the words that two sentences share."""
    first, second = set(roots_of(one)), set(roots_of(other))
    return 2 * len(first & second) / max(1, len(first) + len(second))


def groups_of(ledger: Ledger, induced: Sequence[Induced]) -> list[tuple[str, str]]:
    """Return true concept and induced one of every statement with a position on exactly one concept."""
    positions = Counter(statement for told in ledger.truth.values() for statement in told)
    found = {statement: one.concept.id for one in induced for statement in one.statements}
    return [
        (concept, found.get(statement, f"alone {statement}"))
        for concept, told in ledger.truth.items()
        for statement in sorted(told)
        if positions[statement] == 1
    ]


def b_cubed(ledger: Ledger, induced: Sequence[Induced]) -> tuple[float, float]:
    """Return precision and recall of the grouping (Bagga and Baldwin 1998)."""
    pairs = groups_of(ledger, induced)
    both, true, found = Counter(pairs), Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    precision = sum(count * count / found[pair[1]] for pair, count in both.items()) / len(pairs)
    recall = sum(count * count / true[pair[0]] for pair, count in both.items()) / len(pairs)
    return precision, recall


def v_measure(ledger: Ledger, induced: Sequence[Induced]) -> float:
    """Return the V-measure of the grouping (Rosenberg and Hirschberg 2007)."""
    pairs = groups_of(ledger, induced)
    both, true, found = Counter(pairs), Counter(one for one, _ in pairs), Counter(one for _, one in pairs)
    whole = len(pairs)
    of_true = -sum(count / whole * log(count / whole) for count in true.values())
    of_found = -sum(count / whole * log(count / whole) for count in found.values())
    left = -sum(count / whole * log(count / found[pair[1]]) for pair, count in both.items())
    spread = -sum(count / whole * log(count / true[pair[0]]) for pair, count in both.items())
    homogeneity = 1 - left / of_true if of_true else 1.0
    completeness = 1 - spread / of_found if of_found else 1.0
    return 2 * homogeneity * completeness / (homogeneity + completeness or 1)


def mixed_ledgers(disputes: Sequence[Dispute], ledgers: int, mixed: int, noise: int) -> Iterator[Ledger]:
    """Yield ledgers of so many disputes each, with statements of other disputes that take no position."""
    chance = random.Random(7)  # noqa: S311 - the same ledgers on every run
    for _ in range(ledgers):
        chosen = chance.sample(list(disputes), mixed)
        told = [(dispute, said) for dispute in chosen for said in dispute.said]
        others = [(one, said) for one in disputes if one not in chosen for said in one.said if not taken(said)]
        told += chance.sample(others, noise)
        chance.shuffle(told)
        yield _ledger(chosen, told)


def taken(said: Written) -> list[str]:
    """Return the letters of the concepts on which it takes a position."""
    return [letter for letter, stance in said.stances.items() if stance is not Stance.NONE]


def _ledger(disputes: Sequence[Dispute], told: Sequence[tuple[Dispute, Written]]) -> Ledger:
    concepts = {f"{one.name} {letter}": label for one in disputes for letter, label in one.concepts.items()}
    truth: dict[str, set[str]] = {concept: set() for concept in concepts}
    sayings = []
    for number, (dispute, said) in enumerate(told):
        read = Said(content=said.content, source=said.source, cue=said.cue, before=said.before)
        actor = f"{dispute.name} {said.source or number}"
        sayings.append(Saying(statement=str(number), actor=actor, said=read))
        for letter in taken(said):
            if dispute in disputes:
                truth[f"{dispute.name} {letter}"].add(str(number))
    return Ledger(
        sayings=tuple(sayings),
        concepts=concepts,
        truth={concept: frozenset(statements) for concept, statements in truth.items()},
    )


def sample_ledger() -> Ledger:
    """Return the sample debate with its true statements, copies left out."""
    concepts = {concept.id: concept.label for concept in read_codebook(CODEBOOK)}
    truth: dict[str, set[str]] = {concept: set() for concept in concepts}
    sayings = []
    for article, number, row in _true_statements():
        statement = Statement(
            id=f"{article.id} {number}",
            article=article.id,
            kind=StatementKind(row["type"]),
            source=_spans(article, row["source"]),
            cue=_spans(article, row["cue"]),
            content=_spans(article, row["content"]),
            confidence=1.0,
        )
        actor = row["speaker"]["name"] if row["speaker"] else statement.id
        sayings.append(Saying(statement=statement.id, actor=actor, said=said_of(article, statement)))
        for position in row["positions"]:
            truth[position["concept"]].add(statement.id)
    return Ledger(
        sayings=tuple(sayings),
        concepts=concepts,
        truth={concept: frozenset(statements) for concept, statements in truth.items()},
    )


def _spans(article: Article, offsets: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    return tuple(
        Span(article=article.id, start=start, end=end, quote=article.text[start:end]) for start, end in offsets
    )


def _true_statements() -> Iterator[tuple[Article, int, dict[str, Any]]]:
    with tempfile.TemporaryDirectory() as folder, onrecord.open(Path(folder) / "sample.db") as ledger:
        ledger.add(ARTICLES)
        articles = {article.id: article for article in ledger.articles()}
    for text in TRUTH.read_text("utf-8").splitlines():
        line_of_truth = json.loads(text)
        if line_of_truth["copy_of"] is None:
            for number, row in enumerate(line_of_truth["attributions"]):
                yield articles[line_of_truth["id"]], number, row


if __name__ == "__main__":
    main()
