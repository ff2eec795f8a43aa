"""A person's name taken apart: given names, particles, surname, generation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.actors.lexicon import OFFICE, TITLES, given_names
from onrecord.actors.naming.romanization import is_without_vowels, latin
from onrecord.actors.naming.spelling import fold, name_words
from onrecord.actors.naming.words_alike import plain

MOST_WORDS = 12  # of a name that are looked at
MOST_LETTERS = 300
SHORTEST_PART = 3  # letters of a half of a joined surname

GENERATIONS = {"jr": "Jr.", "junior": "Jr.", "sr": "Sr.", "senior": "Sr.", "ii": "II", "iii": "III", "iv": "IV"}
PARTICLES = frozenset(
    "von vom van der den de del della degli di da do dos das du"
    " la le les las los zu zum zur ter ten bin ibn bn ben bint al"
    " el ad as ash at ul ur af av y e".split()
)
_STARTING_PARTICLES = frozenset("von van de del di du da la le el bin ter".split())
"""Those that start a surname where it stands alone; Al and Ben are given names there."""
_HONOURS = frozenset(
    "president presidents premier minister chancellor senator governor mayor general colonel captain major admiral"
    " lieutenant sergeant commander marshal judge justice secretary ambassador chairman chairwoman chief king queen"
    " prince princess emperor sultan emir sheikh shaikh sheik shaykh ayatollah pope cardinal archbishop bishop father"
    " reverend pastor saint monsieur madame mme herr frau senor senora don dona signor signora professor doctor"
    " prasident presidente kanzler kanzlerin baron baroness count countess earl duke duchess mp mep phd md qc kc obe"
    " former ex acting prime foreign defense defence interior finance deputy vice congressman congresswoman"
    " representative spokesman spokeswoman spokesperson comrade haji hajj hojatoleslam mullah maulana qari sayyid"
    " attorney first lady".split()
)
"""Words of office and honour that go before a name, or after it as letters."""
_HELD = frozenset(
    "president minister chancellor senator governor mayor secretary secretarygeneral ambassador chairman chairwoman"
    " spokesman spokeswoman spokesperson congressman congresswoman representative leader envoy commissioner".split()
)
"""Offices before which the name says what they are of."""
_AFTER_NAME = frozenset("mp mep phd md qc kc obe esq msp td".split())
_ALSO_SURNAMES = frozenset(
    "king prince major judge bishop pope cardinal pastor marshal baron duke earl justice sultan emir sheikh don".split()
)
"""Words of office that are a surname where they stand alone."""

_FAMILY_FIRST = frozenset(
    "li wang zhang liu chen yang huang zhao wu zhou xu sun ma"
    " zhu hu guo he gao lin luo zheng liang xie song tang han feng"
    " deng cao peng zeng xiao tian dong pan yuan cai jiang yu du"
    " ye cheng su wei lu ding ren shen yao cui zhong tan fan jin"
    " shi liao jia xia fu fang bai zou meng xiong qin qiu hou yan"
    " xue lei long tao hao gong shao wan qian dai mo kong xi wen"
    " hua mao qi hong ouyang sima tsai chiang tung chou cheung chan lam leung wong tsang ng chow kwok ho lau tse yip"
    " kim lee yi rhee ri pak park choi choe jung jeong chung chong kang cho jo yoon yun jang chang lim im shin sin oh"
    " seo suh kwon hwang ahn an moon mun yoo ryu ryoo nam bae paek baek heo hur roh noh no ko koh ban hyon hyun"
    " nguyen tran le pham hoang phan vu vo dang bui do ngo duong ly truong vuong to".split()
)
_ALSO_GIVEN = frozenset("kim lee jo le la may long".split())
"""Family names that are given names or particles as well, so that two words must follow them."""
_SYLLABLES = re.compile(
    r"(?:(?:[bcdfghjklmnpqrstvwxyz]|[cszptkn]h|ts|hs|ng|tr|[kghr]w|[kprmhngbd]y)?"
    r"[aeiouy]{1,4}(?:ng|nh|ch|er|n|k|l|m|p|t|h)?){1,2}"
)
_SPELLINGS_OF_FAMILIES = (
    "kim gim",
    "lee yi rhee ri rhie li",
    "park pak bak",
    "choi choe",
    "jung jeong chung chong",
    "kang gang",
    "cho jo",
    "yoon yun",
    "jang chang",
    "lim im rim",
    "shin sin",
    "oh o",
    "seo suh so",
    "kwon gwon",
    "ahn an",
    "moon mun",
    "yoo yu ryu ryoo",
    "paek baek bae",
    "roh noh no",
    "ko koh go",
    "chiang jiang",
    "tsai cai",
    "chou zhou",
    "hsi xi",
)
_SAME_FAMILY = {name: group.split()[0] for group in reversed(_SPELLINGS_OF_FAMILIES) for name in group.split()}

"""One family name in the romanizations of Korea and of Taiwan; the first stands for all."""

_BRACKETS = re.compile(r"\([^()]{0,80}\)|\[[^\[\]]{0,80}\]")
_QUOTED = re.compile(r"(?:^|(?<=\s))[\"“”«»'‘’]([^\"“”«»'‘’\s]{2,30})[\"“”«»'‘’](?=\s)")
_POSSESSIVE = re.compile(r"['’]s$")
_CAMEL = re.compile(r"(?<=[a-z]{3})(?=[A-Z][a-z]{2})")
_SERVANT = re.compile(
    r"\b['’‘]?abd[aeu]?[ -]?(?:al|el|ul|ur|ar|er|as|es|ol|oul|allah)?[ -]+(?=(?:aziz|rahman|rahim|fattah|latif|malik"
    r"|karim|hamid|salam|majid|qadir|kader|hakim|halim|nasser|wahab|wahhab|ghani|rashid|razak|razzaq|salih|jalil|jabbar)\b)",
    re.IGNORECASE,
)
_SEPARATORS = re.compile(r"[\s_/·・]+")
_HYPHENS = re.compile(r"[-‐‑–]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.){2,4}[^\W\d_]?\.?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A name's parts, folded. A name of one word is a surname; of titles alone it has no words at all."""

    words: tuple[str, ...]
    """Given names and surname in the order written, a hyphen like a space, particles left out."""
    given: tuple[str, ...]
    surname: tuple[str, ...]
    """More than one where hyphens join them."""
    joined_surname: str
    """The surname with its particles and no space."""
    plain_surname: str
    """The same without its particles."""
    nickname: str | None
    generation: str | None
    is_family_first: bool
    """Chinese, Korean or Vietnamese as written: family name, then the given name as one word."""
    is_without_vowels: bool
    is_plain: bool
    """A surname, with one given name or none before it, and nothing else."""
    as_written: str


