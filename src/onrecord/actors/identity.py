"""Which actor of the ledger a speaker is: the same folded name, the same actor.

Whoever has no name of their own ("a Western official", "critics", "a poll") is an actor of one article only.
"""

from __future__ import annotations

import re
import unicodedata

from onrecord.model import ActorKind, Speaker

UNNAMED_KINDS = frozenset({ActorKind.GROUP, ActorKind.ANONYMOUS, ActorKind.DOCUMENT})


def actor_id(speaker: Speaker, article: str) -> str:
    """Return the actor's id: its folded name, behind the article's id where it is unnamed."""
    name = slug(speaker.name) or "unknown"
    return f"{article}/{name}" if is_unnamed(speaker) else name


def is_unnamed(speaker: Speaker) -> bool:
    """Return whether the speaker has no name that another article could mean."""
    if speaker.kind is ActorKind.ANONYMOUS:
        return True
    has_name = any(word[0].isupper() for word in speaker.name.split())
    return speaker.kind in UNNAMED_KINDS and not has_name


def slug(name: str) -> str:
    """Return the name in lower case without accents, its words joined by hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return "-".join(re.findall(r"\w+", letters))
