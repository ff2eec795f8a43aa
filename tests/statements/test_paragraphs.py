import pytest

from onrecord.statements.paragraphs import LONGEST, paragraphs_of


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
