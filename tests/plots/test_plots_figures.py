"""What figures show, what they leave out and say so, and that no label, however strange, breaks or changes them."""

from __future__ import annotations

import datetime
import itertools
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from scipy import sparse
from scipy.cluster import hierarchy

from onrecord.errors import UsageError
from onrecord.networks.layout import places_of
from onrecord.networks.network import Network
from onrecord.networks.settings import Aggregate, Mode, NetworkSettings
from onrecord.plots import (
    Event,
    Line,
    Opinion,
    bars_figure,
    dendrogram_figure,
    heatmap_figure,
    network_figure,
    save,
    series_figure,
    timeline_figure,
)
from onrecord.plots.colours import AGAINST, FOR
from onrecord.plots.heatmap import by_similarity
from onrecord.plots.wording import drawable, in_lines, shortened

STRANGE = (
    "Россия",
    "Ελλάδα",
    "العربية",
    "日本政府",
    "🙂 🏴",
    "$x^2$ and $",
    r"\frac{1}{2}",
    "_under",
    "a\nb\tc\x00\x1b",
    "lone \ud800",
    "",
    "long " * 60,
    "<b>&amp;",
    "\u202eleft",
)
DAY = datetime.date(2024, 3, 1)


def one_mode(labels: tuple[str, ...], weights: np.ndarray, aggregate: Aggregate = Aggregate.SUBTRACT) -> Network:
    return Network(
        settings=NetworkSettings(mode=Mode.ONE, aggregate=aggregate),
        rows=labels,
        columns=labels,
        ties=sparse.csr_array(weights + weights.T),
        statements=1,
    )


def ring(count: int, weight: float = 1.0) -> Network:
    upper = np.zeros((count, count))
    for place in range(count - 1):
        upper[place, place + 1] = weight * (1 + place)
    return one_mode(tuple(f"actor {place}" for place in range(count)), upper)


def two_mode(rows: tuple[str, ...], columns: tuple[str, ...]) -> Network:
    ties = np.arange(len(rows) * len(columns), dtype=np.float64).reshape(len(rows), len(columns)) - 3
    return Network(settings=NetworkSettings(), rows=rows, columns=columns, ties=sparse.csr_array(ties), statements=1)


def strange_figures() -> dict[str, Callable[[], Figure]]:
    count = len(STRANGE)
    weights = np.triu(np.ones((count, count)), 1) * np.array([1, -1] * (count // 2))
    merges = hierarchy.linkage(np.arange(count, dtype=np.float64).reshape(-1, 1) ** 2)
    network = one_mode(STRANGE, weights)
    return {
        "network": lambda: network_figure(network, title=STRANGE[5]),
        "affiliations": lambda: network_figure(two_mode(STRANGE[:7], STRANGE[7:])),
        "heatmap": lambda: heatmap_figure(network),
        "bars": lambda: bars_figure([Opinion(label=label, support=2, oppose=1, conditional=1) for label in STRANGE]),
        "timeline": lambda: timeline_figure([Event(label=label, time=DAY, side=1) for label in STRANGE]),
        "dendrogram": lambda: dendrogram_figure(merges, STRANGE, groups=3),
        "series": lambda: series_figure(
            [Line(name=label, times=[DAY], values=[1.0], low=[0.0], high=[2.0]) for label in STRANGE], measure="$"
        ),
    }


def empty_figures() -> dict[str, Callable[[], Figure]]:
    return {
        "network": lambda: network_figure(one_mode((), np.zeros((0, 0)))),
        "one node": lambda: network_figure(one_mode(("a",), np.zeros((1, 1)))),
        "no ties": lambda: network_figure(one_mode(("a", "b"), np.zeros((2, 2)))),
        "no columns": lambda: network_figure(two_mode(("a",), ())),
        "heatmap": lambda: heatmap_figure(one_mode((), np.zeros((0, 0)))),
        "heatmap of one": lambda: heatmap_figure(one_mode(("a",), np.zeros((1, 1)))),
        "heatmap without columns": lambda: heatmap_figure(two_mode(("a", "b", "c"), ())),
        "bars": lambda: bars_figure([]),
        "bars of nothing": lambda: bars_figure([Opinion(label="a", support=0, oppose=0)]),
        "timeline": lambda: timeline_figure([]),
        "dendrogram": lambda: dendrogram_figure(np.zeros((0, 4)), ["a"]),
        "series": lambda: series_figure([]),
        "series of gaps": lambda: series_figure([Line(name="a", times=[DAY], values=[np.nan])]),
    }


def colours(lines: LineCollection) -> set[str]:
    return {to_hex(colour) for colour in np.asarray(lines.get_colors()).tolist()}


def texts(figure: Figure) -> list[str]:
    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text) and text.get_text()]


