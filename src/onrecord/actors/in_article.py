"""Who each source span is, within one article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.cast import cast_of
from onrecord.actors.descriptions import described
from onrecord.actors.layout import layout_of
from onrecord.actors.lexicon import FIRST
from onrecord.actors.mentions import mentions_in
from onrecord.actors.names import Name
from onrecord.actors.pronouns import follow, meant, narrated
from onrecord.actors.scene import Scene
from onrecord.actors.sources import Source, read_source
from onrecord.actors.spelling import name_words
from onrecord.model import ActorKind, Attribution, Speaker

NESTED_WITHIN = 50  # statements before one that are looked at for the one it stands in


def speakers_of(text: str, attributions: Sequence[Attribution], names: Sequence[Name]) -> tuple[Speaker | None, ...]:
    """Return the speaker of each attribution, or None where it has no source.

    `names` are those of the text, from a NameFinder. A source that names several counts for the first of them.
    """
    ordered = mentions_in(text, names)
    people = [name_words(name.text) for name in ordered if name.kind is ActorKind.PERSON]
    surnames = frozenset(words[-1] for words in people if words)
    sources = [read_source(text, attribution.source, ordered, surnames) for attribution in attributions]
    unseen = [source.name for source in sources if source and source.name]
    cast = cast_of(text, mentions_in(text, {*ordered, *unseen}))
    scene = Scene(text=text, layout=layout_of(text), figures=list(cast))
    found = _figures(scene, attributions, sources)
    return tuple(None if figure is None else scene.speaker(figure) for figure in found)


def _figures(scene: Scene, attributions: Sequence[Attribution], sources: Sequence[Source | None]) -> list[int | None]:
    """Return the figure of each source, read in text order with the pronouns that stand between them."""
    found: list[int | None] = [None] * len(sources)
    around = _around(attributions, sources)
    between = narrated(scene, sources)
    for source, number in _in_turn(sources):
        while between and between[-1].start() < source.start:
            follow(scene, between.pop())
        outer = around[number]
        speaker_around = None if outer is None else found[outer]
        figure = scene.as_country(_figure(scene, source, attributions[number], speaker_around))
        scene.heard(source, figure)
        found[number] = figure
    return found


def _figure(scene: Scene, source: Source, attribution: Attribution, around: int | None) -> int:
    if source.name:
        return scene.named(source.name)
    if source.phrase:
        return described(scene, source.phrase, source.start, attribution.content)
    return meant(scene, source.pronoun or "", source.start, attribution.content, around)


def _in_turn(sources: Sequence[Source | None]) -> list[tuple[Source, int]]:
    """Return the sources with their numbers in text order, "I" and "we" last: who says them must be known."""
    numbered = [(source, number) for number, source in enumerate(sources) if source]
    return sorted(numbered, key=lambda pair: (pair[0].pronoun in FIRST, pair[0].start, pair[1]))


def _around(attributions: Sequence[Attribution], sources: Sequence[Source | None]) -> list[int | None]:
    """Return for each source the number of the attribution in whose content it stands, the narrowest."""
    contents = sorted(
        (start, end, number) for number, attribution in enumerate(attributions) for start, end in attribution.content
    )
    found: list[int | None] = [None] * len(sources)
    passed = 0
    for source, number in sorted(
        ((source, number) for number, source in enumerate(sources) if source), key=lambda pair: pair[0].start
    ):
        while passed < len(contents) and contents[passed][0] <= source.start:
            passed += 1
        inside = [
            (end - start, other)
            for start, end, other in contents[max(0, passed - NESTED_WITHIN) : passed]
            if source.start < end and other != number and sources[other]
        ]
        found[number] = min(inside)[1] if inside else None
    return found
