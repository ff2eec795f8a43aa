from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.actors.facts.bodies import (
    Alliance,
    Institution,
    alliance_named,
    demonym_country,
    institution_named,
    institution_of,
    metonym_country,
    organization_named,
)
from onrecord.actors.facts.countries import country_named, country_of_capital, country_of_demonym
from onrecord.actors.facts.fact_table import fact_key, facts
from onrecord.actors.naming.spelling import fold

TWO_THINGS = {"vatican", "holy see"}
"""Keys that mean a country and an institution: both call the Vatican by its name."""


def _name(institution: Institution | None) -> tuple[str, str] | None:
    return (institution.name, institution.of) if institution else None


@pytest.mark.parametrize(
    ("words", "name", "of"),
    [
        ("the Kremlin", "Kremlin", "Russia"),
        ("The Kremlin’s", "Kremlin", "Russia"),
        ("Elysee", "Élysée Palace", "France"),
        ("the Élysée Palace", "Élysée Palace", "France"),
        ("Number 10", "Downing Street", "United Kingdom"),
        ("No. 10", "Downing Street", "United Kingdom"),
        ("Whitehall", "British government", "United Kingdom"),
        ("the White House", "White House", "United States"),
        ("U.S. State Department", "State Department", "United States"),
        ("Capitol Hill", "Congress", "United States"),
        ("the Fed", "Federal Reserve", "United States"),
        ("Quai d’Orsay", "French foreign ministry", "France"),
        ("Duma", "State Duma", "Russia"),
        ("Bankova", "Ukrainian presidency", "Ukraine"),
        ("Holy See", "Vatican", "Vatican"),
        ("European Commission", "European Commission", "European Union"),
        ("UNSC", "UN Security Council", "United Nations"),
        ("Кремль", "Kremlin", "Russia"),
    ],
)
def test_institution_named_knows_names_and_metonyms(words: str, name: str, of: str) -> None:
    assert _name(institution_named(words)) == (name, of)


@pytest.mark.parametrize(
    "words",
    ["fed", "the congress", "ice", "Ice", "Foreign Ministry", "National Assembly", "Parliament", "Kremlin spokesman"],
)
def test_institution_named_leaves_words_and_what_every_country_has(words: str) -> None:
    assert institution_named(words) is None


@pytest.mark.parametrize(
    ("forms", "name", "of"),
    [
        (
            "French Foreign Ministry|the French foreign ministry|France's foreign ministry|Quai d'Orsay"
            "|Foreign Ministry of France|France’s Ministry of Foreign Affairs|the foreign ministry in Paris",
            "French foreign ministry",
            "France",
        ),
        (
            "Polish government|the Polish government|Poland's Government|government of Poland|the government in Warsaw"
            "|Government of the Republic of Poland|Polish administration",
            "Polish government",
            "Poland",
        ),
        (
            "Russian Defence Ministry|Russia's Ministry of Defense|Ministry of National Defense of Russia|Russian MoD",
            "Russian defence ministry",
            "Russia",
        ),
        ("US government|U.S. Government|American administration|United States government", "US government", None),
        ("German parliament|Germany's parliament|the German Bundestag|parliament of Germany", "Bundestag", "Germany"),
        ("British Foreign Office|UK foreign ministry|Foreign Office", "Foreign Office", "United Kingdom"),
        ("US Congress|the American Congress|Congress of the United States", "Congress", "United States"),
        ("the Netherlands' government|Dutch government|Government of the Netherlands", "Dutch government", None),
        ("South Korean army|South Korea's army|army of South Korea", "South Korean army", "South Korea"),
        ("New Zealand government", "New Zealand government", "New Zealand"),
        ("Bosnia and Herzegovina's police|Bosnian police", "Bosnian police", "Bosnia and Herzegovina"),
        ("Polish Ministry of Health and Sport", "Polish health and sport ministry", "Poland"),
        ("the Russian Embassy in London|Embassy of Russia in London", "Russian embassy in London", "Russia"),
        ("French embassy|embassy of France", "French embassy", "France"),
        ("Georgian Senate", None, None),
    ],
)
def test_institution_of_gives_one_name_for_all_forms(forms: str, name: str | None, of: str | None) -> None:
    found = {_name(institution_of(form)) for form in forms.split("|")}
    assert {pair and pair[0] for pair in found} == {name}
    assert of is None or {pair and pair[1] for pair in found} == {of}


