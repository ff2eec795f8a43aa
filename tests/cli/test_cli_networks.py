"""`onrecord network` and the analyses, as a shell user gives them, on the sample debate as its authors coded it."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import xml.etree.ElementTree as ET
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import networkx as nx
import pyarrow.parquet
import pytest

import onrecord

Run = Callable[..., tuple[int, str, str]]

CAP = "A joint nightly limit on transit lorries over the Alpine passes should be introduced."
TOLL = "Lorries should pay a shared night toll on all Alpine passes."
LAST_WEEKS = ("--since", "2031-02-17")
QUICK = ("--draws", "3", "--permutations", "3")
FOR = {
    "Henrike Vossberg",
    "Germany",
    "Austria, Germany, Switzerland, France and Slovenia",
    "Črtomir Žerovčnik",
    "Innsbruck declaration",
    "Transit Halt",
}
AGAINST = {"Davide Morosetti", "Czech Republic", "Jiří Ohnutka", "Oleksandr Vyhnanets"}


def _lines(output: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in output.splitlines()]


def test_network_summary_counts_and_names_the_strongest_ties(gold: Path, run: Run) -> None:
    status, output, _ = run("network", gold)
    assert status == 0
    assert "47 actor and 5 concept nodes (1 isolate), 180 statements; 77 ties (39 above 0, 38 below)" in output
    assert re.search(r"\+8 +\S+ to \S+ +Katharina Sölderer", output)
    assert re.search(r"-6 +\S+ to \S+ +Davide Morosetti", output)


@pytest.mark.parametrize("command", ["network", "centrality", "polarization", "timeline", "bars"])
def test_commands_say_that_there_is_nothing(gold: Path, run: Run, command: str) -> None:
    status, output, _ = run(command, gold, "--include", "actor=Nobody at all")
    assert (status, output.split()[:2]) == (0, ["no", "statement"])


def test_network_ties_have_intervals_unless_nothing_is_drawn_again(gold: Path, run: Run) -> None:
    _, output, _ = run("network", gold)
    assert "interval" in output
    ties = _lines(run("network", gold, "--mode", "one", "--draws", "20", "--format", "jsonl")[1])
    assert all(float(str(tie["low"])) <= float(str(tie["high"])) for tie in ties)
    assert "interval" not in run("network", gold, "--draws", "0")[1]
    assert "low" not in _lines(run("network", gold, "--draws", "0", "--format", "jsonl")[1])[0]


def test_network_matrix_has_labels_in_its_first_row_and_column(gold: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "net.csv"
    assert run("network", gold, "-o", file)[:2] == (0, f"{file}\n")
    rows = list(csv.reader(io.StringIO(file.read_text(encoding="utf-8"))))
    cells = {row[0]: dict(zip(rows[0], row, strict=True)) for row in rows[1:]}
    assert len(cells) == 47
    assert cells["Katharina Sölderer"][CAP] == "8"


def test_network_options_shape_it(gold: Path, run: Run) -> None:
    options = ("--mode", "one", "--aggregate", "congruence", "--normalize", "cosine", "--duplicates", "all")
    _, output, _ = run("network", gold, *options, "--exclude", "actor=Italy", "--format", "jsonl")
    ties = _lines(output)
    assert ties and all(0 < float(str(tie["weight"])) <= 1 + 1e-9 for tie in ties)
    assert not any("Italy" in (tie["source"], tie["target"]) for tie in ties)
    only = run("network", gold, "--include", f"concept={TOLL}", "--until", "2031-01-31", "--format", "csv")[1]
    assert {row["target"] for row in csv.DictReader(io.StringIO(only))} == {TOLL}


def test_network_files_for_other_programs_have_the_same_ties(gold: Path, run: Run, tmp_path: Path) -> None:
    graphs = []
    for ending in ("graphml", "gexf"):
        file = tmp_path / f"net.{ending}"
        assert run("network", gold, "--mode", "one", "-o", file)[0] == 0
        graphs.append(nx.read_graphml(file) if ending == "graphml" else nx.read_gexf(file))
    assert graphs[0].number_of_edges() == graphs[1].number_of_edges() > 0
    assert {data["kind"] for _, data in graphs[0].nodes(data=True)} >= {"person", "country", "organization"}
    for ending in ("dl", "json", "parquet", "nodes.csv", "edges.csv"):
        assert run("network", gold, "-o", tmp_path / f"net.{ending}")[0] == 0
    assert pyarrow.parquet.read_table(tmp_path / "net.parquet").num_rows == 77


@pytest.mark.parametrize("ending", ["svg", "heatmap.svg"])
def test_network_is_drawn(gold: Path, run: Run, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"net.{ending}"
    assert run("network", gold, "-o", file)[0] == 0
    assert ET.parse(file).getroot().tag.endswith("svg")


@pytest.mark.parametrize(
    ("options", "windows"),
    [
        (("--calendar", "week"), 6),
        (("--window", "2weeks"), 3),
        (("--window", "20 days", "--step", "10days"), 2),
        (("--events", "60", "--step", "60"), 2),
        (("--kernel", "triangular", "--bandwidth", "7d", "--step", "7"), 6),
    ],
)
def test_network_series_has_a_line_a_window(gold: Path, run: Run, options: tuple[str, ...], windows: int) -> None:
    status, output, messages = run("network", gold, *options)
    assert (status, messages) == (0, "")
    assert len([line for line in output.splitlines() if line.startswith("2031-")]) == windows


def test_network_series_is_written_as_one_file_or_many(gold: Path, run: Run, tmp_path: Path) -> None:
    assert "6 files" in run("network", gold, "--calendar", "week", "-o", tmp_path / "net.csv")[1]
    assert run("network", gold, "--calendar", "week", "-o", tmp_path / "net.gexf")[0] == 0
    assert len(list(tmp_path.iterdir())) == 7


def test_network_dna_compatible_differs_where_dna_is_wrong(gold: Path, run: Run) -> None:
    asked = ("--mode", "one", "--aggregate", "congruence", "--normalize", "cosine", "--format", "jsonl")
    assert _lines(run("network", gold, *asked)[1]) != _lines(run("network", gold, *asked, "--dna-compatible")[1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("network", "--mode", "three"), "one"),
        (("network", "--rows", "party"), "there is no variable 'party'; choose one of"),
        (("network", "--rows", "concept", "--columns", "concept"), "rows and columns are both 'concept'"),
        (("network", "--aggregate", "congruence"), "has no meaning in mode two"),
        (("network", "--window", "soon"), "is no length; write it like 30days"),
        (("network", "--window", "2weeks", "--step", "1month"), "give both in one unit"),
        (("network", "--window", "9years", "--step", "1y"), "is longer than the period"),
        (("network", "--window", "1week", "--calendar", "week"), "are different windows; give one of them"),
        (("network", "--kernel", "uniform"), "a kernel needs its reach"),
        (("network", "--step", "1week"), "are of windows"),
        (("network", "--exclude", "Italy"), "write VARIABLE=VALUE"),
        (("network", "--since", "lately"), "is no date"),
        (("network", "--since", "2031-03-01", "--until", "2031-01-01"), "is after until"),
        (("network", "--zone", "Mars/Olympus"), "there is no time zone"),
        (("network", "--type", "story"), "there is no statement type `story`; name one of `position`"),
        (("network", "--calendar", "week", "-o", "x.png"), "a series is not one figure"),
        (("network", "-o", "x.doc"), "no format has this ending"),
        (("coalitions", "--method", "magic"), "there is no method 'magic'; choose one of louvain"),
        (("coalitions", "--groups", "2"), "louvain finds the number of groups itself"),
        (("polarization", "--events", "50"), "polarization is of stretches of time"),
        (("phases", "--distance", "far"), "there is no distance 'far'"),
        (("scaling", "--right", "Nobody"), "takes no side on anything that is scaled"),
        (("backbone", "--size", "9"), "a backbone of 9 of 5 concepts"),
        (("coalitions", "-o", "x.odt"), "no format has this ending"),
    ],
)
def test_wrong_calls_are_told(gold: Path, run: Run, arguments: tuple[str, ...], message: str) -> None:
    command, *options = arguments
    quick = ("--draws", "3") if command == "coalitions" else ()
    status, output, messages = run(command, gold, *options, *quick)
    assert (status, output) == (2, "")
    assert " ".join(message.split()) in " ".join(messages.replace("│", " ").split())


def test_a_file_that_is_no_database_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "torn.dna").write_bytes(b"SQLite format 3\x00 and no more")
    for name in ("torn.dna", "none.dna", "none.db"):
        status, _, messages = run("network", tmp_path / name)
        assert status == 3
        assert name in messages and ";" in messages


def test_what_a_database_holds_wrongly_is_named_and_the_rest_counts(gold: Path, run: Run, tmp_path: Path) -> None:
    torn = tmp_path / "torn.dna"
    shutil.copy(gold, torn)
    with closing(sqlite3.connect(torn)) as connection, connection:
        connection.execute("DELETE FROM DATAINTEGER WHERE StatementId = 1")
    status, output, messages = run("bars", torn)
    assert status == 1
    assert messages.startswith("refused: ") and "torn.dna" in messages
    assert "32 ---" in output


def test_coalitions_find_those_for_cap_and_toll_and_those_against(gold: Path, run: Run, tmp_path: Path) -> None:
    file = tmp_path / "found.json"
    both = ("--include", f"concept={CAP}", "--include", f"concept={TOLL}")
    assert run("coalitions", gold, *LAST_WEEKS, *both, "--draws", "5", "-o", file)[0] == 0
    found = json.loads(file.read_text(encoding="utf-8"))
    groups: dict[int, set[str]] = {}
    for row in found["actors"]:
        groups.setdefault(row["coalition"], set()).add(row["actor"])
    assert any(group >= FOR and not group & AGAINST for group in groups.values())
    assert any(group >= AGAINST and not group & FOR for group in groups.values())
    trait = next(row for row in found["traits"] if row["who"] == "Henrike Vossberg" and row["concept"] == CAP)
    assert (trait["side"], trait["text"], trait["date"]) == ("support", "‘I was wrong in January’", "2031-02-18")


def test_coalitions_are_told_with_their_sentences(gold: Path, run: Run) -> None:
    _, output, _ = run("coalitions", gold, *LAST_WEEKS, "--draws", "3", "--method", "ward", "--groups", "2")
    assert "2 coalitions of" in output
    assert f"+ {CAP}" in output
    assert "“I was wrong in January" in output


def test_coalitions_are_drawn_and_listed(gold: Path, run: Run, tmp_path: Path) -> None:
    asked = ("coalitions", gold, *LAST_WEEKS, "--draws", "3", "--method", "ward")
    for ending in ("svg", "tree.svg", "heatmap.svg"):
        assert run(*asked, "-o", tmp_path / f"found.{ending}")[0] == 0
        assert ET.parse(tmp_path / f"found.{ending}").getroot().tag.endswith("svg")
    assert run(*asked, "-o", tmp_path / "found.traits.csv")[0] == 0
    traits = list(csv.DictReader(io.StringIO((tmp_path / "found.traits.csv").read_text(encoding="utf-8"))))
    assert {row["side"] for row in traits} == {"support", "oppose"}
    assert run(*asked, "--format", "csv")[1].startswith("actor,coalition,stability\r\n")
    louvain = run("coalitions", gold, "--draws", "3", "-o", tmp_path / "none.tree.svg")
    assert louvain[0] == 2 and "makes no tree" in louvain[2]


def test_polarization_finds_the_two_sides(gold: Path, run: Run) -> None:
    _, output, _ = run("polarization", gold, *LAST_WEEKS, *QUICK, "--format", "jsonl")
    sides: dict[object, set[object]] = {}
    for row in _lines(output):
        sides.setdefault(row["side"], set()).add(row["actor"])
    assert any(side >= FOR and not side & AGAINST for side in sides.values())
    assert any(side >= AGAINST and not side & FOR for side in sides.values())


def test_polarization_over_time_is_listed_and_drawn(gold: Path, run: Run, tmp_path: Path) -> None:
    asked = ("polarization", gold, "--calendar", "week", *QUICK)
    windows = _lines(run(*asked, "--format", "jsonl")[1])
    assert [row["statements"] for row in windows] == [34, 24, 35, 12, 27, 35]
    assert all(0 <= float(str(row["index"])) <= 1 for row in windows)
    assert run(*asked, "-o", tmp_path / "series.png")[0] == 0
    assert (tmp_path / "series.png").read_bytes().startswith(b"\x89PNG")
    assert "polarization" in run("polarization", gold, *QUICK)[1]


def test_timeline_tells_the_course_of_each_actor(gold: Path, run: Run, tmp_path: Path) -> None:
    _, output, _ = run("timeline", gold, "--include", "actor=Miriam Oberleit", "--include", f"concept={TOLL}")
    assert "- 2031-02-03  + 2031-02-27" in output
    assert len(_lines(run("timeline", gold, "--format", "jsonl")[1])) == 180
    assert run("timeline", gold, "--by-concept", "-o", tmp_path / "time.svg")[0] == 0


def test_bars_count_support_and_opposition(gold: Path, run: Run, tmp_path: Path) -> None:
    by_concept = _lines(run("bars", gold, "--format", "jsonl")[1])
    assert by_concept[0] == {"label": CAP, "support": 35, "oppose": 32, "conditional": 8}
    assert _lines(run("bars", gold, "--by-actor", "--format", "jsonl")[1])[0]["label"] == "Katharina Sölderer"
    assert run("bars", gold, "-o", tmp_path / "bars.svg")[0] == 0
    assert "32 ---" in run("bars", gold)[1]


def test_centrality_scaling_backbone_and_phases_answer(gold: Path, run: Run, tmp_path: Path) -> None:
    central = _lines(run("centrality", gold, "--format", "jsonl")[1])
    assert len(central) == 47 and float(str(central[0]["strength"])) >= float(str(central[1]["strength"]))
    assert float(str(central[0]["strength_low"])) <= float(str(central[0]["strength_high"]))
    assert run("centrality", gold, "--draws", "3")[1].split()[:3] == ["who", "degree", "strength"]
    assert "strength_low" not in run("centrality", gold, "--draws", "0", "--format", "csv")[1]
    points = {row["actor"]: float(str(row["point"])) for row in _lines(run("scaling", gold, "--format", "jsonl")[1])}
    assert points["Davide Morosetti"] < 0 < points["Innsbruck declaration"]
    assert run("scaling", gold, "--dimensions", "2", "-o", tmp_path / "map.svg")[0] == 0
    assert run("scaling", gold, "-o", tmp_path / "points.svg")[0] == 0
    assert "Davide Morosetti" in run("scaling", gold)[1]
    parts = _lines(run("backbone", gold, "--size", "2", "--iterations", "30", "--format", "jsonl")[1])
    assert [row["part"] for row in parts] == ["backbone"] * 2 + ["redundant"] * 3
    assert len(_lines(run("backbone", gold, "--nested", "--format", "jsonl")[1])) == 5
    assert "change points" in run("phases", gold)[1]
    assert run("phases", gold, "-o", tmp_path / "phases.svg")[0] == 0


def test_import_and_export_of_dna_keep_what_was_coded(gold: Path, run: Run, tmp_path: Path) -> None:
    ledger = tmp_path / "story.db"
    status, output, _ = run("import", ledger, gold)
    assert status == 0 and "16 documents (16 new articles), 180 coded statements" in output
    assert "was imported before; nothing changed" in run("import", ledger, gold)[1]
    told = run("network", ledger)
    assert told[0] == 2 and "name one with --type: 'position'" in told[2]
    status, output, lost = run("export", ledger, tmp_path / "back.dna")
    assert (status, output) == (0, f"{tmp_path / 'back.dna'}: 180 statements\n")
    assert "not held: document 16: it has no date" in lost
    networks = [
        run("network", one, "--type", "position", "--format", "csv")[1] for one in (gold, ledger, tmp_path / "back.dna")
    ]
    assert networks[0] == networks[1] == networks[2]
    assert run("import", tmp_path / "other.db", tmp_path / "none.dna")[0] == 3


def test_a_debate_answers_the_same_calls(gold: Path) -> None:
    with onrecord.open_debate(gold) as debate:
        network = debate.network(mode="one", normalize="average")
        assert network.is_one_mode and len(network.rows) == 47
        assert network.attributes["kind"]["Italy"] == "country"
        assert network.to_networkx().nodes["Italy"]["kind"] == "country"
        assert float(str(network.to_pandas().at["Italy", "Davide Morosetti"])) > 0
        with pytest.raises(onrecord.UsageError, match="there is no mode 'three'; choose one of one, two"):
            debate.network(mode="three")
