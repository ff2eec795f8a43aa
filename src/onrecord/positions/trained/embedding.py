"""Vectors of texts, by which texts about the same thing are found: they carry no stance."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from onrecord.positions.coder import Said
from onrecord.positions.trained.loading import MODEL, load_model
from onrecord.positions.trained.reading import WIDE, Floats, pieces_of_statement


def embed(texts: Sequence[str], *, threads: int = 1, folder: Path = MODEL) -> Floats:
    """Return a row of length 1 for each text (texts, WIDE); read are the first 61 word pieces of each."""
    model = load_model(threads, folder)
    rows = [model.read(pieces_of_statement(Said(content=text), model.tokenizer)).vector for text in texts]
    return np.array(rows, np.float32).reshape(len(texts), WIDE)
