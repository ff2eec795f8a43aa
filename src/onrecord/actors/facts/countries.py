"""The countries of the world, and territories that speak for themselves, by name, demonym and capital."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from onrecord.actors.facts.fact_table import Fact, fact_key, facts, is_capitalized, spelt_as_listed

_COMMON_WORDS = frozenset({"chad", "china", "turkey"})
_FORM_OF_STATE = re.compile(
    r"(?:(?:islamic|federal|democratic|people|socialist|bolivarian|united|federative|hashemite) ){0,3}"
    r"(?:republic|kingdom|sultanate|principality|grand duchy|federation) of (?:the )?"
)


def country_named(words: str) -> str | None:
    """Return the country that has this name, in whatever spelling: "U.S.", "Republic of Poland", "Deutschland"."""
    key = fact_key(words)
    if not spelt_as_listed(words, key) or (key in _COMMON_WORDS and words.islower()):
        return None
    names = _names()
    return names.get(key) or names.get(_FORM_OF_STATE.sub("", key, count=1) if _FORM_OF_STATE.match(key) else "")


def country_of_demonym(words: str) -> str | None:
    """Return the country whose people or things are called this ("French", "Poles")."""
    return _demonyms().get(fact_key(words)) if words[:1].isupper() else None


def country_of_capital(words: str) -> str | None:
    """Return the country that has this capital; Brussels is left to the European Union."""
    return _capitals().get(fact_key(words)) if is_capitalized(words) else None


@lru_cache(maxsize=1)
def countries() -> tuple[Fact, ...]:
    """Return the countries and territories."""
    return tuple(fact for fact in facts() if fact.what in {"country", "territory"})


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {fact_key(spelling): fact.name for fact in countries() for spelling in fact.spellings()}


@lru_cache(maxsize=1)
def _demonyms() -> dict[str, str]:
    return {fact_key(form): fact.name for fact in countries() for demonym in fact.demonyms for form in _forms(demonym)}


def _forms(demonym: str) -> Iterator[str]:
    """Yield the word and its plural; those in other letters than "s" are in the table."""
    yield demonym
    if not demonym.endswith(("s", "sh", "ch", "ese", "men")):
        yield f"{demonym}s"


@lru_cache(maxsize=1)
def _capitals() -> dict[str, str]:
    return {fact_key(capital): fact.name for fact in countries() for capital in fact.capitals}
