"""Agreement: how far two coders, people or the machine, agree on positions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from onrecord.errors import UsageError
from onrecord.evaluation.positions import NO_POSITION, CodedPosition, ConceptReliability, position_reliability
from onrecord.evaluation.reliability import Figure
from onrecord.ledger import tables
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.positions import MACHINE, POSITION
from onrecord.model import Stance
from onrecord.views.history import contents_of

MOST_DISAGREEMENTS = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFigure:
    """A measure of agreement on a concept ("all" for all of them) with its 95 % interval; None where it has none."""

    concept: str
    label: str
    cases: int
    alpha: float | None
    alpha_low: float | None
    alpha_high: float | None
    kappa: float | None
    kappa_low: float | None
    kappa_high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """A statement that two coders decided otherwise; "none" is no position."""

    statement: str
    text: str
    concept: str
    label: str
    one: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two coders agree on what both decided; "machine" is the coder that comes with onrecord."""

    one: str
    other: str
    figures: tuple[AgreementFigure, ...]
    disagreements: tuple[Disagreement, ...]


def agreement_of(connection: sa.Connection, one: str, other: str) -> Agreement:
    """Return how far two coders, people or "machine", agree on the positions that both judged."""
    if one == other:
        raise UsageError("a coder agrees with himself; name two")
    judged = {coder: _judged_by(connection, coder) for coder in (one, other)}
    both = judged[one].keys() & judged[other].keys()
    if not both:
        return Agreement(one=one, other=other, figures=(), disagreements=())
    labels = {concept.id: concept.label for concept in read_codebook(connection).concepts.values()}
    found = position_reliability(
        CodedPosition(statement=statement, concept=concept, stance=judged[coder][statement, concept], coder=coder)
        for coder in (one, other)
        for statement, concept in sorted(both)
    )
    differing = found.disagreements[:MOST_DISAGREEMENTS]
    texts = contents_of(connection, [each.statement for each in differing])
    return Agreement(
        one=one,
        other=other,
        figures=tuple(_figures(each, labels) for each in (found.all, *found.concepts)),
        disagreements=tuple(
            Disagreement(
                statement=each.statement,
                text=texts.get(each.statement, ""),
                concept=each.concept,
                label=labels.get(each.concept, each.concept),
                one=_said(dict(each.stances)[one]),
                other=_said(dict(each.stances)[other]),
            )
            for each in differing
        ),
    )


def _judged_by(connection: sa.Connection, coder: str) -> dict[tuple[str, str], Stance | None]:
    """Return what a coder says of statements and concepts, None for no position."""
    if coder == MACHINE:
        return _judged_by_machine(connection)
    columns = tables.decisions.c
    query = (
        sa.select(columns.subject_id, columns.new)
        .where(columns.subject == POSITION, columns.made_by == coder, columns.undone_at.is_(None))
        .order_by(columns.id)
    )
    found: dict[tuple[str, str], Stance | None] = {}
    for subject, new in connection.execute(query):
        statement, _, concept = subject.partition(" ")
        found[statement, concept] = None if new == NO_POSITION else Stance(new)
    return found


def _judged_by_machine(connection: sa.Connection) -> dict[tuple[str, str], Stance | None]:
    """Return what the coder found of all that any person decided."""
    decided = connection.scalars(sa.select(tables.decisions.c.subject_id).where(tables.decisions.c.subject == POSITION))
    pairs = {(one, concept) for one, _, concept in (subject.partition(" ") for subject in decided.all())}
    coded = set(connection.scalars(sa.select(tables.coded.c.statement)))
    judgements = tables.judgements.c
    stances = {
        (row.statement, row.concept): Stance(row.stance)
        for row in connection.execute(sa.select(judgements.statement, judgements.concept, judgements.stance))
    }
    return {pair: stances.get(pair) for pair in pairs if pair[0] in coded}


def _figures(found: ConceptReliability, labels: Mapping[str, str]) -> AgreementFigure:
    alpha, kappa = found.alpha, found.kappa
    return AgreementFigure(
        concept=found.concept or "all",
        label="all concepts" if found.concept is None else labels.get(found.concept, found.concept),
        cases=found.units,
        alpha=alpha.value,
        alpha_low=_low(alpha),
        alpha_high=_high(alpha),
        kappa=kappa.value,
        kappa_low=_low(kappa),
        kappa_high=_high(kappa),
    )


def _low(figure: Figure) -> float | None:
    return figure.interval.low if figure.interval else None


def _high(figure: Figure) -> float | None:
    return figure.interval.high if figure.interval else None


def _said(stance: Stance | None) -> str:
    return NO_POSITION if stance is None else stance.value
