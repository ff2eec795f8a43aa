"""Whom a phrase without a name means: "the French minister", "the official", "her campaign", "a Western diplomat"."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.actors.cast import Member
from onrecord.actors.countries import country_named
from onrecord.actors.lexicon import (
    EPITHETS,
    FEMALE_WORDS,
    GENERIC_BODIES,
    HE,
    IT,
    MALE_WORDS,
    PARTISANS,
    SHE,
    SPEECH_HEADS,
    THEY,
)
from onrecord.actors.phrases import Phrase
from onrecord.actors.roles import office_words, role_head, same_office
from onrecord.actors.salience import collective_meant, person_meant
from onrecord.actors.scene import Scene
from onrecord.actors.spelling import fold
from onrecord.model import ActorKind, Affiliation, Offsets

RETURNS_WITHIN = 400  # names and speakers: how far back "the official" or "the court" was first spoken of
NEVER = -100.0
OTHER_OFFICE = frozenset({"vice", "deputy", "assistant", "press"})
"""Words that make another office of one: a vice president is not "the president"."""
PORTFOLIOS = frozenset(
    "foreign defence defense finance interior home transport trade justice economy energy environment climate health"
    " education agriculture farm culture labour labor infrastructure digital".split()
)
"""Words that tell one minister from another: a transport minister is not the foreign minister."""
WIDER = {
    "lawmaker": ("senator", "representative", "mp", "mep", "deputy", "legislator"),
    "legislator": ("senator", "representative", "mp", "mep", "deputy", "lawmaker"),
    "politician": ("senator", "representative", "mp", "mep", "minister", "president", "governor", "mayor"),
    "leader": ("president", "minister", "chancellor"),
    "diplomat": ("ambassador", "envoy"),
}


def described(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int:
    """Return the figure that a phrase means: one spoken of before, or else a new one that goes by the phrase."""
    owner = _owner(scene, phrase, start, content)
    if owner is not None and phrase.head in SPEECH_HEADS:
        return owner
    known = _known(scene, phrase, start, content) if phrase.definite else None
    if known is not None:
        return known
    figure = scene.figure_called(_words(scene, phrase, owner), phrase.kind)
    scene.nouns.setdefault(figure, phrase.head)
    return figure


def _known(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    if phrase.kind in {ActorKind.ORGANIZATION, ActorKind.GROUP}:
        finders = (_organization, _same_unnamed, _organization_just_heard)
        return next((figure for find in finders if (figure := find(scene, phrase, start)) is not None), None)
    if phrase.kind is not ActorKind.ANONYMOUS:
        return None
    known = [figure for find in (_holder, _same_unnamed) if (figure := find(scene, phrase, start)) is not None]
    if known:
        return max(known, key=lambda figure: scene.last_place(figure, start) or -1)
    if role_head(phrase.head) and (figure := _only_person(scene, phrase, start)) is not None:
        return figure
    elsewhere = phrase.head in PARTISANS and phrase.qualifiers  # "the Graz liberal" may be any of them
    is_epithet = phrase.head.endswith("year-old") or (phrase.head in EPITHETS and not elsewhere)
    return person_meant(scene, start, content, _gender(phrase.head)) if is_epithet else None


def _words(scene: Scene, phrase: Phrase, owner: int | None) -> str:
    """Return the phrase, with the owner's name in place of "his" or "her"."""
    if owner is None or not phrase.owner:
        return phrase.words
    rest = phrase.words[
        phrase.words.find(scene.text[slice(*phrase.owner)]) + phrase.owner[1] - phrase.owner[0] :
    ].strip()
    return f"{scene.figures[owner].name}'s {rest}" if rest else phrase.words


