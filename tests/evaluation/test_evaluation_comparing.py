import datetime
import importlib.util
import json
import random
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.errors import SourceError, UsageError
from onrecord.evaluation import (
    STATEMENT_HEAD,
    CodedArticle,
    CodedSpeaker,
    CodedStatement,
    Coding,
    Score,
    Share,
    detail_rows,
    evaluate,
    statement_rows,
)
from onrecord.model import ActorKind, DateBasis, Offsets, StatementKind

TEXT = 'Ana Ruiz said the old dam must stay. "We need water," she added. A farmer hoped for rain.'
BENCH = Path(__file__).resolve().parents[3] / "shared" / "bench" / "evaluate_statements.py"


def _at(quote: str) -> Offsets:
    return ((TEXT.index(quote), TEXT.index(quote) + len(quote)),) if quote else ()


def _statement(content: str, source: str = "", cue: str = "") -> CodedStatement:
    return CodedStatement(content=_at(content), source=_at(source), cue=_at(cue))


def _coding(*statements: CodedStatement, name: str = "a", text: str | None = TEXT) -> Coding:
    return {name: CodedArticle(id=name, statements=statements, text=text, where=f"{name}.jsonl:1")}


DAM = _statement("the old dam must stay", "Ana Ruiz", "said")
WATER = _statement('"We need water,"', "she", "added")
RAIN = _statement("rain", "A farmer", "hoped for")


def test_evaluate_counts_found_missed_and_invented_statements() -> None:
    near = _statement("old dam must stay", "Ruiz", "said")
    invented = _statement("A farmer")
    scores = evaluate(_coding(DAM, WATER, RAIN), _coding(near, invented, WATER)).all
    assert (scores.gold, scores.predicted) == (3, 3)
    assert scores.exact == Score(right_predicted=1, predicted=3, right_gold=1, gold=3)
    assert scores.jaccard_80 == Score(right_predicted=2, predicted=3, right_gold=2, gold=3)
    assert scores.attribution.f1 == pytest.approx(2 / 3)
    assert scores.content_words == Score(right_predicted=7, predicted=9, right_gold=7, gold=9)
    assert scores.source_overlap == Share(right=2, of=2)
    assert scores.source_jaccard == Share(right=2, of=2)
    assert scores.cue_overlap == Share(right=2, of=2)


def test_evaluate_counts_an_attribution_only_with_its_source() -> None:
    wrong = _statement("the old dam must stay", "A farmer", "said")
    scores = evaluate(_coding(DAM), _coding(wrong)).all
    assert (scores.exact.f1, scores.attribution.f1) == (1.0, 0.0)
    unsourced = replace(DAM, source=())
    assert evaluate(_coding(unsourced), _coding(unsourced)).all.no_source == Share(right=1, of=1)
    assert evaluate(_coding(unsourced), _coding(DAM)).all.attribution.f1 == 0.0


def test_evaluate_splits_by_what_is_quoted() -> None:
    by_kind = evaluate(_coding(DAM, WATER, RAIN), _coding(DAM, WATER)).by_kind
    assert {kind.value: (scores.gold, scores.attribution.recall) for kind, scores in by_kind.items()} == {
        "direct": (1, 1.0),
        "indirect": (2, 0.5),
        "mixed": (0, 0.0),
    }


@pytest.mark.parametrize(
    ("gold", "predicted", "right"),
    [
        ("Ana Ruíz", CodedSpeaker(name="ana  RUIZ"), 1),
        ("Ana Ruiz", CodedSpeaker(name="Minister Ruiz", aliases=("Ruiz", "Ana Ruiz")), 1),
        ("Ana Ruiz", CodedSpeaker(name="Ruiz"), 0),
        ("Ana Ruiz", None, 0),
    ],
)
def test_evaluate_compares_speakers_by_name_or_alias(gold: str, predicted: CodedSpeaker | None, right: int) -> None:
    named = replace(DAM, speaker=CodedSpeaker(name=gold))
    other = replace(WATER, speaker=CodedSpeaker(name="she"))
    details = evaluate(_coding(named, other), _coding(replace(DAM, speaker=predicted), other)).details
    assert details.speaker_name == Share(right=right + 1, of=2)


