"""Makes a ledger of 100,000 statements: `python -m benchmarks.web.large_ledger OUT.db --statements 100000`.

About 20,000 articles of 400 words over two years in 30 outlets, some of them copies, 5,000 actors, a codebook of 12
concepts and the machine's positions. Speakers, statements and positions are written by the ledger's own functions, and
so are copies; the articles that repeat none are written many at a time. What the database keeps by itself is filled at
the end. The same seed makes the same ledger but for the times at which it is written.
"""

from __future__ import annotations

import argparse
import dataclasses
import datetime
import multiprocessing
import multiprocessing.queues
import random
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import sqlalchemy as sa

from benchmarks.web.made_up import Said, Written, make_concepts, make_world, repeated, write_article
from onrecord.articles.duplicates import fingerprint
from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.positions import Work, open_round, replace_codebook, write_judged
from onrecord.ledger.search_index import index_all
from onrecord.ledger.speakers import write_speakers
from onrecord.ledger.standing import keep_standing
from onrecord.ledger.writing import Reading, write_reading, write_statements
from onrecord.model import Stance
from onrecord.outcomes import Outcome
from onrecord.pipeline import tagger_named
from onrecord.positions.coder import Judgement
from onrecord.positions.coding import Judged
from onrecord.positions.trained.coder import PositionCoder
from onrecord.statements.tagger import TaggerName

