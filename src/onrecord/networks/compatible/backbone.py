"""DNA's nested backbone: the columns in the order in which a one-mode network misses them least.

- The "spectral" distance compares what DNA takes for eigenvalues of the Laplacian: negative ties are left out, and the
  values are the degrees, in descending order, as parts of their sum (a Laplacian has other eigenvalues).
- The distance is the sum of absolute differences, though it is called Euclidean.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from onrecord.networks.building import one_mode_ties
from onrecord.networks.selecting import Selected, selected, understood
from onrecord.networks.settings import Mode, NetworkSettings
from onrecord.networks.table import Floats, Table


class DnaDistance(StrEnum):
    """How far two networks are apart."""

    ABSOLUTE = "absdiff"
    SPECTRAL = "spectral"


@dataclass(frozen=True, slots=True, kw_only=True)
class DnaStep:
    """A column taken from the backbone; losses are distances from the full network, of the network without the columns
    taken so far and of the network of them alone. `statements` are those of the backbone that is left."""

    column: str
    backbone_loss: float
    redundant_loss: float
    statements: int


def dna_nested_backbone(
    table: Table, settings: NetworkSettings, *, distance: DnaDistance = DnaDistance.SPECTRAL
) -> tuple[DnaStep, ...]:
    """Return every column in the order in which taking it from those left changes the one-mode network least."""
    settings = understood(table, replace(settings, mode=Mode.ONE, dna_compatible=True))
    chosen = selected(table, settings)
    measure = dna_degrees if distance is DnaDistance.SPECTRAL else _ties

    def of_columns(columns: list[int]) -> Floats:
        return measure(chosen.among(np.isin(chosen.column_codes, columns)), settings)

    full = measure(chosen, settings)
    left, taken, steps = list(range(len(chosen.columns))), list[int](), list[DnaStep]()
    while left:
        losses = [_apart(full, of_columns([one for one in left if one != column])) for column in left]
        least = losses.index(min(losses))
        column = left.pop(least)
        taken.append(column)
        steps.append(
            DnaStep(
                column=chosen.columns[column],
                backbone_loss=losses[least],
                redundant_loss=_apart(full, of_columns(taken)),
                statements=int(np.isin(chosen.column_codes, left).sum()),
            )
        )
    return tuple(steps)


def dna_degrees(chosen: Selected, settings: NetworkSettings) -> Floats:
    """Return the sums of each row's positive ties as parts of the sum of all, in descending order."""
    degrees = np.sort(np.maximum(_ties(chosen, settings), 0).sum(axis=1))[::-1]
    total = float(degrees.sum())
    return degrees / total if total else degrees


def _ties(chosen: Selected, settings: NetworkSettings) -> Floats:
    return one_mode_ties(chosen, settings).mirrored().toarray()


def _apart(one: Floats, other: Floats) -> float:
    return float(np.abs(one - other).sum())