@pytest.mark.parametrize(
    "words",
    [
        "polish government",
        "us government",
        "turkey government",
        "the government",
        "Oslo police",
        "the embassy in Moscow",
        "Ukrainian Ministry of Foreign Affairs spokesman",
        "former Polish government",
        "French language department",
        "Springfield Police Department",
        "Georgia Supreme Court",
        "EU army",
        "of of of",
        "the French",
    ],
)
def test_institution_of_leaves_what_names_no_national_institution(words: str) -> None:
    assert institution_of(words) is None


def test_institution_of_tells_embassies_from_their_place() -> None:
    assert _name(institution_of("the Polish foreign ministry in Warsaw")) == ("Polish foreign ministry", "Poland")
    assert institution_of("the Polish foreign ministry in Madrid") is None


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Berlin", "Germany"),
        ("Warsaw", "Poland"),
        ("Washington", "United States"),
        ("Washington, D.C.", "United States"),
        ("Kiev", "Ukraine"),
        ("The Hague", "Netherlands"),
        ("Hague", None),
        ("Jerusalem", "Israel"),
        ("Tel Aviv", None),
        ("N’Djamena", "Chad"),
        ("Brussels", "European Union"),
        ("berlin", None),
        ("Georgetown", None),
        ("Barcelona", None),
    ],
)
def test_metonym_country_knows_who_speaks_there(words: str, country: str | None) -> None:
    assert metonym_country(words) == country


@pytest.mark.parametrize(
    ("words", "country"),
    [
        ("Polish", "Poland"),
        ("the Poles", "Poland"),
        ("polish", None),
        ("the polish", None),
        ("Frenchwomen", "France"),
        ("Britons", "United Kingdom"),
        ("Danes", "Denmark"),
        ("Spaniard", "Spain"),
        ("Swiss", "Switzerland"),
        ("Germans", "Germany"),
        ("Turks", "Turkey"),
        ("turkey", None),
        ("Nigerien", "Niger"),
        ("Nigerian", "Nigeria"),
        ("South Koreans", "South Korea"),
        ("Korean", None),
        ("Congolese", "Democratic Republic of the Congo"),
        ("English", None),
        ("Chinese", "China"),
        ("Germen", None),
    ],
)
def test_demonym_country_knows_adjectives_and_peoples(words: str, country: str | None) -> None:
    assert demonym_country(words) == country


@pytest.mark.parametrize(
    "words",
    [
        "Baltic states",
        "the three Baltic states",
        "all three Baltic countries",
        "all of the Baltic states",
        "the Baltic trio",
        "the Baltics",
    ],
)
def test_alliance_named_gives_the_members_that_a_phrase_means(words: str) -> None:
    baltics = Alliance(name="Baltic states", members=("Estonia", "Latvia", "Lithuania"), speaks_as_members=True)
    assert alliance_named(words) == baltics


@pytest.mark.parametrize(
    ("words", "name", "count", "speaks_as_members"),
    [
        ("Nato", "NATO", 32, False),
        ("NATO countries", "NATO countries", 32, True),
        ("the EU", "European Union", 27, False),
        ("all 27 EU member states", "EU countries", 27, True),
        ("members of the European Union", "EU countries", 27, True),
        ("five Nordic countries", "Nordic countries", 5, True),
        ("Benelux", "Benelux countries", 3, True),
        ("both Koreas", "both Koreas", 2, True),
        ("the two Koreas", "both Koreas", 2, True),
        ("Visegrád Four", "Visegrad Group", 4, False),
        ("G-7", "G7", 7, False),
        ("Five Eyes countries", "Five Eyes countries", 5, True),
        (
            "the five permanent members of the U.N. Security Council",
            "permanent members of the UN Security Council",
            5,
            True,
        ),
        ("OPEC+", "OPEC+", 0, False),
        ("African Union", "African Union", 0, False),
    ],
)
def test_alliance_named_tells_bodies_from_their_members(
    words: str, name: str, count: int, speaks_as_members: bool
) -> None:
    found = alliance_named(words)
    assert found is not None
    assert (found.name, len(found.members), found.speaks_as_members) == (name, count, speaks_as_members)


