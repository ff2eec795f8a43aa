import pytest

from onrecord.actors.naming.romanization import has_syllables, is_without_vowels, latin


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("Ana Ruiz", "Ana Ruiz"),
        ("Séjourné", "Séjourné"),
        ("", ""),
        ("Володимир Зеленський", "Volodymyr Zelenskyi"),
        ("ЗЕЛЕНСЬКИЙ", "ZELENSKYI"),
        ("Юлія Єрмак", "Yuliia Yermak"),
        ("Явлинский", "Yavlinsky"),
        ("Щербаков", "Shcherbakov"),
        ("Юрий Соловьёв", "Yury Solovyov"),
        ("Ельцин", "Yeltsin"),
        ("Александар Вучић", "Aleksandar Vučić"),
        ("Първанов", "Parvanov"),
        ("Аляксандр Лукашэнка", "Alyaksandr Lukashenka"),
        ("Αλέξης Τσίπρας", "Alexis Tsipras"),
        ("Μπακογιάννη", "Bakogianni"),
        ("Γιώργος Παπανδρέου", "Giorgos Papandreou"),
        ("בנימין נתניהו", "bnymyn ntnyhw"),
        ("习近平", "Xi Jinping"),
        ("司马相如", "Sima Xiangru"),
        ("贝拉克·奥巴马", "Beilake Aobama"),
        ("김정은", "Kim Jeong-eun"),
        ("バラク・オバマ", "baraku obama"),
        ("Բարակ Օբամա", "Barak Obama"),
    ],
)
def test_latin_spells_names_as_newspapers_do(name: str, spelt: str) -> None:
    assert latin(name) == spelt


@pytest.mark.parametrize("name", ["ბარაკ ობამა", "محمد بن سلمان", "नरेन्द्र मोदी", "ประยุทธ์", "Ж" * 300, "Ана 金 Ruiz ש"])
def test_latin_leaves_no_other_script(name: str) -> None:
    assert all(ord(letter) < 0x250 for letter in latin(name))


def test_scripts_without_vowels_are_known() -> None:
    assert is_without_vowels("محمد")
    assert is_without_vowels("נתניהו")
    assert not is_without_vowels("Putin")
    assert not is_without_vowels("Путин")


def test_scripts_of_syllables_are_known() -> None:
    assert has_syllables("习近平")
    assert has_syllables("김정은")
    assert not has_syllables("Xi Jinping")
