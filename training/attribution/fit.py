"""Fit the re-ranker on articles that the encoder was not trained on.

`python -m training.attribution.fit --model DIR --data DIR`. The folder holds encoder.onnx and tokenizer.json, as
`export` writes them; ranker.json and SHA256SUMS are added.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tokenizers import Tokenizer

from onrecord.evaluation.words import WordedText, Words
from onrecord.statements.trained.pieces import Floats, Pieces, pieces_of, sections_of
from onrecord.statements.trained.ranking import Ranked, Ranker, Weight, ranked
from onrecord.statements.trained.scores import Encode, scores_of
from onrecord.statements.trained.tagger import FILES, offsets_of_pieces
from training.attribution.data import Row, is_held_out, read_articles
from training.attribution.export import onnx_encode
from training.attribution.texts import read_texts

log = logging.getLogger("fit")
STRENGTH = 0.3
"""Inverse strength of the regularisation; .02 gives the same."""
THRESHOLD = 0.38
"""From which probability a candidate is taken; .36 to .42 give the same attribution F1 on held-out articles."""


def main() -> None:
    """Read the held-out articles, fit the re-ranker and write it beside the encoder."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    parser = argparse.ArgumentParser()
    parser.add_argument("--model", type=Path, required=True, help="folder of encoder.onnx and tokenizer.json")
    parser.add_argument("--data", type=Path, required=True, help="folder of polnear_train.jsonl")
    arguments = parser.parse_args()
    encode = onnx_encode(arguments.model / "encoder.onnx")
    tokenizer = Tokenizer.from_file(str(arguments.model / "tokenizer.json"))
    rows = [row for row in read_articles(arguments.data / "polnear_train.jsonl") if is_held_out(row["id"])]
    rows += [row for row in read_texts() if is_held_out(row["id"])]
    tables, right = judged(rows, tokenizer, encode)
    ranker = fit_ranker(tables, right)
    (arguments.model / "ranker.json").write_text(ranker.to_json() + "\n", encoding="utf-8")
    sums = [f"{sha256((arguments.model / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES[:-1]]
    (arguments.model / "SHA256SUMS").write_text("".join(sums), encoding="utf-8")
    log.info("fitted on %s candidates of %s articles", sum(map(len, right)), len(rows))


def judged(rows: Sequence[Row], tokenizer: Tokenizer, encode: Encode) -> tuple[list[Ranked], list[Floats]]:
    """Return the candidates of each section, and for each of them whether it is right."""
    tables, right = [], []
    for row in rows:
        for section in sections_of(pieces_of(row["text"], tokenizer)):
            table = ranked(section, scores_of(section, encode))
            if table.candidates:
                tables.append(table)
                right.append(rightness(row, section, table))
    return tables, right


def rightness(row: Row, pieces: Pieces, found: Ranked) -> Floats:
    """Return for each candidate 1 if some gold attribution has half its content's words and its source, else 0."""
    words = WordedText(row["text"])
    gold = [(words.words(_pairs(one["content"])), words.words(_pairs(one["source"]))) for one in row["attributions"]]
    right = np.zeros(len(found.candidates), np.float32)
    for number, candidate in enumerate(found.candidates):
        content = words.words(offsets_of_pieces(pieces, candidate.content))
        source = words.words(offsets_of_pieces(pieces, (candidate.source,) if candidate.source else ()))
        right[number] = any(_same(content, source, *one) for one in gold)
    return right


def _pairs(spans: Sequence[Sequence[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in spans)


def _same(content: Words, source: Words, gold_content: Words, gold_source: Words) -> bool:
    both = len(content & gold_content)
    if not both or both / len(content | gold_content) < 0.5:
        return False
    if not gold_source or not source:
        return not gold_source and not source
    return len(source & gold_source) / min(len(source), len(gold_source)) >= 0.5


def fit_ranker(tables: Sequence[Ranked], right: Sequence[Floats]) -> Ranker:
    """Return a logistic regression over scaled features."""
    names = list(tables[0].features)
    features: NDArray[np.float64] = np.vstack(
        [np.stack([table.features[name] for name in names], axis=1) for table in tables]
    ).astype(np.float64)
    mean, scale = features.mean(axis=0), features.std(axis=0) + 1e-3
    model = LogisticRegression(C=STRENGTH, max_iter=2000).fit((features - mean) / scale, np.concatenate(right))
    rounded = np.round(np.stack([mean, scale, model.coef_[0]], axis=1), 6).tolist()
    return Ranker(
        weights={
            name: Weight(mean=row[0], scale=row[1], weight=row[2]) for name, row in zip(names, rounded, strict=True)
        },
        intercept=float(model.intercept_[0]),
        threshold=THRESHOLD,
    )


if __name__ == "__main__":
    main()
