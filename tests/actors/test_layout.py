import pytest

from onrecord.actors.article.layout import layout_of

TEXT = 'Mr. Ek sat. "Rain fell," said Ek.\n\nThen “he” left. Now what?'


@pytest.mark.parametrize(
    ("words", "sentence", "paragraph", "quoted"),
    [
        ("Ek sat", 0, 0, False),
        ("Rain", 1, 0, True),
        ("said", 1, 0, False),
        ("Then", 2, 1, False),
        ("he”", 2, 1, True),
        ("Now", 3, 1, False),
    ],
)
def test_layout_of_knows_where_words_stand(words: str, sentence: int, paragraph: int, quoted: bool) -> None:
    layout, place = layout_of(TEXT), TEXT.index(words)
    assert (layout.sentence(place), layout.paragraph(place)) == (sentence, paragraph)
    assert (layout.quote(place) is not None) is quoted


def test_layout_of_ends_an_open_quotation_with_its_paragraph() -> None:
    layout = layout_of("“Rain fell.\nIt was late.")
    assert layout.quote(3) is not None
    assert layout.quote(15) is None


def test_layout_of_an_empty_text_has_one_place() -> None:
    layout = layout_of("")
    assert (layout.sentence(0), layout.paragraph(0), layout.quote(0)) == (0, 0, None)
