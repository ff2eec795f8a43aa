"""Who speaks through a city or a group of states: the country, and each of the members."""

from __future__ import annotations

from dataclasses import replace

from onrecord.actors.article.scene import Scene
from onrecord.actors.facts.bodies import alliance_named, metonym_country
from onrecord.model import ActorKind, Affiliation

SPEAK_FOR_OTHERS = frozenset({ActorKind.COUNTRY, ActorKind.GROUP, ActorKind.ORGANIZATION})


def spoken_for(scene: Scene, figure: int) -> int:
    """Return the figure, of a capital that of its country, of a group of states with those of its members."""
    if figure in scene.parts:
        return scene.together(_country_or_self(scene, part) for part in scene.parts[figure])
    member = scene.figures[figure]
    if member.kind is ActorKind.COUNTRY:
        return _country_or_self(scene, figure)
    alliance = alliance_named(member.name) if member.kind in SPEAK_FOR_OTHERS else None
    if not alliance or not alliance.speaks_as_members:
        return figure
    scene.figures[figure] = replace(member, name=alliance.name, kind=ActorKind.GROUP)
    scene.aliases.setdefault(figure, {})[member.name] = None
    belongs = Affiliation(role="member", of=alliance.name)
    return scene.together([figure, *(scene.country(name, belongs) for name in alliance.members)])


def _country_or_self(scene: Scene, figure: int) -> int:
    member = scene.figures[figure]
    country = metonym_country(member.name) if member.kind is ActorKind.COUNTRY else None
    return scene.renamed(figure, country) if country else figure