@pytest.mark.parametrize("name", strange_figures())
def test_figures_draw_strange_labels_without_a_warning(name: str, tmp_path: Path) -> None:
    figure = strange_figures()[name]()
    save(figure, tmp_path / "figure.png")
    save(figure, tmp_path / "figure.svg")
    assert (tmp_path / "figure.png").read_bytes().startswith(b"\x89PNG")
    assert ElementTree.parse(tmp_path / "figure.svg").getroot().tag.endswith("svg")


@pytest.mark.parametrize("name", empty_figures())
def test_figures_of_nothing_are_figures(name: str, tmp_path: Path) -> None:
    save(empty_figures()[name](), tmp_path / "figure.svg")
    assert (tmp_path / "figure.svg").stat().st_size


@pytest.mark.parametrize("name", ["network", "timeline"])
@pytest.mark.parametrize("ending", [".svg", ".PNG"])
def test_save_writes_the_same_bytes_twice(name: str, ending: str, tmp_path: Path) -> None:
    for file in ("once", "twice"):
        save(strange_figures()[name](), tmp_path / f"{file}{ending}")
    assert (tmp_path / f"once{ending}").read_bytes() == (tmp_path / f"twice{ending}").read_bytes()


def test_save_refuses_other_endings(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"\.svg or \.png"):
        save(bars_figure([]), tmp_path / "figure.jpg")
    assert not list(tmp_path.iterdir())


def test_network_figure_draws_signs_as_colour_and_style() -> None:
    upper = np.array([[0, 2, -1], [0, 0, 0], [0, 0, 0]], np.float64)
    [axes] = network_figure(one_mode(("a", "b", "c"), upper)).axes
    agree, disagree = [lines for lines in axes.collections if isinstance(lines, LineCollection)]
    assert [colours(lines) for lines in (agree, disagree)] == [{FOR.lower()}, {AGAINST.lower()}]
    assert agree.get_linestyle() != disagree.get_linestyle()
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["agree (+)", "disagree (−)"]


def test_network_figure_of_conflict_is_against() -> None:
    upper = np.array([[0, 2], [0, 0]], np.float64)
    [axes] = network_figure(one_mode(("a", "b"), upper, Aggregate.CONFLICT)).axes
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["disagree (−)"]


def test_network_figure_draws_larger_what_is_tied_more() -> None:
    [axes] = network_figure(ring(4)).axes
    [nodes] = [points for points in axes.collections if isinstance(points, PathCollection)]
    assert np.argmax(nodes.get_sizes()) == 2
    assert {text.get_text() for text in axes.texts} == {f"actor {place}" for place in range(4)}


def test_network_figure_cuts_to_the_strongest_and_says_so() -> None:
    figure = network_figure(ring(30), most=5)
    assert {text.get_text() for text in figure.axes[0].texts} <= {f"actor {place}" for place in range(24, 29)}
    assert "the 5 strongest of 30 nodes" in texts(figure)


def test_network_figure_of_very_many_nodes_is_drawn_in_part() -> None:
    count = 100_000
    ties = sparse.csr_array((np.ones(2), ([7, 99_999], [99_999, 7])), shape=(count, count))
    labels = tuple(map(str, range(count)))
    network = Network(settings=NetworkSettings(mode=Mode.ONE), rows=labels, columns=labels, ties=ties, statements=1)
    figure = network_figure(network, most=20)
    assert {"7", "99999"} <= set(texts(figure))
    assert "the 20 strongest of 100,000 nodes" in " ".join(texts(figure))


