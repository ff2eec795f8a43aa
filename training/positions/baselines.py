"""What a logistic regression over words makes of a statement and a concept."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, make_pipeline
from sklearn.preprocessing import FunctionTransformer

from onrecord.positions.trained.reading import Integers
from training.positions.data import Example

Row = tuple[str, str]
"""The statement's words and the concept's."""


def lexical(train: Sequence[Example], test: Sequence[Example]) -> Integers:
    """Return the stance of every pair of test by word pairs of statement and concept, and words that both have."""
    rows, stances = _rows(train)
    asked, _ = _rows(test)
    features = FeatureUnion(
        [
            ("said", TfidfVectorizer(preprocessor=_said, ngram_range=(1, 2), sublinear_tf=True, min_df=2)),
            ("concept", TfidfVectorizer(preprocessor=_concept, ngram_range=(1, 2), sublinear_tf=True)),
            ("shared", FunctionTransformer(_shared)),
        ]
    )
    regression = LogisticRegression(max_iter=400, C=3, class_weight="balanced")
    model = make_pipeline(features, regression).fit(rows, stances)
    return np.asarray(model.predict(asked))


def _rows(examples: Sequence[Example]) -> tuple[list[Row], list[int]]:
    rows, stances = [], []
    for one in examples:
        for concept, stance in one.stances.items():
            rows.append((f"{one.said.before} {one.said.cue} {one.said.content}".lower(), concept.lower()))
            stances.append(stance)
    return rows, stances


def _said(row: Row) -> str:
    return row[0]


def _concept(row: Row) -> str:
    return row[1]


def _shared(rows: Sequence[Row]) -> list[list[float]]:
    shares = []
    for said, concept in rows:
        words = {word for word in concept.rstrip(".").split() if len(word) > 3}
        shares.append([sum(word in said for word in words) / max(1, len(words))])
    return shares
