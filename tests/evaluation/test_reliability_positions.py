import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

import onrecord
from onrecord.cli import main
from onrecord.errors import SourceError, UsageError
from onrecord.evaluation import (
    POSITION_HEAD,
    CodedArticle,
    CodedPosition,
    CodedStance,
    CodedStatement,
    PositionComparison,
    evaluate,
    position_reliability,
    position_rows,
    read_coding,
    with_no_positions,
)
from onrecord.model import Stance

STANCES = {"+": Stance.SUPPORT, "-": Stance.OPPOSE, "?": Stance.CONDITIONAL, "0": None}
TEXT = "Ruiz said the dam must stay. Lima said the dam must go. Ono said nobody asked the farmers."
CONTENTS = ("the dam must stay", "the dam must go", "nobody asked the farmers")


def _rows(coder: str, **stances: str) -> list[CodedPosition]:
    """Rows of a coder, a sign for each statement of a concept; a blank is not judged."""
    return [
        CodedPosition(statement=str(number), concept=concept, stance=STANCES[sign], coder=coder)
        for concept, signs in stances.items()
        for number, sign in enumerate(signs)
        if sign != " "
    ]


def test_position_reliability_gives_figures_for_each_concept_and_all() -> None:
    found = position_reliability(_rows("ana", dam="++-000", toll="00000?") + _rows("ben", dam="+-+000", toll="00000?"))
    dam, toll = found.concepts
    assert (found.coders, dam.concept, toll.concept, found.all.concept) == (("ana", "ben"), "dam", "toll", None)
    assert (dam.units, found.all.units, dam.positions) == (6, 12, {"ana": 3, "ben": 3})
    # Positions 3 and 3, of which 1 has the same stance; 4 of 6 agree, by chance (3*3 + 2*2 + 1*1) / 36.
    assert dam.f1.value == pytest.approx(1 / 3)
    assert dam.concept_f1.value == 1.0
    assert dam.stance.value == pytest.approx(1 / 3)
    assert dam.kappa.value == pytest.approx((4 / 6 - 14 / 36) / (1 - 14 / 36))
    # Of 12 values 6 are none, 4 support, 2 oppose; 4 of 12 are in disagreement.
    assert dam.alpha.value == pytest.approx(1 - 11 * 4 / (144 - 36 - 16 - 4))
    assert (toll.alpha.value, toll.kappa.value, toll.f1.value) == (1.0, 1.0, 1.0)
    assert found.all.f1.value == pytest.approx(2 / 4)


def test_position_reliability_lists_who_said_what_where_they_differ() -> None:
    found = position_reliability(_rows("ana", dam="+0") + _rows("ben", dam="+?") + _rows("machine", dam="+ "))
    [differing] = found.disagreements
    assert (differing.statement, differing.concept) == ("1", "dam")
    assert differing.stances == (("ana", None), ("ben", Stance.CONDITIONAL))


def test_position_reliability_takes_more_than_two_coders_for_alpha_alone() -> None:
    found = position_reliability(_rows("ana", dam="+0-") + _rows("ben", dam="+0-") + _rows("eva", toll="+0-"))
    for figures in (found.all, found.concepts[0]):
        assert figures.alpha.value == 1.0
        assert figures.kappa.value is None
        assert figures.f1.value is None


def test_position_reliability_leaves_out_what_one_coder_has_not_judged() -> None:
    found = position_reliability(_rows("ana", dam="+-00", toll="+") + _rows("ben", dam="+ 0 "))
    dam, toll = found.concepts
    assert (dam.units, dam.positions, dam.f1.value) == (2, {"ana": 1, "ben": 1}, 1.0)
    assert (toll.units, toll.positions, toll.alpha.value) == (0, {"ana": 0, "ben": 0}, None)


def test_position_reliability_refuses_a_stance_given_twice_and_a_single_coder() -> None:
    twice = CodedPosition(statement="0", concept="dam", stance=Stance.OPPOSE, coder="ana")
    with pytest.raises(UsageError, match="coder 'ana' codes concept 'dam' twice in statement '0'"):
        position_reliability([*_rows("ana", dam="+"), *_rows("ben", dam="+"), twice])
    with pytest.raises(UsageError, match="only 'ana' has coded"):
        position_reliability(_rows("ana", dam="+"))
    with pytest.raises(UsageError, match="nobody has coded"):
        position_reliability([])


def test_with_no_positions_adds_what_was_read_and_left() -> None:
    rows = list(
        with_no_positions(_rows("ana", dam="+"), read={"ana": ["0", "1"], "ben": ["1"]}, concepts=["dam", "toll"])
    )
    assert [(row.coder, row.statement, row.concept, row.stance) for row in rows] == [
        ("ana", "0", "dam", Stance.SUPPORT),
        ("ana", "0", "toll", None),
        ("ana", "1", "dam", None),
        ("ana", "1", "toll", None),
        ("ben", "1", "dam", None),
        ("ben", "1", "toll", None),
    ]


def _statement(content: str, *positions: tuple[str, str]) -> CodedStatement:
    start = TEXT.index(content)
    stances = tuple(CodedStance(concept=concept, stance=STANCES[sign] or Stance.SUPPORT) for concept, sign in positions)
    return CodedStatement(content=((start, start + len(content)),), positions=stances)


def _compare(gold: Sequence[CodedStatement], predicted: Sequence[CodedStatement]) -> PositionComparison | None:
    return evaluate(
        {"a": CodedArticle(id="a", statements=tuple(gold), text=TEXT)},
        {"a": CodedArticle(id="a", statements=tuple(predicted))},
    ).positions


