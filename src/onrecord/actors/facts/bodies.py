"""What newspapers call countries' institutions, alliances and well-known organizations: which name means which."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from onrecord.actors.facts.countries import countries, country_named, country_of_capital, country_of_demonym
from onrecord.actors.facts.fact_table import Fact, bare, fact_key, facts, has_capital, is_capitalized, spelt_as_listed

LONGEST = 200  # characters of a phrase
MOST_WORDS = 14
MOST_WORDS_OF_COUNTRY = 6

_ADJECTIVES = {"United States": "US", "European Union": "EU"}  # as in "the US government" and "EU countries"
_HEARD_IN_CAPITAL = frozenset({"ministry", "government", "parliament", "presidency"})
_OF_THE_AMERICAN_GEORGIA = frozenset({"senate", "supreme court", "house of representatives"})
_MINISTRY = re.compile(
    r"(?:federal |union )?"
    r"(?:(?:ministry|department) (?:of|for) (?:the )?(?P<after>.+)|(?P<before>.+) (?:ministry|department))"
)
_ALL = re.compile(r"(?:all (?:of )?(?:the )?|both )")
_NUMBERS = {word: number for number, word in enumerate("two three four five six seven eight nine ten".split(), start=2)}
_MEMBERS = re.compile(
    r"(?P<before>.+?) (?:member )?(?:countries|states|nations|members)"
    r"|(?:members|(?:member )?(?:countries|states|nations)) of (?:the )?(?P<after>.+)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Institution:
    """A body of a country, or of an organization (`of`); the name is the one that a newspaper would use."""

    name: str
    of: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alliance:
    """Several countries under one name; members are empty where the table does not list them.

    `speaks_as_members` is true where the phrase means each member ("the three Baltic states"), and
    false where it is a body that speaks as one (NATO).
    """

    name: str
    members: tuple[str, ...]
    speaks_as_members: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Office:
    name: str
    kind: str


def metonym_country(words: str) -> str | None:
    """Return the country that speaks through this city ("Berlin"), or for Brussels the European Union."""
    if not is_capitalized(words):
        return None
    return country_of_capital(words) or _seats().get(fact_key(words))


def demonym_country(words: str) -> str | None:
    """Return the country whose people or things are called this, with or without "the"."""
    return country_of_demonym(bare(words))


def institution_named(words: str) -> Institution | None:
    """Return the institution that has this name or metonym of its own: "Kremlin", "No 10", "the Bundestag"."""
    return _institutions().get(_key_of_name(words))


def institution_of(words: str) -> Institution | None:
    """Return the institution that a phrase names, by its own name or by its country.

    All forms give one name: "Foreign Ministry of France", "France's foreign ministry", "Quai d'Orsay".
    """
    if (named := institution_named(words)) is not None or len(words) > LONGEST:
        return named
    whole = bare(words)
    head, _, place = whole.partition(" in ")
    if is_capitalized(place) and (found := _by_country(head.split())):
        if found.kind == "embassy":
            return replace(found, name=f"{found.name} in {bare(place)}")
        return found if found.of == metonym_country(place) else None
    return _by_country(whole.split())


def alliance_named(words: str) -> Alliance | None:
    """Return the alliance that has this name; a number before it must be that of all its members."""
    key = _key_of_name(words)
    return _alliances().get(key) or _members_of(key) or _counted_members(key)


def organization_named(words: str) -> str | None:
    """Return the one name of a well-known international or national body, for its abbreviation and its long form."""
    return _organizations().get(_key_of_name(words))


def _key_of_name(words: str) -> str:
    """Return the key of what is written as a name, or nothing."""
    key = fact_key(words)
    return key if has_capital(words) and spelt_as_listed(words, key) else ""


def _by_country(tokens: list[str]) -> Institution | None:
    if not 1 < len(tokens) <= MOST_WORDS:
        return None
    return next((found for cut in _cuts(tokens) if (found := _institution(*cut))), None)


def _cuts(tokens: list[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the ways to part a phrase: "France's", "", "army"; "France", "of", "army"."""
    for count in range(min(MOST_WORDS_OF_COUNTRY, len(tokens) - 1), 0, -1):
        yield " ".join(tokens[:count]), "", " ".join(tokens[count:])
    for place, token in enumerate(tokens[1:-1], start=1):
        if token.lower() in {"of", "in"}:
            yield " ".join(tokens[place + 1 :]), token.lower(), " ".join(tokens[:place])


