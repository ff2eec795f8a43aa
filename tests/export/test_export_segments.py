import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.export.segments import Segment, paragraphs
from onrecord.model import Span, Statement, StatementKind

TEXT = st.text(alphabet="ab🙂 \n", max_size=60)
PAIRS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=4)


def _statement(text: str, **roles: list[tuple[int, int]]) -> Statement:
    spans = {
        role: tuple(Span(article="a", start=start, end=end, quote=text[start:end]) for start, end in pairs)
        for role, pairs in roles.items()
    }
    return Statement(
        id="s",
        article="a",
        kind=StatementKind.INDIRECT,
        source=spans.get("source", ()),
        cue=spans.get("cue", ()),
        content=spans.get("content", ()),
        confidence=1.0,
    )


def test_paragraphs_cuts_at_every_boundary_of_overlapping_spans() -> None:
    text = "🙂 Ruiz said rain"
    first = _statement(text, source=[(2, 6)], cue=[(7, 11)], content=[(12, 16)])
    second = _statement(text, content=[(2, 11)])
    assert list(paragraphs(text, [(1, first), (2, second)])) == [
        (
            Segment(text="🙂 "),
            Segment(text="Ruiz", source=(1,), content=(2,)),
            Segment(text=" ", content=(2,)),
            Segment(text="said", cue=(1,), content=(2,)),
            Segment(text=" "),
            Segment(text="rain", content=(1,)),
        )
    ]


def test_paragraphs_carries_a_span_over_a_paragraph_break() -> None:
    text = "one two\n\nthree four"
    statement = _statement(text, content=[(4, 14)])
    assert list(paragraphs(text, [(7, statement)])) == [
        (Segment(text="one "), Segment(text="two", content=(7,))),
        (Segment(text="three", content=(7,)), Segment(text=" four")),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\nb", ["a", "b"]),
        ("a\nb\n\nc", ["a\nb", "c"]),
        ("a\n \t\nb", ["a", "b"]),
        ("\n\na\n\n", ["a"]),
        ("", []),
    ],
)
def test_paragraphs_breaks_at_blank_lines_or_else_at_lines(text: str, expected: list[str]) -> None:
    assert ["".join(segment.text for segment in paragraph) for paragraph in paragraphs(text, [])] == expected


@given(TEXT, PAIRS, PAIRS)
def test_paragraphs_marks_exactly_the_characters_of_the_spans(
    text: str, source: list[tuple[int, int]], content: list[tuple[int, int]]
) -> None:
    statement = _statement(text, source=source, content=content)
    marked: list[tuple[str, bool, bool]] = []
    for paragraph in paragraphs(text, [(1, statement)]):
        for segment in paragraph:
            marked += [(character, segment.source == (1,), segment.content == (1,)) for character in segment.text]
    expected = [
        (character, _inside(index, source), _inside(index, content))
        for index, character in enumerate(text)
        if not character.isspace()
    ]
    assert [item for item in marked if not item[0].isspace()] == expected


def _inside(index: int, pairs: list[tuple[int, int]]) -> bool:
    return any(start <= index < end for start, end in pairs)
