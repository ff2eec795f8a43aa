from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest

from onrecord.networks.building import network_of, network_of_selected
from onrecord.networks.events import events_of
from onrecord.networks.network import Network
from onrecord.networks.products import Cells, sums_of_least, sums_of_products
from onrecord.networks.selecting import selected
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings, Normalize
from onrecord.networks.table import UNDATED, Floats, Table, Value, Variable, VariableKind, variable_of

Row = tuple[str, str, Value]

KINDS = {
    "boolean": (VariableKind.BOOLEAN, (0, 1)),
    "stance": (VariableKind.INTEGER, (-1, 0, 1)),
    "strength": (VariableKind.INTEGER, (-2, 0, 3, 5)),
    "frame": (VariableKind.TEXT, ("", "health", "jobs", "law")),
    "outlet": (VariableKind.DOCUMENT, ("Daily", "Weekly")),
}


def table_of(rows: Iterable[Row], kind: str = "boolean", weights: Iterable[float] | None = None) -> Table:
    rows = list(rows)
    qualifier = KINDS[kind]
    return Table(
        statements=tuple(f"s{number}" for number in range(len(rows))),
        times=np.arange(len(rows), dtype=np.int64),
        articles=np.arange(len(rows), dtype=np.int64),
        starts=np.zeros(len(rows), np.int64),
        weights=np.ones(len(rows)) if weights is None else np.array(list(weights), np.float64),
        variables={
            "actor": variable_of([row[0] for row in rows], VariableKind.TEXT),
            "concept": variable_of([row[1] for row in rows], VariableKind.TEXT),
            kind: variable_of([row[2] for row in rows], *qualifier),
        },
    )


def one_mode(kind: str, aggregate: Aggregate, normalize: Normalize = Normalize.NONE) -> NetworkSettings:
    return NetworkSettings(mode=Mode.ONE, qualifier=kind, aggregate=aggregate, normalize=normalize)


def two_mode(kind: str, aggregate: Aggregate, normalize: Normalize = Normalize.NONE) -> NetworkSettings:
    return NetworkSettings(mode=Mode.TWO, qualifier=kind, aggregate=aggregate, normalize=normalize)


def tie(network: Network, row: str, column: str) -> float:
    return float(network.ties.toarray()[network.rows.index(row), network.columns.index(column)])


def random_rows(kind: str, *, count: int = 160) -> list[Row]:
    random = np.random.default_rng(5)
    levels = [level for level in KINDS[kind][1] if level != ""]
    return [
        (f"a{random.integers(7)}", f"c{random.integers(4)}", levels[int(random.integers(len(levels)))])
        for _ in range(count)
    ]


def counts_by_level(network: Network, table: Table, kind: str, weights: Floats) -> Floats:
    """Return actors x concepts x levels, by a loop."""
    actor, concept, qualifier = (table.variables[name] for name in ("actor", "concept", kind))
    counts = np.zeros((len(network.rows), len(concept.levels), len(qualifier.levels)))
    for place in range(len(table)):
        row = network.rows.index(str(actor.levels[actor.codes[place]]))
        counts[row, concept.codes[place], qualifier.codes[place]] += weights[place]
    return counts


def agreement_of(variable: Variable) -> Floats:
    if variable.is_text:
        return np.eye(len(variable.levels))
    values = np.array(variable.levels, np.float64)
    return np.asarray(1 - np.abs(values[:, None] - values[None, :]) / (values[-1] - values[0]), np.float64)


def summed_by_loops(counts: Floats, agreement: Floats, aggregate: Aggregate) -> Floats:
    factors = {
        Aggregate.IGNORE: np.ones_like(agreement),
        Aggregate.CONGRUENCE: agreement,
        Aggregate.CONFLICT: 1 - agreement,
        Aggregate.SUBTRACT: 2 * agreement - 1,
    }[aggregate]
    ties = np.einsum("ijk,ljm,km->il", counts, counts, factors)
    np.fill_diagonal(ties, 0)
    return np.asarray(ties, np.float64)


@pytest.mark.parametrize("aggregate", [Aggregate.IGNORE, Aggregate.CONGRUENCE, Aggregate.CONFLICT, Aggregate.SUBTRACT])
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("weighted", [False, True])
def test_one_mode_sums_over_pairs_of_statements(kind: str, aggregate: Aggregate, weighted: bool) -> None:
    weights = np.random.default_rng(6).random(160) if weighted else np.ones(160)
    table = table_of(random_rows(kind), kind, weights)
    network = network_of(table, replace(one_mode(kind, aggregate), weighted=weighted))
    expected = summed_by_loops(
        counts_by_level(network, table, kind, weights), agreement_of(table.variables[kind]), aggregate
    )
    np.testing.assert_allclose(network.ties.toarray(), expected, rtol=1e-12, atol=1e-12)


