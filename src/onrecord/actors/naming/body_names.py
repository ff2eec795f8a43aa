"""The name of an organization or institution taken apart: its words, legal form and country."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.actors.facts.countries import country_named, country_of_demonym
from onrecord.actors.naming.romanization import latin
from onrecord.actors.naming.words_alike import plain

MOST_WORDS = 24
MOST_LETTERS = 300

_LEGAL_FORMS = {
    form: kind
    for kind, forms in {
        "limited": "ltd limited llc lc gmbh ooo srl sarl spzoo doo bv sl kft pty pte lp llp oy ou uab sia",
        "stock": "inc incorporated corp corporation plc ag aktiengesellschaft sa spa nv se ab asa oao ao jsc ojsc pao"
        " zao pjsc as oyj kk akg co company cie",
        "association": "ev ngo ano",
    }.items()
    for form in forms.split()
}
_LONG_FORMS = (
    (re.compile(r"\b(?:public |open |closed )?joint stock compan?y?\b|\bpublic limited company\b"), " jsc "),
    (
        re.compile(r"\b(?:private )?limited liability company\b|\bobshchestvo s ogranichennoy otvetstvennostyu\b"),
        " llc ",
    ),
    (re.compile(r"\bgesellschaft mit beschrankter haftung\b"), " gmbh "),
    (re.compile(r"\bsocietatea cu raspundere limitata\b"), " srl "),
    (re.compile(r"\b(?:otkrytoe |publichnoe )?aktsionernoe obshchestvo\b"), " jsc "),
    (re.compile(r"\bsp z ?o ?o\b"), " spzoo "),
)
_EMPTY_WORDS = frozenset(
    "the a an of for and in on at to de del della des du la le les el los der die das fur und von et y i e".split()
)
_SAME_WORDS = {
    word: words.split()[0]
    for words in (
        "organization organisation org",
        "defense defence",
        "labor labour",
        "center centre",
        "program programme",
        "department dept",
        "international intl int",
        "national natl",
        "association assoc assn",
        "university univ",
        "institute inst",
        "government govt gov",
        "council cncl",
        "brothers bros",
        "group grp gruppe groupe",
        "ministry ministerium ministerstvo",
        "saint st",
        "1 one first 1st",
        "2 two second 2nd",
        "3 three third 3rd",
        "4 four fourth 4th",
        "5 five fifth 5th",
        "6 six sixth 6th",
        "7 seven seventh 7th",
        "8 eight eighth 8th",
        "9 nine ninth 9th",
        "10 ten tenth 10th",
        "parliament parliamentary",
        "democratic democrats democrat",
        "republican republicans",
        "socialist socialists",
        "liberal liberals",
        "conservative conservatives tory tories",
        "green greens",
        "workers worker",
        "union unions",
        "nations nation",
        "states state",
        "forces force",
        "affairs affair",
        "relations relation",
        "services service",
        "finance financial finances",
        "economy economic economics",
        "agriculture agricultural",
        "environment environmental",
        "interior internal",
        "foreign external",
        "education educational",
        "justice",
    )
    for word in words.split()
}
_SPELT_OUT = {
    "un": "united nations",
    "uk": "united kingdom",
    "uae": "united arab emirates",
    "eu": "european union",
    "fm": "foreign ministry",
    "mfa": "foreign ministry",
    "mod": "defense ministry",
    "ecb": "european central bank",
    "fed": "federal reserve",
}
_AFFAIRS_OF = frozenset("ministry department secretariat".split())
_NUMERALS = re.compile(r"(?:[ivx]{1,5}|\d+)$")
_BRACKETS = re.compile(r"\(([^()]{0,80})\)")
_DOTTED = re.compile(r"\b(?:\w\.){2,6}(?:\w\b)?")
_AMPERSAND = re.compile(r"\s*&\s*")
_APOSTROPHES = re.compile(r"['’‘ʼ`]")
_WORDS = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyName:
    """A name's parts: `words` in the order written, one spelling for the ways of writing a word."""

    words: tuple[str, ...]
    plain_words: tuple[str, ...]
    """All words as written, folded, empty ones kept: an acronym counts them or does not."""
    legal_form: str | None
    numbers: frozenset[str]
    country: str | None
    acronym: str | None
    """The name itself where it is an acronym, or one in brackets behind it."""


@lru_cache(maxsize=65_536)
def body_name(name: str) -> BodyName:
    """Return the parts of an organization's name."""
    text = latin(name[:MOST_LETTERS])
    acronym = _acronym(text)
    text = _BRACKETS.sub(lambda match: " " if match[1].isupper() and len(match[1]) < 9 else f" {match[1]} ", text)
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = _APOSTROPHES.sub("", _AMPERSAND.sub(" and ", text.replace("'s", "").replace("’s", "")))
    folded = " ".join(plain(word) for word in _WORDS.findall(text))
    for pattern, short in _LONG_FORMS:
        folded = pattern.sub(short, folded)
    whole = folded.split()[:MOST_WORDS]
    country = country_named(name)
    words = [f"@{plain(country)}"] if country else _canonical(whole)
    forms = [word for word in words if word in _LEGAL_FORMS]
    kept = [word for word in words if word not in _LEGAL_FORMS] or words
    return BodyName(
        words=tuple(kept),
        plain_words=tuple(whole),
        legal_form=_LEGAL_FORMS[forms[-1]] if forms else None,
        numbers=frozenset(word for word in kept if _NUMERALS.match(word)),
        country=next((word for word in kept if word.startswith("@")), None),
        acronym=acronym,
    )


def _acronym(text: str) -> str | None:
    bracketed = [found for found in _BRACKETS.findall(text) if found.isupper() and found.isalpha() and len(found) < 9]
    letters = text.replace(".", "").strip()
    letters = letters[4:] if letters.lower().startswith("the ") else letters
    if letters.isalpha() and 1 < len(letters) < 7 and _is_written_as_acronym(letters):
        return plain(letters)
    return plain(bracketed[0]) if bracketed else None


def _is_written_as_acronym(letters: str) -> bool:
    """Return whether the letters are capitals, but for small ones between them (AfD)."""
    return letters.isupper() or (len(letters) < 5 and letters[0].isupper() and letters[-1].isupper())


def _canonical(words: list[str]) -> list[str]:
    """Return the words that count, countries and demonyms as the country, one spelling for each."""
    spelt = [part for word in words for part in _SPELT_OUT.get(word, word).split()]
    if words[:1] == ["eu"] and len(words) > 1:  # "EU Commission"
        spelt.remove("union")
    kept: list[str] = []
    place = 0
    while place < len(spelt):
        country, length = _country_at(spelt, place)
        if country:
            kept.append(f"@{plain(country)}")
            place += length
            continue
        word = _SAME_WORDS.get(spelt[place], spelt[place])
        if word not in _EMPTY_WORDS or len(spelt) == 1:
            kept.append(word)
        place += 1
    if not _AFFAIRS_OF.isdisjoint(kept) and len(kept) > 2:
        kept = [word for word in kept if word != "affairs"]
    return kept or spelt


def _country_at(words: list[str], place: int) -> tuple[str | None, int]:
    """Return the country whose name or demonym starts at a place, and of how many words it is."""
    for length in (3, 2, 1):
        if place + length <= len(words) and (country := _country(" ".join(words[place : place + length]))):
            return country, length
    return None, 0


@lru_cache(maxsize=65_536)
def _country(phrase: str) -> str | None:
    name = "US" if phrase == "us" else phrase.title()
    return country_named(name) or country_of_demonym(name)
