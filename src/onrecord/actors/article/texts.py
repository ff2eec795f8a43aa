"""Whose a statement, letter or tweet is that is the source: "a statement from the union", later "the statement"."""

from __future__ import annotations

import re

from onrecord.actors.article.names import Name
from onrecord.actors.article.phrases import Phrase
from onrecord.actors.article.scene import Scene
from onrecord.actors.article.sources import Source, read_source
from onrecord.actors.lexicon import UTTERANCES
from onrecord.model import ActorKind, Offsets

CHARACTERS_BACK = 900  # before "the statement", within which it was first spoken of
AUTHORS = frozenset(ActorKind) - {ActorKind.DOCUMENT}
NAMED = frozenset({ActorKind.PERSON, ActorKind.ORGANIZATION, ActorKind.COUNTRY})

_FROM = re.compile(r"\s(?:(?:signed|written|posted|issued|released|published|sent|put\sout)\s)?(?:from|by|of)\s")
_IN = re.compile(r"\b[Ii]n\s$")
_THEN_SUBJECT = re.compile(r"[^,.;:\n\"“”]{0,80},\s(?:the\s)?")


def author_named(scene: Scene, phrase: Phrase, start: int) -> Source | None:
    """Return the source that the words after "a statement from" are."""
    if phrase.head not in UTTERANCES:
        return None
    head = re.compile(rf"\b{re.escape(phrase.head)}", re.IGNORECASE).search(scene.text, start, start + 80)
    by = _FROM.match(scene.text, head.end(), head.end() + 24) if head else None
    if not by:
        return None
    sentence = scene.layout.sentence(start) + 1
    stop = scene.layout.sentences[sentence] if sentence < len(scene.layout.sentences) else len(scene.text)
    opened = scene.text.find(phrase.words[:12], start, start + 24)
    end = min(stop, max(start, opened) + len(phrase.words))
    author = read_source(scene.text, by.end(), end, _names(scene, by.end(), end))
    if author and author.phrase and (author.phrase.kind not in AUTHORS or author.phrase.head in UTTERANCES):
        return None
    return author


def author_meant(scene: Scene, phrase: Phrase, start: int, content: Offsets) -> int | None:
    """Return who made "the statement" that was spoken of before, or "a statement" in which somebody says something."""
    if phrase.head not in UTTERANCES:
        return None
    if not phrase.definite:
        return _who_says_in(scene, start, content) if _IN.search(scene.text, max(0, start - 3), start) else None
    before = re.compile(rf"\b{re.escape(phrase.head)}\b", re.IGNORECASE)
    places = [match.start() for match in before.finditer(scene.text, max(0, start - CHARACTERS_BACK), start)]
    return _subject(scene, places[-1]) if places else None


def _subject(scene: Scene, place: int) -> int | None:
    """Return who speaks in the sentence at an offset, or else is named in it first."""
    number = scene.layout.sentence(place)
    first = scene.layout.sentences[number]
    last = scene.layout.sentences[number + 1] if number + 1 < len(scene.layout.sentences) else len(scene.text)
    events = [event for event in scene.before(last) if event.place >= first and scene.layout.quote(event.place) is None]
    spoke = [event.figure for event in events if event.speaks]
    named = [event.figure for event in events if scene.figures[event.figure].kind in NAMED]
    return next(iter([*spoke, *named]), None)


def _who_says_in(scene: Scene, start: int, content: Offsets) -> int | None:
    """Return who is named right after "In a statement on the strike," and so makes it."""
    words = _THEN_SUBJECT.match(scene.text, start)
    if not words or any(first <= words.end() < last for first, last in content):
        return None
    figure = scene.at.get(words.end())
    return figure if figure is not None and scene.figures[figure].kind in NAMED else None


def _names(scene: Scene, start: int, end: int) -> list[Name]:
    """Return the names of the cast that stand between two offsets."""
    places = [event.place for event in scene.before(end) if start <= event.place and event.place in scene.ends]
    return [
        Name(place, scene.ends[place], scene.text[place : scene.ends[place]], scene.figures[scene.at[place]].kind)
        for place in dict.fromkeys(places)
        if scene.ends[place] <= end
    ]
