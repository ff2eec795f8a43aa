"""Whom an actor speaks for: a country's ministers and institutions take its positions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from onrecord.actors.facts.bodies import institution_of
from onrecord.actors.facts.countries import country_named
from onrecord.actors.resolving.offices import office_noun
from onrecord.model import Actor, ActorKind, Affiliation, Stand

OFFICES = frozenset("ambassador chancellor king minister premier president queen secretary spokesperson".split())
"""Nouns of offices whose holders speak for what they are of."""

BODIES = frozenset({"government", "ministry", "presidency"})
"""Kinds of institutions that speak for their country; a parliament has many voices."""

NO_MORE = ("former ", "ex-", "shadow ", "late ")
"""How a role begins that speaks for nobody."""


def with_countries(stands: Iterable[Stand], countries: Iterable[Actor]) -> Iterator[Stand]:
    """Yield each position, and once more as that of the country for which its actor speaks."""
    known = {known_as(actor.name): actor for actor in countries if actor.kind is ActorKind.COUNTRY}
    for stand in stands:
        yield stand
        if (actor := stand.actor) is not None:
            named = countries_spoken_for(actor.kind, actor.name, actor.affiliations)
            if (country := next((known[one] for one in named if one in known), None)) is not None:
                yield dataclasses.replace(stand, actor=country)


def known_as(country: str) -> str:
    """Return the one name by which a country is looked up."""
    return country_named(country) or country


def countries_spoken_for(kind: ActorKind, name: str, affiliations: Iterable[Affiliation]) -> Iterator[str]:
    """Yield the countries, as `known_as` has them, for which such an actor may speak; the first known is it."""
    if kind is ActorKind.ORGANIZATION:
        yield from _institutions_country(name)
    if kind is ActorKind.PERSON:
        for held in affiliations:
            if held.of and _speaks(held):
                named = country_named(held.of)
                yield from [named] if named else _institutions_country(held.of)


def _speaks(held: Affiliation) -> bool:
    return bool(held.role) and not (held.role or "").startswith(NO_MORE) and office_noun(held) in OFFICES


def _institutions_country(name: str) -> Iterator[str]:
    institution = institution_of(name)
    if institution and institution.kind in BODIES:
        yield institution.of
