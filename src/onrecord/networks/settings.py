"""What a network is asked to be: the field's own words for modes, aggregation, normalization and duplicates."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Mode(StrEnum):
    """Rows tied to rows (one) or to columns (two)."""

    ONE = "one"
    TWO = "two"


class Aggregate(StrEnum):
    """How the qualifier (stance, or any imported variable) makes ties."""

    IGNORE = "ignore"
    CONGRUENCE = "congruence"
    CONFLICT = "conflict"
    SUBTRACT = "subtract"
    COMBINE = "combine"


class Normalize(StrEnum):
    """What ties are divided by."""

    NONE = "none"
    AVERAGE = "average"
    JACCARD = "jaccard"
    COSINE = "cosine"
    ACTIVITY = "activity"
    PROMINENCE = "prominence"


class Duplicates(StrEnum):
    """Within what an equal statement counts once: `keep` counts every one, `all` only the first."""

    KEEP = "keep"
    DOCUMENT = "document"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkSettings:
    """All that makes one network of a table of coded statements.

    `exclude` and `include` name values by variable: a row is left out that has an excluded value of any variable, or a
    value not included of one that is named. `isolates` keeps labels that the exclusions and duplicates leave without a
    tie. `since` and `until` are inclusive; `zone` is the time zone in which days, weeks, months and years begin.
    `weighted` counts rows by their confidence, `least` leaves out those below it.
    """

    mode: Mode = Mode.TWO
    rows: str = "actor"
    columns: str = "concept"
    qualifier: str | None = "stance"
    aggregate: Aggregate = Aggregate.SUBTRACT
    normalize: Normalize = Normalize.NONE
    duplicates: Duplicates = Duplicates.KEEP
    isolates: bool = False
    since: datetime.datetime | None = None
    until: datetime.datetime | None = None
    zone: str = "UTC"
    exclude: Mapping[str, frozenset[str]] = field(default_factory=dict)
    include: Mapping[str, frozenset[str]] = field(default_factory=dict)
    weighted: bool = False
    least: float = 0.0
    dna_compatible: bool = False
