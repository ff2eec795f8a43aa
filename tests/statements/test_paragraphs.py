import pytest

from onrecord.statements.rules.paragraphs import LONGEST, paragraphs_of


def test_paragraphs_of_gives_lines_with_their_offsets() -> None:
    assert list(paragraphs_of("Head\n\n  Body.\n—\n")) == [(0, "Head"), (6, "  Body.")]


@pytest.mark.parametrize("unit", ["The dam is old. ", "word ", "x", "x\u2009"])
def test_paragraphs_of_cuts_a_long_paragraph(unit: str) -> None:
    text = unit * LONGEST
    pieces = [piece for _, piece in paragraphs_of(text)]
    assert "".join(pieces) == text
    assert max(map(len, pieces)) <= LONGEST


def test_paragraphs_of_cuts_after_a_sentence() -> None:
    [(_, first), *_] = paragraphs_of("The dam is old. " * LONGEST)
    assert first.endswith("old. ")


@pytest.mark.parametrize(
    "dateline",
    [
        "OLM - ",
        "OLM, March 5 (Norpress) - ",
        "OLM/SUDE — ",
        "ST. BREND, 2 May – ",
        "OLM (NP) -- ",
        "Olm (Norpress) – ",
        "date 2031-03-05 ",
    ],
)
def test_paragraphs_of_leaves_out_a_dateline(dateline: str) -> None:
    text = f"Title here.\n\n{dateline}The mayor spoke - at length.\n"
    assert [text[offset : offset + len(piece)] for offset, piece in paragraphs_of(text)] == [
        "Title here.",
        "The mayor spoke - at length.",
    ]


@pytest.mark.parametrize(
    "text", ["The mayor - she spoke.", "UN officials spoke - at length.", "Olm (a town) is wet.", "OLM is a town."]
)
def test_paragraphs_of_keeps_what_is_no_dateline(text: str) -> None:
    assert list(paragraphs_of(text)) == [(0, text)]
