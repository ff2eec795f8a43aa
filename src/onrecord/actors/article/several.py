"""Whom words for two or more mean that name nobody: "the two countries", "both men", "the candidates", "each"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from onrecord.actors.article.cast import Member
from onrecord.actors.article.gender import word_gender
from onrecord.actors.article.phrases import Phrase, is_plural
from onrecord.actors.article.scene import Event, Scene
from onrecord.actors.article.stand_ins import spoken_for
from onrecord.actors.facts.bodies import institution_of
from onrecord.actors.lexicon import COUNTS, JUDGING_ROLES, PARTISANS
from onrecord.actors.roles import office_words, role_head, same_office
from onrecord.actors.tokens import singular
from onrecord.model import ActorKind, Affiliation, Offsets

PARAGRAPHS_BACK = 4  # within which they are named
MOST_NAMED = 3  # "the five" mean a list, not five whom a text names one by one
LEADS_BY = 2  # times as often named as the next: who then are "the candidates" of an article

_COUNTRIES = frozenset("countries nations states governments neighbors neighbours capitals".split())
_ANYBODY = frozenset("sides rivals allies pair duo trio parties two three four five".split())
_PERSONS = frozenset(
    "men women politicians leaders figures lawmakers signatories friends brothers sisters people".split()
)
_OF_EACH = re.compile(
    r"(?P<before>(?:\w+\s){0,2})(?P<body>ministries|governments|parliaments|embassies|armies|presidencies)\sof\s(?:the\s)?"
    r"(?P<count>two|both|three)\s(?:countries|states|nations|sides|neighbou?rs)$"
)
_JOINT = re.compile(
    r"(?:(?P<last>,?\sand\s)|,\s)(?:(?:Mr|Mrs|Ms|Dr|Sen|Gov|Rep|President|Senator|Prime\sMinister)\.?\s)?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """Those that are sought: how many (None where the words do not tell), and what they are."""

    count: int | None
    kinds: tuple[ActorKind, ...]
    gender: str = ""
    role: str | None = None


def several_meant(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return the figure of those together whom a phrase means, if exactly so many fit."""
    sought = _sought(phrase)
    return _found(scene, sought, start, content, PARAGRAPHS_BACK) if sought else None