@pytest.mark.parametrize(
    "words",
    ["two Baltic states", "the 5 EU countries", "most EU countries", "the bloc", "eu", "Eu", "three NATO", "²", "G"],
)
def test_alliance_named_leaves_some_of_the_members(words: str) -> None:
    assert alliance_named(words) is None


@pytest.mark.parametrize(
    ("forms", "name"),
    [
        ("UN|U.N.|United Nations|the United Nations", "United Nations"),
        ("WHO|World Health Organization|World Health Organisation", "World Health Organization"),
        ("Nato|NATO|North Atlantic Treaty Organization", "NATO"),
        ("EU|E.U.|European Union", "European Union"),
        ("OSCE|Organization for Security and Co-operation in Europe", "OSCE"),
        ("ICRC|the Red Cross", "International Committee of the Red Cross"),
        ("Amnesty|Amnesty International", "Amnesty International"),
        ("Hizbollah|Hezbollah", "Hezbollah"),
        ("al-Qaida|Al Qaeda", "al-Qaeda"),
        ("AfD|Alternative für Deutschland", "Alternative for Germany"),
    ],
)
def test_organization_named_gives_one_name_for_all_forms(forms: str, name: str) -> None:
    assert {organization_named(form) for form in forms.split("|")} == {name}


@pytest.mark.parametrize("words", ["Who", "who", "Un", "un", "amnesty", "Baltic states"])
def test_organization_named_leaves_words_that_read_alike(words: str) -> None:
    assert organization_named(words) is None


@pytest.mark.parametrize("words", ["", " ", "the", "The ", "'s", "x", "Q", "🙂", "🙂 government", "of", ".", "a" * 300])
def test_facts_answer_nothing_for_odd_words(words: str) -> None:
    for ask in (country_named, country_of_capital, country_of_demonym, metonym_country, demonym_country):
        assert ask(words) is None
    assert institution_of(words) is None
    assert alliance_named(words) is None
    assert organization_named(words) is None


@given(st.text() | st.lists(st.sampled_from(["the", "The", "of", "in", "France's", "7", "EU", "army", "", "\u0301"])))
def test_facts_withstand_any_words(words: str | list[str]) -> None:
    phrase = words if isinstance(words, str) else " ".join(words)
    found = institution_of(phrase)
    assert found is None or found.name
    for ask in (country_named, metonym_country, demonym_country, alliance_named, organization_named):
        assert ask(phrase) is None or fact_key(phrase)


def test_table_has_no_spelling_of_two_things() -> None:
    meanings = defaultdict(set)
    for fact in facts():
        if fact.what not in {"ministry", "office"}:
            for spelling in (*fact.spellings(), *fact.demonyms, *fact.capitals):
                meanings[fact_key(spelling)].add((fact.what, fact.name))
    assert {key for key, meant in meanings.items() if len(meant) > 1} == TWO_THINGS


@pytest.mark.parametrize("what", ["ministry", "office"])
def test_table_has_no_noun_of_two_offices(what: str) -> None:
    keys = [fact_key(spelling) for fact in facts() if fact.what == what for spelling in fact.spellings()]
    assert len(keys) == len(set(keys))


def test_table_refers_to_what_it_holds() -> None:
    names = {fact.name for fact in facts()}
    countries = {fact.name for fact in facts() if fact.what == "country"}
    assert {fact.of for fact in facts() if fact.of} <= names
    assert {member for fact in facts() for member in fact.members} <= countries
    assert all(fact.of for fact in facts() if fact.what in {"institution", "territory"})


def test_table_is_sorted_and_without_blanks() -> None:
    assert [(fact.what, fold(fact.name)) for fact in facts()] == sorted(
        (fact.what, fold(fact.name)) for fact in facts()
    )
    for fact in facts():
        cells = (fact.name, *fact.others, *fact.demonyms, *fact.capitals, *fact.members)
        assert all(cell and cell == " ".join(cell.split()) for cell in cells), fact.name
        assert all(fact_key(cell) for cell in cells), fact.name
        assert len(fact.members) == len(set(fact.members)), fact.name


def test_table_gives_every_country_a_wikidata_id_of_its_own() -> None:
    ids = [fact.wikidata for fact in facts() if fact.what in {"country", "territory"}]
    assert len(ids) == len(set(ids))
    assert all(number.startswith("Q") and number[1:].isdecimal() for number in ids)
