"""What a phrase without a name tells of whom it means: one certain office, or the country that it is of."""

from __future__ import annotations

from onrecord.actors.article.affiliations import role_told
from onrecord.actors.article.phrases import Phrase, is_plural
from onrecord.actors.facts.bodies import institution_of
from onrecord.actors.facts.countries import country_named, country_of_demonym
from onrecord.actors.lexicon import GOVERNMENT_BODIES, ORGANIZATION_NAME_WORDS, UNIQUE_OFFICES
from onrecord.actors.naming.spelling import fold
from onrecord.actors.roles import office_words
from onrecord.actors.tokens import owned
from onrecord.model import ActorKind, Affiliation

HELD_BY_ONE_IN_THE_WORLD = frozenset({"pope", "pontiff"})
PORTFOLIO_HOLDERS = frozenset({"secretary", "minister", "councillor", "commissioner"})
_MANY_HOLD = frozenset("assistant former ex then junior senior regional local next future".split())
_DEPUTIES = frozenset({"deputy", "vice"})
_COMMON = (
    GOVERNMENT_BODIES | ORGANIZATION_NAME_WORDS | frozenset("supreme high state states justice treasury of the".split())
)
"""Words of which the names of bodies are made that many states have."""


def affiliations_told(phrase: Phrase) -> tuple[Affiliation, ...]:
    """Return the office that means one certain person, or what country a group or body is of."""
    if phrase.kind is ActorKind.ANONYMOUS:
        office = _office(phrase) if phrase.definite else None
        return (office,) if office else ()
    if phrase.kind not in {ActorKind.GROUP, ActorKind.ORGANIZATION} or not phrase.country:
        return ()
    named = [country_of_demonym(word) or country_named(owned(word)) for word in phrase.words.split()]
    countries = dict.fromkeys(country for country in (*named, phrase.country) if country)
    return tuple(Affiliation(role=None, of=country) for country in countries)


def country_of_body(name: str, present: frozenset[str]) -> str | None:
    """Return the country of which a named body of a state is ("French Foreign Ministry", "Kremlin").

    What many states have ("Supreme Court") is of the best known only where no country but that is `present`.
    """
    if institution := institution_of(name):
        is_any_states = _COMMON.issuperset(fold(name).split()) and present and institution.of not in present
        return None if is_any_states else institution.of
    words = fold(name).split()
    if not GOVERNMENT_BODIES.intersection(words):
        return None
    first, last = owned(name.split(maxsplit=1)[0]), name.rsplit(maxsplit=1)[-1]
    beside = name.rpartition(" of ")[2].removeprefix("the ") if " of " in name else last
    return country_of_demonym(first) or country_named(first) or country_named(beside)


def _office(phrase: Phrase) -> Affiliation | None:
    if is_plural(phrase.head) or _MANY_HOLD.intersection(phrase.before):
        return None
    if phrase.head in HELD_BY_ONE_IN_THE_WORLD:
        return Affiliation(role=phrase.head, of=None)
    told = role_told(phrase.words)
    if not told or not told.role:
        return None
    *modifiers, office = office_words(told.role)
    if office in _DEPUTIES and not modifiers:
        return None
    is_office = office in UNIQUE_OFFICES or office in PORTFOLIO_HOLDERS or told.role == "chief executive"
    if told.of and told.of[0].isupper():
        return told if is_office else None
    # "The finance minister", "the union's president": of which country or union, the company in the article may tell.
    return Affiliation(role=told.role, of=None) if is_office or modifiers or told.of else None
