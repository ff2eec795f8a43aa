"""Whom a pronoun means: the figure before it that fits and that the text is most about."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.actors.article.scene import Event, Scene
from onrecord.model import ActorKind, Offsets

PARAGRAPHS_BACK = 4  # how far before "he" its bearer is looked for
FADING = 0.6  # of an event's weight with each paragraph
COLLECTIVE = frozenset({ActorKind.GROUP, ActorKind.ORGANIZATION, ActorKind.COUNTRY})
SURE = 3.0  # "they" and "it" mean nobody more often than not: a lower score is no evidence


def person_meant(scene: Scene, start: int, content: Offsets, gender: str) -> int | None:
    """Return the person whom "he" ("m"), "she" ("f") or an epithet ("") at an offset means."""
    scores: dict[int, float] = {}
    for event in scene.in_sight(start, content, PARAGRAPHS_BACK):
        member = scene.figures[event.figure]
        unnamed = gender and member.kind is ActorKind.ANONYMOUS and event.speaks and event.figure in scene.nouns
        if not (unnamed or member.kind is ActorKind.PERSON) or (gender and member.gender not in {"", gender}):
            continue
        fits = 0.4 if gender and member.gender == gender else 0.0
        _raise(scores, event.figure, _score(scene, event, start) + fits)
    return _best(scores)


def collective_meant(scene: Scene, start: int, content: Offsets, *, plural: bool) -> int | None:
    """Return the group, organization or country that "they" (plural) or "it" at an offset means."""
    scores: dict[int, float] = {}
    for event in scene.in_sight(start, content, 1):
        kind = scene.figures[event.figure].kind
        if plural and kind in COLLECTIVE:
            fits = 1.0 if kind is ActorKind.GROUP else 0.0
        elif not plural and kind in COLLECTIVE | {ActorKind.DOCUMENT} and kind is not ActorKind.GROUP:
            fits = 1.0
        else:
            continue
        _raise(scores, event.figure, _score(scene, event, start) + fits)
    best = _best(scores)
    return best if best is not None and scores[best] >= SURE else None


def _score(scene: Scene, event: Event, start: int) -> float:
    sentences = scene.layout.sentence(start) - scene.layout.sentence(event.place)
    paragraphs = scene.layout.paragraph(start) - scene.layout.paragraph(event.place)
    near = {0: 3.0, 1: 2.5, 2: 1.5}.get(sentences, 1.0)
    return near - 0.7 * paragraphs + event.weight * FADING**paragraphs


def _raise(scores: dict[int, float], figure: int, score: float) -> None:
    """Keep the best score of a figure, a little more for each time it comes up."""
    scores[figure] = max(scores.get(figure, score), score) + 0.05


def _best(scores: dict[int, float]) -> int | None:
    candidates: Iterable[int] = scores
    return max(candidates, key=lambda figure: scores[figure], default=None)
