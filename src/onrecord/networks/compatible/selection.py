"""Statements and settings as DNA reads them."""

from __future__ import annotations

import datetime
from dataclasses import replace

import numpy as np

from onrecord.networks.settings import Aggregate, Duplicates, Mode, NetworkSettings, Normalize
from onrecord.networks.table import Integers, Variable, VariableKind

MEANT = {
    Mode.ONE: (Normalize.AVERAGE, Normalize.JACCARD, Normalize.COSINE),
    Mode.TWO: (Normalize.ACTIVITY, Normalize.PROMINENCE),
}
CACHED = range(-128, 128)
"""The integers that DNA finds equal: it compares others by identity."""


def as_dna_reads(settings: NetworkSettings) -> NetworkSettings:
    """Return the settings with what has no meaning left out, as DNA does without a word."""
    aggregate, normalize = settings.aggregate, settings.normalize
    if aggregate is Aggregate.COMBINE and settings.mode is Mode.ONE:
        aggregate = Aggregate.IGNORE
    if aggregate in (Aggregate.CONGRUENCE, Aggregate.CONFLICT) and settings.mode is Mode.TWO:
        aggregate = Aggregate.IGNORE
    if settings.qualifier is None:
        aggregate = Aggregate.IGNORE
    if normalize not in MEANT[settings.mode]:
        normalize = Normalize.NONE
    return replace(settings, aggregate=aggregate, normalize=normalize)


def dna_period(moment: datetime.datetime, *, within: Duplicates) -> int:
    """Return the number of the week, month or year; of weeks and months without the year, so that they recur."""
    match within:
        case Duplicates.WEEK:
            return moment.isocalendar().week
        case Duplicates.MONTH:
            return moment.month
        case _:
            return moment.year


def never_equal(qualifier: Variable) -> Integers:
    """Return a number of its own for each row whose integer DNA does not find equal to any, 0 for the others."""
    if qualifier.kind is not VariableKind.INTEGER:
        return np.zeros(len(qualifier.codes), np.int64)
    outside = np.array([level not in CACHED for level in qualifier.levels] or [False], np.bool_)
    return np.where(outside[qualifier.codes], np.arange(1, len(qualifier.codes) + 1), 0)


def dna_levels(qualifier: Variable, places: Integers) -> Variable:
    """Return the qualifier with the levels that these rows have, in DNA's order; a boolean has both, always."""
    if qualifier.kind is VariableKind.BOOLEAN:
        return qualifier
    used = np.unique(qualifier.codes[places]).tolist()
    if qualifier.is_text:
        used.sort(key=lambda code: dna_order(str(qualifier.levels[code])))
    codes = np.full(len(qualifier.levels) + 1, -1, np.int64)
    codes[used] = np.arange(len(used))
    return replace(qualifier, levels=tuple(qualifier.levels[code] for code in used), codes=codes[qualifier.codes])


def dna_order(label: str) -> bytes:
    """Return what DNA sorts a label by: its UTF-16 code units."""
    return label.encode("utf-16-be", "surrogatepass")
