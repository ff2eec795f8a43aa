"""Whom "his father" and "her husband" mean where the names tell: the father of Bo Ek Jr. is Bo Ek."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.actors.article.phrases import Phrase
from onrecord.actors.article.scene import Scene
from onrecord.actors.naming.person_names import generation_of
from onrecord.model import ActorKind

JUNIOR = "Jr."

_MRS_BEFORE = re.compile(r"\bMrs\.?\s$")


def namesake_of_kin(scene: Scene, phrase: Phrase, owner: int | None) -> int | None:
    """Return the father of a junior, the junior who is the owner's son, or the husband of one who is but "Mrs Ek"."""
    if owner is None or scene.figures[owner].kind is not ActorKind.PERSON:
        return None
    name = scene.figures[owner].name
    is_junior = generation_of(name) == JUNIOR
    if phrase.head == "father" and is_junior:
        return _man(scene, name.rsplit(maxsplit=1)[0].rstrip(","))
    if phrase.head == "son" and not is_junior:
        juniors = (f"{name}{comma} {JUNIOR}" for comma in ("", ","))
        return next((scene.by_name[junior] for junior in juniors if junior in scene.by_name), None)
    if phrase.head == "husband" and " " not in name and _is_mrs(scene, owner):
        return _man(scene, f"Mr {name}")
    return None


def _is_mrs(scene: Scene, figure: int) -> bool:
    places = (start for start, _ in scene.figures[figure].mentions)
    return any(_MRS_BEFORE.search(scene.text, max(0, place - 5), place) for place in places)


def _man(scene: Scene, name: str) -> int:
    """Return the figure of a man by his name, a new one where the text does not name him."""
    if name in scene.by_name:
        return scene.by_name[name]
    figure = scene.figure_called(name, ActorKind.PERSON)
    scene.figures[figure] = replace(scene.figures[figure], gender="m")
    return figure
