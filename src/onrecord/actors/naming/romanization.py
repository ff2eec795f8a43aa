"""Names in Latin letters, spelt as newspapers spell them."""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_CYRILLIC_WORD = re.compile(r"[\u0400-\u052f'’ʼ]+")
_GREEK = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]")
_HAN = re.compile(r"[\u3400-\u9fff]+")
_HANGUL = re.compile(r"[\uac00-\ud7a3]+")
_ABJAD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_OTHER = re.compile(r"[^\u0000-\u024f\u1e00-\u1eff\u2000-\u206f]+")
_SYLLABLE = re.compile(r"[A-Z][a-z]*")

_UKRAINIAN = re.compile("[іїєґ]|ськ|цьк|йович|дмир")
_BELARUSIAN = re.compile("ў|і.*э|э.*і|эн?ка\\b")
_SERBIAN = re.compile("[јљњћђџ]")
_BULGARIAN = re.compile("[бвгджзклмнпрстфхцчшщ]ъ[бвгджзклмнпрстфхцчшщ]")

_RUSSIAN_LETTERS = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "").split(" "),
        strict=True,
    )
)
_UKRAINIAN_LETTERS = _RUSSIAN_LETTERS | {"г": "h", "ґ": "g", "є": "ie", "и": "y", "і": "i", "ї": "i", "й": "i"}
_UKRAINIAN_LETTERS |= {"ю": "iu", "я": "ia"}
_UKRAINIAN_FIRST = {"є": "Ye", "ї": "Yi", "й": "Y", "ю": "Yu", "я": "Ya"}
_BELARUSIAN_LETTERS = _RUSSIAN_LETTERS | {"г": "h", "і": "i", "ў": "u"}
_BULGARIAN_LETTERS = _RUSSIAN_LETTERS | {"щ": "sht", "ъ": "a", "х": "h"}
_SERBIAN_LETTERS = _RUSSIAN_LETTERS | {"ж": "ž", "ч": "č", "ш": "š", "ћ": "ć", "ђ": "đ", "џ": "dž", "ј": "j"}
_SERBIAN_LETTERS |= {"љ": "lj", "њ": "nj", "ц": "c", "х": "h"}
_RUSSIAN_ENDINGS = (("ский", "sky"), ("цкий", "tsky"), ("ий", "y"), ("ый", "y"))
_SOFT_BEFORE_VOWEL = re.compile("[ьъ](?=[еиэ])")
_ALSO_YE = re.compile("(?:^|(?<=[аеёиоуыэюяьъ]))е")  # Yeltsin, Dostoyevsky

_GREEK_PAIRS = (("ου", "ou"), ("αυ", "av"), ("ευ", "ev"), ("γγ", "ng"), ("μπ", "mp"), ("ντ", "nt"), ("χ", "ch"))
_GREEK_STARTS = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"))
_GREEK_WORD = re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]+")
_TONOS = str.maketrans("άέήίόύώϊϋΐΰς", "αεηιουωιυιυσ")

_HEBREW = str.maketrans(
    dict(
        zip(
            "אבגדהוזחטיךכלםמןנסעףפץצקרשת",
            "a b g d h w z h t y k k l m m n n s a p p ts ts k r sh t".split(),
            strict=True,
        )
    )
)

_DOUBLE_SURNAMES = frozenset("欧阳 歐陽 司马 司馬 诸葛 諸葛 上官 司徒 东方 東方 皇甫 尉迟 公孙".split())
_KOREAN = dict(
    part.split("=")
    for part in "Gim=Kim Bak=Park Choe=Choi I=Lee Gang=Kang Jeong=Jung Gwon=Kwon Jo=Cho Yun=Yoon Im=Lim".split()
)