def test_evaluate_judges_kind_date_and_basis_where_gold_has_them() -> None:
    day = datetime.date(2024, 2, 27)
    gold = _coding(
        replace(DAM, kind=StatementKind.INDIRECT, date=day, date_basis=DateBasis.EXPRESSION),
        replace(WATER, date_basis=DateBasis.UNKNOWN, speaker=CodedSpeaker(kind=ActorKind.PERSON)),
        RAIN,
    )
    predicted = _coding(
        replace(DAM, kind=StatementKind.MIXED, date=day, date_basis=DateBasis.ARTICLE),
        replace(WATER, date=day, date_basis=DateBasis.ARTICLE, speaker=CodedSpeaker(kind=ActorKind.PERSON)),
        RAIN,
    )
    details = evaluate(gold, predicted).details
    assert details.kind == Share(right=0, of=1)
    assert details.date == Share(right=1, of=2)
    assert details.date_basis == Share(right=0, of=2)
    assert details.speaker_kind == Share(right=1, of=1)
    assert details.speaker_name == Share(right=0, of=0)


def test_evaluate_does_not_judge_what_the_prediction_nowhere_codes() -> None:
    gold = replace(DAM, speaker=CodedSpeaker(name="Ana Ruiz"), date_basis=DateBasis.ARTICLE, kind=StatementKind.DIRECT)
    details = evaluate(_coding(gold), _coding(DAM)).details
    assert {details.kind, details.speaker_name, details.date, details.date_basis} == {Share(right=0, of=0)}


def test_evaluate_counts_missing_and_unscored_articles() -> None:
    gold = {**_coding(DAM), **_coding(WATER, name="b")}
    evaluation = evaluate(gold, {**_coding(DAM), **_coding(RAIN, name="c")})
    assert (evaluation.articles, evaluation.missing, evaluation.unscored) == (2, 1, 1)
    assert (evaluation.all.gold, evaluation.all.predicted) == (2, 1)


@pytest.mark.parametrize("holder", ["gold", "predicted", "texts"])
def test_evaluate_takes_the_text_from_where_it_is(holder: str) -> None:
    evaluation = evaluate(
        _coding(DAM, text=TEXT if holder == "gold" else None),
        _coding(DAM, text=TEXT if holder == "predicted" else None),
        texts={"a": TEXT} if holder == "texts" else None,
    )
    assert evaluation.all.attribution.f1 == 1.0


def test_evaluate_refuses_what_cannot_be_compared() -> None:
    with pytest.raises(SourceError, match=r"a\.jsonl:1: article 'a' has no text"):
        evaluate(_coding(DAM, text=None), _coding(DAM, text=None))
    with pytest.raises(SourceError, match=r"a\.jsonl:1: the text of article 'a' is not the one"):
        evaluate(_coding(DAM), _coding(DAM, text=TEXT + " More."))
    with pytest.raises(SourceError, match=r"a\.jsonl:1: statement 1 of article 'a' ends at character 999"):
        evaluate(_coding(DAM), _coding(CodedStatement(content=((0, 999),))))
    with pytest.raises(UsageError, match="no article is in both codings"):
        evaluate(_coding(DAM), _coding(DAM, name="b"))


def test_evaluate_gives_the_same_interval_on_every_run() -> None:
    gold = {str(n): CodedArticle(id=str(n), statements=(DAM, WATER), text=TEXT) for n in range(20)}
    half = {str(n): CodedArticle(id=str(n), statements=(DAM, RAIN)[: 1 + n % 2]) for n in range(20)}
    interval = evaluate(gold, half).attribution_interval
    assert interval == evaluate(gold, half).attribution_interval
    assert interval.low < evaluate(gold, half).all.attribution.f1 < interval.high
    perfect = evaluate(gold, gold).attribution_interval
    assert (perfect.low, perfect.high) == (1.0, 1.0)


def test_agreement_is_the_same_when_coders_change_places() -> None:
    chance = random.Random(5)
    one, two = _random_coding(chance), _random_coding(chance)
    there, back = evaluate(one, two).agreement, evaluate(two, one).agreement
    assert there == back
    assert 0 < there.statements < 1


def test_agreement_gives_kappa_on_kind_and_speaker() -> None:
    ruiz, farmer = CodedSpeaker(name="Ana Ruiz", aliases=("Ruiz",)), CodedSpeaker(name="A farmer")
    one = [replace(DAM, speaker=ruiz), replace(WATER, speaker=ruiz), replace(RAIN, speaker=farmer)]
    two = [replace(DAM, speaker=CodedSpeaker(name="ruiz")), replace(WATER, speaker=farmer), one[2]]
    agreement = evaluate(_coding(*one), _coding(*two)).agreement
    # Of 3, 2 agree; labels Ruiz 2 and 1, farmer 1 and 2: chance (2*1 + 1*2) / 9.
    assert agreement.speaker_kappa == pytest.approx((2 / 3 - 4 / 9) / (1 - 4 / 9))
    assert agreement.kind_kappa == 1.0
    assert (agreement.matched, agreement.statements, agreement.attributions) == (3, 1.0, 1.0)


