import dataclasses
import datetime
import time
from random import Random

import pytest

from onrecord.model import Stance
from onrecord.positions.changes import (
    Coded,
    changes_of,
    contradictions_of,
    current_position,
    line_of,
)

MAY = datetime.date(2031, 5, 1)
STANCES = {"+": Stance.SUPPORT, "-": Stance.OPPOSE, "?": Stance.CONDITIONAL}


def _on(day: int | None, stance: str, confidence: float = 0.9, outlet: str | None = None) -> Coded:
    date = None if day is None else MAY + datetime.timedelta(days=day)
    name = f"{day} {stance} {outlet}"
    return Coded(statement=name, article=name, stance=STANCES[stance], confidence=confidence, date=date, outlet=outlet)


def _weekly(stances: str, confidence: float = 0.9) -> list[Coded]:
    return [_on(7 * week, stance, confidence) for week, stance in enumerate(stances)]


def _told(positions: list[Coded]) -> list[str]:
    """Return each change as the days of the two statements and their stances."""
    return [f"{change.before.statement}> {change.after.statement}" for change in changes_of(positions)]


def test_line_of_is_in_time_without_what_is_undated() -> None:
    assert [one.statement for one in line_of([_on(3, "+"), _on(None, "-"), _on(1, "?")])] == ["1 ? None", "3 + None"]


@pytest.mark.parametrize(
    ("stances", "confidence", "told"),
    [
        ("", 0.9, []),
        ("-", 0.9, []),
        ("----", 0.9, []),
        ("---+++", 0.9, ["14 - None> 21 + None"]),
        ("---+++", 0.7, ["14 - None> 21 + None"]),
        ("---???+++", 0.95, ["14 - None> 21 ? None", "35 ? None> 42 + None"]),
        ("+++---+++", 0.95, ["14 + None> 21 - None", "35 - None> 42 + None"]),
        ("+++-+++", 0.9, []),
        ("+-+-+-+-", 0.9, []),
        ("++++-", 0.5, []),
    ],
)
def test_changes_of_tells_a_change_where_the_evidence_does(stances: str, confidence: float, told: list[str]) -> None:
    assert _told(_weekly(stances, confidence)) == told


def test_changes_of_weighs_a_late_contrary_statement_by_its_confidence() -> None:
    before = _weekly("----")
    for confidence, told in ((0.3, []), (0.5, []), (0.95, ["21 - None> 60 + None"])):
        assert _told([*before, _on(60, "+", confidence)]) == told


def test_changes_of_tells_a_change_between_two_sure_statements_a_month_apart_but_not_a_day() -> None:
    assert _told([_on(0, "-"), _on(36, "?")]) == ["0 - None> 36 ? None"]
    assert _told([_on(0, "-"), _on(1, "?")]) == []
    assert _told([_on(0, "-", 0.6), _on(36, "?", 0.6)]) == []


def test_changes_of_never_tells_one_within_a_day() -> None:
    assert _told([_on(0, stance, 1.0, outlet) for outlet in "abc" for stance in "+-"]) == []


def test_changes_of_reads_the_probability_of_every_stance() -> None:
    near = {Stance.SUPPORT: 0.5, Stance.CONDITIONAL: 0.45, Stance.OPPOSE: 0.05}
    far = {Stance.SUPPORT: 0.5, Stance.CONDITIONAL: 0.05, Stance.OPPOSE: 0.45}
    for probabilities, count in ((near, 1), (far, 0)):
        line = [dataclasses.replace(_on(day, "+", 0.5), probabilities=probabilities) for day in (50, 57, 64)]
        assert len(changes_of([*_weekly("---"), *line])) == count


def test_changes_of_is_surer_the_more_is_said() -> None:
    [few] = changes_of(_weekly("--++"))
    [many] = changes_of(_weekly("------++++++"))
    assert 0.5 <= few.probability < many.probability < 1


def test_current_position_is_the_last_stance_held_with_its_age() -> None:
    line = [*_weekly("---+++"), _on(40, "-", 0.4), _on(None, "?", 1.0)]
    current = current_position(line, on=MAY + datetime.timedelta(days=65))
    assert current is not None
    assert (current.stance, current.latest.statement, current.age) == (Stance.SUPPORT, "35 + None", 30)
    assert current.since == MAY + datetime.timedelta(days=21)


def test_current_position_knows_nothing_of_later_days() -> None:
    line = _weekly("---+++")
    early = current_position(line, on=MAY + datetime.timedelta(days=15))
    assert early is not None
    assert (early.stance, early.age) == (Stance.OPPOSE, 1)
    assert current_position(line, on=MAY - datetime.timedelta(days=1)) is None


def test_current_position_of_undated_statements_is_the_surest_and_has_no_age() -> None:
    current = current_position([_on(None, "+", 0.6), _on(None, "-", 0.8)], on=MAY)
    assert current is not None
    assert (current.stance, current.age, current.since) == (Stance.OPPOSE, None, None)


@pytest.mark.parametrize(
    ("reports", "found"),
    [
        ([_on(0, "+", outlet="Post"), _on(2, "-", outlet="Times")], ["0 + Post / 2 - Times"]),
        ([_on(0, "-", outlet="Post"), _on(0, "+", outlet="Times")], ["0 + Times / 0 - Post"]),
        ([_on(0, "+", outlet="Post"), _on(4, "-", outlet="Times")], []),
        ([_on(0, "+", outlet="Post"), _on(1, "-", outlet="Post")], []),
        ([_on(0, "+", outlet="Post"), _on(1, "-")], []),
        ([_on(0, "+", outlet="Post"), _on(1, "?", outlet="Times")], []),
        ([_on(0, "+", outlet="Post"), _on(1, "-", 0.4, outlet="Times")], []),
        (
            [_on(0, "+", outlet="Post"), _on(1, "-", 0.7, "Times"), _on(1, "-", 0.8, "Mail"), _on(1, "-", 0.6, "Mail")],
            ["0 + Post / 1 - Mail"],
        ),
    ],
)
def test_contradictions_of_pairs_opposite_reports_of_two_outlets(reports: list[Coded], found: list[str]) -> None:
    pairs = contradictions_of(reports)
    assert [f"{pair.supporting.statement} / {pair.opposing.statement}" for pair in pairs] == found


def test_contradictions_of_leaves_out_a_change() -> None:
    before = [_on(-day, "-", 0.95, "Post") for day in range(1, 9)]
    after = [_on(day, "+", 0.95, "Times") for day in range(1, 9)]
    assert len(changes_of([*before, *after])) == 1
    assert contradictions_of([*before, *after]) == ()


def test_changes_of_takes_linear_time() -> None:
    line = [_on(day % 1000, "+-?"[day % 3], 0.8, str(day)) for day in range(5_000)]
    began = time.perf_counter()
    changes_of(line)
    contradictions_of(line)
    assert time.perf_counter() - began < 10


def test_changes_of_finds_the_planted_changes_of_a_noisy_line() -> None:
    random = Random(7)
    right = told = 0
    for _ in range(100):
        held = ["-"] * 12 + ["+"] * 12
        line = [
            _on(10 * place, stance if random.random() < 0.85 else random.choice("+-?"), 0.85)
            for place, stance in enumerate(held)
        ]
        changes = changes_of(line)
        told += len(changes)
        right += sum(
            change.before.stance is Stance.OPPOSE
            and change.after.stance is Stance.SUPPORT
            and abs((change.after.date or MAY) - MAY - datetime.timedelta(days=120)) <= datetime.timedelta(days=20)
            for change in changes
        )
    assert right >= 95
    assert told - right <= 10
