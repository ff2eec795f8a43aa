"""The sample debate as its authors coded it by hand, in a database of DNA: the same every time, and read at once."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from onrecord.articles.making import make_articles
from onrecord.export.dna import write_dna
from onrecord.model import Article
from onrecord.positions.codebook import read_codebook
from onrecord.sample import ARTICLES, CODEBOOK, TRUTH
from onrecord.settings import Settings
from onrecord.sources.dna import (
    DataType,
    DnaCoder,
    DnaDatabase,
    DnaDocument,
    DnaEntity,
    DnaStatement,
    DnaStatementType,
    DnaVariable,
)
from onrecord.sources.reading import read_pages

Run = Callable[..., tuple[int, str, str]]
VALUES = {"oppose": -1, "conditional": 0, "support": 1}
FORM = DnaStatementType(
    id=1,
    label="position",
    variables=(
        DnaVariable(id=1, name="actor", data_type=DataType.SHORT_TEXT, attributes=("kind",)),
        DnaVariable(id=2, name="concept", data_type=DataType.SHORT_TEXT),
        DnaVariable(id=3, name="stance", data_type=DataType.INTEGER),
    ),
)


@pytest.fixture(scope="session")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a database of the positions in the sample debate's truth; copies are left out."""
    path = tmp_path_factory.mktemp("gold") / "alpine.dna"
    [undated] = write_dna(_database(), path)
    assert "it has no date" in str(undated)
    return path


def _database() -> DnaDatabase:
    settings = Settings()
    pages = read_pages([str(ARTICLES)], settings=settings)
    made = make_articles(pages, published=None, outlet=None, max_characters=settings.max_article_characters)
    texts = {one.id: one.text for one in made if isinstance(one, Article)}
    truth = [json.loads(line) for line in TRUTH.read_text("utf-8").splitlines()]
    labels = {concept.id: concept.label for concept in read_codebook(CODEBOOK)}
    documents: list[DnaDocument] = []
    statements: list[DnaStatement] = []
    kinds: dict[str, str] = {}
    for number, article in enumerate(truth, start=1):
        published = article["published"]
        documents.append(
            DnaDocument(
                id=number,
                title=article["id"],
                text=texts[article["id"]],
                source=article["outlet"] or "",
                date=_seconds(published),
            )
        )
        for told in () if article["copy_of"] else article["attributions"]:
            for position in told["positions"] if told["speaker"] else ():
                kinds[told["speaker"]["name"]] = told["speaker"]["kind"]
                statements.append(
                    DnaStatement(
                        id=len(statements) + 1,
                        type=1,
                        document=number,
                        start=told["content"][0][0],
                        stop=told["content"][-1][1],
                        values=(
                            told["speaker"]["name"],
                            labels[position["concept"]],
                            VALUES[position["stance"]],
                        ),
                    )
                )
    return DnaDatabase(
        coders=(DnaCoder(id=1, name="Admin"),),
        statement_types=(FORM,),
        entities=tuple(_entities(kinds, labels.values())),
        documents=tuple(documents),
        statements=tuple(statements),
    )


def _entities(kinds: dict[str, str], concepts: Iterable[str]) -> Iterator[DnaEntity]:
    for number, (name, kind) in enumerate(kinds.items(), start=1):
        yield DnaEntity(id=number, variable=1, value=name, attributes=(kind,))
    for number, label in enumerate(concepts, start=len(kinds) + 1):
        yield DnaEntity(id=number, variable=2, value=label)


def _seconds(day: str | None) -> int | None:
    if day is None:
        return None
    midnight = datetime.datetime.fromisoformat(day).replace(tzinfo=datetime.UTC)
    return int(midnight.timestamp())
