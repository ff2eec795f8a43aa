from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from onrecord.statements.trained.pieces import (
    CLOSES,
    INSIDE,
    LONGEST_LINE,
    LOWER,
    MIXED,
    NUMBER,
    OPENS,
    OTHER,
    OUTSIDE,
    TITLE,
    UPPER,
    Pieces,
    Range,
    pieces_of,
    sections_of,
    windows_of,
)
from onrecord.statements.trained.tagger import WEIGHTS

TOKENIZER = Tokenizer.from_file(str(WEIGHTS / "tokenizer.json"))

ODD_TEXTS = {
    "emoji": "👩‍👩‍👧‍👦🙂 Öde said 🇫🇷 no",
    "right to left": "\u202eאבג\u202c said دمشق that שלום",
    "zero width": "a\u200bb\u200c wa\u200dit\ufeff c \u200b\u200b",
    "control characters": "a\0b\x07\x1b[31m c\x85d\u2028e\x0b\x0cf\x7f",
    "lone surrogates": "a\ud800b said \udfff\udfff 😀 no",
    "combining marks": "\u0301e\u0301 ca\u0301fe\u0301 " + "\u0301" * 50 + " q" + "\u0323" * 50,
    "one character of several pieces": "각 ½ ﬃ 東京 said",
    "line ends of all kinds": "a\r\nb\r\rc\n\n\n\td",
    "special pieces": "a [SEP] b [CLS][PAD] ##c [MASK]",
    "long line": "word “ab” " * 10_000,
    "long word": "x" * 100_000,
    "empty": "",
    "blanks": " \n\t \u3000\xa0\n\n",
}


def texts_of(pieces: Pieces, text: str) -> list[str]:
    return [text[start:end] for start, end in zip(pieces.start, pieces.end, strict=True)]


def check_places(text: str) -> None:
    pieces = pieces_of(text, TOKENIZER)
    assert np.all(np.diff(pieces.start) >= 0)
    assert np.all(np.diff(pieces.end) >= 0)
    assert all(piece.strip() for piece in texts_of(pieces, text))
    assert not len(pieces) or (pieces.start[0] >= 0 and pieces.end[-1] <= len(text))
    for row in (pieces.ids, pieces.features, pieces.paragraph, pieces.ends_sentence):
        assert len(row) == len(pieces)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
def test_pieces_of_odd_text_stand_in_order_on_its_code_points(text: str) -> None:
    check_places(text)


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=()), max_size=60))
@example("\ud83d\ude42 said")
def test_pieces_of_any_text_stand_in_order_on_its_code_points(text: str) -> None:
    check_places(text)


@pytest.mark.parametrize("name", ["empty", "blanks"])
def test_pieces_of_nothing_are_none(name: str) -> None:
    pieces = pieces_of(ODD_TEXTS[name], TOKENIZER)
    assert len(pieces) == 0
    assert sections_of(pieces) == []
    assert windows_of(pieces, limit=5) == []


@pytest.mark.parametrize("before", ["🙂🙂 ", "e\u0301\u0301 ", "\ud800 ", "\0\0", "שלום ", "\n\n\u200b"])
def test_pieces_of_counts_code_points_behind_odd_characters(before: str) -> None:
    text = f"{before}dams must wait"
    assert texts_of(pieces_of(text, TOKENIZER), text)[-2:] == ["must", "wait"]


def test_pieces_of_a_line_longer_than_the_tokenizer_is_given_lose_nothing() -> None:
    text = "word “ab” " * 10_000
    pieces = pieces_of(text, TOKENIZER)
    assert len(text) > LONGEST_LINE
    assert texts_of(pieces, text) == ["word", "“", "ab", "”"] * 10_000


def test_pieces_of_marks_quotations_and_their_ends() -> None:
    text = "He said “we build” and left.\nNo “end"
    pieces = pieces_of(text, TOKENIZER)
    assert list(zip(texts_of(pieces, text), pieces.features[:, 1].tolist(), strict=True)) == [
        ("He", OUTSIDE),
        ("said", OUTSIDE),
        ("“", OPENS),
        ("we", INSIDE),
        ("build", INSIDE),
        ("”", CLOSES),
        ("and", OUTSIDE),
        ("left", OUTSIDE),
        (".", OUTSIDE),
        ("No", OUTSIDE),
        ("“", OPENS),
        ("end", INSIDE),
    ]


