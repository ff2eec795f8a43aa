"""What was undone is made anew, and each decision and undoing is counted."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from onrecord.errors import LedgerError
from onrecord.ledger.correcting import Corrector
from onrecord.ledger.correcting_positions import PositionCorrector
from onrecord.ledger.decisions import version_of
from onrecord.ledger.reading import Filter, read_records
from onrecord.model import Concept, Decision, Stance
from tests.ledger.corrected_story import TEXT, State, Story, place, state_of


def test_version_counts_decisions_and_undoings_of_a_statement_and_its_positions(story: Story) -> None:
    words, other = story.id("dam yes"), story.id("dam no")

    def version(subject: str, subject_id: str) -> int:
        with story.database.reading() as connection:
            return version_of(connection, subject, subject_id)

    assert version("statement", words) == 0
    decision = story.decide(lambda ada: ada.confirm_statement(words))
    with story.database.writing() as connection:
        PositionCorrector(connection, by="Ada").confirm(words, "dam")
        Corrector(connection, by="Ada").rename("ana-ruiz", "Ana")
    assert (version("statement", words), version("statement", other), version("actor", "ana-ruiz")) == (2, 0, 1)
    story.undo(decision.id)
    assert version("statement", words) == 3
    story.redo(decision.id)
    assert version("statement", words) == 4


def test_version_reads_an_index(story: Story) -> None:
    with story.database.reading() as connection:
        seen: list[str] = []
        sa.event.listen(connection, "before_cursor_execute", lambda *given: seen.append(given[2]))
        version_of(connection, "statement", "x")
        for query in list(seen):
            marks = query.count("?")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", tuple("x" * marks)).all()
            assert all("decisions_by_subject" in str(row) for row in plan)
    assert len(seen) >= 2


def coding_statement(coding: PositionCorrector) -> str:
    return next(
        record.statement.id
        for record in read_records(coding._connection, Filter())
        if "dam yes" in record.statement.text
    )


def whoever(state: State) -> State:
    """Return the rows without the name of who decided."""
    return {
        table: [tuple("?" if value in ("Ada", "Cy") else value for value in row) for row in rows]
        for table, rows in state.items()
    }


@pytest.mark.parametrize(
    "act",
    [
        lambda actors, _: actors.merge("bo-ek", "cy-olm"),
        lambda actors, _: actors.rename("bo-ek", "Bo Gustav Ek"),
        lambda actors, _: actors.alias("bo-ek", "Cy Olm"),
        lambda actors, _: actors.is_not("bo-ek", "cy-olm"),
        lambda actors, _: actors.is_not("bo-ek", "Somebody"),
        lambda actors, _: actors.wikidata("bo-ek", "Q1"),
        lambda _, coding: coding.set(coding_statement(coding), "toll", Stance.SUPPORT),
        lambda _, coding: coding.set(coding_statement(coding), "dam", None),
        lambda _, coding: coding.merge("toll", "dam"),
        lambda _, coding: coding.drop("toll"),
        lambda _, coding: coding.add(Concept(id="ferry", label="The ferry should sail."))[0],
        lambda _, coding: coding.edit("dam", label="A high dam should be built.")[0],
        lambda _, coding: coding.edit("dam", description="Of stone.")[0],
        lambda _, coding: coding.edit("dam", examples=[(Stance.OPPOSE, "No dam.")])[0],
    ],
)
def test_redo_makes_decisions_on_actors_positions_and_concepts_anew(
    story: Story, act: Callable[[Corrector, PositionCorrector], Decision]
) -> None:
    with story.database.writing() as connection:
        made = act(Corrector(connection, by="Ada"), PositionCorrector(connection, by="Ada", why="read again"))
    with story.database.reading() as connection:
        after = state_of(connection)
    story.undo(made.id)
    redone = story.redo(made.id)
    assert (redone.subject, redone.subject_id, redone.field, redone.new) == (
        made.subject,
        made.subject_id,
        made.field,
        made.new,
    )
    assert (redone.made_by, redone.why, redone.undone_at) == ("Cy", made.why, None)
    assert whoever(story.state()) == whoever(after)


def test_redo_of_a_split_parts_the_actor_again(story: Story) -> None:
    story.decide(lambda ada: ada.set_speakers(story.id("dam yes"), ["bo-ek"]))
    with story.database.writing() as connection:
        parted = Corrector(connection, by="Ada").split("bo-ek", articles=["a1"], into="Bo Ekberg")
    after = story.state()
    story.undo(parted.id)
    redone = story.redo(parted.id)
    assert (redone.new, story.state()) == (parted.new, after)


def test_redo_refuses_what_is_in_force_unknown_or_impossible_now(story: Story) -> None:
    words = story.id("dam yes")
    cut = story.decide(lambda ada: ada.split_statement(words, TEXT.index("and also")))
    with pytest.raises(LedgerError, match=r"decision 1 is in force; there is nothing to redo"):
        story.redo(cut.id)
    with pytest.raises(LedgerError, match="no decision 9"):
        story.redo(9)
    story.undo(cut.id)
    story.decide(lambda ada: ada.set_spans(words, source=(), cue=(), content=(place("the dam yes"),)))
    with pytest.raises(LedgerError, match="cannot be cut at"):
        story.redo(cut.id)
    added = story.decide(lambda ada: ada.add_statement("a1", source=(), cue=(), content=(place("Нет"),), speakers=()))
    story.undo(added.id)
    story.redo(added.id)
    with pytest.raises(LedgerError, match="has exactly this content already"):
        story.redo(added.id)
