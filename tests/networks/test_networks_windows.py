import datetime
import itertools
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pytest

from onrecord.errors import UsageError
from onrecord.networks.calendar import FIRST, LAST, Division, Unit, zone_named
from onrecord.networks.kernels import Kernel
from onrecord.networks.network import Network
from onrecord.networks.periods import divisions, period_of
from onrecord.networks.settings import Aggregate, Duplicates, Mode, NetworkSettings, Normalize
from onrecord.networks.table import UNDATED, Table, VariableKind, variable_of
from onrecord.networks.windows import Calendar, Events, Fixed, Sliding, Smoothed, Windows, series_of

TWO = NetworkSettings()
ONE = NetworkSettings(mode=Mode.ONE, aggregate=Aggregate.CONGRUENCE)
MONTH = 2_629_746


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A row of the tables built here."""

    at: str | None
    actor: str = "Mayor"
    concept: str = "Close the dam"
    stance: int = 1
    id: str = ""
    article: int = 0
    start: int = 0
    weight: float = 1.0


def seconds(moment: str) -> int:
    return int(datetime.datetime.fromisoformat(moment).replace(tzinfo=datetime.UTC).timestamp())


def day(text: str) -> datetime.datetime:
    """Return a moment without a time zone: that of the settings is meant."""
    return datetime.datetime.fromisoformat(text)


def table_of(rows: Iterable[Said]) -> Table:
    said = list(rows)
    return Table(
        statements=tuple(one.id or f"s{number}" for number, one in enumerate(said)),
        times=np.array([UNDATED if one.at is None else seconds(one.at) for one in said], np.int64),
        articles=np.array([one.article for one in said], np.int64),
        starts=np.array([one.start for one in said], np.int64),
        weights=np.array([one.weight for one in said], np.float64),
        variables={
            "actor": variable_of([one.actor for one in said], VariableKind.TEXT),
            "concept": variable_of([one.concept for one in said], VariableKind.TEXT),
            "stance": variable_of([one.stance for one in said], VariableKind.INTEGER, (-1, 0, 1)),
        },
    )


def on(*dates: str) -> Table:
    return table_of(Said(at=date) for date in dates)


def spans(series: Iterable[Network]) -> list[tuple[str, str, int]]:
    """Return begin, end and count of statements of each, without the time of day where it is midnight."""
    return [(told(one.begins), told(one.ends), one.statements) for one in series]


def told(moment: datetime.datetime | None) -> str:
    assert moment is not None
    return moment.replace(tzinfo=None).isoformat().removesuffix("T00:00:00")


def random_table(seed: int, count: int = 80) -> Table:
    draw = np.random.default_rng(seed)
    times = np.sort(draw.integers(seconds("2020-01-05"), seconds("2020-12-20"), count))
    return table_of(
        Said(
            at=datetime.datetime.fromtimestamp(int(time), datetime.UTC).replace(tzinfo=None).isoformat(),
            actor=f"actor {draw.integers(6)}",
            concept=f"concept {draw.integers(4)}",
            stance=int(draw.integers(-1, 2)),
            article=number,
            weight=float(draw.uniform(0.5, 1)),
        )
        for number, time in enumerate(times)
    )


def ties_of(network: Network) -> dict[tuple[str, str], float]:
    dense = network.ties.toarray()
    return {
        (row, column): float(dense[i, j])
        for (i, row), (j, column) in itertools.product(enumerate(network.rows), enumerate(network.columns))
        if dense[i, j]
    }


def smoothed_by_hand(
    table: Table, moment: float, windows: Smoothed, settings: NetworkSettings
) -> dict[tuple[str, str], float]:
    """Return the ties as the formula has them, statement by statement and pair by pair."""
    kernels: dict[Kernel, Callable[[float], float]] = {
        Kernel.UNIFORM: lambda u: 0.5 * (abs(u) <= 1),
        Kernel.EPANECHNIKOV: lambda u: max(0.0, 0.75 * (1 - u * u)),
        Kernel.TRIANGULAR: lambda u: max(0.0, 1 - abs(u)),
        Kernel.GAUSSIAN: lambda u: math.exp(-u * u / 2) / math.sqrt(2 * math.pi),
    }
    actors, concepts, stances = (
        [table.variables[name].levels[code] for code in table.variables[name].codes]
        for name in ("actor", "concept", "stance")
    )
    weights = [kernels[windows.kernel]((time - moment) / (windows.bandwidth * MONTH)) for time in table.times.tolist()]
    confidences = table.weights.tolist() if settings.weighted else [1.0] * len(weights)
    ties: dict[tuple[str, str], float] = {}
    if settings.mode is Mode.TWO:
        for actor, concept, stance, weight, confidence in zip(
            actors, concepts, stances, weights, confidences, strict=True
        ):
            key = (str(actor), str(concept))
            ties[key] = ties.get(key, 0.0) + weight * confidence * int(stance)
        return ties
    for a, b in itertools.permutations(range(len(weights)), 2):
        if concepts[a] == concepts[b] and actors[a] != actors[b]:
            agreement = 1 - abs(int(stances[a]) - int(stances[b])) / 2
            weight = math.sqrt(weights[a] * weights[b]) * confidences[a] * confidences[b]
            key = (str(actors[a]), str(actors[b]))
            ties[key] = ties.get(key, 0.0) + weight * agreement
    return ties


def test_fixed_windows_follow_each_other_and_hold_each_statement_once() -> None:
    table = on("2020-01-31T09:00", "2020-02-28T23:59:59", "2020-02-29", "2020-05-02")
    assert spans(series_of(table, TWO, Fixed(width=1, unit=Unit.MONTHS))) == [
        ("2020-01-31", "2020-02-29", 2),
        ("2020-02-29", "2020-03-31", 1),
        ("2020-03-31", "2020-04-30", 0),
        ("2020-04-30", "2020-05-03", 1),
    ]


def test_fixed_window_longer_than_the_data_is_one_network_of_all() -> None:
    assert spans(series_of(on("2020-01-31", "2020-02-01"), TWO, Fixed(width=9, unit=Unit.YEARS))) == [
        ("2020-01-31", "2020-02-02", 2)
    ]


def test_fixed_windows_of_one_statement_are_one() -> None:
    assert spans(series_of(on("2020-01-31"), TWO, Fixed(width=1, unit=Unit.DAYS))) == [("2020-01-31", "2020-02-01", 1)]


def test_fixed_windows_divide_the_period_that_is_asked_for() -> None:
    settings = replace(
        TWO,
        since=datetime.datetime(2019, 12, 1, tzinfo=datetime.UTC),
        until=datetime.datetime(2020, 2, 15, 23, 59, 59, tzinfo=datetime.UTC),
    )
    table = on("2019-11-30T23:59:59", "2020-01-31", "2020-02-15T23:59:59", "2020-02-16")
    assert spans(series_of(table, settings, Fixed())) == [
        ("2019-12-01", "2020-01-01", 0),
        ("2020-01-01", "2020-02-01", 1),
        ("2020-02-01", "2020-02-16", 1),
    ]


@pytest.mark.parametrize(
    ("unit", "width", "ends"),
    [
        (Unit.SECONDS, 3000, "2020-01-01T10:50:00"),
        (Unit.MINUTES, 90, "2020-01-01T11:30:00"),
        (Unit.HOURS, 2, "2020-01-01T12:00:00"),
        (Unit.DAYS, 3, "2020-01-04T10:00:00"),
        (Unit.WEEKS, 2, "2020-01-15T10:00:00"),
        (Unit.MONTHS, 2, "2020-03-01T10:00:00"),
        (Unit.YEARS, 1, "2021-01-01T10:00:00"),
    ],
)
def test_fixed_windows_are_of_every_unit(unit: Unit, width: int, ends: str) -> None:
    begins = datetime.datetime(2020, 1, 1, 10, tzinfo=datetime.UTC)
    settings = replace(TWO, since=begins, until=begins + datetime.timedelta(days=800))
    first = next(iter(series_of(on("2020-01-01T10:30"), settings, Fixed(width=width, unit=unit))))
    assert spans([first])[0] == ("2020-01-01T10:00:00", ends, 1)


def test_fixed_windows_open_on_the_hour_when_counted_in_hours() -> None:
    table = on("2020-01-01T10:59:59", "2020-01-01T11:00:00")
    assert spans(series_of(table, TWO, Fixed(width=1, unit=Unit.HOURS))) == [
        ("2020-01-01T10:00:00", "2020-01-01T11:00:00", 1),
        ("2020-01-01T11:00:00", "2020-01-01T12:00:00", 1),
    ]


def test_windows_of_days_follow_the_clocks_of_the_zone_through_summer_time() -> None:
    settings = replace(TWO, zone="Europe/Berlin")
    table = on("2021-03-27T12:00", "2021-03-28T21:59:59", "2021-03-28T22:00:00")
    series = list(series_of(table, settings, Fixed(width=1, unit=Unit.DAYS)))
    assert spans(series) == [
        ("2021-03-27", "2021-03-28", 1),
        ("2021-03-28", "2021-03-29", 1),
        ("2021-03-29", "2021-03-30", 1),
    ]
    assert [one.begins.isoformat()[-6:] for one in series if one.begins] == ["+01:00", "+01:00", "+02:00"]


def test_sliding_windows_are_whole_and_a_step_apart() -> None:
    table = on("2020-01-01", "2020-01-03", "2020-01-05")
    assert spans(series_of(table, TWO, Sliding(width=3, step=1, unit=Unit.DAYS))) == [
        ("2020-01-01", "2020-01-04", 2),
        ("2020-01-02", "2020-01-05", 1),
        ("2020-01-03", "2020-01-06", 2),
    ]


def test_sliding_windows_without_indent_are_cut_at_both_ends() -> None:
    table = on("2020-01-01", "2020-01-03", "2020-01-05")
    assert spans(series_of(table, TWO, Sliding(width=3, step=2, unit=Unit.DAYS, indent=False))) == [
        ("2020-01-01", "2020-01-02", 1),
        ("2020-01-01", "2020-01-04", 2),
        ("2020-01-03", "2020-01-06", 2),
        ("2020-01-05", "2020-01-06", 1),
    ]


def test_sliding_windows_that_are_all_cut_to_the_same_are_one() -> None:
    windows = Sliding(width=50, step=1, unit=Unit.DAYS, indent=False)
    assert spans(series_of(on("2020-01-01", "2020-01-02"), TWO, windows)) == [
        ("2020-01-01", "2020-01-02", 1),
        ("2020-01-01", "2020-01-03", 2),
        ("2020-01-02", "2020-01-03", 1),
    ]


def test_sliding_windows_of_months_do_not_drift_from_the_31st() -> None:
    windows = series_of(on("2020-10-31", "2021-06-01"), TWO, Sliding(width=2, step=1, unit=Unit.MONTHS))
    assert [span[:2] for span in spans(windows)] == [
        ("2020-10-31", "2020-12-31"),
        ("2020-11-30", "2021-01-31"),
        ("2020-12-31", "2021-02-28"),
        ("2021-01-31", "2021-03-31"),
        ("2021-02-28", "2021-04-30"),
        ("2021-03-31", "2021-05-31"),
    ]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize(
    "windows", [Sliding(width=5, step=3, unit=Unit.WEEKS), Sliding(width=40, step=9, unit=Unit.DAYS, indent=False)]
)
def test_sliding_window_is_the_network_of_its_rows_alone(seed: int, windows: Sliding) -> None:
    table = random_table(seed)
    for network in series_of(table, ONE, windows):
        assert network.begins is not None and network.ends is not None
        inside = (table.times >= network.begins.timestamp()) & (table.times < network.ends.timestamp())
        [alone] = series_of(table.where(inside), ONE, Fixed(width=9, unit=Unit.YEARS)) if inside.any() else [network]
        assert (network.rows, network.statements) == (alone.rows, int(inside.sum()))
        assert ties_of(network) == ties_of(alone)


@pytest.mark.parametrize(
    ("division", "expected"),
    [
        (Division.WEEK, [("2020-12-28", "2021-01-04", 2), ("2021-01-04", "2021-01-11", 1)]),
        (Division.MONTH, [("2020-12-01", "2021-01-01", 1), ("2021-01-01", "2021-02-01", 2)]),
        (Division.QUARTER, [("2020-10-01", "2021-01-01", 1), ("2021-01-01", "2021-04-01", 2)]),
        (Division.YEAR, [("2020-01-01", "2021-01-01", 1), ("2021-01-01", "2022-01-01", 2)]),
    ],
)
def test_calendar_windows_are_those_of_the_calendar(division: Division, expected: list[tuple[str, str, int]]) -> None:
    table = on("2020-12-31", "2021-01-03", "2021-01-04")
    assert spans(series_of(table, TWO, Calendar(division=division))) == expected


def test_calendar_windows_are_told_by_the_clocks_of_the_zone() -> None:
    table = on("2020-12-31T23:30", "2021-02-01")
    settings = replace(TWO, zone="Europe/Berlin")
    assert spans(series_of(table, settings, Calendar(division=Division.MONTH))) == [
        ("2021-01-01", "2021-02-01", 1),
        ("2021-02-01", "2021-03-01", 1),
    ]


def test_calendar_windows_begin_at_midnight_again_after_a_midnight_that_the_clocks_left_out() -> None:
    # in São Paulo clocks were put on from 0 to 1 o'clock on 18 October 2015
    settings = replace(TWO, zone="America/Sao_Paulo", since=day("2015-10-18"))
    windows = series_of(on("2015-10-20", "2015-11-03"), settings, Calendar(division=Division.WEEK))
    assert [span[:2] for span in spans(windows)] == [
        ("2015-10-18T01:00:00", "2015-10-19"),
        ("2015-10-19", "2015-10-26"),
        ("2015-10-26", "2015-11-02"),
        ("2015-11-02", "2015-11-09"),
    ]


def test_calendar_windows_are_cut_by_since_and_until() -> None:
    settings = replace(TWO, since=day("2020-01-10"), until=day("2020-02-05T12:00"))
    table = on("2020-01-09", "2020-01-10", "2020-02-05T12:00:00", "2020-02-05T12:00:01")
    assert spans(series_of(table, settings, Calendar(division=Division.MONTH))) == [
        ("2020-01-10", "2020-02-01", 1),
        ("2020-02-01", "2020-02-05T12:00:01", 1),
    ]


def test_event_windows_count_statements() -> None:
    table = on("2020-01-01", "2020-01-02", "2020-03-01", "2020-03-02", "2021-01-01", "2021-01-02")
    assert spans(series_of(table, TWO, Events(width=3, step=2))) == [
        ("2020-01-01", "2020-03-01", 3),
        ("2020-03-01", "2021-01-01", 3),
    ]


def test_event_windows_keep_the_rows_of_a_statement_together() -> None:
    table = table_of(
        [
            Said(at="2020-01-01", id="joint", actor="Mayor"),
            Said(at="2020-01-01", id="other", actor="Farmers"),
            Said(at="2020-01-01", id="joint", actor="Governor"),
            Said(at="2020-01-02", id="last", actor="Anglers"),
        ]
    )
    series = list(series_of(table, TWO, Events(width=1, step=1)))
    assert [(one.rows, one.statements) for one in series] == [
        (("Governor", "Mayor"), 2),
        (("Farmers",), 1),
        (("Anglers",), 1),
    ]


def test_event_windows_break_ties_of_time_by_article_and_place_whatever_the_order_of_rows() -> None:
    said = [
        Said(at="2020-01-01", id="a", actor="A", article=1, start=5),
        Said(at="2020-01-01", id="b", actor="B", article=1, start=9),
        Said(at="2020-01-01", id="c", actor="C", article=2, start=0),
        Said(at="2020-01-02", id="d", actor="D", article=0, start=0),
    ]
    for order in itertools.permutations(said):
        series = series_of(table_of(order), TWO, Events(width=2, step=1))
        assert [one.rows for one in series] == [("A", "B"), ("B", "C"), ("C", "D")]


@pytest.mark.parametrize("kernel", list(Kernel))
@pytest.mark.parametrize("settings", [TWO, ONE, replace(TWO, weighted=True), replace(ONE, weighted=True)])
def test_smoothed_network_is_as_the_formula_has_it(kernel: Kernel, settings: NetworkSettings) -> None:
    table = random_table(seed=7, count=40)
    windows = Smoothed(bandwidth=2.5, step=3, unit=Unit.MONTHS, kernel=kernel)
    series = list(series_of(table, settings, windows))
    assert len(series) == 4
    for network in series:
        assert network.begins is not None and network.ends is not None
        moment = (network.begins.timestamp() + network.ends.timestamp()) / 2
        expected = smoothed_by_hand(table, moment, windows, settings)
        found = ties_of(network)
        assert found.keys() >= {pair for pair, tie in expected.items() if abs(tie) > 1e-15}
        assert all(tie == pytest.approx(expected[pair], abs=1e-12) for pair, tie in found.items())


def test_smoothed_network_of_one_mode_has_an_empty_diagonal_and_is_symmetric() -> None:
    for network in series_of(random_table(seed=3), ONE, Smoothed(kernel=Kernel.GAUSSIAN)):
        ties = network.ties.toarray()
        assert np.array_equal(ties, ties.T)
        assert not ties.diagonal().any()


def test_smoothed_networks_stand_at_moments_a_step_apart() -> None:
    table = on("2020-01-31", "2020-04-30")
    windows = Smoothed(bandwidth=10, step=1, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    series = list(series_of(table, TWO, windows))
    assert spans(series)[:2] == [("2020-01-21", "2020-02-10", 1), ("2020-01-22", "2020-02-11", 1)]
    assert len(series) == 92
    assert [ties_of(one).get(("Mayor", "Close the dam"), 0.0) for one in series[:12]] == pytest.approx(
        [1, 0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0, 0]
    )


def test_smoothed_networks_with_indent_stand_a_bandwidth_inside_the_period() -> None:
    windows = Smoothed(bandwidth=3, step=2, unit=Unit.DAYS, kernel=Kernel.UNIFORM, indent=True)
    series = spans(series_of(on("2020-01-01", "2020-01-09"), TWO, windows))
    assert [span[:2] for span in series] == [("2020-01-01", "2020-01-07"), ("2020-01-03", "2020-01-09")]


def test_smoothed_network_weighs_time_as_it_is_and_not_in_whole_units() -> None:
    windows = Smoothed(bandwidth=1, step=1, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    first = next(iter(series_of(on("2020-01-01T06:00"), TWO, windows)))
    assert ties_of(first) == {("Mayor", "Close the dam"): pytest.approx(0.75)}


def test_smoothed_network_leaves_out_who_counts_nothing() -> None:
    table = table_of([Said(at="2020-01-01"), Said(at="2020-01-03", actor="Edge")])
    windows = Smoothed(bandwidth=2, step=1, unit=Unit.DAYS, kernel=Kernel.EPANECHNIKOV)
    first = next(iter(series_of(table, TWO, windows)))
    assert (first.rows, first.statements) == (("Mayor",), 1)


def test_smoothed_network_of_average_divides_by_weighted_counts() -> None:
    table = table_of([Said(at="2020-01-01", actor="A"), Said(at="2020-01-02", actor="B")])
    windows = Smoothed(bandwidth=2, step=1, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    first = next(iter(series_of(table, replace(ONE, normalize=Normalize.AVERAGE), windows)))
    both = math.sqrt(0.5)
    assert ties_of(first)["A", "B"] == pytest.approx(both / ((1 + both) / 2))


def test_series_has_undated_rows_in_no_window() -> None:
    table = table_of([Said(at=None, actor="Nobody"), Said(at="2020-01-01"), Said(at=None, actor="Nobody")])
    for windows in (Fixed(), Sliding(width=1, unit=Unit.DAYS), Calendar(), Events(width=1), Smoothed()):
        assert {row for network in series_of(table, TWO, windows) for row in network.rows} == {"Mayor"}


def test_series_does_not_take_a_dated_statement_for_the_copy_of_an_undated_one() -> None:
    table = table_of([Said(at=None), Said(at="2020-01-01")])
    settings = replace(TWO, duplicates=Duplicates.ALL)
    assert [one.statements for one in series_of(table, settings, Fixed())] == [1]


def test_series_counts_equal_statements_once_in_the_whole_period() -> None:
    table = on("2020-01-05", "2020-01-06", "2020-02-05")
    assert [one.statements for one in series_of(table, replace(TWO, duplicates=Duplicates.ALL), Calendar())] == [1, 0]
    assert [one.statements for one in series_of(table, replace(TWO, duplicates=Duplicates.MONTH), Calendar())] == [1, 1]


def test_series_has_the_same_windows_whatever_is_excluded() -> None:
    table = table_of(
        [Said(at="2020-01-01", actor="A"), Said(at="2020-02-01", actor="B"), Said(at="2020-03-01", actor="A")]
    )
    without = replace(TWO, exclude={"actor": frozenset({"A"})})
    assert [span[:2] for span in spans(series_of(table, TWO, Calendar()))] == [
        span[:2] for span in spans(series_of(table, without, Calendar()))
    ]


def test_series_has_labels_of_each_window_and_with_isolates_of_all() -> None:
    table = table_of([Said(at="2020-01-01", actor="A"), Said(at="2020-02-01", actor="B", concept="Open the dam")])
    assert [(one.rows, one.columns) for one in series_of(table, TWO, Calendar())] == [
        (("A",), ("Close the dam",)),
        (("B",), ("Open the dam",)),
    ]
    every = (("A", "B"), ("Close the dam", "Open the dam"))
    isolates = list(series_of(table, replace(TWO, isolates=True), Calendar()))
    assert [(one.rows, one.columns) for one in isolates] == [every, every]
    assert [ties_of(one) for one in isolates] == [{("A", "Close the dam"): 1.0}, {("B", "Open the dam"): 1.0}]


def test_series_has_the_settings_that_it_is_asked_for() -> None:
    settings = replace(ONE, duplicates=Duplicates.DOCUMENT, zone="Asia/Tokyo", weighted=True)
    assert all(one.settings == settings for one in series_of(random_table(1), settings, Smoothed()))


@pytest.mark.parametrize("windows", [Fixed(), Sliding(), Calendar(), Events(), Smoothed()])
@pytest.mark.parametrize("table", [table_of([]), table_of([Said(at=None)])])
def test_series_of_no_dated_statement_is_empty(table: Table, windows: Windows) -> None:
    assert list(series_of(table, TWO, windows)) == []


def test_series_of_a_period_without_statements_has_empty_networks() -> None:
    settings = replace(TWO, since=day("2021-01-01"), until=day("2021-02-01"))
    series = list(series_of(on("2020-01-01"), settings, Calendar()))
    assert [(one.rows, one.statements, one.ties.shape) for one in series] == [((), 0, (0, 0)), ((), 0, (0, 0))]


@pytest.mark.parametrize(
    ("table", "settings", "windows", "reason"),
    [
        (
            on("2020-01-01"),
            TWO,
            Sliding(width=1),
            "a window of 1 months is longer than the period, 2020-01-01 to 2020-01-01",
        ),
        (on("2020-01-01"), TWO, Events(width=2), "a window of 2 statements is longer than the data, 1 statements"),
        (on("2020-01-01"), TWO, Smoothed(indent=True), "leaves nothing of the period"),
        (on("2020-01-01"), replace(TWO, zone="Mars/Olympus"), Fixed(), "there is no time zone 'Mars/Olympus'"),
        (on("2020-01-01"), replace(TWO, since=day("2020-01-02")), Fixed(), "no time lies from 2020-01-02"),
        (on("2020-01-01"), replace(TWO, until=day("2019-01-02")), Fixed(), "to 2019-01-02 00:00:00"),
        (on("1000-01-01", "2020-01-01"), TWO, Fixed(unit=Unit.HOURS), "into 8,941,129 windows"),
        (on("2020-01-01", "2020-01-03"), TWO, Sliding(width=10**9, indent=False), "give a longer step"),
    ],
)
def test_series_refuses_before_the_first_network(
    table: Table, settings: NetworkSettings, windows: Windows, reason: str
) -> None:
    with pytest.raises(UsageError) as refused:
        series_of(table, settings, windows)
    assert reason in str(refused.value)


@pytest.mark.parametrize("time", [UNDATED + 1, -(10**15), 10**15, 2**63 - 1])
def test_series_refuses_dates_outside_of_any_year(time: int) -> None:
    table = replace(on("2020-01-01", "2020-01-02"), times=np.sort(np.array([seconds("2020-01-01"), time], np.int64)))
    with pytest.raises(UsageError, match="is dated outside the years 1 to 9999"):
        series_of(table, TWO, Fixed())


@pytest.mark.parametrize(
    "windows", [Fixed(width=99, unit=Unit.YEARS), Sliding(width=99, step=99, unit=Unit.YEARS), Events(width=1, step=1)]
)
def test_series_stands_the_first_and_the_last_year(windows: Windows) -> None:
    series = spans(series_of(on("0001-02-01", "9999-12-01"), TWO, windows))
    assert series[0][2] == 1
    assert max(ends for _, ends, _ in series) > "9900"


def test_divisions_stand_the_first_and_the_last_year() -> None:
    period = period_of(FIRST, LAST, TWO, zone=zone_named("UTC"), part=Division.YEAR)
    years = list(divisions(period, Division.YEAR))
    assert len(years) == 9999
    assert all(begins < ends for begins, ends in years)


@pytest.mark.parametrize("number", [0, -1, 1.5])
@pytest.mark.parametrize("make", [Fixed, Sliding, Events])
def test_windows_refuse_a_width_that_is_no_count(make: type[Fixed] | type[Sliding] | type[Events], number: int) -> None:
    with pytest.raises(UsageError, match="width is"):
        make(width=number)


@pytest.mark.parametrize("make", [Sliding, Events, Smoothed])
def test_windows_refuse_a_step_of_0(make: type[Sliding] | type[Events] | type[Smoothed]) -> None:
    with pytest.raises(UsageError, match="step is 0; give a whole number above 0"):
        make(step=0)


@pytest.mark.parametrize("bandwidth", [0.0, -1.0, math.nan, math.inf])
def test_smoothed_refuses_a_bandwidth_that_is_no_length(bandwidth: float) -> None:
    with pytest.raises(UsageError, match="bandwidth is"):
        Smoothed(bandwidth=bandwidth)


def test_dna_windows_reach_half_their_width_to_both_sides() -> None:
    settings = replace(TWO, dna_compatible=True)
    table = on("2020-01-01", "2020-02-01", "2020-03-01", "2020-04-01")
    assert spans(series_of(table, settings, Sliding(width=2))) == [
        ("2020-01-01", "2020-03-01", 3),
        ("2020-02-01", "2020-04-01", 3),
    ]


def test_dna_smoothed_networks_have_its_triangular_kernel() -> None:
    windows = Smoothed(bandwidth=2, unit=Unit.DAYS, kernel=Kernel.TRIANGULAR)
    table = on("2020-01-01", "2020-01-02")
    [first, _] = series_of(table, replace(TWO, aggregate=Aggregate.IGNORE, dna_compatible=True), windows)
    assert ties_of(first) == {("Mayor", "Close the dam"): 1 + 1.5}


@pytest.mark.parametrize(
    ("windows", "reason"),
    [
        (Sliding(step=2), "give a step of 1"),
        (Sliding(indent=False), "ask for indent"),
        (Smoothed(step=2), "give a step of 1"),
        (Smoothed(bandwidth=1.5), "give a whole bandwidth"),
    ],
)
def test_series_refuses_windows_that_dna_has_not_where_its_figures_are_asked_for(windows: Windows, reason: str) -> None:
    with pytest.raises(UsageError, match=reason):
        series_of(on("2020-01-01"), replace(TWO, aggregate=Aggregate.IGNORE, dna_compatible=True), windows)