def _institution(owner: str, link: str, noun: str) -> Institution | None:
    known, office = _institutions().get(fact_key(noun)), _office(fact_key(noun))
    if (known is None and office is None) or not is_capitalized(owner):
        return None
    kind = office.kind if office else ""
    country = country_named(owner) or (None if link else demonym_country(owner))
    if country is None and kind in (_HEARD_IN_CAPITAL if link == "in" else {"ministry"}):
        country = country_of_capital(owner)
    if known and known.of == country:
        return known
    if country is None or office is None or (country == "Georgia" and office.name in _OF_THE_AMERICAN_GEORGIA):
        return None
    name = f"{_adjective(country)} {office.name}"
    return _institutions().get(fact_key(name)) or Institution(name=name, of=country, kind=kind)


def _office(key: str) -> _Office | None:
    """Return the office or ministry that a noun names by itself: "foreign ministry", "department of health"."""
    if office := _offices().get(key):
        return office
    ministry = _MINISTRY.fullmatch(key)
    portfolio = _portfolio(ministry["after"] or ministry["before"]) if ministry else None
    return _Office(name=f"{portfolio} ministry", kind="ministry") if portfolio else None


def _portfolio(key: str) -> str | None:
    """Return the one name of a portfolio, or of several joined by "and"."""
    known = _portfolios()
    if key in known:
        return known[key]
    several = [known.get(part) for part in key.split(" and ")]
    return " and ".join(filter(None, several)) if None not in several else None


def _members_of(key: str) -> Alliance | None:
    """Return the members that "NATO countries" or "members of the EU" means."""
    matched = _MEMBERS.fullmatch(key)
    body = _alliances().get(matched["before"] or matched["after"]) if matched else None
    if body is None or not body.members:
        return None
    return Alliance(name=f"{_adjective(body.name)} countries", members=body.members, speaks_as_members=True)


def _counted_members(key: str) -> Alliance | None:
    """Return the members that "all three Baltic states" means; "two Baltic states" are not all."""
    rest = _ALL.sub("", key, count=1) if _ALL.match(key) else key
    first, _, after = rest.partition(" ")
    number = _NUMBERS.get(first) or (int(first) if first.isdecimal() else None)
    words = after if number else rest
    found = _alliances().get(words) or _members_of(words)
    if found is None or not found.speaks_as_members or number not in {None, len(found.members)}:
        return None
    return found


@lru_cache(maxsize=1)
def _seats() -> dict[str, str]:
    return {fact_key(seat): fact.name for fact in facts() if fact.what == "alliance" for seat in fact.capitals}


def _by_key(what: str) -> dict[str, Fact]:
    return {fact_key(spelling): fact for fact in facts() if fact.what == what for spelling in fact.spellings()}


@lru_cache(maxsize=1)
def _institutions() -> dict[str, Institution]:
    return {
        key: Institution(name=fact.name, of=fact.of, kind=fact.kind) for key, fact in _by_key("institution").items()
    }


@lru_cache(maxsize=1)
def _offices() -> dict[str, _Office]:
    return {key: _Office(name=fact.name, kind=fact.kind) for key, fact in _by_key("office").items()}


@lru_cache(maxsize=1)
def _portfolios() -> dict[str, str]:
    return {key: fact.name for key, fact in _by_key("ministry").items()}


@lru_cache(maxsize=1)
def _alliances() -> dict[str, Alliance]:
    return {
        key: Alliance(name=fact.name, members=fact.members, speaks_as_members=fact.kind == "members")
        for key, fact in _by_key("alliance").items()
    }


@lru_cache(maxsize=1)
def _organizations() -> dict[str, str]:
    bodies = {key: fact.name for key, fact in _by_key("alliance").items() if fact.kind == "body"}
    return bodies | {key: fact.name for key, fact in _by_key("organization").items()}


@lru_cache(maxsize=1)
def _adjectives() -> dict[str, str]:
    """Return by country what stands before its institutions: its adjective, or its name where it has only a noun."""
    adjectives = {fact.name: fact.demonyms[0] for fact in countries() if fact.demonyms}
    return {name: adjective for name, adjective in adjectives.items() if not adjective.endswith("er")} | _ADJECTIVES


def _adjective(country: str) -> str:
    return _adjectives().get(country, country)
