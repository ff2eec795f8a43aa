"""The example of docs/networks.md: its figures are those that are computed."""

from __future__ import annotations

import datetime
import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from onrecord.debates.debate import Debate
from onrecord.networks.network import Network
from onrecord.networks.structure.bootstrap import Bootstrap
from onrecord.networks.structure.communities import Clustering
from onrecord.networks.table import Table, VariableKind, variable_of

DOCS = (Path(__file__).parents[2] / "docs" / "networks.md").read_text(encoding="utf-8")
STATEMENT = re.compile(r"^\| (s\d) \| (\S+) \| (\w+) \| (\w+) \| ([01]) \|$", re.MULTILINE)
ONE_MODE = re.compile(r"^\| (ignore|congruence|conflict|subtract) \| (\w+) \|((?: -?[\d.]+ \|){6})$", re.MULTILINE)


@pytest.fixture(scope="module")
def debate() -> Debate:
    rows = STATEMENT.findall(DOCS)
    assert len(rows) == 7
    midnights = [datetime.datetime.fromisoformat(row[1]).replace(tzinfo=datetime.UTC) for row in rows]
    table = Table(
        statements=tuple(row[0] for row in rows),
        times=np.array([int(one.timestamp()) for one in midnights], np.int64),
        articles=np.arange(len(rows)),
        starts=np.zeros(len(rows), np.int64),
        weights=np.ones(len(rows)),
        variables={
            "actor": variable_of([row[2] for row in rows], VariableKind.TEXT),
            "concept": variable_of([row[3] for row in rows], VariableKind.TEXT),
            "agreement": variable_of([int(row[4]) for row in rows], VariableKind.BOOLEAN, (0, 1)),
        },
    )
    return Debate(table=table, quotes=lambda _ids: {})


def _tie(network: Network, row: str, column: str) -> float:
    return float(network.ties[[network.rows.index(row)]][:, [network.columns.index(column)]].sum())


@pytest.mark.parametrize("line", ONE_MODE.findall(DOCS))
def test_ties_of_one_mode_are_as_told(line: tuple[str, str, str], debate: Debate) -> None:
    aggregate, normalize, cells = line
    told = [float(cell) for cell in re.findall(r"-?[\d.]+", cells)]
    pairs = list(combinations(("City", "Port", "Union"), 2))
    found = []
    for compatible in (False, True):
        network = debate.network(
            mode="one", aggregate=aggregate, normalize=normalize, isolates=True, dna_compatible=compatible
        )
        found += [_tie(network, *pair) for pair in pairs]
    assert found == pytest.approx(told, abs=0.0005)


@pytest.mark.parametrize(("aggregate", "port", "city"), [("ignore", 3, 1), ("subtract", 1, -1), ("combine", 3, 2)])
def test_ties_of_two_modes_are_as_told(aggregate: str, port: float, city: float, debate: Debate) -> None:
    [line] = [line for line in DOCS.splitlines() if line.startswith(f"| {aggregate} | Σk")]
    assert line.endswith(f"| {port} | {city} |")
    network = debate.network(aggregate=aggregate)
    assert (_tie(network, "Port", "ferry"), _tie(network, "City", "toll")) == (port, city)


def test_figures_of_the_analyses_are_as_told(debate: Debate) -> None:
    assert _tie(debate.network(normalize="activity"), "Port", "ferry") == pytest.approx(1 / 3)
    assert _tie(debate.network(normalize="prominence"), "Port", "ferry") == pytest.approx(1 / 5)
    found = debate.coalitions(Clustering(), Bootstrap(draws=2))
    assert found.groups == {"City": 0, "Port": 0, "Union": 1}
    assert f"Q = {found.communities.modularity:.2f}." in DOCS
    polarized = debate.polarization()
    assert f"stand against Union: {polarized.index:.2f}." in DOCS
    assert f"have {polarized.chance.mean():.2f} on average" in DOCS
    assert f"say of the same: {polarized.within:.2f} and {polarized.between:.2f}." in DOCS
    _, central = debate.centrality()
    assert central.strength.tolist() == [1, 1, 0] and central.opposition.tolist() == [2, 1, 3]
    [first, _] = debate.nested_backbone()
    assert (first.concept, first.backbone_loss) == ("toll", 0)
