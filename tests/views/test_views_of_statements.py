"""What the screens for reading show, on debates made up at random: the same as the ledger's own calls say."""

from __future__ import annotations

import datetime
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from onrecord.api import Ledger
from onrecord.errors import LedgerError
from onrecord.ledger import standing, tables
from onrecord.ledger.database import Database
from onrecord.model import Record, Stance, Stand
from onrecord.views.board import Board, Days, read_board
from onrecord.views.matrix import alike_beside, matrix_of
from onrecord.views.reviewing import Wanted, article_of, queue_of, statements_by_id, statements_of, why_of
from onrecord.views.shown import ShownStatement, read_shown
from onrecord.views.story import story_of
from onrecord.views.timeline import MOST_MARKS, timeline_of
from tests.views.debates_made_up import (
    DEBATES,
    FIRST,
    MANY_DEEDS,
    OUTLETS,
    PEOPLE,
    Deed,
    Line,
    Report,
    do,
    make_ledger,
)

DAYS = st.builds(
    Days,
    since=st.none() | st.integers(0, 200).map(lambda day: FIRST + datetime.timedelta(days=day)),
    until=st.none() | st.integers(0, 200).map(lambda day: FIRST + datetime.timedelta(days=day)),
    min_confidence=st.sampled_from([0.0, 0.5, 0.8]),
)
WHOLE = Days()
at_random = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),  # an example takes a third of a second: too long to shrink
)