def test_agreement_has_no_kappa_where_nothing_is_shared() -> None:
    agreement = evaluate(_coding(DAM), _coding(RAIN)).agreement
    assert (agreement.matched, agreement.kind_kappa, agreement.speaker_kappa) == (0, None, None)


def test_as_dict_is_plain_json_and_rows_are_words() -> None:
    evaluation = evaluate(_coding(DAM, WATER), _coding(DAM))
    plain = json.loads(json.dumps(evaluation.as_dict()))
    assert plain["statements"]["all"]["attribution"] == {"precision": 1.0, "recall": 0.5, "f1": pytest.approx(2 / 3)}
    assert plain["statements"]["mixed"]["cue_overlap"] == {"share": None, "of": 0}
    rows = statement_rows(evaluation)
    assert [row[0] for row in rows] == ["all", "direct", "indirect", "mixed"]
    assert all(len(row) == len(STATEMENT_HEAD) for row in rows)
    assert rows[0][7:10] == ("100.0", "50.0", "66.7")
    assert ("articles", "1") in detail_rows(evaluation)
    assert "speaker's name right" not in dict(detail_rows(evaluation))


@pytest.mark.skipif(not BENCH.exists(), reason="the reference scorer is not beside the repository")
@pytest.mark.parametrize("seed", range(20))
def test_evaluate_agrees_with_the_reference_scorer_to_the_digit(seed: int) -> None:
    chance = random.Random(seed)
    gold, predicted = _random_coding(chance), _random_coding(chance)
    predicted = {name: article for name, article in predicted.items() if name != "3"}
    reference = _bench().evaluate(_bench_lines(gold), _bench_lines(predicted))
    evaluation = evaluate(gold, predicted)
    for name, scores in [("all", evaluation.all), *evaluation.by_kind.items()]:
        expected = reference[str(name)]
        assert (scores.gold, scores.predicted) == (expected["n_gold"], expected["n_pred"])
        assert _rounded(scores.exact) == expected["exact"]
        assert _rounded(scores.jaccard_80) == expected["jac80"]
        assert _rounded(scores.jaccard_50) == expected["jac50"]
        assert _rounded(scores.content_words) == expected["token_content"]
        assert _rounded(scores.attribution) == expected["AR"]
        source, cue = expected["source_given_match"], expected["cue_given_match"]
        assert (_percent(scores.source_overlap), _percent(scores.source_jaccard)) == (source["ovl"], source["jac"])
        assert (scores.source_overlap.of, scores.no_source.of) == (source["n"], source["nosource_n"])
        assert _percent(scores.no_source) == source["nosource_ok"]
        assert (_percent(scores.cue_overlap), _percent(scores.cue_jaccard)) == (cue["ovl"], cue["jac"])


def _bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", BENCH)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _bench_lines(coding: Coding) -> dict[str, dict[str, object]]:
    return {
        article.id: {
            "id": article.id,
            "text": article.text,
            "attributions": [
                {"source": list(found.source), "cue": list(found.cue), "content": list(found.content)}
                for found in article.statements
            ],
        }
        for article in coding.values()
    }


def _random_coding(chance: random.Random) -> Coding:
    """Return spans over texts that two calls with different chance share, full of quotation marks and ties."""
    coding = {}
    for number in range(6):
        words = random.Random(number)
        text = "".join(
            words.choice(['"', "“", "”", "``", "''", "\n", "a ", "bc ", "d-e ", "$", ". "]) for _ in range(80)
        )
        statements = tuple(
            CodedStatement(
                content=_random_spans(chance, len(text), 30),
                source=_random_spans(chance, len(text), 8),
                cue=_random_spans(chance, len(text), 8),
            )
            for _ in range(chance.randrange(8))
        )
        coding[str(number)] = CodedArticle(id=str(number), statements=statements, text=text)
    return coding


def _random_spans(chance: random.Random, length: int, longest: int) -> Offsets:
    starts = [chance.randrange(length - longest) for _ in range(chance.choice([0, 1, 1, 2]))]
    return tuple((start, start + chance.randrange(1, longest)) for start in starts)


def _rounded(score: Score) -> dict[str, float]:
    return {
        "p": round(100 * score.precision, 1),
        "r": round(100 * score.recall, 1),
        "f": round(100 * score.f1, 1),
    }


def _percent(share: Share) -> float | None:
    return None if share.value is None else round(100 * share.value, 1)
