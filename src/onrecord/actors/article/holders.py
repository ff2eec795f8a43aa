"""Who holds the office that a phrase names: "the French minister", "the foreign ministers of France and Peru"."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.actors.article.cast import Member
from onrecord.actors.article.gender import word_gender
from onrecord.actors.article.offices import affiliations_told
from onrecord.actors.article.phrases import Phrase, is_plural
from onrecord.actors.article.scene import Scene
from onrecord.actors.facts.countries import country_named
from onrecord.actors.lexicon import PARTISANS, PARTY_WORDS, PORTFOLIOS, ROLE_MODIFIERS
from onrecord.actors.naming.spelling import fold
from onrecord.actors.roles import office_words, portfolios_in, role_head, same_office
from onrecord.actors.tokens import singular
from onrecord.model import ActorKind, Affiliation

NEVER = -100.0
OTHER_OFFICE = frozenset({"vice", "deputy", "assistant", "press"})
"""Words that make another office of one: a vice president is not "the president"."""
COUNTERPARTS = frozenset({"counterpart", "colleague", "homologue"})
WEAK_OFFICES = frozenset({"candidate", "leader", "member", "republican", "democrat", "independent"})
"""Roles that go with any office."""
WIDER = {
    "lawmaker": ("senator", "representative", "mp", "mep", "deputy", "legislator"),
    "legislator": ("senator", "representative", "mp", "mep", "deputy", "lawmaker"),
    "politician": ("senator", "representative", "mp", "mep", "minister", "president", "governor", "mayor"),
    "leader": ("president", "minister", "chancellor"),
    "diplomat": ("ambassador", "envoy"),
}


def holder_meant(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the person in the article who holds the role that the phrase names."""
    head = same_office(phrase.head)
    best: tuple[float, int] | None = None
    for figure in _unique(scene.holders.get(office, ()) for office in (head, *WIDER.get(head, ()))):
        member = scene.figures[figure]
        fit = _fit(phrase, head, member)
        if scene.last_place(figure, start) is None and _country_fit(phrase, member) < 0:
            continue  # "Italy's minister" is no minister who is named only later, and of whom no country is known
        if fit > 0 and word_gender(phrase.head) in {"", member.gender or word_gender(phrase.head)}:
            candidate = (fit + _nearness(scene, figure, start), figure)
            best = max(best, candidate) if best else candidate
    return best[1] if best else None


def _unique(numbers: Iterable[Iterable[int]]) -> Iterable[int]:
    return dict.fromkeys(number for some in numbers for number in some)


def _fit(phrase: Phrase, head: str, member: Member) -> float:
    """Return how well the roles of a person fit the phrase, 0 where they do not."""
    fits = (
        _role_fit(phrase, head, held.role)
        + _country_fit(phrase, member)
        + _qualifier_fit(phrase, held)
        + _party_fit(phrase, held)
        for held in member.affiliations
        if held.role
    )
    return max(fits, default=0)


def _country_fit(phrase: Phrase, member: Member) -> float:
    countries = {country_named(held.of) for held in member.affiliations if held.of} - {None}
    if not phrase.country:
        return 0
    return 2 if phrase.country in countries else NEVER if countries else -1


def _qualifier_fit(phrase: Phrase, held: Affiliation) -> float:
    """Return what the names beside the noun tell: "the Graz mayor" is no mayor of Linz."""
    if not phrase.qualifiers:
        return 0
    words = {*fold(held.of or "").split(), *(held.role or "").split()}
    return 1 if phrase.qualifiers & words else NEVER if held.of else 0


def _party_fit(phrase: Phrase, held: Affiliation) -> float:
    """Return whether the nominee of one party is asked for where that of another is held."""
    sought = {PARTY_WORDS[word] for word in phrase.before if word in PARTY_WORDS}
    words = fold(f"{held.role} {held.of or ''}").split()
    known = {PARTY_WORDS[word] for word in words if word in PARTY_WORDS}
    return NEVER if sought and known and not sought & known else 0