@pytest.mark.parametrize("kind", KINDS)
def test_average_divides_by_mean_count_of_statements(kind: str) -> None:
    table = table_of(random_rows(kind), kind)
    plain, averaged = (
        network_of(table, one_mode(kind, Aggregate.CONGRUENCE, each)) for each in (Normalize.NONE, Normalize.AVERAGE)
    )
    said = counts_by_level(plain, table, kind, np.ones(len(table))).sum(axis=(1, 2))
    np.testing.assert_allclose(averaged.ties.toarray(), plain.ties.toarray() * 2 / (said[:, None] + said[None, :]))


def test_cosine_is_that_of_rows_of_counts() -> None:
    table = table_of([("a", "tax", 1), ("a", "tax", 1), ("a", "tax", 0), ("b", "tax", 1)])
    settings = one_mode("boolean", Aggregate.CONGRUENCE, Normalize.COSINE)
    assert tie(network_of(table, settings), "a", "b") == pytest.approx(2 / np.sqrt(5))
    assert tie(network_of(table, replace(settings, dna_compatible=True)), "a", "b") == pytest.approx(2 / 3)


def test_jaccard_is_lesser_over_greater_counts() -> None:
    table = table_of([("a", "tax", 1), ("a", "tax", 1), ("a", "tax", 0), ("b", "tax", 1)])
    settings = one_mode("boolean", Aggregate.CONGRUENCE, Normalize.JACCARD)
    assert tie(network_of(table, settings), "a", "b") == pytest.approx(1 / 3)
    assert tie(network_of(table, replace(settings, dna_compatible=True)), "a", "b") == pytest.approx(2 / 3)


@pytest.mark.parametrize("normalize", [Normalize.COSINE, Normalize.JACCARD])
@pytest.mark.parametrize("kind", ["boolean", "frame", "outlet"])
def test_cosine_and_jaccard_of_congruence_are_by_column_and_level(kind: str, normalize: Normalize) -> None:
    table = table_of(random_rows(kind), kind)
    network = network_of(table, one_mode(kind, Aggregate.CONGRUENCE, normalize))
    counts = counts_by_level(network, table, kind, np.ones(len(table))).reshape(len(network.rows), -1)
    one, other = counts[0], counts[1]
    expected = {
        Normalize.COSINE: one @ other / np.linalg.norm(one) / np.linalg.norm(other),
        Normalize.JACCARD: np.minimum(one, other).sum() / np.maximum(one, other).sum(),
    }[normalize]
    assert network.ties.toarray()[0, 1] == pytest.approx(expected)


@pytest.mark.parametrize("normalize", [Normalize.COSINE, Normalize.JACCARD])
@pytest.mark.parametrize("kind", ["boolean", "stance", "strength"])
def test_cosine_and_jaccard_are_1_for_the_same_and_minus_1_for_the_opposite(kind: str, normalize: Normalize) -> None:
    least, most = KINDS[kind][1][0], KINDS[kind][1][-1]
    rows = [("a", "tax", least), ("b", "tax", least), ("c", "tax", most), ("a", "dam", most), ("b", "dam", most)]
    table = table_of([*rows, ("c", "dam", least)], kind)
    network = network_of(table, one_mode(kind, Aggregate.SUBTRACT, normalize))
    assert tie(network, "a", "b") == pytest.approx(1)
    assert tie(network, "a", "c") == pytest.approx(-1)


@pytest.mark.parametrize("normalize", [Normalize.COSINE, Normalize.JACCARD])
@pytest.mark.parametrize("kind", ["boolean", "stance", "strength"])
def test_cosine_and_jaccard_stay_within_bounds(kind: str, normalize: Normalize) -> None:
    table = table_of(random_rows(kind), kind)
    for aggregate, least in ((Aggregate.CONGRUENCE, 0), (Aggregate.CONFLICT, 0), (Aggregate.SUBTRACT, -1)):
        ties = network_of(table, one_mode(kind, aggregate, normalize)).ties
        assert least <= ties.min()
        assert ties.max() <= 1 + 1e-12


def test_jaccard_of_text_conflict_is_the_part_that_differs() -> None:
    table = table_of([("a", "tax", "law"), ("a", "dam", "jobs"), ("b", "tax", "jobs"), ("b", "sea", "law")], "frame")
    network = network_of(table, one_mode("frame", Aggregate.CONFLICT, Normalize.JACCARD))
    assert tie(network, "a", "b") == pytest.approx(1 / 3)  # tax of tax, dam and sea