SEED = 20261122
TOGETHER = 500
"""Articles in one transaction."""
AN_ACTOR = 20
"""Statements for each actor."""
COPIES = 0.03
STATEMENTS = (2, 3, 4, 5, 5, 6, 7, 8)
"""Of an article."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """An article with all that a ledger keeps of it."""

    reading: Reading
    judged: tuple[Judged, ...]
    is_copy: bool


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=SEED)
    chosen = parser.parse_args()
    begun, worked = time.perf_counter(), time.process_time()
    articles = make_ledger(chosen.ledger, statements=chosen.statements, seed=chosen.seed)
    seconds, cores = time.perf_counter() - begun, time.process_time() - worked
    size = chosen.ledger.stat().st_size / 2**20
    print(f"{chosen.statements:,} statements in {articles:,} articles: {seconds:.0f} s, {cores:.0f} s of one core")
    print(f"{chosen.ledger}: {size:.0f} MiB")


def make_ledger(path: Path, *, statements: int, seed: int = SEED) -> int:
    """Write a new ledger with so many statements, and return how many articles it has."""
    if path.exists():
        raise SystemExit(f"{path} is there already; name another file")
    concepts = make_concepts()
    work = Work(round=None, concepts=concepts, anew=True)
    database = Database(path, busy_seconds=5)
    with database.writing() as connection:
        triggers = _taken_off(connection)
        replace_codebook(connection, concepts)
        number = open_round(connection, PositionCoder().name, concepts)
    count = 0
    for some in _made_beside(statements, seed):
        with database.writing() as connection:
            write_articles(connection, some)
            write_judged(connection, [judged for one in some for judged in one.judged], number, work)
        count += len(some)
    with database.writing() as connection:
        keep_standing(connection)
        index_all(connection)
        _put_on(connection, triggers)
    database.close()
    return count


def made(statements: int, seed: int, tagger: str) -> Iterator[Made]:
    """Yield articles until so many statements are made; some repeat one of the last thousand."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark
    world = make_world(dice, max(8, statements // AN_ACTOR))
    last: list[Written] = []
    left, number = statements, 0
    while left:
        again = dice.choice(last) if last and dice.random() < COPIES else None
        if again is not None and len(again.said) <= left:
            one = repeated(dice, world, again, number)
            yield Made(reading=_reading(one, tagger), judged=(), is_copy=True)
        else:
            one = write_article(dice, world, number, min(left, dice.choice(STATEMENTS)))
            judged = tuple(_judged(dice, said) for said in one.said)
            yield Made(reading=_reading(one, tagger), judged=judged, is_copy=False)
            last = [*last[-999:], one]
        left -= len(one.said)
        number += 1


def write_articles(connection: sa.Connection, some: Sequence[Made]) -> None:
    """Write articles as `write_reading` would."""
    originals = [one.reading for one in some if not one.is_copy]
    _write_heads(connection, originals)
    for reading in originals:
        speakers = write_speakers(connection, reading.article, reading.speakers)
        said = zip(reading.statements, speakers, strict=True)
        write_statements(connection, reading.article, said, tagger=reading.tagger, originals={})
    for one in some:
        if one.is_copy and write_reading(connection, one.reading).outcome is not Outcome.COPY:
            raise SystemExit(f"{one.reading.article.id} is not taken for a copy; take another seed")


def _taken_off(connection: sa.Connection) -> dict[str, str]:
    """Drop the triggers, and return how each is made."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
    triggers: dict[str, str] = dict(connection.exec_driver_sql(query).all())
    for name in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    return triggers


def _put_on(connection: sa.Connection, triggers: Mapping[str, str]) -> None:
    there = set(connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars())
    for name, sql in triggers.items():
        if name not in there:
            connection.exec_driver_sql(sql)


def _write_heads(connection: sa.Connection, readings: Sequence[Reading]) -> None:
    now = datetime.datetime.now(datetime.UTC)
    articles, fingerprints, bands, pages = [], [], [], []
    for reading in readings:
        article = reading.article
        articles.append(dataclasses.asdict(article) | {"digest": article.digest, "added_at": now})
        fingerprints.append({"article": article.id, "signature": reading.fingerprint.to_bytes()})
        bands += [{"band": band, "article": article.id} for band in set(reading.fingerprint.bands)]
        pages.append({"digest": reading.page, "address": article.address, "article": article.id})
    for table, rows in (
        (tables.articles, articles),
        (tables.fingerprints, fingerprints),
        (tables.bands, bands),
        (tables.pages, pages),
    ):
        if rows:
            connection.execute(table.insert(), rows)


def _made_beside(statements: int, seed: int) -> Iterator[list[Made]]:
    """Yield what another process makes, so many articles at a time."""
    spawned = multiprocessing.get_context("spawn")
    waiting = spawned.Queue(maxsize=4)
    maker = spawned.Process(target=_make, args=(waiting, statements, seed), daemon=True)
    maker.start()
    while some := waiting.get():
        yield some
    maker.join()


def _make(waiting: multiprocessing.queues.Queue[list[Made]], statements: int, seed: int) -> None:
    articles = made(statements, seed, tagger_named(TaggerName.TRAINED).name)
    while some := list(islice(articles, TOGETHER)):
        waiting.put(some)
    waiting.put([])


def _reading(one: Written, tagger: str) -> Reading:
    return Reading(
        article=one.article,
        fingerprint=fingerprint(one.article.text),
        statements=tuple(said.statement for said in one.said),
        speakers=tuple((said.speaker,) for said in one.said),
        page=one.article.digest,
        tagger=tagger,
    )


def _judged(dice: random.Random, said: Said) -> Judged:
    judgements = tuple(_judgement(dice, concept, stance) for concept, stance in said.stances)
    return Judged(statement=said.statement.id, narrated=False, judgements=judgements)


def _judgement(dice: random.Random, concept: str, stance: Stance) -> Judgement:
    """Return a judgement as sure as the trained coder's are: seldom near to 1."""
    confidence = round(dice.uniform(0.3, 0.95), 3)
    others = [other for other in Stance if other is not stance]
    rest = {other: round((1 - confidence) * share, 3) for other, share in zip(others, (0.5, 0.2), strict=True)}
    return Judgement(concept=concept, stance=stance, confidence=confidence, probabilities={stance: confidence, **rest})


if __name__ == "__main__":
    main()
