"""How often speakers are found: `python benchmarks/speakers.py GOLD ARTICLES [--tagger trained|rules|none]`.

GOLD has a line `{article, k, speaker, kind}` for attribution k of an article; ARTICLES holds the texts with their
gold attributions. Counted are the rows whose gold kind is person, country or organization. Two tables come of it, each
with its confusions: one on the gold source spans, one end to end, on the statements that a tagger finds in the
bare texts (a content of Jaccard .5 or more is the same statement; gold statements that are not found count nothing).

`first` is the share of rows whose first speaker has one of the gold names ("A ; B" are two). `all` is the share whose
speakers are those of the gold, no more and no fewer, and precision and recall are over names: each found name can
match one gold name. A name matches when, folded, it is the gold name, or when the words of the shorter are among
those of the longer and the last word (the surname) is shared. `misnamed` counts the rows of all other kinds that are
given to a named person, organization or country whom the gold does not name.
"""

from __future__ import annotations

import argparse
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.actors.article.in_article import speakers_of
from onrecord.actors.article.names import NameFinder
from onrecord.actors.facts.countries import country_named
from onrecord.actors.naming.spelling import fold
from onrecord.evaluation.coding import CodedArticle, CodedStatement
from onrecord.evaluation.matching import SAME_CONTENT, pairs
from onrecord.evaluation.words import WordedText, worded_statements
from onrecord.model import Attribution, Offsets, Speaker
from onrecord.pipeline import tagger_named
from onrecord.statements.tagger import TaggerName

