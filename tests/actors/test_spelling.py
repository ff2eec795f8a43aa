import pytest

from onrecord.actors.naming.spelling import fold, name_words, nearly


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ruíz", "ruiz"),
        ("Sørvik", "sorvik"),
        ("Łoś", "los"),
        ("U.S.", "us"),
        ("O’Neill", "oneill"),
        ("Grain  Board's", "grain board"),
        ("", ""),
    ],
)
def test_fold_drops_what_does_not_tell_names_apart(text: str, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("one", "other"), [("Sorvik", "Sørvik"), ("Sorvik", "Sorvick"), ("Kowalsky", "Kowalski"), ("Marekh", "Marek")]
)
def test_nearly_forgives_a_misspelling(one: str, other: str) -> None:
    assert nearly(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mills", "Hills"),
        ("Harris", "Harrison"),
        ("Martin", "Martinez"),
        ("Ruiz", "Ruz"),
        ("Smith", "Sanders"),
        ("Sorvik", "Sandvik"),
        ("", "Sorvik"),
    ],
)
def test_nearly_keeps_other_names_apart(one: str, other: str) -> None:
    assert not nearly(one, other)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Dr. Ana Ruiz", ("ana", "ruiz")),
        ("Tom B. Ruiz Jr.", ("tom", "b", "ruiz")),
        ("Mr", ("mr",)),
        ("—", ()),
    ],
)
def test_name_words_leaves_out_titles_and_generations(name: str, words: tuple[str, ...]) -> None:
    assert name_words(name) == words
