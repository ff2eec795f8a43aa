"""The language of a text, where that is sure."""

from __future__ import annotations

import pytest

from onrecord.articles.language import language_code, language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted to wait until the engineers have reported, and opponents called the delay a gift.", "en"),
        ("Le conseil a voté pour attendre le rapport des ingénieurs, et ses adversaires parlent d'un cadeau.", "fr"),
        ("Der Rat stimmte dafür, auf den Bericht der Ingenieure zu warten; Gegner nannten das ein Geschenk.", "de"),
        ("Совет проголосовал за то, чтобы дождаться отчёта инженеров, а противники назвали это подарком.", "ru"),
    ],
)
def test_language_of_some_sentences_is_found(text: str, language: str) -> None:
    assert language_of(f"{text} {text}") == language


@pytest.mark.parametrize("text", ["", "Wait!", "The council voted to wait.", "12 34 " * 100, "\ud800" * 300])
def test_language_of_too_few_letters_is_unknown(text: str) -> None:
    assert language_of(text) is None


@pytest.mark.parametrize(
    ("hint", "code"),
    [("en", "en"), ("en-GB", "en"), (" FR_fr ", "fr"), ("eng", None), ("", None), (None, None), ("e1", None)],
)
def test_language_code_is_the_first_part_of_a_tag(hint: str | None, code: str | None) -> None:
    assert language_code(hint) == code