def test_evaluate_compares_positions_and_counts_those_of_statements_not_found() -> None:
    stay, go, farmers = CONTENTS
    gold = [_statement(stay, ("dam", "+")), _statement(go, ("dam", "-")), _statement(farmers, ("vote", "?"))]
    found = _compare(gold, [_statement(stay, ("dam", "+"), ("vote", "+")), _statement(go, ("dam", "+"))])
    assert found is not None and found.reliability is not None
    assert (found.found.gold, found.found.predicted, found.found.right_gold) == (3, 3, 1)
    assert (found.concepts.gold, found.concepts.predicted, found.concepts.right_gold) == (3, 3, 2)
    assert found.reliability.all.units == 4
    assert [(one.concept, one.gold, one.predicted) for one in found.differing] == [
        ("dam", Stance.OPPOSE, Stance.SUPPORT),
        ("vote", None, Stance.SUPPORT),
    ]
    assert {one.content for one in found.differing} == {gold[0].content, gold[1].content}


def test_evaluate_counts_positions_of_invented_statements_as_wrong() -> None:
    stay, go, _ = CONTENTS
    found = _compare([_statement(stay, ("dam", "+"))], [_statement(stay, ("dam", "+")), _statement(go, ("dam", "-"))])
    assert found is not None
    assert (found.found.precision, found.found.recall) == (0.5, 1.0)


def test_evaluate_has_no_positions_where_one_coding_has_none() -> None:
    stay = _statement(CONTENTS[0], ("dam", "+"))
    assert _compare([stay], [replace(stay, positions=None)]) is None
    assert _compare([replace(stay, positions=None)], [stay]) is None


def test_evaluate_judges_no_position_where_gold_coded_none_in_that_statement() -> None:
    stay, go, _ = CONTENTS
    gold = [_statement(stay, ("dam", "+")), replace(_statement(go), positions=None)]
    found = _compare(gold, [_statement(stay, ("dam", "+")), _statement(go, ("dam", "-"))])
    assert found is not None
    assert found.found.f1 == 1.0


@pytest.mark.parametrize("positions", [(), (("dam", "+"),)])
def test_evaluate_says_nothing_beyond_what_was_coded(positions: tuple[tuple[str, str], ...]) -> None:
    found = _compare([_statement(CONTENTS[0])], [_statement(CONTENTS[1], *positions)])
    assert found is not None
    assert found.reliability is None
    assert json.loads(json.dumps(found.as_dict()))["all"] is None


def test_evaluate_reads_positions_from_statement_lines_and_shows_them(tmp_path: Path) -> None:
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "predicted.jsonl"
    attributions = [
        {"content": [[TEXT.index(content), TEXT.index(content) + len(content)]], "positions": positions}
        for content, positions in zip(
            CONTENTS,
            ([{"concept": "dam", "stance": "support"}], [{"concept": "dam", "stance": "oppose"}], []),
            strict=True,
        )
    ]
    gold.write_text(json.dumps({"id": "a", "text": TEXT, "attributions": attributions}))
    predicted.write_text(
        "\n".join(
            json.dumps(
                {"id": f"s{number}", "article": "a"}
                | attribution
                | {"positions": [{"concept": "dam", "stance": "support", "confidence": 0.7}]}
            )
            for number, attribution in enumerate(attributions)
        )
    )
    evaluation = onrecord.evaluate(gold, predicted)
    plain = json.loads(json.dumps(evaluation.as_dict()))["positions"]
    assert plain["found"] == {"precision": pytest.approx(1 / 3), "recall": 0.5, "f1": pytest.approx(0.4)}
    assert plain["by_concept"]["dam"]["concept_f1"]["value"] == pytest.approx(0.8)
    assert plain["disagreements"][1] == {
        "article": "a",
        "content": attributions[2]["content"],
        "concept": "dam",
        "gold": "none",
        "predicted": "support",
    }
    rows = position_rows(evaluation)
    assert [row[:3] for row in rows] == [("all", "2", "3"), ("dam", "2", "3")]
    assert all(len(row) == len(POSITION_HEAD) for row in rows)


def test_evaluate_command_prints_a_row_for_each_concept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "coding.jsonl"
    positions = [{"concept": "[/dam]", "stance": "support"}]
    line = {"id": "a", "text": TEXT, "attributions": [{"content": [[5, 27]], "positions": positions}]}
    path.write_text(json.dumps(line))
    with pytest.raises(SystemExit) as stop:
        main(["evaluate", str(path), str(path)])
    printed = capsys.readouterr().out
    assert not stop.value.code
    assert "positions  gold  predicted  alpha" in printed
    assert "[/dam]        1          1" in printed


@pytest.mark.parametrize(
    ("positions", "reason"),
    [
        ([{"concept": "dam", "stance": "none"}], r"gold\.jsonl:1: positions\.0\.stance"),
        ([{"stance": "support"}], r"gold\.jsonl:1: positions\.0\.concept"),
        ("dam", r"gold\.jsonl:1: positions"),
        ([{"concept": "dam", "stance": "oppose"}] * 2, "statement 1 of article 'a' has concept 'dam' twice"),
    ],
)
def test_read_coding_refuses_malformed_positions(tmp_path: Path, positions: object, reason: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"article": "a", "content": [[0, 4]], "positions": positions}))
    with pytest.raises(SourceError, match=reason):
        read_coding(path)
