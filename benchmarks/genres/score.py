"""How well statements are found in texts of each genre: `python benchmarks/genres/score.py [--tagger rules]`.

The cases are those of cases.jsonl; README.md says what counts as a statement. Figures are percentages.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from onrecord.evaluation import CodedArticle, CodedStatement, Coding, Evaluation, evaluate, read_coding
from onrecord.pipeline import tagger_named
from onrecord.statements.tagger import Tagger, TaggerName

CASES = Path(__file__).with_name("cases.jsonl")


def main() -> None:
    """Print how well the tagger does, with a row for each genre and one for all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", maxsplit=1)[0])
    parser.add_argument("--tagger", type=TaggerName, choices=list(TaggerName), default=TaggerName.TRAINED)
    for line in table_lines(score_genres(tagger_named(parser.parse_args().tagger))):
        print(line)


def score_genres(tagger: Tagger) -> dict[str, Evaluation]:
    """Return the tagger's figures for each genre, in the order of the cases, and last, under "all", for all."""
    gold, genres = read_coding(CASES), _genres()
    predicted = _coding(tagger, gold)
    scores = {
        genre: evaluate(_of_genre(gold, genres, genre), _of_genre(predicted, genres, genre))
        for genre in dict.fromkeys(genres.values())
    }
    return scores | {"all": evaluate(gold, predicted)}


def table_lines(scores: Mapping[str, Evaluation]) -> Iterator[str]:
    """Yield the lines of a table: content F1 at Jaccard .5, and attribution, which asks for the right source too."""
    yield f"{'genre':<18}{'gold':>6}{'predicted':>11}{'content F1':>12}{'attribution P':>15}{'R':>7}{'F1':>7}"
    for genre, evaluation in scores.items():
        found = evaluation.all
        yield (
            f"{genre:<18}{found.gold:>6}{found.predicted:>11}{100 * found.jaccard_50.f1:>12.1f}"
            f"{100 * found.attribution.precision:>15.1f}{100 * found.attribution.recall:>7.1f}"
            f"{100 * found.attribution.f1:>7.1f}"
        )


def _coding(tagger: Tagger, gold: Coding) -> Coding:
    texts = [article.text or "" for article in gold.values()]
    return {
        name: CodedArticle(
            id=name,
            statements=tuple(
                CodedStatement(content=found.content, source=found.source, cue=found.cue) for found in attributions
            ),
        )
        for name, attributions in zip(gold, tagger(texts), strict=True)
    }


def _genres() -> dict[str, str]:
    lines = (json.loads(line) for line in CASES.read_text(encoding="utf-8").splitlines())
    return {line["id"]: line["genre"] for line in lines}


def _of_genre(coding: Coding, genres: Mapping[str, str], genre: str) -> Coding:
    return {name: article for name, article in coding.items() if genres[name] == genre}


if __name__ == "__main__":
    main()
