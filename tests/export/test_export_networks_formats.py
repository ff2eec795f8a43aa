"""Every format of networks: what it holds, that it holds all, and that nothing in a label breaks it."""

from __future__ import annotations

import csv
import datetime
import json
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import networkx
import numpy as np
import pandas
import pyarrow.parquet as pq
import pytest
from lxml import etree
from scipy import sparse

from onrecord.errors import UsageError
from onrecord.export import writer_for
from onrecord.export.networks import (
    NETWORK_WRITERS,
    write_dl,
    write_gexf,
    write_graphml,
    write_json,
    write_matrix,
    write_nodes,
    write_parquet,
    write_ties,
)
from onrecord.export.networks.markup import visible
from onrecord.networks.frames import to_networkx
from onrecord.networks.network import Network
from onrecord.networks.settings import Mode, NetworkSettings

SCHEMAS = Path(__file__).with_name("schemas")
HOSTILE = (
    "Öde & <Söhne> \"GmbH\" 'x'",
    "=SUM(A1)",
    "a,b;c\td\ne\r\nf",
    "]]> <!-- &amp; ?>",
    "\x1b[31m\x00\x07",
    "Ελλάδα Россия العربية 日本 🙂",
    "lone \ud800 surrogate",
    " ",
    "-1",
    "\u202eright to left\ufffe",
)


Attributes = Mapping[str, Mapping[str, str]]


def one_mode(
    labels: tuple[str, ...], ties: Mapping[tuple[int, int], float], attributes: Attributes | None = None
) -> Network:
    rows, columns = [row for row, _ in ties], [column for _, column in ties]
    cells = ([*ties.values()] * 2, (rows + columns, columns + rows))
    array = sparse.coo_array(cells, shape=(len(labels), len(labels)), dtype=np.float64)
    return Network(
        settings=NetworkSettings(mode=Mode.ONE),
        rows=labels,
        columns=labels,
        ties=sparse.csr_array(array),
        statements=len(ties),
        attributes=attributes or {},
    )


def two_mode(rows: tuple[str, ...], columns: tuple[str, ...], ties: list[list[float]]) -> Network:
    return Network(
        settings=NetworkSettings(columns="country"),
        rows=rows,
        columns=columns,
        ties=sparse.csr_array(np.array(ties, np.float64).reshape(len(rows), len(columns))),
        statements=7,
    )


@pytest.fixture
def network() -> Network:
    attributes = {"kind": {"Ruiz": "person", "Öde": "group"}, "label": {"Ruiz": "R"}, "party line": {"Öde": "a <b>"}}
    return one_mode(("Lenz", "Ruiz", "Öde"), {(0, 1): 2, (1, 2): -0.5}, attributes=attributes)


@pytest.fixture
def affiliations() -> Network:
    return two_mode(("Lenz", "Ruiz"), ("gate", "Lenz", "well"), [[1, 0, -2], [0, 0.25, 0]])


def window(network: Network, month: int) -> Network:
    begins = datetime.datetime(2024, month, 1, tzinfo=datetime.UTC)
    return replace(network, begins=begins, ends=begins.replace(month=month + 1))


def validate(path: Path, schema: str) -> etree._Element:
    tree = etree.parse(str(path))
    etree.XMLSchema(file=str(SCHEMAS / schema)).assertValid(tree)
    return tree.getroot()


def same(read: networkx.Graph[str], network: Network) -> None:
    """Compare a graph whose nodes are ids of its own with the network, by labels."""
    expected = to_networkx(network)
    known = {name: (data["variable"], visible(data["label"])) for name, data in expected.nodes(data=True)}
    found = {name: (data["variable"], data["label"]) for name, data in read.nodes(data=True)}
    assert sorted(found.values()) == sorted(known.values())
    ties = {frozenset((known[a], known[b])): data["weight"] for a, b, data in expected.edges(data=True)}
    assert {frozenset((found[a], found[b])): data["weight"] for a, b, data in read.edges(data=True)} == ties


def test_write_graphml_is_valid_and_reads_back_the_same(network: Network, tmp_path: Path) -> None:
    [path] = write_graphml(network, tmp_path / "net.graphml")
    validate(path, "graphml.xsd")
    read = networkx.read_graphml(path)
    same(read, network)
    assert read.nodes["n1"] == {"label": "Ruiz", "variable": "actor", "kind": "person", "label_": "R"}
    assert read.nodes["n2"] == {"label": "Öde", "variable": "actor", "kind": "group", "party_line": "a <b>"}
    assert [data["sign"] for _, _, data in read.edges(data=True)] == [1, -1]
    assert (read.graph["aggregate"], read.graph["statements"]) == ("subtract", 2)
    assert not read.is_directed()


