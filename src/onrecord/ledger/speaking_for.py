"""Whom an actor speaks for: a country's ministers and institutions take its positions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

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
    known = {country_named(actor.name) or actor.name: actor for actor in countries if actor.kind is ActorKind.COUNTRY}
    for stand in stands:
        yield stand
        if stand.actor is not None and (country := _country(stand.actor, known)) is not None:
            yield dataclasses.replace(stand, actor=country)


def _country(actor: Actor, known: Mapping[str, Actor]) -> Actor | None:
    if actor.kind is ActorKind.ORGANIZATION:
        return _institutions_country(actor.name, known)
    if actor.kind is not ActorKind.PERSON:
        return None
    for held in actor.affiliations:
        if held.of and _speaks(held):
            named = country_named(held.of)
            country = known.get(named) if named else _institutions_country(held.of, known)
            if country is not None:
                return country
    return None


def _speaks(held: Affiliation) -> bool:
    return bool(held.role) and not (held.role or "").startswith(NO_MORE) and office_noun(held) in OFFICES


def _institutions_country(name: str, known: Mapping[str, Actor]) -> Actor | None:
    institution = institution_of(name)
    return known.get(institution.of) if institution and institution.kind in BODIES else None