def _owner(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return whose the thing is that the phrase names."""
    if not phrase.owner:
        return None
    owner_start, owner_end = phrase.owner
    word = scene.text[owner_start:owner_end].lower()
    if word in HE | SHE:
        return person_meant(scene, owner_start, content, "m" if word in HE else "f")
    if word in IT | THEY:
        return collective_meant(scene, owner_start, content, plural=word in THEY)
    named = [scene.at[event.place] for event in scene.before(owner_end, 9) if start <= event.place in scene.at]
    return named[-1] if named else None


def _holder(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the person in the article who holds the role that the phrase names."""
    head = same_office(phrase.head)
    best: tuple[float, int] | None = None
    for figure in _unique(scene.holders.get(office, ()) for office in (head, *WIDER.get(head, ()))):
        member = scene.figures[figure]
        fit = _fit(phrase, head, member)
        if scene.last_place(figure, start) is None and _country_fit(phrase, member) < 0:
            continue  # "Italy's minister" is no minister who is named only later, and of whom no country is known
        if fit > 0 and _gender(phrase.head) in {"", member.gender or _gender(phrase.head)}:
            candidate = (fit + _nearness(scene, figure, start), figure)
            best = max(best, candidate) if best else candidate
    return best[1] if best else None


def _unique(numbers: Iterable[Iterable[int]]) -> Iterable[int]:
    return dict.fromkeys(number for some in numbers for number in some)


def _fit(phrase: Phrase, head: str, member: Member) -> float:
    """Return how well the roles of a person fit the phrase, 0 where they do not."""
    fits = (
        _role_fit(phrase, head, held.role) + _country_fit(phrase, member) + _qualifier_fit(phrase, held)
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


def _role_fit(phrase: Phrase, head: str, role: str) -> float:
    *modifiers, office = office_words(role)
    said = set(phrase.before) - {"former", "then"}
    if same_office(office) != head and office not in WIDER.get(head, ()):
        return NEVER
    if OTHER_OFFICE & (set(modifiers) ^ said):
        return NEVER
    if said & PORTFOLIOS and PORTFOLIOS & set(modifiers) and not said & PORTFOLIOS & set(modifiers):
        return NEVER
    return 2.0 + 0.5 * len(said & set(modifiers)) - 0.3 * len(set(modifiers) - said)


def _nearness(scene: Scene, figure: int, start: int) -> float:
    """Return up to 1.5, more for nearer before; who is only named later comes last."""
    last = scene.last_place(figure, start)
    if last is None:
        return -0.5 - 0.001 * min(400, scene.layout.sentence(scene.places[figure][0]) - scene.layout.sentence(start))
    return 1.5 / (1 + scene.layout.sentence(start) - scene.layout.sentence(last))


def _only_person(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the one person named so far in this paragraph or the one before, if nothing is known of a role."""
    near = [
        event.figure
        for event in scene.before(start)
        if scene.layout.paragraph(start) - scene.layout.paragraph(event.place) < 2
        and scene.figures[event.figure].kind is ActorKind.PERSON
    ]
    if len(set(near)) != 1:
        return None
    member = scene.figures[near[0]]
    fits = _gender(phrase.head) in {"", member.gender or _gender(phrase.head)}
    return near[0] if fits and not any(held.role for held in member.affiliations) else None


def _same_unnamed(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the unnamed one that "the official" comes back to."""
    before = {fold(word) for word in phrase.before} - {"same"}
    for event in reversed(scene.before(start, RETURNS_WITHIN)):
        member = scene.figures[event.figure]
        same = event.speaks and member.kind is phrase.kind and scene.nouns.get(event.figure) == phrase.head
        if same and before <= set(fold(member.name).split()):
            return event.figure
    return None


def _organization(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the organization spoken of before that bears all words of the phrase: "the court"."""
    words = {fold(word) for word in (phrase.head, *phrase.before)}
    for event in reversed(scene.before(start, RETURNS_WITHIN)):
        member = scene.figures[event.figure]
        if member.kind is ActorKind.ORGANIZATION and words <= set(fold(member.name).split()):
            return event.figure
    return None


def _organization_just_heard(scene: Scene, phrase: Phrase, start: int) -> int | None:
    """Return the organization that spoke last, in this paragraph or the one before: "the group"."""
    if phrase.before or phrase.head not in GENERIC_BODIES:
        return None
    for event in reversed(scene.before(start)):
        if scene.layout.paragraph(start) - scene.layout.paragraph(event.place) > 1:
            return None
        if event.speaks and scene.figures[event.figure].kind is ActorKind.ORGANIZATION:
            return event.figure
    return None


def _gender(word: str) -> str:
    return "f" if word in FEMALE_WORDS else "m" if word in MALE_WORDS else ""
