import random
from collections.abc import Sequence
from itertools import product

import pytest

from onrecord.errors import UsageError
from onrecord.evaluation import CodedUnit, Figure, Level, kappa, krippendorff_alpha, measure_reliability

# Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, a row a coder. A: binary, two coders; B: nominal,
# two coders; C and D: four coders with values missing ("."). He prints three digits; the fourth is of the same
# formulas in exact fractions: 2/21, 155/224, 113/152, 108577/133160, 951/1120.
BINARY = ("0100000010", "1110010000")
NOMINAL = ("aabbdcccedda", "babbbccceddd")
MISSING = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def _coded(rows: Sequence[str]) -> list[CodedUnit]:
    return [
        CodedUnit(unit=str(unit), coder=f"coder {coder}", label=label)
        for coder, labels in enumerate(rows)
        for unit, label in enumerate(labels)
        if label != "."
    ]


def _pairs(table: Sequence[Sequence[int]]) -> list[tuple[str, str]]:
    return [
        (str(row), str(column))
        for row, counts in enumerate(table)
        for column, count in enumerate(counts)
        for _ in range(count)
    ]


@pytest.mark.parametrize(
    ("rows", "level", "printed", "exact"),
    [
        (BINARY, Level.NOMINAL, 0.095, 2 / 21),
        (NOMINAL, Level.NOMINAL, 0.692, 155 / 224),
        (MISSING, Level.NOMINAL, 0.743, 113 / 152),
        (MISSING, Level.ORDINAL, 0.815, 108577 / 133160),
        (MISSING, Level.INTERVAL, 0.849, 951 / 1120),
    ],
)
def test_alpha_equals_krippendorffs_worked_examples(
    rows: Sequence[str], level: Level, printed: float, exact: float
) -> None:
    alpha = krippendorff_alpha(_coded(rows), level=level, order="12345" if level is Level.ORDINAL else ())
    assert alpha is not None
    assert round(alpha, 3) == printed
    assert round(alpha, 4) == round(exact, 4)
    assert alpha == pytest.approx(exact, abs=1e-12)


@pytest.mark.parametrize(
    ("table", "printed"),
    [
        # Cohen (1960), table 2b, 200 subjects: observed .70, by chance .41; he prints .492.
        (((88, 14, 18), (10, 40, 10), (2, 6, 12)), 0.4915),
        # Boyd and others (1982), 85 mammograms as two radiologists read them; the Stata manual prints 0.4728.
        (((21, 12, 0, 0), (4, 17, 1, 0), (3, 9, 15, 2), (0, 0, 0, 1)), 0.4728),
    ],
)
def test_kappa_equals_published_worked_examples(table: Sequence[Sequence[int]], printed: float) -> None:
    value = kappa(_pairs(table))
    assert value is not None
    assert round(value, 4) == printed
    coded = [
        CodedUnit(unit=str(unit), coder=coder, label=label)
        for unit, both in enumerate(_pairs(table))
        for coder, label in zip(("first", "second"), both, strict=True)
    ]
    assert measure_reliability(coded).kappa.value == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize("rows", [(), ("ab.", "..c"), ("aaa", "aaa")], ids=["empty", "no pair", "one category"])
def test_alpha_and_kappa_are_none_where_not_defined(rows: Sequence[str]) -> None:
    assert krippendorff_alpha(_coded(rows)) is None
    pairs = [(left, right) for left, right in zip(*rows, strict=True) if "." not in (left, right)] if rows else []
    assert kappa(pairs) is None


@pytest.mark.parametrize("rows", [("ab.", "..c"), ("aaa", "aaa")])
def test_reliability_has_no_figure_where_none_is_defined(rows: Sequence[str]) -> None:
    found = measure_reliability(_coded(rows))
    assert found.alpha == found.kappa == Figure(value=None, interval=None)
    assert found.disagreements == ()