COUNTED = ("person", "organization", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What the gold says of one attribution of an article."""

    number: int
    speaker: str
    kind: str

    @property
    def names(self) -> list[str]:
        """The gold names."""
        return [name.strip() for name in self.speaker.split(" ; ")]


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """A text with its gold attributions and what the gold says of them."""

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    rows: tuple[Row, ...]


Judged = tuple[Row, tuple[Speaker, ...]]


@dataclass(slots=True)
class Tally:
    """Counts over the rows judged so far, by gold kind."""

    rows: Counter[str] = field(default_factory=Counter)
    first: Counter[str] = field(default_factory=Counter)
    all: Counter[str] = field(default_factory=Counter)
    kinds: Counter[str] = field(default_factory=Counter)
    gold_names: int = 0
    found_names: int = 0
    right_names: int = 0
    misnamed: int = 0

    def add(self, row: Row, speakers: Sequence[Speaker]) -> bool:
        """Count a row; return whether its first speaker is right."""
        first = bool(speakers) and any(matches(speakers[0].name, name) for name in row.names)
        right = matched(speakers, row.names)
        self.rows[row.kind] += 1
        self.first[row.kind] += first
        self.all[row.kind] += right == len(row.names) == len(speakers)
        self.kinds[row.kind] += bool(speakers) and speakers[0].kind == row.kind
        if row.kind in COUNTED:
            self.gold_names += len(row.names)
            self.found_names += len(speakers)
            self.right_names += right
        elif not right and any(speaker.kind in COUNTED for speaker in speakers):
            self.misnamed += 1
        return first


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("gold", type=Path)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--tagger", choices=[*TaggerName, "none"], default=TaggerName.TRAINED)
    parser.add_argument("--confusions", type=int, default=200, help="lines of each table's confusions")
    options = parser.parse_args()
    articles = list(read_gold(options.gold, options.articles))
    _report("on gold source spans", articles, _on_gold(articles), options.confusions)
    if options.tagger != "none":
        name = TaggerName(options.tagger)
        found = _end_to_end(articles, name)
        _report(f"end to end, tagger {name}", articles, found, options.confusions)


def read_gold(gold: Path, articles: Path) -> Iterator[GoldArticle]:
    """Yield the articles of which the gold has rows."""
    rows: dict[str, list[Row]] = {}
    for line in gold.read_text("utf-8").splitlines():
        row = json.loads(line)
        rows.setdefault(row["article"], []).append(Row(number=row["k"], speaker=row["speaker"], kind=row["kind"]))
    for line in articles.read_text("utf-8").splitlines():
        article = json.loads(line)
        if article["id"] in rows:
            attributions = tuple(_attribution(one) for one in article["attributions"])
            yield GoldArticle(
                id=article["id"], text=article["text"], attributions=attributions, rows=tuple(rows[article["id"]])
            )


def _attribution(gold: dict[str, list[list[int]]]) -> Attribution:
    source, cue, content = (tuple((start, end) for start, end in gold[part]) for part in ("source", "cue", "content"))
    return Attribution(source=source, cue=cue, content=content, confidence=1.0)


def _on_gold(articles: Sequence[GoldArticle]) -> Iterator[list[Judged]]:
    """Yield for each article its rows with who is found on the gold spans."""
    for article, names in zip(articles, NameFinder()(article.text for article in articles), strict=True):
        speakers = speakers_of(article.text, article.attributions, names)
        yield [(row, speakers[row.number]) for row in article.rows]


def _end_to_end(articles: Sequence[GoldArticle], tagger: TaggerName) -> Iterator[list[Judged]]:
    """Yield for each article the rows whose statement a tagger finds, with who is found to make it."""
    texts = [article.text for article in articles]
    for article, attributions, names in zip(articles, tagger_named(tagger)(texts), NameFinder()(texts), strict=True):
        speakers = speakers_of(article.text, attributions, names)
        same = _same_statements(article.text, article.attributions, attributions)
        yield [(row, speakers[same[row.number]]) for row in article.rows if row.number in same]


def _same_statements(text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> dict[int, int]:
    """Return the numbers of the gold attributions that are found, with the numbers of what was found."""
    worded = WordedText(text)
    one, other = (worded_statements(_coded(attributions), worded) for attributions in (gold, found))
    numbers = [{_key(item): number for number, item in enumerate(attributions)} for attributions in (gold, found)]
    return {
        numbers[0][_key(pair.gold.coded)]: numbers[1][_key(pair.predicted.coded)]
        for pair in pairs(one, other)
        if pair.overlap >= SAME_CONTENT
    }


def _coded(attributions: Iterable[Attribution]) -> CodedArticle:
    statements = (CodedStatement(content=one.content, source=one.source, cue=one.cue) for one in attributions)
    return CodedArticle(id="", statements=tuple(statements))


def _key(one: Attribution | CodedStatement) -> tuple[Offsets, Offsets, Offsets]:
    return one.content, one.source, one.cue


def _report(title: str, articles: Sequence[GoldArticle], judged: Iterable[list[Judged]], confusions: int) -> None:
    tally, lines, started = Tally(), list[str](), time.perf_counter()
    for article, pairs_of_article in zip(articles, judged, strict=True):
        for row, speakers in pairs_of_article:
            if not tally.add(row, speakers) and row.kind in COUNTED:
                lines.append(_confusion(article, row, speakers))
    print(f"== {title}")
    for line in lines[:confusions]:
        print(line)
    for line in _table(tally):
        print(line)
    print(f"{time.perf_counter() - started:.1f} s\n")


def _confusion(article: GoldArticle, row: Row, speakers: Sequence[Speaker]) -> str:
    words = " | ".join(article.text[start:end] for start, end in article.attributions[row.number].source)
    found = " ; ".join(f"{speaker.name} ({speaker.kind})" for speaker in speakers) or "nobody"
    return f"{article.id[:24]} {row.number:3} {words!r}: {found}, gold {row.speaker} ({row.kind})"


def _table(tally: Tally) -> Iterator[str]:
    for kind, count in tally.rows.most_common():
        yield (
            f"{kind:13} {count:4} rows, first {tally.first[kind] / count:.3f}, all {tally.all[kind] / count:.3f}, "
            f"kind {tally.kinds[kind] / count:.3f}"
        )
    counted = sum(tally.rows[kind] for kind in COUNTED)
    first, whole = (sum(shares[kind] for kind in COUNTED) / max(1, counted) for shares in (tally.first, tally.all))
    yield f"speakers named: first {first:.3f}, all {whole:.3f} of {counted}; misnamed {tally.misnamed} of the others"
    precision = tally.right_names / max(1, tally.found_names)
    recall = tally.right_names / max(1, tally.gold_names)
    yield f"names: precision {precision:.3f} of {tally.found_names}, recall {recall:.3f} of {tally.gold_names}"


def matched(speakers: Iterable[Speaker], names: Iterable[str]) -> int:
    """Return how many of the names are found, each by a speaker of its own."""
    left = list(names)
    count = len(left)
    for speaker in speakers:
        found = next((name for name in left if matches(speaker.name, name)), None)
        if found is not None:
            left.remove(found)
    return count - len(left)


def matches(name: str, gold: str) -> bool:
    """Return whether a name is the gold name."""
    one, other = (fold(country_named(words) or words).removeprefix("the ").split() for words in (name, gold))
    if "".join(one) == "".join(other):
        return True
    shorter, longer = sorted((one, other), key=len)
    return bool(shorter) and shorter[-1] == longer[-1] and set(shorter) <= set(longer)


if __name__ == "__main__":
    main()
