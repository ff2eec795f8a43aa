"""The positions of a predicted coding against those of a gold one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from onrecord.evaluation.coding import CodedStatement
from onrecord.evaluation.positions import (
    NO_POSITION,
    CodedPosition,
    ConceptReliability,
    PositionReliability,
    position_reliability,
    with_no_positions,
)
from onrecord.evaluation.scores import Compared, Score
from onrecord.model import Offsets, Stance

GOLD, PREDICTED = "gold", "predicted"

Found = TypeVar("Found")
Both = tuple[CodedStatement | None, CodedStatement | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferingPosition:
    """A statement, by article and gold content, and a concept that are coded differently; None is no position."""

    article: str
    content: Offsets
    concept: str
    gold: Stance | None
    predicted: Stance | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionComparison:
    """Positions of two codings.

    `found` and `concepts` score all positions, those of statements that only one coding has included: with their
    stance, and whatever the stance. `reliability` is over the statements that both have; None where there is no
    such statement, or no position in any coding.
    """

    found: Score
    concepts: Score
    reliability: PositionReliability | None
    differing: tuple[DifferingPosition, ...]

    def as_dict(self) -> dict[str, object]:
        """Return plain values for JSON; no position is "none", a figure that is not defined null."""
        return {
            "found": _plain_score(self.found),
            "concepts": _plain_score(self.concepts),
            "all": _plain(self.reliability.all) if self.reliability else None,
            "by_concept": {
                found.concept: _plain(found) for found in (self.reliability.concepts if self.reliability else ())
            },
            "disagreements": [
                {
                    "article": found.article,
                    "content": [list(span) for span in found.content],
                    "concept": found.concept,
                    "gold": found.gold or NO_POSITION,
                    "predicted": found.predicted or NO_POSITION,
                }
                for found in self.differing
            ],
        }


def compare_positions(articles: Mapping[str, Compared]) -> PositionComparison | None:
    """Return how the positions compare; None where one coding has none, not even an empty list of them."""
    places = [(article, both) for article, compared in articles.items() for both in _statements(compared)]
    statements = [both for _, both in places]
    if not all(any(_is_coded(both[side]) for both in statements) for side in (0, 1)):
        return None
    gold, predicted = _positions(statements, 0, GOLD), _positions(statements, 1, PREDICTED)
    reliability = _reliability(statements, [*gold, *predicted])
    return PositionComparison(
        found=_score(_stances(gold), _stances(predicted)),
        concepts=_score(_concepts(gold), _concepts(predicted)),
        reliability=reliability,
        differing=tuple(_differing(places, reliability)) if reliability else (),
    )


def _statements(compared: Compared) -> Iterator[Both]:
    """Yield the statements of both codings as pairs; one that only one coding has is a pair with None."""
    matched = compared.matched
    yield from ((pair.gold.coded, pair.predicted.coded) for pair in matched)
    # By identity: two statements may be equal in all that was coded.
    in_gold, in_predicted = {id(pair.gold) for pair in matched}, {id(pair.predicted) for pair in matched}
    yield from ((missed.coded, None) for missed in compared.gold if id(missed) not in in_gold)
    yield from ((None, invented.coded) for invented in compared.predicted if id(invented) not in in_predicted)


def _is_coded(statement: CodedStatement | None) -> bool:
    return statement is not None and statement.positions is not None


def _positions(statements: Sequence[Both], side: int, coder: str) -> list[CodedPosition]:
    """Return a coder's positions, but for those in statements that the other has without having coded positions."""
    return [
        CodedPosition(statement=str(number), concept=position.concept, stance=position.stance, coder=coder)
        for number, both in enumerate(statements)
        if (mine := both[side]) and ((other := both[1 - side]) is None or _is_coded(other))
        for position in mine.positions or ()
    ]


def _reliability(statements: Sequence[Both], rows: Sequence[CodedPosition]) -> PositionReliability | None:
    judged = {str(number) for number, both in enumerate(statements) if _is_coded(both[0]) and _is_coded(both[1])}
    concepts = {row.concept for row in rows}
    if not judged or not concepts:
        return None
    shared = (row for row in rows if row.statement in judged)
    return position_reliability(
        with_no_positions(shared, read={GOLD: judged, PREDICTED: judged}, concepts=concepts),
    )


def _differing(places: Sequence[tuple[str, Both]], reliability: PositionReliability) -> Iterator[DifferingPosition]:
    for found in reliability.disagreements:
        article, (gold, _) = places[int(found.statement)]
        stances = dict(found.stances)
        yield DifferingPosition(
            article=article,
            content=gold.content if gold else (),
            concept=found.concept,
            gold=stances[GOLD],
            predicted=stances[PREDICTED],
        )


def _stances(positions: Sequence[CodedPosition]) -> set[tuple[str, str, Stance | None]]:
    return {(position.statement, position.concept, position.stance) for position in positions}


def _concepts(positions: Sequence[CodedPosition]) -> set[tuple[str, str]]:
    return {(position.statement, position.concept) for position in positions}


def _score(gold: Collection[Found], predicted: Collection[Found]) -> Score:
    right = len(set(gold) & set(predicted))
    return Score(right_predicted=right, predicted=len(predicted), right_gold=right, gold=len(gold))


def _plain_score(score: Score) -> dict[str, float]:
    return {"precision": score.precision, "recall": score.recall, "f1": score.f1}


def _plain(reliability: ConceptReliability) -> dict[str, object]:
    plain = asdict(reliability)
    del plain["concept"]
    return plain