def test_network_figure_names_groups() -> None:
    figure = network_figure(ring(4), groups={f"actor {place}": place // 2 for place in range(4)})
    assert {"group 1", "group 2"} <= set(texts(figure))


def test_network_figure_lets_no_labels_overlap() -> None:
    figure = network_figure(ring(40))
    boxes = [text.get_window_extent() for text in figure.axes[0].texts]
    assert len(boxes) > 10
    assert not any(a.overlaps(b) for place, a in enumerate(boxes) for b in boxes[place + 1 :])


def test_network_figure_leaves_out_what_is_no_number() -> None:
    upper = np.array([[0, np.nan], [0, 0]])
    save_nothing = network_figure(one_mode(("a", "b"), upper))
    assert not [lines for lines in save_nothing.axes[0].collections if isinstance(lines, LineCollection)]


def test_places_of_keeps_friends_together_and_opponents_apart() -> None:
    side = np.array([1, 1, 1, -1, -1, -1])
    weights = np.outer(side, side) * (1.0 - np.eye(6))
    places = places_of(weights)
    distance = np.sqrt(((places[:, None] - places[None]) ** 2).sum(axis=2))
    assert distance[:3, :3].max() < distance[:3, 3:].min()
    assert (places.min(), places.max()) == pytest.approx((0, 1))


def test_places_of_gives_each_part_its_place_and_those_alone_a_row_below() -> None:
    weights = np.zeros((12, 12))
    weights[:5, :5] = weights[5:8, 5:8] = weights[8:10, 8:10] = 1
    places = places_of(weights * (1 - np.eye(12)))
    assert (places >= 0).all() and (places <= 1).all()
    parts = [places[:5], places[5:8], places[8:10], places[10:]]
    for part, other in itertools.combinations(parts, 2):
        apart = (part.max(axis=0) < other.min(axis=0)) | (other.max(axis=0) < part.min(axis=0))
        assert apart.any()
    assert places[10:, 1].max() < places[:10, 1].min()


def test_places_of_brings_nearer_who_is_far_out() -> None:
    weights = np.triu(np.ones((20, 20)), 1)
    weights[:, 19] = 0
    weights[0, 19] = -1
    places = places_of(weights + weights.T)
    assert np.ptp(places[:19], axis=0).max() > 0.5


def test_places_of_is_the_same_for_the_same_seed() -> None:
    weights = np.triu(np.ones((9, 9)), 1)
    weights += weights.T
    assert np.array_equal(places_of(weights, seed=3), places_of(weights, seed=3))
    assert not np.allclose(places_of(weights, seed=3), places_of(weights, seed=4))


def test_by_similarity_puts_like_rows_beside_each_other() -> None:
    ties = np.array([[1, 0], [0, 1], [2, 0], [0, 3], [1, 0.1]], np.float64)
    order = by_similarity(ties).tolist()
    places = [order.index(row) for row in (0, 2, 4)]
    assert max(places) - min(places) == 2
    assert sorted(order) == [0, 1, 2, 3, 4]


def test_heatmap_figure_cuts_to_the_strongest_and_says_so() -> None:
    figure = heatmap_figure(ring(70))
    assert len(figure.axes[0].get_yticklabels()) == 60
    assert "the 60 strongest of 70 (actor)" in texts(figure)


def test_heatmap_figure_writes_numbers_where_there_is_room() -> None:
    assert {"-3", "2"} <= {
        text.get_text() for text in heatmap_figure(two_mode(("a", "b"), ("x", "y", "z"))).axes[0].texts
    }


def test_bars_figure_draws_both_sides_of_the_middle() -> None:
    [axes] = bars_figure([Opinion(label="gate", support=4, oppose=3, conditional=2)]).axes
    bars = [bar for bar in axes.patches if isinstance(bar, Rectangle)]
    extents = sorted((bar.get_x() + min(bar.get_width(), 0), abs(bar.get_width())) for bar in bars)
    assert extents == [(-4, 3), (-1, 2), (1, 4)]
    assert {text.get_text() for text in axes.texts} == {"3", "2", "4"}


def test_bars_figure_keeps_those_with_most_statements() -> None:
    figure = bars_figure([Opinion(label=f"concept {place}", support=place, oppose=0) for place in range(45)])
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert labels == [f"concept {place}" for place in range(5, 45)]
    assert "5 with fewer statements are left out" in texts(figure)


def test_timeline_figure_puts_support_above_and_opposition_below() -> None:
    events = [Event(label="Ruiz", time=DAY, side=side) for side in (1, 0, -1)] + [Event(label="Lenz", time=DAY, side=1)]
    [axes] = timeline_figure(events).axes
    marks = [points for points in axes.collections if isinstance(points, PathCollection)]
    assert [label.get_text() for label in axes.get_yticklabels()] == ["Lenz", "Ruiz"]
    assert [np.asarray(points.get_offsets())[-1, 1] for points in marks] == pytest.approx([0.8, 1.0, 1.2])


def test_timeline_figure_keeps_those_with_most_events() -> None:
    events = [Event(label=f"actor {place}", time=DAY, side=1) for place in range(45) for _ in range(1 + (place > 4))]
    figure = timeline_figure(events)
    assert len(figure.axes[0].get_yticklabels()) == 40
    assert "5 with fewer statements are left out" in texts(figure)


def test_dendrogram_figure_colours_branches() -> None:
    merges = hierarchy.linkage(np.array([[0.0], [1], [10], [11], [30], [31]]), "average")
    [axes] = dendrogram_figure(merges, list("abcdef"), groups=3).axes
    [lines] = axes.collections
    assert isinstance(lines, LineCollection)
    assert len(colours(lines)) == 4
    assert sorted(label.get_text() for label in axes.get_yticklabels()) == list("abcdef")


def test_dendrogram_figure_of_many_leaves_ends_in_branches() -> None:
    merges = hierarchy.linkage(np.arange(2000, dtype=np.float64).reshape(-1, 1) ** 1.01, "single")
    figure = dendrogram_figure(merges, [f"actor {place}" for place in range(2000)], groups=2)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(labels) == 150
    assert any(label.startswith("(") for label in labels)
    assert "(n): a branch of n of the 2,000 leaves" in texts(figure)


def test_dendrogram_figure_refuses_labels_of_another_tree() -> None:
    with pytest.raises(UsageError, match="2 merges are of 3 leaves, not of 1 labels"):
        dendrogram_figure(np.zeros((2, 4)), ["a"])


def test_series_figure_has_a_band_and_marks_changes() -> None:
    times = [datetime.datetime(2024, month, 1, tzinfo=datetime.UTC) for month in (3, 1, 2)]
    line = Line(name="index", times=times, values=[0.3, 0.1, np.nan], low=[0.2, 0, 0], high=[0.4, 0.2, 0.3])
    [axes] = series_figure([line], changes=[times[0]], zero=True).axes
    assert np.asarray(axes.lines[0].get_ydata()).tolist()[::2] == [0.1, 0.3]
    assert len(axes.collections) == 1
    legend = axes.get_legend()
    assert legend is not None
    assert [text.get_text() for text in legend.get_texts()] == ["index: interval", "index", "change"]
    assert axes.get_ylim()[0] == 0


def test_line_refuses_other_numbers_of_values() -> None:
    with pytest.raises(UsageError, match="index: 2 values at 1 times"):
        Line(name="index", times=[DAY], values=[1, 2])


def test_drawable_has_only_what_the_font_has() -> None:
    assert drawable("Россия Ελλάδα") == "Россия Ελλάδα"
    assert drawable("日本") == "RiBen"
    assert drawable("costs $5 or $6") == r"costs \$5 or \$6"
    assert drawable("a\n\tb") == "a b"


def test_wording_cuts_what_is_long() -> None:
    assert shortened("word " * 20, 12) == "word word w…"
    assert in_lines("one two three four five", 9, 2) == "one two\nthree fo…"


def test_importing_the_rest_does_not_load_matplotlib() -> None:
    code = "import sys, onrecord.export.networks, onrecord.networks.frames; assert 'matplotlib' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_plots_do_not_touch_pyplot() -> None:
    code = (
        "import sys, onrecord.plots as plots; "
        "plots.bars_figure([plots.Opinion(label='a', support=1, oppose=1)]); "
        "assert 'matplotlib.pyplot' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
