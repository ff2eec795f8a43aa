"""A ledger's coder: taught by the decisions made in it, and what that changes."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import partial

import sqlalchemy as sa

from onrecord.adding import code_statements, judge
from onrecord.errors import LedgerError
from onrecord.ledger.concepts import read_codebook
from onrecord.ledger.database import Database
from onrecord.ledger.lessons import (
    Found,
    read_decided_in_force,
    read_found,
    read_learnt,
    read_lessons,
    write_learnt,
)
from onrecord.ledger.positions import read_learner
from onrecord.ledger.reading import read_originals, read_records_of
from onrecord.ledger.stands import Alike
from onrecord.model import Concept, Record, Stance
from onrecord.outcomes import Added, Learning, Recoded
from onrecord.positions.coder import Coder
from onrecord.positions.context import said_of
from onrecord.positions.learning import Learner
from onrecord.runners import run_local

log = logging.getLogger(__name__)

EXAMPLES = 3
"""Decided statements shown of a concept."""

OnProgress = Callable[[Added], None]


def coder_of(connection: sa.Connection, learner: Learner) -> Coder:
    """Return the ledger's coder: it knows what was learnt, unless another release of onrecord learnt it."""
    learnt = read_learnt(connection, learner.name)
    if learnt is None and read_learner(connection) is not None:
        log.warning("what was learnt from decisions is of another coder; run `onrecord learn LEDGER` to have it again")
    return learner.taught(learnt)


def learn(
    database: Database,
    learner: Learner,
    *,
    dry_run: bool = False,
    jobs: int = 1,
    on_progress: OnProgress | None = None,
) -> Learning:
    """Teach the ledger's coder all decisions in force, judge every statement by it, and return what changes.

    No decision changes. Without any, what was learnt before is forgotten; a dry run leaves all as it is.
    """
    with database.reading() as connection:
        concepts = tuple(read_codebook(connection).concepts.values())
        lessons = read_lessons(connection)
        before = read_found(connection)
        known = read_learner(connection)
    if not concepts:
        raise LedgerError(f"{database.path}: has no codebook; give it one: onrecord concepts {database.path} load FILE")
    if not lessons and known is None:
        raise LedgerError(
            f"{database.path}: has no decision on a position to learn from; `onrecord positions {database.path} "
            "--unsure` lists where one tells most, `set` and `confirm` make it"
        )
    learnt = learner.learn(lessons, concepts) if lessons else None
    coder, added = learner.taught(learnt), Added()
    if dry_run:
        after = _found_by(database, coder, concepts, added, jobs, on_progress)
    else:
        with database.writing() as connection:
            write_learnt(connection, learnt, coder=learner.name, lessons=len(lessons))
        code_statements(database, coder, added, jobs=jobs, on_progress=on_progress)
        with database.reading() as connection:
            after = read_found(connection)
    with database.reading() as connection:
        changes = tuple(_changes(connection, before, after))
    return Learning(
        decisions=len(lessons),
        concepts=len({lesson.concept for lesson in lessons}),
        judged=added.coded,
        positions=len(after),
        changes=changes,
    )


def alike(
    connection: sa.Connection, learner: Learner, record: Record, concepts: Iterable[str]
) -> dict[str, tuple[Alike, ...]]:
    """Return for each of these concepts the decided statements most like this one; for none where no one is known."""
    learnt = read_learnt(connection, learner.name)
    if learnt is None:
        return {}
    own = record.copy_of or record.statement.id
    vector = learner.vector(said_of(record.article, record.statement))
    nearest = {concept: learnt.nearest(concept, vector, most=EXAMPLES + 1) for concept in concepts}
    found = read_records_of(connection, {one.statement for some in nearest.values() for one in some})
    texts = {one.statement.id: one.statement.text for one in found if one.statement.id != own}
    others = {  # what was rejected since is no example
        concept: [one for one in some if one.statement in texts][:EXAMPLES] for concept, some in nearest.items()
    }
    return {
        concept: tuple(Alike(stance=one.stance, text=texts[one.statement], statement=one.statement) for one in some)
        for concept, some in others.items()
        if some
    }


def _found_by(
    database: Database,
    coder: Coder,
    concepts: tuple[Concept, ...],
    added: Added,
    jobs: int,
    on_progress: OnProgress | None,
) -> dict[tuple[str, str], Stance]:
    """Return the positions that a coder finds where no person decided, without storing any."""
    after: dict[tuple[str, str], Stance] = {}
    with database.reading() as connection:
        decided = read_decided_in_force(connection)
        records = read_originals(connection, hand_coded=False)
        judged = run_local(partial(judge, concepts=concepts, coder=coder), records, jobs=jobs)
        for one in judged:
            added.coded += 1
            places = ((one.statement, found.concept) for found in one.judgements)
            stances = (found.stance for found in one.judgements)
            after |= {place: stance for place, stance in zip(places, stances, strict=True) if place not in decided}
            if on_progress is not None:
                on_progress(added)
    return after


def _changes(connection: sa.Connection, before: Found, after: Found) -> Iterator[Recoded]:
    changed = sorted(place for place in {*before, *after} if before.get(place) is not after.get(place))
    records = {one.statement.id: one for one in read_records_of(connection, {statement for statement, _ in changed})}
    for statement, concept in changed:
        if statement not in records:  # somebody rejected it meanwhile
            continue
        place = (statement, concept)
        yield Recoded(record=records[statement], concept=concept, before=before.get(place), after=after.get(place))
