from __future__ import annotations

import networkx
import numpy as np
import pytest
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.networks.frames import DENSE_CELLS, to_networkx, to_pandas
from onrecord.networks.network import Network, Once
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings


def tied(
    rows: tuple[str, ...],
    columns: tuple[str, ...],
    ties: list[list[float]],
    mode: Mode = Mode.TWO,
    attributes: dict[str, dict[str, str]] | None = None,
) -> Network:
    return Network(
        settings=NetworkSettings(mode=mode, aggregate=Aggregate.SUBTRACT),
        rows=rows,
        columns=columns,
        ties=sparse.csr_array(np.array(ties, np.float64).reshape(len(rows), len(columns))),
        statements=3,
        attributes=attributes or {},
    )


def test_to_networkx_of_one_mode_has_each_tie_once() -> None:
    names = ("Lenz", "Ruiz", "Öde")
    ties = [[0.0, 2.0, 0.0], [2.0, 0.0, -1.5], [0.0, -1.5, 0.0]]
    graph = to_networkx(tied(names, names, ties, Mode.ONE, {"kind": {"Ruiz": "person"}}))
    assert list(graph.edges(data=True)) == [
        ("Lenz", "Ruiz", {"weight": 2.0, "sign": 1}),
        ("Ruiz", "Öde", {"weight": -1.5, "sign": -1}),
    ]
    assert graph.nodes["Ruiz"] == {"label": "Ruiz", "variable": "actor", "kind": "person"}
    assert graph.nodes["Lenz"] == {"label": "Lenz", "variable": "actor"}
    assert (graph.graph["mode"], graph.graph["statements"]) == ("one", 3)


def test_to_networkx_reads_a_network_kept_by_half() -> None:
    once = Once(sparse.csr_array(np.array([[0, 2], [0, 0]], np.int32)), 0.5)
    network = Network(
        settings=NetworkSettings(mode=Mode.ONE), rows=("a", "b"), columns=("a", "b"), ties=once, statements=2
    )
    assert list(to_networkx(network).edges.data("weight")) == [("a", "b", 1.0)]
    assert to_pandas(network).to_numpy().tolist() == [[0, 1], [1, 0]]


def test_to_networkx_of_two_modes_is_bipartite() -> None:
    graph = to_networkx(tied(("Lenz", "Ruiz"), ("gate", "well"), [[1, 0], [-2, 0]]))
    assert networkx.is_bipartite(graph)
    assert {node: data["bipartite"] for node, data in graph.nodes.items()} == {
        "Lenz": 0,
        "Ruiz": 0,
        "gate": 1,
        "well": 1,
    }
    assert graph.nodes["gate"]["variable"] == "concept"
    assert list(graph.edges.data("weight")) == [("Lenz", "gate", 1.0), ("Ruiz", "gate", -2.0)]


def test_to_networkx_keeps_a_row_and_a_column_of_one_label_apart() -> None:
    graph = to_networkx(tied(("gate", "gate (concept)"), ("gate",), [[1], [1]]))
    assert list(graph) == ["gate", "gate (concept)", "gate (concept)'"]
    assert [data["label"] for data in graph.nodes.values()] == ["gate", "gate (concept)", "gate"]


def test_to_networkx_renames_attributes_of_our_own_names() -> None:
    attributes = {"label": {"Lenz": "L"}, "Variable": {"Lenz": "v"}, "label_": {"Lenz": "m"}}
    node = to_networkx(tied(("Lenz",), (), [[]], attributes=attributes)).nodes["Lenz"]
    assert node == {
        "label": "Lenz",
        "variable": "actor",
        "bipartite": 0,
        "label_": "L",
        "Variable_": "v",
        "label__": "m",
    }


def test_to_networkx_refuses_a_tie_that_is_not_a_number() -> None:
    with pytest.raises(UsageError, match="the tie of 'Lenz' and 'gate' is nan"):
        to_networkx(tied(("Lenz",), ("gate",), [[np.nan]]))


@pytest.mark.parametrize("mode", Mode)
def test_to_networkx_of_nothing_is_empty(mode: Mode) -> None:
    assert len(to_networkx(tied((), (), [], mode))) == 0


def test_to_pandas_has_labels_and_zeros() -> None:
    frame = to_pandas(tied(("Lenz", "Ruiz"), ("gate", "well"), [[1, 0], [-2, 0]]))
    assert frame.to_dict("index") == {"Lenz": {"gate": 1.0, "well": 0.0}, "Ruiz": {"gate": -2.0, "well": 0.0}}
    assert (frame.index.name, frame.columns.name) == ("actor", "concept")


def test_to_pandas_of_a_large_matrix_is_sparse() -> None:
    columns = tuple(map(str, range(50)))
    rows = tuple(map(str, range(DENSE_CELLS // len(columns) + 1)))
    ties = sparse.csr_array(([2.5], ([1], [49])), shape=(len(rows), len(columns)))
    frame = to_pandas(Network(settings=NetworkSettings(), rows=rows, columns=columns, ties=ties, statements=1))
    assert frame.loc["1", "49"] == 2.5
    assert frame.memory_usage(index=False).sum() < 100_000
