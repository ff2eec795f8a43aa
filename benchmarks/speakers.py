"""How often the speaker of a gold source span is found: `python benchmarks/speakers.py GOLD ARTICLES`.

GOLD has a line `{article, k, speaker, kind}` for attribution k of an article; ARTICLES holds the texts with their
gold attributions. Counted are the rows whose gold kind is person, country or organization. A name matches when,
folded, it is the gold name, or the words of the shorter are among those of the longer and the last word (the
surname) is shared; of several gold names ("A ; B") any one counts, for the first is what is returned.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.actors.countries import country_named
from onrecord.actors.in_article import speakers_of
from onrecord.actors.names import NameFinder
from onrecord.actors.spelling import fold
from onrecord.model import Attribution, Speaker

COUNTED = ("person", "organization", "country")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("articles", type=Path)
    arguments.add_argument("--confusions", type=int, default=200)
    options = arguments.parse_args()
    rows = defaultdict(list)
    for line in options.gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        rows[row["article"]].append(row)
    articles = [json.loads(line) for line in options.articles.read_text("utf-8").splitlines()]
    articles = [article for article in articles if article["id"] in rows]
    matched: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    total: Counter[str] = Counter()
    confusions: list[str] = []
    started = time.perf_counter()
    for article, speakers in zip(articles, _speakers(articles), strict=True):
        for row in rows[article["id"]]:
            speaker = speakers[row["k"]]
            total[row["kind"]] += 1
            kinds[row["kind"]] += speaker is not None and speaker.kind == row["kind"]
            if speaker is not None and matches(speaker.name, row["speaker"]):
                matched[row["kind"]] += 1
            elif row["kind"] in COUNTED:
                source = " | ".join(article["text"][s:e] for s, e in article["attributions"][row["k"]]["source"])
                found = f"{speaker.name} ({speaker.kind})" if speaker else "nobody"
                confusions.append(
                    f"{article['id'][:24]} {row['k']:3} {source!r}: {found}, gold {row['speaker']} ({row['kind']})"
                )
    for line in confusions[: options.confusions]:
        print(line)
    for kind, count in total.most_common():
        print(f"{kind:13} {count:4} rows, name {matched[kind] / count:.3f}, kind {kinds[kind] / count:.3f}")
    counted = sum(total[kind] for kind in COUNTED)
    share = sum(matched[kind] for kind in COUNTED) / counted
    print(f"speakers named: {share:.3f} of {counted}; {time.perf_counter() - started:.1f} s")


def matches(name: str, gold: str) -> bool:
    """Return whether a name is one of the gold names."""
    return any(_match(name, one.strip()) for one in gold.split(" ; "))


def _match(name: str, gold: str) -> bool:
    one, other = (fold(country_named(words) or words).removeprefix("the ").split() for words in (name, gold))
    if "".join(one) == "".join(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and shorter[-1] == longer[-1] and set(shorter) <= set(longer)


def _speakers(articles: list[dict[str, Any]]) -> Iterator[tuple[Speaker | None, ...]]:
    texts = [str(article["text"]) for article in articles]
    for article, text, names in zip(articles, texts, NameFinder()(texts), strict=True):
        yield speakers_of(text, [_attribution(gold) for gold in article["attributions"]], names)


def _attribution(gold: dict[str, list[list[int]]]) -> Attribution:
    source, cue, content = (tuple((start, end) for start, end in gold[part]) for part in ("source", "cue", "content"))
    return Attribution(source=source, cue=cue, content=content, confidence=1.0)


if __name__ == "__main__":
    main()
