"""Whether a speaker is one actor over all articles, and nobody else is: `python benchmarks/actors/score.py [FILE...]`.

Each FILE is JSONL with gold statements and the ids of those who speak; without one, those beside this script are read.
The articles of a file go into one ledger, in the order of their dates, with their gold statements; what is scored is
the actor that the ledger gives each. B-cubed (Bagga and Baldwin 1998): for each speaker of a statement, precision is
the share of those given the same actor who are the same in gold, recall the share of the same in gold who are given
the same actor; both averaged over all. A speaker not found, or found where gold has none, is an actor by itself.
"""

from __future__ import annotations

import argparse
import datetime
import json
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from onrecord.actors.article.in_article import speakers_of
from onrecord.actors.article.names import NameFinder
from onrecord.articles.duplicates import fingerprint
from onrecord.ledger.database import Database
from onrecord.ledger.reading import Filter, read_records
from onrecord.ledger.writing import Reading, write_reading
from onrecord.model import Article, Attribution
from onrecord.statements.assembly import statements_of

HERE = Path(__file__).parent


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("files", type=Path, nargs="*", default=sorted(HERE.glob("*.jsonl")))
    arguments.add_argument("--errors", action="store_true", help="list the actors that were parted or thrown together")
    options = arguments.parse_args()
    for file in options.files:
        started = time.perf_counter()
        mentions = list(mentions_of([json.loads(line) for line in file.read_text("utf-8").splitlines()]))
        precision, recall = b_cubed([(gold, found) for gold, found, _ in mentions])
        f1 = 2 * precision * recall / (precision + recall)
        figures = f"B-cubed P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"
        print(f"{file.name}: {len(mentions)} speakers, {figures}; {time.perf_counter() - started:.0f} s")
        if options.errors:
            print("\n".join(errors(mentions)))


def mentions_of(rows: Sequence[dict[str, Any]]) -> Iterator[tuple[str, str, str]]:
    """Yield gold actor, actor found, and source in words for each speaker of each statement."""
    rows = sorted(rows, key=lambda row: (row["published"], row["id"]))
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "story.db", busy_seconds=1)
        found: dict[tuple[str, tuple[tuple[int, int], ...]], tuple[str, ...]] = {}
        for row, names in zip(rows, NameFinder()(row["text"] for row in rows), strict=True):
            with database.writing() as connection:
                write_reading(connection, _reading(row, names))
        with database.reading() as connection:
            for record in read_records(connection, Filter()):
                content = tuple((span.start, span.end) for span in record.statement.content)
                found[record.article.id, content] = tuple(actor.id for actor in record.speakers)
        database.close()
    for row in rows:
        for number, statement in enumerate(row["statements"]):
            actors = found[row["id"], _offsets(statement["content"])]
            source = " ".join(row["text"][start:end] for start, end in statement["source"])
            for place, (gold, actor) in enumerate(zip_longest(statement["speakers"], actors)):
                own = f"{row['id']} {number} {place}"
                yield gold or f"gold {own}", actor or f"nobody {own}", f"{row['id']} {source!r}"


def _reading(row: dict[str, Any], names: Any) -> Reading:
    article = Article(
        id=row["id"],
        text=row["text"],
        address=row["id"],
        title=row["title"],
        outlet=row["outlet"],
        published=datetime.date.fromisoformat(row["published"]),
    )
    attributions = [
        Attribution(
            source=_offsets(one["source"]), cue=_offsets(one["cue"]), content=_offsets(one["content"]), confidence=1.0
        )
        for one in row["statements"]
    ]
    attributions.sort(key=lambda one: one.content)
    return Reading(
        article=article,
        fingerprint=fingerprint(row["text"]),
        statements=statements_of(article, attributions),
        speakers=speakers_of(row["text"], attributions, names),
        page=row["id"],
        tagger="gold",
    )


def _offsets(spans: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in spans)


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Return precision and recall of pairs of gold and found cluster."""
    both, gold, found = Counter(pairs), Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    precision = sum(count * count / found[other] for (_, other), count in both.items()) / len(pairs)
    recall = sum(count * count / gold[one] for (one, _), count in both.items()) / len(pairs)
    return precision, recall


def errors(mentions: Sequence[tuple[str, str, str]]) -> Iterator[str]:
    """Yield the gold actors in several pieces and the actors found that are several people's, with their sources."""
    for sort, one, other in (("parted", 0, 1), ("thrown together", 1, 0)):
        groups: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for mention in mentions:
            groups[mention[one]][mention[other]].append(mention[2])
        for name, parts in groups.items():
            if len(parts) > 1:
                yield f"{sort}: {name}"
                for part, sources in sorted(parts.items(), key=lambda pair: -len(pair[1])):
                    yield f"    {part}: {len(sources)}, like {'; '.join(sources[:4])}"


if __name__ == "__main__":
    main()
