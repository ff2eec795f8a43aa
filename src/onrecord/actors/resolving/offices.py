"""Offices, employers and countries of actors, in a form in which two articles can be compared."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache

from onrecord.actors.facts.bodies import institution_of
from onrecord.actors.facts.countries import country_named, country_of_demonym
from onrecord.actors.naming.spelling import fold
from onrecord.actors.roles import office_words, same_office
from onrecord.model import Affiliation

CACHED = 65_536
_SPELT = {"defense": "defence", "labor": "labour", "infrastructures": "infrastructure"}
_FILLING = frozenset({"affairs", "and", "the", "for"})
_BESIDES = frozenset(
    "doctor professor scientist expert analyst lawyer author founder leader member politician lawmaker official".split()
)
"""What one is beside an office: it tells nobody apart."""
_RANKS = frozenset("deputy vice assistant acting former shadow junior under".split())
"""What makes another office of one: the deputy minister is not the minister."""


def office_key(affiliation: Affiliation) -> str:
    """Return the key of an office and what it is of ("office foreign minister | france"), empty without both."""
    return _office_key(affiliation.role, affiliation.of) if affiliation.role and affiliation.of else ""


def is_office(key: str) -> bool:
    """Return whether the key is one of an office, and not of a name."""
    return key.startswith("office ")


def is_certain_office(key: str) -> bool:
    """Return whether the key is of an office with what it is of."""
    return is_office(key) and " | " in key


def role_key(affiliation: Affiliation) -> str:
    """Return the key of an office whatever it is of ("office foreign minister"), empty without a role."""
    return f"office {' '.join(_office(affiliation.role))}" if affiliation.role else ""


@lru_cache(maxsize=CACHED)
def _office_key(role: str, of: str) -> str:
    return f"office {' '.join(_office(role))} | {fold(_country(of) or of)}"


def office_noun(affiliation: Affiliation) -> str:
    """Return the noun of an office ("minister"), empty without a role or where it is none that tells anybody."""
    noun = _office(affiliation.role)[-1] if affiliation.role else ""
    return "" if noun in _BESIDES else noun


def is_one_office(told: Affiliation, held: Affiliation, others: Iterable[Affiliation]) -> bool:
    """Return whether an office that a phrase tells may be one that somebody holds; `others` are all that he holds.

    Each may leave out words of it, and what it is of; neither says what the other denies.
    """
    if not told.role or not held.role or not office_noun(told) or office_noun(told) != office_noun(held):
        return False
    one, other = set(_office(told.role)), set(_office(held.role))
    if not (one <= other or other <= one) or _RANKS & (one ^ other):
        return False
    if told.of is None:
        return True
    if held.of is not None:
        return (_country(told.of) or fold(told.of)) == (_country(held.of) or fold(held.of))
    country, from_there = _country(told.of), countries(others)
    return country is None or not from_there or country in from_there


def offices(affiliations: Iterable[Affiliation]) -> frozenset[str]:
    """Return the nouns of the offices ("minister")."""
    return frozenset(_office(one.role)[-1] for one in affiliations if one.role) - _BESIDES


def countries(affiliations: Iterable[Affiliation]) -> frozenset[str]:
    """Return the countries that the affiliations are of, themselves or through an institution."""
    return frozenset(country for one in affiliations if one.of and (country := _country(one.of)))


def employers(affiliations: Iterable[Affiliation]) -> frozenset[str]:
    """Return what else the affiliations are of, folded."""
    return frozenset(fold(one.of) for one in affiliations if one.of and not _country(one.of))


def time_apart(held: Affiliation, day: datetime.date) -> datetime.timedelta | None:
    """Return how long before or after the day somebody was seen in office, zero within; None if never with a date."""
    if held.first_seen is None or held.last_seen is None:
        return None
    return max(held.first_seen - day, day - held.last_seen, datetime.timedelta())


@lru_cache(maxsize=CACHED)
def _country(of: str) -> str | None:
    if country := country_named(of) or country_of_demonym(of):
        return country
    institution = institution_of(of)
    return institution.of if institution else None


@lru_cache(maxsize=CACHED)
def _office(role: str) -> tuple[str, ...]:
    """Return the words of an office, its noun last: "foreign minister" of "minister of foreign affairs"."""
    head, _, portfolio = role.partition(" of ")
    *modifiers, noun = office_words(head)
    words = [word for word in portfolio.split() if word not in _FILLING] + modifiers
    return (*(_SPELT.get(word, word) for word in words), same_office(noun))