def body_of_each(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return the figure of the bodies of several countries together: "the foreign ministries of both countries"."""
    several = _OF_EACH.match(phrase.words)
    if not several:
        return None
    count = COUNTS.get(several["count"].lower())
    countries = _found(scene, Sought(count=count, kinds=(ActorKind.COUNTRY,)), start, content, PARAGRAPHS_BACK)
    bodies = []
    for country in scene.parts.get(-1 if countries is None else countries, ()):
        name = scene.figures[country].name
        words = f"{name}'s {several['before']}{singular(several['body'])}"
        institution = institution_of(words)
        told = (Affiliation(role=None, of=name),)
        known = scene.by_name.get(institution.name) if institution else None
        words = institution.name if institution else words
        bodies.append(scene.figure_called(words, ActorKind.ORGANIZATION, told) if known is None else known)
    return scene.together(bodies) if bodies else None


def both_meant(scene: Scene, start: int, content: Offsets) -> int | None:
    """Return the figure of the two together whom "both", "each" or "neither" means."""
    return _found(scene, Sought(count=2, kinds=(ActorKind.PERSON, ActorKind.COUNTRY)), start, content, 1)


def note_pairs(scene: Scene) -> None:
    """Note where persons or countries are named side by side ("Ruiz and Ek"): "they" can mean them."""
    listed: list[int] = []
    for one, other in pairwise(sorted(scene.at)):
        first, second = scene.at[one], scene.at[other]
        kind = scene.figures[first].kind
        joint = _JOINT.fullmatch(scene.text, scene.ends[one], other)
        is_alike = kind is scene.figures[second].kind and kind in {ActorKind.PERSON, ActorKind.COUNTRY}
        if not joint or not is_alike:
            listed = []
            continue
        listed.append(first)
        if joint["last"]:
            scene.note(Event(other, scene.together([*listed, second]), 0.0))
            listed = []


def _sought(phrase: Phrase) -> Sought | None:
    words = (*phrase.before, phrase.head)
    count = next((COUNTS[word] for word in words if word in COUNTS), None)
    if not phrase.definite or phrase.owner or phrase.country or phrase.qualifiers:
        return None
    role = None if phrase.head in _PERSONS | _ANYBODY else role_head(singular(phrase.head))
    if role in PARTISANS and not count:
        return None
    if role and is_plural(phrase.head):
        return Sought(count=count, kinds=(ActorKind.PERSON,), role=same_office(role))
    if phrase.head in _PERSONS:
        word = {"men": "man", "women": "woman"}.get(phrase.head, singular(phrase.head))
        gender = word_gender(word)
        return Sought(count=count, kinds=(ActorKind.PERSON,), gender=gender)
    if phrase.head in _COUNTRIES:
        return Sought(count=count, kinds=(ActorKind.COUNTRY,))
    return Sought(count=count, kinds=(ActorKind.PERSON, ActorKind.COUNTRY)) if phrase.head in _ANYBODY else None


def _found(scene: Scene, sought: Sought, start: int, content: Offsets, paragraphs: int) -> int | None:
    """Return those of the nearest stretch before that names as many or more."""
    events = list(scene.in_sight(start, content, paragraphs))
    spoke_together = next((event.figure for event in reversed(events) if event.figure in scene.parts), None)
    if spoke_together is not None and _are_sought(scene, scene.parts[spoke_together], sought):
        return spoke_together
    if not sought.count and not sought.role:
        return None
    if (sought.count or 0) > MOST_NAMED:
        return None
    for figures in _stretches(scene, events, start, paragraphs):
        for kind in sought.kinds:
            fitting = [figure for figure in figures if _fits(scene.figures[figure], replace(sought, kinds=(kind,)))]
            if len(fitting) >= (sought.count or 2):
                chosen = _chosen(scene, fitting, sought)
                return scene.together(spoken_for(scene, figure) for figure in chosen) if chosen else None
    return None


def _are_sought(scene: Scene, figures: tuple[int, ...], sought: Sought) -> bool:
    return len(figures) == (sought.count or 2) and all(_fits(scene.figures[figure], sought) for figure in figures)


def _stretches(scene: Scene, events: list[Event], start: int, paragraphs: int) -> Iterator[list[int]]:
    """Yield whom the sentence so far names, then with the paragraph, then with the paragraphs before."""
    first = [scene.layout.sentences[scene.layout.sentence(start)]]
    number = scene.layout.paragraph(start)
    first += [scene.layout.paragraphs[max(0, number - back)] for back in range(paragraphs + 1)]
    for stretch in first:
        yield list(dict.fromkeys(event.figure for event in events if event.place >= stretch))


def _chosen(scene: Scene, figures: list[int], sought: Sought) -> list[int]:
    """Return the figures if they are as many as sought, else those that the article names by far most often."""
    count = sought.count or 2
    if len(figures) == count and (sought.count or all(_holds(scene.figures[figure], sought) for figure in figures)):
        return figures
    if not sought.count and sought.role != "candidate":
        return []
    ranked = sorted(figures, key=lambda figure: -len(scene.places.get(figure, ())))
    leaves = max((len(scene.places.get(figure, ())) for figure in ranked[count:]), default=0)
    leads = len(scene.places.get(ranked[count - 1], ())) >= LEADS_BY * max(1, leaves)
    return [figure for figure in figures if figure in ranked[:count]] if leads else []


def _fits(member: Member, sought: Sought) -> bool:
    if member.kind not in sought.kinds or (sought.gender and member.gender not in {"", sought.gender}):
        return False
    held = _offices(member)
    if sought.role == "candidate":
        return not held & JUDGING_ROLES
    return not sought.role or not held or sought.role in held


def _holds(member: Member, sought: Sought) -> bool:
    return sought.role is None or sought.role == "candidate" or sought.role in _offices(member)


def _offices(member: Member) -> frozenset[str]:
    return frozenset(same_office(office_words(held.role)[-1]) for held in member.affiliations if held.role)
