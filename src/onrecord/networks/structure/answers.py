"""What actors answer, so to speak, when concepts are put to them: the input of item-response scaling."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy import sparse

from onrecord.networks.selecting import Selected
from onrecord.networks.structure.profiles import profiles_of
from onrecord.networks.table import Flags, Integers


class Scale(StrEnum):
    """Two categories, opposes and supports, or three, with what is between them."""

    BINARY = "binary"
    ORDINAL = "ordinal"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """For each category, from opposing on, a 1 where an actor gave it to a concept (actors x concepts)."""

    actors: tuple[str, ...]
    concepts: tuple[str, ...]
    categories: tuple[sparse.csr_array, ...]


def answers_of(chosen: Selected, scale: Scale, *, threshold: float = 0.0, least_actors: int = 2) -> Answers:
    """Return the answers of selected rows.

    With s the share of support in what an actor says of a concept and t the threshold (one above 1/2 is taken from 1),
    he opposes it where s <= t and supports it where s >= 1 - t. Between, he gave no answer of a binary scale, and the
    middle one of an ordinal scale. Silence is no answer. Concepts that fewer actors than `least_actors` answered, or
    all alike, tell nobody from another and are left out, then actors without an answer.
    """
    profiles = profiles_of(chosen)
    threshold = min(threshold, 1 - threshold)
    said = (profiles.support + profiles.opposition).tocoo()
    support = profiles.support[said.row, said.col] if said.nnz else said.data  # of no cells scipy makes no array
    shares = np.asarray(support, np.float64).reshape(-1) / said.data
    chosen_levels = np.where(shares >= 1 - threshold - 1e-9, 2, np.where(shares <= threshold + 1e-9, 0, 1))
    if scale is Scale.BINARY:
        clear = chosen_levels != 1
        rows, columns, levels = said.row[clear], said.col[clear], chosen_levels[clear] // 2
    else:
        rows, columns, levels = said.row, said.col, chosen_levels
    kept = np.flatnonzero(_telling(columns, levels, len(profiles.concepts), least_actors))
    inside = np.isin(columns, kept)
    rows, columns, levels = rows[inside], columns[inside], levels[inside]
    speaking = np.unique(rows)
    shape = (len(speaking), len(kept))
    places = (np.searchsorted(speaking, rows), np.searchsorted(kept, columns))
    return Answers(
        actors=tuple(profiles.actors[place] for place in speaking.tolist()),
        concepts=tuple(profiles.concepts[place] for place in kept.tolist()),
        categories=tuple(
            sparse.csr_array(sparse.coo_array(((levels == each).astype(np.float64), places), shape=shape))
            for each in range(2 if scale is Scale.BINARY else 3)
        ),
    )


def _telling(columns: Integers, levels: Integers, many: int, least_actors: int) -> Flags:
    counts = np.bincount(columns * 3 + levels, minlength=many * 3).reshape(many, 3)
    telling: Flags = (counts.sum(axis=1) >= least_actors) & ((counts > 0).sum(axis=1) > 1)
    return telling
