"""Every figure that DNA 3.1.2 computed for 111 settings on our own database, to 1e-9."""

from __future__ import annotations

import datetime
import functools
import gzip
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from onrecord.networks.building import network_of
from onrecord.networks.calendar import Unit
from onrecord.networks.compatible.backbone import dna_degrees, dna_nested_backbone
from onrecord.networks.compatible.events import Told, dna_event_lines
from onrecord.networks.compatible.kernels import DnaKernel, dna_smoothed
from onrecord.networks.compatible.windows import dna_windows
from onrecord.networks.events import events_of
from onrecord.networks.kernels import Kernel
from onrecord.networks.network import Network
from onrecord.networks.selecting import selected
from onrecord.networks.settings import Aggregate, Duplicates, Mode, NetworkSettings, Normalize
from onrecord.networks.table import Table, VariableKind, variable_of

FIGURES = json.loads(gzip.decompress((Path(__file__).parent / "dna" / "figures.json.gz").read_bytes()))
TEXTS = ("person", "organization", "concept", "frame")
OF_ARTICLES = ("author", "source", "section", "type")
CODED = ("person", "organization", "concept", "agreement", "strength", "frame", "note")
OUR_WORDS = {"include": "keep", "acrossrange": "all", "no": "none"}


@functools.cache
def dna_table() -> Table:
    rows = FIGURES["statements"]
    variables = {name: variable_of([row[name] for row in rows], VariableKind.TEXT) for name in (*TEXTS, "note")}
    variables |= {name: variable_of([row[name] for row in rows], VariableKind.DOCUMENT) for name in OF_ARTICLES}
    variables["agreement"] = variable_of([row["agreement"] for row in rows], VariableKind.BOOLEAN, (0, 1))
    variables["strength"] = variable_of([row["strength"] for row in rows], VariableKind.INTEGER)
    return Table(
        statements=tuple(str(row["id"]) for row in rows),
        times=np.array([row["date"] for row in rows], np.int64),
        articles=np.array([row["document"] for row in rows], np.int64),
        starts=np.array([row["start"] for row in rows], np.int64),
        weights=np.ones(len(rows)),
        variables=variables,
    )


def our_settings(asked: dict[str, Any]) -> NetworkSettings:
    """Return DNA's settings in our words; a setting left out has DNA's default."""

    def word(name: str, default: str) -> str:
        theirs = str(asked.get(name, default))
        return OUR_WORDS.get(theirs, theirs)

    exclude: dict[str, frozenset[str]] = {}
    include: dict[str, frozenset[str]] = {}
    for name, values in asked.get("excludeValues", {}).items():
        (include if asked.get("invertValues") else exclude)[name] = frozenset(values)
    for name in ("Authors", "Sources", "Sections", "Types"):
        if f"exclude{name}" in asked:
            chosen = include if asked.get(f"invert{name}") else exclude
            chosen[name[:-1].lower()] = frozenset(asked[f"exclude{name}"])
    return NetworkSettings(
        mode=Mode.TWO if asked.get("networkType") == "twomode" else Mode.ONE,
        rows=asked.get("variable1", "organization"),
        columns="concept",
        qualifier=asked.get("qualifier", "agreement"),
        aggregate=Aggregate(asked.get("qualifierAggregation", "ignore")),
        normalize=Normalize(word("normalization", "no")),
        duplicates=Duplicates(word("duplicates", "include")),
        isolates=asked.get("isolates", False),
        since=datetime.datetime.fromisoformat(asked["start"]) if "start" in asked else None,
        until=datetime.datetime.fromisoformat(asked["stop"]) if "stop" in asked else None,
        exclude=exclude,
        include=include,
        dna_compatible=True,
    )


def our_networks(asked: dict[str, Any]) -> list[Network]:
    table, settings = dna_table(), our_settings(asked)
    if "kernel" in asked:
        kernel = DnaKernel(size=asked["windowSize"], unit=Unit(asked["timeWindow"]), kernel=Kernel(asked["kernel"]))
        return list(dna_smoothed(table, settings, kernel))
    if "timeWindow" in asked:
        return list(dna_windows(table, settings, size=asked["windowSize"], unit=Unit(asked["timeWindow"])))
    return [network_of(table, settings)]


def told(row: dict[str, Any]) -> Told:
    rest = {name: row[name] for name in ("stop", "text", "coder", "document", "title", *OF_ARTICLES)}
    return Told(values={name: row[name] for name in CODED}, **rest)


def assert_equal_events(asked: dict[str, Any]) -> None:
    lines = dna_event_lines(
        events_of(dna_table(), our_settings(asked)), {str(row["id"]): told(row) for row in FIGURES["statements"]}
    )
    assert list(lines) == FIGURES["events"]


def assert_equal_matrix(network: Network, matrix: dict[str, Any]) -> None:
    assert list(network.rows) == matrix["rows"]
    assert list(network.columns) == matrix["columns"]
    expected = np.array(matrix["values"], np.float64).reshape(network.ties.shape)
    np.testing.assert_allclose(network.ties.toarray(), expected, rtol=0, atol=1e-9)


def test_figures_are_of_all_settings() -> None:
    assert len(FIGURES["settings"]) == 111


@pytest.mark.parametrize("one", FIGURES["settings"], ids=lambda one: str(one["name"]))
def test_compatible_network_is_that_of_dna(one: dict[str, Any]) -> None:
    asked = one["settings"]
    if asked.get("networkType") == "eventlist":
        assert_equal_events(asked)
        return
    kept = selected(dna_table(), our_settings(asked)).table.statements
    assert [int(statement) for statement in kept] == one["filteredStatementIds"]
    networks = our_networks(asked)
    assert len(networks) == len(one["matrices"])
    for network, matrix in zip(networks, one["matrices"], strict=True):
        assert_equal_matrix(network, matrix)
        if "timeWindow" in asked:
            assert network.begins is not None
            assert network.ends is not None
            assert f"{network.begins:%Y-%m-%dT%H:%M:%S}" == matrix["start"]
            assert f"{network.ends:%Y-%m-%dT%H:%M:%S}" == matrix["stop"]


def test_nested_backbone_is_that_of_dna() -> None:
    [one] = [one for one in FIGURES["settings"] if one["settings"].get("nested")]
    settings, expected = our_settings(one["settings"]), one["nestedBackbone"]
    steps = dna_nested_backbone(dna_table(), settings)
    assert [step.column for step in steps] == expected["entities"]
    assert [step.statements for step in steps] == expected["numStatements"]
    np.testing.assert_allclose([step.backbone_loss for step in steps], expected["backboneLoss"], rtol=0, atol=1e-9)
    np.testing.assert_allclose([step.redundant_loss for step in steps], expected["redundantLoss"], rtol=0, atol=1e-9)
    degrees = dna_degrees(selected(dna_table(), settings), settings)
    np.testing.assert_allclose(degrees, one["normalizedEigenvalues"], rtol=0, atol=1e-9)