def test_write_graphml_keeps_the_full_name_of_an_attribute(network: Network, tmp_path: Path) -> None:
    [path] = write_graphml(network, tmp_path / "net.graphml")
    assert "party line" in validate(path, "graphml.xsd").xpath("//*[local-name()='desc']/text()")


def test_write_graphml_tells_modes_apart(affiliations: Network, tmp_path: Path) -> None:
    [path] = write_graphml(affiliations, tmp_path / "net.graphml")
    validate(path, "graphml.xsd")
    read = networkx.read_graphml(path)
    same(read, affiliations)
    assert [data["bipartite"] for _, data in read.nodes(data=True)] == [0, 0, 1, 1, 1]
    assert networkx.is_bipartite(read)


@pytest.mark.parametrize("name", ["Партія", "政党", "حزب", "a.b-c_d", "1st", "x:y", "²", "", "\x00", "Sign"])
def test_write_graphml_gives_attributes_valid_names(name: str, tmp_path: Path) -> None:
    network = one_mode(("a", "b"), {}, attributes={name: {"a": "1"}, f"{name} ": {"b": "2"}})
    [path] = write_graphml(network, tmp_path / "net.graphml")
    validate(path, "graphml.xsd")


def test_write_gexf_is_valid_and_reads_back_the_same(network: Network, tmp_path: Path) -> None:
    [path] = write_gexf(network, tmp_path / "net.gexf")
    validate(path, "gexf.xsd")
    read = networkx.read_gexf(path, version="1.3")
    same(read, network)
    assert read.nodes["2"] == {
        "label": "Öde",
        "variable": "actor",
        "bipartite": 0,
        "kind": "group",
        "party line": "a <b>",
    }


def test_write_gexf_tells_modes_apart(affiliations: Network, tmp_path: Path) -> None:
    [path] = write_gexf(affiliations, tmp_path / "net.gexf")
    validate(path, "gexf.xsd")
    same(networkx.read_gexf(path, version="1.3"), affiliations)


@pytest.mark.parametrize(("write", "schema"), [(write_graphml, "graphml.xsd"), (write_gexf, "gexf.xsd")])
def test_markup_holds_hostile_labels_and_attributes(write: object, schema: str, tmp_path: Path) -> None:
    assert callable(write)
    attributes = {label: {label: label for label in HOSTILE} for label in HOSTILE}
    network = one_mode(HOSTILE, {(0, 1): 1, (4, 6): -1e-300}, attributes=attributes)
    [path] = write(network, tmp_path / "net.xml")
    validate(path, schema)
    read = networkx.read_graphml(path) if schema == "graphml.xsd" else networkx.read_gexf(path, version="1.3")
    same(read, network)
    assert visible(HOSTILE[4]) == "␛[31m␀␇"
    values = {text for _, data in read.nodes(data=True) for text in data.values()}
    assert {visible(label) for label in HOSTILE} <= values


def test_write_gexf_of_a_series_has_spells_and_weights(network: Network, tmp_path: Path) -> None:
    later = window(one_mode(("Lenz", "Vogt"), {(0, 1): 3}, attributes={"kind": {"Vogt": "person"}}), 3)
    apart = window(one_mode(("Ruiz", "Lenz"), {(0, 1): -1}), 2)
    [path] = write_gexf([window(network, 1), apart, later], tmp_path / "net.gexf")
    root = validate(path, "gexf.xsd")
    graph = root.find("{*}graph")
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert (graph.get("start"), graph.get("end"), graph.get("timezone")) == ("2024-01-01", "2024-04-01", "UTC")
    labels = {node.get("id"): node.get("label") for node in root.iter("{*}node")}
    ties = {
        frozenset((labels[edge.get("source")], labels[edge.get("target")])): [
            (value.get("value"), value.get("start"), value.get("end")) for value in edge.iter("{*}attvalue")
        ]
        for edge in root.iter("{*}edge")
    }
    assert ties == {
        frozenset(("Lenz", "Ruiz")): [("2", "2024-01-01", "2024-02-01"), ("-1", "2024-02-01", "2024-03-01")],
        frozenset(("Ruiz", "Öde")): [("-0.5", "2024-01-01", "2024-02-01")],
        frozenset(("Lenz", "Vogt")): [("3", "2024-03-01", "2024-04-01")],
    }
    read = networkx.read_gexf(path, version="1.3")
    spells = {data["label"]: data["spells"] for _, data in read.nodes(data=True)}
    assert spells["Vogt"] == [("2024-03-01", "2024-04-01")]
    assert len(spells["Lenz"]) == 3
    [tie] = [data for _, _, data in read.edges(data=True) if data["weight"] == -0.5]
    assert tie["spells"] == [("2024-01-01", "2024-02-01")]


