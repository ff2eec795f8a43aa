"""How long it takes to find the actors of 100,000 statements by 50,000 names: `python benchmarks/actors/speed.py`.

Names are made of syllables, with a fixed seed: people with a given name and a surname, a tenth of them heard by the
surname alone, and organizations. Half of the statements come from a twentieth of the names, as in the news. Timed is
the stage alone: articles come with their speakers read, and get actors in a ledger on disk. Then more articles come one
at a time.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import statistics
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa

from onrecord.ledger import tables
from onrecord.ledger.database import Database
from onrecord.ledger.speakers import write_speakers
from onrecord.model import ActorKind, Affiliation, Article, Speaker

TOGETHER = 500
"""Articles in one transaction."""
SYLLABLES = (
    "ba be bor da del dim el fa fen ga gor ha hel ing jo ka ker la lin ma mer mol na nel o pa per ra ros sa sen ta tor"
    " u va vik wa zan"
).split()
ROLES = "minister mayor director spokesman senator analyst".split()
PLACES = "France Germany Poland Chile Kenya Japan Canada Brazil Norway Egypt".split()
INSERT = tables.articles.insert()
BODIES = "Institute Council Union Ministry Federation Agency".split()


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--statements", type=int, default=100_000)
    arguments.add_argument("--names", type=int, default=50_000)
    options = arguments.parse_args()
    dice = random.Random(7)  # noqa: S311 - a benchmark
    speakers = _speakers(dice, options.names)
    frequent = speakers[: len(speakers) // 20]
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "story.db", busy_seconds=1)
        started, begun, done, number = time.process_time(), time.perf_counter(), 0, 0
        while done < options.statements:
            articles = [_article(number + place) for place in range(TOGETHER)]
            number += TOGETHER
            with database.writing() as connection:
                _insert(connection, articles)
                done += sum(_heard_in(connection, one, dice, speakers, frequent) for one in articles)
        used, passed = time.process_time() - started, time.perf_counter() - begun
        print(f"{done:,} statements in {number:,} articles: {used:.1f} s of CPU time, {passed:.1f} s in all")
        with database.reading() as connection:
            names, actors = (
                connection.scalar(sa.select(sa.func.count(sa.distinct(column))))
                for column in (tables.speakers.c.name, tables.speakers.c.actor)
            )
        print(f"{names:,} names heard, {actors:,} actors")
        times, used_times = [], []
        for _ in range(200):
            article = _article(number)
            number += 1
            started, begun = time.process_time(), time.perf_counter()
            with database.writing() as connection:
                _insert(connection, [article])
                _heard_in(connection, article, dice, speakers, frequent)
            used_times.append(1000 * (time.process_time() - started))
            times.append(1000 * (time.perf_counter() - begun))
        print(f"one more article: {_usual(used_times)} of CPU time, {_usual(times)} in all")
        database.close()
    print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _usual(times: list[float]) -> str:
    return f"{statistics.median(times):.1f} ms (at most {max(times):.1f})"


def _speakers(dice: random.Random, count: int) -> list[Speaker]:
    def word(least: int = 2, most: int = 3) -> str:
        return "".join(dice.choice(SYLLABLES) for _ in range(dice.randint(least, most))).capitalize()

    found: dict[str, Speaker] = {}
    while len(found) < count:
        of = dice.choice(PLACES) if dice.random() < 0.1 else f"{word()} {dice.choice(BODIES)}"
        held = (Affiliation(role=dice.choice(ROLES), of=of),) if dice.random() < 0.5 else ()
        if dice.random() < 0.3:
            speaker = Speaker(name=f"{word()} {dice.choice(BODIES)}", kind=ActorKind.ORGANIZATION)
        else:
            speaker = Speaker(name=f"{word(1, 2)} {word()}", kind=ActorKind.PERSON, affiliations=held)
        found[speaker.name] = speaker
    return list(found.values())


def _article(number: int) -> Article:
    published = datetime.date(2030, 1, 1) + datetime.timedelta(days=number % 700)
    return Article(id=str(number), text=str(number), address=str(number), published=published)


def _insert(connection: sa.Connection, articles: list[Article]) -> None:
    now = datetime.datetime.now(datetime.UTC)
    kept = ("id", "text", "digest", "address", "published")
    rows = [{name: getattr(one, name) for name in kept} | {"added_at": now} for one in articles]
    connection.execute(INSERT, rows)


def _heard_in(
    connection: sa.Connection, article: Article, dice: random.Random, speakers: list[Speaker], frequent: list[Speaker]
) -> int:
    """Have some people speak in an article; return how many."""
    chosen = [dice.choice(frequent if dice.random() < 0.5 else speakers) for _ in range(dice.randint(1, 4))]
    heard = [_as_heard(dice, speaker) for speaker in chosen]
    write_speakers(connection, article, [[speaker] for speaker in heard])
    return len(heard)


def _as_heard(dice: random.Random, speaker: Speaker) -> Speaker:
    if speaker.kind is ActorKind.PERSON and dice.random() < 0.1:
        return Speaker(name=speaker.name.split()[-1], kind=speaker.kind, affiliations=speaker.affiliations)
    return speaker


if __name__ == "__main__":
    main()