@pytest.mark.parametrize(
    ("rows", "level", "order", "reason"),
    [
        ((), Level.NOMINAL, "", "nobody has coded anything; give"),
        (("ab",), Level.NOMINAL, "", "only 'coder 0' has coded anything; give"),
        (("ab", "bc"), Level.NOMINAL, "ab", "the label 'c' is not in the order given"),
        (("ab", "bc"), Level.ORDINAL, "", "the ordinal level needs the order"),
        (("ab", "bc"), Level.NOMINAL, "abcb", "the order names a label twice"),
        (("12", "2x"), Level.INTERVAL, "", "the label 'x' is no number"),
    ],
)
def test_reliability_names_what_it_refuses(rows: Sequence[str], level: Level, order: str, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        measure_reliability(_coded(rows), level=level, order=order)


def test_reliability_refuses_a_unit_coded_twice_by_one_coder() -> None:
    twice = [*_coded(("ab", "ab")), CodedUnit(unit="1", coder="coder 0", label="b")]
    with pytest.raises(UsageError, match="coder 'coder 0' codes unit '1' twice"):
        measure_reliability(twice)


def test_reliability_refuses_free_text_as_labels() -> None:
    free = [CodedUnit(unit=str(n), coder=coder, label=f"word {n}") for n in range(51) for coder in "ab"]
    with pytest.raises(UsageError, match="there are 51 labels"):
        measure_reliability(free)


@pytest.mark.parametrize("number", ["nan", "inf", ""])
def test_interval_level_refuses_what_is_no_finite_number(number: str) -> None:
    coded = [CodedUnit(unit="u", coder="a", label="1"), CodedUnit(unit="u", coder="b", label=number)]
    with pytest.raises(UsageError, match="is no number"):
        krippendorff_alpha(coded, level=Level.INTERVAL)


def test_reliability_lists_the_disagreements_with_who_said_what() -> None:
    found = measure_reliability(_coded(("ab.a", "abca", "aac.")))
    assert found.coders == ("coder 0", "coder 1", "coder 2")
    assert [(unit.unit, unit.labels) for unit in found.disagreements] == [
        ("1", (("coder 0", "b"), ("coder 1", "b"), ("coder 2", "a")))
    ]
    assert found.units == 4
    assert found.kappa.value is None, "kappa is defined for two coders"


def test_alpha_counts_no_unit_that_only_one_coder_coded() -> None:
    alone = CodedUnit(unit="alone", coder="coder 0", label="a")
    assert krippendorff_alpha([*_coded(NOMINAL), alone]) == krippendorff_alpha(_coded(NOMINAL))


def test_alpha_is_the_same_in_any_order_of_rows() -> None:
    coded = _coded(MISSING)
    shuffled = random.Random(3).sample(coded, len(coded))
    assert krippendorff_alpha(shuffled) == pytest.approx(krippendorff_alpha(coded), abs=1e-12)


def test_interval_holds_the_figure_narrows_with_more_units_and_is_the_same_on_every_run() -> None:
    few, many = (measure_reliability(_noisy(units)) for units in (50, 1000))
    for figure in (few.alpha, few.kappa, many.alpha, many.kappa):
        assert figure.value is not None and figure.interval is not None
        assert figure.interval.low < figure.value < figure.interval.high
    assert _width(many.alpha) < _width(few.alpha) / 2
    assert measure_reliability(_noisy(50)) == few


def test_interval_is_that_of_drawing_units_one_by_one() -> None:
    coded = _noisy(60)
    chance = random.Random(9)
    by_unit = {unit: [row for row in coded if row.unit == unit] for unit in sorted({row.unit for row in coded})}
    drawn = sorted(
        alpha
        for _ in range(1000)
        if (alpha := krippendorff_alpha(_redrawn(list(by_unit.values()), chance))) is not None
    )
    interval = measure_reliability(coded).alpha.interval
    assert interval is not None
    assert interval.low == pytest.approx(drawn[25], abs=0.015)
    assert interval.high == pytest.approx(drawn[974], abs=0.015)


def test_interval_is_wider_where_units_come_in_samples() -> None:
    # The same unit ten times over says no more than once.
    once = _noisy(60)
    repeated = [
        CodedUnit(unit=f"{row.unit} {copy}", coder=row.coder, label=row.label, sample=row.unit)
        for row, copy in product(once, range(10))
    ]
    loose = [CodedUnit(unit=row.unit, coder=row.coder, label=row.label) for row in repeated]
    assert _width(measure_reliability(repeated).kappa) == pytest.approx(
        _width(measure_reliability(once).kappa), rel=0.2
    )
    assert _width(measure_reliability(loose).kappa) < _width(measure_reliability(repeated).kappa) / 2


def test_interval_is_none_where_too_little_was_coded() -> None:
    # One unit alone has a second label: a third of the resamples lack it.
    alpha = measure_reliability(_coded(("a" * 20 + "b", "a" * 20 + "b"))).alpha
    assert (alpha.value, alpha.interval) == (1.0, None)


def _noisy(units: int) -> list[CodedUnit]:
    chance = random.Random(units)
    rows = []
    for unit in range(units):
        label = chance.choice("abc")
        rows.append(CodedUnit(unit=str(unit), coder="one", label=label))
        other = label if chance.random() < 0.7 else chance.choice("abc")
        rows.append(CodedUnit(unit=str(unit), coder="two", label=other))
    return rows


def _redrawn(units: Sequence[Sequence[CodedUnit]], chance: random.Random) -> list[CodedUnit]:
    return [
        CodedUnit(unit=str(number), coder=row.coder, label=row.label)
        for number, unit in enumerate(chance.choices(units, k=len(units)))
        for row in unit
    ]


def _width(figure: Figure) -> float:
    assert figure.interval is not None
    return figure.interval.high - figure.interval.low
