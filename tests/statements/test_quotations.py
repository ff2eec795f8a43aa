import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.statements.quotations import quotations_of, quoted_share


def quoted(text: str) -> list[str]:
    return [text[quotation.start : quotation.end] for quotation in quotations_of(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He called it "a dam".', ['"a dam"']),
        ("“We build,” she said. “We wait.”", ["“We build,”", "“We wait.”"]),
        ("„Wir bauen“, sagte sie; «nous attendons».", ["„Wir bauen“", "«nous attendons»"]),
        ("»Wir bauen« heißt es.", ["»Wir bauen«"]),
        ("``We build,'' she said.", ["``We build,''"]),
        ("''We don't build,'' she said.", ["''We don't build,''"]),
        ("‘The farmers’ dam is old,’ she said.", ["‘The farmers’ dam is old,’"]),
        ("'It's an old dam,' she said.", ["'It's an old dam,'"]),
        ("The farmers' dam isn't old, says the '90s report.", []),
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ('‘He said "no" to me,’ she said.', ['‘He said "no" to me,’']),
        ('"There is no "if". We build," she said.', ['"There is no "if". We build,"']),
        ("The wall is 6'2\" tall.", []),
    ],
)
def test_quotations_of_finds_marks_of_any_style(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_quotations_of_ends_an_open_quotation_with_its_line() -> None:
    text = '"We build\nand she left.'
    assert quoted(text) == ['"We build']
    assert not quotations_of(text)[0].goes_on


def test_quotations_of_sees_that_a_quotation_goes_on_in_the_next_paragraph() -> None:
    first, second = quotations_of("“We build.\n\n“And we wait,” she said.")
    assert (first.goes_on, second.goes_on) == (True, False)


def test_quotations_of_takes_a_mark_that_closes_nothing_for_the_end_of_the_last_quotation() -> None:
    assert quoted('He said “we build." And wait?" he asked.') == ['“we build." And wait?"']
    assert quoted('We build," she said.') == ['We build,"']


@given(st.text(alphabet="\"'“”‘’«»„` .aZ\n\t5"))
def test_quotations_of_gives_ordered_quotations_within_lines(text: str) -> None:
    last = 0
    for quotation in quotations_of(text):
        assert last <= quotation.start < quotation.end <= len(text)
        assert "\n" not in text[quotation.start : quotation.end]
        last = quotation.end


@pytest.mark.parametrize(
    ("content", "share"), [(((0, 8),), 1.0), (((0, 19),), 0.5), (((14, 19),), 0.0), (((8, 9),), 0.0)]
)
def test_quoted_share_counts_words(content: tuple[tuple[int, int], ...], share: float) -> None:
    text = '"We are" still here'
    assert quoted_share(text, quotations_of(text), content) == share
