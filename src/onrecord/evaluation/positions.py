"""How far coders agree on positions, concept by concept, and where they do not."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.errors import UsageError
from onrecord.evaluation.reliability import (
    CodedUnit,
    Codes,
    Figure,
    Level,
    Tables,
    alphas,
    check_coders,
    codes_of,
    coincidences,
    contingencies,
    disagreements,
    figure,
    kappas,
    ratio,
)
from onrecord.model import Stance

NO_POSITION = "none"
LABELS = (NO_POSITION, *(stance.value for stance in Stance))


@dataclass(frozen=True, slots=True, kw_only=True)
class CodedPosition:
    """What a coder says of a statement and a concept: a stance, or None where it takes no position.

    What the coder has not judged has no row.
    """

    statement: str
    concept: str
    stance: Stance | None
    coder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConceptReliability:
    """How far coders agree on one concept, or on all (`concept` None), over what at least two of them judged.

    Labels are the three stances and no position. `kappa` and what follows are those of exactly two coders:
    `f1` of positions with their stance, `concept_f1` of positions whatever the stance, `stance` the share with
    the same stance where both see a position. `positions` counts those of each coder.
    """

    concept: str | None
    units: int
    positions: Mapping[str, int]
    alpha: Figure
    kappa: Figure
    f1: Figure
    concept_f1: Figure
    stance: Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionDisagreement:
    """A statement and a concept that coders judge differently: (coder, stance), None for no position."""

    statement: str
    concept: str
    stances: tuple[tuple[str, Stance | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionReliability:
    """How far coders agree on positions: on all, on each concept, and where not."""

    coders: tuple[str, ...]
    all: ConceptReliability
    concepts: tuple[ConceptReliability, ...]
    disagreements: tuple[PositionDisagreement, ...]


def position_reliability(rows: Iterable[CodedPosition]) -> PositionReliability:
    """Return how far two or more coders agree; intervals are over statements."""
    coded = list(rows)
    coders = tuple(sorted({row.coder for row in coded}))
    check_coders(coders)
    _check_once(coded)
    judged = sorted({(row.concept, row.statement) for row in coded})
    numbers = {unit: str(number) for number, unit in enumerate(judged)}
    units: dict[str, list[CodedUnit]] = {concept: [] for concept, _ in judged}
    for row in coded:
        label = NO_POSITION if row.stance is None else row.stance.value
        unit = numbers[row.concept, row.statement]
        units[row.concept].append(CodedUnit(unit=unit, coder=row.coder, label=label, sample=row.statement))
    every = codes_of((unit for found in units.values() for unit in found), order=LABELS)
    return PositionReliability(
        coders=coders,
        all=_reliability(None, every, coders),
        concepts=tuple(_reliability(concept, codes_of(units[concept], order=LABELS), coders) for concept in units),
        disagreements=tuple(
            PositionDisagreement(
                statement=judged[int(found.unit)][1],
                concept=judged[int(found.unit)][0],
                stances=tuple(
                    (coder, None if label == NO_POSITION else Stance(label)) for coder, label in found.labels
                ),
            )
            for found in disagreements(every)
        ),
    )


def with_no_positions(
    rows: Iterable[CodedPosition], *, read: Mapping[str, Collection[str]], concepts: Collection[str] = ()
) -> Iterator[CodedPosition]:
    """Yield the rows, then one without a stance for each statement read by a coder and concept he has no row for.

    `read` names the statements of each coder that he judged by all the concepts; these are, beside those given,
    all that any row has.
    """
    coded = list(rows)
    yield from coded
    known = {(row.coder, row.statement, row.concept) for row in coded}
    every = sorted({row.concept for row in coded} | set(concepts))
    for coder, statements in read.items():
        for statement in statements:
            for concept in every:
                if (coder, statement, concept) not in known:
                    yield CodedPosition(statement=statement, concept=concept, stance=None, coder=coder)


def _check_once(rows: Iterable[CodedPosition]) -> None:
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        if (row.coder, row.statement, row.concept) in seen:
            raise UsageError(
                f"coder {row.coder!r} codes concept {row.concept!r} twice in statement {row.statement!r}; keep one"
            )
        seen.add((row.coder, row.statement, row.concept))


def _reliability(concept: str | None, codes: Codes, coders: Sequence[str]) -> ConceptReliability:
    two = len(coders) == len(codes.coders) == 2
    tables = contingencies(codes) if two else np.zeros((0, len(LABELS), len(LABELS)))
    return ConceptReliability(
        concept=concept,
        units=int(codes.paired.sum()),
        positions={coder: _positions(codes, coder) for coder in coders},
        alpha=figure(coincidences(codes), alphas(Level.NOMINAL, LABELS)),
        kappa=figure(tables, kappas),
        f1=figure(tables, _f1),
        concept_f1=figure(tables, _concept_f1),
        stance=figure(tables, _stance),
    )


def _positions(codes: Codes, coder: str) -> int:
    """Return how many positions the coder has in what another coder judged too."""
    if coder not in codes.coders:
        return 0
    return int((codes.cells[codes.paired, codes.coders.index(coder)] > LABELS.index(NO_POSITION)).sum())


def _f1(tables: Tables) -> NDArray[np.float64]:
    return ratio(2 * _same(tables), _positions_of_either(tables))


def _concept_f1(tables: Tables) -> NDArray[np.float64]:
    return ratio(2 * _both(tables), _positions_of_either(tables))


def _stance(tables: Tables) -> NDArray[np.float64]:
    return ratio(_same(tables), _both(tables))


def _same(tables: Tables) -> NDArray[np.float64]:
    return np.asarray(np.trace(tables[..., 1:, 1:], axis1=-2, axis2=-1))


def _both(tables: Tables) -> NDArray[np.float64]:
    return np.asarray(tables[..., 1:, 1:].sum(axis=(-2, -1)))


def _positions_of_either(tables: Tables) -> NDArray[np.float64]:
    """Return the positions of the first coder and of the second, added up."""
    return np.asarray(tables[..., 1:, :].sum(axis=(-2, -1)) + tables[..., :, 1:].sum(axis=(-2, -1)))