@pytest.mark.parametrize("hours", [0, 7], ids=["dates", "moments"])
@pytest.mark.parametrize("width", [0, 1, 5, 30], ids="{} days".format)
def test_write_gexf_lets_no_windows_overlap(hours: int, width: int, tmp_path: Path) -> None:
    first = datetime.datetime(2024, 1, 1, hours, tzinfo=datetime.UTC)
    begins = [first, *(first + datetime.timedelta(days=days) for days in (0, 3, 10))]
    plain = one_mode(("a", "b"), {(0, 1): 1})
    series = [replace(plain, begins=begin, ends=begin + datetime.timedelta(days=width)) for begin in begins]
    [path] = write_gexf(series, tmp_path / "net.gexf")
    [edge] = validate(path, "gexf.xsd").iter("{*}edge")
    spells = [(spell.get("start"), spell.get("end")) for spell in edge.iter("{*}spell")]
    assert len(spells) == 4
    assert all(start < end for start, end in spells)
    assert all(before[1] <= after[0] for before, after in pairwise(spells))
    assert networkx.read_gexf(path, version="1.3").number_of_edges() == 1


def test_write_gexf_refuses_a_series_without_times_or_order(network: Network, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"network 1 of the series has no window of time"):
        write_gexf([network], tmp_path / "net.gexf")
    with pytest.raises(UsageError, match="order of time"):
        write_gexf([window(network, 2), window(network, 1)], tmp_path / "net.gexf")
    assert not list(tmp_path.iterdir())


def test_write_matrix_has_labels_in_first_row_and_column(affiliations: Network, tmp_path: Path) -> None:
    [path] = write_matrix(affiliations, tmp_path / "net.csv")
    assert path.read_bytes() == b",gate,Lenz,well\r\nLenz,1,0,-2\r\nRuiz,0,0.25,0\r\n"
    frame = pandas.read_csv(path, index_col=0)
    assert frame.loc["Lenz", "well"] == -2


@pytest.mark.parametrize(("step", "last"), [("replace", "net-0001.csv"), ("unlink", "net-0002.csv")])
@pytest.mark.parametrize("there", [False, True])
def test_ctrl_c_names_the_files_of_a_series_that_took_their_places(
    network: Network, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, last: str, *, there: bool
) -> None:
    if there:
        (tmp_path / "net-0002.csv").write_text("of an earlier run")
    calls = iter(range(3))
    real = getattr(Path, step)

    def interrupted(path: Path, *arguments: object, **options: object) -> object:
        if next(calls) == 1:
            raise KeyboardInterrupt
        return real(path, *arguments, **options)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt) as stopped:
        patch.setattr(Path, step, interrupted)
        write_matrix([network] * 3, tmp_path / "net.csv")
    assert stopped.value.__notes__ == [f"written are {tmp_path / 'net-0001.csv'} to {last}, all of them whole"]
    written = (tmp_path / "net-0002.csv").exists() and b"Ruiz" in (tmp_path / "net-0002.csv").read_bytes()
    assert written == (last == "net-0002.csv")


def test_write_matrix_quotes_and_guards_labels(tmp_path: Path) -> None:
    network = one_mode(HOSTILE, {(0, 1): 1})
    [path] = write_matrix(network, tmp_path / "net.csv")
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))
    assert len(rows) == len(HOSTILE) + 1
    assert {len(row) for row in rows} == {len(HOSTILE) + 1}
    assert rows[0][1:] == [row[0] for row in rows[1:]]
    assert rows[0][1:4] == [HOSTILE[0], "'=SUM(A1)", HOSTILE[2]]
    assert rows[1][2] == "1"


def test_write_nodes_has_attributes_in_columns(network: Network, tmp_path: Path) -> None:
    [path] = write_nodes(network, tmp_path / "net.nodes.csv")
    assert path.read_text(encoding="utf-8").splitlines() == [
        "id,label,variable,bipartite,kind,label_,party line",
        "Lenz,Lenz,actor,0,,,",
        "Ruiz,Ruiz,actor,0,person,R,",
        "Öde,Öde,actor,0,group,,a <b>",
    ]