@contextmanager
def opened(reports: Sequence[Report], deeds: Sequence[Deed] = ()) -> Iterator[tuple[Ledger, sa.Connection]]:
    """Give a ledger of the debate and a connection to it, opened after the deeds; the board was read before them."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "story.db"
        ledger = make_ledger(path, reports)
        database = Database(path, busy_seconds=1)
        with database.reading() as connection:
            read_board(connection)
        do(ledger, deeds)
        with database.reading() as connection:
            yield ledger, connection
        database.close()
        ledger.close()


def stands_of(ledger: Ledger, days: Days = WHOLE, actor: str | None = None) -> list[Stand]:
    """Return the positions of actors who are known, as the ledger tells them."""
    found = ledger.positions(actor=actor, since=days.since, until=days.until, min_confidence=days.min_confidence)
    return [stand for stand in found if stand.actor is not None]


def originals(records: Iterator[Record]) -> list[str]:
    return [record.statement.id for record in records if record.copy_of is None]


def said(*stances: tuple[int, Stance, float], by: tuple[int, ...] = (1,), confidence: float = 0.9) -> Line:
    return Line(speakers=by, stances=stances, confidence=confidence)


def report(*lines: Line, day: int | None = 0, outlet: int = 0, repeated: bool = False) -> Report:
    return Report(day=day, outlet=outlet, lines=lines, repeated=repeated)


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS)
def test_kept_tables_hold_what_they_are_made_of(reports: Sequence[Report], deeds: Sequence[Deed]) -> None:
    with opened(reports, deeds) as (ledger, connection):
        kept = {table: _rows(connection, table) for table in (tables.said, tables.stands, tables.waiting)}
        database = Database(ledger.path, busy_seconds=1)
        with database.writing() as writer:
            for name in (
                sa.inspect(writer).get_table_names()
                and writer.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars()
            ):
                writer.exec_driver_sql(f"DROP TRIGGER {name}")
            standing.keep_standing(writer)
            anew = {table: _rows(writer, table) for table in kept}
        database.close()
    assert kept == anew


def _rows(connection: sa.Connection, table: sa.Table) -> list[tuple[object, ...]]:
    return sorted(
        tuple(round(value, 9) if isinstance(value, float) else value for value in row)
        for row in connection.execute(sa.select(table))
    )


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS, days=DAYS)
def test_matrix_counts_what_positions_lists(reports: Sequence[Report], deeds: Sequence[Deed], days: Days) -> None:
    with opened(reports, deeds) as (ledger, connection):
        matrix = matrix_of(connection, days)
        stands = stands_of(ledger, days)
        every = [stand.record.statement.date for stand in stands_of(ledger)]
        concepts = sorted(concept.id for concept in ledger.codebook())
    counted = {
        (matrix.actors[cell.actor].id, matrix.concepts[cell.concept].id, stance): getattr(cell, stance)
        for cell in matrix.cells
        for stance in Stance
        if getattr(cell, stance)
    }
    dates = [date for date in every if date is not None]
    assert counted == Counter((_actor(one), one.position.concept, one.position.stance) for one in stands)
    assert matrix.total_actors == len({_actor(one) for one in stands}) == len(matrix.actors)
    assert (matrix.first, matrix.last) == (min(dates, default=None), max(dates, default=None))
    assert sorted(concept.id for concept in matrix.concepts) == concepts


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS, days=DAYS)
def test_matrix_has_where_actors_stand_last(reports: Sequence[Report], deeds: Sequence[Deed], days: Days) -> None:
    with opened(reports, deeds) as (ledger, connection):
        matrix = matrix_of(connection, days)
        lines: dict[tuple[str, str], list[Stand]] = {}
        for stand in stands_of(ledger, days):
            lines.setdefault((_actor(stand), stand.position.concept), []).append(stand)
        current = ledger.positions(since=days.since, until=days.until, min_confidence=days.min_confidence, current=True)
        told = {(_actor(one), one.position.concept): one.position.stance for one in current if one.actor}
    shown = {(matrix.actors[one.actor].id, matrix.concepts[one.concept].id): one.current for one in matrix.cells}
    assert set(shown) == set(told)
    for place, stance in told.items():
        dated = [one for one in lines[place] if one.record.statement.date is not None]
        # `current` lists a statement, which may be of another stance than is held where none shows that
        if any(one.position.stance == shown[place] for one in dated) or not dated:
            surest = max(one.position.confidence for one in lines[place])
            ties = {one.position.stance for one in lines[place] if one.position.confidence == surest}
            assert shown[place] == stance or (not dated and shown[place] in ties)


def _actor(stand: Stand) -> str:
    assert stand.actor is not None
    return stand.actor.id


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS, days=DAYS)
def test_timeline_marks_every_position_and_change(reports: Sequence[Report], deeds: Sequence[Deed], days: Days) -> None:
    with opened(reports, deeds) as (ledger, connection):
        by_actor = timeline_of(connection, days)
        by_concept = timeline_of(connection, days, lanes="concept")
        stands = stands_of(ledger, days)
        sure = Days(min_confidence=days.min_confidence)
        undated = [one for one in stands_of(ledger, sure) if one.record.statement.date is None]
        changes = list(ledger.changes(min_confidence=days.min_confidence))
        labels = {concept.id: concept.label for concept in ledger.codebook()}
    marks = Counter(
        (lane.id, mark.other, mark.date, mark.stance, one)
        for lane in by_actor.lanes
        for mark in lane.marks
        for one in mark.statements
    )
    dated = [one for one in stands if one.record.statement.date is not None]
    assert marks == Counter(
        (
            _actor(one),
            labels[one.position.concept],
            one.record.statement.date,
            one.position.stance,
            one.position.statement,
        )
        for one in dated
    )
    assert {lane.id: lane.count for lane in by_actor.lanes} == Counter(map(_actor, stands))
    assert {lane.id: lane.count for lane in by_concept.lanes} == Counter(one.position.concept for one in stands)
    assert sum(mark.count for lane in by_concept.lanes for mark in lane.marks) == len(dated)
    lanes = {lane.id for lane in by_actor.lanes}
    assert by_actor.undated == sum(_actor(one) in lanes for one in undated)
    told = Counter(
        (lane.id, change.other, change.statement_before, change.statement_after)
        for lane in by_actor.lanes
        for change in lane.changes
    )
    here = [
        one
        for one in changes
        if _actor(one.after) in lanes
        and (days.since is None or (one.after.record.statement.date or FIRST) >= days.since)
        and (days.until is None or (one.after.record.statement.date or FIRST) <= days.until)
    ]
    assert told == Counter(
        (
            _actor(one.after),
            labels[one.after.position.concept],
            one.before.position.statement,
            one.after.position.statement,
        )
        for one in here
    )


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS)
def test_story_counts_what_the_ledger_holds(reports: Sequence[Report], deeds: Sequence[Deed]) -> None:
    with opened(reports, deeds) as (ledger, connection):
        story = story_of(connection, name="valley")
        contents = ledger.contents()
        records = [record for record in ledger.statements() if record.copy_of is None]
        actors = Counter(actor.id for record in records for actor in record.speakers)
        disputes = {one.concept.id: one for one in ledger.concepts()}
        changes = list(ledger.changes())
    assert (story.articles, story.copies, story.statements, story.actors) == (
        contents.articles,
        contents.copies,
        contents.statements,
        contents.actors,
    )
    assert story.undecided == sum(record.verdict is None for record in records)
    assert {one.actor.id: one.statements for one in story.speakers} == actors
    months = Counter(f"{record.statement.date:%Y-%m}" for record in records if record.statement.date)
    assert {month: count for month, count in story.months if count} == months
    assert sum(outlet.articles for outlet in story.outlets) == story.articles
    for side in story.disputes:
        counts = disputes[side.concept].statements
        assert [side.support, side.oppose, side.conditional] == [counts.get(stance, 0) for stance in Stance]
    last = sorted((one.after.record.statement.date for one in changes if one.after.record.statement.date), reverse=True)
    assert [turn.statement_after.date for turn in story.turns] == last[: len(story.turns)]
    assert len(story.turns) == min(len(last), 8)
    pairs = {(one.before.position.statement, one.after.position.statement) for one in changes}
    assert {(turn.statement_before.id, turn.statement_after.id) for turn in story.turns} <= pairs


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS, outlet=st.sampled_from(OUTLETS), stance=st.sampled_from(Stance))
def test_statements_lists_what_the_ledger_lists(
    reports: Sequence[Report], deeds: Sequence[Deed], outlet: str | None, stance: Stance
) -> None:
    with opened(reports, deeds) as (ledger, connection):
        day = FIRST + datetime.timedelta(days=90)
        assert _ids(connection, Wanted()) == originals(ledger.statements())
        assert _ids(connection, Wanted(outlet=outlet and outlet.upper())) == originals(ledger.statements(outlet=outlet))
        assert _ids(connection, Wanted(since=day)) == originals(ledger.statements(since=day))
        assert _ids(connection, Wanted(until=day)) == originals(ledger.statements(until=day))
        assert _ids(connection, Wanted(verdict="rejected")) == originals(ledger.statements(rejected=True))
        assert _ids(connection, Wanted(verdict="confirmed")) == originals(ledger.statements(decided=True))
        assert _ids(connection, Wanted(verdict="none")) == originals(ledger.statements(decided=False))
        for actor in ledger.actors():
            assert _ids(connection, Wanted(actor=actor.id)) == originals(ledger.statements(actor=actor.id))
            theirs = [one for one in stands_of(ledger, actor=actor.id) if one.position.stance is stance]
            found = _ids(connection, Wanted(actor=actor.id, stance=stance))
            assert found == list(dict.fromkeys(one.position.statement for one in theirs))
        for concept in ledger.codebook():
            assert _ids(connection, Wanted(concept=concept.id)) == originals(ledger.statements(concept=concept.id))


def _ids(connection: sa.Connection, wanted: Wanted) -> list[str]:
    """Return the ids wanted, read in pages of three, every one of which tells how many there are."""
    found: list[str] = []
    while (page := statements_of(connection, wanted, offset=len(found), limit=3)).statements:
        found += [one.id for one in page.statements]
    assert page.total == len(found)
    return found


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS)
def test_queue_has_every_undecided_statement_once(reports: Sequence[Report], deeds: Sequence[Deed]) -> None:
    with opened(reports, deeds) as (ledger, connection):
        undecided = originals(ledger.statements(decided=False))
        decided = {*originals(ledger.statements(decided=True)), *originals(ledger.statements(rejected=True))}
        unsure, text = (queue_of(connection, Wanted(), order=order) for order in ("unsure", "text"))
        done = queue_of(connection, Wanted(), done=True)
    for queue in (unsure, text, done):
        assert (queue.total, queue.decided) == (len(undecided) + len(decided), len(decided))
    assert sorted(one.statement for one in unsure.queued) == sorted(undecided)
    assert [one.statement for one in text.queued] == undecided
    assert {one.statement for one in done.queued} == decided


@at_random
@given(reports=DEBATES, deeds=MANY_DEEDS)
def test_shown_statement_is_the_record(reports: Sequence[Report], deeds: Sequence[Deed]) -> None:
    with opened(reports, deeds) as (ledger, connection):
        records = {one.statement.id: one for some in (False, True) for one in ledger.statements(rejected=some)}
        shown = {one.id: one for one in read_shown(connection, list(records))}
        versions = {one: ledger.version_of("statement", one) for one in records}
        articles = {one.id: article_of(connection, one.id) for one in ledger.articles()}
    assert set(shown) == set(records)
    for one, record in records.items():
        assert shown[one].text == record.statement.text
        assert shown[one].version == versions[one]
        assert (shown[one].verdict, shown[one].by_hand) == (record.verdict, record.by_hand)
        assert [actor.id for actor in shown[one].speakers] == [actor.id for actor in record.speakers]
        assert [(position.concept, position.stance, position.confidence) for position in shown[one].positions] == [
            (position.concept, position.stance, position.confidence) for position in record.positions
        ]
        text = articles[shown[one].article].text
        for places in (shown[one].source, shown[one].cue, shown[one].content):
            assert all(text[start:end].strip() for start, end in places)
    for article in articles.values():
        here = sorted((one for one in shown.values() if one.article == article.id), key=_place)
        assert list(article.statements) == here


def _place(one: ShownStatement) -> tuple[int, str]:
    return one.content[0][0], one.id


@pytest.mark.parametrize("deed", ["no position", "position", "speakers", "reject", "merge", "concepts", "drop"])
def test_board_follows_a_single_deed(deed: str) -> None:
    lines = (said((0, Stance.SUPPORT, 0.9), by=(0,)), said((1, Stance.OPPOSE, 0.8), by=(1,)))
    with opened([report(*lines), report(*lines, day=9)], [Deed(deed=deed, one=0, other=0)]) as (ledger, connection):
        followed = _columns(read_board(connection))
        database = Database(ledger.path, busy_seconds=1)
        with database.reading() as anew:
            whole = _columns(read_board(anew))
        database.close()
    assert followed == whole


def _columns(board: Board) -> list[tuple[object, ...]]:
    actors, concepts = list(board.actors), list(board.concepts)
    columns = (board.day, board.article, board.statement, board.stance, board.confidence, *board.shares.T)
    return sorted(
        (actors[actor], concepts[concept], *rest)
        for actor, concept, *rest in zip(board.actor, board.concept, *columns, strict=True)
    )


def test_queue_asks_first_what_tells_most() -> None:
    sure = said((0, Stance.SUPPORT, 0.98), confidence=0.97)
    torn = said((0, Stance.SUPPORT, 0.4), confidence=0.97)
    maybe = said(confidence=0.5)
    with opened([report(sure, torn, maybe, said(confidence=0.99))]) as (_, connection):
        queue = queue_of(connection, Wanted())
        order = [one.id for one in statements_of(connection, Wanted()).statements]
    assert [order.index(one.statement) for one in queue.queued] == [1, 2, 0, 3]
    assert [one.confidence for one in queue.queued] == [0.4, 0.5, 0.97, 0.99]


def test_queue_keeps_to_its_filters() -> None:
    with opened([report(said(), said(by=(0,))), report(said((0, Stance.OPPOSE, 0.9)), outlet=1)]) as (
        _,
        connection,
    ):
        first, second, third = [one.id for one in statements_of(connection, Wanted()).statements]
        assert {one.statement for one in queue_of(connection, Wanted(actor="bo-lindqvist")).queued} == {first, third}
        assert [one.statement for one in queue_of(connection, Wanted(concept="dam")).queued] == [third]
        assert [one.statement for one in queue_of(connection, Wanted(outlet="monitor")).queued] == [third]
        assert {one.statement for one in queue_of(connection, Wanted(article="report0")).queued} == {first, second}
        assert len(queue_of(connection, Wanted(), limit=2).queued) == 2


def test_statements_by_id_keep_the_order_asked_for() -> None:
    with opened([report(said(), said(), said())], [Deed(deed="reject", one=1, other=0)]) as (ledger, connection):
        first, third = originals(ledger.statements())
        [second] = originals(ledger.statements(rejected=True))
        page = statements_by_id(connection, [third, "nobody", first, second, first])
        part = statements_by_id(connection, [third, first, second], offset=1, limit=1)
    assert (page.total, [one.id for one in page.statements]) == (3, [third, first, second])
    assert (part.total, [one.id for one in part.statements]) == (3, [first])


def test_merged_ids_still_find_their_own() -> None:
    with opened([report(said(by=(0,)), said((0, Stance.SUPPORT, 0.9), by=(1,)))], MERGES) as (_, connection):
        assert statements_of(connection, Wanted(actor="ana-ruiz")).total == 2
        assert statements_of(connection, Wanted(concept="dam")).total == 1
        [lane] = timeline_of(connection, Days(), ids=["ana-ruiz"]).lanes
    assert (lane.id, lane.count) == ("bo-lindqvist", 1)


MERGES = (Deed(deed="merge", one=0, other=1), Deed(deed="concepts", one=0, other=1))

ASKED: dict[str, Callable[[sa.Connection], object]] = {
    "article": lambda connection: article_of(connection, "nowhere"),
    "why": lambda connection: why_of(connection, "nowhere"),
    "actor": lambda connection: statements_of(connection, Wanted(actor="nowhere")),
    "concept": lambda connection: queue_of(connection, Wanted(concept="nowhere")),
    "lane": lambda connection: timeline_of(connection, Days(), ids=["nowhere"]),
}


@pytest.mark.parametrize("asked", ASKED.values(), ids=ASKED)
def test_what_is_not_there_is_said_so(asked: Callable[[sa.Connection], object]) -> None:
    with opened([report(said())]) as (_, connection), pytest.raises(LedgerError, match=r"^no .*'nowhere'"):
        asked(connection)


def test_why_tells_what_was_judged() -> None:
    with opened([report(said((0, Stance.SUPPORT, 0.6)))], [Deed(deed="position", one=0, other=1)]) as (_, connection):
        [statement] = statements_of(connection, Wanted()).statements
        why = why_of(connection, statement.id)
    assert why.statement == statement
    [judged] = why.judged
    assert (judged.concept, judged.support, round(judged.oppose, 2), round(judged.none, 2)) == ("dam", 0.6, 0.1, 0.2)


def test_story_of_an_empty_ledger_is_empty(tmp_path: Path) -> None:
    database = Database(tmp_path / "story.db", busy_seconds=1)
    with database.reading() as connection:
        story = story_of(connection, name="empty")
        matrix = matrix_of(connection, Days())
        timeline = timeline_of(connection, Days(), lanes="concept")
        queue = queue_of(connection, Wanted())
    database.close()
    assert (story.statements, story.months, story.first, story.turns) == (0, (), None, ())
    assert (matrix.actors, matrix.concepts, matrix.cells, matrix.total_actors) == ((), (), (), 0)
    assert (timeline.lanes, timeline.total_lanes, timeline.first) == ((), 0, None)
    assert (queue.total, queue.queued) == (0, ())


def test_alike_beside_sorts_alike_and_puts_nothing_last() -> None:
    rows = np.array([[1.0, -1.0], [0.0, 0.0], [-1.0, 1.0], [0.9, -1.0], [-1.0, 0.8]])
    order = alike_beside(rows)
    assert order == alike_beside(rows)
    assert order[-1] == 1
    assert abs(order.index(0) - order.index(3)) == abs(order.index(2) - order.index(4)) == 1


def test_matrix_has_those_with_most_positions() -> None:
    dam = (0, Stance.SUPPORT, 0.9)
    reports = [
        report(said(dam, by=(1,)), said(dam, by=(1,)), said(dam, by=(3,))),
        report(said(dam, by=(0,)), said(dam, by=(3,))),
    ]
    with opened(reports) as (_, connection):
        matrix = matrix_of(connection, Days(), most=2)
    assert {actor.name for actor in matrix.actors} == {PEOPLE[1].name, PEOPLE[3].name}
    assert matrix.total_actors == 3


def test_timeline_shows_many_positions_together() -> None:
    dam = (0, Stance.SUPPORT, 0.9)
    with opened([report(said(dam))]) as (_, connection):
        [one] = statements_of(connection, Wanted()).statements
    many = MOST_MARKS + 100
    with tempfile.TemporaryDirectory() as folder:
        make_ledger(Path(folder) / "story.db", [report(said(dam))]).close()
        database = Database(Path(folder) / "story.db", busy_seconds=1)
        with database.writing() as connection:
            rows = [
                {
                    "actor": "bo-lindqvist",
                    "concept": "dam",
                    "day": (FIRST + datetime.timedelta(days=number)).isoformat(),
                    "article": "report0",
                    "statement": f"{one.id}{number}",
                    "stance": Stance.SUPPORT,
                    "confidence": 0.9,
                    "support": 0.9,
                    "oppose": 0.05,
                    "conditional": 0.05,
                }
                for number in range(1, many)
            ]
            connection.execute(tables.stands.insert(), rows)
        with database.reading() as connection:
            whole = timeline_of(connection, Days()).lanes[0]
            month = timeline_of(connection, Days(since=FIRST, until=FIRST + datetime.timedelta(days=30))).lanes[0]
        database.close()
    assert (whole.count, sum(mark.count for mark in whole.marks)) == (many, many)
    assert len(whole.marks) < many / 6
    assert whole.marks[1].date.weekday() == 0
    assert all(mark.other == "" and len(mark.statements) == min(mark.count, 20) for mark in whole.marks)
    assert [mark.count for mark in month.marks] == [1] * 31