def test_conflict_over_text_is_within_the_same_column() -> None:
    table = table_of([("a", "tax", "law"), ("a", "dam", "jobs"), ("b", "tax", "jobs"), ("b", "sea", "law")], "frame")
    settings = one_mode("frame", Aggregate.CONFLICT)
    assert tie(network_of(table, settings), "a", "b") == 1
    assert tie(network_of(table, replace(settings, dna_compatible=True)), "a", "b") == 4


def test_ordered_qualifier_with_one_level_agrees() -> None:
    table = table_of([("a", "tax", 1), ("b", "tax", 1)])
    same = replace(table.variables["boolean"], kind=VariableKind.INTEGER, levels=(7,), codes=np.zeros(2, np.int64))
    table = replace(table, variables={**table.variables, "boolean": same})
    assert tie(network_of(table, one_mode("boolean", Aggregate.CONGRUENCE)), "a", "b") == 1
    assert network_of(table, one_mode("boolean", Aggregate.CONFLICT)).ties.nnz == 0
    compatible = network_of(table, replace(one_mode("boolean", Aggregate.CONFLICT), dna_compatible=True))
    assert np.isnan(tie(compatible, "a", "b"))


def test_stance_is_measured_from_oppose_to_support_whoever_spoke() -> None:
    table = table_of([("a", "tax", 0), ("b", "tax", 1)], "stance")
    assert tie(network_of(table, one_mode("stance", Aggregate.CONGRUENCE)), "a", "b") == 0.5
    compatible = replace(one_mode("stance", Aggregate.CONGRUENCE), dna_compatible=True)
    assert tie(network_of(table, compatible), "a", "b") == 0  # DNA measures from the lowest level that occurs


def test_two_modes_count_and_subtract() -> None:
    rows: list[Row] = [("a", "tax", 1), ("a", "tax", 1), ("a", "tax", 0), ("b", "tax", 0), ("b", "dam", 1)]
    table = table_of(rows)
    assert network_of(table, two_mode("boolean", Aggregate.IGNORE)).ties.toarray().tolist() == [[0, 3], [1, 1]]
    assert network_of(table, two_mode("boolean", Aggregate.SUBTRACT)).ties.toarray().tolist() == [[0, 1], [1, -1]]


@pytest.mark.parametrize(("kind", "tied"), [("stance", [[1.0, -1.0]]), ("strength", [[5.0, -2.0]])])
def test_two_modes_subtract_sums_values(kind: str, tied: list[list[float]]) -> None:
    least, most = KINDS[kind][1][0], KINDS[kind][1][-1]
    table = table_of([("a", "dam", most), ("a", "dam", 0), ("a", "tax", least)], kind)
    assert network_of(table, two_mode(kind, Aggregate.SUBTRACT)).ties.toarray().tolist() == tied


@pytest.mark.parametrize(
    ("kind", "values", "bits"),
    [
        ("boolean", (1,), 1),
        ("boolean", (0,), 2),
        ("boolean", (0, 1, 1), 3),
        ("stance", (1,), 1),
        ("stance", (0,), 2),
        ("stance", (-1,), 4),
        ("stance", (-1, 1), 5),
        ("frame", ("law", "health"), 5),
    ],
)
def test_combine_has_a_bit_for_each_level(kind: str, values: tuple[Value, ...], bits: int) -> None:
    table = table_of([("a", "tax", value) for value in values], kind)
    assert tie(network_of(table, two_mode(kind, Aggregate.COMBINE)), "a", "tax") == bits


def test_activity_and_prominence_divide_by_rows_and_columns() -> None:
    table = table_of([("a", "tax", 1), ("a", "tax", 0), ("a", "dam", 1), ("b", "tax", 1)])
    activity = network_of(table, two_mode("boolean", Aggregate.IGNORE, Normalize.ACTIVITY)).ties.toarray()
    prominence = network_of(table, two_mode("boolean", Aggregate.IGNORE, Normalize.PROMINENCE)).ties.toarray()
    np.testing.assert_allclose(activity, [[1 / 3, 2 / 3], [0.0, 1.0]])
    np.testing.assert_allclose(prominence, [[1.0, 2 / 3], [0.0, 1 / 3]])


