"""Networks, ties, actors, concepts, history and agreement as the screens show them, on a debate of a few lines."""

from __future__ import annotations

import datetime
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.api import Ledger
from onrecord.errors import LedgerError, UsageError
from onrecord.ledger.database import Database
from onrecord.model import ActorKind, Concept, Stance
from onrecord.networks.calendar import Unit
from onrecord.networks.windows import Sliding
from onrecord.statements.tagger import TaggerName
from onrecord.views.actors import actor_of, page_of
from onrecord.views.agreement import agreement_of
from onrecord.views.codebook import concepts_of, yaml_of
from onrecord.views.history import decisions_of
from onrecord.views.named import described_debate, named_debate
from onrecord.views.network import Shape, figure_of, network_of, plain_network_of, series_of
from onrecord.views.tie import tie_of

DAYS = {"first": datetime.date(2031, 3, 3), "second": datetime.date(2031, 5, 5)}
SAID = {
    "first": {
        "Ana Ruiz": "the dam must be built this year",
        "Bo Lund": "the dam is what the valley needs",
        "Cy Marek": "the dam would drown our village",
        "Dora Weiss": "nobody wants that dam here",
    },
    "second": {"Ana Ruiz": "a toll is fair to everybody", "Bo Lund": "a toll should pay for the bridge"},
}
FOR, AGAINST = Stance.SUPPORT, Stance.OPPOSE
STANCES = {"Ana Ruiz": FOR, "Bo Lund": FOR, "Cy Marek": AGAINST, "Dora Weiss": AGAINST}


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a ledger in which two are for a dam and a toll, and two against the dam."""
    folder = tmp_path_factory.mktemp("told")
    pages = folder / "pages"
    pages.mkdir()
    for name, said in SAID.items():
        (pages / f"{name}.txt").write_text(" ".join(f"{who} said that {what}." for who, what in said.items()))
    with onrecord.open(folder / "story.db") as opened:
        for name in SAID:
            opened.add(pages / f"{name}.txt", published=DAYS[name], tagger=TaggerName.RULES)
        opened.add_concept(Concept(id="dam", label="A dam should be built."), by="Ada")
        opened.add_concept(Concept(id="toll", label="The bridge should cost a toll."), by="Ada")
        for record in list(opened.statements()):
            assert record.speaker is not None
            concept = "toll" if "toll" in record.statement.text else "dam"
            opened.set_position(record.statement.id, concept, STANCES[record.speaker.name], by="Ada")
    return folder / "story.db"


@pytest.fixture
def ledger(told: Path, tmp_path: Path) -> Iterator[Ledger]:
    shutil.copy(told, tmp_path / "story.db")
    with onrecord.open(tmp_path / "story.db") as opened:
        yield opened


@pytest.fixture
def database(ledger: Ledger) -> Iterator[Database]:
    opened = Database(ledger.path, busy_seconds=1)
    yield opened
    opened.close()


def test_network_of_ties_those_who_agree(database: Database) -> None:
    network = network_of(named_debate(database), Shape(kind="congruence"))
    names = [node.label for node in network.nodes]
    ties = {frozenset((names[tie.one], names[tie.other])): tie.weight for tie in network.ties}
    assert ties == {frozenset(("Ana Ruiz", "Bo Lund")): 2, frozenset(("Cy Marek", "Dora Weiss")): 1}
    assert (network.statements, network.total_nodes, network.strongest) == (6, 4, 2)
    assert {node.label: node.statements for node in network.nodes}["Ana Ruiz"] == 2
    assert (network.first, network.last) == tuple(DAYS.values())
    assert all(-1 <= place <= 1 for node in network.nodes for place in (node.x, node.y))


def test_network_of_names_coalitions_with_what_they_have_in_common(database: Database) -> None:
    network = network_of(named_debate(database), Shape(kind="subtract"), stability=True)
    by_id = {node.id: node for node in network.nodes}
    assert {frozenset(by_id[one].label for one in group.members) for group in network.groups} == {
        frozenset(("Ana Ruiz", "Bo Lund")),
        frozenset(("Cy Marek", "Dora Weiss")),
    }
    for group in network.groups:
        assert {by_id[one].group for one in group.members} == {group.number}
        assert group.stability is not None
        assert 0 <= group.stability <= 1
        assert all(trait.statements for trait in group.traits)


def test_network_of_finds_the_same_coalitions_without_their_stability(database: Database) -> None:
    named = named_debate(database)
    quick, whole = (network_of(named, Shape(kind="subtract"), stability=asked) for asked in (False, True))
    assert [group.stability for group in quick.groups] == [None, None]
    assert [(group.members, group.traits) for group in quick.groups] == [
        (group.members, group.traits) for group in whole.groups
    ]


def test_named_debate_makes_the_same_network_as_the_described_one(database: Database) -> None:
    named, described = named_debate(database), described_debate(database)
    quick, whole = (debate.network(rows="actor", columns="concept") for debate in (named.debate, described))
    assert (quick.rows, quick.columns) == (whole.rows, whole.columns)
    assert quick.ties.toarray().tolist() == whole.ties.toarray().tolist()
    assert set(named.actors) == set(quick.rows)


@pytest.mark.parametrize(("threshold", "ties"), [(0.0, 2), (1.5, 1), (3.0, 0)])
def test_network_of_leaves_out_ties_below_the_threshold(database: Database, threshold: float, ties: int) -> None:
    network = network_of(named_debate(database), Shape(kind="congruence"), threshold=threshold)
    assert (len(network.ties), network.total_ties) == (ties, 2)


def test_network_of_shows_an_ego_with_its_neighbours(database: Database) -> None:
    named = named_debate(database)
    network = network_of(named, Shape(kind="affiliation"), ego=named.actors["Cy Marek"])
    assert [node.label for node in network.nodes] == ["Cy Marek", "A dam should be built."]
    assert [(tie.one, tie.other, tie.weight) for tie in network.ties] == [(0, 1, -1)]


def test_network_of_keeps_those_with_most_positions(database: Database) -> None:
    network = network_of(named_debate(database), Shape(kind="congruence", most=2))
    assert ([node.label for node in network.nodes], network.total_nodes) == (["Ana Ruiz", "Bo Lund"], 4)


def test_network_of_a_window_without_statements_is_empty(database: Database) -> None:
    shape = Shape(since=datetime.date(2040, 1, 1))
    assert network_of(named_debate(database), shape).nodes == ()


def test_series_of_has_the_ties_of_each_window(database: Database) -> None:
    named = named_debate(database)
    series = series_of(named, Shape(kind="congruence"), Sliding(width=1, step=1, unit=Unit.MONTHS, indent=False))
    assert sum(window.statements for window in series.windows) >= 6
    ids = {node.id for node in series.nodes}
    assert {one for window in series.windows for tie in window.ties for one in tie[:2]} <= ids
    last = [window for window in series.windows if window.ties][-1]
    assert {frozenset(tie[:2]) for tie in last.ties} == {frozenset((named.actors["Ana Ruiz"], named.actors["Bo Lund"]))}


def test_series_of_too_many_windows_is_refused(database: Database) -> None:
    named = named_debate(database)
    with pytest.raises(UsageError, match="longer steps"):
        series_of(named, Shape(), Sliding(width=1, step=1, unit=Unit.HOURS, indent=False))


def test_tie_of_two_actors_shows_their_statements(database: Database) -> None:
    named = named_debate(database)
    with database.reading() as connection:
        tie = tie_of(connection, named.actors["Ana Ruiz"], named.actors["Bo Lund"], Shape())
        opponents = tie_of(connection, named.actors["Ana Ruiz"], named.actors["Cy Marek"], Shape())
    assert [(shared.concept, shared.agree) for shared in tie.shared] == [("dam", True), ("toll", True)]
    assert "must be built" in tie.shared[0].one[0].text
    assert "valley needs" in tie.shared[0].other[0].text
    assert [(shared.concept, shared.agree) for shared in opponents.shared] == [("dam", False)]


def test_tie_of_an_actor_and_a_concept_shows_the_actors_statements(database: Database) -> None:
    named = named_debate(database)
    with database.reading() as connection:
        tie = tie_of(connection, named.actors["Cy Marek"], "dam", Shape())
    assert [(len(shared.one), len(shared.other)) for shared in tie.shared] == [(1, 0)]


def test_figure_and_file_hold_the_network_that_is_shown(database: Database) -> None:
    named = named_debate(database)
    assert figure_of(named, Shape()).axes
    network = plain_network_of(named, described_debate(database), Shape())
    assert network.rows == (
        "Ana Ruiz",
        "Bo Lund",
        "Cy Marek",
        "Dora Weiss",
    )


def test_page_of_finds_actors_by_beginnings_of_words(database: Database) -> None:
    with database.reading() as connection:
        everybody = page_of(connection, "", None, offset=0, limit=10)
        found = page_of(connection, "rui an", None, offset=0, limit=10)
        countries = page_of(connection, "", ActorKind.COUNTRY, offset=0, limit=10)
        last = page_of(connection, "", None, offset=3, limit=10)
    assert [line.statements for line in everybody.actors] == [2, 2, 1, 1]
    assert ([actor.name for actor in found.actors], found.total) == (["Ana Ruiz"], 1)
    assert countries.total == 0
    assert ([actor.name for actor in last.actors], last.total) == (["Dora Weiss"], 4)


def test_actor_of_follows_a_merge_and_counts_versions(ledger: Ledger, database: Database) -> None:
    ledger.merge("Dora Weiss", "Cy Marek", by="Ada")
    ledger.rename("Cy Marek", "Cyril Marek", by="Ada")
    with database.reading() as connection:
        old = next(one.subject_id for one in ledger.decisions() if one.field == "same_as")
        actor = actor_of(connection, old)
    assert (actor.name, actor.statements, actor.version) == ("Cyril Marek", 2, 1)
    assert {seen.name for seen in actor.names} >= {"Cy Marek", "Dora Weiss"}
    assert [(stance.concept, stance.oppose) for stance in actor.stances] == [("dam", 2)]


def test_actor_of_nobody_is_refused(database: Database) -> None:
    with database.reading() as connection, pytest.raises(LedgerError, match="no actor"):
        actor_of(connection, "nobody")


def test_concepts_of_counts_sides_and_writes_a_codebook(ledger: Ledger, database: Database, tmp_path: Path) -> None:
    with database.reading() as connection:
        shown = concepts_of(connection)
    assert [(one.id, one.support, one.oppose, one.actors, one.version) for one in shown] == [
        ("dam", 2, 2, 4, 1),
        ("toll", 2, 0, 2, 1),
    ]
    (tmp_path / "codebook.yaml").write_bytes(yaml_of(ledger.codebook()))
    assert ledger.load_concepts(tmp_path / "codebook.yaml") == 2


def test_decisions_of_tells_the_last_first_in_words(ledger: Ledger, database: Database) -> None:
    ledger.merge("Dora Weiss", "Cy Marek", by="Bo", why="one person")
    with database.reading() as connection:
        page = decisions_of(connection)
        of_bo = decisions_of(connection, by="Bo")
        concepts = decisions_of(connection, subject="concept", limit=1)
    assert page.total == len(list(ledger.decisions()))
    assert page.people == ("Ada", "Bo")
    [merge] = of_bo.decisions
    assert (merge.words, merge.why) == ("merged “Dora Weiss” into “Cy Marek”", "one person")
    assert page.decisions[1].words.startswith("no position is now support: “that a toll should pay")
    assert (concepts.total, concepts.decisions[0].words) == (
        2,
        "added the concept “The bridge should cost a toll.”",
    )


def test_agreement_of_two_coders_lists_where_they_differ(ledger: Ledger, database: Database) -> None:
    records = list(ledger.statements())
    for record in records:
        concept = "toll" if "toll" in record.statement.text else "dam"
        stance = AGAINST if "must be built" in record.statement.text else STANCES[record.speakers[0].name]
        ledger.set_position(record.statement.id, concept, stance, by="Bo")
    with database.reading() as connection:
        agreement = agreement_of(connection, "Ada", "Bo")
    assert [(figure.concept, figure.cases) for figure in agreement.figures] == [("all", 6), ("dam", 4), ("toll", 2)]
    [differing] = agreement.disagreements
    assert (differing.one, differing.other) == ("support", "oppose")
    assert "must be built" in differing.text
    of_all = agreement.figures[0]
    assert of_all.kappa is not None
    assert 0 < of_all.kappa < 1


def test_agreement_of_coders_without_a_common_case_is_empty(database: Database) -> None:
    with database.reading() as connection:
        assert agreement_of(connection, "Ada", "Bo").figures == ()
        with pytest.raises(UsageError, match="name two"):
            agreement_of(connection, "Ada", "Ada")


def test_a_statement_of_two_speakers_who_are_one_counts_once(ledger: Ledger) -> None:
    statement = next(iter(ledger.statements())).statement.id
    ledger.set_speakers(statement, ["Ana Ruiz", "Bo Lund"], by="Ada")
    ledger.merge("Bo Lund", "Ana Ruiz", by="Ada")
    counted = {actor.name: actor.statements for actor in ledger.actors()}
    assert counted["Ana Ruiz"] == len(list(ledger.statements(actor="Ana Ruiz"))) == 4
