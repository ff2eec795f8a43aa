"""Whom a pronoun that is a source means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors.descriptions import described
from onrecord.actors.lexicon import FIRST, HE, IT, PLURAL_PRONOUNS, RELATIVE, SHE, THEY
from onrecord.actors.phrases import can_speak
from onrecord.actors.salience import collective_meant, person_meant
from onrecord.actors.scene import Event, Scene
from onrecord.actors.sources import Source, read_source
from onrecord.model import ActorKind, Offsets

SENTENCE_BACK = 300  # characters

_THIRD_PERSON = re.compile(r"\b(?:(?P<he>he|him|his)|(?P<she>she|hers?))\b", re.IGNORECASE)
_GAP = re.compile(
    r"(?:\s(?:of|from)\s[^\W\d_a-z][\w.-]{1,20}(?:\s[^\W\d_a-z][\w.-]{1,20})?)?(?:\s\([^()]{0,40}\)|,\s\d{1,3}|,\s(?:now|then|the|a|an|\w{1,30}['’]s)\s[^,.;:()\"“”]{1,70})?,?\s"
    r"(?:(?:many|most|some|all|both|each|one|two|several)\sof\s)?(?:(?:to|for|with|by|in|of|from)\s)?"
)
"""What may stand between a name and the "who" that it goes with."""
_MANY = re.compile(
    r"\b(?:most|many|some|several|a few|all|other|both|two|three|four|five|six|dozens of|hundreds of|thousands of)\s"
    r"(?:[\w'’-]{1,30}\s){0,2}(?P<noun>[\w'’-]{2,30}s|people|men|women)\b",
    re.IGNORECASE,
)
_NOUN_BEFORE = re.compile(
    r"\b(?P<noun>(?:the|a|an|his|her|their|its|some|many|most|several|few|other)\s(?:[\w'’.-]+\s){0,4}?[\w'’-]+),?\s$",
    re.IGNORECASE,
)


def meant(scene: Scene, word: str, start: int, content: Offsets, around: int | None) -> int:
    """Return the figure that a pronoun means; `around` is who says the statement that it stands in.

    Where nobody fits, it is an unknown that goes by the pronoun itself.
    """
    figure: int | None = None
    if word in RELATIVE:
        figure = _antecedent(scene, word, start)
    elif word in FIRST:
        figure = around
    elif word in HE | SHE:
        figure = person_meant(scene, start, content, "m" if word in HE else "f")
    elif word in THEY:
        figure = _many_before(scene, start)
        figure = collective_meant(scene, start, content, plural=True) if figure is None else figure
    elif word in IT:
        figure = collective_meant(scene, start, content, plural=False)
    if figure is not None:
        return figure
    return scene.figure_called(
        "I" if word == "i" else word, ActorKind.GROUP if word in PLURAL_PRONOUNS else ActorKind.ANONYMOUS
    )


def narrated(scene: Scene, sources: Sequence[Source | None]) -> list[re.Match[str]]:
    """Return each "he" and "she" outside quotations that is no source, the last first."""
    starts = {source.start for source in sources if source}
    found = [
        match
        for match in _THIRD_PERSON.finditer(scene.text)
        if match.start() not in starts and scene.layout.quote(match.start()) is None
    ]
    return found[::-1]


def follow(scene: Scene, pronoun: re.Match[str]) -> None:
    """Note whom a pronoun that is no source means: the text still is about him."""
    figure = person_meant(scene, pronoun.start(), (), "m" if pronoun["he"] else "f")
    if figure is not None:
        weight = 1.0 if pronoun[0].lower() in {"he", "she"} else 0.0
        scene.note(Event(pronoun.start(), figure, weight))


def _many_before(scene: Scene, start: int) -> int | None:
    """Return the figure of "most ministers" in the same sentence, which "they" then means."""
    first = max(scene.layout.sentences[scene.layout.sentence(start)], start - SENTENCE_BACK)
    found = [match for match in _MANY.finditer(scene.text, first, start) if can_speak(match["noun"].lower())]
    if not found or any(event.place > found[-1].start() and event.speaks for event in scene.before(start, 5)):
        return None
    return scene.figure_called(found[-1][0], ActorKind.GROUP)


def _antecedent(scene: Scene, word: str, start: int) -> int | None:
    """Return the figure whose name, or else whose noun, ends right before a relative pronoun."""
    for event in reversed(scene.before(start, 5)):
        end = scene.ends.get(event.place)
        is_person = scene.figures[event.figure].kind is ActorKind.PERSON
        if word != "that" and is_person is (word == "which"):
            continue
        if end is not None and not event.speaks and _GAP.fullmatch(scene.text, end, start):
            return event.figure
    phrase = _NOUN_BEFORE.search(scene.text, max(0, start - 60), start)
    noun = read_source(scene.text, (phrase.span("noun"),), (), frozenset()) if phrase else None
    if not noun or not noun.phrase:
        return None
    speaks_as_one = word == "who" and noun.phrase.kind is ActorKind.DOCUMENT
    return described(
        scene, replace(noun.phrase, kind=ActorKind.ANONYMOUS) if speaks_as_one else noun.phrase, noun.start, ()
    )
