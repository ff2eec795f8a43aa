"""Whom a pronoun that is a source means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.actors.article.affiliations import hangs_on_preposition
from onrecord.actors.article.descriptions import described
from onrecord.actors.article.holders import holder_meant
from onrecord.actors.article.phrases import can_speak, is_plural
from onrecord.actors.article.salience import collective_meant, person_meant
from onrecord.actors.article.scene import OBJECT, SUBJECT, Event, Scene
from onrecord.actors.article.several import both_meant
from onrecord.actors.article.sources import Source, read_source
from onrecord.actors.lexicon import FIRST, HE, IT, PLURAL_PRONOUNS, PLURAL_VERBS, PREPOSITIONS, RELATIVE, SHE, THEY
from onrecord.actors.roles import role_head
from onrecord.actors.tokens import tokens_of
from onrecord.model import ActorKind, Offsets

SENTENCE_BACK = 300  # characters
THINGS = IT | {"this", "that", "which"}

_THIRD_PERSON = re.compile(r"\b(?:(?P<he>he|him|his)|(?P<she>she|hers?))\b", re.IGNORECASE)
_ROLE = re.compile(r"\b[Tt]he(?P<words>(?:\s[\w-]{2,20}){1,3})(?![\w-])")
_GAP = re.compile(
    r"(?:\s(?:of|from)\s[^\W\d_a-z][\w.-]{1,20}(?:\s[^\W\d_a-z][\w.-]{1,20})?)?(?:\s\([^()]{0,40}\)|,\s\d{1,3}|,\s(?:now|then|the|a|an|\w{1,30}['’]s)\s[^,.;:()\"“”]{1,70})?,?\s"
    r"(?:(?:many|most|some|all|both|each|one|two|several)\sof\s)?(?:(?:to|for|with|by|in|of|from)\s)?"
)
"""What may stand between a name and the "who" that it goes with."""
_NEXT_WORD = re.compile(r"\w+\s(?P<next>[a-z]+)")
_MANY = re.compile(
    r"\b(?:most|many|some|several|a few|all|other|both|two|three|four|five|six|dozens of|hundreds of|thousands of)\s"
    r"(?:[\w'’-]{1,30}\s){0,2}(?P<noun>[\w'’-]{2,30}s|people|men|women)\b",
    re.IGNORECASE,
)
_PLURAL_BEFORE = re.compile(
    r"\b(?P<noun>(?:(?!(?:for|of|by|to|with|from|and|as|in|on|at|among)\s)[a-z][\w'’-]{1,20}\s)?[a-z][\w'’-]{2,20})"
    r"(?:,|\s--)?\s(?:(?:many|most|some|all|several)\sof\s)?$"
)
_NOUN_BEFORE = re.compile(
    r"\b(?P<noun>(?:the|a|an|his|her|their|its|some|many|most|several|few|other)\s(?:[\w'’.-]+\s){0,4}?[\w'’-]+),?\s$",
    re.IGNORECASE,
)


def meant(scene: Scene, word: str, start: int, content: Offsets, around: int | None) -> int | None:
    """Return the figure that a pronoun means; `around` is who says the statement that it stands in.

    Where nobody fits, it is an unknown that goes by the pronoun itself, or nobody where that means things.
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
    elif word in {"both", "each", "neither"}:
        figure = both_meant(scene, start, content)
    elif word in IT:
        figure = collective_meant(scene, start, content, plural=False)
    if figure is not None or word in THINGS:
        return figure
    return scene.figure_called(
        "I" if word == "i" else word, ActorKind.GROUP if word in PLURAL_PRONOUNS else ActorKind.ANONYMOUS
    )


def narrated(scene: Scene, sources: Sequence[Source | None]) -> list[re.Match[str]]:
    """Return each "he", "she" and "the mayor" outside quotations that is no source, the last first."""
    starts = {source.start for source in sources if source}
    roles = (match for match in _ROLE.finditer(scene.text) if any(map(role_head, match["words"].split())))
    found = [
        match
        for match in (*_THIRD_PERSON.finditer(scene.text), *roles)
        if match.start() not in starts and scene.layout.quote(match.start()) is None
    ]
    return sorted(found, key=lambda match: -match.start())


def follow(scene: Scene, told: re.Match[str]) -> None:
    """Note whom words that are no source mean: the text still is about him."""
    place = told.start()
    if told.re is _ROLE:
        figure, weight = _holder(scene, told)
    else:
        figure = person_meant(scene, place, (), "m" if told["he"] else "f")
        weight = 1.0 if told[0].lower() in {"he", "she"} else 0.0
    if figure is not None:
        scene.note(Event(place, figure, weight))


def _holder(scene: Scene, told: re.Match[str]) -> tuple[int | None, float]:
    """Return who holds the role that "the foreign minister" names, with the weight of its place."""
    words = list(tokens_of(scene.text, *told.span("words")))
    while not role_head(words[-1][0]):
        words.pop()
    source = read_source(scene.text, told.start(), words[-1].end(), ())
    figure = holder_meant(scene, source.phrase, told.start()) if source and source.phrase else None
    if hangs_on_preposition(scene.text, told.start()):
        return figure, OBJECT
    first = scene.layout.sentences[scene.layout.sentence(told.start())]
    leads = not any(event.place >= first for event in scene.before(told.start(), 1))
    return figure, SUBJECT if leads else 0.0


def _bare_plural(scene: Scene, start: int) -> re.Match[str] | None:
    """Return the plural without article right before a relative pronoun ("voters, many of whom")."""
    found = _PLURAL_BEFORE.search(scene.text, max(0, start - 60), start)
    last = found["noun"].split()[-1] if found else ""
    return found if is_plural(last) and can_speak(last) else None


def _many_before(scene: Scene, start: int) -> int | None:
    """Return the figure of "most ministers" in the same sentence, which "they" then means."""
    first = max(scene.layout.sentences[scene.layout.sentence(start)], start - SENTENCE_BACK)
    found = [match for match in _MANY.finditer(scene.text, first, start) if can_speak(match["noun"].lower())]
    if not found or any(event.place > found[-1].start() and event.speaks for event in scene.before(start, 5)):
        return None
    return scene.figure_called(found[-1][0], ActorKind.GROUP)


def _antecedent(scene: Scene, word: str, start: int) -> int | None:
    """Return the figure whose name, or else whose noun, ends right before a relative pronoun."""
    after = _NEXT_WORD.match(scene.text, start)
    several = after is not None and after["next"] in PLURAL_VERBS | {"together", "both", "all", "jointly"}
    for event in reversed(scene.before(start, 5)):
        if event.figure in scene.parts:
            if several and event.place in scene.ends and _GAP.fullmatch(scene.text, scene.ends[event.place], start):
                return event.figure
            continue
        end = scene.ends.get(event.place)
        is_person = scene.figures[event.figure].kind is ActorKind.PERSON
        if word != "that" and is_person is (word == "which"):
            continue
        if end is not None and not event.speaks and _GAP.fullmatch(scene.text, end, start):
            return event.figure
    phrase = _NOUN_BEFORE.search(scene.text, max(0, start - 60), start)
    if not phrase or phrase["noun"].split()[-1] in PREPOSITIONS:
        phrase = _bare_plural(scene, start)
    noun = read_source(scene.text, *phrase.span("noun"), ()) if phrase else None
    if not noun or not noun.phrase:
        return None
    speaks_as_one = word == "who" and noun.phrase.kind is ActorKind.DOCUMENT
    return described(
        scene, replace(noun.phrase, kind=ActorKind.ANONYMOUS) if speaks_as_one else noun.phrase, noun.start, ()
    )
