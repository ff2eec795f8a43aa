"""Whom "his father" means where his own name tells: the father of Bo Ek Jr. is Bo Ek."""

from __future__ import annotations

from onrecord.actors.article.phrases import Phrase
from onrecord.actors.article.scene import Scene
from onrecord.actors.naming.person_names import generation_of
from onrecord.model import ActorKind

JUNIOR = "Jr."


def namesake_of_kin(scene: Scene, phrase: Phrase, owner: int | None) -> int | None:
    """Return the father of a junior, who bears his name, or the junior who is the owner's son."""
    if owner is None or scene.figures[owner].kind is not ActorKind.PERSON:
        return None
    name = scene.figures[owner].name
    is_junior = generation_of(name) == JUNIOR
    if phrase.head == "father" and is_junior:
        senior = name.rsplit(maxsplit=1)[0].rstrip(",")
        return scene.figure_called(senior, ActorKind.PERSON) if senior not in scene.by_name else scene.by_name[senior]
    if phrase.head == "son" and not is_junior:
        juniors = (f"{name}{comma} {JUNIOR}" for comma in ("", ","))
        return next((scene.by_name[junior] for junior in juniors if junior in scene.by_name), None)
    return None
