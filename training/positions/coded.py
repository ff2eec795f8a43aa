"""Real news that we coded: statements of PolNeAR train, by number, with stances on the concepts of codebooks of ours.

`coded/README.md` describes the format; the articles' words stay with PolNeAR.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from zlib import crc32

from onrecord.model import Article, Span, Statement, StatementKind
from onrecord.positions.coder import Said
from onrecord.positions.context import said_of
from training.positions.texts import Stance

FOLDER = Path(__file__).with_name("coded")
HELD_OUT = frozenset({"07", "07b"})
"""The batches that are not trained on: the same articles by two codebooks."""
CHOSEN_ON = "07"
"""That of them on which thresholds are chosen: the one that a second coder read too."""
STANCES = {"support": Stance.SUPPORT, "oppose": Stance.OPPOSE, "conditional": Stance.CONDITIONAL}
_CODE = re.compile(r"([0-9a-f]{8})\.(\d+) (\w+) (support|oppose|conditional)(\??)")
_CONCEPT = re.compile(r"([a-z0-9_]+): (\S.*)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wordings:
    """A concept's sentence, others that say the same, and some that say the opposite."""

    sentence: str
    same: tuple[str, ...]
    opposite: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Batch:
    """Articles read to the end with one codebook; what is not coded takes no position on any of its concepts.

    Articles are named by a checksum, codes by (article, number of its attribution, concept). `doubtful` are pairs that
    a second reader may see otherwise: nothing is known of them.
    """

    name: str
    concepts: Mapping[str, Wordings]
    codes: Mapping[tuple[str, int, str], Stance]
    doubtful: frozenset[tuple[str, int, str]]
    articles: tuple[str, ...]

    @cached_property
    def sentences(self) -> dict[str, str]:
        """Each concept's sentence by its id."""
        return {name: wordings.sentence for name, wordings in self.concepts.items()}


def read_batches(folder: Path = FOLDER) -> list[Batch]:
    """Return the coded batches; a line that is wrong is a ValueError that names it."""
    return [batch_of(path.read_text(encoding="utf-8"), path.stem) for path in sorted(folder.glob("*.txt"))]


def batch_of(text: str, name: str) -> Batch:
    """Return one batch."""
    sentences: dict[str, str] = {}
    wordings: dict[str, dict[str, list[str]]] = {}
    codes: dict[tuple[str, int, str], Stance] = {}
    doubtful: set[tuple[str, int, str]] = set()
    articles: list[str] = []
    concept = ""
    for line in filter(None, map(str.rstrip, text.splitlines())):
        if line[:2] in ("= ", "! ") and concept:
            wordings[concept][line[0]].append(line[2:])
        elif line.startswith("read "):
            articles += line.split()[1:]
        elif (code := _CODE.fullmatch(line)) and code[3] in sentences:
            key = (code[1], int(code[2]), code[3])
            if code[5]:
                doubtful.add(key)
            else:
                codes[key] = STANCES[code[4]]
        elif found := _CONCEPT.fullmatch(line):
            concept = found[1]
            sentences[concept] = found[2]
            wordings[concept] = {"=": [], "!": []}
        else:
            raise ValueError(f"{name}: {line[:60]!r} is no concept, wording, code or list of articles; see README.md")
    return Batch(
        name=name,
        concepts={
            one: Wordings(sentence=sentence, same=tuple(wordings[one]["="]), opposite=tuple(wordings[one]["!"]))
            for one, sentence in sentences.items()
        },
        codes=codes,
        doubtful=frozenset(doubtful),
        articles=tuple(articles),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A statement of an article that was read, its stances by concept, and the concepts on which it is doubtful."""

    said: Said
    stances: dict[str, Stance]
    doubtful: frozenset[str]


def coded_statements(batch: Batch, file: Path) -> Iterator[Coded]:
    """Yield every statement of the batch's articles, which the file of PolNeAR holds."""
    rows = {checksum(row["id"]): row for row in map(json.loads, file.read_text(encoding="utf-8").splitlines())}
    for article in batch.articles:
        row = rows[article]
        for number, attribution in enumerate(row["attributions"]):
            places = {concept: (article, number, concept) for concept in batch.concepts}
            yield Coded(
                said=said_in(row, attribution),
                stances={one: batch.codes.get(place, Stance.NONE) for one, place in places.items()},
                doubtful=frozenset(one for one, place in places.items() if place in batch.doubtful),
            )


def checksum(article: str) -> str:
    """Return what stands for an article's id: the id itself holds words of the title."""
    return f"{crc32(article.encode()):08x}"


def said_in(row: dict[str, Any], attribution: dict[str, Any]) -> Said:
    """Return an attribution of a row of PolNeAR as a coder reads it."""
    article = Article(id=row["id"], text=row["text"], address=row["id"], title=row["title"])
    source, cue, content = (
        tuple(
            Span(article=article.id, start=start, end=end, quote=article.text[start:end])
            for start, end in attribution[name]
        )
        for name in ("source", "cue", "content")
    )
    statement = Statement(
        id="", article=article.id, kind=StatementKind.MIXED, source=source, cue=cue, content=content, confidence=1
    )
    return said_of(article, statement)


def main() -> None:
    """Print how much there is."""
    for batch in read_batches():
        stances = Counter(stance.name.lower() for stance in batch.codes.values())
        print(
            f"{batch.name}: {len(batch.concepts)} concepts, {len(batch.articles)} articles, {len(batch.codes)} codes"
            f" ({', '.join(f'{count} {stance}' for stance, count in stances.most_common())}),"
            f" {len(batch.doubtful)} doubtful{', held out' if batch.name in HELD_OUT else ''}"
        )


if __name__ == "__main__":
    main()
