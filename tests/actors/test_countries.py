import pytest

from onrecord.actors.facts.countries import countries, country_named, country_of_capital, country_of_demonym


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
        ("Us", None),
        ("Turkey", "Turkey"),
        ("turkey", None),
        ("Türkiye", "Turkey"),
        ("Republic of Poland", "Poland"),
        ("Republic of China", "Taiwan"),
        ("People’s Republic of China", "China"),
        ("Congo", "Democratic Republic of the Congo"),
        ("Republic of the Congo", "Republic of the Congo"),
        ("Guinea Bissau", "Guinea-Bissau"),
        ("Bosnia & Herzegovina", "Bosnia and Herzegovina"),
        ("Deutschland", "Germany"),
        ("Україна", "Ukraine"),
        ("中国", "China"),
        ("Scotland", "Scotland"),
        ("Korea", None),
        ("Atlantis", None),
        ("", None),
    ],
)
def test_country_named_knows_names(words: str, country: str | None) -> None:
    assert country_named(words) == country


@pytest.mark.parametrize(
    ("word", "country"),
    [
        ("French", "France"),
        ("Poles", "Poland"),
        ("Slovak", "Slovakia"),
        ("polish", None),
        ("Dutchmen", "Netherlands"),
        ("Martian", None),
    ],
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


def test_countries_are_those_of_the_united_nations_and_four_more() -> None:
    named = {country.name for country in countries() if country.what == "country"}
    assert len(named) == 193 + 4
    assert {"Taiwan", "Kosovo", "Palestine", "Vatican"} < named
    assert all(country_named(name) == name for name in named)