def test_write_ties_names_the_ids_of_nodes(affiliations: Network, tmp_path: Path) -> None:
    [path] = write_ties(affiliations, tmp_path / "net.edges.csv")
    assert path.read_text(encoding="utf-8").splitlines() == [
        "source,target,type,weight,sign",
        "Lenz,gate,Undirected,1,1",
        "Lenz,well,Undirected,-2,-1",
        "Ruiz,Lenz (country),Undirected,0.25,1",
    ]


def test_tables_of_a_series_have_a_window_in_front(network: Network, tmp_path: Path) -> None:
    series = [window(network, 1), window(one_mode(("Lenz", "Vogt"), {(0, 1): 3}), 2)]
    [ties] = write_ties(iter(series), tmp_path / "net.edges.csv")
    [nodes] = write_nodes(iter(series), tmp_path / "net.nodes.csv")
    assert ties.read_text().splitlines()[-1] == (
        "2,2024-02-01T00:00:00+00:00,2024-03-01T00:00:00+00:00,Lenz,Vogt,Undirected,3,1"
    )
    assert len(ties.read_text().splitlines()) == 4
    assert nodes.read_text().splitlines()[-1].startswith("2,2024-02-01T00:00:00+00:00,")


def read_dl(text: str) -> tuple[list[str], list[list[str]]]:
    head, columns, *rows = [line for line in text.split("\n") if line and not line.startswith(("labels", "data"))]
    assert head.startswith("dl n")
    assert head.endswith("format=fullmatrix")
    [names] = csv.reader([columns], delimiter=" ") if columns.strip() else [[]]
    return names, list(csv.reader(rows, delimiter=" "))


def test_write_dl_holds_matrix_and_labels(affiliations: Network, tmp_path: Path) -> None:
    [path] = write_dl(affiliations, tmp_path / "net.dl")
    assert path.read_text().startswith("dl nr=2 nc=3 format=fullmatrix\nlabels embedded\ndata:\n")
    assert read_dl(path.read_text()) == (
        ["gate", "Lenz", "well"],
        [["Lenz", "1", "0", "-2"], ["Ruiz", "0", "0.25", "0"]],
    )


def test_write_dl_makes_labels_that_it_can_quote(tmp_path: Path) -> None:
    network = one_mode((*HOSTILE, 'a"b', "a'b", "\n"), {(0, 1): 1})
    [path] = write_dl(network, tmp_path / "net.dl")
    names, rows = read_dl(path.read_text(encoding="utf-8"))
    assert len(names) == len(set(names)) == len(rows) == len(HOSTILE) + 3
    assert names[0] == "Öde & <Söhne> 'GmbH' 'x'"
    assert {len(row) for row in rows} == {len(names) + 1}


def test_write_json_is_what_networkx_reads(affiliations: Network, tmp_path: Path) -> None:
    [path] = write_json(affiliations, tmp_path / "net.json")
    read = networkx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="links")
    expected = to_networkx(affiliations)
    assert networkx.utils.graphs_equal(read, expected)


def test_write_json_of_a_series_has_windows(network: Network, tmp_path: Path) -> None:
    [path] = write_json(iter([window(network, 1), window(network, 2)]), tmp_path / "net.json")
    windows = json.loads(path.read_text(encoding="utf-8"))["windows"]
    assert [one["graph"]["begins"] for one in windows] == ["2024-01-01T00:00:00+00:00", "2024-02-01T00:00:00+00:00"]
    assert [one["links"][1]["weight"] for one in windows] == [-0.5, -0.5]


def test_write_json_holds_hostile_labels(tmp_path: Path) -> None:
    [path] = write_json(one_mode(HOSTILE, {(0, 6): 1}), tmp_path / "net.json")
    read = json.loads(path.read_text(encoding="utf-8"))
    assert [node["label"] for node in read["nodes"]] == list(HOSTILE)
    assert read["links"] == [{"source": HOSTILE[0], "target": HOSTILE[6], "weight": 1.0, "sign": 1}]


def test_write_parquet_has_a_row_a_tie_and_the_rest_in_metadata(network: Network, tmp_path: Path) -> None:
    lonely = replace(window(network, 2), ties=sparse.csr_array((3, 3)))
    [path] = write_parquet([window(network, 1), lonely, window(network, 3)], tmp_path / "net.parquet")
    table = pq.read_table(path)
    assert table.column("window").to_pylist() == [1, 1, 3, 3]
    assert table.column("weight").to_pylist() == [2.0, -0.5, 2.0, -0.5]
    assert table.to_pylist()[1] | {"begins": None, "ends": None} == {
        "window": 1,
        "begins": None,
        "ends": None,
        "source": "Ruiz",
        "target": "Öde",
        "weight": -0.5,
        "sign": -1,
    }
    assert table.column("ends")[0].as_py() == datetime.datetime(2024, 2, 1, tzinfo=datetime.UTC)
    about = json.loads(pq.read_metadata(path).metadata[b"onrecord"])
    assert [len(one["nodes"]) for one in about] == [3, 3, 3]
    assert about[0]["nodes"][1]["attributes"] == {"kind": "person", "label_": "R"}


