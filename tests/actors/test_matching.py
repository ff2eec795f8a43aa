import csv
from itertools import combinations
from pathlib import Path

import pytest

from onrecord.actors.naming.matching import Verdict, compare_bodies, compare_people
from onrecord.actors.naming.people_alike import may_be_one

SAME, CLOSE, BARE, DIFFERENT = Verdict.SAME, Verdict.CLOSE, Verdict.BARE, Verdict.DIFFERENT

PEOPLE = [
    ("Polyv Kallergis", "Polyvios Kallergis", CLOSE),
    ("Chatzipavlou", "Hatzipavlou", SAME),
    ("Nikos Dimitrakis", "Nikos Dimitraki", DIFFERENT),
    ("권도현", "Kwon Do-hyun", SAME),
    ("Kim Dohyun", "Kim Do-hyun", SAME),
    ("Emmanuel Macron", "EMMANUEL MACRON", SAME),
    ("MACRON, Emmanuel", "President Emmanuel Macron", SAME),
    ("Stephane Sejourne", "Stéphane Séjourné", SAME),
    ("Zelensky", "Zelenskyy", SAME),
    ("Zelensky", "Selenskyj", SAME),
    ("Zelensky", "Зеленський", SAME),
    ("Володимир Зеленський", "Volodymyr Zelensky", SAME),
    ("Сергей Лавров", "Sergej Lawrow", SAME),
    ("Joe Biden", "Joseph R. Biden", SAME),
    ("Bill Clinton", "William Jefferson Clinton", SAME),
    ("J.D. Vance", "JD Vance", SAME),
    ('Robert "Bob" Sorvik', "Bob Sorvik", SAME),
    ("Orbán Viktor", "Viktor Orban", SAME),
    ("Xi Jinping", "Jinping Xi", SAME),
    ("Xi Jinping", "习近平", SAME),
    ("Kim Jong Un", "Kim Jong-un", SAME),
    ("김정은", "Kim Jong Un", SAME),
    ("Mohammed bin Salman", "Muhammad bin Salman", SAME),
    ("Bashar al-Assad", "Bashar Assad", SAME),
    ("Abd al-Aziz Karimi", "Abdulaziz Karimi", SAME),
    ("Jörg Müller", "Joerg Mueller", SAME),
    ("Ana Ruiz MP", "Ana Ruiz", SAME),
    ("Donald Trump Jr.", "Donald Trump, Jr", SAME),
    ("Emmanuel Macron", "Emmanuel Macon", CLOSE),
    ("Stephane Sejournay", "Stéphane Séjourné", CLOSE),
    ("Sejournay", "Séjourné", CLOSE),
    ("Vladimir Zelensky", "Volodymyr Zelenskyy", CLOSE),
    ("J. Biden", "Joe Biden", CLOSE),
    ("Boris Johnson", "Alexander Boris de Pfeffel Johnson", CLOSE),
    ("Ana Ruiz", "Ana Ruiz Ortega", CLOSE),
    ("Annegret Kramp", "Annegret Kramp-Karrenbauer", CLOSE),
    ("بنيامين نتنياهو", "Benjamin Netanyahu", CLOSE),
    ("Marek Sorvik", "Marek Sorvit", CLOSE),
    ("Aleksandr Sorvenko", "Alexandar Sorvnko", CLOSE),
    ("Xi Jinping", "Xi Jingping", CLOSE),
    ("习近平", "习进平", CLOSE),
    ("Macron", "Emmanuel Macron", BARE),
    ("Sejurne", "Stéphane Séjourné", BARE),
    ("Boris", "Boris Johnson", BARE),
    ("von der Leyen", "Ursula von der Leyen", BARE),
    ("Mr. Le Pen", "Marine Le Pen", BARE),
    ("King Charles", "King Charles III", BARE),
    ("Joe Biden", "Hunter Biden", DIFFERENT),
    ("Scholz", "Schulz", DIFFERENT),
    ("Sorvik", "Sorvit", DIFFERENT),
    ("Wang Yi", "Wang Yang", DIFFERENT),
    ("Robert Fico", "Roberto Fico", DIFFERENT),
    ("Olaf Scholz", "Olaf Schulz", DIFFERENT),
    ("Li Qiang", "Li Keqiang", DIFFERENT),
    ("Kim Jong Un", "Kim Jong Il", DIFFERENT),
    ("Donald Trump", "Donald Trump Jr.", DIFFERENT),
    ("Trump", "Trump Jr.", DIFFERENT),
    ("Sergey Viktorovich Lavrov", "Sergey Borisovich Lavrov", DIFFERENT),
    ("George W. Bush", "George H. W. Bush", DIFFERENT),
    ("Alexei Navalny", "Yulia Navalnaya", DIFFERENT),
    ("Kamala Harris", "Kamala Harrison", DIFFERENT),
    ("Lars Hansen", "Lars Hanson", DIFFERENT),
    ("Michel Sorvik", "Michelle Sorvik", DIFFERENT),
    ("Vitali Klitschko", "Wladimir Klitschko", DIFFERENT),
    ("President", "President", DIFFERENT),
    ("", "Ana Ruiz", DIFFERENT),
    ("A", "Ana Ruiz", DIFFERENT),
]