def test_pieces_of_marks_paragraphs_and_sentences() -> None:
    text = "Dr. Lind left. We stay.\n\nNo one\n“Why?” he said"
    pieces = pieces_of(text, TOKENIZER)
    words = texts_of(pieces, text)
    starts = [word for word, first in zip(words, pieces.features[:, 2], strict=True) if first]
    assert starts == ["Dr", "No", "“"]
    assert len(set(pieces.paragraph.tolist())) == 3
    ends = [number for number, last in enumerate(pieces.ends_sentence) if last]
    assert [words[number] for number in ends] == [".", ".", "one", "said"]
    assert words[ends[0] - 1] == "left", "a title's full stop ends no sentence"


@pytest.mark.parametrize(
    ("word", "case"),
    [("dam", LOWER), ("Dam", TITLE), ("DAM", UPPER), ("iDAM", MIXED), ("7", NUMBER), ("“", OTHER), ("🙂", OTHER)],
)
def test_pieces_of_tells_the_case_of_a_word(word: str, case: int) -> None:
    assert set(pieces_of(word, TOKENIZER).features[:, 0].tolist()) == {case}


def pieces_in_lines(lines: Sequence[Sequence[bool]]) -> Pieces:
    """Return pieces of lines that say after which of their pieces a sentence ends."""
    size = sum(map(len, lines))
    paragraph = np.repeat(np.arange(len(lines)), [len(line) for line in lines])
    ends_sentence = np.array([end for line in lines for end in (*line[:-1], True)], np.bool_)
    return Pieces(
        ids=np.arange(size),
        start=2 * np.arange(size),
        end=2 * np.arange(size) + 1,
        word=np.arange(size),
        features=np.zeros((size, 3), np.int64),
        paragraph=paragraph,
        ends_sentence=ends_sentence,
    )


LINES = st.lists(st.lists(st.sampled_from((False, False, False, True)), min_size=1, max_size=25), max_size=8)


def check_cuts(pieces: Pieces, ranges: Sequence[Range], limit: int) -> None:
    """Check that ranges take in every piece once, in order, and end where they should."""
    assert [place for start, end in ranges for place in range(start, end)] == list(range(len(pieces)))
    line_ends = {*(np.flatnonzero(np.diff(pieces.paragraph)) + 1).tolist(), len(pieces)}
    sentence_ends = set((np.flatnonzero(pieces.ends_sentence) + 1).tolist())
    for start, end in ranges:
        within = range(start + 1, start + limit + 1)
        assert end in within
        if line_ends.intersection(within):
            assert end == max(line_ends.intersection(within))
        elif late := sentence_ends.intersection(within[limit // 3 :]):
            assert end == max(late)
        else:
            assert end == start + limit


@settings(max_examples=60, deadline=None)
@given(LINES, st.integers(1, 30))
@example([[False] * 25], 10)
@example([[True] * 25, [False]], 3)
def test_windows_of_cut_at_lines_then_sentences(lines: list[list[bool]], limit: int) -> None:
    pieces = pieces_in_lines(lines)
    check_cuts(pieces, windows_of(pieces, limit=limit), limit)


@settings(max_examples=60, deadline=None)
@given(LINES, st.integers(1, 30))
def test_sections_of_hold_every_piece_once(lines: list[list[bool]], limit: int) -> None:
    pieces = pieces_in_lines(lines)
    sections = sections_of(pieces, limit=limit)
    ends = np.cumsum([len(section) for section in sections], dtype=np.int64).tolist()
    check_cuts(pieces, list(zip([0, *ends], ends, strict=False)), limit)
    for section, end in zip(sections, ends, strict=True):
        place = slice(end - len(section), end)
        assert np.array_equal(section.ids, pieces.ids[place])
        assert np.array_equal(section.start, pieces.start[place])
        assert np.array_equal(section.end, pieces.end[place])
        assert np.array_equal(section.features, pieces.features[place])
        assert np.array_equal(section.paragraph, pieces.paragraph[place])
        assert np.array_equal(section.ends_sentence, pieces.ends_sentence[place])


def test_sections_of_a_text_are_cut_between_its_lines() -> None:
    text = "One dam.\nTwo big dams.\nThree.\n"
    sections = sections_of(pieces_of(text, TOKENIZER), limit=8)
    assert [texts_of(section, text) for section in sections] == [
        ["One", "dam", ".", "Two", "big", "dams", "."],
        ["Three", "."],
    ]


def test_pieces_of_a_word_share_its_number() -> None:
    pieces = pieces_of("She left Regensburg.\nHe stayed.", TOKENIZER)
    words = [pieces.start[pieces.word == number].min() for number in np.unique(pieces.word)]
    assert [int(start) for start in words] == [0, 4, 9, 19, 21, 24, 30]
