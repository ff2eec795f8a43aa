import pytest

from onrecord.evaluation.words import WordedText
from onrecord.model import StatementKind


@pytest.mark.parametrize(
    ("text", "span", "words"),
    [
        ("one two three", (4, 7), {1}),
        ("one two three", (5, 9), {1, 2}),
        ("one two three", (3, 4), set()),
        ("It's well-known.", (0, 16), {0, 1}),
        ("🙂 one two", (2, 5), {0}),
        ("$5 now", (0, 2), {0, 1}),
    ],
)
def test_words_are_those_that_a_span_touches(text: str, span: tuple[int, int], words: set[int]) -> None:
    assert WordedText(text).words((span,)) == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"We stay here," she said', "direct"),
        ("“We stay here,” she said", "direct"),
        ("``We stay here,'' she said", "direct"),
        ("«We stay here», she said", "direct"),
        ('"We stay here\nand here', "direct"),
        ('We "stay" here, she said', "mixed"),
        ("We stay here, she said", "indirect"),
        ("'We stay here,' she said", "indirect"),
        ("We stay here, she said “so”", "indirect"),
        ('"So."\nWe stay here', "indirect"),
    ],
)
def test_kind_is_read_from_the_quotation_marks(text: str, kind: str) -> None:
    worded = WordedText(text)
    start = text.index("We")
    content = worded.words(((start, text.index("here") + 4),))
    assert worded.kind(content) is StatementKind(kind)
