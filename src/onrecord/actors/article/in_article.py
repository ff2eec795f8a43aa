"""Who each source span is, within one article."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.actors.article.cast import cast_of
from onrecord.actors.article.coordination import read_sources
from onrecord.actors.article.descriptions import described
from onrecord.actors.article.labels import as_quoted, initials_of, spelt_out, things_in
from onrecord.actors.article.layout import layout_of
from onrecord.actors.article.mentions import mentions_in
from onrecord.actors.article.names import Name
from onrecord.actors.article.pronouns import follow, meant, narrated
from onrecord.actors.article.scene import Scene
from onrecord.actors.article.several import note_pairs
from onrecord.actors.article.sources import Source
from onrecord.actors.article.stand_ins import spoken_for
from onrecord.actors.lexicon import FIRST
from onrecord.actors.naming.person_names import ordered_words
from onrecord.model import ActorKind, Attribution, Speaker

NESTED_WITHIN = 50  # statements before one that are looked at for the one it stands in


def speakers_of(
    text: str, attributions: Sequence[Attribution], names: Sequence[Name]
) -> tuple[tuple[Speaker, ...], ...]:
    """Return for each attribution all who speak in it, none where it has no source.

    `names` are those of the text, from a NameFinder. The first is whom the source names first.
    """
    ordered = mentions_in(text, names)
    people = [ordered_words(name.text) for name in ordered if name.kind is ActorKind.PERSON]
    surnames = frozenset(words[-1] for words in people if words)
    read = (read_sources(text, attribution.source, ordered, surnames) for attribution in attributions)
    initials, things = initials_of(ordered), things_in(text)
    sources = [
        tuple(as_quoted(text, spelt_out(text, source, initials), attribution.content, things) for source in several)
        for several, attribution in zip(read, attributions, strict=True)
    ]
    unseen = [source.name for several in sources for source in several if source.name]
    cast = cast_of(text, mentions_in(text, {*_outside(ordered, unseen), *unseen}))
    scene = Scene(text=text, layout=layout_of(text), figures=list(cast))
    note_pairs(scene)
    found = _figures(scene, attributions, sources)
    return tuple(() if figure is None else scene.speakers(figure) for figure in found)


def _outside(names: Sequence[Name], longer: Sequence[Name]) -> list[Name]:
    """Return the names that are no part of one of the longer ones."""
    starts = {one.end: one.start for one in longer}
    return [name for name in names if starts.get(name.end, name.end) >= name.end]


def _figures(
    scene: Scene, attributions: Sequence[Attribution], sources: Sequence[tuple[Source, ...]]
) -> list[int | None]:
    """Return the figure of each attribution, read in text order with those told of between them."""
    found: list[int | None] = [None] * len(sources)
    around = _around(attributions, sources)
    between = narrated(scene, [source for several in sources for source in several])
    for number in _in_turn(sources):
        heard: list[int] = []
        for source in sources[number]:
            while between and between[-1].start() < source.start:
                follow(scene, between.pop())
            outer = around[number]
            speaker_around = None if outer is None else found[outer]
            figure = _figure(scene, source, attributions[number], speaker_around)
            if figure is not None:
                heard.append(spoken_for(scene, figure))
                scene.heard(source, heard[-1])
        found[number] = together = scene.together(heard) if heard else None
        if together is not None and len(heard) > 1:
            scene.heard(sources[number][0], together)
    return found


def _figure(scene: Scene, source: Source, attribution: Attribution, around: int | None) -> int | None:
    if source.name:
        return scene.named(source.name)
    if source.phrase:
        return described(scene, source.phrase, source.start, attribution.content)
    return meant(scene, source.pronoun or "", source.start, attribution.content, around)


def _in_turn(sources: Sequence[tuple[Source, ...]]) -> list[int]:
    """Return the attributions' numbers in text order, "I" and "we" last: who says them must be known."""
    numbers = [number for number, several in enumerate(sources) if several]
    return sorted(numbers, key=lambda number: (sources[number][0].pronoun in FIRST, sources[number][0].start, number))


def _around(attributions: Sequence[Attribution], sources: Sequence[tuple[Source, ...]]) -> list[int | None]:
    """Return for each source the number of the attribution in whose content it stands, the narrowest."""
    contents = sorted(
        (start, end, number) for number, attribution in enumerate(attributions) for start, end in attribution.content
    )
    found: list[int | None] = [None] * len(sources)
    passed = 0
    for place, number in sorted((several[0].start, number) for number, several in enumerate(sources) if several):
        while passed < len(contents) and contents[passed][0] <= place:
            passed += 1
        inside = [
            (end - start, other)
            for start, end, other in contents[max(0, passed - NESTED_WITHIN) : passed]
            if place < end and other != number and sources[other]
        ]
        found[number] = min(inside)[1] if inside else None
    return found