def test_weights_are_what_rows_count() -> None:
    table = table_of([("a", "tax", 1), ("a", "tax", 0), ("b", "tax", 1)], weights=[0.9, 0.5, 0.8])
    two = replace(two_mode("boolean", Aggregate.SUBTRACT), weighted=True)
    assert tie(network_of(table, two), "a", "tax") == pytest.approx(0.4)
    one = replace(one_mode("boolean", Aggregate.CONGRUENCE), weighted=True)
    assert tie(network_of(table, one), "a", "b") == pytest.approx(0.72)


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("compatible", [False, True])
def test_network_of_nothing_and_of_one_actor_is_empty(mode: Mode, compatible: bool) -> None:
    aggregate = Aggregate.SUBTRACT
    settings = NetworkSettings(mode=mode, qualifier="boolean", aggregate=aggregate, dna_compatible=compatible)
    nothing = network_of(table_of([]), settings)
    assert (nothing.rows, nothing.columns, nothing.ties.shape, nothing.statements) == ((), (), (0, 0), 0)
    alone = network_of(table_of([("a", "tax", 1)]), settings)
    assert alone.rows == ("a",)
    assert alone.ties.nnz == (1 if mode is Mode.TWO else 0)


def test_network_keeps_each_tie_once_and_reads_it_twice() -> None:
    table = table_of([("a", "tax", 1), ("b", "tax", 1), ("c", "tax", 0)])
    network = network_of(table, one_mode("boolean", Aggregate.SUBTRACT))
    assert network.once.array.toarray().tolist() == [[0, 1, -1], [0, 0, -1], [0, 0, 0]]
    assert network.ties.toarray().tolist() == [[0, 1, -1], [1, 0, -1], [-1, -1, 0]]
    assert network.ties.dtype == np.float64
    again = replace(network, attributes={"kind": {"a": "person"}})
    assert again.ties.toarray().tolist() == network.ties.toarray().tolist()
    assert replace(network, ties=network.once).once.array.nnz == 3
    assert again.once.array.toarray().tolist() == network.once.array.toarray().tolist()


def test_network_keeps_half_agreements_as_whole_numbers() -> None:
    once = network_of(table_of(random_rows("stance"), "stance"), one_mode("stance", Aggregate.CONGRUENCE)).once
    assert once.array.dtype == np.int32
    assert once.scale == 0.5


def test_products_beyond_32_bits_are_exact() -> None:
    rows = np.array([0, 1])
    cells = Cells(rows=rows, features=np.zeros(2, np.int64), amounts=np.full(2, 60_000.0), height=2, width=1)
    products = sums_of_products(cells, cells)
    assert products.dtype == np.float64
    assert products[0, 1] == 3.6e9


def test_part_of_selected_rows_makes_the_network_of_those_rows() -> None:
    table = table_of(random_rows("stance"), "stance")
    settings = one_mode("stance", Aggregate.CONGRUENCE)
    part = selected(table, settings).among(slice(0, 20))
    direct = network_of(table.where(np.arange(20)), settings)
    network = network_of_selected(part.relabelled(), settings)
    assert network.rows == direct.rows
    assert network.ties.toarray().tolist() == direct.ties.toarray().tolist()
    assert network_of_selected(part, settings).rows == network_of(table, settings).rows


@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("features", [3, 9_000])
@pytest.mark.parametrize("count", [200, 30_000])
def test_products_are_those_of_dense_arrays(features: int, count: int, weighted: bool) -> None:
    random = np.random.default_rng(8)
    cells = [
        Cells(
            rows=random.integers(0, 6, count),
            features=random.integers(0, features, count),
            amounts=random.random(count) if weighted else np.ones(count),
            height=6,
            width=features,
        )
        for _ in range(2)
    ]
    one, other = np.zeros((6, features)), np.zeros((6, features))
    np.add.at(one, (cells[0].rows, cells[0].features), cells[0].amounts)
    np.add.at(other, (cells[1].rows, cells[1].features), cells[1].amounts)
    products = sums_of_products(cells[0], cells[1])
    assert products.dtype == (np.float64 if weighted else np.int32)
    np.testing.assert_allclose(products.toarray(), np.triu(one @ other.T, 1), rtol=1e-12)
    lesser = np.minimum(one[:, None], other[None, :]).sum(axis=2)
    np.testing.assert_allclose(sums_of_least(cells[0], cells[1]).toarray(), np.triu(lesser, 1), rtol=1e-12)


def test_events_are_rows_with_all_their_values() -> None:
    table = table_of([("a", "tax", 1), ("", "tax", 0), ("b", "dam", 0)])
    table = replace(table, times=np.array([UNDATED, 60, 3600]))
    settings = replace(two_mode("boolean", Aggregate.SUBTRACT), exclude={"concept": frozenset({"dam"})})
    first, second = events_of(table, replace(settings, zone="Europe/Berlin"))
    assert (first.statement, first.time, second.values["actor"]) == ("s0", None, "")
    assert second.time is not None
    assert second.time.astimezone(datetime.UTC) == datetime.datetime(1970, 1, 1, 0, 1, tzinfo=datetime.UTC)
    assert second.time.hour == 1