@pytest.mark.parametrize(("one", "other", "verdict"), PEOPLE)
def test_compare_people_gives_verdict(one: str, other: str, verdict: Verdict) -> None:
    assert compare_people(one, other).verdict is verdict


@pytest.mark.parametrize(("one", "other", "verdict"), PEOPLE)
def test_compare_people_has_no_sides(one: str, other: str, verdict: Verdict) -> None:
    there, back = compare_people(one, other), compare_people(other, one)
    assert (there.verdict, there.score) == (back.verdict, back.score)


@pytest.mark.parametrize(("one", "other", "verdict"), PEOPLE)
def test_may_be_one_is_false_only_of_different_people(one: str, other: str, verdict: Verdict) -> None:
    assert may_be_one(one, other) or verdict is DIFFERENT


def test_may_be_one_tells_plain_names_apart() -> None:
    names = [f"{given} {surname}" for given in ("Ana", "Berta", "Carla") for surname in ("Ruiz", "Weiss", "Moreau")]
    assert not any(may_be_one(*pair) for pair in combinations(names, 2))


@pytest.mark.parametrize(("one", "other", "verdict"), PEOPLE)
def test_compare_people_scores_by_verdict(one: str, other: str, verdict: Verdict) -> None:
    least, most = {SAME: (0.9, 1), CLOSE: (0.7, 0.9), BARE: (0.4, 0.7), DIFFERENT: (0, 0.4)}[verdict]
    assert least <= compare_people(one, other).score <= most


def test_compare_people_tells_what_clashes() -> None:
    assert compare_people("Joe Biden", "Hunter Biden").reason == "given names clash: joe, hunter"


@pytest.mark.parametrize(
    "name",
    ["", "X", "—", "Mr", "Unknown", "we", "@user_99", "ABC", "Ab" * 150, "a b " * 75, "Ана 金 Ruiz שלום محمد", "\x00"],
)
def test_comparing_bears_any_name(name: str) -> None:
    for compare in (compare_people, compare_bodies):
        for other in (name, "Ana Ruiz", ""):
            assert 0 <= compare(name, other).score <= 1


BODIES = [
    ("The Kremlin", "Kremlin", SAME),
    ("World Health Organisation", "World Health Organization (WHO)", SAME),
    ("Ministry of Foreign Affairs", "Foreign Ministry", SAME),
    ("Ministry of Foreign Affairs of Russia", "Russian Foreign Ministry", SAME),
    ("Ministry of Defence", "Defense Ministry", SAME),
    ("Department of State", "State Department", SAME),
    ("Siemens Aktiengesellschaft", "Siemens AG", SAME),
    ("Siemens", "Siemens AG", SAME),
    ("Hart & Sons", "Hart and Sons", SAME),
    ("Grain-Board", "Grain Board", SAME),
    ("NATO", "North Atlantic Treaty Organization", SAME),
    ("N.A.T.O.", "NATO", SAME),
    ("Газпром", "Gazprom", SAME),
    ("UN Security Council", "United Nations Security Council", SAME),
    ("EU", "European Union", SAME),
    ("IMF", "International Monetary Fund", CLOSE),
    ("Sorvik Grain Board", "Sorvick Grain Board", SAME),
    ("Stoltenberg Institute", "Stoltenburg Institute", CLOSE),
    ("Foreign Ministry", "Russian Foreign Ministry", BARE),
    ("Siemens", "Siemens Energy", BARE),
    ("Russian Foreign Ministry", "Ukrainian Foreign Ministry", DIFFERENT),
    ("Government of Estonia", "Government of Ethiopia", DIFFERENT),
    ("Ministry of Health", "Ministry of Defence", DIFFERENT),
    ("Siemens AG", "Siemens GmbH", DIFFERENT),
    ("Brigade 44", "Brigade 45", DIFFERENT),
    ("Austria", "Australia", DIFFERENT),
    ("WHO", "World Trade Organization", DIFFERENT),
    ("", "NATO", DIFFERENT),
]


@pytest.mark.parametrize(("one", "other", "verdict"), BODIES)
def test_compare_bodies_gives_verdict(one: str, other: str, verdict: Verdict) -> None:
    assert compare_bodies(one, other).verdict is verdict
    assert compare_bodies(other, one).verdict is verdict


def test_compare_people_holds_its_figures_on_news_pairs() -> None:
    pairs = Path(__file__).parents[3] / "shared" / "data" / "names" / "name_pairs_newsactors.csv"
    if not pairs.exists():
        pytest.skip("the labelled pairs are not part of the repository")
    with pairs.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if max(row["name1"] + row["name2"]) < "\u0250"]
    found = [compare_people(row["name1"], row["name2"]).verdict in {SAME, CLOSE} for row in rows]
    matches = [row["is_match"] in {"1", "true"} for row in rows]
    right = sum(is_found and is_match for is_found, is_match in zip(found, matches, strict=True))
    assert right / sum(found) >= 0.98
    assert right / sum(matches) >= 0.9