def is_told_of(member: Member, phrase: Phrase) -> bool:
    """Return whether the text says that the person is of the country or place that the phrase names."""
    ofs = [held.of for held in member.affiliations if held.of]
    if phrase.country:
        return phrase.country in map(country_named, ofs)
    return any(phrase.qualifiers & set(fold(of).split()) for of in ofs)


def can_be(member: Member, phrase: Phrase) -> bool:
    """Return whether nothing that the text says of the person is against the phrase."""
    ofs = {country_named(held.of) or held.of for held in member.affiliations if held.of}
    places = {of for of in ofs if country_named(of)} if phrase.country else ofs
    fits = (_role_fit(phrase, same_office(phrase.head), held.role) for held in member.affiliations if held.role)
    offices = {same_office(office_words(held.role)[-1]) for held in member.affiliations if held.role}
    head = same_office(phrase.head)
    free = offices <= WEAK_OFFICES | {head, *WIDER.get(head, ())} or head in PARTISANS
    suits = head in PARTISANS or not offices - WEAK_OFFICES or max(fits, default=0) > 0
    return free and suits and (not places or is_told_of(member, phrase))


def _role_fit(phrase: Phrase, head: str, role: str) -> float:
    *modifiers, office = office_words(role)
    said = set(phrase.before) - {"former", "then"}
    if same_office(office) != head and office not in WIDER.get(head, ()):
        return NEVER
    if OTHER_OFFICE & (set(modifiers) ^ said):
        return NEVER
    sought, held = portfolios_in(phrase.words), portfolios_in(role)
    if sought and held and not sought & held:
        return NEVER
    return 2.0 + 0.5 * len(said & set(modifiers)) - 0.3 * len(set(modifiers) - said)


def _nearness(scene: Scene, figure: int, start: int) -> float:
    """Return up to 1.5, more for nearer before; who is only named later comes last."""
    last = scene.last_place(figure, start)
    if last is None:
        return -0.5 - 0.001 * min(400, scene.layout.sentence(scene.places[figure][0]) - scene.layout.sentence(start))
    return 1.5 / (1 + scene.layout.sentence(start) - scene.layout.sentence(last))


def each_holder(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the figure of those together who hold one office in each of several countries."""
    role = role_head(singular(phrase.head))
    if not role or not is_plural(phrase.head) or phrase.kind is not ActorKind.GROUP:
        return None
    countries = [told.of for told in affiliations_told(phrase) if told.of]
    modifiers = tuple(word for word in phrase.before if word in ROLE_MODIFIERS)
    holders = [
        holder_in(scene, " ".join((*modifiers, role)), country, start) for country in countries if len(countries) > 1
    ]
    found = [holder for holder in holders if holder is not None]
    return scene.together(found) if len(found) > 1 else None


def counterpart_meant(scene: Scene, phrase: Phrase, start: int, owner: int | None) -> int | None:
    """Return who holds in another country the office of the owner, or of who spoke last: "her Finnish colleague"."""
    if phrase.head not in COUNTERPARTS or not phrase.country:
        return None
    spoke = (event.figure for event in reversed(scene.before(start)) if event.speaks)
    for figure in (owner,) if owner is not None else dict.fromkeys(spoke):
        roles = [held.role for held in scene.figures[figure].affiliations if held.role]
        found = (holder_in(scene, _plain_office(role), phrase.country, start, but=figure) for role in roles)
        if (holder := next((one for one in found if one is not None), None)) is not None:
            return holder
    return None


def _plain_office(role: str) -> str:
    """Return "transport minister" of "minister of transport"."""
    office, _, portfolio = role.partition(" of ")
    return f"{portfolio} {office}".strip() if portfolio in PORTFOLIOS else office


def holder_in(scene: Scene, role: str, country: str, start: int, *, but: int | None = None) -> int | None:
    """Return who holds an office in a country, by the office alone where no name is known or only that of `but`."""
    *before, head = role.split()
    words = f"{country}'s {role}"
    phrase = Phrase(
        words=words, head=head, kind=ActorKind.ANONYMOUS, before=tuple(before), definite=True, country=country
    )
    office = affiliations_told(phrase)
    if not office:
        return None
    holder = holder_meant(scene, phrase, start)
    return scene.figure_called(words, ActorKind.ANONYMOUS, office) if holder in {None, but} else holder
