import pytest

from onrecord.actors.countries import country_named, country_of_capital, country_of_demonym


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("France", "France"),
        ("the United States", "United States"),
        ("U.S.", "United States"),
        ("US", "United States"),
        ("us", None),
        ("Britain", "United Kingdom"),
        ("Côte d'Ivoire", "Ivory Coast"),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_country_named_knows_names(words: str, country: str | None) -> None:
    assert country_named(words) == country


@pytest.mark.parametrize(
    ("word", "country"),
    [("French", "France"), ("Poles", "Poland"), ("Slovak", "Slovakia"), ("polish", None), ("Martian", None)],
)
def test_country_of_demonym_knows_words_in_capitals(word: str, country: str | None) -> None:
    assert country_of_demonym(word) == country


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("Kyiv", "Ukraine"),
        ("Kiev", "Ukraine"),
        ("Bogotá", "Colombia"),
        ("The Hague", "Netherlands"),
    ],
)
def test_country_of_capital_knows_who_speaks_there(word: str, country: str) -> None:
    assert country_of_capital(word) == country


def test_country_of_capital_leaves_brussels_to_the_union() -> None:
    assert country_of_capital("Brussels") is None


def test_countries_share_no_spelling() -> None:
    assert country_named("Niger") == "Niger"
    assert country_named("Nigeria") == "Nigeria"
    assert country_of_demonym("Nigerian") == "Nigeria"