@lru_cache(maxsize=65_536)
def person_name(name: str) -> PersonName:
    """Return the name's parts; titles, honours and what stands in brackets are left out."""
    text = latin(name[:MOST_LETTERS]).strip().lstrip("@#").strip()
    nickname = _QUOTED.search(text)
    if nickname:
        text = text[: nickname.start()] + text[nickname.end() :]
    text = _SERVANT.sub("Abdul", _BRACKETS.sub(" ", text))
    text = _surname_last(text)
    if " " not in text and not text.isupper():
        text = _CAMEL.sub(" ", text)
    words = [_POSSESSIVE.sub("", word).strip(",;:") for word in _SEPARATORS.split(text)]
    words = [word for word in words if plain(word)]
    words, generation = _without_generation(_without_role(words))
    words = _without_titles(words)[:MOST_WORDS]
    pieces = _pieces(words)
    return _assembled(pieces, nickname[1] if nickname else None, generation, name)


def ordered_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name without titles, the family name last: "Kim Tae-yul" is taeyul, kim."""
    words = name_words(name)
    return (*words[1:], words[0]) if len(words) > 1 and person_name(name).is_family_first else words


def generation_of(name: str) -> str:
    """Return "Jr." and the like as a name ends in it, else nothing."""
    return GENERATIONS.get(fold(name.rsplit(maxsplit=1)[-1]), "") if " " in name else ""


def surname_parts(name: str) -> frozenset[str]:
    """Return the folded parts of a surname that hyphens join ("Ek-Holm"), none of any other."""
    last = name.split()[-1:]
    parts = tuple(fold(part) for part in _HYPHENS.split(last[0])) if last else ()
    is_joined = len(parts) > 1 and min(map(len, parts)) >= SHORTEST_PART and not person_name(name).is_family_first
    return frozenset(parts) if is_joined else frozenset()


def family_class(surname: str) -> str:
    """Return one spelling for the Korean and Chinese family names that are spelt in several ways."""
    return _SAME_FAMILY.get(surname, surname)


def may_be_family(word: str) -> bool:
    """Return whether a folded word is a family name that stands before the given name, in China or Korea."""
    return word in _FAMILY_FIRST


def _without_role(words: list[str]) -> list[str]:
    """Return the words after an office that somebody holds ("French Foreign Minister Ana Ruiz")."""
    last = max((place for place, word in enumerate(words[:-1]) if plain(word) in _HELD), default=-1)
    return words[last + 1 :]


def _surname_last(text: str) -> str:
    """Return "Given Surname" for "SURNAME, Given"; a generation or letters after the comma stay behind."""
    surname, comma, given = text.partition(",")
    if not comma or not given.strip():
        return text
    after = [plain(word) for word in given.split()]
    if all(word in GENERATIONS for word in after):
        return f"{surname} {given}"
    if after[0] in _HONOURS or after[0] in TITLES or after[0] in _AFTER_NAME:
        return surname
    return f"{given.replace(',', ' ')} {surname}"


def _without_generation(words: list[str]) -> tuple[list[str], str | None]:
    for place in range(len(words) - 1, 0, -1):
        if (generation := GENERATIONS.get(plain(words[place]))) is not None:
            return words[:place] + words[place + 1 :], generation
    return words, None


def _without_titles(words: list[str]) -> list[str]:
    start, end = 0, len(words)
    while start < end and _is_title(words[start]) and not (end - start == 2 and plain(words[start]) in given_names()):
        start += 1
    while end > start + 1 and plain(words[end - 1]) in _AFTER_NAME:
        end -= 1
    if start == end == 1 and plain(words[0]) in _ALSO_SURNAMES:
        return words
    return words[start:end]


def _is_title(word: str) -> bool:
    folded = plain(word)
    return folded in TITLES or folded in OFFICE or folded in _HONOURS


def _pieces(words: list[str]) -> list[tuple[str, ...]]:
    """Return each word folded and taken apart at hyphens, letters that stand for names apart too."""
    has_small = any(not word.isupper() for word in words)
    pieces: list[tuple[str, ...]] = []
    for place, word in enumerate(words):
        is_last = place == len(words) - 1
        if _INITIALS.match(word) or (
            has_small and not is_last and len(word) == 2 and word.isupper() and word.isalpha() and word.isascii()
        ):
            pieces.extend((plain(letter),) for letter in word if letter.isalpha())
        elif parts := tuple(part for part in map(plain, _HYPHENS.split(word)) if part):
            pieces.append(parts)
    return pieces


def _assembled(pieces: list[tuple[str, ...]], nickname: str | None, generation: str | None, name: str) -> PersonName:
    is_family_first = _is_family_first(pieces)
    if is_family_first:
        family = list(pieces[0])
        given = ["".join(part for piece in pieces[1:] for part in piece)]
    else:
        start = _surname_start(pieces)
        family = [part for piece in pieces[start:] for part in piece]
        given = [part for piece in pieces[:start] for part in piece]
        given = [
            part
            for place, part in enumerate(given)
            if part not in PARTICLES or (place == 0 and part not in _STARTING_PARTICLES)
        ]
    surname = tuple(part for part in family if part not in PARTICLES) or tuple(family[-1:])
    without_vowels = is_without_vowels(name)
    is_plain = len(family) == 1 and len(given) <= 1 and not (nickname or generation or is_family_first)
    return PersonName(
        words=(*surname, *given) if is_family_first else (*given, *surname),
        given=tuple(given),
        surname=surname,
        joined_surname="".join(family),
        plain_surname="".join(surname),
        nickname=plain(nickname) if nickname else None,
        generation=generation,
        is_family_first=is_family_first,
        is_without_vowels=without_vowels,
        is_plain=is_plain and not without_vowels,
        as_written=" ".join(name[:80].split()),
    )


def _surname_start(pieces: list[tuple[str, ...]]) -> int:
    """Return the number of the piece with which the surname and its particles start."""
    start = max(0, len(pieces) - 1)
    while start > 1 and all(part in PARTICLES for part in pieces[start - 1]):
        start -= 1
    return 0 if start == 1 and pieces[0][0] in _STARTING_PARTICLES else start


def _is_family_first(pieces: list[tuple[str, ...]]) -> bool:
    if not 2 <= len(pieces) <= 3 or len(pieces[0]) != 1 or pieces[0][0] not in _FAMILY_FIRST:
        return False
    given = [part for piece in pieces[1:] for part in piece]
    if pieces[0][0] in _ALSO_GIVEN and len(given) < 2:
        return False
    if len(given) > 3 or any(len(part) < 2 or part in {"al", "el", "de", "la"} for part in given):
        return False
    known = given_names()
    return all(_SYLLABLES.fullmatch(part) and (part not in known or len(given) > 1) for part in given)