@lru_cache(maxsize=65_536)
def latin(name: str) -> str:
    """Return the name in Latin letters, its words in the order of the original.

    Arabic and Hebrew write few vowels, so that of those names little more than the consonants comes out.
    """
    if name.isascii():
        return name
    if _CYRILLIC.search(name):
        letters = _letters_of(name.casefold())
        name = _CYRILLIC_WORD.sub(lambda match: _cyrillic(match[0], letters), name)
    if _GREEK.search(name):
        name = _GREEK_WORD.sub(lambda match: _greek(match[0]), name)
    name = name.translate(_HEBREW)
    is_foreign = "·" in name or "・" in name
    name = _HAN.sub(lambda match: _chinese(match[0], is_foreign=is_foreign), name)
    name = _HANGUL.sub(lambda match: _korean(match[0]), name)
    name = name.replace("・", " ").replace("·", " ")
    return " ".join(_OTHER.sub(lambda match: anyascii(match[0]), name).replace("`", "'").split())


def is_without_vowels(name: str) -> bool:
    """Return whether the name is written in a script that leaves vowels out (Arabic, Hebrew)."""
    return not name.isascii() and _ABJAD.search(name) is not None


def has_syllables(name: str) -> bool:
    """Return whether the name is written in Chinese characters or Hangul, where one sound is many names."""
    return not name.isascii() and (_HAN.search(name) or _HANGUL.search(name)) is not None


def _letters_of(name: str) -> dict[str, str]:
    if _SERBIAN.search(name):
        return _SERBIAN_LETTERS
    if _BELARUSIAN.search(name):
        return _BELARUSIAN_LETTERS
    if _UKRAINIAN.search(name):
        return _UKRAINIAN_LETTERS
    return _BULGARIAN_LETTERS if _BULGARIAN.search(name) else _RUSSIAN_LETTERS


def _cyrillic(word: str, letters: dict[str, str]) -> str:
    small = word.casefold()
    start = ending = ""
    if letters is _UKRAINIAN_LETTERS and small[:1] in _UKRAINIAN_FIRST:
        start, small = _UKRAINIAN_FIRST[small[0]].lower(), small[1:]
    if letters is _RUSSIAN_LETTERS:
        small = _ALSO_YE.sub("йе", small)
        for cyrillic, spelt in _RUSSIAN_ENDINGS:
            if small.endswith(cyrillic):
                small, ending = small.removesuffix(cyrillic), spelt
                break
    small = _SOFT_BEFORE_VOWEL.sub("й", small)
    middle = "".join(letters[letter] if letter in letters else anyascii(letter).lower() for letter in small)
    return _as_in(word, (start + middle + ending).replace("'", "").replace("yy", "y"))


def _greek(word: str) -> str:
    small = word.casefold().translate(_TONOS).replace("σ", "s")
    for greek, spelt in _GREEK_STARTS:
        if small.startswith(greek):
            small = spelt + small.removeprefix(greek)
    for greek, spelt in _GREEK_PAIRS:
        small = small.replace(greek, spelt)
    return _as_in(word, anyascii(small).lower())


def _chinese(letters: str, *, is_foreign: bool) -> str:
    """Return family name and given name, the given name's syllables joined."""
    syllables = _SYLLABLE.findall(anyascii(letters))
    family = 2 if letters[:2] in _DOUBLE_SURNAMES and len(syllables) > 2 else 1
    if is_foreign or len(letters) > 4 or len(syllables) <= family:
        return f" {''.join(syllables).capitalize()} "
    return f"{''.join(syllables[:family]).capitalize()} {''.join(syllables[family:]).capitalize()}"


def _korean(letters: str) -> str:
    syllables = _SYLLABLE.findall(anyascii(letters))
    if not 1 < len(syllables) < 5:
        return "".join(syllables).capitalize()
    family = _KOREAN.get(syllables[0], syllables[0])
    return f"{family} {'-'.join([syllables[1], *(syllable.lower() for syllable in syllables[2:])])}"


def _as_in(original: str, spelt: str) -> str:
    """Return the spelling with the original's capitals."""
    if len(original) > 1 and original.isupper():
        return spelt.upper()
    return spelt[:1].upper() + spelt[1:] if original[:1].isupper() else spelt
