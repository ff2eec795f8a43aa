import pytest

from onrecord.actors.naming.keys import MOST_KEYS, name_keys


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zelensky", "Зеленський"),
        ("Zelensky", "Wolodymyr Selenskyj"),
        ("Macron", "Emmanuel Macron"),
        ("Emmanuel Macron", "Emmanuel Macon"),
        ("Macon", "Emmanuel Macron"),
        ("Sejourne", "Séjourné"),
        ("Sejurne", "Stéphane Sejournay"),
        ("Stoltenburg", "Jens Stoltenberg"),
        ("Orbán Viktor", "Viktor Orban"),
        ("Xi Jinping", "习近平"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Ana Ruiz", "Ana Ruiz Ortega"),
        ("Annegret Kramp-Karrenbauer", "Kramp-Karrenbauer"),
        ("Ursula von der Leyen", "von der Leyen"),
        ("Gen. Marek Sorvik", "SORVIK, Marek"),
        ("NATO", "North Atlantic Treaty Organization"),
        ("EU", "European Union"),
        ("Foreign Ministry", "Russian Foreign Ministry"),
        ("Ministry of Foreign Affairs", "The Foreign Ministry"),
        ("Siemens", "Siemens AG"),
        ("Open Gravel Foundation", "OpenGravel Foundation"),
        ("Kim Dohyun", "Kim Do-hyun"),
        ("DH Kwon", "Kwon Do-hyun"),
        ("Sorvik Grain Corp.", "The Sorvick Grain Corporation"),
    ],
)
def test_name_keys_are_shared_by_names_of_one_actor(one: str, other: str) -> None:
    assert name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Emmanuel Macron", "Angela Merkel"),
        ("Ana Ruiz", "Ana Sorvik"),
        ("Ministry of Defence", "Ministry of Health"),
        ("Siemens AG", "Sorvik AG"),
    ],
)
def test_name_keys_keep_other_names_apart(one: str, other: str) -> None:
    assert not name_keys(one) & name_keys(other)


@pytest.mark.parametrize(
    "name", ["", "X", "—", "President", "Unknown", "@user_99", "Ab" * 150, "Ана 金 Ruiz שלום محمد"]
)
def test_name_keys_are_few_and_the_same_each_time(name: str) -> None:
    assert len(name_keys(name)) <= MOST_KEYS
    name_keys.cache_clear()
    assert name_keys(name) == name_keys(name)