def test_write_parquet_holds_hostile_labels(tmp_path: Path) -> None:
    [path] = write_parquet(one_mode(HOSTILE, {(0, 6): 1}), tmp_path / "net.parquet")
    assert pq.read_table(path).column("target").to_pylist() == ["lone ? surrogate"]


@pytest.mark.parametrize("ending", NETWORK_WRITERS)
@pytest.mark.parametrize("labels", [(), ("a",)], ids=["no node", "one node"])
def test_writers_write_networks_without_ties(ending: str, labels: tuple[str, ...], tmp_path: Path) -> None:
    path = tmp_path / f"net{ending}"
    assert writer_for(path, NETWORK_WRITERS)(one_mode(labels, {}), path) == (path,)
    if ending in (".graphml", ".gexf"):
        assert len(list(validate(path, f"{ending[1:]}.xsd").iter("{*}node"))) == len(labels)
    assert writer_for(path, NETWORK_WRITERS)(two_mode(labels, (), [[] for _ in labels]), path) == (path,)
    assert path.stat().st_size


@pytest.mark.parametrize("ending", [ending for ending in NETWORK_WRITERS if ending != ".nodes.csv"])
@pytest.mark.parametrize("weight", [np.nan, np.inf])
def test_writers_refuse_a_tie_that_is_not_a_number(ending: str, weight: float, tmp_path: Path) -> None:
    path = tmp_path / f"net{ending}"
    with pytest.raises(UsageError, match=r"the tie of 'a' and 'c' is (nan|inf), not a number"):
        writer_for(path, NETWORK_WRITERS)(one_mode(("a", "b", "c"), {(0, 1): 1, (0, 2): weight}), path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", NETWORK_WRITERS)
def test_writers_refuse_a_series_of_none(ending: str, tmp_path: Path) -> None:
    path = tmp_path / f"net{ending}"
    with pytest.raises(UsageError, match="no network to write"):
        writer_for(path, NETWORK_WRITERS)([], path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("ending", [".csv", ".dl", ".graphml"])
def test_writers_number_the_files_of_a_series(ending: str, network: Network, tmp_path: Path) -> None:
    path = tmp_path / f"net{ending}"
    paths = writer_for(path, NETWORK_WRITERS)(iter([window(network, 1), window(network, 2)]), path)
    assert [one.name for one in paths] == [f"net-0001{ending}", f"net-0002{ending}"]
    assert sorted(tmp_path.iterdir()) == sorted(paths)


@pytest.mark.parametrize("write", [write_matrix, write_dl])
def test_matrices_of_too_many_cells_are_refused(write: object, tmp_path: Path) -> None:
    assert callable(write)
    labels = tuple(map(str, range(40_000)))
    network = one_mode(labels, {(0, 1): 1})
    with pytest.raises(UsageError, match=r"40,000 x 40,000 labels has 1,600,000,000 cells"):
        write(network, tmp_path / "net.csv")


@pytest.mark.parametrize("ending", [".edges.csv", ".graphml", ".gexf", ".json", ".parquet"])
def test_edge_formats_write_networks_that_no_matrix_holds(ending: str, tmp_path: Path) -> None:
    labels = tuple(map(str, range(40_000)))
    path = tmp_path / f"net{ending}"
    writer_for(path, NETWORK_WRITERS)(one_mode(labels, {(0, 39_999): 1}), path)
    assert path.stat().st_size < 10_000_000


def test_writers_leave_out_ties_of_nothing(tmp_path: Path) -> None:
    array = sparse.csr_array(([0.0, 2.0, 0.0, 2.0], ([0, 0, 1, 2], [1, 2, 0, 0])), shape=(3, 3))
    network = replace(one_mode(("a", "b", "c"), {}), ties=array)
    [path] = write_ties(network, tmp_path / "net.edges.csv")
    assert path.read_text().splitlines()[1:] == ["a,c,Undirected,2,1"]


def test_writers_write_the_same_bytes_twice(network: Network, tmp_path: Path) -> None:
    for ending, write in NETWORK_WRITERS.items():
        [once], [twice] = write(network, tmp_path / f"a{ending}"), write(network, tmp_path / f"b{ending}")
        assert once.read_bytes() == twice.read_bytes()
