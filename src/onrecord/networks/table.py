"""What networks are made of: a table of coded statements, a column for each variable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Value = str | int
UNDATED = int(np.iinfo(np.int64).min)
"""The time of a row whose date nobody knows: it counts in a network of all time, and in none of a window."""


class VariableKind(StrEnum):
    """What the values of a variable are; `document` values are text that belongs to the article, not the statement."""

    TEXT = "text"
    DOCUMENT = "document"
    INTEGER = "integer"
    BOOLEAN = "boolean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Variable:
    """A column: the place in `levels` of each row's value. Text "" is a missing value; booleans are 0 and 1.

    `levels` are sorted and may hold values that no row has: a boolean has 0 and 1, a stance -1, 0 and 1, always.
    """

    kind: VariableKind
    levels: tuple[Value, ...]
    codes: Integers

    @property
    def is_text(self) -> bool:
        """Whether the values have no order: text of the statement or of its article."""
        return self.kind in (VariableKind.TEXT, VariableKind.DOCUMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Coded statements, a row each, in the order of time, article and place in it.

    A statement of two actors or on two concepts has a row for each pair: `statements` tells which rows are one.
    `times` are seconds since 1970 in UTC or `UNDATED`, `weights` what each row counts: 1, or the confidence it was
    coded with.
    """

    statements: tuple[str, ...]
    times: Integers
    articles: Integers
    starts: Integers
    weights: Floats
    variables: Mapping[str, Variable]

    def __len__(self) -> int:
        return len(self.statements)

    def where(self, kept: Flags | Integers | slice) -> Table:
        """Return the table with these rows alone, every variable with all of its levels; a slice copies no column."""
        if isinstance(kept, slice):
            statements = self.statements[kept]
        else:
            kept = np.flatnonzero(kept) if kept.dtype == np.bool_ else kept
            statements = tuple(self.statements[place] for place in kept.tolist())
        return replace(
            self,
            statements=statements,
            times=self.times[kept],
            articles=self.articles[kept],
            starts=self.starts[kept],
            weights=self.weights[kept],
            variables={name: replace(one, codes=one.codes[kept]) for name, one in self.variables.items()},
        )


def variable_of(values: Sequence[Value], kind: VariableKind, levels: Sequence[Value] | None = None) -> Variable:
    """Return the column of these values; its levels are the values that occur, sorted, where none are given."""
    every = sorted(set(values)) if levels is None else list(levels)
    places = {value: place for place, value in enumerate(every)}
    return Variable(
        kind=kind, levels=tuple(every), codes=np.array([places[value] for value in values], np.int64).reshape(-1)
    )
